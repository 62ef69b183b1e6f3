import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { authored } from "../../src/base/source.js";
import { makeEntry, printEntry, readFragments } from "../../src/changelog/changelog.js";
import { loadProject } from "../../src/load/load.js";
import { checkSite } from "../../src/pipeline.js";
import { checkFragments } from "../../src/validate/validate.js";
import { scratch, specpress } from "../program.js";
import { newsProject } from "./project.js";

const towncrier = (settings: string) => `[tool.towncrier]\n${settings}`;
const news = "changelogs/main/newsfragments";

/** A project with the changelog of `main` in these files, and links by name: the draft, and what is found. */
function looked(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
  changelogs = "changelogs",
) {
  const kept = Object.entries(newsProject).filter(([path]) => !path.startsWith("changelogs"));
  const root = scratch({
    ...Object.fromEntries(kept),
    "specpress.yaml": newsProject["specpress.yaml"].replace(
      "changelogs: changelogs",
      `changelogs: ${changelogs}`,
    ),
    ...files,
  });
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path));
  const { report, diagnostics } = collector();
  const project = loadProject({ root }, report)!;
  checkFragments(project, report);
  const found = diagnostics.map(({ code, span, parts }) => [
    code,
    span ? authored(span).source.path : null,
    ...parts,
  ]);
  const main = project.changelogs.get("main");
  const { settings = null, fragments = [] } = main ?? {};
  if (!settings) return { found, main, draft: "" };
  const entry = makeEntry(
    readFragments(fragments, settings, () => {}),
    settings,
  );
  return { found, main, draft: printEntry(entry, settings, { version: "2", date: "2020-01-01" }) };
}

test("a link is a fragment by its own name, with the text of its target", () => {
  const config = { "changelogs/main/towncrier.toml": towncrier('title_format = "{version}"\n') };
  const same = looked(
    { ...config, [`${news}/1.feature`]: "Same.\n" },
    { [`${news}/2.feature`]: "1.feature", [`${news}/3.bugfix`]: "./1.feature" },
  );
  expect(same.found).toEqual([]);
  expect(same.draft).toContain("- Same. (#1, #2)\n");
  expect(same.draft).toContain("Bugfixes\n--------\n\n- Same. (#3)\n");
  const faulty = looked(
    { ...config, [`${news}/1.feature`]: "Bad *text.\n", "notes/why.txt": "No stop\n" },
    {
      [`${news}/2.feature`]: "1.feature",
      [`${news}/3.feature`]: "../../../notes/why.txt",
      [`${news}/3.nope`]: "1.feature",
    },
  );
  expect(faulty.found.map(([code, path]) => [code, path])).toEqual([
    ["unknown-fragment", `${news}/3.nope`],
    ["unclosed-inline-markup", `${news}/1.feature`],
    ["fragment-full-stop", "notes/why.txt"],
  ]);
  const outside = looked(
    { ...config, [`${news}/1.feature`]: "One.\n" },
    { [`${news}/2.feature`]: "/etc/hostname" },
  );
  expect(outside.draft).toContain("- One. (#1)\n");
});

test.each([
  ['directory = "news/"', "news"],
  ['directory = "./news"', "news"],
  ['directory = "news//now/"', "news/now"],
  ['directory = "a/../news"', "news"],
  ['directory = "."', "."],
  ['package = "pkg"\npackage_dir = "./src/"', "src/pkg/newsfragments"],
  ['directory = "../../news"', "../../news"],
])("a folder of fragments is found however it is written: %s", (settings, folder) => {
  const { found, draft } = looked(
    {
      "changelogs/main/towncrier.toml": towncrier(
        `title_format = "{version}"\nfilename = "./CHANGES.rst"\n${settings}\n`,
      ),
      "changelogs/main/CHANGES.rst": "1\n==\n\n- Old.\n",
      [`changelogs/main/${folder}/1.feature`]: "New.\n",
      ...(folder.includes("now") || folder === "."
        ? { "changelogs/main/a/x": "" }
        : { "changelogs/main/a/README": "" }),
    },
    {},
    "./changelogs/",
  );
  expect(found).toEqual([]);
  expect(draft).toContain("- New. (#1)");
});

test("a folder of fragments may be a link, and so may that of the changelogs", () => {
  const { found, draft } = looked(
    {
      "all/main/towncrier.toml": towncrier('directory = "news"\n'),
      "all/elsewhere/1.feature": "New.\n",
    },
    { "all/main/news": "../elsewhere", changelogs: "all" },
  );
  expect(draft).toContain("- New. (#1)");
  expect(found.filter(([code]) => code !== "unknown-changelog")).toEqual([]);
});

test("what differs in case only, leads out of the project or is a folder is told where it is set", () => {
  const told = (settings: string, files: Readonly<Record<string, string>> = {}) =>
    looked({ "changelogs/main/towncrier.toml": towncrier(settings), ...files }).found.map(
      ([code, , what]) => `${code}: ${what}`,
    );
  const config = "bad-changelog-config";
  expect(told('directory = "News"', { "changelogs/main/news/1.feature": "A.\n" })).toContain(
    `${config}: the folder "News" is called "news"`,
  );
  expect(told('filename = "changes.rst"', { "changelogs/main/CHANGES.rst": "" })).toEqual([
    `${config}: the file "changes.rst" is called "CHANGES.rst"`,
  ]);
  expect(told('filename = "../../../x.rst"')).toEqual([
    `${config}: the file "../../../x.rst" lies outside the project`,
  ]);
  expect(told('directory = "../../../x"')).toEqual([
    `${config}: the folder "../../../x" lies outside the project`,
  ]);
  for (const name of [".", "../", "newsfragments"])
    expect(told(`filename = "${name}"`, { [`${news}/1.feature`]: "A.\n" })).toEqual([
      `${config}: the file "${name}" is a folder`,
    ]);
  expect(told('filename = ""')).toEqual([`${config}: "filename" is empty`]);
});

test("stray fragments name the folder they belong into", () => {
  const settings = towncrier('package = "pkg"\npackage_dir = "src"\n');
  const { found } = looked({
    "changelogs/main/towncrier.toml": settings,
    "changelogs/main/newsfragments/1.feature": "A.\n",
    "changelogs/mian/newsfragments/2.feature": "B.\n",
    "changelogs/newsfragments/3.feature": "C.\n",
    "changelogs/archive/notes.rst": "",
  });
  const home = "changelogs/main/src/pkg/newsfragments";
  expect(found).toEqual([
    ["stray-fragment", "changelogs/main/newsfragments/1.feature", "1.feature", home],
    ["stray-fragment", "changelogs/mian/newsfragments/2.feature", "2.feature", home],
    ["stray-fragment", "changelogs/newsfragments/3.feature", "3.feature", home],
    ["unknown-changelog", "changelogs/archive", "archive"],
  ]);
});

test("what lies beside fragments and is none: settings, history, templates, what is ignored", () => {
  const { found } = looked({
    "changelogs/main/towncrier.toml": towncrier(
      'directory = "."\nfilename = "CHANGES.rst"\nignore = ["*.TXT", "[ab]?.x", "CONTRIBUTING.md"]\n',
    ),
    "changelogs/main/CHANGES.rst": "",
    "changelogs/main/README.md": "",
    "changelogs/main/template.jinja": "",
    "changelogs/main/_template.rst": "",
    "changelogs/main/.gitkeep": "",
    "changelogs/main/notes.txt": "",
    "changelogs/main/B1.x": "",
    "changelogs/main/contributing.md": "",
    "changelogs/main/7.bugfx": "A.\n",
  });
  expect(found.map(([code, path]) => [code, path])).toEqual([
    ["unknown-fragment", "changelogs/main/7.bugfx"],
  ]);
});

test("a changelog without settings is told, by check too; a history alone needs none", () => {
  expect(looked({ "changelogs/main/newsfragments/README": "" }).found).toEqual([
    ["no-changelog-config", "specpress.yaml", "main"],
  ]);
  expect(looked({ "changelogs/main.rst": "1\n==\n" }).found).toEqual([]);
});

test("settings of later versions: issues, their pattern, what shows no text", () => {
  const settings = (more: string) => ({ "changelogs/main/towncrier.toml": towncrier(more) });
  const files = {
    [`${news}/+a.misc`]: "Kept.\n",
    [`${news}/gh-10.misc`]: "",
    [`${news}/gh-3.misc`]: "",
    [`${news}/fix-1.2.feature`]: "Fixed.\n",
  };
  const earlier = looked({ ...settings(""), ...files });
  expect(earlier.found.map(([code]) => code)).toEqual([
    "hidden-orphan",
    "fragment-issue",
    "fragment-issue",
  ]);
  expect(earlier.draft).toContain("- Fixed. (#2)\n");
  expect(earlier.draft).toContain("- gh-10, gh-3\n");
  const later = looked({
    ...settings('issue_pattern = "gh-\\\\d+|fix-(\\\\d+\\\\.?)+"\n'),
    ...files,
  });
  expect(later.found).toEqual([]);
  expect(later.draft).toContain("- Fixed. (fix-1.2)\n");
  expect(later.draft).toContain("- gh-3, gh-10\n- Kept.\n");
  const refused = looked({
    ...settings('issue_pattern = "(a+)+"\n'),
    [`${news}/${"a".repeat(60)}b.misc`]: "",
  });
  expect(refused.found.map(([code]) => code)).toEqual(["fragment-issue-pattern"]);
});

test("a template of the project prints entries; one for Jinja is told where it is named", () => {
  const template = `{{title}}
{{underline}}
{{#each sections}}{{#each types}}
{{name}}
{{underline}}
{{#each changes}}
* {{#if issues}}{{issueList}}: {{/if}}{{indent text 2}}
{{/each}}
{{/each}}{{/each}}`;
  const settings = (name: string) => towncrier(`name = "X"\ntemplate = "${name}"\n`);
  const { found, draft } = looked({
    "changelogs/main/towncrier.toml": settings("newsfragments/entry.hbs"),
    [`${news}/entry.hbs`]: template,
    [`${news}/1.feature`]: "New & <good>.\n",
    [`${news}/+b.feature`]: "Other.\n",
  });
  expect(found).toEqual([]);
  expect(draft).toBe(
    "X 2 (2020-01-01)\n================\n\nFeatures\n--------\n* #1:   New & <good>.\n*   Other.\n",
  );
  const broken = looked({
    "changelogs/main/towncrier.toml": settings("entry.hbs"),
    "changelogs/main/entry.hbs": "One\n{{nothing}}\n",
    [`${news}/1.feature`]: "New.\n",
  });
  expect(broken.found.map(([code, path]) => [code, path])).toEqual([
    ["bad-template", "changelogs/main/entry.hbs"],
  ]);
  for (const name of ["entry.rst", "gone.hbs", "towncrier:nothing", "towncrier:default.md"])
    expect(
      looked({ "changelogs/main/towncrier.toml": settings(name) }).found.map(([code]) => code),
    ).toEqual(["bad-changelog-config"]);
});

test("past entries that cannot be told apart are reported; those in Markdown are shown", () => {
  const unclear = looked({
    "changelogs/main/towncrier.toml": towncrier('filename = "CHANGES.rst"'),
    "changelogs/main/CHANGES.rst": "**1.0**\n\n- Old.\n",
  });
  expect(unclear.found).toEqual([
    [
      "unreadable-history",
      "changelogs/main/CHANGES.rst",
      "changelogs/main/CHANGES.rst",
      ".. towncrier release notes start",
    ],
  ]);
  const root = scratch({
    ...newsProject,
    "changelogs/main/pyproject.toml": towncrier('filename = "../main.md"'),
    "changelogs/main.md": "# 1.0\n\n- Old.\n",
    "spec/index.rst": "Tiny\n====\n\n{{main_changelog}}\n",
  });
  const { report, diagnostics } = collector();
  checkSite(loadProject({ root }, report)!, report);
  const found = diagnostics.filter(({ span }) => span?.source.path === "changelogs/main.md");
  expect(found).toEqual([]);
});

test("of two files with settings the one is read that towncrier reads, and the other is reported", () => {
  const both = {
    "changelogs/main/towncrier.toml": towncrier('title_format = "One {version}"\n'),
    "changelogs/main/pyproject.toml": `[project]\nname = "x"\n\n${towncrier('title_format = "Two"\n')}`,
  };
  const { found, draft } = looked(both);
  expect(draft).toMatch(/^One 2\n/);
  expect(found).toEqual([
    ["hidden-changelog-config", "changelogs/main/pyproject.toml", "changelogs/main/towncrier.toml"],
  ]);
  const other = { ...both, "changelogs/main/pyproject.toml": '[project]\nname = "x"\n' };
  expect(looked(other).found).toEqual([]);
});

test("past entries without a filename are those of the API, or NEWS.rst beside the settings", () => {
  const config = { "changelogs/main/towncrier.toml": towncrier("") };
  const news = { "changelogs/main/NEWS.rst": "1\n=\n" };
  const path = (files: Readonly<Record<string, string>>) => looked(files).main?.historyPath;
  expect(path(config)).toBe("changelogs/main.rst");
  expect(path({ ...config, ...news })).toBe("changelogs/main/NEWS.rst");
  expect(path({ ...config, ...news, "changelogs/main.rst": "1\n=\n" })).toBe("changelogs/main.rst");
});

test("a folder of fragments belongs to one API, and has no fragments in folders of its own", () => {
  const root = scratch({
    ...newsProject,
    "specpress.yaml": newsProject["specpress.yaml"].replace(
      "apis:\n",
      "apis:\n  second: { title: B, purpose: B., openapi: api2, suffix: b, version: MAIN_VERSION }\n",
    ),
    "changelogs/main/pyproject.toml": towncrier('directory = "../../news"\n'),
    "changelogs/second/towncrier.toml": towncrier('directory = "../../news/"\n'),
    "news/1.feature": "New.\n",
    "news/old/2.feature": "Old.\n",
  });
  const { report, diagnostics } = collector();
  loadProject({ root }, report);
  const found = diagnostics.map(({ code, parts }) => `${code} ${parts[0]}`).join("\n");
  expect(found).toMatch(/bad-changelog-config the folder "news" has the fragments of "\w+" too/);
  expect(found).toContain("stray-fragment 2.feature");
  const { code, err } = specpress(["changelog", "release", "second", "2.0", "--dry-run"], root);
  expect(code).not.toBe(0);
  expect(err).toContain("too");
});
