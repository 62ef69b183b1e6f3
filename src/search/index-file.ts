import { chunksOf, wordsOfChunk } from "./tokens.js";

/** What search finds: a part of a page. */
export interface Entry {
  /** Path of the page below the site's folder. */
  readonly page: string;
  /** On the page; "" for the page itself. */
  readonly id: string;
  readonly title: string;
  readonly kind: EntryKind;
  /** What it is called besides its title: an address, an id of an operation, the type of an event. */
  readonly names: readonly string[];
  /** Names of fields and parameters in it, each with its own id, or "". */
  readonly fields: readonly (readonly [name: string, id: string])[];
  /** What is shown of its text. */
  readonly text: string;
  /** All in which words are found: its text as a whole, words of code. */
  readonly found: readonly string[];
  /** The entry it lies in, by its number among all entries; -1 for none. */
  readonly parent: number;
  readonly deprecated: boolean;
}

export const entryKinds = ["section", "endpoint", "event", "error", "type", "term"] as const;
export type EntryKind = (typeof entryKinds)[number];

/** A page that is searched. */
export interface SearchedPage {
  readonly path: string;
  readonly title: string;
  /** It is found after all others: a changelog. */
  readonly isLast: boolean;
}

/** What the words of an entry stand in. */
export const searchFields = ["name", "title", "above", "field", "text"] as const;
export type SearchField = (typeof searchFields)[number];

/** The index as it is written, in columns, which compress well. */
export interface IndexFile {
  /** Path, title, and 1 where it comes last. */
  readonly pages: readonly (readonly [string, string, 0 | 1])[];
  /** How many entries each page has, in their order. */
  readonly counts: readonly number[];
  readonly ids: readonly string[];
  readonly titles: readonly string[];
  /** A digit for each entry, of `entryKinds`; 10 more where it is deprecated. */
  readonly kinds: readonly number[];
  /** How many entries before it its parent is; 0 for none. */
  readonly parents: readonly number[];
  readonly names: readonly (readonly string[])[];
  /** Name, id, name, id. */
  readonly fields: readonly (readonly string[])[];
  readonly texts: readonly string[];
  /** The words of the texts as a whole, sorted, and the entries that have each of them. Those of titles, names and fields are read from these. */
  readonly words: string;
  readonly entries: string;
  /** How many words of the text each entry has. */
  readonly lengths: string;
  /** Words that stand nearly everywhere and are not in the index. */
  readonly common: readonly string[];
}

/** A word of the text that stands in more of the entries tells nothing. */
const commonShare = 0.3;
const fewest = 40;

/** The index of all entries of a site, which stand in the order of their pages. */
export function indexFile(pages: readonly SearchedPage[], entries: readonly Entry[]): IndexFile {
  const inText = new TextWords();
  for (const { found } of entries) inText.add(found);
  const most = Math.max(fewest, entries.length * commonShare);
  const common = inText.takeCommon(most);
  const file: IndexFile = {
    pages: pages.map(({ path, title, isLast }) => [path, title, isLast ? 1 : 0]),
    counts: countsOf(pages, entries),
    ids: entries.map(({ id }) => id),
    titles: entries.map(({ title }) => title),
    kinds: entries.map(({ kind, deprecated }) => entryKinds.indexOf(kind) + (deprecated ? 10 : 0)),
    parents: entries.map(({ parent }, number) => (parent === -1 ? 0 : number - parent)),
    names: entries.map(({ names }) => names),
    fields: entries.map((entry) => entry.fields.flat()),
    texts: entries.map(({ text }) => text),
    ...inText.print(),
    lengths: inText.lengths.map(printedNumber).join(""),
    common: common.sort(),
  };
  return { ...file, texts: textsThatFit(file) };
}

/** What readers load, compressed, in bytes. */
const longestFile = 245_000;

/** What a character of each column comes to when it is compressed: as in large specifications. */
const compressed = {
  ids: 0.21,
  titles: 0.22,
  names: 0.13,
  fields: 0.13,
  words: 0.36,
  entries: 0.61,
} as const satisfies { readonly [column in keyof IndexFile]?: number };
const compressedText = 0.27;
const shortestText = 160;

/** Where an index would be large, texts are shown less far: words are found as before. */
function textsThatFit(file: IndexFile): readonly string[] {
  const others = Object.entries(compressed).reduce(
    (sum, [column, share]) => sum + sizeOf(file[column as keyof typeof compressed]) * share,
    0,
  );
  const room = Math.max(0, longestFile - others) / compressedText;
  const lengths = file.texts.map(({ length }) => length).sort((one, other) => one - other);
  let rest = room;
  for (const [at, length] of lengths.entries()) {
    const share = rest / (lengths.length - at);
    if (length > share)
      return file.texts.map((text) => shortened(text, Math.max(share, shortestText)));
    rest -= length;
  }
  return file.texts;
}

function sizeOf(column: string | readonly (string | readonly string[])[]): number {
  if (typeof column === "string") return column.length;
  return column.reduce<number>(
    (sum, each) => sum + (typeof each === "string" ? each.length : sizeOf(each)) + 3,
    0,
  );
}

/** The beginning of a text, up to the end of a word. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = text.lastIndexOf(" ", longest);
  return `${text.slice(0, end > 0 ? end : longest)} …`;
}

/** The entries that have a word, by their numbers, each once. */
interface Word {
  readonly word: string;
  readonly entries: number[];
}

/** Which entries have which words in their text. */
class TextWords {
  /** How many words each entry has. */
  readonly lengths: number[] = [];
  readonly #words = new Map<string, Word>();
  /** By run of characters its words: identifiers as a whole and in parts. Most of what is in texts was there before. */
  readonly #ofChunk = new Map<string, readonly Word[]>();

  /** The texts of the next entry. */
  add(texts: readonly string[]): void {
    const entry = this.lengths.length;
    let length = 0;
    for (const chunk of new Set(chunksOf(texts.join(" ")))) {
      for (const { entries } of this.#wordsOf(chunk))
        if (entries[entries.length - 1] !== entry) {
          entries.push(entry);
          length++;
        }
    }
    this.lengths.push(length);
  }

  #wordsOf(chunk: string): readonly Word[] {
    let words = this.#ofChunk.get(chunk);
    if (!words) {
      words = wordsOfChunk(chunk).map((word) => {
        let known = this.#words.get(word);
        if (!known) this.#words.set(word, (known = { word, entries: [] }));
        return known;
      });
      this.#ofChunk.set(chunk, words);
    }
    return words;
  }

  /** The words that more than so many entries have, which are no longer in it. */
  takeCommon(most: number): string[] {
    const common = [...this.#words.values()].flatMap(({ word, entries }) =>
      entries.length > most ? [word] : [],
    );
    for (const word of common) this.#words.delete(word);
    return common;
  }

  print(): Pick<IndexFile, "words" | "entries"> {
    const sorted = [...this.#words.keys()].sort();
    return {
      words: sorted.join(" "),
      entries: sorted.map((word) => printedGaps(this.#words.get(word)!.entries)).join(" "),
    };
  }
}

function printedGaps(numbers: readonly number[]): string {
  let text = "";
  let last = -1;
  for (const number of numbers) {
    text += printedNumber(number - last - 1);
    last = number;
  }
  return text;
}

function countsOf(pages: readonly SearchedPage[], entries: readonly Entry[]): readonly number[] {
  const counts = new Map(pages.map(({ path }) => [path, 0]));
  for (const { page } of entries) counts.set(page, (counts.get(page) ?? 0) + 1);
  return [...counts.values()];
}

/** Digits of base 45: one that ends a number is of the upper half of the alphabet. */
const base = 45;
const alphabet =
  "!#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~";

function printedNumber(number: number): string {
  if (number < base) return alphabet[base + number]!;
  let rest = number;
  let digits = alphabet[base + (rest % base)]!;
  for (rest = Math.floor(rest / base); rest > 0; rest = Math.floor(rest / base))
    digits = alphabet[rest % base]! + digits;
  return digits;
}

const digitOf = new Uint8Array(128);
for (let digit = 0; digit < alphabet.length; digit++) digitOf[alphabet.charCodeAt(digit)] = digit;

/** The numbers of a text that `printedNumber` made. */
export function readNumbers(text: string): readonly number[] {
  const numbers: number[] = [];
  let number = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = digitOf[text.charCodeAt(at)]!;
    number = number * base + (digit % base);
    if (digit < base) continue;
    numbers.push(number);
    number = 0;
  }
  return numbers;
}
