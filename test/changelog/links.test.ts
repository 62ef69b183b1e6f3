import { execFileSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  mkdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exchange } from "../../src/commands/exchange.js";
import { keep, ownFolder, writeJournal } from "../../src/commands/journal.js";
import { inProcess, scratch } from "../program.js";
import { newsProject } from "./project.js";

/** News fragments that are symbolic links. */

const news = "changelogs/main/newsfragments";
const links = { [`${news}/13.new`]: "12.new", [`${news}/14.fix`]: "../../../notes/why.txt" };
const note = "notes/why.txt";

function git(folder: string, ...args: string[]): string {
  const own = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...own, ...args], { cwd: folder, encoding: "utf8" });
}

function linked(more: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(
    scratch({ ...newsProject, ".gitignore": "dist/\n", [note]: "Note it.\n" }),
  );
  for (const [path, target] of Object.entries({ ...links, ...more }))
    symlinkSync(target, join(folder, path));
  return folder;
}

function checkout(): string {
  const folder = linked();
  git(folder, "init", "--quiet");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "-m", "All");
  return folder;
}

const isThere = (folder: string, path: string) =>
  lstatSync(join(folder, path), { throwIfNoEntry: false }) !== undefined;

test.each([
  ["in a checkout", checkout],
  ["without git", () => linked()],
])("a release removes the links themselves, never what they lead to: %s", async (_, make) => {
  const folder = make();
  const { code, out, err } = await inProcess(["release", "main=r1.1", "--project", folder]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("changelogs/main.rst: r1.1 with 5 fragments, which were removed\n");
  const text = readFileSync(join(folder, "changelogs/main.rst"), "utf8");
  expect(text).toContain(
    "(`#12 <https://issues.example/12>`_, `#13 <https://issues.example/13>`_)",
  );
  expect(text).toContain("- Note it. (`#14 <https://issues.example/14>`_)");
  for (const path of Object.keys(links)) expect(isThere(folder, path)).toBe(false);
  expect(readFileSync(join(folder, note), "utf8")).toBe("Note it.\n");
  if (!existsSync(join(folder, ".git"))) return;
  expect(git(folder, "status", "--porcelain")).toContain(`D  ${news}/14.fix\n`);
  // What the output says takes the release back.
  const undo = out.split("\n").filter((line) => /^# {3}git /.test(line));
  execFileSync("sh", ["-e"], {
    cwd: folder,
    input: undo
      .map((line) => line.slice(4))
      .join("\n")
      .replaceAll(`-C ${folder} `, ""),
    stdio: "pipe",
  });
  expect(git(folder, "status", "--porcelain")).toBe("");
});

test("a dry run shows the links as git does", async () => {
  const folder = checkout();
  const { out } = await inProcess([
    "changelog",
    "release",
    "main",
    "r1.1",
    "--dry-run",
    "--project",
    folder,
  ]);
  writeFileSync(join(folder, "d.diff"), out);
  git(folder, "apply", "d.diff");
  for (const path of Object.keys(links)) expect(isThere(folder, path)).toBe(false);
  expect(isThere(folder, note)).toBe(true);
});

test("a link is removed with git only as it was committed", async () => {
  const folder = checkout();
  rmSync(join(folder, `${news}/13.new`));
  symlinkSync("7.fix", join(folder, `${news}/13.new`));
  const { code, err } = await inProcess([
    "changelog",
    "release",
    "main",
    "r1.1",
    "--project",
    folder,
  ]);
  expect(code).toBe(2);
  expect(err).toContain(`not committed as they are: ${news}/13.new; commit them`);
});

const removed = Object.keys(links).map((path) => ({ path, after: null }));

test("links are put back where a release fails, and where it was interrupted", async () => {
  const folder = checkout();
  expect(exchange(folder, [...removed, { path: `${news}/12.new`, after: null }], () => false)).toBe(
    false,
  );
  expect(git(folder, "status", "--porcelain")).toBe("");
  const own = ownFolder(folder);
  const place = own.replace(/\/\d+\.(?=[^/]*$)/, "/99999999.");
  renameSync(own, place);
  const files = removed.map((change) => keep(folder, change));
  writeJournal(place, { root: folder, token: "00", files, index: [] });
  rmSync(join(folder, `${news}/14.fix`));
  // One may be there still, and lead to nothing by now.
  rmSync(join(folder, `${news}/12.new`));
  const { code } = await inProcess(["release", "--undo", "--project", folder]);
  expect(code).toBe(0);
  for (const [path, target] of Object.entries(links))
    expect(readlinkSync(join(folder, path))).toBe(target);
});

test("a link that leads out of the project is neither removed nor put back", async () => {
  const outside = scratch({ "x.txt": "Not ours.\n" });
  for (const target of [
    join(outside, "x.txt"),
    `../../../../${outside.split("/").at(-1)!}/x.txt`,
    "../../../.git/HEAD",
    "gone/../../../../../x",
  ]) {
    const folder = linked();
    const path = `${news}/15.fix`;
    symlinkSync(target, join(folder, path));
    expect(() => exchange(folder, [{ path, after: null }])).toThrow(`"${path}" is a link to "`);
    expect(readlinkSync(join(folder, path))).toBe(target);
    rmSync(join(folder, path));
    const place = ownFolder(folder).replace(/\/\d+\.(?=[^/]*$)/, "/99999999.");
    renameSync(ownFolder(folder), place);
    const files = [{ path, before: { link: target }, after: null }];
    writeJournal(place, { root: folder, token: "00", files, index: [] });
    const { code, err } = await inProcess(["release", "--undo", "--project", folder]);
    expect([code, err]).toEqual([2, expect.stringContaining(`"${path}" is a link to "`)]);
    expect(isThere(folder, path)).toBe(false);
    rmSync(join(place, ".."), { recursive: true });
  }
});

test("a link that leads to nothing is reported where it could be news", async () => {
  const folder = linked({ [`${news}/gh-15.fix`]: "gone.fix", [`${news}/README`]: "gone" });
  const { code, err } = await inProcess([
    "changelog",
    "release",
    "main",
    "r1.1",
    "--project",
    folder,
  ]);
  expect([code, err.match(/^\S+: error.*/gm)]).toEqual([
    1,
    [
      `${news}/gh-15.fix:1:1: error[link-refused]: The link "${news}/gh-15.fix" is not followed: it leads to nothing.`,
    ],
  ]);
});

test("a folder that is named like a fragment is reported, also where a link leads to it", async () => {
  const folder = linked({ [`${news}/gh-16.fix`]: "../../../notes" });
  mkdirSync(join(folder, news, "gh-15.fix"));
  const { code, err } = await inProcess(["changelog", "draft", "main", "--project", folder]);
  expect([code, err.match(/^\S+: error.*unknown-fragment.*/gm)]).toEqual([
    1,
    ["gh-15.fix", "gh-16.fix"].map(
      (name) =>
        `${news}/${name}:1:1: error[unknown-fragment]: "${name}" is named like a news fragment, but it is a folder; nothing of it is shown.`,
    ),
  ]);
});
