import { join } from "node:path";
import { expect, test } from "vitest";
import { found } from "./found.js";
import { filesBelow, scratch, specpress, tinyProject } from "../program.js";

/** A project with an error, a warning and a note in two files. */
const faulty = {
  ...tinyProject,
  "spec/index.rst": "Tiny\n====\n\nSee the `old page` and `gone <#gone>`_.\n",
  "spec/main.rst": `${tinyProject["spec/main.rst"]}\nEnd.\n`,
  "spec/spare.rst": "Spare\n=====\n",
};

test("a check of a clean project says so, and writes nothing", () => {
  const folder = scratch(tinyProject);
  const before = filesBelow(folder);
  expect(specpress(["check"], folder)).toEqual({ code: 0, out: "nothing found\n", err: "" });
  expect(filesBelow(folder)).toEqual(before);
});

test("findings stand by file, with their line, a caret and a hint, and are counted", () => {
  const folder = scratch(faulty);
  expect(specpress(["check"], folder)).toEqual({
    code: 1,
    err: "",
    out: `spec/index.rst
  4:9 warning[single-backquotes]: \`old page\` in single backquotes is shown as the title of a work, in italics.
    4 | See the \`old page\` and \`gone <#gone>\`_.
      |         ^^^^^^^^^^
    hint: Write \`\`old page\`\` for code, \`old page\`_ for a link, or :title:\`old page\` if it is a title.
  4:24 error[dead-link]: This link leads to "#gone", but nothing on the page has that id.
    4 | See the \`old page\` and \`gone <#gone>\`_.
      |                        ^^^^^^^^^^^^^^^
    hint: "specpress explain dead-link" shows a wrong and a right example.

spec/spare.rst
  1:1 note[unused-text]: The text file "spare.rst" is in no target.
    1 | Spare
      | ^
    hint: Add it to a target in targets.yaml, or remove the file.

1 error, 1 warning, 1 note in 2 files
`,
  });
});

test("what is reported can be limited to files, folders and codes", () => {
  const folder = scratch(faulty);
  expect(found(["spec/spare.rst"], folder)).toEqual({
    code: 0,
    found: ["spec/spare.rst:1:1 note unused-text"],
  });
  expect(found([join(folder, "spec"), "--only", "single-backquotes"], folder)).toEqual({
    code: 0,
    found: ["spec/index.rst:4:9 warning single-backquotes"],
  });
  expect(found(["api"], folder)).toEqual({ code: 0, found: [] });
});

test("--max-warnings says how many warnings pass", () => {
  const folder = scratch(faulty);
  const only = ["--only", "single-backquotes", "--max-warnings"];
  expect(found([...only, "1"], folder).code).toBe(0);
  expect(found([...only, "0"], folder).code).toBe(1);
});

test("severities are the project's, and before those the command line's; a build honours them", () => {
  const folder = scratch({
    ...faulty,
    "specpress.yaml": `${tinyProject["specpress.yaml"]}severities: { dead-link: off, single-backquotes: note, unused-text: error }\n`,
  });
  expect(found([], folder)).toEqual({
    code: 1,
    found: ["spec/index.rst:4:9 note single-backquotes", "spec/spare.rst:1:1 error unused-text"],
  });
  const { code, err } = specpress(["build", "--quiet"], folder);
  expect([code, err]).toEqual([1, expect.stringContaining("error[unused-text]")]);
  expect(err).not.toContain("[dead-link]");
  expect(
    found(["--severity", "unused-text=note", "--severity", "dead-link=warning"], folder),
  ).toEqual({
    code: 0,
    found: [
      "spec/index.rst:4:9 note single-backquotes",
      "spec/index.rst:4:24 warning dead-link",
      "spec/spare.rst:1:1 note unused-text",
    ],
  });
});

test("a severity for a code that there is not is told where it stands", () => {
  const folder = scratch({
    ...tinyProject,
    "specpress.yaml": `${tinyProject["specpress.yaml"]}severities: { dead-lnik: off }\n`,
  });
  const { code, out } = specpress(["check"], folder);
  expect([code, out]).toEqual([1, expect.stringContaining("6:15 error[unknown-code]")]);
  expect(out).toContain('"dead-link"');
});

test("--list shows the codes with their severity", () => {
  const { code, out } = specpress(["check", "--list"]);
  expect(code).toBe(0);
  expect(out).toMatch(/^dead-link +error\b/m);
  expect(out).toMatch(/^unused-text +note\b/m);
  expect(out).not.toMatch(/^unreferenced-target /m);
});

test("where the project says another severity, --list and explain show both", () => {
  const settings =
    "severities: { dead-link: off, description-start: note, unreferenced-target: note }\n";
  const folder = scratch({
    ...tinyProject,
    "specpress.yaml": tinyProject["specpress.yaml"] + settings,
  });
  const { code, out } = specpress(["check", "--list", "--severity", "no-items=error"], folder);
  expect(code).toBe(0);
  expect(out).toMatch(/^dead-link +error, here off +links/m);
  expect(out).toMatch(/^description-start +note +\w/m);
  expect(out).toMatch(/^unreferenced-target +info, here note /m);
  expect(out).toMatch(/^no-items +warning, here error /m);
  const told = specpress(["explain", "dead-link", "unused-text"], folder).out;
  expect(told).toContain("dead-link (error, here off by specpress.yaml): ");
  expect(told).toContain("unused-text (note): ");
});

test("wrong use: one sentence, exit code 2", () => {
  const folder = scratch(tinyProject);
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [["--only", "dead-lnik"], /--only: there is no code "dead-lnik"; did you mean dead-link/],
    [["--severity", "dead-link"], /CODE=LEVEL with one of off, note, warning, error/],
    [["--severity", "dead-link=fatal"], /not "dead-link=fatal"/],
    [["--max-warnings", "many"], /takes a number, not "many"/],
    [["missing.rst"], /no file missing\.rst/],
    [[".."], /lies outside the project/],
    [["--project", "elsewhere"], /elsewhere/],
  ];
  for (const [args, message] of cases) {
    const { code, out, err } = specpress(["check", ...args], folder);
    expect(err).toMatch(message);
    expect([code, out]).toEqual([2, ""]);
  }
});

test("files that a text names are looked up beside it, then in the folder of the specification", () => {
  const folder = scratch({
    ...tinyProject,
    "spec/main.rst": ".. include:: parts/a.txt\n",
    "spec/parts/a.txt":
      "Main API\n========\n\n{{status_m_http_api}}\n\n.. include:: b.txt\n\n.. include:: c.txt\n",
    "spec/parts/b.txt": "`b <#b>`_\n",
    "spec/c.txt": "`c <#c>`_\n",
  });
  expect(found(["--only", "dead-link"], folder).found).toEqual([
    "spec/c.txt:1:1 error dead-link",
    "spec/parts/b.txt:1:1 error dead-link",
  ]);
});
