import { posix } from "node:path";
import type { IsMatch } from "../base/path-patterns.js";
import type { Unread } from "./project.js";
import { nearest } from "../base/text.js";
import { isRefused } from "../files/files.js";
import { type Tree } from "../files/tree.js";

/** What could have been meant to be read: data and texts. Images, licences, programs and the like lie beside them on purpose. */
const wantedRe = /\.(?:ya?ml|json[c5]?|rst|rest|txt|md|markdown)$/i;
/** Other generators of sites take such files for pages. */
const htmlRe = /\.html?$/i;
/** Schemas and examples of events have names like `m.room.name`; these are of other programs. */
const otherRe =
  /\.(?:py|sh|js|ts|rb|pl|go|rs|swp|tmp|log|lock|toml|ini|cfg|png|svg|jpe?g|gif|html?|css|xml|csv)$/i;
/** What an editor, a merge or a patch keeps beside a file, or someone who wants it back. */
const copyRe = /(?:~|\.(?:bak|backup|copy|disabled|off|old|orig|rej|save))$/i;
/** What another program is told by a file without an extension. */
const toolRe = /^(?:[a-z]+file|codeowners|owners|maintainers|credits|version|cname)$/i;
/** What a text of JSON or YAML begins with, comments aside, that is an object. */
const dataRe = /^(?:\s|#[^\n]*\n)*(?:---[^\n]*\n\s*)?(?:\{|["']?[$\w-]+["']?\s*:)/;
/** A text, but no program. */
const textRe = /^(?!#!)[^\0]*$/;
const usualRe =
  /^(?:readme|licen[cs]e|copying|notice|authors|contributors|contributing|changelog|changes|code[_-]of[_-]conduct|security|todo|package|package-lock|tsconfig|towncrier|pyproject|requirements|robots|humans)\b/i;
/** Folders of other programs, and of what they make. */
const foreignRe =
  /(?:^|\/)(?:node_modules|dist|build|_build|target|vendor|venv|__pycache__)(?:\/|$)/;

/**
 * The files of the project's folders that nothing reads, by folder. `wasRead` is asked for each by its real path,
 * `ignoredByGit` for all of them.
 */
export function unreadFiles(
  config: Folders,
  tree: Tree,
  isIgnored: IsMatch,
  wasRead: (path: string) => boolean,
  ignoredByGit: (paths: readonly string[]) => ReadonlySet<string>,
): Unread[] {
  const seen = new Set<string>();
  const read = new Set<string>();
  const unread: { readonly path: string; readonly real: string; readonly home: Unread["home"] }[] =
    [];
  for (const home of homesOf(config))
    for (const below of tree.deepFiles(home.folder, false)) {
      if (home.kind === "changelogs" && isUnknownChangelog(below, config)) continue;
      const path = posix.join(home.folder, below);
      if (seen.has(path) || foreignRe.test(below) || isIgnored(path)) continue;
      seen.add(path);
      const found = tree.find(path);
      if (!isRefused(found) && wasRead(found.path)) read.add(posix.dirname(path));
      const holds = whatItHolds(posix.basename(path), home);
      if (holds === null || isRefused(found) || wasRead(found.path)) continue;
      const text = String(tree.bytes(found.path));
      if (!holds.every((each) => each.test(text)) || isLinkAsText(path, text, tree)) continue;
      unread.push({ path, real: found.path, home: home.kind });
    }
  const ignored = ignoredByGit(unread.map(({ real }) => real));
  return byFolder(
    unread.filter(({ real }) => !ignored.has(real)),
    read,
  );
}

function byFolder(
  files: readonly { readonly path: string; readonly home: Unread["home"] }[],
  read: ReadonlySet<string>,
): Unread[] {
  const folders = new Map<string, Unread & { names: string[] }>();
  for (const { path, home } of files) {
    const folder = posix.dirname(path);
    const unread = folders.get(folder) ?? {
      folder,
      names: [],
      home,
      isAll: !holdsAny(folder, read),
    };
    unread.names.push(posix.basename(path));
    folders.set(folder, unread);
  }
  return [...folders.values()];
}

/** Where there are no links, git writes a file with the path that a link leads to: `../../event-schemas`. */
function isLinkAsText(path: string, text: string, tree: Tree): boolean {
  return (
    /^[^\n]{1,200}$/.test(text) && !isRefused(tree.find(posix.join(posix.dirname(path), text)))
  );
}

function holdsAny(folder: string, folders: ReadonlySet<string>): boolean {
  return [...folders].some((each) => each === folder || each.startsWith(`${folder}/`));
}

/** What the text of a file must hold to be one that was meant to be read, by its name; `null` where it is none anyway. */
function whatItHolds(name: string, { kind, holds }: Home): readonly RegExp[] | null {
  if (usualRe.test(name)) return null;
  const wanted = wantsText(name, kind);
  return wanted && [...wanted, ...(holds ? [holds] : [])];
}

function wantsText(name: string, kind: Unread["home"]): readonly RegExp[] | null {
  if (copyRe.test(name)) return otherRe.test(name.replace(copyRe, "")) ? null : [];
  if (wantedRe.test(name) || (kind === "pages" && htmlRe.test(name))) return [];
  if (otherRe.test(name)) return null;
  if (kind === "events") return [dataRe];
  if (name.includes(".")) return isMisspelt(name) ? [] : null;
  return kind === "pages" || toolRe.test(name) ? null : [textRe];
}

/** Whether the extension of a name is nearly one that is read: `ymal`, `jsn`, `rst2`. */
function isMisspelt(name: string): boolean {
  return nearest(posix.extname(name).slice(1), extensions, 1).length > 0;
}

const extensions = ["yaml", "yml", "json", "rst", "md", "markdown"];

/** Whether a file of a folder is a copy of one that lies beside it, or of one that was there. */
export function isCopy(name: string, isBeside: (name: string) => boolean): boolean {
  return name.endsWith("~") || (copyRe.test(name) && isBeside(name.replace(copyRe, "")));
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
