import { trim } from "../base/unicode.js";

const integerRe = /^[+-]?\p{Nd}+(?:_\p{Nd}+)*$/u;

/** A text as Python's `int` reads it: white space around it, single `_` between the digits, digits of any script; `null` where it is no integer. */
export function pythonInteger(text: string): number | null {
  const bare = trim(text);
  if (/^[+-]?[0-9]+$/.test(bare)) return Number(bare);
  if (!integerRe.test(bare)) return null;
  return Number(
    bare.replace(/[^-+]/gu, (char) => (char === "_" ? "" : String(valueOfDigit(char)))),
  );
}

/** The value of a decimal digit: each script has its ten in a row. */
function valueOfDigit(digit: string): number {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (code - zero) % 10;
}

/** A string as Python prints it among other values: single quotes unless it holds some and no double ones. */
export function pythonString(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const escaped = value
    .replace(/\\/g, "\\\\")
    .replace(/\n/g, "\\n")
    .replace(/\t/g, "\\t")
    .replace(/\r/g, "\\r")
    .replace(/(?! )[\p{C}\p{Z}]/gu, escapeOfCharacter);
  return quote + (quote === "'" ? escaped.replace(/'/g, "\\'") : escaped) + quote;
}

/** `\xa0`, `\u200b` or `\U0001f600`. */
function escapeOfCharacter(char: string): string {
  const hex = char.codePointAt(0)!.toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, "0")}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
