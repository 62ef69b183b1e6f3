import { decoderOf, encodingNames } from "../../base/encodings.js";
import { nearest } from "../../base/text.js";
import { trim, wordsOf } from "../../base/unicode.js";
import { markEscapes, uriOf } from "../inlines/inline-text.js";
import { idOf } from "../names.js";
import { pythonInteger } from "../python-values.js";
import { Invalid } from "./spec.js";
import type { OptionReader } from "./spec.js";

/** Readers of option values. What each accepts is docutils' (`docutils.parsers.rst.directives`). */

/** Present or not; no value. */
export const flag: OptionReader<true> = (value) =>
  value === null ? true : new Invalid("option-value-forbidden");

/** Any text, also none. */
export const text: OptionReader<string> = (value) => value ?? "";

/** Any text that is not empty. */
export const someText: OptionReader<string> = (value) =>
  value === null ? new Invalid("option-value-missing") : value;

/** A path: its lines are put together without white space around them. */
export const path: OptionReader<string> = (value) =>
  value === null ? new Invalid("option-value-missing") : joinPath(value);

/** A URI: all white space in it is dropped, escaped blanks are kept. */
export const uri: OptionReader<string> = (value) =>
  value === null ? new Invalid("option-value-missing") : joinUri(value);

/** The name of an encoding, any that Python has for it. */
export const encoding: OptionReader<string> = (value) => {
  if (value === null) return new Invalid("option-value-missing");
  if (decoderOf(value)) return value;
  return new Invalid("option-not-encoding", ...nearest(value, encodingNames()));
};

/** Class names: words made into ids. */
export const names: OptionReader<string[]> = (value) => {
  if (value === null) return new Invalid("option-value-missing");
  const wrong = wordsOf(value).find((word) => idOf(word) === "");
  return wrong === undefined ? (classNames(value) ?? []) : new Invalid("option-not-class", wrong);
};

/** A whole number. */
export const integer: OptionReader<number> = (value) =>
  wholeNumber(value) ?? new Invalid("option-not-integer");

/** A whole number that is not negative. */
export const count: OptionReader<number> = (value) => {
  const number = integer(value);
  return typeof number === "number" && number < 0 ? new Invalid("option-negative") : number;
};

/** A whole number, or nothing. */
export const integerOrNone: OptionReader<number | null> = (value) =>
  value === null ? null : integer(value);

/** The most lines that are told apart. */
const mostLines = 10_000;

/** Numbers of lines and ranges of them: `1,3-5` → 1, 3, 4, 5. A range may be open at one end. */
export const lineNumbers: OptionReader<number[]> = (value) => {
  const lines: number[] = [];
  for (const part of (value ?? "").split(",")) {
    const { first, hyphen, last } =
      /^\s*(?<first>\d{0,6})\s*(?<hyphen>-?)\s*(?<last>\d{0,6})\s*$/.exec(part)?.groups ?? {};
    if (first === undefined || (first === "" && last === ""))
      return new Invalid("option-not-lines");
    const from = Number(first) || 1;
    const to = hyphen === "" ? from : Number(last) || mostLines;
    for (let line = from; line <= Math.min(to, mostLines); line++) lines.push(line);
    if (lines.length > mostLines) return new Invalid("option-not-lines");
  }
  return lines;
};

/** A share in percent, with or without its sign. */
export const percentage: OptionReader<number> = (value) =>
  count(value === null ? null : withoutSigns(value));

/** A text without the blanks and percent signs at its end. */
function withoutSigns(value: string): string {
  let end = value.length;
  while (end > 0 && " %".includes(value[end - 1]!)) end--;
  return value.slice(0, end);
}

/** One of some words; case does not matter. */
export function choice<const T extends string>(...words: T[]): OptionReader<T> {
  return (value) => {
    const wanted = value === null ? null : trim(value).toLowerCase();
    return words.find((word) => word === wanted) ?? new Invalid("option-not-choice", ...words);
  };
}

const units = ["em", "ex", "ch", "rem", "vw", "vh", "vmin", "vmax", "cm", "mm", "Q", "in", "pt", "pc", "px"]; // prettier-ignore

/** A length, or a number without a unit. */
export const length: OptionReader<string> = (value) =>
  measure(value, [...units, ""]) ?? new Invalid("option-not-length", ...units);

/** A length, a share in percent, or a number without a unit. */
export const lengthOrPercentage: OptionReader<string> = (value) =>
  measure(value, [...units, "%", ""]) ?? new Invalid("option-not-length", ...units, "%");

/** A number with one of some units: `200 Q` → `200Q`; `null` where it is none. */
function measure(value: string | null, allowed: readonly string[]): string | null {
  const parts = /^(?<number>\d+\.?\d*|\.\d+) *(?<unit>[a-zA-Z]*|%)$/.exec(
    trim(value ?? ""),
  )?.groups;
  if (!parts || !allowed.includes(parts["unit"]!)) return null;
  return printedNumber(parts["number"]!) + parts["unit"]!;
}

/** A number as docutils prints it: `050` → `50`, `.5` → `0.5`, `2.` → `2.0`. */
function printedNumber(digits: string): string {
  const number = Number(digits);
  return digits.includes(".") && Number.isInteger(number) ? `${number}.0` : String(number);
}

function wholeNumber(value: string | null): number | null {
  return value === null ? null : pythonInteger(value);
}

/** The class names in a text; `null` where a word cannot be made one. */
export function classNames(value: string): string[] | null {
  const made = wordsOf(value).map(idOf);
  return made.includes("") ? null : made;
}

/** The lines of a path as one. */
export function joinPath(value: string): string {
  return value.split("\n").map(trim).join("");
}

/** The words of a URI as one; a blank that is escaped stays. */
export function joinUri(value: string): string {
  return uriOf(markEscapes(value));
}
