import MiniSearch, { type Query } from "minisearch";
import { entryKinds, type EntryKind, type IndexFile } from "./index-file.js";
import { contextOf, distance } from "./found-text.js";
import { chunksOf, foldName, readChunk } from "./tokens.js";
import { isNamed, otherNumber, Wanted } from "./wanted.js";
import { digitsOf, isAmong, isForm, isSameWord, spaced } from "./likeness.js";
import { isCalledSo, isFieldTier, shareOf, shares, tiers } from "./tiers.js";
import { queryOf, searchOptions, WrittenIndex, type Asked } from "./written-index.js";

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

interface Candidate {
  readonly number: number;
  /** Groups come before tiers. */
  readonly group: number;
  readonly tier: number;
  readonly score: number;
  /** Whether a field of it is what is found. */
  readonly isField: boolean;
}

/** How much an answer is worth by what it is. */
const kindWeights: Readonly<Record<EntryKind, number>> = {
  endpoint: 1.2,
  event: 1.4,
  error: 1.4,
  type: 1.2,
  section: 1.1,
  term: 0.8,
};

/** A page is worth more than its parts where nothing else tells them apart. */
const pageWeight = 1.4;

/** Answers queries with an index. */
export class Finder {
  readonly #file: IndexFile;
  readonly #index: WrittenIndex;
  /** By entry: its page. */
  readonly #pages: readonly number[];
  readonly #parents: readonly number[];
  readonly #common: ReadonlySet<string>;
  readonly #titles: readonly string[];
  readonly #names: readonly (readonly string[])[];
  readonly #paths: readonly (readonly (readonly string[])[])[];
  /** Of all entries. */
  readonly #fieldNames: ReadonlySet<string>;
  /** By entry, the words of its title and of each of its names, once they were asked for. */
  readonly #called = new Map<number, readonly (readonly string[])[]>();

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
    this.#fieldNames = new Set(
      file.fields.flatMap((own) => own.filter((_each, at) => at % 2 === 0).map(foldName)),
    );
    this.#index = new WrittenIndex(file);
  }

  /** The best answers to a query, the best one first, no more than `most`. */
  find(typed: string, most: number): Found {
    // The rest of an identifier may be any, as it always may at the end of what is typed: "m.room.*".
    const query = typed.replace(/\*+$/, "");
    const { read, asked, common, words } = this.#asked(query);
    const none = { hits: [], count: 0, corrected: null, words: [] };
    if (asked.length === 0) return none;
    const exact = this.#candidates(asked, common, new Wanted(query, words), "AND");
    const other = this.#otherwiseWritten(query, exact[0]);
    if (other) return this.#found(other.candidates, other.asked, other.query, null, most);
    if (exact.length > 0) return this.#found(exact, asked, query, null, most);
    const near = asked.map((each) => this.#nearest(each));
    const isOther = near.some(({ whole }, at) => whole !== asked[at]!.whole);
    const spelt = read.map((each) => near[asked.indexOf(each)] ?? each);
    const corrected = spelt.map(({ whole }) => whole).join(" ");
    if (isOther) {
      const wanted = new Wanted(corrected, simpleWords(spelt));
      const found = this.#candidates(near, common, wanted, "AND");
      if (found.length > 0) return this.#found(found, near, corrected, corrected, most);
    }
    const some = this.#candidates(near, common, new Wanted(query, simpleWords(near)), "OR");
    return this.#found(some, near, query, isOther ? corrected : null, most);
  }

  /**
   * What is found of a query with two of its words as one (`log in`) or one as two (`powerlevels`), if that suits better than
   * the best as it was typed.
   */
  #otherwiseWritten(
    query: string,
    best: Candidate | undefined,
  ): {
    readonly query: string;
    readonly asked: Asked;
    readonly candidates: readonly Candidate[];
  } | null {
    // What is called by a word as it was typed is meant.
    const isCalled = best !== undefined && best.tier > tiers.called;
    for (const written of this.#index.otherSpellings(query, isCalled)) {
      const { asked, common, words } = this.#asked(written);
      if (asked.length === 0) continue;
      const candidates = this.#candidates(asked, common, new Wanted(written, words), "AND");
      const [first] = candidates;
      if (!first) continue;
      const isBetter =
        !best || first.group < best.group || (first.group === best.group && first.tier > best.tier);
      if (isBetter) return { query: written, asked, candidates };
    }
    return null;
  }

  /** Words that stand nearly everywhere only add to what the others find. */
  #asked(query: string): {
    readonly read: Asked;
    readonly asked: Asked;
    readonly common: readonly string[];
    readonly words: readonly string[];
  } {
    const read = chunksOf(query.slice(0, longestQuery))
      .map(readChunk)
      .map(({ whole, parts }) => ({
        whole: whole === "" ? (parts.length === 1 ? parts[0]! : "") : whole,
        parts: parts.length === 0 ? this.#index.twoWordsOf(whole) : parts,
      }))
      .filter(({ whole, parts }) => whole !== "" || parts.length > 0)
      .slice(0, mostWords);
    const telling = read.filter(({ whole }) => !this.#common.has(whole));
    const common = telling.length > 0 ? read.filter((each) => !telling.includes(each)) : [];
    return {
      read,
      asked: telling.length > 0 ? telling : read,
      common: common.map(({ whole }) => whole),
      words: simpleWords(read),
    };
  }

  #candidates(
    asked: Asked,
    common: readonly string[],
    wanted: Wanted,
    combined: "AND" | "OR",
  ): readonly Candidate[] {
    const addressed = this.#addressed(wanted, asked);
    if (addressed.length > 0 && (wanted.path?.length ?? 0) >= longAddress) return addressed;
    const telling = queryOf(asked, combined);
    // All entries, of which those with these words score more.
    const all: Query = { queries: [...common, MiniSearch.wildcard as never], combineWith: "OR" };
    const results = this.#index.search(
      common.length === 0
        ? telling
        : { ...searchOptions, combineWith: "AND", queries: [telling, all] },
    );
    // Of "X-Matrix" one part is a usual word: what has only that is not what is meant, where the whole is somewhere
    // or what begins so.
    const isOne = wanted.path === null && asked.length === 1 && asked[0]!.parts.length === 1;
    const [identifier] = isOne ? asked : [];
    const hasWhole = ({ terms }: { readonly terms: readonly string[] }) =>
      terms.some((term) => term.startsWith(identifier!.whole));
    const isSomewhere = identifier !== undefined && results.some(hasWhole);
    const found = results.map((result) => {
      const own = this.#candidate(result.id as number, result.score, wanted, asked); // as `WrittenIndex` calls it
      const isPart = isSomewhere && own.tier < tiers.title && !hasWhole(result);
      return isPart ? { ...own, tier: tiers.part } : own;
    });
    const home = this.#homeOf(found);
    const known = new Set(found.map(({ number }) => number));
    const atHome = found.map((each) =>
      each.isField && this.#pages[each.number] === home
        ? {
            ...each,
            tier: each.tier + (each.tier < tiers.field ? shares.homeOfPlain : shares.home),
          }
        : each,
    );
    return [...atHome, ...addressed.filter(({ number }) => !known.has(number))].sort(byRank);
  }

  /** The page where most have a field of that name: there it is introduced, and used elsewhere. */
  #homeOf(found: readonly Candidate[]): number | undefined {
    const counts = new Map<number, number>();
    for (const { number, isField } of found) {
      const page = this.#pages[number]!;
      if (isField) counts.set(page, (counts.get(page) ?? 0) + 1);
    }
    const most = Math.max(...counts.values());
    return [...counts].find(([, count]) => count === most)?.[0];
  }

  /** The endpoints that do what an operation's id says, or at an address, which may have values where theirs have names. */
  #addressed(wanted: Wanted, asked: Asked): readonly Candidate[] {
    if (!wanted.path && !wanted.isOperation) return [];
    const isMeant = (path: readonly string[], names: readonly string[]) =>
      wanted.path ? wanted.isAt(path, names) : wanted.operates(path, names) > 0;
    return this.#names
      .flatMap((names, number) =>
        this.#paths[number]!.some((path) => isMeant(path, names))
          ? [this.#candidate(number, 0, wanted, asked)]
          : [],
      )
      .sort(byRank);
  }

  #candidate(number: number, score: number, wanted: Wanted, asked: Asked): Candidate {
    const tier = this.#tier(number, wanted, asked);
    const kind = entryKinds[this.#file.kinds[number]! % 10]!;
    const weight = this.#parents[number] === -1 ? pageWeight : kindWeights[kind];
    const isPage = this.#parents[number] === -1;
    // Of what has such a field, or is called so, the first introduces it; a page does before its parts.
    const isField = isFieldTier(tier);
    const own = isField ? -number : isCalledSo(tier) ? (isPage ? 1 : -number) : score * weight;
    return { number, tier, score: own, group: this.#group(number, tier), isField };
  }

  #tier(number: number, wanted: Wanted, asked: Asked): number {
    const names = this.#names[number]!;
    const kind = this.#file.kinds[number]! % 10;
    const title = this.#titles[number]!;
    if (names.includes(wanted.name)) return tiers.name;
    if (wanted.path) {
      // Of the endpoints at such an address, and of those whose address goes on, one whose names in braces are the same.
      const isAlike = wanted.hasNames(this.#file.names[number]!);
      const paths = this.#paths[number]!;
      const there = paths.find((path) => wanted.isAt(path, names));
      if (there)
        return (
          (isAlike ? tiers.address : tiers.alikeAddress - 0.1) +
          (wanted.isAllOf(there) ? shares.afterVersion : 0)
        );
      if (isAlike && wanted.braces.length > 0 && paths.some((path) => wanted.isIn(path, names)))
        return tiers.alikeAddress;
    }
    if (wanted.isOperation) {
      const suits = this.#paths[number]!.map((path) => wanted.operates(path, names));
      const most = Math.max(0, ...suits);
      if (most > 0) return (most > otherNumber ? tiers.operation : tiers.likeOperation) + most / 10;
    }
    if (title === wanted.name) return kind === 0 ? tiers.title : tiers.name;
    const isField = this.#file.fields[number]!.some(
      (name, at) => at % 2 === 0 && wanted.isNamed(name),
    );
    const isName = !wanted.isPlain && wanted.path === null;
    if (kind === 0 && isName && this.#isTitled(number, wanted.words)) return tiers.explained;
    if (isField && !wanted.isPlain) {
      const isOwn = this.#paths[number]!.some((path) => path.includes(wanted.name));
      return tiers.field + (isOwn ? shares.definition : 0);
    }
    const share = wanted.isPlain ? 0 : this.#addressShare(number, wanted);
    // What is a field's name as a whole is no beginning of another word: `dir` of "direct".
    const isWhole = wanted.isPlain && this.#fieldNames.has(wanted.name);
    const inWords = this.#wordShare(number, wanted.words, isWhole);
    // Words that are those of an address come after it.
    const own = Math.max(share, wanted.path ? Math.min(inWords, shares.most) : inWords);
    // An identifier is first of all a field's.
    if (own === 1 && kind > 0) return tiers.inWords;
    if (own === 1) return wanted.isPlain ? tiers.titleInWords : tiers.called + shares.all;
    if (kind === entryKinds.indexOf("error") && own > 0 && own < shares.all) return tiers.errorPart;
    // What is a field's name says more of it than one word among others of a title.
    const isPlainField = isField && this.#file.fields[number]!.includes(wanted.name);
    // A whole part of an address comes before one of its words.
    const isPart = this.#paths[number]!.some((path) => path.includes(wanted.name));
    if (isPlainField && isPart) return tiers.ownField;
    const isOperation = kind === entryKinds.indexOf("endpoint");
    if (isPlainField && !isOperation && own <= shares.some) return tiers.plainField;
    // "Send-to-device" is called `to-device` as it is typed, `m.direct_to_device` has the words.
    const isTyped = own <= shares.most && spaced(title).includes(spaced(wanted.name));
    const more = (isPart ? shares.wholePart : 0) + (isTyped ? shares.asTyped : 0);
    if (own > 0) return tiers.called + own + more;
    const called = `${title} ${names.join(" ")}`;
    if (!isWhole && asked.every((each) => isAmong(called, each))) return tiers.called;
    if (isField) return tiers.otherField;
    const above = `${called} ${this.#above(number).map(foldName).join(" ")}`;
    const isWithin =
      !isWhole &&
      asked.some((each) => isAmong(called, each)) &&
      asked.every((each) => isAmong(above, each));
    return isWithin ? tiers.within : tiers.other;
  }

  /** Of an identifier or an address that is not typed to its end, or that is the middle of one. */
  #addressShare(number: number, wanted: Wanted): number {
    const names = this.#names[number]!;
    if (wanted.path) {
      const paths = this.#paths[number]!;
      if (paths.some((path) => wanted.isIn(path, names, false))) return shares.wholeAddress;
      if (paths.some((path) => wanted.isIn(path, names))) return shares.address;
    }
    const isBeginning = [this.#titles[number]!, ...names].some((name) =>
      name.startsWith(wanted.name),
    );
    return isBeginning ? shares.beginning : 0;
  }

  /** How much of the title or of a name the words are, in their order: 1 if it has no others, 0 if they are not there. */
  #wordShare(number: number, words: readonly string[], isWholeOnly: boolean): number {
    const last = words.length - 1;
    const isSection = this.#file.kinds[number]! % 10 === 0;
    let best = 0;
    for (const [at, called] of this.#wordsOf(number).entries()) {
      const most = this.#isOperationId(number, at) ? shares.some : 1;
      for (let start = 0; start + last < called.length; start++) {
        if (!words.every((word, at) => called[start + at]!.startsWith(word))) continue;
        // Only the last one may be a beginning.
        if (!words.every((word, at) => at === last || called[start + at] === word)) continue;
        const isWhole = called[start + last] === words[last];
        if (isWholeOnly && !isWhole && !isForm(called[start + last]!, words[last]!)) continue;
        const share = shareOf(words.length / called.length, isWhole, isSection);
        best = Math.max(best, share < shares.all ? Math.min(share, most) : share);
      }
    }
    return best;
  }

  /** Readers do not see it: some of its words say less than those of the address. `at`: 0 is the title, then the names. */
  #isOperationId(number: number, at: number): boolean {
    return (
      at > 0 && this.#paths[number]!.length > 0 && !this.#names[number]![at - 1]!.includes("/")
    );
  }

  /** Whether a section is called like an identifier, in words: "User identifiers" is about `user_id`. */
  #isTitled(number: number, words: readonly string[]): boolean {
    const [title = []] = this.#wordsOf(number);
    const isName = words.length > 1 && title.length === words.length;
    return isName && words.every((word, at) => isSameWord(title[at]!, word));
  }

  #wordsOf(number: number): readonly (readonly string[])[] {
    let words = this.#called.get(number);
    if (!words) {
      words = [this.#file.titles[number]!, ...this.#file.names[number]!].map((text) =>
        chunksOf(text).flatMap((chunk) => {
          const { whole, parts } = readChunk(chunk);
          return parts.length > 0 ? parts : whole === "" ? [] : [whole];
        }),
      );
      this.#called.set(number, words);
    }
    return words;
  }

  /** The titles of what an entry lies in, the page's first. */
  #above(number: number): readonly string[] {
    const above: string[] = [];
    for (let up = this.#parents[number]!; up !== -1; up = this.#parents[up]!)
      above.unshift(this.#file.titles[up]!);
    return above;
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
      hits: candidates.slice(0, most).map((each) => this.#hit(each, name, words)),
      count: candidates.length,
      corrected,
      words,
    };
  }

  #hit({ number, isField }: Candidate, name: string, words: readonly string[]): Hit {
    const { pages, ids, titles, kinds, fields, texts } = this.#file;
    const own = fields[number]!;
    const at = isField
      ? own.findIndex((each, index) => index % 2 === 0 && isNamed(each, name))
      : -1;
    const [path, pageTitle] = pages[this.#pages[number]!]!;
    return {
      page: path,
      id: (at === -1 ? "" : own[at + 1]!) || ids[number]!,
      title: titles[number]! || pageTitle,
      kind: at === -1 ? entryKinds[kinds[number]! % 10]! : "field",
      above: this.#parents[number] === -1 ? [] : [pageTitle, ...this.#above(number).slice(1)],
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
    const most = word.length > 5 ? 2 : 1;
    const found = this.#index.search(word, {
      ...searchOptions,
      tokenize: (text) => [text],
      prefix: false,
      // For the index, letters in each other's place are two mistakes.
      fuzzy: most + 1,
    });
    // The first that has a term has its best score.
    const scores = new Map<string, number>();
    for (const { terms, score } of found)
      for (const term of terms) if (!scores.has(term)) scores.set(term, score);
    let best: { readonly term: string; readonly rank: number } | null = null;
    for (const [term, score] of scores) {
      const far = distance(word, term);
      const rank = far - Math.min(score, 100) / 1000;
      // Another number is not a slip.
      const isLike = far <= most && digitsOf(term) === digitsOf(word);
      if (isLike && (!best || rank < best.rank)) best = { term, rank };
    }
    return best ? { whole: best.term, parts: [] } : chunk;
  }
}

/** All words of a query, identifiers in parts. */
function simpleWords(asked: Asked): readonly string[] {
  return asked.flatMap(({ whole, parts }) => (parts.length > 0 ? parts : [whole]));
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
