import { createHash } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { engine, isOurs, ownCache } from "./own-cache.js";

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
  return ownCache("specpress", engine(), command);
}

/** The name under which the code of a text is kept. */
export function codeName(text: Uint8Array): string {
  return `${createHash("sha256").update(text).digest("hex")}.code`;
}

/** Code that was kept. */
export interface KeptCode {
  readonly code: Buffer;
  /** How long the run worked that compiled it, in ms: a longer one comes to functions that this one did not come to. */
  readonly work: number;
}

/** In a file, the work stands behind the code. */
const workSize = 4;

/** The code that was kept under a name. */
export function readCode(folder: string, name: string): KeptCode | undefined {
  try {
    if (!isOurs(folder) || !isOurs(join(folder, name))) return undefined;
    const bytes = readFileSync(join(folder, name));
    const end = bytes.length - workSize;
    return { code: bytes.subarray(0, end), work: bytes.readUInt32LE(end) };
  } catch {
    return undefined;
  }
}

/** Keep code by name for the next run. Where that is not possible the next run compiles as this one did. */
export function writeCode(folder: string, codes: ReadonlyMap<string, Buffer>, work: number): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOurs(folder)) return;
    const worked = Buffer.alloc(workSize);
    worked.writeUInt32LE(Math.min(Math.round(work), 2 ** 32 - 1));
    for (const [name, code] of codes) {
      const draft = join(folder, `${name}.${process.pid}`);
      writeFileSync(draft, Buffer.concat([code, worked]), { mode: 0o600, flag: "wx" });
      renameSync(draft, join(folder, name));
    }
    forgetOld(folder);
  } catch {
    // a full disk, a folder that is read only
  }
}

/** What was not written for longest goes: code of other versions of the program, and of other engines. */
function forgetOld(folder: string): void {
  keepNewest(folder, keptFiles, /\.code(?:\.\d+)?$/);
  // Beside the engines lies what else is kept for the user.
  keepNewest(dirname(dirname(folder)), keptEngines, /^v\d+\./);
}

function keepNewest(folder: string, count: number, kind: RegExp): void {
  const byAge = readdirSync(folder)
    .filter((name) => kind.test(name))
    .map((name) => ({ path: join(folder, name), written: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.written - a.written);
  for (const { path } of byAge.slice(count)) rmSync(path, { recursive: true, force: true });
}
