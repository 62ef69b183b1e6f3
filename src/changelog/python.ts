/**
 * Python's idea of text where it decides bytes: towncrier strips, splits, counts and formats with it, and its entries
 * must come out the same.
 */

/** Separators of files, groups, records and units, and the next line. */
const controlsThatAreBlank = ["\u001c", "\u001d", "\u001e", "\u001f", "\u0085"];

function isBlankChar(char: string): boolean {
  if (char === "\ufeff") return false;
  return /\s/.test(char) || controlsThatAreBlank.includes(char);
}

/** Whether nothing but white space is in the text. */
export function isBlank(text: string): boolean {
  for (const char of text) if (!isBlankChar(char)) return false;
  return true;
}

export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isBlankChar(text[end - 1]!)) end--;
  return text.slice(0, end);
}

export function stripStart(text: string): string {
  let start = 0;
  while (start < text.length && isBlankChar(text[start]!)) start++;
  return text.slice(start);
}

export function strip(text: string): string {
  return stripEnd(stripStart(text));
}

const ends = [
  "\n",
  "\r",
  "\v",
  "\f",
  ...controlsThatAreBlank.slice(0, 3),
  "\u0085",
  "\u2028",
  "\u2029",
];
const linePattern = new RegExp(`[^${ends.join("")}]*(?:\r\n|[^])`, "g");

/** The lines with their ends. Python ends lines at more than line feeds. */
export function linesWithEnds(text: string): readonly string[] {
  return text.match(linePattern) ?? [];
}

/** Length in characters, not in UTF-16 units. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (const pair of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) length -= pair[0].length - 1;
  return length;
}

/** Order by code points. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  let at = 0;
  while (a[at] === b[at]) at++;
  if (isSecondHalf(a[at]) && isSecondHalf(b[at])) at--;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

function isSecondHalf(unit: string | undefined): boolean {
  return unit !== undefined && /[\udc00-\udfff]/.test(unit);
}

/** A whole number as Python reads it, in its usual form: `+007` is `7`, `1_000` is `1000`. `null` where it is none. */
export function wholeNumber(text: string): string | null {
  const read = /^(?<sign>[+-]?)(?<digits>\d+(?:_\d+)*)$/.exec(strip(text));
  if (!read) return null;
  const digits = read.groups!["digits"]!.replaceAll("_", "").replace(/^0+(?=\d)/, "");
  return read.groups!["sign"] === "-" && digits !== "0" ? `-${digits}` : digits;
}

const field = /\{\{|\}\}|\{(?<name>\w*)\}|[{}]/g;

/** A format of `str.format` with its fields filled in: `{version}`, and `{{` for a brace. */
export function fillFormat(format: string, values: Readonly<Record<string, string>>): string {
  return format.replace(field, (match: string, name: string | undefined) => {
    if (name !== undefined) return values[name] ?? match;
    return match.charAt(0);
  });
}

/** The first thing in a format that is not a field of these names, if there is one. */
export function badField(format: string, names: readonly string[]): string | undefined {
  for (const match of format.matchAll(field)) {
    const name = match.groups?.["name"];
    if (name === undefined ? match[0].length === 1 : !names.includes(name)) return match[0];
  }
  return undefined;
}
