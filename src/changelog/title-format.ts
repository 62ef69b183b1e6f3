/**
 * Reads titles by the format they are made with. A title is looked at once for each part of the format, from behind, so
 * that no format and no title make it slow; of several readings, fields at the front take as much as they can.
 */

export interface TitleNames {
  readonly version?: string;
  readonly date?: string;
}

/** One part of a format: where it may end when it begins at a place. */
interface FormatPart {
  readonly field?: "version" | "date";
  readonly ends: (title: Title, start: number) => Ends;
}

/** From the first to the last place, both included; `null` where the part cannot stand. */
type Ends = readonly [first: number, last: number] | null;

interface Title {
  readonly text: string;
  /** For each place, where the word or the white space that is there ends; the place itself where there is none. */
  readonly wordEnds: readonly number[];
  readonly spaceEnds: readonly number[];
  /** For each place, the next digit of the word there, or -1. */
  readonly digits: readonly number[];
}

const longestTitle = 200;
const mostParts = 100;

/** Gives the names in a title, or `null` where it is not made so. */
export type TitleReader = (title: string) => TitleNames | null;

/** A reader of titles such as `{name} {version} ({project_date})`. Only the first line of a format counts. */
export function titleReader(format: string): TitleReader {
  const parts = partsOf(format.trim().split("\n", 1)[0]!.trim());
  return (title) => (title.length > longestTitle ? null : read(title, parts));
}

function partsOf(format: string): readonly FormatPart[] {
  const seen = new Set<string>();
  const words = format.match(/\{\w+\}|\{\{|\}\}|\s+|[^{}\s]+|[{}]/g) ?? [];
  return words.slice(0, mostParts).map((word) => {
    const isAgain = seen.has(word);
    seen.add(word);
    return partOf(word, isAgain);
  });
}

function partOf(word: string, isAgain: boolean): FormatPart {
  if (/^\s/.test(word))
    return { ends: ({ spaceEnds }, start) => between(start + 1, spaceEnds[start]!) };
  if (!/^\{\w+\}$/.test(word)) return { ends: literal(word.replace(/^(?:\{\{|\}\})$/, word[0]!)) };
  if (isAgain) return { ends: ({ wordEnds }, start) => between(start + 1, wordEnds[start]!) };
  if (word === "{version}") return { field: "version", ends: versionEnds };
  if (word === "{project_date}")
    return { field: "date", ends: ({ text }, start) => between(start + 1, text.length) };
  return { ends: ({ text }, start) => between(start, text.length) };
}

function between(first: number, last: number): Ends {
  return first <= last ? [first, last] : null;
}

function literal(word: string): FormatPart["ends"] {
  return ({ text }, start) =>
    text.startsWith(word, start) ? [start + word.length, start + word.length] : null;
}

/** A version has a number in it and no spaces. */
function versionEnds({ wordEnds, digits }: Title, start: number): Ends {
  const digit = digits[start]!;
  return digit === -1 ? null : between(digit + 1, wordEnds[start]!);
}

function lookAt(text: string): Title {
  const places = text.length + 1;
  const wordEnds = Array.from({ length: places }, (_, at) => at);
  const spaceEnds = [...wordEnds];
  const digits = Array.from({ length: places }, () => -1);
  for (let at = text.length - 1; at >= 0; at--) {
    const isSpace = /\s/.test(text[at]!);
    const isDigit = /\d/.test(text[at]!);
    if (isSpace) spaceEnds[at] = Math.max(at + 1, spaceEnds[at + 1]!);
    else wordEnds[at] = Math.max(at + 1, wordEnds[at + 1]!);
    if (!isSpace) digits[at] = isDigit ? at : digits[at + 1]!;
  }
  return { text, wordEnds, spaceEnds, digits };
}

function read(text: string, parts: readonly FormatPart[]): TitleNames | null {
  const title = lookAt(text);
  // Whether the parts from one on can read the title to its end, by where they begin.
  const readable: boolean[][] = [];
  readable[parts.length] = Array.from({ length: text.length + 1 }, (_, at) => at === text.length);
  for (let index = parts.length - 1; index >= 0; index--)
    readable[index] = readableFrom(title, parts[index]!, readable[index + 1]!);
  if (!readable[0]![0]) return null;
  const names: { version?: string; date?: string } = {};
  let at = 0;
  for (const [index, { field, ends }] of parts.entries()) {
    const end = readable[index + 1]!.lastIndexOf(true, ends(title, at)![1]);
    if (field) names[field] = text.slice(at, end);
    at = end;
  }
  return names;
}

function readableFrom(title: Title, { ends }: FormatPart, next: readonly boolean[]): boolean[] {
  // How many readable places there are before each one: a range is asked for in one step.
  const before = [0];
  for (const isReadable of next) before.push(before.at(-1)! + (isReadable ? 1 : 0));
  return next.map((_, start) => {
    const range = ends(title, start);
    return range !== null && before[range[1] + 1]! > before[range[0]]!;
  });
}
