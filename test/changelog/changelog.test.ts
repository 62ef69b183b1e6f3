import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import {
  makeEntry,
  printEntry,
  readFragments,
  readSettings,
  sectionTitled,
} from "../../src/changelog/changelog.js";

const release = { name: "x", version: "r1", date: "2020-02-02" };

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
  const { told } = entryOf(`${plain}wrap = true\nfilename = 1\n`, {
    "1.bugfix": "a",
    "01.bugfix": "b",
    "2.fix": "c",
  });
  expect(told).toEqual([
    'bad-changelog-config "wrap" is not supported',
    'bad-changelog-config "filename" should be text',
    "duplicate-fragment 1 bugfix",
    `unknown-fragment 2.fix ${types}`,
  ]);
  expect(entryOf("[tool.other]", {}).told).toEqual([
    "bad-changelog-config there is no [tool.towncrier]",
  ]);
  expect(entryOf("[tool", {}).told[0]).toMatch(/^bad-changelog-config /);
});

test("the section of a version", () => {
  const text = "r2\n==\n\nTwo.\n\n== ==\na  b\n== ==\n\nr1\n====\nOne.\n";
  const lines = (title: string) =>
    sectionTitled(
      { path: "x.rst", text: title === "r1" ? text.replace("r1", "r1 ") : text },
      title,
    )?.lines.map((line) => line.text);
  expect(lines("r2")).toEqual(["", "Two.", "", "== ==", "a  b", "== ==", ""]);
  expect(lines("r1")).toEqual(["One.", ""]);
  expect(lines("r3")).toBeUndefined();
});
