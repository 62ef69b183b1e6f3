import { lineStarts, positionAt } from "../base/source.js";
import type { Source, Span } from "../base/source.js";
import { leadingSpace, trimEnd } from "../base/unicode.js";

/**
 * Lines that know where they came from. Nested text (list items, cells, directive bodies) is parsed as a slice of these,
 * so that places stay true however often text is cut, dedented or put together from several files.
 */
export interface Line {
  /** The line without its line end; trailing blanks removed, tabs expanded. */
  readonly text: string;
  readonly source: Source;
  /** Offset in `source.text` of the first character of `text`. */
  readonly offset: number;
}

const tabWidth = 8;

/** Which part of a source, as offsets. */
interface Part {
  readonly from?: number;
  readonly to?: number;
}

/** A source with blanks in place of its tabs, up to columns of `width`: offsets count what is read. Places lead back to the source itself. */
export function withoutTabs(source: Source, width = tabWidth): Source {
  if (!oddCharactersIn(source).hasTabs) return source;
  const lines = source.text.split("\n").map((line) => expandTabs(line, width));
  const spaced: Source = {
    path: source.path,
    text: lines.join("\n"),
    origin: (offset) => {
      const { line, column } = positionAt(spaced, offset);
      const start = lineStarts(source)[line - 1]!;
      const end = lineStarts(source)[line] ?? source.text.length + 1;
      const at = start + behindTabs(source.text.slice(start, end - 1), column - 1, width);
      return { source, start: at, end: at };
    },
  };
  return spaced;
}

interface OddCharacters {
  readonly hasTabs: boolean;
  readonly hasControls: boolean;
  /** Whether lines end with other characters than line feeds, too. */
  readonly hasOtherEnds: boolean;
}

/** Python ends lines with these, too. It knows two more, vertical tab and form feed, which docutils reads as blanks before. */
export const otherEnds = "\\x1c-\\x1e\\x85\\u2028\\u2029";
const otherEnd = new RegExp(`[${otherEnds}]`);
const odd = new RegExp(`[\\v\\f\\0${otherEnds}]`);
const lineEnds = new RegExp(`[\n${otherEnds}]`, "g");

/** Looked for once: a source may be cut into thousands of parts. */
const oddCharacters = new WeakMap<Source, OddCharacters>();

function oddCharactersIn(source: Source): OddCharacters {
  let known = oddCharacters.get(source);
  if (!known) {
    const { text } = source;
    const isOdd = odd.test(text);
    known = {
      hasTabs: text.includes("\t"),
      hasControls: isOdd && /[\v\f\0]/.test(text),
      hasOtherEnds: isOdd && otherEnd.test(text),
    };
    oddCharacters.set(source, known);
  }
  return known;
}

/** Which character of a line with tabs stands in a column. */
function behindTabs(line: string, column: number, width: number): number {
  let reached = 0;
  let columns = 0;
  let at = 0;
  for (const char of line) {
    const taken = char === "\t" ? width - (columns % width) : char.length;
    reached += taken;
    if (reached > column) return at + (char === "\t" ? 0 : column - (reached - taken));
    columns = otherEnd.test(char) ? 0 : columns + (char === "\t" ? taken : 1);
    at += char.length;
  }
  return line.length;
}

/** Cut a source into lines as docutils does: at all ends of lines that Python knows, tabs expanded to columns of 8, trailing blanks gone, NUL, form feed and vertical tab read as blanks. */
export function linesOf(given: Source, part: Part = {}): Line[] {
  const source = withoutTabs(given);
  const { text } = source;
  const { to = text.length } = part;
  const { hasControls, hasOtherEnds } = oddCharactersIn(source);
  const lines: Line[] = [];
  let start = part.from ?? 0;
  while (start < to) {
    let end = hasOtherEnds ? lineEndIn(text, start) : text.indexOf("\n", start);
    if (end === -1 || end > to) end = to;
    const line = text.slice(start, end);
    lines.push({ text: trimEnd(hasControls ? cleaned(line) : line), source, offset: start });
    start = end + 1;
  }
  return lines;
}

function lineEndIn(text: string, start: number): number {
  lineEnds.lastIndex = start;
  return lineEnds.exec(text)?.index ?? -1;
}

function cleaned(line: string): string {
  return line.replace(/[\v\f]/g, " ").replace(/\0/g, "\uFFFD");
}

function expandTabs(text: string, width: number): string {
  if (!text.includes("\t")) return text;
  let out = "";
  let columns = 0;
  for (const char of text) {
    const blanks = char === "\t" ? width - (columns % width) : 0;
    out += blanks > 0 ? " ".repeat(blanks) : char;
    columns = otherEnd.test(char) ? 0 : columns + (blanks || 1);
  }
  return out;
}

/** True where a line holds nothing. */
export function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.text === "";
}

/** How much white space a line begins with. */
export function indentOf(line: Line): number {
  return leadingSpace(line.text);
}

/** The line without its first `count` characters; its offset moves along. */
export function cut(line: Line, count: number): Line {
  return {
    text: line.text.slice(count),
    source: line.source,
    offset: line.offset + Math.min(count, line.text.length),
  };
}

/** Lines without the indentation they share (blank lines aside). */
export function dedent(lines: readonly Line[]): readonly Line[] {
  let shared = Infinity;
  for (const line of lines) if (!isBlank(line)) shared = Math.min(shared, indentOf(line));
  return shared === 0 || shared === Infinity ? lines : lines.map((line) => cut(line, shared));
}

/** Lines without blank ones at either end. */
export function trimBlank(lines: readonly Line[]): readonly Line[] {
  let start = 0;
  let end = lines.length;
  while (start < end && isBlank(lines[start])) start++;
  while (end > start && isBlank(lines[end - 1])) end--;
  return lines.slice(start, end);
}

/** The text of lines, joined by line feeds. */
export function textOfLines(lines: readonly Line[]): string {
  return lines.length === 1 ? lines[0]!.text : lines.map((line) => line.text).join("\n");
}

/** The span of one line's text. */
export function spanOfLine(line: Line): Span {
  return { source: line.source, start: line.offset, end: line.offset + line.text.length };
}

/** The span from the first of some lines to the last; lines of other sources than the first one's are left out. */
export function spanOfLines(lines: readonly Line[]): Span {
  const first = lines[0]!;
  let end = first.offset + first.text.length;
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index]!;
    if (line.source === first.source) end = Math.max(end, line.offset + line.text.length);
  }
  return { source: first.source, start: first.offset, end };
}

/** The span of some lines, or that of what was read of them where it is the same: one object for both, since a page may have a million of them. */
export function spanOfRead(lines: readonly Line[], read: readonly { readonly span: Span }[]): Span {
  const span = spanOfLines(lines);
  const inner = read[0]?.span;
  const isSame =
    inner?.start === span.start && inner.end === span.end && inner.source === span.source;
  return isSame ? inner : span;
}

/** A cursor over lines. Parsers look ahead with `peek`, and take what is theirs. */
export class LineReader {
  lines: readonly Line[];
  at = 0;
  /** The lines as far as they are this reader's alone, to be changed by `insert`. */
  private own: Line[] | undefined;

  constructor(lines: readonly Line[]) {
    this.lines = lines;
  }

  /** The line `ahead` of the cursor, or `undefined` past the end. */
  peek(ahead = 0): Line | undefined {
    return this.lines[this.at + ahead];
  }

  /** Take `count` lines. */
  take(count = 1): readonly Line[] {
    const taken = this.lines.slice(this.at, this.at + count);
    this.at += count;
    return taken;
  }

  /** Put lines where the cursor stands: they are read next. */
  insert(lines: readonly Line[]): void {
    const all = (this.own ??= [...this.lines]);
    const rest = all.splice(this.at);
    for (const line of lines) all.push(line);
    for (const line of rest) all.push(line);
    this.lines = all;
  }

  get done(): boolean {
    return this.at >= this.lines.length;
  }

  skipBlank(): void {
    while (!this.done && isBlank(this.peek())) this.at++;
  }
}
