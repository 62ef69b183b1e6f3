import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Dirent,
  type Stats,
} from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { makeFolder } from "../files/make-folder.js";
import { ofPath } from "../base/system-error.js";
import { reviewMarker, siteMarker, versionsMarker } from "../files/tree.js";
import type { Site } from "./site.js";

/** Marks a folder as one that this program wrote and may replace. */
const marker = siteMarker;
const markerText = "This folder is written by specpress and replaced as a whole by each build.\n";

/**
 * Put a site in place of the last one. Everything is written to a folder beside it first, then the two are swapped by
 * renaming, so that a build that is killed or finds the disk full leaves the last site as it was, and of several builds at
 * a time one wins. A folder that is neither empty nor a site of ours, and one to which a link of the project leads, is
 * reported and left alone; then the answer is `false`.
 */
export function writeSite(site: Site, out: string, root: string, report: Report): boolean {
  const target = resolve(out);
  const link = linkOnTheWay(target, root);
  if (link !== null) {
    report("output-is-a-link", null, [out, link]);
    return false;
  }
  makeFolder(dirname(target));
  recover(target);
  if (!isOurs(target)) {
    report("output-not-a-site", null, [out]);
    return false;
  }
  const files = new Map<string, string | Uint8Array>([[marker, markerText], ...site]);
  if (isSame(files, target)) return true;
  const next = siblingOf(target, "new");
  try {
    writeFiles(files, next);
    swap(next, target);
  } catch (error) {
    throw ofPath(error, target);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
  return true;
}

/** Put some files into the site that is there, or begin one: as `writeSite` does, with what the folder has besides. */
export function addToSite(some: Site, out: string, root: string, report: Report): boolean {
  const target = resolve(out);
  const files = new Map([...some].filter(([path]) => path !== marker));
  const taken = new Set([...files.keys()].flatMap(withFolders));
  if (isSite(target) && linkOnTheWay(target, root) === null)
    for (const path of filesIn(target)) {
      // What was a file may be a folder now, and the other way round.
      const isInTheWay = taken.has(path) || withFolders(path).some((part) => files.has(part));
      if (!isInTheWay) files.set(path, readFileSync(join(target, path)));
    }
  return writeSite(files, out, root, report);
}

/** The files of a site that this program wrote, by path; none where there is no such site. */
export function filesOfSite(out: string): readonly string[] {
  const target = resolve(out);
  return isSite(target) ? filesIn(target).filter((path) => path !== marker) : [];
}

/** A file of the site that is there; `null` where it has none of this path. */
export function fileOfSite(out: string, path: string): string | null {
  const file = join(resolve(out), path);
  return isSite(resolve(out)) && entryAt(file)?.isFile() ? readFileSync(file, "utf8") : null;
}

export function isSite(target: string): boolean {
  return entryAt(join(target, marker))?.isFile() === true;
}

/** Whether a folder is one into which this program publishes versions. */
export function isFolderOfVersions(target: string): boolean {
  return entryAt(join(target, versionsMarker))?.isFile() === true;
}

/** Whether a folder is a review that this program wrote. */
export function isReview(target: string): boolean {
  return entryAt(join(target, reviewMarker))?.isFile() === true;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => lstatSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll("\\", "/"));
}

/** `a/b.html` → `a/b.html`, `a`. */
function withFolders(path: string): string[] {
  const parts = path.split("/");
  return parts.map((_part, index) => parts.slice(0, parts.length - index).join("/"));
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

export function isLink(path: string): boolean {
  return entryAt(path)?.isSymbolicLink() === true;
}

/** What is at a path, links not followed; `undefined` where there is nothing, or a file on the way. */
export function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (hasCode(error, "ENOTDIR")) return undefined;
    throw error;
  }
}

function isSameFolder(path: string, root: string): boolean {
  return existsSync(path) && realpathSync(path) === root;
}

type SiblingKind = "new" | "old" | "lock";

/** A name beside the output folder that tells whose it is: `.site.specpress-new-4711-1f2e3d`. */
export function siblingOf(target: string, kind: SiblingKind): string {
  const name = `.${basename(target)}.specpress-${kind}-${process.pid}-${randomBytes(3).toString("hex")}`;
  return join(dirname(target), name);
}

/** What has such a name. */
export function* siblingsOf(
  target: string,
): Iterable<{ readonly kind: SiblingKind; readonly pid: number; readonly path: string }> {
  const prefix = `.${basename(target)}.specpress-`;
  for (const name of readdirSync(dirname(target))) {
    const [kind, pid] = name.startsWith(prefix) ? name.slice(prefix.length).split("-") : [];
    if (kind === "new" || kind === "old" || kind === "lock")
      yield { kind, pid: Number(pid), path: join(dirname(target), name) };
  }
}

/** Clean up after builds that were killed: the last site goes back to its place if it was on its way out, the rest goes. */
export function recover(target: string): void {
  for (const { kind, pid, path } of siblingsOf(target)) {
    if (kind === "lock" || isRunning(pid)) continue;
    // Another build may do the same at this moment.
    const isWhole = isSite(path) || isFolderOfVersions(path) || isReview(path);
    if (kind === "old" && isWhole && !isLink(path) && !existsSync(target)) moved(path, target);
    removeOld(path);
  }
}

/** Whether another process runs: what it has beside the output folder is its own business. */
export function isRunning(pid: number): boolean {
  if (pid === process.pid || !Number.isSafeInteger(pid) || pid <= 0) return false;
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
  const stat = statSync(target, { throwIfNoEntry: false });
  if (!stat) return true;
  return stat.isDirectory() && (isSite(target) || readdirSync(target).length === 0);
}

/** Whether the folder holds exactly these files already. */
export function isSame(files: ReadonlyMap<string, string | Uint8Array>, target: string): boolean {
  try {
    const there = readdirSync(target, { recursive: true, encoding: "utf8" }).filter(
      (path) => !lstatSync(join(target, path)).isDirectory(),
    );
    if (there.length !== files.size) return false;
    return [...files].every(([path, content]) => {
      const file = join(target, path);
      const wanted = typeof content === "string" ? Buffer.from(content) : content;
      return (
        existsSync(file) &&
        statSync(file).size === wanted.length &&
        readFileSync(file).equals(wanted)
      );
    });
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false; // it is not there, or is being replaced by another build
    throw error;
  }
}

export function writeFiles(files: ReadonlyMap<string, string | Uint8Array>, folder: string): void {
  for (const path of files.keys())
    if (!join(folder, path).startsWith(join(folder, sep)))
      throw new Error(`"${path}" lies outside of the folder that is written`);
  const folders = new Set([...files.keys()].map((path) => dirname(join(folder, path))));
  for (const each of folders) makeFolder(each);
  for (const [path, content] of files) writeFileSync(join(folder, path), content);
}

/** How often the new folder is tried to be put in place while other builds do the same. */
const mostTries = 100;

/**
 * The new folder takes the place of the old one. Between the two renames `recover` can still bring the old one back. An old
 * one that could not be removed then, since somebody else owns a folder in it, is not touched: that throws.
 */
export function swap(next: string, target: string): void {
  if (entryAt(target)?.isDirectory()) refuseForeign(target);
  const old = siblingOf(target, "old");
  try {
    for (let tries = 1; ; tries++) {
      try {
        moved(target, old);
      } catch (error) {
        if (!["EBUSY", "EXDEV", "EPERM", "EACCES"].some((code) => hasCode(error, code)))
          throw error;
        // A folder that cannot be moved, such as the root of a mounted volume, is filled file by file.
        replaceContents(target, next);
        return;
      }
      try {
        renameSync(next, target);
        return;
      } catch (error) {
        // Another build was faster: its site is the last one now.
        const isTaken = ["ENOTEMPTY", "EEXIST", "EPERM"].some((code) => hasCode(error, code));
        if (!isTaken || tries === mostTries) throw error;
        rmSync(old, { recursive: true, force: true });
      }
    }
  } finally {
    if (existsSync(target)) removeOld(old);
    else moved(old, target);
  }
}

/** Throws as the system does where what is in a folder may not be removed. */
function refuseForeign(folder: string): void {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.length === 0) return;
  const uid = process.getuid?.();
  const { uid: owner, mode } = lstatSync(folder);
  if (uid !== owner) {
    accessSync(folder, constants.W_OK | constants.X_OK);
    const isOwn = ({ name }: Dirent) => lstatSync(join(folder, name)).uid === uid;
    const isSticky = (mode & stickyBit) !== 0 && uid !== 0;
    if (isSticky && !entries.every(isOwn)) throw notPermitted(folder);
  }
  for (const entry of entries) if (entry.isDirectory()) refuseForeign(join(folder, entry.name));
}

/** In a folder with it, only owners remove their files. */
const stickyBit = 0o1000;

function notPermitted(path: string): Error {
  return Object.assign(new Error("EPERM"), { code: "EPERM", syscall: "access", path });
}

/** Remove a site that is replaced, also where its folders may not be changed; what cannot be removed is tried again by the next build. */
function removeOld(folder: string): void {
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    remove();
  } catch {
    try {
      allowChanges(folder);
      remove();
    } catch {
      // it belongs to somebody else
    }
  }
}

function allowChanges(folder: string): void {
  if (!lstatSync(folder).isDirectory()) return;
  chmodSync(folder, 0o700);
  for (const name of readdirSync(folder)) allowChanges(join(folder, name));
}

/** Move a folder; `false` where it is not there. */
function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT") || hasCode(error, "ENOTEMPTY")) return false;
    throw error;
  }
}

function replaceContents(target: string, next: string): void {
  const wanted = new Set(entriesBelow(next));
  cpSync(next, target, { recursive: true, verbatimSymlinks: true });
  for (const path of entriesBelow(target))
    if (!wanted.has(path)) rmSync(join(target, path), { recursive: true, force: true });
}

function entriesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
