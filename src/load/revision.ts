import { findRepository, git } from "./git.js";
import { isRefused } from "../files/files.js";
import { changedFiles, isStaged, readWorkTree } from "./work-tree.js";

/** What git knows of the folder: `branch,tag=...,commit,dirty` and the short commit; `Unknown` and nothing where it knows nothing. */
export interface Revision {
  readonly version: string;
  readonly rev: string;
}

const unknown: Revision = { version: "Unknown", rev: "" };

/** The short commit that is checked out; empty where git knows none. */
export function commitOf(root: string): string {
  const repository = findRepository(root);
  if (repository === null || isRefused(repository)) return "";
  return git(repository, ["rev-parse", "--short", "HEAD"])?.trim() ?? "";
}

/** Ask git which commit is checked out, and whether files of the repository differ from it. */
export function revisionOf(root: string): Revision {
  const repository = findRepository(root);
  if (repository === null || isRefused(repository)) return unknown;
  const rev = git(repository, ["rev-parse", "--short", "HEAD"])?.trim() ?? "";
  if (rev === "") return unknown;
  const head = git(repository, ["symbolic-ref", "--quiet", "HEAD"])?.trim();
  const branch = head?.replace(/^refs\/heads\//, "");
  const format = "--format=%(refname:strip=2)";
  const tags = git(repository, ["for-each-ref", "--points-at=HEAD", format, "refs/tags"]) ?? "";
  const tag = tags.trim().split("\n").at(-1);
  const tree = readWorkTree(repository, "HEAD", true);
  const isDirty = isStaged(tree) || changedFiles(tree).length > 0;
  const parts = [branch, tag && `tag=${tag}`, rev, isDirty && "dirty"];
  return { version: parts.filter(Boolean).join(","), rev };
}
