/**
 * Data in made reStructuredText. Names, titles and values of an author's data files must reach the page as they are, so
 * characters that could be markup, or be lost on the way, travel as stand-ins: low surrogates without their partner,
 * which no well-formed text has. To the parser a stand-in is a letter; it becomes its character when text becomes nodes.
 */

import { marksAsVariables } from "./made-mark.js";

/** The stand-in of a character below U+0100 is U+DC00 and its number; this one stands for nothing at all. */
const nothing = "\udc00";
const first = 0xdc00;
/** Shown for what no page can have. */
const replacement = "\ufffd";

/** Characters beyond U+00FF that would be trimmed or begin something: white space, the marks of bullet lists. */
const others = [
  ..."\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff",
  ..."\u2022\u2023\u2043",
];
const firstOther = first + 0x100;

const standIns: ReadonlyMap<string, string> = new Map(
  others.map((char, index) => [char, String.fromCharCode(firstOther + index)]),
);

/**
 * Text that is safe wherever a template may print it, as most names and types are: it begins with a letter, a digit or
 * a bracket before one, and has no character that inline markup begins or ends with.
 */
const isSafe =
  /^(?!(?:[A-Za-z]+|\d+)[.)](?: |$))["{[]{0,3}[A-Za-z0-9](?:[A-Za-z0-9"'{}[\],;/!?=+#$&()~^%.-]| (?=[^ ])|_(?=[A-Za-z0-9])|:(?= ))*$/;

/** `%LABEL%`: labels are replaced in data too. */
const label = /%[A-Za-z_][\w.-]*%/;
const labelOr = (pattern: RegExp) => new RegExp(`${label.source}|${pattern.source}`, "gu");

const specialChar =
  /[\0-\x2f\x3a-\x40\x5b-\x60\x7b-\xa0\xad\u1680\u2000-\u200a\u2022\u2023\u2028\u2029\u202f\u205f\u2043\u3000\ufeff]|\p{Cs}/gu;
const special = labelOr(specialChar);

/** A mark that would go with the character before it, which is none of the text's. */
const beginsWithMark = /^[\p{Mn}\p{Me}]/u;

/** Text of a data file for a place of one line in made RST: the page shows it as it is, line ends as spaces. */
export function verbatim(text: string): string {
  return isSafe.test(text) ? text : inOneLine(text);
}

/** The same once the text's labels are replaced: a value that looks like a label is none. */
export function verbatimWithoutLabels(text: string): string {
  return inOneLine(text, specialChar);
}

/** Text of a data file for a place of one line in made Markdown, which has more markup than RST. */
export function verbatimMarkdown(text: string): string {
  if (/^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/.test(text)) return text;
  return inOneLine(text);
}

function inOneLine(text: string, pattern = special): string {
  const line = text.replace(/\r\n?|\n/g, " ").replace(pattern, standInFor);
  return line === "" || beginsWithMark.test(line) ? nothing + line : line;
}

const specialWithin = labelOr(/\p{Cc}|\p{Cs}/u);
const anything = /[^]/gu;

/** Text of a data file for a literal block: its lines as they are. Empty lines at its ends are left out. */
export function verbatimLines(text: string): string {
  const lines = text.trimEnd().replace(/\r\n?/g, "\n").split("\n");
  const from = lines.findIndex((line) => line.trim() !== "");
  return lines.slice(Math.max(from, 0)).map(verbatimLine).join("\n");
}

/** White space at the ends of a line would be lost. */
function verbatimLine(line: string): string {
  const end = line.trimEnd().length;
  const start = end - line.trim().length;
  if (start === 0 && end === line.length) return line.replace(specialWithin, standInFor);
  return (
    line.slice(0, start).replace(anything, standInFor) +
    line.slice(start, end).replace(specialWithin, standInFor) +
    line.slice(Math.max(start, end)).replace(anything, standInFor)
  );
}

/** A label stays as it is; of other text each character gets its stand-in. */
function standInFor(found: string): string {
  if (found.length === 1) return standInOf(found);
  return label.test(found) ? found : [...found].map(standInOf).join("");
}

function standInOf(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x20 ? code !== 0x09 : code >= 0x7f && code < 0xa0 && code !== 0x85)
    return replacement;
  if (code < 0x100) return String.fromCharCode(first + code);
  return standIns.get(char) ?? (code >= 0xd800 && code <= 0xdfff ? replacement : char);
}

const isAddress = /^(?:(?:[a-z][a-z0-9+.-]*:\/\/|mailto:)\S+|[^\s@]+@[^\s@]+\.[^\s@]+)$/i;

/** What would not be read as a part of an address: signs that none has, and an underscore that makes a reference of the name before it. */
const noneOfAnAddress = /[*`|\\<>\p{Cc}\p{Cs}]|_(?![\p{L}\p{N}_])/u;

/**
 * What a label stands for, for any place of a page's text: it is shown as it is. An address may still become a link.
 */
export function verbatimLabel(value: string): string {
  if (value === "" || (isSafe.test(value) && !label.test(value))) return value;
  if (!isAddress.test(value) || noneOfAnAddress.test(value)) return verbatimWithoutLabels(value);
  return value.replace(/:+$/, standInFor);
}

const anyStandIn = /[\udc00-\udfff]/;
const standIn = /\p{Cs}/gu;

/** Text of a page, whose stand-ins become what they stand for. */
export function withoutStandIns(text: string): string {
  return anyStandIn.test(text) ? marksAsVariables(text).replace(standIn, meant) : text;
}

function meant(char: string): string {
  const code = char.charCodeAt(0);
  if (char === nothing) return "";
  if (code < first) return replacement;
  return code < firstOther
    ? String.fromCharCode(code - first)
    : (others[code - firstOther] ?? replacement);
}

/** Made RST as people read and parse it: with backslashes where the program has stand-ins. */
export function withBackslashes(text: string): string {
  return anyStandIn.test(text)
    ? text.replace(standIn, (char) => {
        const plain = meant(char);
        return /^[!-/:-@[-`{-~]$/.test(plain) ? `\\${plain}` : plain;
      })
    : text;
}

/** Text of an author's without halves of characters, which would be taken for stand-ins. */
export function wellFormed(text: string): string {
  return anyStandIn.test(text) || /[\ud800-\udbff]$/.test(text)
    ? text.replace(standIn, replacement)
    : text;
}
