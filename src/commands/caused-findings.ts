import type { Memo } from "../base/memo.js";
import { collector } from "../base/diagnostics.js";
import { findingsOf, settle, type Finding } from "../check/check.js";
import { diskFiles } from "../files/disk.js";
import { withContents } from "../files/memory.js";
import { loadProject, type KeptReads } from "../load/load.js";
import { checkSite } from "../pipeline.js";
import { git, type Repository } from "../load/git.js";
import type { ProjectPlace } from "./project-root.js";
import { changedSince, repositoryFor } from "./changed-files.js";

/** Where a project was looked at already, and what is kept of that. */
export interface Looked extends ProjectPlace {
  readonly kept: KeptReads;
  readonly memo: Memo;
}

/**
 * Of findings in other files, those that the changes to some files cause: they are not found with these files as they
 * were committed. Without a commit to compare with, none.
 */
export function causedBy(
  isNamed: (path: string) => boolean,
  others: readonly Finding[],
  { memo, ...place }: Looked,
): ReadonlySet<Finding> {
  const { root } = place;
  if (others.length === 0) return new Set();
  const repository = repositoryFor("check", root);
  if (repository === null || git(repository, ["rev-parse", "--verify", "--quiet", "HEAD"]) === null)
    return new Set();
  const changed = [...changedSince(root, "HEAD")].filter(isNamed);
  if (changed.length === 0) return new Set();
  const { report, diagnostics } = collector();
  const contents = new Map(changed.map((path) => [path, committed(path, repository)]));
  const files = withContents(diskFiles(root), contents);
  const project = loadProject({ ...place, files, gitVersion: "Unknown", gitRev: "" }, report);
  // Where there was no project, all is new.
  if (!project) return new Set(others);
  checkSite(project, report, undefined, undefined, memo.next());
  const before = findingsOf(settle(diagnostics, project).diagnostics, project);
  const known = new Set(before.map(({ fingerprint }) => fingerprint));
  return new Set(others.filter(({ fingerprint }) => !known.has(fingerprint)));
}

/** A file as it was committed; `null` where it was not. */
function committed(path: string, repository: Repository): string | null {
  return git(repository, ["cat-file", "blob", `HEAD:${repository.prefix}${path}`]);
}
