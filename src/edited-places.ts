import { commonEnd, commonStart } from "./base/common-text.js";
import type { Diagnostic } from "./base/diagnostics.js";
import { editsOf } from "./base/line-edits.js";
import { authored, type Source, type Span } from "./base/source.js";
import { Doubt } from "./edited-nodes.js";
import type { Line } from "./rst/lines.js";

/** A place of a former page, where it is now. */
export type Moved = (span: Span) => Span;

/** Where a place is after some edits, one after the other; `undefined` for none. */
export function movedBy(edits: readonly Moved[]): Moved | undefined {
  return edits.length === 0
    ? undefined
    : (span) => edits.reduce((place, moved) => moved(place), span);
}

/** A finding of the former page, where it is now. */
export function movedFinding(finding: Diagnostic, moved: Moved): Diagnostic {
  const { span, notes } = finding;
  return {
    ...finding,
    span: span && moved(span),
    ...(notes && { notes: notes.map((note) => ({ ...note, span: moved(note.span) })) }),
  };
}

/** A text and the one that it is now, with all of its parts that are other, where they are known. */
type MovedText = readonly [former: Source, next: Source, parts?: readonly OtherPart[]];

/** A part of a text that is another one. */
interface OtherPart {
  readonly old: Span;
  readonly next: Span;
}

/** Where the places of former texts are now. */
export class Places {
  readonly #edits: ReadonlyMap<Source, EditedText>;
  readonly #changed: Span[] = [];

  constructor(texts: readonly MovedText[]) {
    this.#edits = new Map(
      texts.map(([former, next, parts]) => [
        former,
        { next, edits: parts ? partEdits(parts) : textEdits(former.text, next.text) },
      ]),
    );
  }

  /** All between the first and the last place of some lines: made text is printed from places in any order. */
  exclude(lines: readonly Line[]): void {
    const ends = new Map<Source, { start: number; end: number }>();
    for (const { source, offset, text } of lines)
      for (const at of [offset, offset + text.length]) {
        const place = { source, start: at, end: at };
        for (const { source: written, start, end } of [place, authored(place)]) {
          const known = ends.get(written) ?? { start, end };
          known.start = Math.min(known.start, start);
          known.end = Math.max(known.end, end);
          ends.set(written, known);
        }
      }
    for (const [source, { start, end }] of ends) this.#changed.push({ source, start, end });
  }

  /** What stands in a text, from one place up to another. */
  excludeRange(source: Source, start: number, end: number): void {
    this.#changed.push({ source, start, end });
  }

  /** A place in a text that was edited: one in a made text, if it is known what became of that, or else where that comes from. */
  #placeOf(span: Span): Span {
    return this.#edits.has(span.source) ? span : authored(span);
  }

  /** Whether a place is in what was edited: what is reported there may be something else now. */
  isDoubtful(span: Span): boolean {
    const { source, start, end } = this.#placeOf(span);
    const text = this.#edits.get(source);
    if (!text || start + end === 0) return false;
    if (text.edits.some((edit) => start < edit.oldEnd && end > edit.start)) return true;
    return this.#changed.some(
      (each) => each.source === source && start <= each.end && end >= each.start,
    );
  }

  /** Whoever was told something of what was edited may be told something else: that makes it doubtful. */
  check(findings: readonly Diagnostic[]): void {
    for (const { span, notes = [] } of findings)
      for (const each of [span, ...notes.map((note) => note.span)])
        if (each && this.isDoubtful(each)) throw new Doubt();
  }

  /** Where a place is now: what stands in an edit is at its start. */
  readonly moved: Moved = (span) => {
    const place = this.#placeOf(span);
    const text = this.#edits.get(place.source);
    if (!text) return span;
    const start = movedTo(place.start, text.edits, false);
    const end = movedTo(place.end, text.edits, place.end > place.start);
    return { source: text.next, start, end: Math.max(start, end) };
  };
}

interface EditedText {
  readonly next: Source;
  readonly edits: readonly TextEdit[];
}

/** What is other in a text. */
interface TextEdit {
  /** From here, and up to there in the former text. */
  readonly start: number;
  readonly oldEnd: number;
  /** By how many characters what comes after it has moved, with the edits before. */
  readonly delta: number;
}

/** Where a character is now; `isEnd`: the place behind one. */
function movedTo(at: number, edits: readonly TextEdit[], isEnd: boolean): number {
  let delta = 0;
  for (const edit of edits) {
    if (isEnd ? at <= edit.start : at < edit.start) break;
    if (at < edit.oldEnd) return edit.start + delta;
    ({ delta } = edit);
  }
  return at + delta;
}

/** The edits of parts, in their order. */
function partEdits(parts: readonly OtherPart[]): readonly TextEdit[] {
  return parts
    .map(({ old, next }) => ({ start: old.start, oldEnd: old.end, delta: next.end - old.end }))
    .sort((one, other) => one.start - other.start);
}

/** The edits that make one text of another, in their order. */
function textEdits(old: string, next: string): readonly TextEdit[] {
  const same = commonStart(old, next);
  const start = old.lastIndexOf("\n", same - 1) + 1;
  const rest = old.indexOf("\n", old.length - commonEnd(old, next, same));
  const more = rest === -1 ? 0 : old.length - rest;
  const lines = linesOf(old, start, old.length - more);
  const nextLines = linesOf(next, start, next.length - more);
  const edits: TextEdit[] = [];
  let at = 0;
  for (const { edit } of editsOf(lines, nextLines)) {
    // The lines before an edit are those of the new text.
    const from = edit.start - at;
    const was = { from, to: from + edit.oldEnd - edit.start };
    for (const part of unlike(lines, was, nextLines, { from: edit.start, to: edit.newEnd })) {
      const [first, last] = [startOf(lines, part.old.from), startOf(lines, part.old.to)];
      const [nextFirst, nextLast] = [
        startOf(nextLines, part.next.from),
        startOf(nextLines, part.next.to),
      ];
      const [gone, come] = [old.slice(first, last), next.slice(nextFirst, nextLast)];
      const begin = commonStart(gone, come);
      const end = first + gone.length - commonEnd(gone, come, begin);
      edits.push({ start: first + begin, oldEnd: end, delta: nextLast - last });
    }
    at += edit.newEnd - edit.oldEnd;
  }
  return edits;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

interface Unlike {
  readonly old: Range;
  readonly next: Range;
}

/** More pairs of lines are not compared. */
const mostPairs = 40_000;

/** Where some lines are others than those that they became: few that are as they were may stand between. */
function unlike(
  lines: readonly LineAt[],
  old: Range,
  nextLines: readonly LineAt[],
  next: Range,
): readonly Unlike[] {
  const [height, width] = [old.to - old.from, next.to - next.from];
  if (height * width > mostPairs) return [{ old, next }];
  const isSame = (row: number, column: number) =>
    lines[old.from + row]!.text === nextLines[next.from + column]!.text;
  // How many lines are the same at most, from a pair of lines on.
  const most = Array.from({ length: height + 1 }, () => new Uint32Array(width + 1));
  for (let row = height - 1; row >= 0; row--)
    for (let column = width - 1; column >= 0; column--)
      most[row]![column] = isSame(row, column)
        ? most[row + 1]![column + 1]! + 1
        : Math.max(most[row + 1]![column]!, most[row]![column + 1]!);
  const found: Unlike[] = [];
  let [row, column] = [0, 0];
  let [rowBefore, columnBefore] = [0, 0];
  const end = () => {
    if (row > rowBefore || column > columnBefore)
      found.push({
        old: { from: old.from + rowBefore, to: old.from + row },
        next: { from: next.from + columnBefore, to: next.from + column },
      });
  };
  while (row < height && column < width)
    if (isSame(row, column)) {
      end();
      [rowBefore, columnBefore] = [++row, ++column];
    } else if (most[row + 1]![column]! >= most[row]![column + 1]!) row++;
    else column++;
  [row, column] = [height, width];
  end();
  return found;
}

interface LineAt {
  readonly text: string;
  readonly start: number;
}

/** The lines between two places: where one begins, and where one ends. */
function linesOf(text: string, start: number, end: number): readonly LineAt[] {
  const lines: LineAt[] = [];
  for (let at = start; at <= end;) {
    const found = text.indexOf("\n", at);
    const next = found === -1 || found > end ? end : found;
    lines.push({ text: text.slice(at, next), start: at });
    at = next + 1;
  }
  return lines;
}

/** Where a line begins, or the one after the last would. */
function startOf(lines: readonly LineAt[], index: number): number {
  const last = lines.at(-1)!; // a text has one
  return lines[index]?.start ?? last.start + last.text.length + 1;
}
