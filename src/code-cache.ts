import { createHash } from "node:crypto";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";

/**
 * Where the code that V8 compiled from the program is kept between runs: in the user's cache folder, never beside the
 * program. V8 takes such code without looking whether it fits, so it is only read where nobody but this user can have
 * written it, under a name that holds everything it depends on.
 */

/** A program has some thirty files. */
const keptFiles = 80;
const keptEngines = 3;

/** The folder for what this Node compiled on behalf of a command; `null` where none can be trusted. */
export function codeFolder(command: string): string | null {
  if (process.env["NODE_DISABLE_COMPILE_CACHE"]) return null;
  try {
    const folder = join(cacheRoot(), "specpress", engine(), command);
    return isOfACheckout(folder) ? null : folder;
  } catch {
    return null; // no home folder
  }
}

/** The name under which the code of a text is kept. */
export function codeName(text: Uint8Array): string {
  return `${createHash("sha256").update(text).digest("hex")}.code`;
}

/** The code that was kept under a name. */
export function readCode(folder: string, name: string): Buffer | undefined {
  try {
    return isOurs(folder) && isOurs(join(folder, name))
      ? readFileSync(join(folder, name))
      : undefined;
  } catch {
    return undefined;
  }
}

/** Keep code by name for the next run. Where that is not possible the next run compiles as this one did. */
export function writeCode(folder: string, codes: ReadonlyMap<string, Buffer>): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOurs(folder)) return;
    for (const [name, code] of codes) {
      const draft = join(folder, `${name}.${process.pid}`);
      writeFileSync(draft, code, { mode: 0o600, flag: "wx" });
      renameSync(draft, join(folder, name));
    }
    forgetOld(folder);
  } catch {
    // a full disk, a folder that is read only
  }
}

/** What was not written for longest goes: code of other versions of the program, and of other engines. */
function forgetOld(folder: string): void {
  keepNewest(folder, keptFiles);
  keepNewest(dirname(dirname(folder)), keptEngines);
}

function keepNewest(folder: string, count: number): void {
  const byAge = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), written: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.written - a.written);
  for (const { path } of byAge.slice(count)) rmSync(path, { recursive: true, force: true });
}

/** All that compiled code depends on, besides the text: V8 itself compares its version without the last part. */
function engine(): string {
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
function isOurs(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat || stat.isSymbolicLink()) return false;
  // Windows knows neither owner nor mode here: its folder is the user's.
  return (
    process.getuid === undefined || (stat.uid === process.getuid() && (stat.mode & 0o077) === 0)
  );
}
