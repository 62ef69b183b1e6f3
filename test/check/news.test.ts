import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { scratch, specpress, tinyProject } from "../program.js";
import { found } from "./found.js";

const settings = '[tool.towncrier]\nfilename = "../main.rst"\ndirectory = "newsfragments"\n';

function git(folder: string, ...args: string[]): void {
  const who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...who, ...args], { cwd: folder, stdio: "ignore" });
}

/** A repository whose project lies in a folder of it, with a branch "work" off "base". */
function repository(): { folder: string; write: (path: string, text: string) => void } {
  const root = scratch();
  const folder = join(root, "spec");
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(tinyProject)) write(path, text);
  write("specpress.yaml", `${tinyProject["specpress.yaml"]}changelogs: changelogs\n`);
  write("changelogs/main/pyproject.toml", settings);
  git(root, "init", "-q", "-b", "base");
  git(root, "add", ".");
  git(root, "commit", "-q", "-m", "Base");
  git(root, "checkout", "-q", "-b", "work");
  return { folder, write };
}

const check = (folder: string) =>
  found(["--changed-since", "base", "--only", "news-missing"], folder).found;
const api = tinyProject["api/status.yaml"];
const other = api.replace("The server is up.", "The server is up now.");
const missing = "api/status.yaml:1:1 error news-missing";

test("an API whose files changed needs news, committed or not", () => {
  const { folder, write } = repository();
  expect(check(folder)).toEqual([]);
  write("api/status.yaml", other);
  expect(check(folder)).toEqual([missing]);
  git(folder, "commit", "-q", "-a", "-m", "Change");
  expect(check(folder)).toEqual([missing]);
  write("changelogs/main/newsfragments/1.feature", "The status is told.\n");
  expect(check(folder)).toEqual([]);
});

test("a fragment of a type with check = false is no news of a change", () => {
  const { folder, write } = repository();
  const types =
    "\n[tool.towncrier.fragment.feature]\n\n[tool.towncrier.fragment.chore]\ncheck = false\n";
  write("changelogs/main/pyproject.toml", settings + types);
  write("api/status.yaml", other);
  write("changelogs/main/newsfragments/1.chore", "Tidy up.\n");
  expect(check(folder)).toEqual([missing]);
  write("changelogs/main/newsfragments/1.feature", "The status is told.\n");
  expect(check(folder)).toEqual([]);
});

test("comments and the layout of files are no changes", () => {
  const { folder, write } = repository();
  write("api/status.yaml", `# More.\n${api}`);
  write("spec/main.rst", tinyProject["spec/main.rst"].replace("{{status", ".. more\n\n{{status"));
  expect(check(folder)).toEqual([]);
});

test("texts of its page, new files and removed ones are changes too; other pages are not", () => {
  const { folder, write } = repository();
  write("spec/index.rst", `${tinyProject["spec/index.rst"]}\nMore.\n`);
  expect(check(folder)).toEqual([]);
  write("spec/main.rst", `${tinyProject["spec/main.rst"]}\nMore.\n`);
  expect(check(folder)).toEqual(["spec/main.rst:1:1 error news-missing"]);
  write("spec/main.rst", tinyProject["spec/main.rst"]);
  write("api/definitions/new.yaml", "type: integer\n");
  expect(check(folder)).toEqual([]); // nothing shows it
  write("api/status.yaml", api.replace("{ type: string,", "{ $ref: definitions/new.yaml,"));
  expect(check(folder)).toEqual([missing]);
  rmSync(join(folder, "api/definitions/new.yaml"));
  rmSync(join(folder, "api/status.yaml"));
  expect(check(folder)).toEqual(["specpress.yaml:5:3 error news-missing"]);
});

test("a page that was removed is a change of the whole", () => {
  const folder = scratch();
  specpress(["init", folder, "--format", "markdown", "--name", "Notes"]);
  writeFileSync(join(folder, "content/more.md"), "---\ntitle: More\n---\n\nMore.\n");
  git(folder, "init", "-q", "-b", "base");
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "Base");
  rmSync(join(folder, "content/more.md"));
  expect(check(folder)).toEqual([
    expect.stringMatching(/^specpress.yaml:\d+:1 error news-missing$/),
  ]);
});

test("what happened on the other branch since does not count", () => {
  const { folder, write } = repository();
  git(folder, "commit", "-q", "--allow-empty", "-m", "Work");
  git(folder, "checkout", "-q", "base");
  write("api/status.yaml", other);
  git(folder, "commit", "-q", "-a", "-m", "Elsewhere");
  git(folder, "checkout", "-q", "work");
  expect(check(folder)).toEqual([]);
});

test("a release takes fragments away and changes the history", () => {
  const { folder, write } = repository();
  write("api/status.yaml", other);
  write("changelogs/main.rst", "r1.0\n====\n\n- News.\n");
  expect(check(folder)).toEqual([]);
});

test("a revision that git does not know is wrong use", () => {
  const { folder } = repository();
  for (const revision of ["nowhere", "--output=x", ""]) {
    const { code, err } = specpress(["check", `--changed-since=${revision}`], folder);
    expect([code, err]).toEqual([2, expect.stringContaining("knows no revision")]);
  }
});

test("where there is no repository, that is said, and no revision blamed", () => {
  const folder = scratch(tinyProject);
  for (const args of [
    ["check", "--changed-since=main"],
    ["review", "--base", "main", "--out", "review"],
  ]) {
    const { code, err } = specpress(args, folder);
    expect([code, err]).toEqual([2, expect.stringContaining("is not in a git repository")]);
    expect(err).not.toContain("knows no revision");
  }
});

test("events, tables and schemas that a page shows by any variable are changes too", () => {
  const { folder, write } = repository();
  const event = "type: object\nproperties:\n  type: { type: string, enum: [m.a] }\n";
  write(
    "specpress.yaml",
    `${tinyProject["specpress.yaml"]}changelogs: changelogs\nevents:\n  schemas: events\n  examples: examples\n  groups: { all: { match: "m.*" } }\ntables: { words: { data: words.yaml, columns: [{ title: W, field: w }] } }\n`,
  );
  write("spec/main.rst", `${tinyProject["spec/main.rst"]}\n{{all}}\n\n{{words}}\n`);
  const files = {
    "events/m.a": `allOf: [{ $ref: base.yaml }]\n${event}`,
    "events/base.yaml": "type: object\n",
    "examples/m.a$x": "type: m.a\n",
    "words.yaml": "- w: a\n",
  };
  const more: Readonly<Record<string, string>> = {
    "events/m.a": "description: More.\n",
    "events/base.yaml": "description: More.\n",
    "examples/m.a$x": "more: 1\n",
    "words.yaml": "- w: b\n",
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  write("events/n.other", event);
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "Events");
  git(folder, "branch", "-f", "base");
  write("events/n.other", `${event}# More.\n`);
  expect(check(folder)).toEqual([]);
  for (const [path, text] of Object.entries(files)) {
    write(path, text + more[path]!);
    expect(check(folder)).toEqual([`${path}:1:1 error news-missing`]);
    write(path, text);
  }
});
