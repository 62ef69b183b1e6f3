import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  type Dirent,
} from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { ofPath } from "../../base/system-error.js";
import { makeFolder } from "../../files/make-folder.js";
import { compareVersions } from "../../changelog/changelog.js";
import { siteMarker, versionsMarker } from "../../files/tree.js";
import type { Site } from "../site.js";
import {
  entryAt,
  isFolderOfVersions,
  isLink,
  isRunning,
  isSame,
  isSite,
  linkOnTheWay,
  recover,
  siblingOf,
  siblingsOf,
  swap,
  writeFiles,
} from "../write-site.js";
import { whyNoLabel } from "./label.js";
import { inOrder, type PublishedVersion, type WholeVersion } from "./version.js";
import {
  copiesOfLatest,
  isCopied,
  latestFolder,
  wholeFiles,
  wholeMarkerText,
  wholePaths,
  type WholeSettings,
} from "./whole.js";
import { placesPath, readPlaces, readVersions, versionsPath } from "./written.js";

/** A folder of versions cannot be used, in a sentence. */
export class RefusedFolder extends Error {}

/**
 * Whether `latest/` is to lead to a version: in any case; if it has a higher number than the one it leads to; or only if it
 * does so now. Where it would lead to none, the highest stable version is taken.
 */
export type LatestRule = "always" | "if-higher" | "if-before";

/** A version to put into a folder of versions. */
export interface NewVersion extends Omit<PublishedVersion, "latest"> {
  readonly site: Site;
  readonly latest: LatestRule;
}

/** What came of it. */
export interface Outcome {
  readonly isChanged: boolean;
  /** The version that `latest/` leads to; `null` where all are drafts. */
  readonly latest: string | null;
}

/**
 * Put a version beside those that are in a folder, in place of one of its name; what all versions share is made anew. What
 * else is in the folder stays as it is. Everything is put together in a folder beside it first, with links to the files
 * that do not change, then the two are swapped by renaming: who is killed leaves the old versions or the new ones. Which
 * is the latest is decided by what is there at this moment: others may have published since the version was built.
 */
export function publishVersion(
  version: NewVersion,
  settings: WholeSettings,
  out: string,
  root: string,
): Outcome {
  const target = resolve(out);
  refuseLinks(target, root);
  makeFolder(dirname(target));
  return withLock(target, () => {
    recover(target);
    refuseOthers(target);
    const folder = join(target, version.name);
    if (isLink(folder)) throw new RefusedFolder(`"${folder}" is a link`);
    if (entryAt(folder) && !isSite(folder))
      throw new RefusedFolder(`"${folder}" is not a version that specpress published`);
    const site = new Map<string, string | Uint8Array>([
      [siteMarker, siteMarkerText],
      ...version.site,
    ]);
    const there = versionsIn(target);
    const why = whyNoLabel(
      version.name,
      there.map(({ name }) => name),
    );
    if (why !== null) throw new RefusedFolder(`"${version.name}" cannot be a version: it ${why}`);
    const versions = withVersion(there, version, site);
    const latest = versions.find((each) => each.latest)?.name ?? null;
    const whole = new Map<string, string>([
      [versionsMarker, wholeMarkerText],
      ...wholeFiles(versions, settings),
      ...copiesOfLatest(versions, (name) =>
        name === version.name ? site : textsIn(join(target, name)),
      ),
    ]);
    if (isAsWanted(target, version.name, site, whole)) return { isChanged: false, latest };
    const next = siblingOf(target, "new");
    try {
      copyOthers(
        target,
        next,
        new Set([version.name, latestFolder, ...wholePaths, ...whole.keys()]),
      );
      writeFiles(prefixed(site, version.name), next);
      writeFiles(whole, next);
      swap(next, target);
    } catch (error) {
      throw ofPath(error, target);
    } finally {
      rmSync(next, { recursive: true, force: true });
    }
    return { isChanged: true, latest };
  });
}

/** The versions that a folder has; none where there is no such folder. A folder that is none of versions is refused. */
export function publishedIn(out: string, root: string): readonly PublishedVersion[] {
  const target = resolve(out);
  refuseLinks(target, root);
  if (!entryAt(dirname(target))?.isDirectory()) return [];
  return withLock(target, () => {
    recover(target);
    refuseOthers(target);
    return versionsIn(target);
  });
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
  { site: _site, latest: rule, ...version }: NewVersion,
  site: Site,
): readonly WholeVersion[] {
  const text = String(site.get(placesPath));
  const places = readPlaces(version.name, text);
  if (places === null) throw new Error(`the site of ${version.name} has no places`);
  const all = [...there.filter(({ name }) => name !== version.name), { ...version, places }];
  const latest = latestOf(all, rule, version, there.find((each) => each.latest)?.name);
  return all.map(({ latest: _latest, ...each }: WholeVersion) =>
    each.name === latest ? { ...each, latest: true } : each,
  );
}

/** The name of the latest version after `version` was put among `all`; `before`: that of the latest until now. */
function latestOf(
  all: readonly WholeVersion[],
  rule: LatestRule,
  { name, status }: Omit<PublishedVersion, "latest">,
  before: string | undefined,
): string | undefined {
  const isHigher = status === "stable" && compareVersions(name, before ?? name) > 0;
  if (rule === "always" || (rule === "if-higher" && isHigher)) return name;
  return before ?? inOrder(all).find((each) => each.status === "stable")?.name;
}

/** The files that `copiesOfLatest` asks for, of a version that stands already. */
function textsIn(folder: string): Site {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isCopied(entry.name))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll("\\", "/"));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), "utf8")]));
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
  const isBeside = (path: string) => !path.startsWith(`${latestFolder}/`);
  return [...new Set([...wholePaths, ...[...whole.keys()].filter(isBeside)])].every((path) => {
    const file = join(target, path);
    const wanted = whole.get(path);
    if (wanted === undefined) return entryAt(file) === undefined;
    return isFile(file) && readFileSync(file, "utf8") === wanted;
  });
}

/** What a folder has besides `own`, by hard links where the disk has them: nothing of it is changed later on. */
function copyOthers(target: string, next: string, own: ReadonlySet<string>): void {
  makeFolder(next);
  if (!entryAt(target)) return;
  chmodSync(next, statSync(target).mode);
  for (const entry of readdirSync(target, { withFileTypes: true }))
    if (!own.has(entry.name)) copyEntry(entry, join(target, entry.name), join(next, entry.name));
}

function copyEntry(entry: Dirent, from: string, to: string): void {
  if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else if (entry.isFile()) linkOrCopy(from, to);
  else if (entry.isDirectory()) {
    mkdirSync(to);
    chmodSync(to, statSync(from).mode);
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

/** How often to look whether others are done, and how long to wait between, in ms: to write takes a fraction of a second. */
const patience = { tries: 40, wait: 50 };

/**
 * Of two that publish into a folder at a time, one would lose what the other did. Each says by a file of its own that it
 * is at work, then looks for those of others: so that never two go on, and no lock of a living process is taken away.
 */
function withLock<T>(target: string, work: () => T): T {
  for (let tries = 1; ; tries++) {
    const lock = siblingOf(target, "lock");
    writeFileSync(lock, "", { flag: "wx" });
    try {
      const other = lockOfOther(target);
      if (other === null) return work();
      if (tries === patience.tries)
        throw new RefusedFolder(
          `process ${other.pid} publishes into "${target}" at the moment; wait until it is done, or remove "${other.path}"`,
        );
    } finally {
      rmSync(lock, { force: true });
    }
    // Of two that began at once both have stopped: the one that waits less goes on.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, patience.wait * Math.random() * 2);
  }
}

/** Of another process that runs; those of processes that were killed go. */
function lockOfOther(target: string): { readonly pid: number; readonly path: string } | null {
  for (const { kind, pid, path } of siblingsOf(target)) {
    if (kind !== "lock" || pid === process.pid) continue;
    if (isRunning(pid)) return { pid, path };
    rmSync(path, { recursive: true, force: true });
  }
  return null;
}
