import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { isBelow, topOf } from "./git.js";
import type { Refused } from "../files/files.js";
import { statAt } from "./stat-at.js";
import { isRefused } from "../files/files.js";

/**
 * Where a release keeps what its files were until it is done: in the user's state folder, under the hash of the project's
 * path. No repository can bring a file there; even a `.git` may come with a project that was downloaded as a whole. Each
 * release has a folder there that is named by its process.
 */

export const journalName = "journal.json";

/** A release that is being made, or was interrupted. */
export interface LeftRelease {
  readonly folder: string;
  readonly pid: number;
  /** `gone`: its process has ended; `elsewhere`: it ran on another machine. */
  readonly process: "alive" | "gone" | "elsewhere";
}

/** The state folder of the project at this real path; refused where it lies where a repository could bring it. */
export function stateFolder(root: string): { readonly folder: string } | Refused {
  const base = stateHome();
  if (base === null) return { refused: "there is no home folder", near: [] };
  const real = realOf(base);
  const bound = [root, topOf(root) ?? root].find((folder) => isBelow(real, folder));
  if (bound !== undefined) return { refused: `${base} lies in ${bound}`, near: [] };
  const own = join(real, "specpress");
  const releases = join(own, "releases");
  const odd = [own, releases].find(isAnothers);
  if (odd !== undefined)
    return { refused: `${odd} is a link or belongs to another user`, near: [] };
  return { folder: join(releases, hashOf(root)) };
}

/** @see https://specifications.freedesktop.org/basedir-spec/latest/ */
function stateHome(): string | null {
  const isWindows = process.platform === "win32";
  const given = process.env[isWindows ? "LOCALAPPDATA" : "XDG_STATE_HOME"];
  if (given !== undefined && isAbsolute(given)) return given;
  try {
    return join(homedir(), ...(isWindows ? ["AppData", "Local"] : [".local", "state"]));
  } catch {
    return null;
  }
}

/** The real path of a folder that may not be there yet. */
function realOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realOf(parent), path.slice(parent.length));
}

function isAnothers(folder: string): boolean {
  const stat = statAt(folder);
  if (!stat) return false;
  return !stat.isDirectory() || (process.getuid !== undefined && stat.uid !== process.getuid());
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** The releases of a project that are being made or were interrupted; those are left out that had changed nothing yet. */
export function leftReleases(root: string): readonly LeftRelease[] {
  const state = stateFolder(root);
  if (isRefused(state)) return [];
  return namesIn(state.folder).flatMap((name) => {
    const folder = join(state.folder, name);
    const left = { folder, pid: Number(name.split(".")[0]), process: processOf(name) };
    return left.process === "alive" || existsSync(join(folder, journalName)) ? left : [];
  });
}

/** The names in a folder; none where there is no such folder. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The name of this process, which no other one has: number, when it was started, machine, when that was started. */
export function processName(): string {
  return [process.pid, startOf(process.pid), machine(), boot()].join(".");
}

function processOf(name: string): LeftRelease["process"] {
  const [pid, start, host, since] = name.split(".");
  if (host !== machine()) return "elsewhere";
  if (since !== boot() || name === processName()) return "gone";
  return isAlive(Number(pid)) && startOf(Number(pid)) === start ? "alive" : "gone";
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be asked, but it is there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function machine(): string {
  return hashOf(hostname()).slice(0, 8);
}

/** What tells one start of the machine from another; the same for all where that is not known. */
function boot(): string {
  return hashOf(textAt("/proc/sys/kernel/random/boot_id")).slice(0, 8);
}

/** When a process was started, counted from the machine's start; 0 where that is not known. */
function startOf(pid: number): string {
  // 12 (name with any signs) S 1 … : the start is the 20th after the name
  const stat = textAt(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "0";
}

function textAt(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
