/**
 * Words of texts and of queries. What is made here at build and in the browser must be the same, so both use this file.
 *
 * An identifier is a word as a whole and in its parts: `m.room.member` is also "room" and "member", `room_id` "room" and
 * "id", `joinRoom` "join" and "room", `/rooms/{roomId}` "rooms", "room" and "id". In scripts that put no spaces between
 * words, every two neighbouring characters are a word.
 */

/** What a run of characters between spaces comes to. */
export interface Chunk {
  /** The whole, where it has parts; else the word itself. Empty where there is nothing to look for. */
  readonly whole: string;
  /** The words in it, without the whole; of a simple word none. */
  readonly parts: readonly string[];
}

/** The words of a run of characters: an identifier as a whole and in parts. */
export function wordsOfChunk(chunk: string): readonly string[] {
  const { whole, parts } = readChunk(chunk);
  return whole === "" ? parts : [whole, ...parts];
}

/** What stands between words and in none. */
const between = /[\s,;()[\]"“”„«»‹›<>|!?*=+`…—–、。「」『』（），；？！]/;

/** The runs of characters of a text that may be words. */
export function chunksOf(text: string): readonly string[] {
  return text.split(between).filter((chunk) => chunk !== "");
}

/** Longer ones are values, and nobody types them. */
const longest = 100;

const edges = /^[^\p{L}\p{N}_/]+|[^\p{L}\p{N}_}]+$/gu;
/** The same for what is ASCII, as nearly all is. */
const plainEdges = /^[^\w/]+|[^\w}]+$/g;
const plainSeparators = /[^a-z\d]+/i;
// Of "PDUs" and "userIDs" the plural is no hump.
const plainHumps = /(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])(?![A-Z]s(?![a-z]))/;
const acronyms = /^([A-Z]{2,})s$/;
const isAscii = /^[\0-\x7f]*$/;

const separators = /[^\p{L}\p{N}\p{M}]+/u;
const humps = /(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const isWord = /^[a-z]+$/;
/** A word with a capital or with marks around it. */
const usualWord = /^[^\w/\x80-\uffff]*([A-Za-z][a-z]*)[^\w}\x80-\uffff]*$/;

/** Read one run of characters. */
export function readChunk(written: string): Chunk {
  if (isWord.test(written)) return { whole: stem(written), parts: [] };
  const usual = usualWord.exec(written)?.[1]?.toLowerCase();
  if (usual !== undefined) {
    const single = stem(usual);
    return { whole: usual, parts: single === usual ? [] : [single] };
  }
  const isPlainText = isAscii.test(written);
  const chunk = written.replace(isPlainText ? plainEdges : edges, "");
  if (chunk === "" || chunk.length > longest) return nothing;
  const parts = isPlainText
    ? chunk
        .split(plainSeparators)
        .flatMap((part) => (part === "" ? [] : part.split(plainHumps)))
        .map((part) => stem(part.replace(acronyms, "$1").toLowerCase()))
    : chunk
        .split(separators)
        .flatMap((part) => part.split(humps))
        .flatMap((part) => wordsOf(fold(part)));
  if (parts.length === 0) return nothing;
  const whole = foldName(chunk);
  const [only] = parts;
  // An identifier of one part, such as `_id`, is that part.
  if (parts.length === 1) return whole === only ? { whole, parts: [] } : { whole, parts };
  if (unspaced.test(chunk)) return { whole: "", parts };
  return { whole: chunk.includes("://") ? "" : whole, parts: parts.filter(isWorthwhile) };
}

const nothing: Chunk = { whole: "", parts: [] };

/** A single letter, as the "m" of `m.room`, says nothing by itself. */
function isWorthwhile(part: string): boolean {
  return part.length > 1 || !/^[a-z\d]$/.test(part);
}

/** Letters that are no other with an accent, as people write them who lack them. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
};

/** Capital and small letters, wide and narrow ones, with and without accents are the same. */
export function fold(text: string): string {
  const low = text.toLowerCase();
  if (isAscii.test(low)) return low;
  return low
    .replace(/[ßæœøłđ]/g, (letter) => plainLetters[letter]!)
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/g, "")
    .normalize("NFC");
}

/** The same, in a text of the same length: a character that becomes none or several stays as it is. */
export function foldInPlace(text: string): string {
  const folded = fold(text);
  if (folded.length === text.length) return folded;
  return text.replace(/[^\0-\x7f]|[A-Z]/gu, (character) => {
    const own = fold(character);
    return own.length === character.length ? own : character;
  });
}

/** A name to compare: what stands in braces in a path is of no account. */
export function foldName(name: string): string {
  return fold(name.trim().replace(/\s+/g, " ")).replace(/\{[^{}]*\}/g, "{}");
}

/** Scripts without spaces between words. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const unspacedRun =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{M}ー]+/gu;

function wordsOf(part: string): readonly string[] {
  if (part === "") return [];
  if (!unspaced.test(part)) return [stem(part)];
  const words: string[] = [];
  let end = 0;
  for (const { 0: run, index } of part.matchAll(unspacedRun)) {
    if (index > end) words.push(stem(part.slice(end, index)));
    end = index + run.length;
    const characters = [...run];
    for (const [at, character] of characters.entries())
      words.push(character + (characters[at + 1] ?? ""));
  }
  if (end < part.length) words.push(stem(part.slice(end)));
  return words;
}

/** The plural of a usual word is the word, and so is the other of two usual spellings. */
function stem(word: string): string {
  const single =
    word.length > 3 && word.endsWith("s") && /[^aius\W_\d]s$/.test(word) ? word.slice(0, -1) : word;
  return single.length > 5 ? spelt(single) : single;
}

/** "-ise" for "-ize", "-our" for "-or" and so on: where British and American writers differ. */
function spelt(word: string): string {
  return word
    .replace(/(?<=[a-z]{3})iz(?=e$|e[drs]|ing|ation|able)/, "is")
    .replace(/^(behavi|col|neighb|fav|hon|lab)or/, "$1our")
    .replace(/^(cent|fib|met)er$/, "$1re")
    .replace(/^(licen|defen)se$/, "$1ce");
}
