/**
 * Which characters may stand around inline markup: the recognition rules of the reStructuredText specification. They
 * speak of Unicode categories, so they are asked of the engine's Unicode tables (docutils has lists made from an older
 * Unicode, which lack some younger punctuation).
 */

/** What the characters of a kind are: those of ASCII listed, since the engine takes its time to set up its tables. */
interface Kind {
  readonly ascii: string;
  readonly foreign: RegExp;
}

// Ornate parentheses (U+FD3E and U+FD3F) changed sides between versions of Unicode; here they stand as in docutils.
const opener: Kind = { ascii: "\"'<([{", foreign: /(?!\ufd3f)[\ufd3e\p{Ps}\p{Pi}\p{Pf}]/u };
const closer: Kind = {
  ascii: "\"'>)]}",
  foreign: /(?!\ufd3e)[\ufd3f\u201a\u201e\p{Pe}\p{Pi}\p{Pf}]/u,
};
/** Section and pilcrow signs are punctuation only to younger versions of Unicode, three others only to older ones. */
const delimiter: Kind = {
  ascii: "-/:",
  foreign: /(?![\xa7\xb6])[\p{Pd}\p{Po}\u166d\u19de\u19df]/u,
};
const closingDelimiters = "\\.,;!?";

function isOf({ ascii, foreign }: Kind, char: string): boolean {
  return char < "\x80" ? ascii.includes(char) : foreign.test(char);
}

/** Stands in the text for a backslash that escapes the character after it. */
export const escapeMark = "\0";

const isSpace = 1;
const mayPrecede = 2;
const mayFollow = 4;
const classes = new Map<number, number>();

function classesOf(code: number): number {
  const known = classes.get(code);
  if (known !== undefined) return known;
  const char = String.fromCodePoint(code);
  const blank = isWhiteSpace(code, char);
  const delimits = isOf(delimiter, char);
  const before = blank || delimits || isOf(opener, char);
  const after =
    blank ||
    delimits ||
    isOf(closer, char) ||
    closingDelimiters.includes(char) ||
    char === escapeMark;
  const bits = (blank ? isSpace : 0) | (before ? mayPrecede : 0) | (after ? mayFollow : 0);
  classes.set(code, bits);
  return bits;
}

/** White space as Python has it: the separators among the control characters too, but no byte order mark. */
function isWhiteSpace(code: number, char: string): boolean {
  return (code >= 0x1c && code <= 0x1f) || code === 0x85 || (code !== 0xfeff && /\s/.test(char));
}

/** True where the character at `at` is white space; false past either end. */
export function spaceAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && (classesOf(text.charCodeAt(at)) & isSpace) !== 0;
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
  if (!isOf(opener, open)) return false;
  const step = reversed.test(open) ? -1 : 1;
  const partner = farPairs[open] ?? String.fromCharCode(open.charCodeAt(0) + step);
  return close === partner || (otherPairs[open]?.includes(close) ?? false);
}
