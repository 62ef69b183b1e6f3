import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, posix, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Location, Range } from "vscode-languageserver-protocol";
import { isMarkdown } from "../base/formats.js";
import type { Source, Span } from "../base/source.js";
import { readData, type DataFile } from "../data/data.js";
import { isRefused, type Kind } from "../files/files.js";
import { KeptFiles } from "../files/kept.js";
import { withContents } from "../files/memory.js";
import { Tree } from "../files/tree.js";
import { textOf } from "../load/load.js";
import type { Contents, Found } from "./checker.js";
import { lineEndOf, type OpenDocument } from "./documents.js";
import type { Facts, PageFacts } from "./facts.js";
import { Positions, type Encoding } from "./positions.js";
import { indexText, type TextIndex } from "./text-index.js";

/** A text that an editor has open, as the program reads it. */
interface OpenText {
  readonly document: OpenDocument;
  readonly source: Source;
}

/**
 * The files of one project as an editor has them, and what the last check found. Paths are relative to the project's
 * root, links followed. What is made of a text is kept as long as the text is the same.
 */
export class Workspace {
  readonly root: string;
  facts: Facts | null = null;
  found: readonly Found[] = [];
  readonly #disk: KeptFiles;
  readonly #encoding: Encoding;
  readonly #open = new Map<string, OpenText>();
  readonly #read = new Map<string, { readonly bytes: Buffer; readonly source: Source }>();
  readonly #data = new WeakMap<Source, DataFile>();
  #indexes = new WeakMap<Source, TextIndex>();
  /** What they were made with, besides the texts. */
  #indexedWith = "";
  /** The texts that the last check was given. */
  #checked: ReadonlyMap<string, OpenText> = new Map();
  #tree: Tree | null = null;
  #named: { readonly facts: Facts | null; readonly data: ReadonlySet<string> } = {
    facts: null,
    data: new Set(),
  };

  constructor(root: string, encoding: Encoding) {
    this.#disk = new KeptFiles(root);
    this.root = this.#disk.root;
    this.#encoding = encoding;
  }

  /** The path of a file in the project; `null` for others. */
  pathOf(uri: string): string | null {
    const absolute = pathOfUri(uri);
    if (absolute === null) return null;
    const path = relative(this.root, realPath(absolute)).split(sep).join("/");
    return path === "" || path.startsWith("../") || path === ".." || isAbsolute(path) ? null : path;
  }

  uriOf(path: string): string {
    return this.#open.get(path)?.document.uri ?? uriOfPath(join(this.root, path));
  }

  open(path: string, document: OpenDocument): void {
    this.#open.set(path, { document, source: { path, text: textOf(document.text) } });
    this.#tree = null;
  }

  close(path: string): void {
    this.#open.delete(path);
    this.refresh([path]);
  }

  document(path: string): OpenDocument | undefined {
    return this.#open.get(path)?.document;
  }

  /** What ends the lines of a file. */
  lineEnd(path: string): string {
    const open = this.#open.get(path)?.document.text;
    return lineEndOf(open ?? this.#disk.bytes(this.find(path) ?? path)?.toString("utf8") ?? "");
  }

  /** Look at the disk again. */
  refresh(paths: readonly string[] | "all"): void {
    this.#disk.refresh(paths);
    this.#tree = null;
  }

  /** The texts for a check, which are noted: its findings are of them. */
  contentsToCheck(): Contents {
    this.#checked = new Map(this.#open);
    return [...this.#open].map(([path, { document }]) => [path, document.text]);
  }

  /** The version of a text that the last check was given. */
  checkedVersion(path: string): number | undefined {
    return this.#checked.get(path)?.document.version;
  }

  /** Whether a text is the one that the last check was given. */
  isAsChecked(path: string): boolean {
    const now = this.#open.get(path);
    const then = this.#checked.get(path);
    return now?.source.text === then?.source.text || (now === undefined && then === undefined);
  }

  /** A text as it is now; `null` where there is none. */
  source(path: string): Source | null {
    const open = this.#open.get(path);
    if (open) return open.source;
    const real = this.find(path);
    if (real === null) return null;
    const bytes = this.#disk.bytes(real);
    if (!bytes) return null;
    const known = this.#read.get(real);
    if (known?.bytes === bytes) return known.source;
    const source = { path: real, text: textOf(bytes.toString("utf8")) };
    this.#read.set(real, { bytes, source });
    return source;
  }

  /** The text that the last check read. */
  checkedSource(path: string): Source | null {
    return this.#checked.get(path)?.source ?? this.source(path);
  }

  positions(source: Source): Positions {
    const { document } = this.#open.get(source.path) ?? this.#checked.get(source.path) ?? {};
    return new Positions(this.#encoding, source, document?.text.startsWith("\uFEFF") === true);
  }

  location({ source, start, end }: Span): Location {
    return {
      uri: this.uriOf(source.path),
      range: this.positions(source).range({ start, end }),
    };
  }

  range(span: Span): Range {
    return this.positions(span.source).range(span);
  }

  /** The real path of a file; `null` where there is none in the project that it may read. */
  find(path: string): string | null {
    if (this.#open.has(path)) return path;
    const found = this.#files().find(path);
    return isRefused(found) || found.kind === "folder" ? null : found.path;
  }

  /** The first of several paths that there is a file at. */
  findFirst(...paths: readonly string[]): string | null {
    for (const path of paths) {
      const found = this.find(posix.normalize(path));
      if (found !== null) return found;
    }
    return null;
  }

  /** What lies in a folder, hidden files left out. */
  list(folder: string): readonly (readonly [name: string, kind: Kind])[] {
    const tree = this.#files();
    return [
      ...tree.subfolders(folder).map((name) => [name, "folder"] as const),
      ...tree.files(folder).map((name) => [name, "file"] as const),
    ];
  }

  #files(): Tree {
    const contents = [...this.#open].map(([path, { document }]) => [path, document.text] as const);
    return (this.#tree ??= new Tree(withContents(this.#disk, new Map(contents))));
  }

  /** Whether a file is YAML or JSON: by its name, or since the project reads it as such. */
  isData(path: string): boolean {
    return /\.(?:ya?ml|json)$/i.test(path) || this.#dataFiles().has(path);
  }

  #dataFiles(): ReadonlySet<string> {
    if (this.#named.facts !== this.facts)
      this.#named = { facts: this.facts, data: new Set(this.facts?.data) };
    return this.#named.data;
  }

  /** A file of data; of one that is broken there is no value. */
  data(path: string): DataFile | null {
    const source = this.source(path);
    if (!source) return null;
    const known = this.#data.get(source);
    if (known) return known;
    const file = readData(source, () => {});
    this.#data.set(source, file);
    return file;
  }

  /** What a text names and refers to; `null` for what is no text of pages. */
  index(path: string): TextIndex | null {
    const source = this.source(path);
    if (!source || !isProse(path)) return null;
    const { markdown, isTree } = this.facts ?? {};
    const settings = JSON.stringify([markdown, isTree]);
    if (settings !== this.#indexedWith) this.#indexes = new WeakMap();
    this.#indexedWith = settings;
    const known = this.#indexes.get(source);
    if (known) return known;
    const index = indexText(source, markdown, isTree);
    this.#indexes.set(source, index);
    return index;
  }

  /** The file that a text names, seen from its own folder, from that of all texts or from the root of the site. */
  beside(from: string, path: string): string | null {
    const { specification = "", statics = [] } = this.facts ?? {};
    const served = path.startsWith("/") ? statics : [];
    return this.findFirst(
      posix.join(posix.dirname(from), path),
      posix.join(specification, path),
      path.replace(/^\/+/, ""),
      ...served.flatMap(({ address, folder }) => {
        const at = posix.join("/", address, "/");
        return path.startsWith(at) ? [posix.join(folder, path.slice(at.length))] : [];
      }),
    );
  }

  /** The texts of the project that are files. */
  texts(): readonly string[] {
    return (this.facts?.texts ?? []).filter((path) => this.find(path) !== null);
  }

  /** The pages that show a text. */
  pagesWith(path: string): readonly PageFacts[] {
    return (this.facts?.pages ?? []).filter((page) => this.textsOf(page).has(path));
  }

  /** The texts of a page, those that they include too. */
  textsOf(page: PageFacts): ReadonlySet<string> {
    return this.#withIncluded(page.files);
  }

  /** The texts whose names a text shares: those of its pages, itself first. */
  scope(path: string): ReadonlySet<string> {
    const scope = new Set([path]);
    for (const page of this.pagesWith(path)) for (const each of this.textsOf(page)) scope.add(each);
    return scope;
  }

  #withIncluded(files: readonly string[]): ReadonlySet<string> {
    const all = new Set(files);
    for (const path of all)
      for (const { name } of this.index(path)?.includes ?? []) {
        const found = this.beside(path, name);
        if (found !== null) all.add(found);
      }
    return all;
  }
}

/** Whether a file is a text of pages, by its name. */
export function isProse(path: string): boolean {
  return path.endsWith(".rst") || path.endsWith(".txt") || isMarkdown(path);
}

/** The absolute path that a URI names; `null` where it is no file. */
export function pathOfUri(uri: string): string | null {
  if (!uri.startsWith("file:")) return null;
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}

export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}

/** A path with its links followed, as far as it is there. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPath(above), basename(path));
  }
}
