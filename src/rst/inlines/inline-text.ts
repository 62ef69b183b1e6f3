import type { Span } from "../../base/source.js";
import { type Line, spanOfLine, textOfLines } from "../lines.js";
import type { Text } from "../nodes.js";
import { escapeMark } from "./characters.js";

/**
 * The text of a block as inline markup is looked for in it: its lines joined, each escaping backslash replaced by a mark
 * of the same length, so that offsets stay true.
 */
export class InlineText {
  readonly text: string;
  readonly #lines: readonly Line[];
  readonly #starts: readonly number[];

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
    const starts = [0];
    for (const line of lines) starts.push(starts.at(-1)! + line.text.length + 1);
    starts.pop();
    this.#starts = starts;
    const text = textOfLines(lines);
    this.text = text.includes("\\") ? text.replace(/\\([^]?)/g, escapeMark + "$1") : text;
  }

  /** The place of a piece of the text. A piece that runs into another source is cut at the end of its first line. */
  span(start: number, end: number): Span {
    const first = this.#lineAt(start);
    const last = this.#lineAt(end);
    const from = this.#lines[first];
    if (!from) return { source: { path: "", text: "" }, start: 0, end: 0 };
    const to = this.#lines[last]!;
    const begin = from.offset + start - this.#starts[first]!;
    const stop =
      to.source === from.source ? to.offset + end - this.#starts[last]! : spanOfLine(from).end;
    return { source: from.source, start: begin, end: Math.max(begin, stop) };
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
  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A text node, or nothing for an empty text. */
export function textNodes(value: string, span: Span): Text[] {
  return value === "" ? [] : [{ type: "text", span, value }];
}

/** Marked text as it is shown: escaped white space vanishes, other escaped characters stand for themselves. */
export function shown(marked: string): string {
  return marked.includes(escapeMark) ? marked.replace(/\0[ \n]?/g, "") : marked;
}

/** Marked text as it was written. */
export function written(marked: string): string {
  return marked.replaceAll(escapeMark, "\\");
}
