import { isCloser, isDelimiter, isOpener, isSpace } from "../../base/unicode.js";

/**
 * Which characters may stand around inline markup: the recognition rules of the reStructuredText specification, with the
 * Unicode categories that docutils goes by (`docutils.utils.punctuation_chars`).
 */

const closingDelimiters = "\\.,;!?";

/** Stands in the text for a backslash that escapes the character after it. */
export const escapeMark = "\0";

const space = 1;
const mayPrecede = 2;
const mayFollow = 4;
const classes = new Map<number, number>();

function classesOf(code: number): number {
  const known = classes.get(code);
  if (known !== undefined) return known;
  const char = String.fromCodePoint(code);
  const blank = code <= 0xffff && isSpace(code);
  const delimits = isDelimiter(code);
  const before = blank || delimits || isOpener(code);
  const after =
    blank || delimits || isCloser(code) || closingDelimiters.includes(char) || char === escapeMark;
  const bits = (blank ? space : 0) | (before ? mayPrecede : 0) | (after ? mayFollow : 0);
  classes.set(code, bits);
  return bits;
}

/** True where the character at `at` is white space; false past either end. */
export function spaceAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && (classesOf(text.charCodeAt(at)) & space) !== 0;
}

/** True where the character before `at` may stand right before a start-string. */
export function opensBefore(text: string, at: number): boolean {
  let code = text.charCodeAt(at - 1);
  if (code >= 0xdc00 && code <= 0xdfff && at > 1) {
    const whole = text.codePointAt(at - 2)!;
    if (whole > 0xffff) code = whole; // else half a character, which stands for one of data
  }
  return (classesOf(code) & mayPrecede) !== 0;
}

/** True where the character at `at` may stand right behind an end-string; so may the end of the text. */
export function closesAt(text: string, at: number): boolean {
  return at >= text.length || (classesOf(text.codePointAt(at)!) & mayFollow) !== 0;
}

/** Quotes that also close, in some language, what the first character opens. */
const otherPairs: Readonly<Record<string, string>> = {
  "\xbb": "\xbb",
  "\u2018": "\u201a",
  "\u2019": "\u2019",
  "\u201a": "\u2018\u2019",
  "\u201c": "\u201e",
  "\u201d": "\u201d",
  "\u201e": "\u201c\u201d",
  "\u203a": "\u203a",
};

/** Openers whose closer is not the next character of Unicode. */
const farPairs: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "<": ">",
  "[": "]",
  "{": "}",
  "\xab": "\xbb",
  "\xbb": "\xab",
  "\u2018": "\u2019",
  "\u2019": "\u2018",
  "\u201b": "\u201a",
  "\u201c": "\u201d",
  "\u201d": "\u201c",
  "\u201f": "\u201e",
  "\u2039": "\u203a",
  "\u203a": "\u2039",
  "\u301d": "\u301e",
  "\uff3b": "\uff3d",
  "\uff5b": "\uff5d",
};

/** Closing quotes that open in some languages: their partner is the character before them. */
const reversed = /[\u2e03\u2e05\u2e0a\u2e0d\u2e1d\u2e21]/;

/** True where two characters enclose what is between them, as quotes or brackets do. */
export function isPair(open: string, close: string): boolean {
  if (!isOpener(open.charCodeAt(0))) return false;
  const step = reversed.test(open) ? -1 : 1;
  const partner = farPairs[open] ?? String.fromCharCode(open.charCodeAt(0) + step);
  return close === partner || (otherPairs[open]?.includes(close) ?? false);
}
