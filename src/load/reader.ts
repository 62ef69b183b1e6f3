import { isUtf8 } from "node:buffer";
import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { readData, type DataFile } from "../data/data.js";
import type { Refused } from "./project.js";
import { isRefused, type Tree } from "./tree.js";

/** Reads the project's files, each once, and reports what is wrong with their text. */
export class Reader {
  readonly tree: Tree;
  /** Data files by real path. */
  readonly files = new Map<string, DataFile>();
  private readonly sources = new Map<string, Source>();
  private readonly report: Report;

  constructor(tree: Tree, report: Report) {
    this.tree = tree;
    this.report = report;
  }

  /** A text file: without byte order mark, lines ended by line feeds. */
  text(path: string): Source | Refused {
    const found = this.tree.find(path);
    if (isRefused(found)) return found;
    if (found.kind === "folder") return { refused: "is a folder", near: [] };
    const known = this.sources.get(found.path);
    if (known) return known;
    const bytes = this.tree.bytes(found.path);
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
    return this.tree.bytes(found.path) ?? { refused: "cannot be read", near: [] };
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
