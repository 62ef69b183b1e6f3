import { posix } from "node:path";
import type { IsIgnored } from "./ignore.js";
import type { Unread } from "./project.js";
import { isRefused } from "../files/files.js";
import { type Tree } from "../files/tree.js";

/** What could have been meant to be read: data and texts. Images, licences, programs and the like lie beside them on purpose. */
const wantedRe = /\.(?:ya?ml|json[c5]?|rst|rest|txt|md|markdown)$/i;
/** Other generators of sites take such files for pages. */
const htmlRe = /\.html?$/i;
/** Schemas and examples of events have names like `m.room.name`; these are of other programs. */
const otherRe =
  /(?:~|\.(?:py|sh|js|ts|rb|pl|go|rs|bak|orig|swp|tmp|log|lock|toml|ini|cfg|png|svg|jpe?g|gif|html?|css|xml|csv))$/i;
/** What a text of JSON or YAML begins with, comments aside, that is an object. */
const dataRe = /^(?:\s|#[^\n]*\n)*(?:---[^\n]*\n\s*)?(?:\{|["']?[$\w-]+["']?\s*:)/;
const usualRe =
  /^(?:readme|licen[cs]e|copying|notice|authors|contributors|contributing|changelog|changes|code[_-]of[_-]conduct|security|todo|package|package-lock|tsconfig|towncrier|pyproject|requirements|robots|humans)\b/i;
/** Folders of other programs, and of what they make. */
const foreignRe =
  /(?:^|\/)(?:node_modules|dist|build|_build|target|vendor|venv|__pycache__)(?:\/|$)/;

/**
 * The files of the project's folders that nothing reads, by folder. `wasRead` is asked for each by its real path.
 */
export function unreadFiles(
  config: Folders,
  tree: Tree,
  isIgnored: IsIgnored,
  wasRead: (path: string) => boolean,
): Unread[] {
  const byFolder = new Map<string, Unread & { names: string[] }>();
  const seen = new Set<string>();
  for (const { folder: home, kind, holds } of homesOf(config))
    for (const below of tree.deepFiles(home, false)) {
      if (kind === "changelogs" && isUnknownChangelog(below, config)) continue;
      const path = posix.join(home, below);
      const name = posix.basename(path);
      const mayBeEvent = kind === "events" && !wantedRe.test(name) && !otherRe.test(name);
      const isWanted = wantedRe.test(name) || (kind === "pages" && htmlRe.test(name));
      if (!(isWanted || mayBeEvent) || usualRe.test(name)) continue;
      if (seen.has(path) || foreignRe.test(below) || isIgnored(path)) continue;
      seen.add(path);
      const found = tree.find(path);
      if (isRefused(found) || wasRead(found.path)) continue;
      if (mayBeEvent && !dataRe.test(String(tree.bytes(found.path)))) continue;
      if (holds && !holds.test(String(tree.bytes(found.path)))) continue;
      const folder = posix.dirname(path);
      const unread = byFolder.get(folder) ?? { folder, names: [], home: kind };
      unread.names.push(name);
      byFolder.set(folder, unread);
    }
  return [...byFolder.values()];
}

/** So many folders and bytes are looked through. */
const mostFolders = 1000;
const mostBytes = 20_000_000;

/** The names and texts of the data files below the root that nothing reads; `null` where there are too many. */
export function unreadData(tree: Tree, wasRead: (path: string) => boolean): string | null {
  const texts: string[] = [];
  const open = [""];
  let bytesLeft = mostBytes;
  for (let folders = 0; open.length > 0; folders++) {
    if (folders === mostFolders) return null;
    const folder = open.pop()!;
    const below = (name: string) => posix.join(folder, name);
    open.push(
      ...tree
        .subfolders(folder)
        .map(below)
        .filter((path) => !foreignRe.test(path)),
    );
    for (const path of tree.files(folder).map(below)) {
      const found = mayBeData(path) ? tree.find(path) : null;
      if (!found || isRefused(found) || wasRead(found.path)) continue;
      const bytes = tree.bytes(found.path);
      if (!bytes) continue;
      if ((bytesLeft -= bytes.length) < 0) return null;
      texts.push(path, bytes.toString("utf8"));
    }
  }
  return texts.join("\n");
}

/** Schemas of events have names without an extension. */
function mayBeData(path: string): boolean {
  return /\.(?:ya?ml|json[c5]?)$/i.test(path) || !(wantedRe.test(path) || otherRe.test(path));
}

/** The folders of a project's settings. */
interface Folders {
  readonly specification: string;
  readonly pages?: object;
  readonly changelogs?: { readonly folder: string };
  readonly apis: Readonly<Record<string, { readonly openapi: string }>>;
  readonly events?: { readonly schemas: string; readonly examples: string };
}

interface Home {
  readonly folder: string;
  readonly kind: Unread["home"];
  /** What a file must hold to be one of this kind, where others may lie there too. */
  readonly holds?: RegExp;
}

const apiFileRe = /^\s*["']?(?:swagger|openapi)["']?\s*:/m;

/** The folder of a changelog without an API was reported as such. */
function isUnknownChangelog(below: string, { apis }: Folders): boolean {
  return below.includes("/") && !Object.hasOwn(apis, below.split("/")[0]!);
}

/** The folders that a project names, and those in which the folders of its APIs lie. */
function homesOf(config: Folders): Home[] {
  const { apis, events, specification, pages, changelogs } = config;
  const of = (kind: Home["kind"], ...folders: readonly string[]): Home[] =>
    folders
      .map((folder) => posix.normalize(folder).replace(/\/$/, ""))
      .filter((folder) => folder !== "" && folder !== "." && !folder.startsWith(".."))
      .map((folder) => ({ folder, kind }));
  const folders = Object.values(apis).map(({ openapi }) => openapi);
  const parents = folders.map((folder) => posix.dirname(posix.normalize(folder)));
  return [
    ...of(pages ? "pages" : "specification", specification),
    ...of("changelogs", changelogs?.folder ?? ""),
    ...of("api", ...folders),
    ...of("events", events?.schemas ?? "", events?.examples ?? ""),
    ...of("api", ...new Set(parents)).map((home) => ({ ...home, holds: apiFileRe })),
  ];
}
