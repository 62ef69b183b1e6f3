import { closers, combining, delimiters, openers, wide } from "./unicode-tables.js";

/** A question about a character, by its code point. The set is read when a character beyond ASCII is first asked about. */
type CharacterSet = (code: number) => boolean;

function setOf(written: string): CharacterSet {
  let edges: Uint32Array | undefined;
  return (code) => {
    edges ??= edgesOf(written);
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (edges[middle]! <= code) low = middle + 1;
      else high = middle;
    }
    // An odd number of edges is behind a character of the set.
    return (low & 1) === 1;
  };
}

/** Where the characters of a set begin and end, in turns. */
function edgesOf(written: string): Uint32Array {
  let at = 0;
  return Uint32Array.from(written.split(" "), (count) => (at += Number.parseInt(count, 36)));
}

const isWide = setOf(wide);

/** A mark of a canonical combining class other than 0; not all marks of the categories Mn, Mc and Me are. */
export const isCombining = setOf(combining);

/** Punctuation by what it does around inline markup. */
export const isOpener = setOf(openers);
export const isCloser = setOf(closers);
export const isDelimiter = setOf(delimiters);

/** True for a character that takes two columns in a fixed-width font (East Asian Width W or F). */
export function isDoubleWidth(code: number): boolean {
  return code >= 0x1100 && isWide(code);
}

/**
 * How many columns a text takes in a fixed-width font, as docutils counts them (`docutils.utils.column_width`): 2 for
 * wide and fullwidth characters, 1 for others, one less for combining marks. A variation selector, a joiner or an enclosing
 * mark counts 1: its combining class is 0.
 */
export function columnWidth(text: string): number {
  if (/^[\0-\x7f]*$/.test(text)) return text.length;
  let width = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    width += (isDoubleWidth(code) ? 2 : 1) - (code >= 0x300 && isCombining(code) ? 1 : 0);
  }
  return width;
}

/**
 * White space as Python has it, for a class of a regular expression: the separators among the control characters and
 * U+0085 belong to it, the byte order mark does not. JavaScript's `\s` has it the other way round.
 */
export const whiteSpace =
  "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const spaceRe = new RegExp(`[${whiteSpace}]`);
const spacesRe = new RegExp(`[${whiteSpace}]+`);

/** True for a unit of a text that is white space; for none, false. */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code >= 0x1c;
  return code >= 0x85 && spaceRe.test(String.fromCharCode(code));
}

/** A text without white space at its end. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return end === text.length ? text : text.slice(0, end);
}

/** How many units of white space a text begins with. */
export function leadingSpace(text: string): number {
  let start = 0;
  while (isSpace(text.charCodeAt(start))) start++;
  return start;
}

/** A text without white space at its start. */
export function trimStart(text: string): string {
  const start = leadingSpace(text);
  return start === 0 ? text : text.slice(start);
}

/** A text without white space at either end. */
export function trim(text: string): string {
  return trimEnd(trimStart(text));
}

/** The words of a text, which white space separates; none in an empty text. */
export function wordsOf(text: string): string[] {
  return text.split(spacesRe).filter((word) => word !== "");
}
