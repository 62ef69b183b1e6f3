import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Report } from "../base/diagnostics.js";
import type { Site } from "./site.js";

/** Marks a folder as one that this program wrote and may replace. */
const marker = ".specpress-site";
const markerText = "This folder is written by specpress and replaced as a whole by each build.\n";

/**
 * Put a site in place of the last one. Everything is written to a folder beside it first, then the two are swapped by
 * renaming, so that a build that is killed leaves the last site as it was. A folder that is neither empty nor a site of
 * ours, and one to which a link of the project leads, is reported and left alone; then the answer is `false`.
 */
export function writeSite(site: Site, out: string, root: string, report: Report): boolean {
  const target = resolve(out);
  const link = linkOnTheWay(target, root);
  if (link !== null) {
    report("output-is-a-link", null, [out, link]);
    return false;
  }
  mkdirSync(dirname(target), { recursive: true });
  recover(target);
  if (!isOurs(target)) {
    report("output-not-a-site", null, [out]);
    return false;
  }
  const files = new Map<string, string | Uint8Array>([[marker, markerText], ...site]);
  if (isSame(files, target)) return true;
  const next = siblingOf(target, "new");
  writeFiles(files, next);
  swap(next, target, files);
  return true;
}

/**
 * A link that stands between a project's root and a path below it, or is the path itself; `null` where there is none. What
 * lies in a project may come from anyone: nothing is written where a link of it leads.
 */
export function linkOnTheWay(path: string, root: string): string | null {
  const whole = resolve(path);
  let link: string | null = null;
  for (let at = whole; at !== dirname(at); at = dirname(at)) {
    if (isLink(at)) link = at;
    if (isSameFolder(dirname(at), root)) return link;
  }
  return isLink(whole) ? whole : null;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function isSameFolder(path: string, root: string): boolean {
  return existsSync(path) && realpathSync(path) === root;
}

/** A name beside the output folder that tells whose it is: `.site.specpress-new-4711`. */
function siblingOf(target: string, kind: "new" | "old"): string {
  return join(dirname(target), `.${basename(target)}.specpress-${kind}-${process.pid}`);
}

/** Clean up after builds that were killed: the last site goes back to its place if it was on its way out, the rest goes. */
function recover(target: string): void {
  const prefix = `.${basename(target)}.specpress-`;
  for (const name of readdirSync(dirname(target))) {
    const [kind, pid] = name.startsWith(prefix) ? name.slice(prefix.length).split("-") : [];
    if ((kind !== "old" && kind !== "new") || isRunning(Number(pid))) continue;
    const path = join(dirname(target), name);
    if (kind === "old" && !existsSync(target)) renameSync(path, target);
    else rmSync(path, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be asked, but it is there.
    return hasCode(error, "EPERM");
  }
}

/** Whether the folder may be replaced: it is not there, it is empty, or it carries our mark. */
function isOurs(target: string): boolean {
  if (!existsSync(target)) return true;
  if (!statSync(target).isDirectory()) return false;
  return existsSync(join(target, marker)) || readdirSync(target).length === 0;
}

/** Whether the folder holds exactly these files already. */
function isSame(files: ReadonlyMap<string, string | Uint8Array>, target: string): boolean {
  if (!existsSync(target)) return false;
  const there = readdirSync(target, { recursive: true, encoding: "utf8" }).filter(
    (path) => !lstatSync(join(target, path)).isDirectory(),
  );
  if (there.length !== files.size) return false;
  return [...files].every(([path, content]) => {
    const file = join(target, path);
    const wanted = typeof content === "string" ? Buffer.from(content) : content;
    return (
      existsSync(file) && statSync(file).size === wanted.length && readFileSync(file).equals(wanted)
    );
  });
}

function writeFiles(files: ReadonlyMap<string, string | Uint8Array>, folder: string): void {
  const folders = new Set([...files.keys()].map((path) => dirname(join(folder, path))));
  for (const each of folders) mkdirSync(each, { recursive: true });
  for (const [path, content] of files) writeFileSync(join(folder, path), content);
}

/** The new folder takes the place of the old one. Between the two renames `recover` can still bring the old one back. */
function swap(next: string, target: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  const old = siblingOf(target, "old");
  try {
    if (existsSync(target)) renameSync(target, old);
  } catch (error) {
    if (!["EBUSY", "EXDEV", "EPERM", "EACCES"].some((code) => hasCode(error, code))) throw error;
    // A folder that cannot be moved, such as the root of a mounted volume, is filled file by file.
    replaceContents(next, target, files);
    return;
  }
  renameSync(next, target);
  rmSync(old, { recursive: true, force: true });
}

function replaceContents(
  next: string,
  target: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): void {
  writeFiles(files, target);
  for (const path of readdirSync(target, { recursive: true, encoding: "utf8" })) {
    const file = join(target, path);
    if (!lstatSync(file).isDirectory() && !files.has(path.replaceAll("\\", "/"))) rmSync(file);
  }
  rmSync(next, { recursive: true, force: true });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
