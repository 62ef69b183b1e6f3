import type { Position, PositionEncodingKind, Range } from "vscode-languageserver-protocol";
import { lineStarts, positionAt, type Source, type Span } from "../base/source.js";

/** What the columns of positions count: units of UTF-16 unless client and server agree upon another one. */
export type Encoding = "utf-8" | "utf-16" | "utf-32";

const known: readonly Encoding[] = ["utf-16", "utf-8", "utf-32"];

/** The first one of a client's list that is known. */
export function encodingOf(offered: readonly PositionEncodingKind[] = []): Encoding {
  return (offered as readonly Encoding[]).find((each) => known.includes(each)) ?? "utf-16";
}

/**
 * Places of a text as the program reads it, in the positions of the protocol. Lines are the same for both. Where a client
 * keeps the byte order mark in its text, the columns of the first line are one more.
 */
export class Positions {
  constructor(
    readonly encoding: Encoding,
    readonly source: Source,
    readonly hasMark = false,
  ) {}

  position(offset: number): Position {
    const { text } = this.source;
    const { line, column } = positionAt(this.source, Math.max(0, Math.min(offset, text.length)));
    const start = lineStarts(this.source)[line - 1]!;
    const before = text.slice(start, start + column - 1);
    const mark = this.hasMark && line === 1 ? lengthIn(this.encoding, "\uFEFF") : 0;
    return { line: line - 1, character: lengthIn(this.encoding, before) + mark };
  }

  range(span: Pick<Span, "start" | "end">): Range {
    return { start: this.position(span.start), end: this.position(Math.max(span.start, span.end)) };
  }

  /** The offset of a position; one beyond the end of its line is that end. */
  offset({ line, character }: Position): number {
    const starts = lineStarts(this.source);
    const { text } = this.source;
    if (line >= starts.length) return text.length;
    const start = starts[line]!;
    const end = starts[line + 1] === undefined ? text.length : starts[line + 1]! - 1;
    const mark = this.hasMark && line === 0 ? lengthIn(this.encoding, "\uFEFF") : 0;
    return start + unitsIn(this.encoding, text.slice(start, end), Math.max(0, character - mark));
  }
}

function lengthIn(encoding: Encoding, text: string): number {
  if (encoding === "utf-16") return text.length;
  if (encoding === "utf-8") return Buffer.byteLength(text);
  return [...text].length;
}

/** How many units of UTF-16 the first characters of a text have that take so many of another encoding. */
function unitsIn(encoding: Encoding, text: string, length: number): number {
  if (encoding === "utf-16") return Math.min(length, text.length);
  let left = length;
  let units = 0;
  for (const char of text) {
    left -= lengthIn(encoding, char);
    if (left < 0) break;
    units += char.length;
  }
  return units;
}
