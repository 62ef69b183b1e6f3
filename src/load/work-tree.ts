import { createHash } from "node:crypto";
import { readFileSync, readlinkSync, type BigIntStats } from "node:fs";
import { join } from "node:path";
import { findRepository, git, type Repository } from "./git.js";
import { exactStatAt, statAt } from "./stat-at.js";
import { isRefused } from "../files/files.js";

/**
 * Which files of a work tree are not as in a commit. `git status` and `git diff` run the clean filters that a
 * repository's configuration names, so files are compared here: first by the times and size that git's index recorded,
 * then by their hash. A file counts as unchanged too if it has other line ends than the commit, as `text=auto` makes
 * them, and if the commit has the pointer of Git LFS to it. What another filter (or `ident`, `working-tree-encoding`)
 * makes is known by its times only; `git status` brings those up to date.
 */

/** What a commit has under a path. */
interface Entry {
  readonly mode: string;
  readonly hash: string;
}

/** What git's index has under a path. */
interface Indexed extends Entry {
  /** Whether git was told not to check the file out. */
  readonly isSkipped: boolean;
  /** The file's stat when it was the same as the entry. */
  readonly stat: string;
  readonly mtime: bigint;
}

/** Paths are relative to the folder that the repository was asked for, with `/`. */
export interface WorkTree {
  readonly repository: Repository;
  readonly committed: ReadonlyMap<string, Entry>;
  readonly indexed: ReadonlyMap<string, Indexed>;
  /** When the index was written. */
  readonly written: bigint;
}

/** Read what a commit and the index have; a repository without a commit has nothing committed. Below the folder asked for, or in all of it. */
export function readWorkTree(repository: Repository, commit = "HEAD", all = false): WorkTree {
  const scope = all || repository.prefix === "" ? [] : ["--", repository.prefix];
  const base = all ? "" : repository.prefix;
  const tree = git(repository, ["ls-tree", "-r", "-z", "--full-tree", commit, ...scope]) ?? "";
  const index =
    git(repository, ["ls-files", "-v", "--stage", "--debug", "-z", "--full-name", ...scope]) ?? "";
  const file = exactStatAt(join(repository.gitDir, "index"));
  return {
    repository: all ? { ...repository, prefix: "" } : repository,
    committed: new Map(treeEntries(tree, base)),
    indexed: new Map(indexEntries(index, base)),
    written: file?.mtimeNs ?? 0n,
  };
}

function* treeEntries(output: string, base: string): Iterable<[string, Entry]> {
  // 100644 blob 7898…<tab>path
  for (const [, mode, hash, path] of output.matchAll(/(\d+) \w+ ([0-9a-f]+)\t([^\0]+)\0/g))
    yield [path!.slice(base.length), { mode: mode!, hash: hash! }];
}

// H 100644 7898… 0<tab>path<nul>, then lines that begin with two spaces
const indexEntry =
  /(?<tag>\S) (?<mode>\d{6}) (?<hash>[0-9a-f]+) \d\t(?<path>[^\0]+)\0(?<debug>(?: {2}[^\n]*\n)*)/g;
const debugLines =
  /ctime: (?<ctime>\d+:\d+)\s+mtime: (?<seconds>\d+):(?<nanoseconds>\d+)\s+dev: \d+\s+ino: (?<ino>\d+)\s[^]*?size: (?<size>\d+)/;

function* indexEntries(output: string, base: string): Iterable<[string, Indexed]> {
  for (const { groups } of output.matchAll(indexEntry)) {
    const { tag, mode, hash, path, debug } = groups as Record<string, string>;
    const times = debugLines.exec(debug!)?.groups;
    const mtime = times ? BigInt(times["seconds"]!) * second + BigInt(times["nanoseconds"]!) : 0n;
    const stat = times ? `${mtime} ${times["size"]} ${times["ctime"]} ${times["ino"]}` : "";
    const isSkipped = /s/i.test(tag!);
    yield [path!.slice(base.length), { mode: mode!, hash: hash!, isSkipped, stat, mtime }];
  }
}

const second = 1_000_000_000n;

/** As the index has it: 32 bits for each number. */
function statText({ mtimeNs, ctimeNs, size, ino }: BigIntStats): string {
  const low = (number: bigint) => BigInt.asUintN(32, number);
  const ctime = `${low(ctimeNs / second)}:${ctimeNs % second}`;
  return `${low(mtimeNs / second) * second + (mtimeNs % second)} ${low(size)} ${ctime} ${low(ino)}`;
}

/** The files that are not as committed: changed, removed, or new in the index; all, or those asked for. */
export function changedFiles(
  tree: WorkTree,
  isAsked: (path: string) => boolean = () => true,
): readonly string[] {
  const paths = new Set([...tree.committed.keys(), ...tree.indexed.keys()]);
  return [...paths].filter((path) => isAsked(path) && !isAsCommitted(tree, path));
}

/** Files that neither the commit nor the index has, and that git is not told to ignore. */
export function untrackedFiles({ repository, committed }: WorkTree): readonly string[] {
  const { prefix } = repository;
  const scope = prefix === "" ? [] : ["--", prefix];
  const options = ["--others", "--exclude-standard", "-z", "--full-name"];
  const output = git(repository, ["ls-files", ...options, ...scope]) ?? "";
  const paths = output.split("\0").filter((path) => path !== "");
  return paths.map((path) => path.slice(prefix.length)).filter((path) => !committed.has(path));
}

/** Whether the index has something else than the commit. */
export function isStaged({ committed, indexed }: WorkTree): boolean {
  if (committed.size !== indexed.size) return true;
  return [...indexed].some(([path, { hash }]) => committed.get(path)?.hash !== hash);
}

/** Whether the file of the work tree is the one of the commit. */
export function isAsCommitted(tree: WorkTree, path: string): boolean {
  const entry = tree.committed.get(path);
  const indexed = tree.indexed.get(path);
  if (!entry) return isInSubmodule(tree, path);
  const { top, prefix } = tree.repository;
  const file = join(top, prefix + path);
  const stat = exactStatAt(file);
  if (entry.mode === "160000") return isSubmoduleAt(file, entry.hash);
  if (!stat) return indexed?.isSkipped === true && indexed.hash === entry.hash;
  if (stat.isDirectory()) return false;
  // A file that was changed right after the index was written may have the same times.
  if (indexed?.hash === entry.hash && indexed.mtime < tree.written)
    if (indexed.stat === statText(stat)) return true;
  return hasHash(file, stat, entry);
}

/** Whether a path lies in a submodule that is as it was committed. */
function isInSubmodule(tree: WorkTree, path: string): boolean {
  const parts = path.split("/");
  const above = parts.map((_, index) => parts.slice(0, index).join("/"));
  const module = above.find((folder) => tree.committed.get(folder)?.mode === "160000");
  return module !== undefined && isAsCommitted(tree, module);
}

function hasHash(file: string, stat: BigIntStats, { mode, hash }: Entry): boolean {
  if (stat.isSymbolicLink())
    return mode === "120000" && blobHash(Buffer.from(readlinkSync(file)), hash) === hash;
  if (!stat.isFile()) return false;
  const bytes = readFileSync(file);
  return [asItIs, withLineFeeds, lfsPointer].some((made) => blobHash(made(bytes), hash) === hash);
}

function asItIs(bytes: Buffer): Buffer {
  return bytes;
}

function withLineFeeds(bytes: Buffer): Buffer {
  if (!bytes.includes("\r\n")) return bytes;
  return Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}

/** @see https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
function lfsPointer(bytes: Buffer): Buffer {
  const oid = createHash("sha256").update(bytes).digest("hex");
  const version = "version https://git-lfs.github.com/spec/v1";
  return Buffer.from(`${version}\noid sha256:${oid}\nsize ${bytes.length}\n`);
}

/** The name that git gives contents; `like` is one of the repository's. */
function blobHash(bytes: Buffer, like: string): string {
  const algorithm = like.length === 64 ? "sha256" : "sha1";
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** Whether a submodule is at a commit and unchanged; one that is not checked out counts as it. */
function isSubmoduleAt(folder: string, commit: string): boolean {
  if (!statAt(join(folder, ".git"))) return true;
  const repository = findRepository(folder);
  if (repository === null || isRefused(repository)) return false;
  if (git(repository, ["rev-parse", "HEAD"])?.trim() !== commit) return false;
  const tree = readWorkTree(repository);
  return changedFiles(tree).length === 0 && untrackedFiles(tree).length === 0;
}
