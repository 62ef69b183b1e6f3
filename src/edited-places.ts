import type { Diagnostic } from "./base/diagnostics.js";
import { authored, type Source, type Span } from "./base/source.js";
import { Doubt } from "./edited-nodes.js";
import type { Line } from "./rst/lines.js";

/** A place of a former page, where it is now. */
export type Moved = (span: Span) => Span;

/** A finding of the former page, where it is now. */
export function movedFinding(finding: Diagnostic, moved: Moved): Diagnostic {
  const { span, notes } = finding;
  return {
    ...finding,
    span: span && moved(span),
    ...(notes && { notes: notes.map((note) => ({ ...note, span: moved(note.span) })) }),
  };
}

/** Where the places of former texts are now. */
export class Places {
  readonly #edits: ReadonlyMap<Source, TextEdit>;
  readonly #changed: Span[] = [];

  constructor(texts: readonly (readonly [former: Source, next: Source])[]) {
    this.#edits = new Map(
      texts.map(([former, next]) => {
        const old = former.text;
        let start = 0;
        let end = 0;
        const most = Math.min(old.length, next.text.length);
        while (start < most && old[start] === next.text[start]) start++;
        while (end < most - start && old.at(-1 - end) === next.text.at(-1 - end)) end++;
        const edit = {
          next,
          start,
          oldEnd: old.length - end,
          delta: next.text.length - old.length,
        };
        return [former, edit] as const;
      }),
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
    if (!this.#edits.has(source) || start + end === 0) return false;
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

  /** Where a place is now: before the edit, or after it. */
  readonly moved: Moved = (span) => {
    const place = this.#placeOf(span);
    const edit = this.#edits.get(place.source);
    if (!edit) return span;
    const { start, end } = place;
    const { next, delta } = edit;
    if (start >= edit.oldEnd) return { source: next, start: start + delta, end: end + delta };
    return { source: next, start: Math.min(start, edit.start), end: Math.min(end, edit.start) };
  };
}

interface TextEdit {
  readonly next: Source;
  /** What is other: from here, and up to there in the former text. */
  readonly start: number;
  readonly oldEnd: number;
  readonly delta: number;
}
