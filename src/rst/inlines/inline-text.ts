import { lastAtMost, type Span } from "../../base/source.js";
import { withoutStandIns } from "../../base/verbatim.js";
import { wordsOf } from "../../base/unicode.js";
import type { Line } from "../lines.js";
import type { Text } from "../nodes.js";
import { escapeMark } from "./characters.js";

/**
 * The text of a block as inline markup is looked for in it: its lines joined, each escaping backslash replaced by a mark
 * of the same length, so that offsets stay true.
 */
export class InlineText {
  readonly text: string;
  private readonly lines: readonly Line[];
  private readonly starts: readonly number[];

  /** `text` is that of the lines. */
  constructor(lines: readonly Line[], text: string) {
    this.lines = lines;
    const starts: number[] = [];
    let start = 0;
    for (const line of lines) {
      starts.push(start);
      start += line.text.length + 1;
    }
    this.starts = starts;
    this.text = markEscapes(text);
  }

  /** The place of a piece of the text. A piece that runs into another source is cut at the end of its first line. */
  span(start: number, end: number): Span {
    const first = this.lineAt(start);
    const last = this.lineAt(end);
    const from = this.lines[first];
    if (!from) return nowhere;
    return between(from, start - this.starts[first]!, this.lines[last]!, end - this.starts[last]!);
  }

  /** A piece as it is shown. */
  shown(start: number, end: number): string {
    return shown(this.text.slice(start, end));
  }

  /** A piece as it was written, backslashes and all. */
  written(start: number, end: number): string {
    return written(this.text.slice(start, end));
  }

  /** A piece as text nodes: one, or none where nothing is left to show. */
  textNodes(start: number, end: number): Text[] {
    return textNodes(this.shown(start, end), this.span(start, end));
  }

  /** The line that an offset falls into. */
  private lineAt(offset: number): number {
    return lastAtMost(this.starts, offset);
  }
}

const nowhere: Span = { source: { path: "", text: "" }, start: 0, end: 0 };

/** From a column of one line to a column of another. */
function between(from: Line, start: number, to: Line, end: number): Span {
  const begin = from.offset + start;
  const stop = to.source === from.source ? to.offset + end : from.offset + from.text.length;
  return { source: from.source, start: begin, end: Math.max(begin, stop) };
}

/** The place of all the text of some lines. */
export function placeOfText(lines: readonly Line[]): Span {
  const last = lines.at(-1);
  return last ? between(lines[0]!, 0, last, last.text.length) : nowhere;
}

/** A text node, or nothing for an empty text. */
export function textNodes(value: string, span: Span): Text[] {
  const shown = withoutStandIns(value);
  if (shown === "") return [];
  const node: Text = { type: "text", span, value: shown };
  return [node];
}

/** A text with a mark in place of each escaping backslash, so that offsets stay true. */
export function markEscapes(text: string): string {
  return text.includes("\\") ? text.replace(/\\([^]?)/g, `${escapeMark}$1`) : text;
}

/** Marked text as it is shown: escaped white space vanishes, other escaped characters stand for themselves. */
export function shown(marked: string): string {
  return withoutStandIns(withoutEscapes(marked));
}

function withoutEscapes(marked: string): string {
  return marked.includes(escapeMark) ? marked.replace(/\0[ \n]?/g, "") : marked;
}

/** The URI that a marked text spells: without its white space, of whatever kind; only an escaped space or line end stays, as a space. */
export function uriOf(marked: string): string {
  const uri = marked
    .split(/\0[ \n]/)
    .map((part) => wordsOf(withoutEscapes(part)).join(""))
    .join(" ");
  return withoutStandIns(uri);
}

/** Marked text as it was written. */
export function written(marked: string): string {
  return withoutStandIns(marked.replaceAll(escapeMark, "\\"));
}
