import { spawnSync } from "node:child_process";

/** What git knows of the folder: `branch,tag=...,commit,dirty` and the short commit; `Unknown` and nothing where it knows nothing. */
export interface Revision {
  readonly version: string;
  readonly rev: string;
}

const unknown: Revision = { version: "Unknown", rev: "" };

/** Ask git, without a shell and without letting the repository's settings start programs of their own. */
export function revisionOf(root: string): Revision {
  const log = git(root, ["log", "-1", "--format=%h%n%D", "--decorate-refs=refs/tags/*"]);
  const [rev = "", decoration = ""] = log.split("\n");
  if (rev === "") return unknown;
  const status = git(root, ["status", "--porcelain=v2", "--branch", "--untracked-files=no"]);
  const branch = /^# branch\.head (?!\(detached\))(.+)$/m.exec(status)?.[1];
  const tag = /(?:^|, )tag: ([^,]+)/.exec(decoration)?.[1];
  const dirty = /^[^#\n]/m.test(status);
  const parts = [branch, tag && `tag=${tag}`, rev, dirty && "dirty"];
  return { version: parts.filter(Boolean).join(","), rev };
}

function git(root: string, args: readonly string[]): string {
  const settings = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];
  const result = spawnSync("git", [...settings, ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 10_000,
  });
  return result.status === 0 ? result.stdout : "";
}
