import { spawnSync } from "node:child_process";

/** What git prints, without a shell and without letting the repository's settings start programs; `null` where it fails. */
export function git(folder: string, args: readonly string[]): string | null {
  const settings = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];
  const { status, stdout } = spawnSync("git", [...settings, "--no-pager", ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 100_000_000,
  });
  return status === 0 ? stdout : null;
}

/** Whether git knows the files of a folder. */
export function isCheckout(folder: string): boolean {
  return git(folder, ["rev-parse", "--is-inside-work-tree"])?.trim() === "true";
}

/** Files of a checkout that are not as they were committed, or never were; paths are relative to the folder. */
export function uncommitted(folder: string, paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return [];
  const pathspec = ["--", ...literal(paths)];
  const tracked = new Set(listed(git(folder, ["ls-files", "-z", ...pathspec])));
  const diff = git(folder, ["diff", "--name-only", "--relative", "-z", "HEAD", ...pathspec]);
  // Before the first commit nothing is committed.
  const changed = diff === null ? null : new Set(listed(diff));
  return paths.filter((path) => !tracked.has(path) || !changed || changed.has(path));
}

/** Paths that git takes as they are, whatever signs are in them. */
export function literal(paths: readonly string[]): readonly string[] {
  return paths.map((path) => `:(literal)${path}`);
}

function listed(output: string | null): readonly string[] {
  return (output ?? "").split("\0").filter((path) => path !== "");
}
