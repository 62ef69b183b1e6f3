import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findRepository } from "../../src/load/git.js";
import { revisionOf } from "../../src/load/revision.js";
import { loadFiles, minimal, writeFiles } from "./tiny-project.js";

const hasGit = spawnSync("git", ["--version"]).status === 0;

test.skipIf(!hasGit)("branch, tag, commit and changes of a git repository", () => {
  const root = writeFiles({ "a.txt": "a" });
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=n", "-c", "user.email=a@b", ...args], { cwd: root });
  git("init", "-q", "-b", "trunk");
  git("add", "a.txt");
  git("commit", "-q", "-m", "one");
  const { version, rev } = revisionOf(root);
  expect(rev).toMatch(/^[0-9a-f]{7,}$/);
  expect(version).toBe(`trunk,${rev}`);
  git("tag", "v1");
  writeFileSync(join(root, "a.txt"), "b");
  expect(revisionOf(root).version).toBe(`trunk,tag=v1,${rev},dirty`);
});

test.skipIf(!hasGit)("why git gives no answer is said in whole", () => {
  const root = writeFiles({ "a.txt": "a" });
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root });
  git("init", "-q");
  git("config", "extensions.foo", "1");
  git("config", "core.repositoryformatversion", "1");
  expect(findRepository(root)).toMatchObject({
    refused: "fatal: unknown repository extension found: foo",
  });
});

test("a folder that git knows nothing of", () => {
  expect(revisionOf(writeFiles({ "a.txt": "a" }))).toEqual({ version: "Unknown", rev: "" });
});

test("what the command line says counts", () => {
  const options = { gitVersion: "main,1234567", gitRev: "1234567" };
  const files = { ...minimal, "text/guide.rst": "{{git_version}}\n" };
  expect(loadFiles(files, options).project!.git).toMatchObject({
    version: "main,1234567",
    rev: "1234567",
  });
});
