import { lstatSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";

/** A folder of the user's cache for what the program keeps there; `null` where none can be trusted. */
export function ownCache(...names: readonly string[]): string | null {
  try {
    const folder = join(cacheRoot(), ...names);
    return isOfACheckout(folder) ? null : folder;
  } catch {
    return null; // no home folder
  }
}

/** All of Node that compiled code depends on: V8 itself compares its version without the last part. */
export function engine(): string {
  const { size, mtimeMs } = statSync(process.execPath);
  return [process.version, process.platform, process.arch, size, Math.trunc(mtimeMs)].join("-");
}

/** @see https://specifications.freedesktop.org/basedir-spec: a relative path is to be ignored. */
function cacheRoot(): string {
  const given = process.env[process.platform === "win32" ? "LOCALAPPDATA" : "XDG_CACHE_HOME"];
  if (given && isAbsolute(given)) return given;
  return join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}

/** A home folder that is a checkout may hold what somebody else committed. */
function isOfACheckout(folder: string): boolean {
  for (let at = folder; at !== dirname(at); at = dirname(at))
    if (lstatSync(join(at, ".git"), { throwIfNoEntry: false })) return true;
  return false;
}

/** A file or folder that is no link, belongs to this user and cannot be written or read by others. */
export function isOurs(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat || stat.isSymbolicLink()) return false;
  // Windows knows neither owner nor mode here: its folder is the user's.
  return (
    process.getuid === undefined || (stat.uid === process.getuid() && (stat.mode & 0o077) === 0)
  );
}
