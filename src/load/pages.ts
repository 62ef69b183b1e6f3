import { posix } from "node:path";
import { isMarkdown } from "../base/formats.js";
import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Source } from "../base/source.js";
import { nearest } from "../base/text.js";
import { compareVersions } from "../changelog/changelog.js";
import { isObject, type Json } from "../data/data.js";
import { firstTitle, headingOfPage } from "../markdown/markdown.js";
import { readFront, type Front } from "./front-matter.js";
import type { KeptReads } from "./kept-reads.js";
import type { PageFile, PagesConfig } from "./project.js";

/** Each page may list all others. */
const maxPages = 1000;

/** The name of the page that a site begins with. */
const firstPage = "index";

/** The names of the page of a folder; a README is one where the folder has no other, as on GitHub. */
const folderPages = /^_?index$/;
const readmeRe = /^readme$/i;

/**
 * The folder of `pages` as a tree: each text is a page at the address of its path, `_index.md`, `index.md`
 * or else `README.md` that of its folder. Where an `index.md` says `headless: true`, the files of its folder are no pages but parts of others.
 * The result has each page after the one it lies in, and those of one page in the order of the navigation: by weight, then
 * the latest first (of one day the highest version), then by title. `kept`: what was read in former loads.
 */
export function readPages(
  config: PagesConfig,
  texts: ReadonlyMap<string, Source>,
  report: Report,
  kept?: KeptReads,
): readonly PageFile[] {
  const { folder, keys } = config;
  const frontOf = (source: Source) => {
    const read = (tell: Report) => readFront(source, keys, tell);
    return kept?.front(source, keys, report, read) ?? read(report);
  };
  const fronts = new Map([...texts].map(([file, source]) => [file, frontOf(source)]));
  const headless = headlessFolders(fronts, report);
  const isPart = (file: string) => foldersAbove(file).some((each) => headless.has(each));
  const files = [...texts.keys()].filter((file) => !isPart(file));
  const indexed = new Set(files.filter((file) => folderPages.test(stemOf(file))).map(folderOf));
  const isIndex = (file: string) =>
    folderPages.test(stemOf(file)) || (readmeRe.test(stemOf(file)) && !indexed.has(folderOf(file)));
  if (files.length > maxPages)
    report("too-many-pages", wholeFile(texts.get(files[maxPages]!)!), [String(maxPages)]);
  const pages = new Map<string, Page>();
  for (const file of files.slice(0, maxPages))
    addPage(file, isIndex(file), fronts.get(file)!, texts.get(file)!, pages, report);
  for (const page of pages.values()) {
    const layouts = page.layout === undefined ? [] : [page.layout];
    checkNames("layout", layouts, Object.keys(config.layouts), page, report);
    checkNames("outputs", page.outputs, Object.keys(config.outputs), page, report);
  }
  const children = byParent(pages, `${folder}/`, report);
  return [...(children.get(null) ?? [])].flatMap((page) => withChildren(page, children));
}

/** Report names nearly those of the settings. Others may mean something to another program, as `html` does. */
function checkNames(
  key: "layout" | "outputs",
  names: readonly string[],
  known: readonly string[],
  page: Page,
  report: Report,
): void {
  for (const name of names.filter((each) => !known.includes(each))) {
    const [near] = nearest(name, known);
    if (near !== undefined)
      report("front-matter-unknown-name", page.spanOf(key), [name, key, near]);
  }
}

type Page = PageFile & {
  readonly address: string;
  readonly source: Source;
  readonly weight: number | undefined;
};

/** The first page has a name of its own, which a folder may have too. */
function nameOf(address: string): string {
  return address === "" ? firstPage : address === firstPage ? `${address}/` : address;
}

function folderOf(file: string): string {
  const folder = posix.dirname(file);
  return folder === "." ? "" : folder;
}

/** `a/b`, `a` and the folder itself, for `a/b/c.md`. */
function foldersAbove(file: string): string[] {
  const folders: string[] = [];
  for (let at = folderOf(file); at !== ""; at = folderOf(at)) folders.push(at);
  return [...folders, ""];
}

function stemOf(file: string): string {
  return posix.basename(file, posix.extname(file));
}

function headlessFolders(fronts: ReadonlyMap<string, Front>, report: Report): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const [file, { values, spanOf }] of fronts) {
    if (values["headless"] !== true) continue;
    if (stemOf(file) === "index") folders.add(folderOf(file));
    else report("headless-page", spanOf("headless"));
  }
  return folders;
}

const unsafeRe = /[\\:*?"<>|#%]|\p{Cc}/gu;

/** Read a page, unless another one has its address. */
function addPage(
  file: string,
  isIndex: boolean,
  front: Front,
  source: Source,
  pages: Map<string, Page>,
  report: Report,
): void {
  const stem = stemOf(file);
  const written = isIndex ? folderOf(file) : posix.join(folderOf(file), stem);
  const address = written.replaceAll(unsafeRe, "-");
  const path = address === "" ? "index.html" : `${address}/index.html`;
  if (address !== written)
    report("page-name-unsafe", wholeFile(source), [`/${written}`, `/${address}/`]);
  if (address === "404") report("page-for-missing", wholeFile(source), ["/404/"]);
  // Many disks do not tell capital letters from small ones, nor one way to write "ä" from the other.
  const key = keyOf(address);
  const other = pages.get(key);
  if (other) {
    const notes = [{ span: wholeFile(other.source), text: "the other one is here" }];
    report("page-twice", wholeFile(source), [`/${address}`, other.source.path], notes);
    return;
  }
  const { values } = front;
  const ownTitle = textOf(values["title"]);
  const heading = firstHeading(source, front.lines, ownTitle === undefined);
  const title = ownTitle ?? heading;
  if (title === undefined && !front.isBroken)
    report("page-without-title", front.spanOf("title"), [
      source.path,
      ...(front.lines > 0 ? ["front matter"] : []),
    ]);
  const shown = title ?? titleFromName(isIndex ? posix.basename(address) : stem);
  const optional = {
    date: textOf(values["date"]),
    layout: textOf(values["layout"]),
    version: textOf(values["version"]),
    description: front.description,
  };
  const { params, outputs, weight } = values;
  pages.set(key, {
    name: nameOf(address),
    path,
    file,
    title: shown,
    isTitleInText: heading !== undefined && heading === title,
    linkTitle: textOf(values["linkTitle"]) ?? shown,
    parent: null,
    ...withoutMissing(optional),
    outputs: (outputs as readonly string[] | undefined) ?? [],
    params: isObject(params) ? params : {},
    isHidden: values["toc_hide"] === true,
    hasNoContents: values["notoc"] === true,
    front: values,
    frontLines: front.lines,
    frontText: front.text,
    spanOf: front.spanOf,
    address,
    source,
    weight: weight as number | undefined,
  });
}

function keyOf(address: string): string {
  return address.normalize("NFC").toLowerCase();
}

function textOf(value: Json | undefined): string | undefined {
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  return text === "" ? undefined : text;
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

function withoutMissing<T extends object>(values: T): Present<T> {
  const there = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as Present<T>;
}

/** A title underlined with one row of punctuation, which may also stand above it. */
const rstTitleRe =
  /^\s*(?:(?<over>([!-/:-@[-`{-~])\2*)[ \t]*\n)?[ \t]*(?<title>\S.*\S|\S)[ \t]*\n(?<under>([!-/:-@[-`{-~])\5*)[ \t]*(?:\n|$)/;

/** The title that a text begins with; one that has no other may have text before it. */
function firstHeading(
  { path, text }: Source,
  frontLines: number,
  isOnly: boolean,
): string | undefined {
  const lines = frontLines > 0 ? text.split("\n").slice(frontLines).join("\n") : text;
  if (!isMarkdown(path)) return rstTitleRe.exec(lines)?.groups!["title"];
  return (isOnly ? headingOfPage(lines) : firstTitle(lines)) || undefined;
}

/** `room_versions` → `Room versions`; `v1.2` is a version. */
function titleFromName(name: string): string {
  if (/^v\d/.test(name)) return name;
  const words = name.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Children = ReadonlyMap<string | null, readonly Page[]>;

/** The pages that lie in each page, in the order of the navigation. */
function byParent(pages: ReadonlyMap<string, Page>, folder: string, report: Report): Children {
  const children = new Map<string | null, Page[]>();
  const told = new Set<string>();
  for (const page of pages.values()) {
    const parent = parentOf(page, pages, (missing) => {
      if (told.size < told.add(missing).size)
        report("folder-without-page", wholeFile(page.source), [
          missing || "/",
          posix.join(folder, missing, "_index.md"),
        ]);
    });
    const siblings = children.get(parent);
    const placed = { ...page, parent };
    if (siblings) siblings.push(placed);
    else children.set(parent, [placed]);
  }
  for (const siblings of children.values()) {
    siblings.sort(inOrder);
    reportSameWeights(siblings, report);
  }
  return children;
}

/** The page of the nearest folder above a page that has one. */
function parentOf(
  { address }: Page,
  pages: ReadonlyMap<string, Page>,
  reportMissing: (folder: string) => void,
): string | null {
  if (address === "") return null;
  for (let at = folderOf(address); at !== ""; at = folderOf(at)) {
    const page = pages.get(keyOf(at));
    if (page) return page.name;
    reportMissing(at);
  }
  if (pages.has("")) return firstPage;
  reportMissing("");
  return null;
}

function inOrder(a: Page, b: Page): number {
  if (a.weight !== b.weight) return (a.weight ?? Infinity) - (b.weight ?? Infinity);
  if (a.date !== b.date) return (a.date ?? "") < (b.date ?? "") ? 1 : -1;
  if (a.date !== undefined && isVersion(a) && isVersion(b)) {
    const later = compareVersions(b.linkTitle, a.linkTitle);
    if (later !== 0) return later;
  }
  return a.linkTitle < b.linkTitle ? -1 : a.linkTitle > b.linkTitle ? 1 : 0;
}

function isVersion({ linkTitle }: Page): boolean {
  return /^[vr]?\d/i.test(linkTitle);
}

function reportSameWeights(siblings: readonly Page[], report: Report): void {
  // Pages of a folder that has no page of its own stand among those of another one, which weights do not order.
  const last = new Map<string, Page>();
  for (const page of siblings) {
    const folder = folderOf(page.address);
    const before = last.get(folder);
    last.set(folder, page);
    if (page.weight === undefined || before?.weight !== page.weight) continue;
    const notes = [{ span: before.spanOf("weight"), text: "it is given first here" }];
    report("weight-twice", page.spanOf("weight"), [String(page.weight), before.title], notes);
  }
}

function withChildren(page: Page, children: Children): readonly PageFile[] {
  const { address: _address, source: _source, weight: _weight, ...file } = page;
  const below = children.get(page.name) ?? [];
  return [file, ...below.flatMap((child) => withChildren(child, children))];
}
