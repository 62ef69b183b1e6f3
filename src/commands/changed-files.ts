import { UsageError } from "./commands.js";
import { git } from "./git.js";

/**
 * The files below a folder that changed since a revision, by path below the folder: what was committed since it and this
 * branch parted, what is not committed yet, and new files that git does not know.
 */
export function changedSince(root: string, revision: string): ReadonlySet<string> {
  const commit = git(root, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  ]);
  if (commit === null)
    throw new UsageError(`--changed-since: git knows no revision "${revision}" in ${root}`);
  const parting = git(root, ["merge-base", commit.trim(), "HEAD"])?.trim() ?? commit.trim();
  const options = ["--name-only", "--no-renames", "--relative", "-z"];
  const changed = git(root, ["diff", ...options, parting, "--", "."]);
  const added = git(root, ["ls-files", "--others", "--exclude-standard", "-z"]);
  if (changed === null || added === null)
    throw new UsageError(`--changed-since: git cannot compare with "${revision}"`);
  return new Set(`${changed}\0${added}`.split("\0").filter((path) => path !== ""));
}
