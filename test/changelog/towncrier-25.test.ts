import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import {
  asWritten,
  makeEntry,
  printEntry,
  readFragments,
  readHistory,
  readSettings,
} from "../../src/changelog/changelog.js";
import { inProcess, scratch } from "../program.js";
import { newsProject } from "./project.js";

/** What a release of 2.0 prints for fragments, by their names; after a file of past entries where there is one. */
function printed(toml: string, texts: Readonly<Record<string, string>>, past?: string): string {
  const { report, diagnostics } = collector();
  const read = readSettings({ path: "pyproject.toml", text: toml }, report)!;
  const settings =
    past === undefined ? read : asWritten(read, { path: read.filename!, text: past });
  const files = Object.entries(texts).map(([path, text]) => ({ path, text, section: "" }));
  const entry = makeEntry(readFragments(files, settings, report), settings);
  expect(diagnostics).toEqual([]);
  return printEntry(entry, settings, { version: "2.0", date: "2026-01-02" });
}

const settings = (text: string) => `[tool.towncrier]\n${text}\n`;
const markdown = (text = "") => settings(`filename = "NEWS.md"\n${text}`);
const news = { "3.feature": "A door.\n", "4.bugfix": "A hinge.\n" };

test("a project is called by its name for Python's tools, where the settings name none", () => {
  const called = '[project]\nname = "lamp-post"\n\n';
  expect(printed(called + settings(""), news)).toMatch(/^lamp-post 2\.0 \(2026-01-02\)\n={26}\n/);
  expect(printed(called + markdown(), news)).toMatch(
    /^# lamp-post 2\.0 \(2026-01-02\)\n\n## Features\n/,
  );
  expect(printed(called + settings('name = "Lamp"'), news)).toMatch(/^Lamp 2\.0 \(/);
  expect(printed(called + settings('package = "lamp"'), news)).toMatch(/^Lamp 2\.0 \(/);
  expect(printed(called + settings('title_format = "{name}: {version}"'), news)).toMatch(
    /^lamp-post: 2\.0\n={14}\n/,
  );
});

test("fragments may lie in the package that is called like the project", async () => {
  const { ["changelogs/main/newsfragments/12.new"]: text, ...others } = newsProject;
  const files = Object.fromEntries(
    Object.entries(others).filter(([path]) => !path.includes("newsfragments")),
  );
  const toml = newsProject["changelogs/main/pyproject.toml"].replace(/directory = "newsf.*\n/, "");
  const folder = scratch({
    ...files,
    "changelogs/main/pyproject.toml": `[project]\nname = "lamp"\n${toml}`,
    "changelogs/main/lamp/newsfragments/12.new": text,
  });
  const { out } = await inProcess(["changelog", "draft", "main", "--project", folder]);
  expect(out).toContain("Add ``GET /status``.");
});

const literal = "It works so::\n\n    one = 1\n\n    def two():\n        ...\n";

test.each([
  [
    "a literal block",
    literal,
    "- It works so::\n\n      one = 1\n\n      def two():\n          ...",
  ],
  [
    "a literal block in a list",
    "Both:\n\n- a\n- b::\n\n    c\n",
    "- Both:\n\n  - a\n  - b::\n\n      c",
  ],
  [
    "a code directive",
    "So:\n\n.. code-block:: py\n\n   one = 1\n",
    "- So:\n\n  .. code-block:: py\n\n     one = 1",
  ],
  ["a doctest", "So:\n\n>>> one\n1\n", "- So:\n\n  >>> one\n  1"],
  ["a simple table", "So:\n\n==  ==\na   b\n==  ==\n", "- So:\n\n  ==  ==\n  a   b\n  ==  =="],
  ["a grid table", "So:\n\n+--+\n|a |\n+--+\n", "- So:\n\n  +--+\n  |a |\n  +--+"],
])("issues have a paragraph of their own below %s", (_, text, bullet) => {
  expect(printed(settings(""), { "5.feature": text })).toContain(`\n${bullet}\n\n  (#5)\n`);
  expect(printed(settings(""), { "+x.feature": text })).toContain(`\n${bullet}\n`);
});

test("issues stand below a literal block in the other templates, too", () => {
  const of = (template: string) =>
    printed(settings(`template = "towncrier:${template}"`), { "5.feature": literal });
  expect(of("hr-between-versions")).toContain("      def two():\n          ...\n\n  #5\n");
  expect(of("single-file-no-bullets")).toContain("      def two():\n          ...\n\n  (#5)\n");
});

test.each([
  ["a block within the text", "So::\n\n    one\n\nEnd.\n", "  End. (#5)\n"],
  ["a quote", "He said\n\n    one\n", "      one (#5)\n"],
  ["a list", "Two:\n\n- a\n- b::c\n", "  - b::c (#5)\n"],
])("issues stand behind %s", (_, text, end) => {
  expect(printed(settings(""), { "5.feature": text })).toContain(end);
});

test.each([
  ["a fence", "So:\n\n```py\none = 1\n```\n", "  ```"],
  ["a fence of tildes", "So:\n\n~~~~\n```\n~~~~\n", "  ~~~~"],
  ["a table", "So:\n\n| a |\n|---|\n| b |\n", "  | b |"],
])("in Markdown, issues have a paragraph of their own below %s", (_, text, end) => {
  expect(printed(markdown(), { "5.feature": text })).toContain(`${end}\n\n  (#5)\n`);
});

test("in Markdown, issues stand behind code within a line and pipes that are no table", () => {
  expect(printed(markdown(), { "5.feature": "A `b`\n```c```\n" })).toContain("```c``` (#5)\n");
  expect(printed(markdown(), { "5.feature": "A\n| b |\n" })).toContain("| b | (#5)\n");
});

const newest = '[dependency-groups]\ndev = ["towncrier>=25.8"]\n\n';
const sections = '[[tool.towncrier.section]]\nname = "Web"\npath = ""\n';

test.each([
  ["", "# 2.0 (2026-01-02)\n\n## Features\n\n- A door. (#3)\n\n## Bugfixes\n"],
  ['title_format = "# {version}"', "# 2.0\n\n## Features\n"],
  ['title_format = "## [{version}] - {project_date}"', "## [2.0] - 2026-01-02\n\n### Features\n"],
  ['title_format = "#### {version}"', "#### 2.0\n\n##### Features\n"],
  ['title_format = "**{version}**"', "**2.0**\n\n## Features\n"],
  ["title_format = false", "\n## Features\n"],
])(
  "headings of Markdown are below that of the title, where 25.8 is required: %s",
  (toml, start) => {
    const text = printed(newest + markdown(toml), news);
    expect(text.slice(0, start.length)).toBe(start);
    expect(text.endsWith("- A hinge. (#4)\n\n\n")).toBe(true);
  },
);

test("the headings of sections are below that of the title, and those of types below them", () => {
  const { report } = collector();
  const toml = newest + markdown('title_format = "## {version}"') + sections;
  const read = readSettings({ path: "pyproject.toml", text: toml }, report)!;
  const fragment = { path: "3.feature", text: "A door.\n", section: "Web" };
  const entry = makeEntry(readFragments([fragment], read, report), read);
  expect(printEntry(entry, read, { version: "2.0", date: "" })).toBe(
    "## 2.0\n\n\n### Web\n\n#### Features\n\n- A door. (#3)\n\n\n",
  );
});

test.each(["towncrier == 25.8.0", "towncrier~=26.9", "towncrier >= 25.10", "towncrier[dev]>=25.8"])(
  "the file of the settings requires the newest headings: %s",
  (required) => {
    const toml = `[dependency-groups]\ndev = ["${required}"]\n${markdown()}`;
    expect(printed(toml, news)).toContain("\n## Features\n");
  },
);

test.each(["towncrier==24.8.0", "towncrier>=23.6", "towncrier<25.8", "towncrier", "sphinx>=25.8"])(
  "the file of the settings does not require the newest headings: %s",
  (required) => {
    const toml = `[dependency-groups]\ndev = ["${required}"]\n${markdown()}`;
    expect(printed(toml, news)).toContain("\n### Features\n");
  },
);

test.each([
  ["one below the title", "# 1.0 (2020-01-01)\n\n## Features\n\n- Old.\n", "##"],
  ["two below the title", "# 1.0 (2020-01-01)\n\n### Features\n\n- Old.\n", "###"],
  ["of no type", "# 1.0 (2020-01-01)\n\n## Thanks\n\nTo all.\n", "###"],
  ["none", "# 1.0 (2020-01-01)\n\n- Old.\n", "###"],
])("headings have the level of the newest past entry: %s", (_, past, mark) => {
  expect(printed(markdown(), news, past)).toContain(`\n${mark} Features\n`);
});

test("headings of sections and types are no versions, whatever their level", () => {
  const { report } = collector();
  const toml = markdown('title_format = "## {version}"') + sections;
  const read = readSettings({ path: "pyproject.toml", text: toml }, report)!;
  const text = "## 2.0\n\n## Web\n\n### Features\n\n- New.\n\n## 1.0\n\n## Web\n\n- Old.\n";
  const versions = readHistory({ path: "NEWS.md", text }, read).sections;
  expect(versions.map(({ version }) => version)).toEqual(["2.0", "1.0"]);
});
