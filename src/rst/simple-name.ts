/**
 * Names that need no quotes: letters and digits of any script, with single `-`, `_`, `.`, `+` or `:` between them.
 *
 * To set up what letters there are takes an engine milliseconds for each regular expression that asks. Only the one here
 * does, about characters beyond ASCII.
 *
 * @see https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#simple-reference-names
 */

const foreignNameCharacter = /[\p{L}\p{N}]/u;

/** True for a text that is a simple name and nothing else. */
export function isSimpleName(text: string): boolean {
  return text !== "" && endOfSimpleName(text, 0) === text.length;
}

/** Where the longest simple name that begins at an offset ends; the offset itself where none does. */
export function endOfSimpleName(text: string, start: number): number {
  let end = start;
  for (let at = start; ; at = end + 1) {
    const next = behindLetters(text, at);
    if (next === at) return end;
    end = next;
    if (!isJoiner(text[end])) return end;
  }
}

/** How many units the letter or digit at an offset takes; 0 where there is none. */
export function nameCharacterAt(text: string, at: number): number {
  const code = text.codePointAt(at);
  if (code === undefined) return 0;
  if (code < 0x80) return isLetterOrDigit(code) ? 1 : 0;
  const char = String.fromCodePoint(code);
  return foreignNameCharacter.test(char) ? char.length : 0;
}

/** True for what may stand between the letters of a simple name. */
export function isJoiner(char: string | undefined): boolean {
  return char === "-" || char === "_" || char === "." || char === "+" || char === ":";
}

function behindLetters(text: string, start: number): number {
  let at = start;
  for (let width = nameCharacterAt(text, at); width > 0; width = nameCharacterAt(text, at))
    at += width;
  return at;
}

function isLetterOrDigit(code: number): boolean {
  const lower = code | 0x20; // the bit in which a letter differs from its upper case
  return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39);
}
