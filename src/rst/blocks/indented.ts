import { cut, indentOf, isBlank } from "../lines.js";
import type { Line, LineReader } from "../lines.js";

/** An indented block of lines, cut out of the text. */
export interface Indented {
  /** Without their indentation, and without blank lines in front. */
  readonly lines: readonly Line[];
  readonly indent: number;
  /** A blank line or the end of the text follows. */
  readonly finished: boolean;
}

export interface IndentedOptions {
  /**
   * Columns to cut off the first line, which is taken whatever its indentation (a list item behind its marker). Absent:
   * the first line is like the others.
   */
  readonly first?: number;
  /** Columns that every line is indented by at least. Absent: lines that begin with a blank; their least indentation is cut off. */
  readonly known?: number;
  /** End at the first blank line. */
  readonly untilBlank?: boolean;
  /** Leave the indentation of all lines but the first. */
  readonly keepIndent?: boolean;
  /** Leave blank lines in front. */
  readonly keepTop?: boolean;
}

/** Take an indented block, blank lines inside and behind it included. */
export function takeIndented(lines: LineReader, options: IndentedOptions = {}): Indented {
  const { known } = options;
  const first = options.first ?? known;
  let indent = known ?? Infinity;
  let count = first === undefined ? 0 : 1;
  let finished = true;
  for (let line = lines.peek(count); line; line = lines.peek(++count)) {
    if (isBlank(line)) {
      if (options.untilBlank) break;
      continue;
    }
    const own = indentOf(line);
    if (!line.text.startsWith(" ") || own < (known ?? 0)) {
      finished = count > 0 && isBlank(lines.peek(count - 1));
      break;
    }
    if (known === undefined) indent = Math.min(indent, own);
  }
  if (indent === Infinity) indent = 0;
  const taken = lines.take(count).map((line, index) => {
    if (index === 0 && first !== undefined) return cut(line, first);
    return options.keepIndent ? line : cut(line, indent);
  });
  let start = 0;
  if (!options.keepTop) while (start < taken.length && isBlank(taken[start])) start++;
  return { lines: start > 0 ? taken.slice(start) : taken, indent, finished };
}

/** Lines without the blank ones at their end. */
export function trimEnd(lines: readonly Line[]): readonly Line[] {
  let end = lines.length;
  while (end > 0 && isBlank(lines[end - 1])) end--;
  return lines.slice(0, end);
}
