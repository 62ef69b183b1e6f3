import type { Report } from "../base/diagnostics.js";
import { isRefused } from "../files/files.js";
import type { Project } from "../load/project.js";
import { treeFeeds } from "./feed.js";
import { siteAddress } from "./head.js";
import { once, type Steps } from "../base/memo.js";
import { checkLinks } from "./check-links.js";
import { checkMovedTargets } from "./moved.js";
import type { Page } from "./page.js";
import { LateFiles } from "./late-files.js";
import { checklists } from "./page-layouts.js";
import { pagePrinter } from "./print-page.js";
import type { SearchNames } from "./search-entries.js";
import { isSearched, searchIndex, searchPaths, searchScript } from "./search-index.js";
import { placesOf } from "./versions/version.js";
import { placesPath, printPlaces } from "./versions/written.js";
import { twinFiles, twinPath, llmsPath } from "./twins.js";
import { tightStyle } from "./page-style.js";
import { themeOf } from "./theme.js";
import {
  addStaticFiles,
  filesForPrograms,
  foldersAbove,
  notFoundPage,
  notFoundPath,
  programFiles,
} from "./tree-files.js";

export { LateFiles, withOthers } from "./late-files.js";
export { keepOperationIds } from "./moved.js";
export { whyNoLabel } from "./versions/label.js";
export { statusOfName, type PublishedStatus } from "./versions/status.js";
export type { PublishedVersion } from "./versions/version.js";
export { isReleasePage, showLayout } from "./page-layouts.js";
export { comparedTarget, comparedTargets, comparedTree } from "./compared-tree.js";
export { Addresses, leadToFiles, leadWithinTree } from "./tree-links.js";
export { dressPage } from "./tree-page.js";
export { changelogFeed } from "./feed.js";
export { feedPath } from "./twins.js";
export { wordsOf } from "./words.js";
export { changelogFile, changelogJson, joinVersions, mergeChangelogs } from "./changelog-page.js";

/** The files of a site by path below the output folder, with `/`. */
export type Site = ReadonlyMap<string, string | Uint8Array>;

/** Where the files lie that all pages share. */
export const sharedFiles = { style: "static/style.css", script: "static/script.js" } as const;

/** The files of our templates, or of the project's, that they are put together of. */
const sharedParts = {
  style: ["style.css", "point.css", "search.css"],
  script: ["script.js", "point.js", "search-open.js"],
} as const;

function joined(parts: readonly string[], { templates }: Project): string {
  return parts.map((name) => templates.get(name)?.text ?? "").join("\n");
}

export interface SiteOptions {
  /** Pages of the site that this build leaves out. */
  readonly elsewhere?: ReadonlySet<string>;
  /** Files that are no pages and belong to none. */
  readonly files?: ReadonlyMap<string, string>;
  /** Which pages go into the site; the others stand already and are only listed. Absent: all. */
  readonly isBuilt?: (page: Page) => boolean;
  /** What search calls things; absent where no page is searched. */
  readonly searchNames?: () => SearchNames;
  /** What is kept for the next build of the site. Files that no page shows are then made when they are asked for. */
  readonly steps?: Steps;
}

/**
 * All pages and the files they share → the site. Each page is printed in the project's template and lists the others;
 * links within the site are checked.
 */
export function layOutSite(
  pages: readonly Page[],
  project: Project,
  report: Report,
  {
    elsewhere = new Set(),
    files = new Map(),
    isBuilt = () => true,
    searchNames,
    steps = once,
  }: SiteOptions = {},
): Site {
  const lists = checklists(project);
  const others = [...files.keys(), ...lists.keys()];
  const kept = pagesToKeep(pages, otherFiles(pages, others, project), report);
  const built = kept.filter(isBuilt);
  const site = new LateFiles();
  const setFile = (path: string, make: () => string) => {
    if (steps.isKeeping) site.setLate(path, make);
    else site.set(path, make());
  };
  for (const [path, content] of files) site.set(path, content);
  const theme = themeOf(project, report);
  const { publication } = project;
  const styles = [...sharedParts.style, ...(publication ? ["versions.css"] : [])];
  const print = pagePrinter(kept, project, sharedFiles, theme, report, steps);
  for (const [path, bytes] of theme.files) site.set(path, bytes);
  for (const page of built) for (const [path, bytes] of page.assets) site.set(path, bytes);
  for (const page of built) site.set(page.path, print(page));
  for (const [path, make] of twinFiles(kept, built, project)) setFile(path, make);
  for (const [path, make] of treeFeeds(kept, project)) setFile(path, make);
  if (hasFilesOfWhole(project) && kept.length > 0) {
    // All versions have one together.
    if (!publication && !site.has(notFoundPath))
      site.set(notFoundPath, print(notFoundPage(kept, project)));
    for (const [path, content] of filesForPrograms(kept, project)) site.set(path, content);
    for (const [path, content] of lists) site.set(path, content);
  }
  if (searchNames && isSearched(project) && kept.some(({ searched }) => searched)) {
    setFile(searchPaths.index, () => searchIndex(kept, project, searchNames()));
    site.set(searchPaths.script, searchScript(project));
  }
  if (publication) {
    for (const path of filesOfWhole) site.delete(path);
    const places = placesOf(kept, project.targets.targets);
    site.set(placesPath, printPlaces(publication.name, places));
  }
  const style = `${joined(styles, project)}\n${theme.css}`;
  const cx = { report, ask: () => undefined };
  // Who only looks for what is wrong never asks for it; a server compares it with the last one.
  if (!steps.isKeeping) site.setLate(sharedFiles.style, () => tightStyle(style));
  else
    site.set(
      sharedFiles.style,
      steps.step("style", [style], cx, () => tightStyle(style)),
    );
  site.set(sharedFiles.script, joined(sharedParts.script, project));
  if (project.pages)
    addStaticFiles(site, project.pages, placesTaken(kept, elsewhere), project, report);
  checkMovedTargets(project, report);
  const isInProject = (path: string) =>
    Boolean(project.pages) && !isRefused(project.readBytes(path));
  checkLinks(kept, built, site.keys(), elsewhere, report, isInProject);
  return site;
}

/** Whether a site has the files of `filesForPrograms` and a page for what is not there: one of targets needs an address. */
function hasFilesOfWhole({ config, pages }: Project): boolean {
  return Boolean(pages) || siteAddress(config) !== null;
}

/** Files of a site that all versions have together. */
const filesOfWhole = ["robots.txt", "sitemap.xml", "versions.json"];

/** Tells whether a path is that of a page or of a file that all pages share, be it as a folder. */
function placesTaken(
  pages: readonly Page[],
  elsewhere: ReadonlySet<string>,
): (path: string) => boolean {
  const files = new Set(
    [
      ...pages.map(({ path }) => path),
      ...elsewhere,
      ...Object.values(sharedFiles),
      ...Object.values(searchPaths),
      placesPath,
    ].map((path) => path.toLowerCase()),
  );
  const folders = new Set([...files].flatMap(foldersAbove));
  return (path) => {
    const key = path.toLowerCase();
    return files.has(key) || folders.has(key) || foldersAbove(key).some((each) => files.has(each));
  };
}

/** The files that a site may have besides its pages, in small letters: none of them can be the folder of a page. */
function otherFiles(
  pages: readonly Page[],
  others: readonly string[],
  project: Project,
): ReadonlySet<string> {
  const own = [...others, ...Object.values(sharedFiles)];
  if (hasFilesOfWhole(project)) own.push(notFoundPath, ...programFiles);
  if (project.publication) own.push(placesPath);
  if (isSearched(project)) own.push(...Object.values(searchPaths));
  for (const { assets } of pages) own.push(...assets.keys());
  if (project.config.site?.llms) own.push(llmsPath);
  if (project.config.site?.markdown) own.push(...pages.map(({ path }) => twinPath(path)));
  return new Set(own.map((path) => path.toLowerCase()));
}

/**
 * Pages whose path lies below the output folder, can be a file's and is not taken yet, be it as a folder. `others`: what is
 * a file, in small letters.
 */
function pagesToKeep(pages: readonly Page[], others: ReadonlySet<string>, report: Report): Page[] {
  const files = new Map<string, Page>();
  const folders = new Map<string, Page>();
  return pages.filter((page) => {
    const { path, name, span } = page;
    if (!isBelow(path)) return refuse("bad-page-path");
    if (isTooLong(path)) return refuse("page-path-too-long");
    // Many disks do not tell capital letters from small ones.
    const key = path.toLowerCase();
    const above = foldersAbove(key);
    const twin = files.get(key);
    const holder = above.map((folder) => files.get(folder)).find(Boolean) ?? folders.get(key);
    const first = twin ?? holder;
    if (first) {
      const note = { span: first.span, text: `"${first.name}" is the first one` };
      if (twin) report("duplicate-page", span, [path, first.name, name, first.path], [note]);
      else report("page-in-page", span, [path, name, first.path, first.name], [note]);
      return false;
    }
    const file = above.find((folder) => others.has(folder));
    if (file !== undefined) {
      report("page-in-file", span, [path, file]);
      return false;
    }
    files.set(key, page);
    for (const folder of above) if (!folders.has(folder)) folders.set(folder, page);
    return true;

    function refuse(code: "bad-page-path" | "page-path-too-long"): false {
      report(code, span, [path]);
      return false;
    }
  });
}

/** What file systems take as the name of a file or folder, in bytes; and a path that leaves room for the output folder. */
const longestName = 255;
const longestPath = 2000;

function isTooLong(path: string): boolean {
  const size = (text: string) => Buffer.byteLength(text);
  return size(path) > longestPath || path.split("/").some((name) => size(name) > longestName);
}

function isBelow(path: string): boolean {
  return (
    !/[\\\0]|^[a-z]:/i.test(path) &&
    path.split("/").every((part) => part !== "" && part !== "." && part !== "..")
  );
}
