import { execFileSync, spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { diskFiles } from "../../src/files/disk.js";
import { isRefused, type Files } from "../../src/files/files.js";
import { Tree } from "../../src/files/tree.js";
import { filesOfCommit } from "../../src/load/commit-files.js";
import { commitNamed, findRepository } from "../../src/load/git.js";
import { loadProject } from "../../src/load/load.js";
import { minimal, writeFiles } from "./tiny-project.js";

const hasGit = spawnSync("git", ["--version"]).status === 0;

function commit(root: string): (...args: string[]) => string {
  const who = ["-c", "user.name=n", "-c", "user.email=a@b", "-c", "core.autocrlf=false"];
  const git = (...args: string[]) =>
    execFileSync("git", [...who, ...args], { cwd: root, encoding: "utf8", stdio: "pipe" });
  git("init", "-q", "-b", "trunk");
  git("add", "--all");
  git("commit", "-q", "-m", "one");
  return git;
}

function filesAt(root: string, revision: string): Files {
  const repository = findRepository(root);
  if (repository === null || isRefused(repository)) throw new Error("there is a repository");
  return filesOfCommit(repository, commitNamed(repository, revision)!)!;
}

/** All that files hold, as lines. */
function contents(files: Files, folder = ""): string[] {
  return [...files.list(folder)!].flatMap(([name, kind]) => {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (path === ".git") return [];
    if (kind === "folder") return contents(files, path);
    const held =
      kind === "link" ? files.linkTarget(path)?.path : files.bytes(path)?.toString("hex");
    return [`${path} ${kind} ${held}`];
  });
}

test.skipIf(!hasGit)("a commit holds what was on the disk, to the byte", () => {
  const root = writeFiles({
    ...minimal,
    ".gitattributes": "*.rst text eol=crlf ident\n",
    "text/crlf.rst": "A\r\n$Id$\r\n",
    "text/ä ö\n.rst": "odd\n",
    "text/empty.rst": "",
    "text/picture.png": new Uint8Array([0, 255, 10, 13, 10]),
    "text.d/first.rst": "a folder that sorts before text/\n",
    "text/linked.rst": { linkTo: "../text.d/first.rst" },
    all: { linkTo: "text" },
  });
  const git = commit(root);
  const before = diskFiles(root);
  expect(contents(filesAt(root, "HEAD"))).toEqual(
    contents(before).map((line) =>
      // `text` has line feeds in the repository.
      line.startsWith("text/crlf.rst ")
        ? `text/crlf.rst file ${Buffer.from("A\n$Id$\n").toString("hex")}`
        : line,
    ),
  );
  const { project } = read(root, filesAt(root, "HEAD"));
  rmSync(join(root, "text"), { recursive: true });
  writeFileSync(join(root, "specpress.yaml"), "name: Other\nspecification: text\n");
  expect(read(root, filesAt(root, "trunk")).project).toMatchObject({ config: { name: "Tiny" } });
  expect([...project!.texts.keys()]).toContain("crlf.rst");
  git("commit", "-q", "--all", "-m", "two");
  expect(read(root, filesAt(root, "HEAD~1")).project!.targets).toEqual(project!.targets);
  expect(filesAt(root, "HEAD").list("text")).toBe(null);
});

function read(root: string, files: Files) {
  const { report, diagnostics } = collector();
  return { project: loadProject({ root, files }, report), diagnostics };
}

test.skipIf(!hasGit)("a project in a folder of the repository ends at that folder", () => {
  const root = writeFiles({
    "secret.rst": "secret\n",
    ...Object.fromEntries(Object.entries(minimal).map(([path, text]) => [`spec/${path}`, text])),
    "spec/text/out.rst": { linkTo: "../../secret.rst" },
    "spec/text/absolute.rst": { linkTo: "/etc/passwd" },
    "spec/text/round.rst": { linkTo: "round.rst" },
    "spec/text/hidden.rst": { linkTo: "../.git/config" },
    "specter/text.rst": "of a folder whose name begins alike\n",
  });
  commit(root);
  const files = filesAt(join(root, "spec"), "HEAD");
  expect([...files.list("")!.keys()]).toEqual(["specpress.yaml", "text"]);
  const tree = new Tree(files);
  const found = (path: string) => tree.find(path);
  expect(found("text/guide.rst")).toEqual({ path: "text/guide.rst", kind: "file" });
  for (const path of ["text/out.rst", "text/absolute.rst", "../secret.rst"])
    expect(found(path)).toMatchObject({ refused: "lies outside the project" });
  expect(found("text/round.rst")).toMatchObject({ refused: "does not exist" });
  expect(found("text/hidden.rst")).toMatchObject({ isForbidden: true });
});

test.skipIf(!hasGit)("submodules and contents that git lacks cannot be read", () => {
  const root = writeFiles({ ...minimal, "text/lost.rst": "lost\n" });
  const git = commit(root);
  const head = git("rev-parse", "HEAD").trim();
  git("update-index", "--add", "--cacheinfo", `160000,${head},text/module`);
  git("commit", "-q", "-m", "module");
  const lost = git("rev-parse", "HEAD:text/lost.rst").trim();
  rmSync(join(root, ".git/objects", lost.slice(0, 2), lost.slice(2)));
  const files = filesAt(root, "HEAD");
  expect(files.list("text")!.get("module")).toBe("folder");
  expect(files.list("text/module")).toBe(null);
  expect(files.bytes("text/lost.rst")).toBe(null);
  expect(files.bytes("text/guide.rst")?.toString()).toBe(minimal["text/guide.rst"]);
});

test.skipIf(!hasGit)("names that are no file names lead nowhere", () => {
  const root = writeFiles(minimal);
  const git = commit(root);
  const blob = git("rev-parse", "HEAD:text/guide.rst").trim();
  const tree = (entries: readonly [mode: string, name: string, hash: string][]) =>
    execFileSync("git", ["hash-object", "-t", "tree", "-w", "--stdin", "--literally"], {
      cwd: root,
      input: Buffer.concat(
        entries.flatMap(([mode, name, hash]) => [
          Buffer.from(`${mode} ${name}\0`),
          Buffer.from(hash, "hex"),
        ]),
      ),
      encoding: "utf8",
    }).trim();
  const inner = tree([["100644", "evil.rst", blob]]);
  const outer = tree([
    ["40000", "..", inner],
    ["40000", ".git", inner],
    ["100644", "fine.rst", blob],
  ]);
  const made = git("commit-tree", "-m", "evil", outer).trim();
  const files = filesAt(root, made);
  expect([...files.list("")!.keys()].filter((name) => name !== ".git")).toEqual(["fine.rst"]);
  expect(new Tree(files).find(".git/evil.rst")).toMatchObject({ isForbidden: true });
  expect(commitNamed(findRepository(root) as never, "--help")).toBe(null);
  expect(commitNamed(findRepository(root) as never, "nowhere")).toBe(null);
});
