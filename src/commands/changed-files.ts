import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { commitNamed, findRepository, git, type Repository } from "../load/git.js";
import { isRefused } from "../files/files.js";
import { changedFiles, readWorkTree, untrackedFiles } from "../load/work-tree.js";
import { UsageError } from "./command.js";

/**
 * The files below a folder that changed since a revision, by path below the folder: what was committed since it and this
 * branch parted, what is not committed yet, and new files that git does not know.
 */
export function changedSince(root: string, revision: string): ReadonlySet<string> {
  const { repository, parting } = partingFrom(root, revision);
  const tree = readWorkTree(repository, parting);
  return new Set([...changedFiles(tree), ...untrackedFiles(tree)]);
}

/** The commit where a revision and this branch parted. */
export function partingFrom(
  root: string,
  revision: string,
  option = "--changed-since",
): { readonly repository: Repository; readonly parting: string } {
  const repository = repositoryFor(option, root);
  if (repository === null) throw new UsageError(`${option}: ${root} is not in a git repository`);
  const commit = commitNamed(repository, revision);
  if (commit === null)
    throw new UsageError(
      `${option}: git knows no revision "${revision}" in ${root}${absenceHint(repository, revision)}`,
    );
  const parting = git(repository, ["merge-base", commit, "HEAD"])?.trim() ?? commit;
  return { repository, parting };
}

/** Whether a file or folder that is not there any more is in the last commit. */
export function wasCommitted(file: string): boolean {
  const folder = nearestFolder(file);
  const repository = repositoryFor("check", folder);
  if (repository === null) return false;
  const path = relative(folder, realPathOf(file)).split(sep).join("/");
  return git(repository, ["cat-file", "-e", `HEAD:${repository.prefix}${path}`]) !== null;
}

/** The path of a file without links, be it there or not. */
export function realPathOf(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  return join(nearestFolder(file), relative(existingFolder(file), resolve(file)));
}

function nearestFolder(file: string): string {
  return realpathSync(existingFolder(file));
}

/** The nearest folder above a file that is there. */
function existingFolder(file: string): string {
  let folder = dirname(resolve(file));
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}

/** The repository of a folder; `null` where there is none. Where git gives no answer, that is told. */
export function repositoryFor(what: string, root: string): Repository | null {
  const repository = findRepository(root);
  if (repository !== null && isRefused(repository))
    throw new UsageError(`${what}: git gives no answer in ${root}: ${repository.refused}`);
  return repository;
}

/** Why a revision may not be there: of two with dots between them each is one; not all of a repository need be fetched. */
export function absenceHint(repository: Repository | null, revision: string): string {
  const [, from, to] = /^(.+?)\.{2,3}(.+)$/.exec(revision) ?? [];
  if (from !== undefined) return `; name the two by themselves: ${from} ${to}`;
  if (repository === null) return "";
  const [, name = revision] = /^origin\/([\w./-]+)$/.exec(revision) ?? [];
  const isCommit = /^[0-9a-f]{7,64}$/.test(revision);
  if (name !== revision || isCommit) return `; "git fetch origin ${name}" may bring it`;
  const isShallow = git(repository, ["rev-parse", "--is-shallow-repository"])?.trim() === "true";
  return isShallow
    ? '; only a part of the history was fetched, "git fetch --unshallow" brings all of it'
    : "";
}
