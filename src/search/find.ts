import MiniSearch, { type Query, type SearchOptions } from "minisearch";
import {
  entryKinds,
  searchFields,
  type EntryKind,
  type IndexFile,
  type SearchField,
} from "./index-file.js";
import { chunksOf, fold, foldName, readChunk } from "./tokens.js";
import { wordsIn } from "./words-in.js";

/** A part of a page that was found. */
export interface Hit {
  readonly page: string;
  /** Of the part, or of the field of that name; "" for the page itself. */
  readonly id: string;
  readonly title: string;
  readonly kind: EntryKind | "field";
  /** The titles of what it lies in, the page's first. */
  readonly above: readonly string[];
  /** Some of its words around those that were looked for. */
  readonly context: string;
  readonly deprecated: boolean;
}

export interface Found {
  readonly hits: readonly Hit[];
  /** How many there are in all. */
  readonly count: number;
  /** What was looked for instead, where the words are nowhere. */
  readonly corrected: string | null;
  /** The words that are found, to be marked, in small letters. */
  readonly words: readonly string[];
}

/** What was looked for: runs of characters, each as a whole and in parts. */
type Asked = readonly { readonly whole: string; readonly parts: readonly string[] }[];

interface Candidate {
  readonly number: number;
  /** Groups come before tiers. */
  readonly group: number;
  readonly tier: number;
  readonly score: number;
}

/** How much a word weighs by where it stands. */
const weights: Readonly<Record<SearchField, number>> = {
  name: 6,
  title: 5,
  field: 2,
  above: 1,
  text: 1,
};

/** How much an answer is worth by what it is. */
const kindWeights: Readonly<Record<EntryKind, number>> = {
  endpoint: 1.2,
  event: 1.4,
  error: 1.4,
  type: 1.2,
  section: 1.1,
  term: 0.8,
};

/** How an answer suits: what has exactly that name comes before all else. */
const tiers = { name: 5, title: 4, field: 3, called: 2, plainField: 1.5, other: 1 } as const;

/** Answers queries with an index. */
export class Finder {
  readonly #file: IndexFile;
  readonly #index: MiniSearch;
  /** By entry: its page. */
  readonly #pages: readonly number[];
  readonly #parents: readonly number[];
  readonly #common: ReadonlySet<string>;
  readonly #titles: readonly string[];
  readonly #names: readonly (readonly string[])[];
  readonly #paths: readonly (readonly (readonly string[])[])[];

  constructor(file: IndexFile) {
    this.#file = file;
    this.#pages = file.counts.flatMap((count, page) => Array<number>(count).fill(page));
    this.#parents = file.parents.map((up, number) => (up === 0 ? -1 : number - up));
    this.#common = new Set(file.common);
    this.#titles = file.titles.map(foldName);
    this.#names = file.names.map((names) => names.map(foldName));
    this.#paths = this.#names.map((names) =>
      names.filter((name) => name.startsWith("/")).map((name) => name.slice(1).split("/")),
    );
    this.#index = new WrittenIndex(file);
  }

  /** The best answers to a query, the best one first, no more than `most`. */
  find(query: string, most: number): Found {
    const { asked, common } = this.#asked(query);
    const none = { hits: [], count: 0, corrected: null, words: [] };
    if (asked.length === 0) return none;
    const exact = this.#candidates(asked, common, query, "AND");
    if (exact.length > 0) return this.#found(exact, asked, query, null, most);
    const near = asked.map((each) => this.#nearest(each));
    const isOther = near.some(({ whole }, at) => whole !== asked[at]!.whole);
    const corrected = near.map(({ whole }) => whole).join(" ");
    if (isOther) {
      const found = this.#candidates(near, common, corrected, "AND");
      if (found.length > 0) return this.#found(found, near, corrected, corrected, most);
    }
    const some = this.#candidates(near, common, query, "OR");
    return this.#found(some, near, query, isOther ? corrected : null, most);
  }

  /** Words that stand nearly everywhere only add to what the others find. */
  #asked(query: string): { readonly asked: Asked; readonly common: readonly string[] } {
    const read = chunksOf(query.slice(0, longestQuery))
      .map(readChunk)
      .map(({ whole, parts }) => ({
        whole: whole === "" ? (parts.length === 1 ? parts[0]! : "") : whole,
        parts,
      }))
      .filter(({ whole, parts }) => whole !== "" || parts.length > 0)
      .slice(0, mostWords);
    const telling = read.filter(({ whole }) => !this.#common.has(whole));
    const common = telling.length > 0 ? read.filter((each) => !telling.includes(each)) : [];
    return { asked: telling.length > 0 ? telling : read, common: common.map(({ whole }) => whole) };
  }

  #candidates(
    asked: Asked,
    common: readonly string[],
    query: string,
    combined: "AND" | "OR",
  ): readonly Candidate[] {
    const wanted = new Wanted(query);
    const addressed = this.#addressed(wanted, asked);
    if (addressed.length > 0 && wanted.path!.length >= longAddress) return addressed;
    const telling = queryOf(asked, combined);
    // All entries, of which those with these words score more.
    const all: Query = { queries: [...common, MiniSearch.wildcard as never], combineWith: "OR" };
    const results = this.#index.search(
      common.length === 0
        ? telling
        : { ...searchOptions, combineWith: "AND", queries: [telling, all] },
    );
    const found = results.map(
      ({ id, score }) => this.#candidate(id as number, score, wanted, asked), // as `WrittenIndex` calls it
    );
    const known = new Set(found.map(({ number }) => number));
    return [...found, ...addressed.filter(({ number }) => !known.has(number))].sort(byRank);
  }

  /** The endpoints at an address, which may have values where theirs have names. */
  #addressed(wanted: Wanted, asked: Asked): readonly Candidate[] {
    if (!wanted.path) return [];
    return this.#names
      .flatMap((names, number) =>
        this.#paths[number]!.some((path) => wanted.isAt(path, names))
          ? [this.#candidate(number, 0, wanted, asked)]
          : [],
      )
      .sort(byRank);
  }

  #candidate(number: number, score: number, wanted: Wanted, asked: Asked): Candidate {
    const tier = this.#tier(number, wanted, asked);
    const kind = entryKinds[this.#file.kinds[number]! % 10]!;
    return { number, tier, score: score * kindWeights[kind], group: this.#group(number, tier) };
  }

  #tier(number: number, wanted: Wanted, asked: Asked): number {
    const names = this.#names[number]!;
    const kind = this.#file.kinds[number]! % 10;
    const title = this.#titles[number]!;
    if (names.includes(wanted.name)) return tiers.name;
    if (wanted.path && this.#paths[number]!.some((path) => wanted.isAt(path, names)))
      return tiers.name - 0.5;
    if (title === wanted.name) return kind === 0 ? tiers.title : tiers.name;
    const isField = this.#file.fields[number]!.some(
      (name, at) => at % 2 === 0 && foldName(name) === wanted.name,
    );
    if (isField && !wanted.isPlain) return tiers.field;
    const called = `${title} ${names.join(" ")}`;
    const isCalled = asked.every(({ whole, parts }) =>
      [whole, ...parts].some((word) => word !== "" && called.includes(word)),
    );
    if (isCalled) return tiers.called;
    return isField ? tiers.plainField : tiers.other;
  }

  /** What is called exactly so comes first; changelogs, and at last what is deprecated, after all else. */
  #group(number: number, tier: number): number {
    const isLast = this.#file.pages[this.#pages[number]!]![2] === 1;
    const isDeprecated = this.#file.kinds[number]! >= 10;
    if (tier > tiers.title && !isLast) return isDeprecated ? 1 : 0;
    if (isDeprecated) return 4;
    return isLast ? 3 : 2;
  }

  #found(
    candidates: readonly Candidate[],
    asked: Asked,
    query: string,
    corrected: string | null,
    most: number,
  ): Found {
    const words = [...new Set(asked.flatMap(({ whole, parts }) => [whole, ...parts]))].filter(
      (word) => word !== "",
    );
    const name = foldName(query);
    return {
      hits: candidates
        .slice(0, most)
        .map(({ number, tier }) => this.#hit(number, tier, name, words)),
      count: candidates.length,
      corrected,
      words,
    };
  }

  #hit(number: number, tier: number, name: string, words: readonly string[]): Hit {
    const { pages, ids, titles, kinds, fields, texts } = this.#file;
    const own = fields[number]!;
    const at =
      tier === tiers.field || tier === tiers.plainField
        ? own.findIndex((each, index) => index % 2 === 0 && foldName(each) === name)
        : -1;
    const [path, pageTitle] = pages[this.#pages[number]!]!;
    const above: string[] = [];
    for (let up = this.#parents[number]!; up !== -1; up = this.#parents[up]!)
      above.unshift(titles[up]!);
    return {
      page: path,
      id: (at === -1 ? "" : own[at + 1]!) || ids[number]!,
      title: titles[number]! || pageTitle,
      kind: at === -1 ? entryKinds[kinds[number]! % 10]! : "field",
      above: this.#parents[number] === -1 ? [] : [pageTitle, ...above.slice(1)],
      context: contextOf(texts[number]!, words),
      deprecated: kinds[number]! >= 10,
    };
  }

  /** The word of the index that is most like one that is nowhere. */
  #nearest(chunk: Asked[number]): Asked[number] {
    const { whole, parts } = chunk;
    const word = whole === "" ? parts.join("") : whole;
    const isThere = this.#index.search(queryOf([chunk], "AND")).length > 0;
    if (isThere || word.length < 3) return chunk;
    const found = this.#index.search(word, {
      ...searchOptions,
      tokenize: (text) => [text],
      prefix: false,
      fuzzy: word.length > 5 ? 2 : 1,
    });
    let best: { readonly term: string; readonly rank: number } | null = null;
    for (const { terms, score } of found.slice(0, 50))
      for (const term of terms) {
        const rank = distance(word, term) - Math.min(score, 100) / 1000;
        if (!best || rank < best.rank) best = { term, rank };
      }
    return best ? { whole: best.term, parts: [] } : chunk;
  }
}

function byRank(one: Candidate, other: Candidate): number {
  return (
    one.group - other.group ||
    other.tier - one.tier ||
    other.score - one.score ||
    one.number - other.number
  );
}

/** In parts between slashes: nothing but the endpoints at such an address is meant. */
const longAddress = 3;
const longestQuery = 300;
const mostWords = 12;

/** What is asked for by name: a method and an address, or anything else. */
class Wanted {
  readonly name: string;
  /** Whether it may be a usual word. */
  readonly isPlain: boolean;
  readonly path: readonly string[] | null;
  readonly #method: string;

  constructor(query: string) {
    this.name = foldName(query);
    this.isPlain = /^[\p{L}\p{M} ]+$/u.test(query.trim()) && !/\p{Ll}\p{Lu}/u.test(query);
    const [, method = "", address = ""] =
      /^(?:([a-z]+) )?(?:https?:\/\/[^/]*)?\/([^?#]*)/.exec(this.name) ?? [];
    this.#method = method;
    const path = address.split("/").filter((part) => part !== "");
    this.path = path.length > 0 ? path : null;
  }

  /** Whether an endpoint is at the address, or at one that ends so. What stands in braces may be anything. */
  isAt(path: readonly string[], names: readonly string[]): boolean {
    const wanted = this.path!;
    const start = path.length - wanted.length;
    if (start < 0 || path[start] === "{}") return false;
    if (this.#method !== "" && !names.some((name) => name.startsWith(`${this.#method} `)))
      return false;
    return wanted.every((part, at) => path[start + at] === part || path[start + at] === "{}");
  }
}

const searchOptions = {
  boost: weights,
  // A letter by itself begins too many words; a character of a script without spaces is one.
  prefix: (term: string) => term.length > 1 || !/[a-z\d]/.test(term),
  weights: { prefix: 0.3, fuzzy: 0.2 },
  tokenize: (text: string) => [text],
  processTerm: (term: string) => term,
} satisfies SearchOptions;

/** What has all words, or some; of an identifier the whole, or else all its parts. */
function queryOf(asked: Asked, combined: "AND" | "OR"): Query {
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

/** An index as it was written; its entries are called by their numbers. */
class WrittenIndex extends MiniSearch {
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
}

/** So much of a text is shown around the words. */
const shownBefore = 50;
const shownAfter = 130;

/** Some of a text from before the first of the words; its beginning where it has none. */
function contextOf(text: string, words: readonly string[]): string {
  const low = fold(text);
  const isSame = low.length === text.length;
  const places = isSame ? words.map((word) => low.indexOf(word)).filter((at) => at !== -1) : [];
  const first = places.length === 0 ? 0 : places[0]!;
  let start = first <= shownBefore ? 0 : text.indexOf(" ", first - shownBefore) + 1;
  if (start > first) start = first;
  let end = Math.min(text.length, first + shownAfter);
  const space = text.lastIndexOf(" ", end);
  if (end < text.length && space > first) end = space;
  return `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}

/** How many characters are other, missing, too many or exchanged with their neighbour (optimal string alignment). */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_each, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      let cost = Math.min(
        last[column]! + 1,
        next[column - 1]! + 1,
        last[column - 1]! + (isSame ? 0 : 1),
      );
      if (
        row > 1 &&
        column > 1 &&
        one[row - 1] === other[column - 2] &&
        one[row - 2] === other[column - 1]
      )
        cost = Math.min(cost, before[column - 2]! + 1);
      next.push(cost);
    }
    before = last;
    last = next;
  }
  return last[other.length]!;
}
