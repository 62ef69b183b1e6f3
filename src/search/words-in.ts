import { readNumbers, searchFields, type IndexFile, type SearchField } from "./index-file.js";
import { chunksOf, wordsOfChunk } from "./tokens.js";

/** By word, then by field of `searchFields`: the entries that have it, each once. */
export type WordEntries = ReadonlyMap<string, Map<number, Map<number, number>>>;

/**
 * All words of an index, and by field how many of them each entry has: those of texts as they are written in it, all others
 * read from names and titles.
 */
export function wordsIn(file: IndexFile): {
  readonly words: WordEntries;
  readonly lengths: readonly (readonly number[])[];
} {
  const words = new Map<string, Map<number, Map<number, number>>>();
  const entriesOf = (word: string, field: number) => {
    let fields = words.get(word);
    if (!fields) words.set(word, (fields = new Map()));
    let entries = fields.get(field);
    if (!entries) fields.set(field, (entries = new Map()));
    return entries;
  };
  const known = new Map<string, readonly string[]>();
  const wordsOf = (chunk: string) => {
    let found = known.get(chunk);
    if (!found) known.set(chunk, (found = wordsOfChunk(chunk)));
    return found;
  };
  const lengths = searchFields.map((name, field) => {
    if (name === "text") return readNumbers(file.lengths);
    return file.ids.map((_id, entry) => {
      let count = 0;
      for (const text of fieldTexts[name](file, entry))
        for (const word of chunksOf(text).flatMap(wordsOf)) {
          const entries = entriesOf(word, field);
          if (!entries.has(entry)) count++;
          entries.set(entry, 1);
        }
      return count;
    });
  });
  const inText = file.words === "" ? [] : file.words.split(" ");
  const lists = file.entries.split(" ");
  for (const [at, word] of inText.entries()) {
    const entries = entriesOf(word, searchFields.indexOf("text"));
    let entry = -1;
    for (const gap of readNumbers(lists[at]!)) entries.set((entry += gap + 1), 1);
  }
  return { words, lengths };
}

/** The texts that the words of an entry stand in. */
const fieldTexts: Readonly<
  Record<Exclude<SearchField, "text">, (file: IndexFile, entry: number) => readonly string[]>
> = {
  name: ({ names }, entry) => names[entry]!,
  title: ({ titles }, entry) => [titles[entry]!],
  above: ({ titles, parents }, entry) => {
    const above: string[] = [];
    for (let at = entry; parents[at] !== 0;) above.push(titles[(at -= parents[at]!)]!);
    return above;
  },
  field: ({ fields }, entry) => fields[entry]!.filter((_each, at) => at % 2 === 0),
};
