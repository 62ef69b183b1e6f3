import { expect, test } from "vitest";
import { addEntry, isClear, readHistory, readSettings } from "../../src/changelog/changelog.js";
import { collector } from "../../src/base/diagnostics.js";

/** A file of past entries, and what a release of 2.0 makes of it: where the entry goes, `null` where that is not clear. */
function released(text: string, toml = "", path = "news.rst") {
  const { report, diagnostics } = collector();
  const settings = readSettings(
    { path: "towncrier.toml", text: `[tool.towncrier]\nfilename = "${path}"\n${toml}` },
    report,
  )!;
  expect(diagnostics).toEqual([]);
  const source = { path, text };
  return {
    text: addEntry(source, "NEW\n", settings),
    versions: readHistory(source, settings).sections.map(({ version }) => version),
    isClear: isClear(source, settings),
  };
}

const old = "- Old.\n";

test.each([
  ["a Markdown title", "CHANGES.md", `# Thing 1.0 (2019-01-01)\n\n${old}`],
  ["a Markdown title without a number above it", "c.md", `## 1.0\n\n${old}`],
  ["a setext title", "c.md", `1.0\n===\n\n${old}\n0.9\n===\n`],
  ["a version that is a link", "c.md", `## [1.0](https://e.example/1) - 2019-01-01\n\n${old}`],
  ["another underline", "news.rst", `Thing 1.0\n^^^^^^^^^\n\n${old}`],
  ["an overline", "news.rst", `=========\nThing 1.0\n=========\n\n${old}`],
  [
    "an overline with an indented text",
    "news.rst",
    `===========\n Thing 1.0 \n===========\n\n${old}`,
  ],
  ["no line feed at its end", "news.rst", "1.0\n===\n\n- Old."],
  ["a label above its title", "news.rst", ".. _v1.0:\n\n1.0\n===\n\n- Old."],
  ["an anchor above its title", "c.md", `<a name="1.0"></a>\n## 1.0\n\n${old}`],
  ["a version in a link and a format", "c.md", `# [1.0](https://e.example/1.0) (2019-01-01)\n`],
  [
    "small releases as smaller titles",
    "c.md",
    `### [1.0](https://e.example/1) (2020-01-01)\n\n### Bug Fixes\n\n${old}\n## 0.9.0\n`,
  ],
])("the entry goes on top of a history that nobody made with the tool: %s", (_, path, text) => {
  const made = released(text, "", path);
  expect(made.text).toBe(`NEW\n${path === "news.rst" ? "\n\n" : ""}${text}`);
  expect(made.versions[0]).toBe("1.0");
  expect(made.isClear).toBe(true);
});

test.each([
  ["a heading", "news.rst", "Changelog\n=========\n\nAll of it.\n\n", `1.0\n---\n\n${old}`],
  ["a Markdown heading", "c.md", "# Changelog\n\n", `## 1.0\n\n${old}`],
  [
    "what is not released",
    "c.md",
    "# Changelog\n\n## [Unreleased]\n\n- Soon.\n\n",
    `## [1.0] - 2019-01-01\n\n${old}`,
  ],
  ["front matter", "c.md", "---\ntitle: News 3\n---\n\n", `# 1.0\n\n${old}`],
  ["code that looks like a title", "c.md", "# Changes\n\n```\n# 9.9\n```\n\n", `## 1.0\n\n${old}`],
  ["a comment that looks like a title", "c.md", "<!--\n# 9.9\n-->\n\n", `# 1.0\n\n${old}`],
  ["a badge", "c.md", "# Changelog\n\n![v1.2](https://e.example/v1.2.svg)\n\n", `## 1.0\n\n${old}`],
  [
    "a heading with labels below it",
    "news.rst",
    "Changelog\n=========\n\n.. contents::\n\n",
    `.. _v1.0:\n.. index:: one\n\n1.0\n---\n\n${old}`,
  ],
  [
    "a heading with another name, where its text speaks of changes",
    "c.md",
    "# Lamp Protocol\n\nAll changes are listed here.\n\n",
    "",
  ],
  ["what is not released, and nothing else", "c.md", "# Changelog\n\n## [Unreleased]\n\n", ""],
  [
    "what is not released, in RST",
    "news.rst",
    "Changes\n=======\n\nUnreleased\n----------\n\n- Soon.\n\n",
    "",
  ],
  ["only a heading", "news.rst", "Changelog\n=========\n\n", ""],
  ["nothing", "news.rst", "", ""],
  ["only white space", "c.md", "", ""],
  [
    "a mark",
    "news.rst",
    "News\n====\n\n.. towncrier release notes start\n\n",
    `1.0\n===\n\n${old}`,
  ],
  [
    "a mark in Markdown",
    "c.md",
    "# News\n\n<!-- towncrier release notes start -->\n\n",
    `## 1.0\n\n${old}`,
  ],
  [
    "the mark of RST in Markdown",
    "c.md",
    "# News\n\n.. towncrier release notes start\n\n",
    `## 1.0\n\n${old}`,
  ],
  [
    "a mark and nothing below",
    "news.rst",
    "1.0 is here\n\n.. towncrier release notes start\n\n",
    "",
  ],
])("the entry goes below %s", (_, path, header, body) => {
  const gap = body !== "" && path === "news.rst" ? "\n\n" : "";
  expect(released(header + body, "", path).text).toBe(`${header}NEW\n${gap}${body}`);
});

test.each([
  ["a number", "c.md", "# Changelog of Lamp v1\n\nAll changes are here.\n\n"],
  ["a version", "c.md", "# Lamp 2.0 Changelog\n\nAll changes are here.\n\n"],
  ["a version in RST", "news.rst", "History of 2.0\n==============\n\nAll of it.\n\n"],
  ["a year", "news.rst", "News of 2026\n============\n\nAll of it.\n\n"],
  ["a version above versions", "c.md", "# OAuth 2.0 Changelog\n\nAll.\n\n", `## 1.1\n\n${old}`],
  [
    "a version on the level of versions",
    "c.md",
    "# OAuth 2.0 Changelog\n\nAll.\n\n",
    `# 1.1\n\n${old}`,
  ],
])(
  "prose below the heading of a file stays there, where the heading has %s",
  (_, path, header, body = "") => {
    const made = released(header + body, "", path);
    const gap = body !== "" && path === "news.rst" ? "\n\n" : "";
    expect(made.text).toBe(`${header}NEW\n${gap}${body}`);
    expect(made.isClear).toBe(true);
  },
);

test.each([
  ["the name of a protocol", "# Lamp Protocol 1.0\n\nAll changes are here.\n"],
  ["what may be a version", "# Changes in 1.0\n\nIt was begun.\n"],
  ["a section on versions", "# Changelog\n\n## About SemVer 2.0\n\nIt is used.\n"],
  [
    "the same above a version",
    "# Changelog\n\n## About SemVer 2.0\n\nIt is used.\n\n## 1.0\n\n- Old.\n",
  ],
])("a heading above prose is refused where it is %s", (_, text) => {
  expect(released(text, "", "c.md").text).toBeNull();
});

test("definitions of links stay at the end", () => {
  expect(
    released("# Changelog\n\nSee [one].\n\n[one]: https://e.example/1\n", "", "c.md").text,
  ).toBe("# Changelog\n\nSee [one].\n\nNEW\n\n[one]: https://e.example/1\n");
  expect(released("Changelog\n=========\n\nSee x_.\n\n.. _x: https://e.example/\n").text).toBe(
    "Changelog\n=========\n\nSee x_.\n\nNEW\n\n.. _x: https://e.example/\n",
  );
  const marked = "# News\n\n<!-- towncrier release notes start -->\n\n[one]: https://e.example/1\n";
  expect(released(marked, "", "c.md").isClear).toBe(true);
});

test("an entry is not put into an element that past entries stand in, but into one around the whole file", () => {
  const past = `<details>\n<summary>Old</summary>\n\n## 1.0\n\n${old}\n</details>\n`;
  expect(released(`# News\n\n${past}`, "", "c.md").text).toBe(`# News\n\nNEW\n${past}`);
  const whole = `<div>\n\n# News\n\n## 1.0\n\n${old}\n</div>\n`;
  expect(released(whole, "", "c.md").text).toBe(whole.replace("## 1.0", "NEW\n## 1.0"));
});

test("a mark that is the last line of a file without an end is one", () => {
  expect(released("News\n====\n\n.. towncrier release notes start").text).toBe(
    "News\n====\n\n.. towncrier release notes start\n\nNEW\n",
  );
});

test.each([
  ["bold versions", "news.rst", `**1.0** (2019-01-01)\n\n${old}`],
  ["bold versions above titles", "news.rst", `**1.1**\n\n${old}\n1.0\n===\n\n${old}`],
  ["titles without versions", "news.rst", `Spring\n======\n\n${old}`],
  ["lists only", "c.md", `# Changelog\n\n${old}`],
  ["a table", "c.md", "# Changelog\n\n| Version | Change |\n|---|---|\n| 1.0 | a |\n"],
  ["a table in RST", "news.rst", "Changes\n=======\n\n==== ====\n1.0  a\n==== ====\n"],
  ["a list of fields", "news.rst", "Changes\n=======\n\n:1.0: First.\n:0.9: Before.\n"],
  ["a list of definitions", "news.rst", "Changes\n=======\n\n1.0\n  First.\n"],
  ["paragraphs", "news.rst", "Changes\n=======\n\nVersion 1.0 (2020-01-01): first.\n"],
  ["days", "news.rst", "Changes\n=======\n\n2020-01-01 first.\n"],
  ["a number in a heading of an entry", "c.md", `# Changelog\n\n## Beta\n\n### 3 fixes\n\n${old}`],
  ["the same without a heading of the file", "c.md", `## Beta\n\n### 3 fixes\n\n${old}`],
  [
    "a heading with a version above versions",
    "news.rst",
    "Notes of 2.0\n============\n\n2.0.1\n-----\n\n- Old.\n",
  ],
  [
    "GNU's NEWS",
    "NEWS.txt",
    "GNU hello NEWS\n\n* Changes in release 2.10 (2014-11-16)\n\n** Bug fixes\n",
  ],
  [
    "Debian's changelog",
    "log.txt",
    "hello (2.10-3) unstable; urgency=medium\n\n  * New.\n\n -- A <a@e.example>  Mon, 02 Jan 2023 10:00:00 +0000\n",
  ],
  ["a release without a number", "c.md", "# First release\n\nAll changes since the draft.\n"],
  [
    "prose under a title that is none of a changelog",
    "news.rst",
    "Thing\n=====\n\nIt was begun.\n",
  ],
])("it is refused with a word where it is not clear what is a version: %s", (_, path, text) => {
  expect(released(text, "", path)).toMatchObject({ text: null, isClear: false });
});

test.each([
  [
    "news.rst",
    "Thing 1.1 (2020-01-01)\n======================\n\n1.0 (2019-01-01)\n================\n",
  ],
  ["c.md", "## 1.1\n\n## v1.0 (2019-01-01)\n"],
])("versions above the first title that fits the format are versions too: %s", (path, text) => {
  const made = released(text, "", path);
  expect(made.versions.map((version) => version.replace("v", ""))).toEqual(["1.1", "1.0"]);
  expect(made.text?.startsWith("NEW\n")).toBe(true);
});

test("versions are read from titles of several levels, without their links", () => {
  const title = (version: string, signs: string) =>
    `${signs} [${version}](https://e.example/compare/v1...v${version}) (2020-01-01)\n\n### Features\n\n${old}\n`;
  const text = title("2.0.0", "#") + title("1.1.0", "##") + title("1.0.1", "###");
  expect(released(text, "", "c.md").versions).toEqual(["2.0.0", "1.1.0", "1.0.1"]);
});

test("entries without titles stand on each other, as towncrier puts them", () => {
  const text = "Features\n--------\n\n- Old.\n";
  const made = released(text, "title_format = false\n");
  expect(made).toMatchObject({ text: `NEW\n\n\n${text}`, isClear: true });
});

test("Markdown titles that are plain lines by their format are versions", () => {
  const text = `**1.1** (2020-01-01)\n\n### Features\n\n${old}\n# 1.0\n`;
  const made = released(text, 'title_format = "**{version}** ({project_date})"\n', "c.md");
  expect(made).toMatchObject({ text: `NEW\n${text}`, versions: ["1.1", "1.0"] });
});

test("headings of before are versions below plain lines by the format", () => {
  const text = `2.0\n\n### Features\n\n${old}\n# Thing 1.0 (2019-01-01)\n\n${old}\n## Thanks\n`;
  const made = released(text, 'title_format = "{version}"\n', "c.md");
  expect(made).toMatchObject({ text: `NEW\n${text}`, versions: ["2.0", "1.0"] });
});

test.each([
  ["{name} {version} ({project_date})", "Big Thing 1.0rc1 (2020-01-01)", "1.0rc1", "2020-01-01"],
  ["{version}", "r0.6.1", "r0.6.1", undefined],
  ["Release {version}, {project_date}", "Release 12, May 2020", "12", "May 2020"],
  ["{{{version}}} of {project_date}", "{1} of 2 of 3", "1", "2 of 3"],
  ["{version}-{version}", "1-1", "1", undefined],
])("names are read from titles by their format %s", (format, title, version, date) => {
  const row = "=".repeat(title.length);
  const settings = readSettings(
    { path: "x", text: `[tool.towncrier]\ntitle_format = "${format}"\n` },
    () => {},
  );
  const { sections } = readHistory({ path: "x.rst", text: `${title}\n${row}\n` }, settings);
  expect(sections[0]).toMatchObject({ version, ...(date === undefined ? {} : { date }) });
});

test.each([
  ["{version}".repeat(40), "1".repeat(200)],
  [`${"{name}".repeat(30)}x`, "1 ".repeat(100)],
  [`${"{name} {version} {project_date} ".repeat(20)}x`, "1 ".repeat(100)],
  ["{version} {version} {version} (", `${"1".repeat(60)} ${"1".repeat(60)} ${"1".repeat(60)}`],
])("no format makes titles slow: %.20s", (format, title) => {
  const settings = readSettings(
    { path: "x", text: `[tool.towncrier]\ntitle_format = "${format}"\n` },
    () => {},
  );
  const text = `${title}\n${"=".repeat(200)}\n\n`.repeat(500);
  const start = process.cpuUsage();
  readHistory({ path: "x.rst", text }, settings);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
});

test("a question with a version in it is no version", () => {
  const text = `What's new in Station 1.0?\n==========================\n\n- All.\n\n0.9\n===\n\n${old}`;
  expect(released(text).versions).toEqual(["0.9"]);
});
