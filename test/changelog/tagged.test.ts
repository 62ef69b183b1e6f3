import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { commands } from "../../src/commands/commands.js";
import { compareVersions } from "../../src/changelog/changelog.js";
import { filesBelow, inProcess, scratch } from "../program.js";
import { newsProject } from "./project.js";

/** What is released is what will be tagged. */

const who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];

function git(folder: string, ...args: string[]): string {
  return execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8", stdio: "pipe" });
}

const index = "spec/index.rst";
const project = {
  ...newsProject,
  [index]: `${newsProject[index]}\n.. include:: ../more/part.rst\n`,
  "more/part.rst": "Part of it.\n",
  ".gitignore": "dist/\nlocal/\n",
  "README.md": "# Tiny\n",
};

/** The project as a folder of a repository, committed. */
function repository(name = "tiny"): string {
  const top = realpathSync(scratch());
  const folder = join(top, name);
  const files = { [`${name}/`]: project, "": { "other.txt": "other\n" } };
  for (const [place, content] of Object.entries(files))
    for (const [path, text] of Object.entries(content)) write(top, place + path, text);
  git(top, "init", "-q", "-b", "main");
  git(top, "add", "--all");
  git(top, "commit", "-q", "-m", "All");
  return folder;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const release = (folder: string, ...args: string[]) =>
  inProcess(["release", "main=r1.1", "--project", folder, ...args]);

test("a release of files that are not committed is refused, and names them", async () => {
  const folder = repository();
  const text = project[index];
  const cases: readonly [string, () => void][] = [
    [index, () => write(folder, index, `${text}\nMore.\n`)],
    [index, () => (write(folder, index, `${text}\nMore.\n`), git(folder, "add", "."))],
    [
      "api/more.yaml",
      () =>
        write(
          folder,
          "api/more.yaml",
          project["api/status.yaml"].replaceAll("status", "more").replace("getStatus", "getMore"),
        ),
    ],
    ["more/part.rst", () => write(folder, "more/part.rst", "Another.\n")],
    [
      "more/part.rst",
      () => {
        git(folder, "rm", "-q", "--cached", "more/part.rst");
        git(folder, "commit", "-q", "-m", "x");
      },
    ],
    [
      "changelogs/main.rst",
      () => write(folder, "changelogs/main.rst", `${project["changelogs/main.rst"]}\n`),
    ],
    ["README.md", () => rmSync(join(folder, "README.md"))],
    [
      "spec/local/x.rst",
      () => {
        write(folder, index, text.replace("../more/part.rst", "local/x.rst"));
        git(folder, "commit", "-q", "-a", "-m", "x");
        write(folder, "spec/local/x.rst", "Ignored.\n");
      },
    ],
  ];
  const commit = git(folder, "rev-parse", "HEAD").trim();
  for (const [path, change] of cases) {
    change();
    const before = filesBelow(folder);
    const { code, out, err } = await release(folder);
    expect([path, code, out], err).toEqual([path, 2, ""]);
    expect(err).toContain(`not committed as they are: ${path}; commit or stash them`);
    expect(err).not.toContain("--keep");
    expect(filesBelow(folder)).toEqual(before);
    expect(await release(folder, "--dry-run")).toMatchObject({ code: 0 });
    git(folder, "reset", "-q", "--hard", commit);
    git(folder, "clean", "-q", "-dfx");
  }
  // What is not read and not known to git is no matter; what is forced is said.
  write(folder, "notes.txt", "Mine.\n");
  expect(await release(folder)).toMatchObject({ code: 0, err: "" });
  git(folder, "reset", "-q", "--hard", commit);
  write(folder, "more/part.rst", "Another.\n");
  const forced = await release(folder, "--force");
  expect(forced).toMatchObject({ code: 0, err: expect.stringContaining("more/part.rst") });
});

test("the printed commands work as they are pasted, and commit the release alone", async () => {
  const folder = repository("it's a $HOME [x]");
  const top = dirname(folder);
  const remote = scratch();
  git(remote, "init", "-q", "--bare");
  git(top, "remote", "add", "origin", remote);
  write(top, "other.txt", "staged\n");
  git(top, "add", "other.txt");
  const { code, out, err } = await release(folder);
  expect([code, err]).toEqual([0, ""]);
  const env = { ...process.env, GIT_CONFIG_COUNT: "2" };
  for (const [at, [key, value]] of [
    ["user.name", "T"],
    ["user.email", "t@example.org"],
  ].entries())
    Object.assign(env, { [`GIT_CONFIG_KEY_${at}`]: key, [`GIT_CONFIG_VALUE_${at}`]: value });
  const pasted = out.slice(out.indexOf("# "));
  execFileSync("sh", ["-e"], { input: pasted, env, stdio: ["pipe", "ignore", "pipe"] });
  expect(git(top, "status", "--porcelain")).toBe("M  other.txt\n");
  expect(git(top, "show", "--name-only", "--format=%s", "main/r1.1").trim().split("\n")).toEqual([
    "Release main r1.1",
    "",
    ...[
      "main.rst",
      ...["+typo.fix", "12.new", "7.fix"].map((name) => `main/newsfragments/${name}`),
    ].map((path) => `it's a $HOME [x]/changelogs/${path}`),
  ]);
  expect(git(remote, "tag").trim()).toBe("main/r1.1");
});

test("a release is taken back as its output says", async () => {
  const folder = repository();
  for (const history of [true, false]) {
    if (!history) {
      git(folder, "rm", "-q", "changelogs/main.rst");
      git(folder, "commit", "-q", "-m", "No history");
    }
    const { out } = await release(folder);
    const lines = out.split("\n").filter((line) => /^# {3}git /.test(line));
    execFileSync("sh", ["-e"], {
      input: lines.map((line) => line.slice(4)).join("\n"),
      stdio: "pipe",
    });
    expect(git(folder, "status", "--porcelain")).toBe("");
  }
});

test("a version that is tagged is refused, a lower one is said", async () => {
  const folder = repository();
  git(folder, "tag", "main/r1.1");
  const { code, err } = await release(folder);
  expect([code, err]).toEqual([2, expect.stringContaining("the tag main/r1.1 exists already")]);
  git(folder, "tag", "-d", "main/r1.1");
  git(folder, "tag", "r1.1");
  const bare = await release(folder);
  expect([bare.code, bare.err]).toEqual([
    2,
    expect.stringContaining("the tag r1.1 exists already"),
  ]);
  const two = project["specpress.yaml"].replace(
    "apis:",
    "apis:\n  other: { title: Other, purpose: Tests, openapi: api, suffix: o, version: MAIN_VERSION }",
  );
  write(folder, "specpress.yaml", two);
  const args = ["changelog", "release", "main", "r1.1", "--dry-run", "--project", folder];
  expect(await inProcess(args)).toMatchObject({
    code: 0,
    err: "specpress: warning: there is a tag r1.1; it may be that of main\n",
  });
  git(folder, "checkout", "-q", ".");
  git(folder, "tag", "-d", "r1.1");
  const lower = await inProcess(["changelog", "release", "main", "r0.8", "--project", folder]);
  expect(lower).toMatchObject({
    code: 0,
    err: "specpress: warning: main r0.8 is lower than r1.0, which changelogs/main.rst has already\n",
  });
});

test("a version lower than a tag of its API is said, though no changelog has it", async () => {
  const folder = repository();
  for (const tag of ["other/r9", "main/r2.0", "not-a-version"]) git(folder, "tag", tag);
  const args = ["changelog", "release", "main", "r1.1", "--dry-run", "--project", folder];
  const warning = "specpress: warning: main r1.1 is lower than r2.0, which has the tag main/r2.0\n";
  expect(await inProcess(args)).toMatchObject({ code: 0, err: warning });
  git(folder, "tag", "-d", "main/r2.0");
  expect(await inProcess(args)).toMatchObject({ code: 0, err: "" });
  git(folder, "tag", "r3");
  const bare = warning.replace("r2.0", "r3").replace("main/r2.0", "r3");
  expect(await inProcess(args)).toMatchObject({ code: 0, err: bare });
});

test("the changelog alone is released whatever else is changed; what its own files hold besides is said", async () => {
  const folder = repository();
  write(folder, index, "Another\n=======\n");
  const args = ["changelog", "release", "main", "r1.1", "--project", folder];
  expect(await inProcess([...args, "--dry-run"])).toMatchObject({ code: 0, err: "" });
  const path = "changelogs/main.rst";
  write(folder, path, `${project[path]}By hand.\n`);
  expect(await inProcess(args)).toMatchObject({
    code: 0,
    err: "specpress: warning: changelogs/main.rst was not committed as it is before this release\n",
  });
  expect(readFileSync(join(folder, path), "utf8")).toMatch(/^r1\.1[^]*By hand\.\n$/);
});

test.each([
  ["r1.0", "r1.1"],
  ["r1.9", "r1.10"],
  ["v1.0.0-rc.2", "v1.0.0-rc.10"],
  ["v1.0.0-rc.1", "v1.0.0"],
  ["2024-01-31", "2024-02-01"],
  ["1.0", "1.0.1"],
])("%s comes before %s", (lower, higher) => {
  expect(Math.sign(compareVersions(lower, higher))).toBe(-1);
  expect(Math.sign(compareVersions(higher, lower))).toBe(1);
  expect(compareVersions(lower, lower)).toBe(0);
});

test("the examples of the help reach the program as they are written", () => {
  const all = commands.flatMap((spec) => ("commands" in spec ? spec.commands : [spec]));
  const lines = all.flatMap(({ examples }) => examples).map((line) => line.replace(/ > \S+$/, ""));
  const input = `specpress() { printf '%s|' "$@"; echo; }\n${lines.join("\n")}\n`;
  const shown = execFileSync("sh", ["-eu"], { input, encoding: "utf8" }).trim().split("\n");
  expect(shown.length).toBe(lines.length);
  for (const [at, line] of lines.entries()) {
    const words = line.replace(/^(?:.* \| )?specpress | +# .*$/g, "").replace(/['"]/g, "");
    expect(shown[at]!.replaceAll("|", " ").trim()).toBe(words);
  }
  expect(shown.join("\n")).toContain("Add ``GET /rooms``.");
});

test("a dry run's diff is one that git apply takes, whatever the paths", async () => {
  const folder = repository("ä b");
  write(folder, "changelogs/main/newsfragments/13.new.1", "No line feed at the end");
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "More");
  const { out } = await release(folder, "--dry-run");
  writeFileSync(join(dirname(folder), "d.diff"), out);
  git(folder, "apply", "--directory", "ä b", "../d.diff");
  const applied = filesBelow(join(folder, "changelogs"));
  git(folder, "reset", "-q", "--hard");
  await release(folder);
  expect(filesBelow(join(folder, "changelogs"))).toEqual(applied);
  expect(readFileSync(join(folder, "changelogs/main.rst"), "utf8")).toContain("r1.1\n====\n");
});
