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

/** Where a told text was found in the section. */
interface Found extends Told {
  readonly start: number;
  readonly end: number;
  /** For each character that is no blank its offset in the text, the first one at `start`. */
  readonly offsets: Offsets;
}

/**
 * Remembers the author's texts that a section prints, in the order of printing, so that a fault in the printed text is
 * told where the author wrote it. Printing wraps, indents and moves texts, but keeps all their characters but blanks;
 * by those they are found again, when a message needs it.
 */
export class Recorder {
  readonly #told: Told[] = [];
  #found: readonly Found[] | undefined;
  #compact: Compact | undefined;

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
    this.#found ??= find(this.#told, this.#compact);
    const at = lowerBound(this.#compact.offsets, offset);
    const inside = this.#found.find(({ start, end }) => start <= at && at < end);
    const found =
      inside ?? this.#found.findLast(({ isHeading, start }) => isHeading && start <= at);
    const told = found ?? this.#told.find(({ isHeading }) => isHeading) ?? this.#told[0];
    return told?.placeOf(inside ? inside.offsets[at - inside.start]! : 0);
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
    const { text, offsets } = compact(each.text);
    if (text === "") continue;
    const next = printed.text.indexOf(text, from);
    const start = next === -1 ? printed.text.indexOf(text) : next;
    if (start === -1) {
      missing++;
      continue;
    }
    if (next !== -1) from = start + text.length;
    found.push({ ...each, start, end: start + text.length, offsets });
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
