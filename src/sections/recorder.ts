import type { Source, Span } from "../base/source.js";
import { withLabels } from "../base/labels.js";
import { descriptionMark, madeMarkIn } from "../base/made-mark.js";
import { verbatim, wellFormed } from "../base/verbatim.js";
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
  #compact: Compact | undefined;
  #places: Places | undefined;

  /** `isMarkdown` says of a data file whether its descriptions are in Markdown: these are put into the page as nodes. */
  constructor(
    readonly labels: ReadonlyMap<string, string> = new Map(),
    readonly isMarkdown: (path: string) => boolean = () => false,
  ) {}

  /** A name or the like of a data file with its labels replaced, for columns that are as wide as what the page shows. */
  name(text: string): string {
    return verbatim(withLabels(text, this.labels));
  }

  /** The text, remembered. */
  tell(written: Written | null): string {
    if (!written) return "";
    const { file, pointer } = written.at;
    if (this.isMarkdown(file.source.path) && written.text.trim() !== "")
      return this.told(descriptionMark(file.source.path, pointer), () => spanWithin(written.at, 0));
    return this.told(wellFormed(written.text), (offset) => spanWithin(written.at, offset));
  }

  /** A text of the project file or another data file, remembered. */
  tellFrom(text: string, source: Source, ...path: readonly (string | number)[]): string {
    const origin = { source, pointer: joinPointer("", ...path) };
    return this.told(text, (offset) => spanInText(origin, offset));
  }

  told(text: string, placeOf: Told["placeOf"]): string {
    this.#told.push({ text, placeOf, isHeading: false });
    return text;
  }

  /** The heading of the thing at a place, remembered. */
  heading(text: string, at: Located): string {
    const placeOf = () => spanAt(at, "key");
    this.#told.push({ text, placeOf, isHeading: true });
    return text;
  }

  /** The author's place of an offset in the printed text. */
  origin(printed: string, offset: number): Span | undefined {
    this.#compact ??= compact(printed);
    this.#places ??= new Places(find(this.#told, this.#compact));
    const at = lowerBound(this.#compact.offsets, offset);
    const inside = this.#places.inside(at);
    if (inside) return inside.told.placeOf(compact(inside.told.text).offsets[at - inside.start]!);
    const told =
      this.#places.headingBefore(at) ??
      this.#told.find(({ isHeading }) => isHeading) ??
      this.#told[0];
    return told?.placeOf(0);
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

/** Small numbers without room for anything else: there are as many as characters. */
type Offsets = Uint32Array;

/** A text without its blanks, with the offset of each character left. */
interface Compact {
  readonly text: string;
  readonly offsets: Offsets;
}

function compact(text: string): Compact {
  const runs: string[] = [];
  const offsets = new Uint32Array(text.length);
  let length = 0;
  for (const { 0: run, index } of text.matchAll(/\S+/g)) {
    runs.push(run);
    for (let at = index; at < index + run.length; at++) offsets[length++] = at;
  }
  return { text: runs.join(""), offsets: offsets.subarray(0, length) };
}

/** So many texts a template may leave out; with more of them, looking for each takes too long. */
const mostMissing = 100;

/** Each text behind the one told before it; where a template printed it earlier, anywhere. */
function find(told: readonly Told[], printed: Compact): readonly Found[] {
  const found: Found[] = [];
  let from = 0;
  let missing = 0;
  for (const each of told) {
    if (missing > mostMissing) break;
    const text = each.text.replace(/\s+/g, "");
    if (text === "") continue;
    const next = printed.text.indexOf(text, from);
    const start = next === -1 ? printed.text.indexOf(text) : next;
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
