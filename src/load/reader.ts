import { isUtf8 } from "node:buffer";
import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { readData, type DataFile } from "../data/data.js";
import type { IsIgnored } from "./ignore.js";
import type { Refused } from "./project.js";
import { isRefused, type Tree } from "./tree.js";

/** Reads the project's files, each once, and reports what is wrong with their text. */
export class Reader {
  readonly tree: Tree;
  /** Data files by real path. */
  readonly files = new Map<string, DataFile>();
  /** Whether a path is one of those that the project leaves out where files are listed. */
  isIgnored: IsIgnored = () => false;
  private readonly sources = new Map<string, Source>();
  /** Real paths of files that were read as bytes. */
  private readonly others = new Set<string>();
  private readonly report: Report;

  /** What some files hold in place of what is on the disk. */
  private readonly contents: ReadonlyMap<string, string | null>;

  constructor(
    tree: Tree,
    report: Report,
    contents: ReadonlyMap<string, string | null> = new Map(),
  ) {
    this.tree = tree;
    this.report = report;
    this.contents = contents;
  }

  /** A text file: without byte order mark, lines ended by line feeds. */
  text(path: string): Source | Refused {
    const found = this.tree.find(path);
    if (isRefused(found)) return found;
    if (found.kind === "folder") return { refused: "is a folder", near: [] };
    const known = this.sources.get(found.path);
    if (known) return known;
    const other = this.contents.get(found.path);
    if (other === null) return { refused: "does not exist", near: [] };
    const bytes = other === undefined ? this.tree.bytes(found.path) : Buffer.from(other);
    if (!bytes) return { refused: "cannot be read", near: [] };
    const source = { path: found.path, text: textOf(bytes) };
    this.sources.set(found.path, source);
    this.checkCharacters(source, bytes);
    return source;
  }

  /** A YAML or JSON file. */
  data(path: string): DataFile | Refused {
    const source = this.text(path);
    if (isRefused(source)) return source;
    const known = this.files.get(source.path);
    if (known) return known;
    const file = source.text.includes("\0")
      ? { source, value: null, isUnreadable: true as const }
      : readData(source, this.report);
    this.files.set(source.path, file);
    return file;
  }

  /** Any file, such as a picture. */
  bytes(path: string): Uint8Array | Refused {
    const found = this.tree.find(path);
    if (isRefused(found)) return found;
    if (found.kind === "folder") return { refused: "is a folder", near: [] };
    this.others.add(found.path);
    return this.tree.bytes(found.path) ?? { refused: "cannot be read", near: [] };
  }

  /** Whether the file of a real path was read. */
  wasRead(path: string): boolean {
    return this.sources.has(path) || this.others.has(path);
  }

  /** The files of a folder by name, but for those that the project leaves out. */
  filesIn(folder: string): string[] {
    return this.tree.files(folder).filter((name) => !this.isIgnored(posix.join(folder, name)));
  }

  /** Files below a folder as paths relative to it, but for those that the project leaves out. */
  deepFilesIn(folder: string, follow: boolean): string[] {
    return this.tree
      .deepFiles(folder, follow)
      .filter((path) => !this.isIgnored(posix.join(folder, path)));
  }

  private checkCharacters(source: Source, bytes: Buffer): void {
    if (!isUtf8(bytes)) this.reportFirst("invalid-utf8", source, "\uFFFD");
    if (source.text.includes("\0")) this.reportFirst("nul-character", source, "\0");
  }

  private reportFirst(code: "invalid-utf8" | "nul-character", source: Source, char: string): void {
    const start = Math.max(0, source.text.indexOf(char));
    this.report(code, { source, start, end: start + 1 });
  }
}

function textOf(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  const bare = text.startsWith("\uFEFF") ? text.slice(1) : text;
  return bare.includes("\r") ? bare.replace(/\r\n?/g, "\n") : bare;
}
