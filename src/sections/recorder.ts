import { lastAtMost, type Source, type Span } from "../base/source.js";
import { withLabels } from "../base/labels.js";
import { descriptionMark, madeMarkIn } from "../base/made-mark.js";
import { verbatim, verbatimWithoutLabels, wellFormed } from "../base/verbatim.js";
import { joinPointer, spanInText } from "../data/data.js";
import { spanAt, spanWithin, type Located } from "../data/located.js";
import type { Written } from "../model/model.js";

/** Texts one after the other in a paragraph; each on its own where one of them stands for blocks. */
export function joined(texts: readonly string[]): string {
  const isBlocks = texts.some((text) => madeMarkIn(text) !== -1);
  return texts.filter((text) => text !== "").join(isBlocks ? "\n\n" : " ");
}

/** A text of the author's that a section prints. */
interface Told {
  readonly text: string;
  /** The author's place of an offset in the text. */
  readonly placeOf: (offset: number) => Span | undefined;
  /** Begins a thing whose place stands for all that is printed without one of its own. */
  readonly isHeading: boolean;
}

/** Where a told text was found in the section, by characters that are no blanks. */
interface Found {
  readonly told: Told;
  readonly start: number;
  readonly end: number;
  /** How many were found before it. */
  readonly rank: number;
}

/**
 * Remembers the author's texts that a section prints, in the order of printing, so that a fault in the printed text is
 * told where the author wrote it. Printing wraps, indents and moves texts, but keeps all their characters but blanks;
 * by those they are found again, when a message needs it.
 */
export class Recorder {
  readonly #told: Told[] = [];
  readonly #sources = new Set<Source>();
  /** The files of headings. */
  readonly #headed = new Set<string>();
  #printed: Printed | undefined;
  #places: Places | undefined;
  /** The texts that places were looked for in: one may have very many. */
  readonly #texts = new Map<Told, Printed>();

  /** `isMarkdown` says of a data file whether its descriptions are in Markdown: these are put into the page as nodes. */
  constructor(
    private labels: ReadonlyMap<string, string> = new Map(),
    readonly isMarkdown: (path: string) => boolean = () => false,
  ) {}

  /** All is printed: it keeps nothing but what it was told. */
  close(): void {
    this.labels = new Map();
  }

  /** A name or the like of a data file with its labels replaced, for columns that are as wide as what the page shows. */
  name(text: string): string {
    const shown = withLabels(text, this.labels);
    return withLabels(shown, this.labels) === shown
      ? verbatim(shown)
      : verbatimWithoutLabels(shown);
  }

  /** The text, remembered. */
  tell(written: Written | null, isMarkdown?: boolean): string {
    if (!written) return "";
    const { file, pointer } = written.at;
    // The place alone: what has it may hold on to all that was read.
    const at = { file, pointer };
    if ((isMarkdown ?? this.isMarkdown(file.source.path)) && written.text.trim() !== "")
      return this.told(descriptionMark(file.source.path, pointer), file.source, () =>
        spanWithin(at, 0),
      );
    return this.told(wellFormed(written.text), file.source, (offset) => spanWithin(at, offset));
  }

  /** A text of the project file or another data file, remembered. */
  tellFrom(text: string, source: Source, ...path: readonly (string | number)[]): string {
    const origin = { source, pointer: joinPointer("", ...path) };
    return this.told(text, source, (offset) => spanInText(origin, offset));
  }

  /** A text of a file, remembered. */
  told(text: string, source: Source, placeOf: Told["placeOf"]): string {
    this.#sources.add(source);
    this.#told.push({ text, placeOf, isHeading: false });
    return text;
  }

  /** The heading of the thing at a place, remembered. */
  heading(text: string, { file, pointer }: Located): string {
    const at = { file, pointer };
    const placeOf = () => spanAt(at, "key");
    this.#sources.add(file.source);
    this.#headed.add(file.source.path);
    this.#told.push({ text, placeOf, isHeading: true });
    return text;
  }

  /** The files of what was told. */
  get sources(): ReadonlySet<Source> {
    return this.#sources;
  }

  /** Whether another recorder was told the same, of the same files. */
  isLike(other: Recorder): boolean {
    if (this.#sources.size !== other.#sources.size || this.#told.length !== other.#told.length)
      return false;
    for (const source of this.#sources) if (!other.#sources.has(source)) return false;
    return this.#told.every(({ text }, index) => other.#told[index]!.text === text);
  }

  /** The author's place of an offset in the printed text. */
  origin(printed: string, offset: number): Span | undefined {
    this.#printed ??= new Printed(printed);
    this.#places ??= new Places(find(this.#told, this.#printed.compact));
    const at = this.#printed.countBefore(offset);
    const inside = this.#places.inside(at);
    if (inside) return inside.told.placeOf(this.#textOf(inside.told).offsetOf(at - inside.start));
    const told =
      this.#places.headingBefore(at) ??
      this.#told.find(({ isHeading }) => isHeading) ??
      this.#told[0];
    return told?.placeOf(0);
  }

  #textOf(told: Told): Printed {
    let printed = this.#texts.get(told);
    if (!printed) this.#texts.set(told, (printed = new Printed(told.text)));
    return printed;
  }

  /** The author's file of an offset in the printed text, if the things that it shows are all of one. */
  get path(): string | undefined {
    const [path, ...others] = this.#headed;
    return others.length === 0 ? path : undefined;
  }
}

/** What was found, to be asked by place: a section may have a million texts. */
class Places {
  /** By their starts. */
  readonly #all: readonly Found[];
  readonly #starts: Offsets;
  /** For each, the last end of those up to it. */
  readonly #ends: Offsets;
  /** For each, of the headings up to it the one that was found last. */
  readonly #headings: readonly (Found | undefined)[];

  constructor(found: readonly Found[]) {
    this.#all = found.toSorted((a, b) => a.start - b.start || a.rank - b.rank);
    this.#starts = Uint32Array.from(this.#all, ({ start }) => start);
    let last = 0;
    this.#ends = Uint32Array.from(this.#all, ({ end }) => (last = Math.max(last, end)));
    let heading: Found | undefined;
    this.#headings = this.#all.map((each) => {
      if (each.told.isHeading && each.rank > (heading?.rank ?? -1)) heading = each;
      return heading;
    });
  }

  /** The text that a character belongs to; of several the one that was found first. */
  inside(at: number): Found | undefined {
    let found: Found | undefined;
    for (let index = this.#lastFrom(at); index >= 0 && this.#ends[index]! > at; index--) {
      const each = this.#all[index]!;
      if (each.end > at && each.rank < (found?.rank ?? Infinity)) found = each;
    }
    return found;
  }

  headingBefore(at: number): Told | undefined {
    return this.#headings[this.#lastFrom(at)]?.told;
  }

  /** The index of the last that does not start after a character; -1 where all do. */
  #lastFrom(at: number): number {
    return lowerBound(this.#starts, at + 1) - 1;
  }
}

/** Small numbers without room for anything else: there may be very many. */
type Offsets = Uint32Array;

/** A text and how many of its characters are no blanks. */
class Printed {
  readonly compact: string;
  /** How many stand before each piece of the text. */
  readonly #before: number[] = [];

  constructor(readonly text: string) {
    const pieces: string[] = [];
    let count = 0;
    for (let at = 0; at <= text.length; at += pieceLength) {
      const piece = withoutBlanks(text.slice(at, at + pieceLength));
      this.#before.push(count);
      pieces.push(piece);
      count += piece.length;
    }
    this.compact = pieces.join("");
  }

  /** How many stand before an offset. */
  countBefore(offset: number): number {
    const piece = Math.floor(Math.min(offset, this.text.length) / pieceLength);
    return (
      this.#before[piece]! + withoutBlanks(this.text.slice(piece * pieceLength, offset)).length
    );
  }

  /** The offset of the character that is no blank and has so many such before it. */
  offsetOf(count: number): number {
    const piece = lastAtMost(this.#before, count);
    let left = count - this.#before[piece]!;
    const runs = /\S{1,1024}/g;
    runs.lastIndex = piece * pieceLength;
    for (let run = runs.exec(this.text); run; run = runs.exec(this.text)) {
      if (left < run[0].length) return run.index + left;
      left -= run[0].length;
    }
    return this.text.length;
  }
}

/** So that what is counted for a place is little. */
const pieceLength = 1024;

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, "");
}

/** So many texts a template may leave out; with more of them, looking for each takes too long. */
const mostMissing = 100;

/** Each text behind the one told before it; where a template printed it earlier, anywhere. */
function find(told: readonly Told[], printed: string): readonly Found[] {
  const found: Found[] = [];
  let from = 0;
  let missing = 0;
  for (const each of told) {
    if (missing > mostMissing) break;
    const text = withoutBlanks(each.text);
    if (text === "") continue;
    const next = printed.indexOf(text, from);
    const start = next === -1 ? printed.indexOf(text) : next;
    if (start === -1) {
      missing++;
      continue;
    }
    if (next !== -1) from = start + text.length;
    found.push({ told: each, start, end: start + text.length, rank: found.length });
  }
  return found;
}

/** The index of the first number that is not smaller. */
function lowerBound(numbers: Offsets, wanted: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
