import { collector } from "../base/diagnostics.js";
import { findingsOf, settle, type Finding } from "../check/check.js";
import { withContents } from "../files/memory.js";
import { loadProject } from "../load/load.js";
import { checkSite } from "../pipeline.js";
import { git, type Repository } from "../load/git.js";
import { changedFiles, readWorkTree, untrackedFiles } from "../load/work-tree.js";
import type { ProjectPlace } from "./project-root.js";
import { repositoryFor } from "./changed-files.js";
import type { CheckMemory, Contents } from "./check-memory.js";

/**
 * Of findings in other files, those that the changes to some files cause: they are not found with these files as they
 * were committed. Without a commit to compare with, none.
 */
export function causedBy(
  isNamed: (path: string) => boolean,
  others: readonly Finding[],
  place: ProjectPlace,
  memory: CheckMemory,
): ReadonlySet<Finding> {
  const { root } = place;
  if (others.length === 0) return new Set();
  const repository = repositoryFor("check", root);
  if (repository === null || git(repository, ["rev-parse", "--verify", "--quiet", "HEAD"]) === null)
    return new Set();
  const tree = readWorkTree(repository);
  const changed = new Set([
    ...changedFiles(tree, isNamed),
    ...untrackedFiles(tree).filter(isNamed),
  ]);
  if (changed.size === 0) return new Set();
  const contents = new Map([...changed].map((path) => [path, committed(path, repository)]));
  const find = () => fingerprintsWith(contents, place, memory);
  // Settings from elsewhere may have changed as well.
  const known = place.config === undefined ? memory.foundWith(contents, find) : find();
  return new Set(others.filter(({ fingerprint }) => !known.has(fingerprint)));
}

/** What is found with other contents in some files. Where there is no project, nothing. */
function fingerprintsWith(
  contents: Contents,
  place: ProjectPlace,
  memory: CheckMemory,
): ReadonlySet<string> {
  const { report, diagnostics } = collector();
  const files = withContents(memory.filesOf(place.root), contents);
  const unasked = { gitVersion: "Unknown", gitRev: "", asMeant: true };
  const project = loadProject({ ...place, files, kept: memory.reads, ...unasked }, report);
  if (!project) return new Set();
  const memo = (memory.committed ?? memory.memo).next();
  checkSite(project, report, undefined, undefined, memo);
  memory.committed?.drop();
  memory.committed = memo;
  const found = findingsOf(settle(diagnostics, project).diagnostics, project);
  return new Set(found.map(({ fingerprint }) => fingerprint));
}

/** A file as it was committed; `null` where it was not. */
function committed(path: string, repository: Repository): string | null {
  return git(repository, ["cat-file", "blob", `HEAD:${repository.prefix}${path}`]);
}
