import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { adviceOf, codes, type Code } from "../src/base/diagnostics.js";
import { showsColor } from "../src/color.js";
import { filesBelow, inProcess, scratch, specpress, tinyProject } from "./program.js";

test("a build writes the pages, names the one to open on stdout and says the rest on stderr", () => {
  const folder = scratch(tinyProject);
  const { code, out, err } = specpress(["build"], folder);
  expect(err).toMatch(/^\[1\/2\] index\n\[2\/2\] main\n2 pages, no diagnostics, \d+\.\d\d s\n$/);
  expect(out).toMatch(
    /^Open dist\/site\/index\.html \(file:\/\/\/.*\/dist\/site\/index\.html\)\n$/,
  );
  expect(code).toBe(0);
  const site = filesBelow(join(folder, "dist/site"));
  expect([...site.keys()].filter((path) => path.endsWith(".html"))).toEqual([
    "index.html",
    "main/unstable.html",
  ]);
  expect(site.get("main/unstable.html")).toMatch(
    /<code><span class="method get">GET<\/span> <span class="address">\/v1\/<wbr>status<\/span><\/code>/,
  );
});

test("labels, releases, single targets and kept RST", () => {
  const folder = scratch(tinyProject);
  const args = ["build", "--quiet", "--out", "site", "--keep-rst", "rst"];
  expect(specpress([...args, "--release", "main=r1.0", "--target", "main"], folder)).toEqual({
    code: 0,
    out: "",
    err: "",
  });
  expect(
    [...filesBelow(join(folder, "site")).keys()].filter((path) => path.endsWith(".html")),
  ).toEqual(["main/r1.0.html"]);
  expect(readFileSync(join(folder, "rst/main.rst"), "utf8")).toContain(
    "``GET /v1/status``\n~~~~~~~~~~~~~~~~~~",
  );
  expect(specpress([...args, "--label", "MAIN_VERSION=r2", "--target", "index"], folder).code).toBe(
    0,
  );
  expect(filesBelow(join(folder, "site")).get("index.html")).toContain('href="main/r2.html"');
});

test("every mistake is told in one run, sorted, with line, caret and hint; the exit code is 1", () => {
  const folder = scratch({
    ...tinyProject,
    "spec/main.rst":
      "Main API\n========\n\n{{status_m_htp_api}}\n\nSee `nowhere`_ and `gone <#gone>`_.\n",
    "spec/index.rst": "Tiny\n====\n\nBad *emphasis.\n",
  });
  const { code, err } = specpress(["build", "--quiet"], folder);
  expect(code).toBe(1);
  expect(
    err
      .split("\n")
      .filter((line) => /^\S+:\d/.test(line))
      .map((line) => line.replace(/: .*/, "")),
  ).toEqual(["spec/index.rst:4:5", "spec/main.rst:4:1", "spec/main.rst:6:5", "spec/main.rst:6:20"]);
  expect(err).toContain("{{status_m_htp_api}}\n    | ^^^^^^^^^^^^^^^^^^^^");
  expect(err).toContain("status_m_http_api");
});

test("a file that cannot be read is told once, not again wherever its contents are missed", () => {
  const folder = scratch({
    ...tinyProject,
    "specpress.yaml": `${tinyProject["specpress.yaml"]}events: { schemas: schemas, examples: examples }\n`,
    "spec/main.rst": "Main API\n========\n\n{{status_m_http_api}}\n\n{{m_topic_event}}\n",
    "schemas/m.topic": "type: [object\n",
    "examples/m.topic": '{"type": "m.topic"\n',
    "api/status.yaml": "swagger: ]\n",
  });
  const { err } = specpress(["build", "--quiet"], folder);
  expect(
    [...err.matchAll(/^(\S+?):\d.*?\[(.*?)\]/gm)].map(([, path, code]) => `${path} ${code}`),
  ).toEqual([
    "api/status.yaml yaml-syntax",
    "examples/m.topic yaml-syntax",
    "schemas/m.topic yaml-syntax",
  ]);
});

test("--strict makes warnings count", () => {
  const folder = scratch({
    ...tinyProject,
    "spec/index.rst": "Tiny\n====\n\nSee the `old page`.\n",
  });
  expect(specpress(["build", "--quiet"], folder).code).toBe(0);
  expect(specpress(["build", "--quiet", "--strict"], folder).code).toBe(1);
});

test("wrong use: one sentence, exit code 2, nothing written", () => {
  const folder = scratch(tinyProject);
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [["biuld"], /unknown command "biuld"; did you mean build\?/],
    [
      ["build", "--ouput", "x"],
      /unknown option "--ouput"; did you mean --out\?\n {2}specpress build --help/,
    ],
    [["build", "--target", "mian"], /no "mian"; did you mean main\?/],
    [["build", "--target", ""], /no ""; there is index, main/],
    [["build", "--label", "MAIN_VERSION"], /NAME=VALUE, not "MAIN_VERSION"/],
    [["build", "--label", "MAIN_VERSON=r1"], /no "MAIN_VERSON"; did you mean MAIN_VERSION\?/],
    [["build", "--release", "man=r1"], /no "man"; did you mean main\?/],
    [["build", "--project", "elsewhere"], /elsewhere/],
    [["rst", "missing.rst"], /no file "missing\.rst"/],
    [["rst", "x.rst", "--to", "pdf"], /Allowed choices are html, pseudoxml/],
    [["rst", "."], /"\." is a folder/],
    [["biuld", "--help"], /unknown command "biuld"/],
    [["changelog", "nwe", "--help"], /unknown command "nwe".*\n {2}specpress changelog --help/],
  ];
  for (const [args, message] of cases) {
    const { code, out, err } = specpress(args, folder);
    expect(err).toMatch(message);
    expect(err).toMatch(/^(specpress: |error\[)/);
    expect(err).not.toMatch(/^\s+at /m);
    expect([code, out]).toEqual([2, ""]);
  }
  expect([...filesBelow(folder).keys()].filter((path) => path.endsWith(".html"))).toEqual([]);
});

test("a folder that is no site of ours is not replaced", () => {
  const folder = scratch({ ...tinyProject, "precious/letter.txt": "Dear" });
  const { code, err } = specpress(["build", "--quiet", "--out", "precious"], folder);
  expect([code, err]).toEqual([2, expect.stringContaining("precious")]);
  expect([...filesBelow(join(folder, "precious")).keys()]).toEqual(["letter.txt"]);
});

test("lists of targets and variables build nothing", () => {
  const folder = scratch(tinyProject);
  expect(specpress(["build", "--list-targets"], folder).out).toBe(
    "index → index.html\n  index.rst\nmain → main/unstable.html\n  main.rst\n",
  );
  const { out } = specpress(["build", "--list-variables"], folder);
  expect(out).toMatch(/^\{\{status_m_http_api\}\} +\d+ {2}main\.rst$/m);
  expect(out).toMatch(/^\{\{git_rev\}\} +0 {2}\(unused\)$/m);
  expect([...filesBelow(folder).keys()].filter((path) => path.startsWith("dist"))).toEqual([]);
});

test("rst shows what a file becomes, before or after transforms", () => {
  const folder = scratch({ "a.rst": "A\n=\n\nSee b_.\n\n.. _b: https://example.org\n" });
  expect(specpress(["rst", "a.rst"], folder).out).toContain('<a href="https://example.org">b</a>');
  expect(specpress(["rst", "a.rst", "--to", "pseudoxml"], folder).out).toContain(
    '<reference name="b" refname="b">',
  );
  expect(specpress(["rst", "a.rst", "--to", "pseudoxml", "--transforms"], folder).out).toContain(
    'refuri="https://example.org"',
  );
});

test("rst makes docinfo of a field list at the start, as docutils' own commands do", async () => {
  const folder = scratch({ "a.rst": "A\n=\n\n:Author: Ann\n:Abstract: Short.\n" });
  const html = await inProcess(["rst", join(folder, "a.rst")]);
  expect(html.out).toContain('<dd class="author">Ann</dd>');
  const tree = await inProcess(["rst", join(folder, "a.rst"), "--to", "pseudoxml", "--transforms"]);
  expect(tree.out).toMatch(/<docinfo>\n +<author>\n +Ann\n +<topic classes="abstract">/);
});

test("files are named from beside the text that names them", () => {
  const folder = scratch({
    "text/a.rst": ".. include:: parts/b.rst\n\n.. include:: ../c.txt\n\n.. include:: ../../d.txt\n",
    "text/parts/b.rst": "In b.\n\n.. csv-table::\n   :file: rows.csv\n\n.. include:: b.rst\n",
    "text/parts/rows.csv": "one,two\n",
    "c.txt": "In c.\n",
  });
  const { out, err } = specpress(["rst", "text/a.rst"], folder);
  for (const text of ["In b.", "one", "In c."]) expect(out).toContain(text);
  expect(err).toContain("text/a.rst:5:14: error[file-unreadable]");
  expect(err).toContain("text/parts/b.rst:6:14: warning[circular-include]");
});

test("files outside the project are not read, whatever names them", () => {
  const outside = scratch({ "secret.txt": "SECRET", "secret.yaml": "title: SECRET\n" });
  const folder = scratch({
    ...tinyProject,
    "spec/main.rst": `Main API
========

.. include:: ${outside}/secret.txt

.. include:: ../../${outside.split("/").pop()}/secret.txt

.. raw:: html
   :file: ${outside}/secret.txt

.. image:: ../../../${outside.split("/").pop()}/secret.txt
`,
  });
  writeFileSync(
    join(folder, "api/other.yaml"),
    `swagger: "2.0"\npaths: {}\ndefinitions: { a: { $ref: "../../${outside.split("/").pop()}/secret.yaml" } }\n`,
  );
  const { code, err } = specpress(["build", "--quiet"], folder);
  expect(code).toBe(1);
  expect(err.match(/^\S+:\d+:\d+: error/gm)?.length).toBe(5);
  expect([...filesBelow(join(folder, "dist")).values()].join()).not.toContain("SECRET");
});

test("colours follow the command line, then the environment, then the terminal", () => {
  const on = { args: ["build"], env: {}, isTerminal: true };
  const off = { ...on, isTerminal: false };
  expect(showsColor(on)).toBe(true);
  expect(showsColor(off)).toBe(false);
  expect(showsColor({ ...on, env: { TERM: "dumb" } })).toBe(false);
  expect(showsColor({ ...on, env: { NO_COLOR: "1", FORCE_COLOR: "1" } })).toBe(false);
  expect(showsColor({ ...on, env: { NO_COLOR: "" } })).toBe(true);
  expect(showsColor({ ...off, env: { FORCE_COLOR: "1" } })).toBe(true);
  expect(showsColor({ ...on, env: { FORCE_COLOR: "0" } })).toBe(false);
  expect(showsColor({ ...off, args: ["check", "--color"], env: { NO_COLOR: "1" } })).toBe(true);
  expect(showsColor({ ...on, args: ["check", "--no-color"], env: { FORCE_COLOR: "1" } })).toBe(
    false,
  );
});

test("options have short forms where commands of other programs have them", () => {
  const folder = scratch(tinyProject);
  expect(
    specpress(["build", "-q", "-p", folder, "-o", join(folder, "out"), "-t", "index"]),
  ).toEqual({ code: 0, out: "", err: "" });
  expect(specpress(["check", "-p", folder, "-f", "json"]).out).toContain('"findings"');
});

test.each([
  ["no YAML", "name: [\n"],
  ["no object", "- a\n"],
  ["not UTF-8", Uint8Array.from([0x6e, 0x3a, 0x80])],
  ["empty", ""],
])(
  "settings that are %s are their author's mistake: exit code 1 of every command",
  async (_what, settings) => {
    const folder = scratch({ ...tinyProject, "specpress.yaml": settings });
    const commands = [
      "build",
      "check",
      "changelog check",
      "changelog draft main",
      "changelog list",
      "changelog new main fix",
      "changelog show main r1",
      "release main=r1",
    ];
    for (const command of commands) {
      const { code, err, out } = await inProcess([...command.split(" "), "--project", folder]);
      expect([command, code]).toEqual([command, 1]);
      expect(err + out).toMatch(/specpress\.yaml(?::|\n {2})1:/);
    }
    const { code, out } = await inProcess(["check", "--format", "json", "--project", folder]);
    expect(code).toBe(1);
    expect(JSON.parse(out).findings).toMatchObject([{ file: "specpress.yaml", line: 1 }]);
  },
);

test("a folder without a project is wrong use: exit code 2 of every command", async () => {
  const folder = scratch({});
  for (const command of [
    "build",
    "check",
    "check --format json",
    "changelog list",
    "release main=r1",
  ])
    expect((await inProcess([...command.split(" "), "--project", folder])).code).toBe(2);
});

test("specpress rst and changelog show ask what the project says of HTML", async () => {
  const html = ".. raw:: html\n\n   <b>a</b><script>x</script></i>\n";
  const folder = scratch({
    ...tinyProject,
    "spec/a.rst": html,
    "changelogs/main.rst": `r1\n==\n\n${html}`,
    "changelogs/main/pyproject.toml": "[tool.towncrier]\nfilename = '../main.rst'\n",
  });
  const outcomes = async (raw: string) => {
    const settings = `${tinyProject["specpress.yaml"]}changelogs: changelogs\n${raw}`;
    writeFileSync(join(folder, "specpress.yaml"), settings);
    const show = ["changelog", "show", "main", "r1", "--format", "html", "--project", folder];
    const runs = [
      await inProcess(["rst", "--to", "html", join(folder, "spec/a.rst")]),
      await inProcess(show),
    ];
    return runs.map(({ code, out, err }) => [
      code,
      /<b>a<\/b>/.test(out),
      /<script>/.test(out),
      /^\S+?:(\d+):.*\[(.*?)\]/m.exec(err)?.slice(1).join(" "),
    ]);
  };
  expect(await outcomes("raw: allow\n")).toEqual([
    [0, true, true, undefined],
    [0, true, true, undefined],
  ]);
  expect(await outcomes("raw: refuse\n")).toEqual([
    [1, false, false, "1 raw-html-refused"],
    [1, false, false, "4 raw-html-refused"],
  ]);
  expect(await outcomes("raw: sanitise\n")).toEqual([
    [0, true, false, "1 raw-html-sanitised"],
    [0, true, false, "4 raw-html-sanitised"],
  ]);
  const [rst] = await outcomes("raw: sanitize\n");
  expect(rst).toEqual([1, false, false, "1 raw-html-refused"]);
});

test("texts of pages with long names, and with names that are one as files, are kept each", async () => {
  const name = "ä".repeat(300);
  const folder = scratch({
    ...tinyProject,
    "spec/targets.yaml": `${tinyProject["spec/targets.yaml"].replace("targets:\n", `targets:\n  ${name}: { files: [a.rst] }\n  a/b: { files: [a.rst] }\n  a_b: { files: [b.rst] }\n`)}`,
    "spec/a.rst": "A\n=\n\nOne.\n",
    "spec/b.rst": "B\n=\n\nTwo.\n",
  });
  const kept = join(folder, "rst");
  const { err } = await inProcess(["build", "--quiet", "--project", folder, "--keep-rst", kept]);
  expect(err).toContain("[page-path-too-long]");
  const texts = filesBelow(kept);
  expect([...texts.keys()].filter((path) => path.startsWith("a"))).toEqual([
    "a_b.rst",
    "a_b~2.rst",
  ]);
  expect(texts.get("a_b~2.rst")).toContain("Two.");
  expect([...texts.keys()].some((path) => path.startsWith("ää"))).toBe(true);
});

test("specpress rst shows a file in Markdown as its project reads Markdown", async () => {
  const folder = scratch({
    ...tinyProject,
    "spec/a.md": '---\ntitle: The title\n---\n\n## One *part*\n\nSome "words", $x$.\n\n#### Deep\n',
  });
  const settings = `${tinyProject["specpress.yaml"]}markdown: { smart: true, math: { inline: ["$ $"] } }\n`;
  writeFileSync(join(folder, "specpress.yaml"), settings);
  const { code, out, err } = await inProcess(["rst", join(folder, "spec/a.md")]);
  expect(code).toBe(0);
  expect(out).toContain("<h1>The title</h1>");
  expect(out).toContain('<section id="one-part"><h2>One <em>part</em></h2>');
  expect(out).toContain("Some “words”, <math");
  expect(err).toMatch(/a\.md:9:\d+: warning\[heading-skips-level\]/);
});

test("texts of a page in two formats are kept as a file each", async () => {
  const folder = scratch({
    ...tinyProject,
    "spec/targets.yaml": `${tinyProject["spec/targets.yaml"].replace("targets:\n", "targets:\n  both: { files: [a.rst, b.md, c.md] }\n  plain: { files: [b.md] }\n")}`,
    "spec/a.rst": "A\n=\n\nOne.\n",
    "spec/b.md": "# B\n\nTwo *words*.\n",
    "spec/c.md": "# C\n\nThree.\n",
  });
  const kept = join(folder, "rst");
  await inProcess(["build", "--quiet", "--project", folder, "--keep-rst", kept]);
  const texts = filesBelow(kept);
  const names = [...texts.keys()].filter((path) => /both|plain/.test(path));
  expect(names).toEqual(["both.1.rst", "both.2.md", "plain.md"]);
  expect(texts.get("both.2.md")).toMatch(/# B\n\nTwo \*words\*\.[^]*# C\n\nThree\./);
});

test("settings that lack what a specification needs are their author's mistake: exit code 1", async () => {
  const folder = scratch({ "specpress.yaml": "name: Tiny\n" });
  for (const command of ["build", "check", "check --format json"]) {
    const { code, out, err } = await inProcess([...command.split(" "), "--project", folder]);
    expect([command, code]).toEqual([command, 1]);
    expect(out + err).toMatch(/specification/);
  }
});

test("an example of a help reaches the program as it is written, whatever a shell makes of its quotes", () => {
  const given = (example: string) =>
    execFileSync("sh", ["-c", `set -- ${example.replace(/^\$ /, "")}\nprintf '%s\\n' "$@"`], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  let seen = 0;
  for (const args of [[], ...helped()]) {
    const { out } = specpress([...args, "--help"]);
    const examples = out.slice(out.indexOf("Examples:")).match(/^ +\$ specpress .*/gm) ?? [];
    for (const example of examples.map((line) => line.trim())) {
      if (!example.includes("`")) continue;
      seen += 1;
      for (const literal of example.match(/``.+?``/g) ?? [])
        expect(given(example)).toContain(literal);
    }
  }
  expect(seen).toBeGreaterThan(0);
});

test("what a message says to do with an option is done with one that there is", () => {
  const known = new Set(
    [[], ...helped()].flatMap(
      (args) => specpress([...args, "--help"]).out.match(/--[a-z][\w-]*/g) ?? [],
    ),
  );
  const said = (Object.keys(codes) as Code[]).flatMap((code) => {
    const advice = adviceOf({ code, span: null, parts: ["a", "b", "c", "d"] }) ?? "";
    return (advice.match(/(?<![\w-])--[a-z][\w-]*/g) ?? []).map((option) => `${code} ${option}`);
  });
  expect(said).not.toEqual([]);
  expect(said.filter((each) => !known.has(each.split(" ")[1]!))).toEqual([]);
});

/** The words of each command and of each command below one. */
function helped(): string[][] {
  const below = (words: readonly string[]) =>
    [...specpress([...words, "--help"]).out.matchAll(/^ {2}([a-z]+) (?:.*) {2}\S/gm)].map(
      ([, name = ""]) => [...words, name],
    );
  return below([]).flatMap((words) => [words, ...below(words)]);
}
