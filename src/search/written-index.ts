import MiniSearch, { type Query, type SearchOptions } from "minisearch";
import { searchFields, type IndexFile, type SearchField } from "./index-file.js";
import { wordsOfChunk } from "./tokens.js";
import { wordsIn } from "./words-in.js";

/** What was looked for: runs of characters, each as a whole and in parts. */
export type Asked = readonly { readonly whole: string; readonly parts: readonly string[] }[];

/** How much a word weighs by where it stands. */
const weights: Readonly<Record<SearchField, number>> = {
  name: 6,
  title: 5,
  field: 2,
  above: 1,
  text: 1,
};

export const searchOptions = {
  boost: weights,
  // A letter by itself begins too many words; a character of a script without spaces is one.
  prefix: (term: string) => term.length > 1 || !/[a-z\d]/.test(term),
  weights: { prefix: 0.3, fuzzy: 0.2 },
  tokenize: (text: string) => [text],
  processTerm: (term: string) => term,
} satisfies SearchOptions;

/** What has all words, or some; of an identifier the whole, or else all its parts. */
export function queryOf(asked: Asked, combined: "AND" | "OR"): Query {
  const queries = asked.map(({ whole, parts }): Query => {
    // Only what is typed last may be a beginning.
    const words: Query[] = parts.map((part, at) =>
      at === parts.length - 1 ? part : { queries: [part], prefix: false },
    );
    const all = { ...searchOptions, queries: words, combineWith: combined };
    if (whole === "" || parts.length === 0) return whole === "" ? all : whole;
    return {
      ...searchOptions,
      queries: [{ queries: [whole], boostTerm: () => 4 }, all],
      combineWith: "OR",
    };
  });
  return { ...searchOptions, queries, combineWith: combined };
}

const shortestWord = 4;
/** Of longer queries the rest is taken as it is written. */
const mostWords = 4;

/** An index as it was written; its entries are called by their numbers. */
export class WrittenIndex extends MiniSearch {
  constructor(file: IndexFile) {
    super({ fields: [...searchFields] });
    const count = file.ids.length;
    const numbers = file.ids.map((_id, number) => number);
    const { words, lengths } = wordsIn(file);
    this._documentCount = count;
    this._nextId = count;
    this._documentIds = new Map(numbers.map((number) => [number, number]));
    this._idToShortId = new Map(numbers.map((number) => [number, number]));
    this._fieldLength = new Map(
      numbers.map((number) => [number, lengths.map((each) => each[number]!)]),
    );
    this._avgFieldLength = lengths.map(
      (each) => each.reduce((sum, length) => sum + length, 0) / Math.max(1, count),
    );
    for (const [word, fields] of words) this._index.set(word, fields);
  }

  /** A word that is nowhere and made of two that are: `powerlevel`. Those that are most alike in length. */
  twoWordsOf(word: string): readonly string[] {
    return this._index.has(word) ? [] : this.#twoWords(word);
  }

  /** A query with two of its words as one that is here, or, unless words stay whole, a word that is here as two. */
  otherSpellings(query: string, isWhole: boolean): readonly string[] {
    const words = query.trim().toLowerCase().split(/\s+/).slice(0, mostWords);
    const isWord = (at: number) => /^[a-z]+$/.test(words[at] ?? "");
    return words.flatMap((word, at) => {
      if (!isWord(at)) return [];
      const joined = `${word}${words[at + 1]}`;
      const isOne = isWord(at + 1) && wordsOfChunk(joined).some((each) => this._index.has(each));
      const two = !isWhole && this._index.has(word) ? this.#twoWords(word) : [];
      const others = [
        ...(isOne ? [[joined, 2] as const] : []),
        ...(two.length > 0 ? [[two.join(" "), 1] as const] : []),
      ];
      return others.map(([other, count]) => words.toSpliced(at, count, other).join(" "));
    });
  }

  #twoWords(word: string): readonly string[] {
    if (word.length < 2 * shortestWord) return [];
    let best: readonly string[] = [];
    for (let at = shortestWord; at <= word.length - shortestWord; at++) {
      const two = [word.slice(0, at), word.slice(at)];
      if (!two.every((each) => this._index.has(each))) continue;
      const isBetter =
        Math.min(at, word.length - at) > Math.min(...best.map(({ length }) => length));
      if (best.length === 0 || isBetter) best = two;
    }
    return best;
  }
}
