/**
 * Where text came from. A `Source` is one text, a `Span` a piece of it; every value of the program that an author may
 * have to fix carries one. Lines and columns are computed only when a message is shown.
 */

/** One text: a file of the project, or text made from its files (a rendered section). */
export interface Source {
  /** Path as shown to people: relative to the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
  /**
   * For made text: the place in the author's file that the character at an offset of `text` stands for, or `undefined`
   * where none is known. Called only when a message is shown, so it may take its time.
   */
  readonly origin?: (offset: number) => Span | undefined;
  /** For made text: the path of that file, where it can be told without looking for the place. */
  readonly pathAt?: (offset: number) => string | undefined;
}

/** A piece of a source; `start` and `end` are offsets in UTF-16 units, `end` not included. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** Line and column, both counted from 1; the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStartsOf = new WeakMap<Source, readonly number[]>();

/** The offsets at which the lines of a source begin; computed once for each source. */
export function lineStarts(source: Source): readonly number[] {
  const known = lineStartsOf.get(source);
  if (known) return known;
  const starts = [0];
  for (let at = source.text.indexOf("\n"); at !== -1; at = source.text.indexOf("\n", at + 1))
    starts.push(at + 1);
  lineStartsOf.set(source, starts);
  return starts;
}

/** Line and column of an offset. */
export function positionAt(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  const line = lastAtMost(starts, offset);
  return { line: line + 1, column: offset - starts[line]! + 1 };
}

/** The index of the last of some rising offsets that is not above one; 0 where all are. */
export function lastAtMost(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const authoredSpans = new WeakMap<Span, Span>();

/** The span of the text the author can edit: follows `origin` through made texts as far as it is known. */
export function authored(span: Span): Span {
  if (!span.source.origin) return span;
  let found = authoredSpans.get(span);
  if (!found) authoredSpans.set(span, (found = follow(span)));
  return found;
}

function follow(span: Span): Span {
  let at = span;
  for (let depth = 0; depth < 100; depth++) {
    const origin = at.source.origin?.(at.start);
    if (!origin) break;
    at = at.end > at.start ? upTo(origin, at.source.origin!(at.end - 1)) : origin;
  }
  return at;
}

/** The path of the file that an author wrote the beginning of a span in, which is often known sooner than the place. */
export function authoredPath({ source, start }: Span): string {
  const path = source.pathAt?.(start);
  if (path !== undefined) return path;
  const origin = source.origin?.(start);
  return origin ? authoredPath(origin) : source.path;
}

/** From the place of a first character to that of a last one, where they stand in one source. */
function upTo(first: Span, last: Span | undefined): Span {
  if (last?.source !== first.source || last.start < first.start) return first;
  return { ...first, end: Math.max(first.end, last.end, last.start + 1) };
}

/** A span over a whole source, for what concerns the file as such. */
export function wholeFile(source: Source): Span {
  return { source, start: 0, end: 0 };
}
