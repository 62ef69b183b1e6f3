import { expect, test } from "vitest";
import { processorClock } from "../hostile-time.js";
import { collector } from "../../src/base/diagnostics.js";
import {
  makeEntry,
  printEntry,
  linkVersions,
  readFragments,
  readSettings,
  readHistory,
  readVersion,
  sectionOf,
} from "../../src/changelog/changelog.js";

const release = { version: "r1", date: "2020-02-02" };

/** The entry made of fragments by file name, as towncrier 22.12 prints it, and what was reported. */
function entryOf(settings: string, fragments: Readonly<Record<string, string>>) {
  const { report, diagnostics } = collector();
  const files = Object.entries(fragments).map(([name, text]) => ({ path: `news/${name}`, text }));
  const read = readSettings({ path: "pyproject.toml", text: settings }, report);
  const entry = read && makeEntry(readFragments(files, read, report), read);
  const text = read && entry ? printEntry(entry, read, release) : "";
  return { text, told: diagnostics.map(({ code, parts }) => [code, ...parts].join(" ")) };
}

const plain = `[tool.towncrier]\ntitle_format = "{version}"\n`;

test("types in their order, the same text once, issues by number, orphans last", () => {
  const settings = `${plain}issue_format = "\`#{issue} <u/{issue}>\`_"
    [[tool.towncrier.type]]
    directory = "new"
    name = "Neu für alle"
    showcontent = true
    [[tool.towncrier.type]]
    directory = "misc"
    name = "Misc"
    showcontent = false\n`;
  const { text, told } = entryOf(settings, {
    "100.new": "Same.\n",
    "9.misc": "Hidden.",
    "20.new.rst": "Same.\n\n",
    "+abc.new": "An orphan.",
    "10.new": "Two\nlines\n\n  and more.",
    "10.new.1": "Also ten.",
    "gh-3.new": "Named.",
    ".gitignore": "",
  });
  expect(told).toEqual([]);
  expect(text).toBe(`r1
==

Neu für alle
------------

- Named. (\`#gh-3 <u/gh-3>\`_)
- Two
  lines

    and more. (\`#10 <u/10>\`_)
- Also ten. (\`#10 <u/10>\`_)
- Same. (\`#20 <u/20>\`_, \`#100 <u/100>\`_)
- An orphan.


Misc
----

- \`#9 <u/9>\`_
`);
});

test("lines are wrapped where the settings say", () => {
  const fragments = { "1.bugfix": "One two three four five six seven." };
  const wrapped = (wrap: string) => entryOf(`${plain}wrap = ${wrap}\n`, fragments).text;
  expect(wrapped("30")).toContain("- One two three four five six\n  seven. (#1)\n");
  expect(wrapped("true")).toContain("- One two three four five six seven. (#1)\n");
});

test("the usual types, and types as tables", () => {
  expect(entryOf(plain, { "1.bugfix": "Fixed.", "a.misc": "" }).text).toBe(
    "r1\n==\n\nBugfixes\n--------\n\n- Fixed. (#1)\n\n\nMisc\n----\n\n- a\n",
  );
  const tables = `${plain}[tool.towncrier.fragment.zoo]\n[tool.towncrier.fragment.abc]\nname = "First"\n`;
  expect(entryOf(tables, { "1.zoo": "Z.", "2.abc": "A." }).text).toBe(
    "r1\n==\n\nFirst\n-----\n\n- A. (#2)\n\n\nZoo\n---\n\n- Z. (#1)\n",
  );
});

test("no fragments", () => {
  expect(entryOf(plain, {}).text).toBe("r1\n==\n\nNo significant changes.\n");
});

test("what is wrong is told", () => {
  const types = "feature, bugfix, doc, removal, misc";
  const { told } = entryOf(`${plain}wrap = 0\nfilename = 1\n`, {
    "1.bugfix": "a",
    "01.bugfix": "b",
    "2.fix": "c",
  });
  expect(told).toEqual([
    'bad-changelog-config "filename" should be text',
    'bad-changelog-config "wrap" should be true, false or the length of lines',
    "duplicate-fragment 1 bugfix",
    `unknown-fragment 2.fix ${types}`,
  ]);
  const faultOf = (settings: string) => entryOf(`[tool.towncrier]\n${settings}`, {}).told.join();
  expect(entryOf("[tool.other]", {}).told).toEqual([
    "bad-changelog-config there is no [tool.towncrier]",
  ]);
  expect(entryOf("[tool", {}).told[0]).toMatch(/^bad-changelog-config /);
  expect(faultOf('title_format = "{versoin}"')).toBe(
    'bad-changelog-config in "title_format", "{versoin}" is none of {name}, {version}, {project_date}',
  );
  expect(faultOf('issue_format = "#{issue"')).toBe(
    'bad-changelog-config in "issue_format", "{" is none of {issue}',
  );
  expect(faultOf('template = "own.rst"')).toMatch(
    /^bad-changelog-config the template "own\.rst" is not supported .*Handlebars/,
  );
  expect(faultOf("titel_format = ''")).toBe("unknown-changelog-setting titel_format title_format");
  expect(faultOf("single_file = false")).toContain('so that "filename" needs {version}');
  expect(faultOf('single_file = false\nfilename = "{versoin}.rst"')).toContain(
    'in "filename", "{versoin}" is none of {name}, {version}, {project_date}',
  );
  expect(faultOf('single_file = false\nfilename = "{version}/news.rst"')).toContain(
    '"{" is none of',
  );
  expect(faultOf("underlines = 1")).toContain('"underlines" should be a list of characters');
  expect(faultOf("[[tool.towncrier.type]]\nname = 'x'")).toContain('a type has no "directory"');
  expect(faultOf("[[tool.towncrier.section]]\nname = 'x'")).toContain(
    'the section "x" has no "path"',
  );
});

/** The structure of a version in a file of past entries. */
function versionOf(text: string, version: string, settings = plain) {
  const read = readSettings({ path: "pyproject.toml", text: settings }, () => {});
  const section = sectionOf(readHistory({ path: "x.rst", text }, read), version);
  return section && readVersion(section, read);
}

test("the section of a version", () => {
  const text = "r2\n==\n\nTwo.\n\n== ==\na  b\n== ==\n\nr1 \n====\nOne.\n";
  const lines = (title: string) =>
    sectionOf(readHistory({ path: "x.rst", text }, null), title)?.lines.map((line) => line.text);
  expect(lines("r2")).toEqual(["", "Two.", "", "== ==", "a  b", "== ==", ""]);
  expect(lines("r1")).toEqual(["One.", ""]);
  expect(lines("r3")).toBeUndefined();
});

test("what stands above the versions is no version, whatever its title", () => {
  const titles = (text: string, settings = "[tool.towncrier]\n") => {
    const read = readSettings({ path: "pyproject.toml", text: settings }, () => {});
    const { start, sections } = readHistory({ path: "x.rst", text }, read);
    return [text.slice(0, start), ...sections.map(({ version, date }) => [version, date])];
  };
  const dated =
    "Changes of v2\n=============\n\nThing 1.1 (2020-01-01)\n======================\n\na\n";
  expect(titles(dated, "[tool.towncrier]\nname = 'Thing'\n")).toEqual([
    "Changes of v2\n=============\n\n",
    ["1.1", "2020-01-01"],
  ]);
  expect(titles("Above\n=====\n\n.. towncrier release notes start\n\nr1\n--\n\nr0\n--\n")).toEqual([
    "Above\n=====\n\n.. towncrier release notes start\n\n",
    ["r1", undefined],
    ["r0", undefined],
  ]);
  expect(titles("Version 3, 2019-02-03\n~~~~~~~~~~~~~~~~~~~~~\n\nOld ones\n~~~~~~~~\n")).toEqual([
    "",
    ["3", "2019-02-03"],
    ["Old ones", undefined],
  ]);
  expect(titles("No\n==\n")).toEqual(["No\n==\n"]);
});

test("a printed entry is read back", () => {
  const settings = `${plain}issue_format = "\`#{issue} <u/{issue}>\`_"\n`;
  const { text } = entryOf(settings, {
    "1.bugfix": "Two\nlines::\n\n    code (x)\n",
    "2.bugfix": "Same.",
    "3.bugfix": "Same.",
    "+a.bugfix": "An orphan (optional).",
    "4.misc": "",
  });
  expect(versionOf(text, "r1", settings)).toEqual({
    version: "r1",
    title: "r1",
    parts: [
      {
        kind: "changes",
        heading: "Bugfixes",
        type: "bugfix",
        changes: [
          { text: "Two\nlines::\n\n    code (x)", issues: ["1"], offset: text.indexOf("- Two") },
          { text: "Same.", issues: ["2", "3"], offset: text.indexOf("- Same") },
          { text: "An orphan (optional).", issues: [], offset: text.indexOf("- An") },
        ],
      },
      {
        kind: "changes",
        heading: "Misc",
        type: "misc",
        changes: [{ text: "", issues: ["4"], offset: text.lastIndexOf("- ") }],
      },
    ],
  });
});

test("a section that a person wrote: bullets that announce others are headings, the rest stays text", () => {
  const version = versionOf(
    `r1
==

These are the changes:

- bugfixes:

  - First, in
    two lines (\`#12 <pull/12>\`_).
  - Second (\`#3 <pull/3>\`_):

    - within

  (A remark.)

- New things
  - no empty line before it
- Alone.

Note
----

Only text.

.. [#] A footnote,
   - of two lines
`,
    "r1",
  )!;
  const shown = version.parts.map((part) =>
    part.kind === "text"
      ? part.text
      : [part.heading, part.type, ...part.changes.map(({ text, issues }) => [text, ...issues])],
  );
  expect(shown).toEqual([
    "These are the changes:",
    [
      "bugfixes",
      "bugfix",
      ["First, in\ntwo lines.", "12"],
      ["Second (`#3 <pull/3>`_):\n\n- within", "3"],
    ],
    "(A remark.)",
    ["New things", null, ["no empty line before it"]],
    ["", null, ["Alone."]],
    "Note\n\nOnly text.\n\n.. [#] A footnote,\n   - of two lines",
  ]);
});

test.each([
  ["titles of numbers", "\n1 1 1 1 1 1 1 1 1 1 (\n====================\n".repeat(10_000)],
  ["bullets that announce nothing", `r1\n==\n${"- :\n".repeat(50_000)}`],
  ["bullets in bullets", `r1\n==\n\n${nested(400)}`],
  ["brackets", `r1\n==\n\n- ${"(".repeat(100_000)}${")".repeat(100_000)}\n`],
  ["a list that is none of issues", `r1\n==\n\n- (${"#1, ".repeat(50_000)}x)\n`],
  ["links without an end", `r1\n==\n\n- ${"`#a <".repeat(50_000)}\n`],
  ["the same change again and again", `r1\n==\n\n${"- same\n".repeat(50_000)}`],
])("hostile histories are read in time: %s", (_name, text) => {
  const settings = readSettings({ path: "x", text: "[tool.towncrier]\nname = 'a'\n" }, () => {});
  const time = processorClock();
  const { sections } = readHistory({ path: "x.rst", text }, settings);
  linkVersions(sections.map((section) => readVersion(section, settings)));
  expect(time()).toBeLessThan(10_000);
});

function nested(depth: number): string {
  return Array.from({ length: depth }, (_, level) => `${"  ".repeat(level)}- :\n`).join("");
}
