import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { assemble, noteUnused, textsOf, type Manuscript } from "../../src/assemble/assemble.js";
import { authored, positionAt, type Source } from "../../src/base/source.js";
import { collector } from "../../src/base/diagnostics.js";
import { loadProject } from "../../src/load/load.js";
import { parseParts } from "../../src/rst/rst.js";
import { expectWithinASecond } from "../hostile-time.js";
import { loadFiles, marked, minimal, told, toldOf, type Files } from "../load/tiny-project.js";

const textIn = (manuscript: Manuscript) =>
  textsOf(manuscript)
    .map(({ text }) => text)
    .join("");

const settings = {
  ...minimal,
  "specpress.yaml": "name: T\nspecification: text\nlabels: {VERSION: v1, LONG: a long value}\n",
} as const satisfies Files;

function assembled(files: Files, sections: Readonly<Record<string, string>> = {}) {
  const { project, report, diagnostics } = loadFiles({ ...settings, ...files });
  const made = new Map<string, Source>(
    Object.entries(sections).map(([name, text]) => [name, { path: `{{${name}}}`, text }]),
  );
  const [target] = project!.targets.targets;
  const manuscript = assemble(target!, made, project!, report);
  // What the parser finds by itself is no concern of these tests; what it asks is.
  parseParts(manuscript.files, () => {});
  return { manuscript, diagnostics, text: textIn(manuscript).trim() };
}

/** Target `guide` of `guide.rst`, and `part.rst` at a depth. */
const withPart = (depth: number) =>
  `targets: {guide: {files: [guide.rst, {${depth}: part.rst}], version_label: "%VERSION%"}}\n`;

test("an indented text does not become a part of the text of the variable above it", () => {
  const sections = {
    notice: "\n\n.. WARNING::\n    Careful.\n\n",
    news: "\n\n    - One\n      more\n\n",
  };
  const text = (page: string) =>
    assembled({ "text/guide.rst": page }, sections).text.replace(/\n+/g, "\n");
  expect(text("{{notice}}\n\n{{news}}\n")).toBe(".. WARNING::\n    Careful.\n- One\n  more");
  expect(text(".. topic:: T\n{{news}}\n")).toBe(".. topic:: T\n    - One\n      more");
});

test.each([
  ".. sectnum::",
  ".. contents:: All\n   :depth: 1",
  ".. include:: gone.rst",
  ".. A comment.",
  "..\n   A comment.",
  ".. [1] A note.",
  "- One",
  "#. One",
  ":Field: One",
  "Term\n  One",
  ".. note::\n   One",
])("an indented text does not become a part of %j above it, after an empty line", (above) => {
  const made = assembled({ "text/guide.rst": `${above}\n\n{{news}}\n` }, { news: "    - New\n" });
  expect(made.text).toBe(`${above}\n\n- New`);
});

test.each(["Text.", "..", ".. _label:", "| One", ".. topic:: One", ".. class:: one", "Part\n===="])(
  "an indented text stays as it is below %j",
  (above) => {
    const made = assembled({ "text/guide.rst": `${above}\n\n{{news}}\n` }, { news: "    - New\n" });
    expect(made.text).toBe(`${above}\n\n    - New`);
  },
);

test("right below a directive that takes no content, too", () => {
  const text = (page: string) =>
    assembled({ "text/guide.rst": page }, { news: "    - New\n" }).text;
  expect(text(".. sectnum::\n{{news}}\n")).toBe(".. sectnum::\n- New");
  expect(text(".. note:: One\n{{news}}\n")).toBe(".. note:: One\n    - New");
});

describe("titles", () => {
  test("move to the depth at which their file is included", () => {
    const { text, diagnostics } = assembled({
      "text/targets.yaml": withPart(2),
      "text/guide.rst": "Guide\n=====\n",
      "text/part.rst": "Part\n----\n\nSub\n~~~~~\n\nNext\n----\n",
    });
    expect(told(diagnostics)).toEqual([]);
    expect(text).toBe("Guide\n=====\n\n\nPart\n~~~~\n\nSub\n+++++\n\nNext\n~~~~");
  });

  test("are told from transitions, tables, literal text and comments", () => {
    const part =
      "Part\n====\n\n----\n\n==  ==\na   b\n==  ==\n\nSo::\n\n  Sub\n  ---\n\n..\n  Sub\n  ---\n";
    const { text } = assembled({ "text/targets.yaml": withPart(1), "text/part.rst": part });
    expect(text.split("\n").slice(6).join("\n")).toBe(
      part.replace("Part\n====", "Part\n----").trim(),
    );
  });

  test("with an overline keep both rows alike, and are above those without, if the file has both", () => {
    const { text, diagnostics } = assembled({
      "text/targets.yaml": withPart(1),
      "text/part.rst": "====\nPart\n====\n\nSub\n===\n\nSubsub\n------\n\nNext\n====\n",
    });
    expect(told(diagnostics)).toEqual([]);
    expect(text).toBe(
      "Guide\n=====\n\nText.\n\n\n----\nPart\n----\n\nSub\n~~~\n\nSubsub\n++++++\n\nNext\n~~~~",
    );
  });

  test("of templates are relative to the last title of the text", () => {
    const guide = "Guide\n=====\n\nA\n-\n\n{{x}}\n\nBee\n~~~\n\n{{x}}";
    const { text, diagnostics } = assembled(
      { "text/guide.rst": guide.replace("A\n-", "Aaa\n---") },
      { x: "One\n<<<\n\nTwo\n///\n\nThree\n>>>>>" },
    );
    expect(told(diagnostics)).toEqual([]);
    expect(text.split("\n").filter((line) => /^(\S)\1+$/.test(line))).toEqual(
      "===== --- ~~~ --- ===== ~~~ +++ ~~~ -----".split(" "),
    );
  });

  const faults: readonly [string, string, Files][] = [
    [
      "a level is left out",
      "title-skips-level",
      { "text/guide.rst": "Guide\n=====\n\nSub\n⟦~~~⟧\n" },
    ],
    [
      "a title above the first",
      "title-above-first",
      { "text/guide.rst": "Guide\n-----\n\nUp\n⟦====⟧\n" },
    ],
    [
      "a file too deep",
      "title-too-deep",
      { "text/targets.yaml": withPart(7), "text/part.rst": "Part\n====\n\nSub\n⟦----⟧\n" },
    ],
    [
      "a style that the project does not have",
      "unknown-title-style",
      { "text/guide.rst": "Guide\n=====\n\nSub\n⟦***⟧\n\nSub\n***\n" },
    ],
    [
      "relative to nothing",
      "relative-title-out-of-range",
      { "text/guide.rst": "Guide\n⟦/////⟧\n" },
    ],
    [
      "above the highest",
      "relative-title-out-of-range",
      { "text/guide.rst": "Guide\n=====\n\nUp\n⟦>>>⟧\n" },
    ],
  ];
  test.each(faults)("fault: %s", (_name, code, files) => {
    const { diagnostics } = assembled(files);
    expect(toldOf(diagnostics)).toEqual(marked(code, files));
  });
});

describe("variables", () => {
  test("stand in whole lines, in the middle of one, and indented", () => {
    const { text, diagnostics } = assembled(
      {
        "text/guide.rst":
          "{{many}}\n\nAs of {{one}}, {{ one }}.\n\n.. note::\n   {{many}}\n\n.. {{many}} later\n",
      },
      { many: "first\n\nlast\n", one: "today" },
    );
    expect(told(diagnostics)).toEqual([]);
    expect(text).toBe(
      "first\n\nlast\n\n\nAs of today, today.\n\n.. note::\n   first\n\n   last\n\n\n.. {{many}} later",
    );
  });

  test.each([
    "⟦{{many}}⟧ and text",
    "See: ⟦{{many}}⟧",
    "See: ⟦{{ many }}⟧ ok",
    "* ⟦{{many}}⟧",
    "   1. ⟦{{many}}⟧",
    "| ⟦{{many}}⟧ |",
    ":Field: ⟦{{many}}⟧",
    "{{one}} ⟦{{many}}⟧",
    "%VERSION% ⟦{{many}}⟧",
    "``⟦{{many}}⟧``",
    ".. note:: ⟦{{many}}⟧",
  ])("one that stands for blocks must be alone on its line: %s", (line) => {
    const files = { "text/guide.rst": `Guide\n=====\n\n${line}\n` };
    const { diagnostics, text } = assembled(files, { many: "first\n\nlast\n", one: "today" });
    expect(toldOf(diagnostics)).toEqual(marked("variable-not-alone", files));
    expect(text).not.toContain("first");
    expect(text).toMatch(/\{\{ ?many ?\}\}/);
  });

  test("an undefined one is told with those that look like it, and stays", () => {
    const files = { "text/guide.rst": "Guide\n=====\n\nSee ⟦{{versoin}}⟧ and {not} {{ a b }}.\n" };
    const { diagnostics, text } = assembled(files, { version: "1" });
    expect(toldOf(diagnostics)).toEqual(marked("undefined-variable", files));
    expect(diagnostics[0]!.parts).toEqual(["versoin", "version"]);
    expect(text).toContain("{{versoin}}");
  });
});

describe("labels", () => {
  test("are replaced in texts, sections and the page's path", () => {
    const { text, manuscript } = assembled(
      {
        "text/targets.yaml": withPart(1),
        "text/part.rst": "%VERSION%%LONG% 100% %VERSION%\n\n{{x}}\n",
      },
      { x: "a %VERSION% b" },
    );
    expect(manuscript.path).toBe("guide/v1.html");
    expect(text).toContain("v1a long value 100% v1\n\na v1 b");
  });

  test("one that looks like a known one is told; other text between percent signs is text", () => {
    const files = { "text/guide.rst": "⟦%VERSIONS%⟧ %7Bx%7D 5%of%6 %VERSION%\n" };
    const { diagnostics } = assembled(files);
    expect(toldOf(diagnostics)).toEqual(marked("undefined-label", files));
  });

  test.each(["..", "a//b", "/x", "a\\\\b", ".hidden"])("a page cannot be called %j", (label) => {
    const targets = `targets: {⟦guide⟧: {files: [guide.rst], version_label: "${label}"}}\n`;
    const { diagnostics, manuscript } = assembled({ "text/targets.yaml": targets });
    expect(toldOf(diagnostics)).toEqual(
      marked("target-path-unsafe", { "text/targets.yaml": targets }),
    );
    expect(manuscript.path).toMatch(/^[\w-]+\.html$/);
  });
});

test("every line leads to the place where its author wrote it", () => {
  const { manuscript } = assembled(
    { "text/guide.rst": "Guide\n=====\n\nAs of {{one}}, %VERSION% here\n" },
    { one: "today" },
  );
  const line = manuscript.files[0]!.lines[3]!;
  expect(line.text).toBe("As of today, v1 here");
  const placeOf = (word: string) => {
    const start = line.offset + line.text.indexOf(word);
    const { source, start: at } = authored({ source: line.source, start, end: start });
    const { line: row, column } = positionAt(source, at);
    return `${source.path}:${row}:${column}`;
  };
  expect(placeOf("As")).toBe("text/guide.rst:4:1");
  expect(placeOf("today")).toBe("text/guide.rst:4:7");
  expect(placeOf("v1")).toBe("text/guide.rst:4:16");
  expect(placeOf("here")).toBe("text/guide.rst:4:26");
});

test("files and variables that no page uses are noted", () => {
  const { project, report, diagnostics } = loadFiles({
    ...minimal,
    "specpress.yaml": `
name: T
specification: text
labels: {V: v}
apis:
  a: {title: A, openapi: api, suffix: a, version: V}
events:
  schemas: events
  examples: events/examples
  groups:
    all_rooms: {match: "x.room*"}
    ⟦others⟧: {match: "y.*"}
`,
    "text/guide.rst": "{{log_in_a_http_api}} {{all_rooms}} {{definition_a_deep_shown}}\n",
    "api/log-in.yaml": "{}",
    "api/log-out.yaml": "{}",
    "api/definitions/deep/shown.yaml": "{}",
    "api/definitions/lost.yaml": "{}",
    "api/definitions/named.yaml": "{}",
    "events/x.room.name": "{}",
    "events/y.other": "{}",
    "events/examples/x.room.name$more": "{}",
    "events/examples/z": "{}",
  });
  const shown = { files: new Set<string>(), variables: new Set<string>() };
  noteUnused(project!, { referred: new Set(["api/definitions/named.yaml"]), shown }, report);
  expect(told(diagnostics)).toEqual([
    "api/log-out.yaml:1:1 unused-file API file api/log-out.yaml log_out_a_http_api",
    "api/definitions/lost.yaml:1:1 unused-file definition api/definitions/lost.yaml definition_a_lost",
    "events/y.other:1:1 unused-file event schema events/y.other y_other_event",
    "events/examples/z:1:1 unused-file example events/examples/z ",
    "specpress.yaml:12:5 unused-variable others",
  ]);
});

const shared = new URL("../../../shared/", import.meta.url).pathname;
test.skipIf(!existsSync(shared))(
  "a real specification's texts without variables (needs ../shared)",
  () => {
    const { report } = collector();
    const project = loadProject({ root: `${shared}corpus/matrix-doc` }, report)!;
    for (const name of ["appendices", "proposals", "rooms@v2", "rooms@v5", "rooms@v6"]) {
      const target = project.targets.targets.find((each) => each.name === name)!;
      const manuscript = assemble(target, new Map(), project, report);
      parseParts(manuscript.files, () => {});
      const expected = readFileSync(`${shared}reference/rst/spec_${name}.rst`, "utf8");
      const trimmed = expected.replace(/[ \t]+$/gm, "").trimEnd();
      expect(textIn(manuscript).trimEnd()).toBe(trimmed);
    }
  },
);

test("thousands of variables that stand for nothing are put in within a second", () => {
  const text = `Guide\n=====\n\n${"{{nothing}}\n\n".repeat(20_000)}`;
  expectWithinASecond(() => assembled({ ...minimal, "text/guide.rst": text }, { nothing: "" }));
});
