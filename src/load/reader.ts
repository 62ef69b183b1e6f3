import { isUtf8 } from "node:buffer";
import { posix } from "node:path";
import { reportTo, tellAgain, type Report } from "../base/diagnostics.js";
import { decoderOf } from "../base/encodings.js";
import type { Looked } from "../base/memo.js";
import type { Source } from "../base/source.js";
import type { IsMatch } from "../base/path-patterns.js";
import {
  isObject,
  isTextFile,
  readAround,
  readData,
  readMended,
  readText,
  type DataFile,
  type MendedFile,
} from "../data/data.js";
import type { KeptReads } from "./kept-reads.js";
import type { Refused } from "../files/files.js";
import { isRefused } from "../files/files.js";
import { type Tree } from "../files/tree.js";

/** Reads the project's files, each once, and reports what is wrong with their text. */
export class Reader {
  readonly tree: Tree;
  /** Data files by real path. */
  readonly files = new Map<string, DataFile>();
  /** Whether a path is one of those that the project leaves out where files are listed. */
  isIgnored: IsMatch = () => false;
  private readonly sources = new Map<string, Source>();
  /** Real paths of files that were read as bytes. */
  private readonly others = new Set<string>();
  private readonly report: Report;
  /** Reads what was looked at alone; `null` where nothing is looked at. */
  #looked: (() => void)[] | null = null;

  /** `kept`: what was read in former loads. `asMeant`: whether files that are no YAML are read as they can only be meant. */
  constructor(
    tree: Tree,
    report: Report,
    readonly kept?: KeptReads,
    readonly asMeant = false,
  ) {
    this.tree = tree;
    this.report = report;
  }

  /** Look at files: they do not count as read, and nothing is reported of them, until `take` reads them. */
  look<T>(work: () => T): Looked<T> {
    const before = this.#looked;
    const looked: (() => void)[] = [];
    this.#looked = looked;
    try {
      return { value: work(), take: () => looked.forEach((read) => read()) };
    } finally {
      this.#looked = before;
    }
  }

  /**
   * A text file: without byte order mark, lines ended by line feeds. It is read as UTF-8 unless another encoding is given
   * or its byte order mark says UTF-16.
   */
  text(path: string, encoding?: string): Source | Refused {
    const found = this.tree.find(path);
    if (isRefused(found)) return found;
    if (found.kind === "folder") return { refused: "is a folder", near: [] };
    const decode = encoding === undefined ? undefined : decoderOf(encoding);
    if (decode && !this.#looked) this.others.add(found.path);
    const key = decode ? `${found.path}\0${encoding}` : found.path;
    const known = this.sources.get(key);
    if (known) return known;
    const bytes = this.tree.bytes(found.path);
    if (!bytes) return { refused: "cannot be read", near: [] };
    const marked = isUtf16(bytes) ? "utf-16" : undefined;
    const written = decode ?? (marked && decoderOf(marked));
    const make = () => ({
      path: found.path,
      text: textOf(written ? written(bytes) : bytes.toString("utf8")),
    });
    const source = this.kept?.source(key, bytes, make) ?? make();
    if (this.#looked) {
      this.#looked.push(() => this.text(path, encoding));
      return source;
    }
    this.sources.set(key, source);
    this.checkCharacters(source, bytes, encoding ?? marked);
    return source;
  }

  /** Bytes that are no text are reported where the text is read: what they make of YAML is not its author's. */
  #reportOf({ text }: Source): Report {
    if (!text.includes("\ufffd")) return this.report;
    return reportTo((finding) => {
      if (finding.code !== "yaml-syntax") tellAgain(finding, this.report);
    });
  }

  /** A YAML or JSON file, or one in Markdown, which is a string. */
  data(path: string): DataFile | Refused {
    return this.#data(path, false);
  }

  #data(path: string, isSettings: boolean): DataFile | Refused {
    const source = this.text(path);
    if (isRefused(source)) return source;
    const known = this.files.get(source.path);
    if (known) return known;
    const make = (report: Report): DataFile =>
      source.text.includes("\0")
        ? { source, value: null, isUnreadable: true as const }
        : isTextFile(source.path)
          ? readText(source, report)
          : readData(source, report);
    const report = this.#looked ? () => {} : this.#reportOf(source);
    const read = this.kept?.data(source, report, make) ?? make(report);
    const file = this.#asMeant(read, isSettings, report);
    if (this.#looked) this.#looked.push(() => this.#data(path, isSettings));
    else this.files.set(source.path, file);
    return file;
  }

  /** A file that is no YAML as it can only be meant. Of settings, values are not guessed: whole folders hang on them. */
  #asMeant(file: DataFile, isSettings: boolean, report: Report): DataFile {
    if (!this.asMeant || !file.isUnreadable || file.value !== null) return file;
    if (file.source.text.includes("\0")) return file;
    let read = mended.get(file.source);
    if (read === undefined) {
      read = isSettings ? settingsAsMeant(file) : readMended(file, false);
      mended.set(file.source, read);
    }
    for (const finding of read?.found ?? []) tellAgain(finding, report);
    return read?.file ?? file;
  }

  /** A YAML file with settings: where they are read as they are meant, a line that is wrong does not keep the others from being read. */
  settings(path: string): DataFile | Refused {
    return this.#data(path, true);
  }

  /** A file with settings that was read elsewhere, as it can only be meant. */
  settingsOf(file: DataFile): DataFile {
    const read = this.#asMeant(file, true, this.report);
    this.files.set(file.source.path, read);
    return read;
  }

  /** Any file, such as a picture. */
  bytes(path: string): Uint8Array | Refused {
    const found = this.tree.find(path);
    if (isRefused(found)) return found;
    if (found.kind === "folder") return { refused: "is a folder", near: [] };
    if (this.#looked) this.#looked.push(() => this.bytes(path));
    else this.others.add(found.path);
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

  private checkCharacters(source: Source, bytes: Buffer, encoding?: string): void {
    if (encoding === undefined) {
      if (!isUtf8(bytes)) this.reportFirst("invalid-utf8", source, "\uFFFD");
    } else if (source.text.includes("\uFFFD"))
      this.reportFirst("not-in-encoding", source, "\uFFFD", [encoding]);
    if (!source.text.includes("\0")) return;
    const meant = encoding === undefined ? unmarkedUtf16(bytes) : null;
    this.reportFirst("nul-character", source, "\0", meant ? [meant, source.path] : []);
  }

  private reportFirst(
    code: "invalid-utf8" | "nul-character" | "not-in-encoding",
    source: Source,
    char: string,
    parts: readonly string[] = [],
  ): void {
    const start = Math.max(0, source.text.indexOf(char));
    this.report(code, { source, start, end: start + 1 }, parts);
  }
}

/** Of settings that consist of the line that is wrong nothing is known. */
function settingsAsMeant(file: DataFile): MendedFile | null {
  const read = readMended(file, true);
  const value = read?.file.value;
  const hasOthers = isObject(value) && Object.keys(value).length > 1;
  return hasOthers ? read : readAround(file);
}

/** What texts that are no YAML say as they are meant: the same object as long as the text is the same. */
const mended = new WeakMap<Source, MendedFile | null>();

function isUtf16(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** Which UTF-16 bytes without a byte order mark seem to be: of most characters one byte is 0, always the same. */
function unmarkedUtf16(bytes: Buffer): "UTF-16LE" | "UTF-16BE" | null {
  const start = bytes.subarray(0, 400);
  const zeros = [0, 0];
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2]!++;
  const [even, odd] = zeros as [number, number];
  const most = start.length / 4;
  return odd > most && even === 0 ? "UTF-16LE" : even > most && odd === 0 ? "UTF-16BE" : null;
}

/** The text of bytes that are UTF-8, or UTF-16 with a byte order mark. */
export function decodedText(bytes: Buffer): string {
  const decode = isUtf16(bytes) ? decoderOf("utf-16") : undefined;
  return textOf(decode ? decode(bytes) : bytes.toString("utf8"));
}

/** A text as all phases read it: without byte order mark, lines ended by line feeds. */
export function textOf(text: string): string {
  const bare = text.startsWith("\uFEFF") ? text.slice(1) : text;
  return bare.includes("\r") ? bare.replace(/\r\n?/g, "\n") : bare;
}
