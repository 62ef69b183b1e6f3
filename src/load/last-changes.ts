import { isRefused } from "../files/files.js";
import { commitNamed, findRepository, git } from "./git.js";

/** The last commit that changed a file. */
export interface LastChange {
  /** In seconds since 1970. */
  readonly time: number;
  /** The day on the committer's clock: `2026-07-08`. */
  readonly day: string;
}

/** By path from the project's root. */
export type LastChanges = ReadonlyMap<string, LastChange>;

/**
 * Ask git, once for all files, which commit up to `revision` changed each last. Empty where there is no repository, and
 * where history is missing, as in a shallow clone: the oldest commit that is there seems to have made all files.
 */
export function lastChangesOf(root: string, revision = "HEAD"): LastChanges {
  const none: LastChanges = new Map();
  const repository = findRepository(root);
  if (repository === null || isRefused(repository)) return none;
  if (git(repository, ["rev-parse", "--is-shallow-repository"])?.trim() !== "false") return none;
  const commit = commitNamed(repository, revision);
  if (commit === null) return none;
  const { prefix } = repository;
  const scope = prefix === "" ? [] : [prefix];
  const log = git(repository, [
    "-c",
    "log.showRoot=true",
    "log",
    ...options,
    commit,
    "--",
    ...scope,
  ]);
  return log === null ? none : new Map(changesIn(log, prefix));
}

/**
 * Only names are asked for, as whole paths; a merge has those that it changed itself. What the configuration may turn on
 * is turned off.
 */
const options = [
  "-z",
  "--format=%x01%ct %cs",
  "--name-only",
  "-c",
  "--no-renames",
  "--no-relative",
  "--no-ext-diff",
  "--no-textconv",
  "--no-notes",
  "--no-show-signature",
] as const;

const commitRe = /^(?<time>\d{1,12}) (?<day>\d{4}-\d\d-\d\d)$/;

// \x01 1700000000 2023-11-14 \0 \n api/a.yaml \0 spec/b.md \0      <- the newest first; \0 in place of \n at a merge
function* changesIn(log: string, prefix: string): Iterable<readonly [string, LastChange]> {
  const known = new Set<string>();
  let change: LastChange | null = null;
  let isFirst = false;
  for (const part of log.split("\0")) {
    if (part.startsWith("\x01")) {
      const { time, day } = commitRe.exec(part.slice(1))?.groups ?? {};
      change = time === undefined || day === undefined ? null : { time: Number(time), day };
      isFirst = true;
      continue;
    }
    const path = isFirst && part.startsWith("\n") ? part.slice(1) : part;
    isFirst = false;
    if (path === "" || !path.startsWith(prefix) || known.has(path)) continue;
    known.add(path);
    if (change) yield [path.slice(prefix.length), change];
  }
}
