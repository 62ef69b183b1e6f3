import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  type Dirent,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { siteMarker, versionsMarker } from "../../files/tree.js";
import type { Site } from "../site.js";
import {
  entryAt,
  isFolderOfVersions,
  isRunning,
  isSame,
  isSite,
  linkOnTheWay,
  recover,
  siblingOf,
  swap,
  writeFiles,
} from "../write-site.js";
import type { PublishedVersion, WholeVersion } from "./version.js";
import {
  latestFolder,
  wholeFiles,
  wholeMarkerText,
  wholePaths,
  type WholeSettings,
} from "./whole.js";
import { placesPath, readPlaces, readVersions, versionsPath } from "./written.js";

/** A folder of versions cannot be used, in a sentence. */
export class RefusedFolder extends Error {}

/** A version to put into a folder of versions. */
export interface NewVersion extends PublishedVersion {
  readonly site: Site;
}

/**
 * Put a version beside those that are in a folder, in place of one of its name; what all versions share is made anew. What
 * else is in the folder stays as it is. Everything is put together in a folder beside it first, with links to the files
 * that do not change, then the two are swapped by renaming: who is killed leaves the old versions or the new ones. Answers
 * whether anything changed.
 */
export function publishVersion(
  version: NewVersion,
  settings: WholeSettings,
  out: string,
  root: string,
): boolean {
  const target = resolve(out);
  refuseLinks(target, root);
  mkdirSync(dirname(target), { recursive: true });
  return withLock(target, () => {
    recover(target);
    refuseOthers(target);
    const folder = join(target, version.name);
    if (entryAt(folder) && !isSite(folder))
      throw new RefusedFolder(`"${folder}" is not a version that specpress published`);
    const site = new Map<string, string | Uint8Array>([
      [siteMarker, siteMarkerText],
      ...version.site,
    ]);
    const versions = withVersion(versionsIn(target), version, site);
    const whole = new Map<string, string>([
      [versionsMarker, wholeMarkerText],
      ...wholeFiles(versions, settings),
    ]);
    if (isAsWanted(target, version.name, site, whole)) return false;
    const next = siblingOf(target, "new");
    try {
      copyOthers(
        target,
        next,
        new Set([version.name, latestFolder, versionsMarker, ...wholePaths]),
      );
      writeFiles(prefixed(site, version.name), next);
      writeFiles(whole, next);
      swap(next, target);
    } finally {
      rmSync(next, { recursive: true, force: true });
    }
    return true;
  });
}

/** The versions that a folder has; none where there is no such folder. A folder that is none of versions is refused. */
export function publishedIn(out: string, root: string): readonly PublishedVersion[] {
  const target = resolve(out);
  refuseLinks(target, root);
  if (!entryAt(dirname(target))?.isDirectory()) return [];
  recover(target);
  refuseOthers(target);
  return versionsIn(target);
}

const siteMarkerText =
  "This folder is written by specpress and replaced as a whole when its version is published.\n";

function refuseLinks(target: string, root: string): void {
  const link = linkOnTheWay(target, root);
  if (link === null) return;
  throw new RefusedFolder(
    link === target
      ? `"${target}" is a link; name the folder itself`
      : `"${target}" lies behind the link "${link}"; name the folder itself`,
  );
}

/** What may be in a folder before the first version: what hosts of sites and git need there. */
const mayBeThere = new Set([".git", ".gitattributes", ".gitignore", ".nojekyll", "CNAME"]);

function refuseOthers(target: string): void {
  const entry = entryAt(target);
  if (!entry || isFolderOfVersions(target)) return;
  if (!entry.isDirectory()) throw new RefusedFolder(`"${target}" is no folder`);
  if (isSite(target))
    throw new RefusedFolder(
      `"${target}" is the site of a build, which replaces it as a whole; name another folder for the versions`,
    );
  const other = readdirSync(target).find((name) => !mayBeThere.has(name));
  if (other !== undefined)
    throw new RefusedFolder(
      `"${target}" holds something that specpress did not write ("${other}"); name an empty or new folder, such as one in it`,
    );
}

/** Those whose folder is there: one that somebody removed is gone. */
function versionsIn(target: string): readonly WholeVersion[] {
  const file = join(target, versionsPath);
  if (!isFile(file)) return [];
  const versions = readVersions(readFileSync(file, "utf8"));
  if (versions === null)
    throw new RefusedFolder(
      `"${file}" is not as specpress wrote it; restore it, or publish into a new folder`,
    );
  return versions.flatMap((version) => {
    const folder = join(target, version.name);
    if (!entryAt(folder)?.isDirectory() || basename(folder) !== version.name) return [];
    const written = join(folder, placesPath);
    const places = isFile(written) ? readPlaces(version.name, readFileSync(written, "utf8")) : null;
    if (places === null)
      throw new RefusedFolder(
        `"${written}" is not as specpress wrote it; remove the folder "${folder}" and publish that version again`,
      );
    return [{ ...version, places }];
  });
}

function isFile(path: string): boolean {
  return entryAt(path)?.isFile() === true;
}

function withVersion(
  there: readonly WholeVersion[],
  { site: _site, ...version }: NewVersion,
  site: Site,
): readonly WholeVersion[] {
  const text = String(site.get(placesPath));
  const places = readPlaces(version.name, text);
  if (places === null) throw new Error(`the site of ${version.name} has no places`);
  const others = there.filter(({ name }) => name !== version.name);
  const kept = version.latest
    ? others.map(({ latest: _latest, ...other }): WholeVersion => other)
    : others;
  return [...kept, { ...version, places }];
}

function prefixed(site: Site, folder: string): Site {
  return new Map([...site].map(([path, content]) => [`${folder}/${path}`, content]));
}

/** Whether the folder has all this already, and nothing of ours besides. */
function isAsWanted(
  target: string,
  name: string,
  site: Site,
  whole: ReadonlyMap<string, string>,
): boolean {
  if (!isFolderOfVersions(target) || !isSame(site, join(target, name))) return false;
  const latest = new Map(
    [...whole]
      .filter(([path]) => path.startsWith(`${latestFolder}/`))
      .map(([path, content]) => [path.slice(latestFolder.length + 1), content]),
  );
  const hasLatest = entryAt(join(target, latestFolder)) !== undefined;
  if (latest.size > 0 ? !isSame(latest, join(target, latestFolder)) : hasLatest) return false;
  return [versionsMarker, ...wholePaths].every((path) => {
    const file = join(target, path);
    const wanted = whole.get(path);
    if (wanted === undefined) return entryAt(file) === undefined;
    return isFile(file) && readFileSync(file, "utf8") === wanted;
  });
}

/** What a folder has besides `own`, by hard links where the disk has them: nothing of it is changed later on. */
function copyOthers(target: string, next: string, own: ReadonlySet<string>): void {
  mkdirSync(next, { recursive: true });
  if (!entryAt(target)) return;
  for (const entry of readdirSync(target, { withFileTypes: true }))
    if (!own.has(entry.name)) copyEntry(entry, join(target, entry.name), join(next, entry.name));
}

function copyEntry(entry: Dirent, from: string, to: string): void {
  if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else if (entry.isFile()) linkOrCopy(from, to);
  else if (entry.isDirectory()) {
    mkdirSync(to);
    for (const each of readdirSync(from, { withFileTypes: true }))
      copyEntry(each, join(from, each.name), join(to, each.name));
  } else throw new RefusedFolder(`"${from}" is neither a file nor a folder`);
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** Of two that publish into a folder at a time, one would lose what the other one did. */
function withLock<T>(target: string, work: () => T): T {
  const lock = join(dirname(target), `.${basename(target)}.specpress-lock`);
  takeLock(lock, target);
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Make a lock that holds the number of this process from its first moment on; `false` where there is one. */
function isTaken(lock: string, target: string): boolean {
  const own = siblingOf(target, "new");
  writeFileSync(own, String(process.pid), { flag: "wx" });
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (entryAt(lock)) return false;
    // A disk without hard links.
    if (!(error instanceof Error)) throw error;
    renameSync(own, lock);
    return true;
  } finally {
    rmSync(own, { force: true });
  }
}

function takeLock(lock: string, target: string): void {
  for (let tries = 0; ; tries++) {
    if (isTaken(lock, target)) return;
    const pid = isFile(lock) ? Number(readFileSync(lock, "utf8")) : NaN;
    if (isRunning(pid) || tries > 3)
      throw new RefusedFolder(
        `process ${pid} publishes into "${target}" at the moment; wait until it is done, or remove "${lock}"`,
      );
    // Its process was killed. Who takes it away is the one whose renaming works.
    const mine = siblingOf(target, "new");
    try {
      renameSync(lock, mine);
      rmSync(mine, { recursive: true, force: true });
    } catch {
      continue; // another one was faster
    }
  }
}
