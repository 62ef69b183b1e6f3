import type { Span } from "../base/source.js";
import type { MarkdownText } from "./text.js";

/** A part of a block's own text, and where in the whole text it stands. */
interface Piece {
  readonly at: number;
  readonly from: number;
}

/** The text of a block, whose offsets lead back to the text that the block stands in. */
export class Content {
  readonly text: string;
  private readonly pieces: readonly Piece[];
  private readonly whole: MarkdownText;

  constructor(text: string, pieces: readonly Piece[], whole: MarkdownText) {
    this.text = text;
    this.pieces = pieces;
    this.whole = whole;
  }

  span(start: number, end: number): Span {
    const from = this.placeOf(start);
    return this.whole.span(from, end > start ? this.placeOf(end - 1) + 1 : from);
  }

  /** The same without its first characters, or up to an end. */
  slice(start: number, end = this.text.length): Content {
    const pieces = this.pieces.map(({ at, from }) => ({ at: at - start, from }));
    return new Content(this.text.slice(start, end), pieces, this.whole);
  }

  private placeOf(offset: number): number {
    const { pieces } = this;
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (pieces[middle]!.at <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = pieces[low];
    return piece ? piece.from + offset - piece.at : 0;
  }
}

/** The text of a paragraph: each of its lines is the end of a line of the whole text, whose indentation is gone. */
export function contentOfLines(text: string, firstLine: number, whole: MarkdownText): Content {
  let at = 0;
  const lines = text.split("\n");
  const pieces = lines.map((line, index): Piece => {
    const number = Math.min(firstLine + index, whole.lines.length - 1);
    const written = whole.lines[number]?.text ?? "";
    const length = index === lines.length - 1 ? written.trimEnd().length : written.length;
    const piece = { at, from: (whole.starts[number] ?? 0) + Math.max(0, length - line.length) };
    at += line.length + 1;
    return piece;
  });
  return new Content(text, pieces, whole);
}

/** A text that stands within one line, behind an offset of that line. */
export function contentInLine(
  text: string,
  line: number,
  behind: number,
  whole: MarkdownText,
): Content {
  const written = whole.lines[line]?.text ?? "";
  const found = written.indexOf(text, behind);
  const from = (whole.starts[line] ?? 0) + (found === -1 ? behind : found);
  return new Content(text, [{ at: 0, from }], whole);
}

/** A cell of a row as it is written, within its line. */
export interface WrittenCell {
  readonly start: number;
  readonly end: number;
  /** Its text, in which `\|` is `|`, without the spaces around. */
  readonly text: string;
  readonly escapes: readonly number[];
}

/** The cells of a row: what its bars part. A bar behind a backslash parts nothing. */
export function cellsOf(line: string): readonly WrittenCell[] {
  const cells: WrittenCell[] = [];
  let start = 0;
  let escapes: number[] = [];
  const end = (at: number) => {
    let text = "";
    let from = start;
    for (const escape of escapes) {
      text += line.slice(from, escape);
      from = escape + 1;
    }
    text += line.slice(from, at);
    cells.push({ start, end: at, text: text.trim(), escapes });
    start = at + 1;
    escapes = [];
  };
  let isEscaped = false;
  for (let at = 0; at < line.length; at++) {
    const char = line[at];
    if (char === "|" && !isEscaped) end(at);
    else if (char === "|") escapes.push(at - 1);
    isEscaped = char === "\\";
  }
  end(line.length);
  return cells;
}

/** The text of a cell, which stands at the end of what is written there: a quotation may begin before the first one. */
export function contentOfCell(
  text: string,
  { start, end, escapes }: WrittenCell,
  line: number,
  whole: MarkdownText,
): Content {
  const base = whole.starts[line] ?? 0;
  const written = whole.lines[line]?.text.slice(start, end) ?? "";
  let from = start + written.trimEnd().length - text.length - escapes.length;
  let at = 0;
  const pieces: Piece[] = [];
  for (const escape of escapes) {
    pieces.push({ at, from: base + from });
    at += escape - from;
    from = escape + 1;
  }
  pieces.push({ at, from: base + from });
  return new Content(text, pieces, whole);
}
