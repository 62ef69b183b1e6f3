import { isRefused } from "../files/files.js";
import { findRepository, git } from "./git.js";

/** Those of a project's paths that git is told to ignore; none where there is no repository. The paths are real ones. */
export function ignoredByGit(root: string, paths: readonly string[]): ReadonlySet<string> {
  const repository = paths.length > 0 ? findRepository(root) : null;
  if (repository === null || isRefused(repository)) return new Set();
  const { prefix } = repository;
  const asked = paths.map((path) => `${prefix}${path}\0`).join("");
  // It takes no literal pathspecs, and fails where none is ignored.
  const command = ["--no-literal-pathspecs", "check-ignore", "-z", "--stdin"];
  const ignored = git(repository, command, asked) ?? "";
  return new Set(ignored.split("\0").map((path) => path.slice(prefix.length)));
}
