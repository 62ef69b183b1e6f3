/**
 * Where each character of a string value stands in its file. A YAML scalar is written with indentation, folded lines,
 * doubled quotes or escapes, so the value's offsets are not those of the file.
 */

/** A character of the value as it may be written, and the offset at which it is. */
interface Written {
  readonly char: string;
  readonly offset: number;
}

/** For each UTF-16 unit of `value` its offset in `text`, where the scalar is written from `start` to `end`. */
export function offsetsOfText(
  text: string,
  start: number,
  end: number,
  value: string,
): readonly number[] {
  return align(value, writtenCharacters(text, start, end), end);
}

/** Walk along both texts. What the file has beyond the value is white space that folding or indentation eats. */
function align(value: string, written: readonly Written[], end: number): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (const char of value) {
    while (at < written.length && !mayStandFor(written[at]!.char, char)) at++;
    const offset = written[at]?.offset ?? end;
    if (at < written.length) at++;
    for (let unit = 0; unit < char.length; unit++) offsets.push(offset);
  }
  return offsets;
}

function mayStandFor(written: string, char: string): boolean {
  return written === char || (written === "\n" && char === " ") || !/\s/.test(written);
}

function writtenCharacters(text: string, start: number, end: number): Written[] {
  const first = text[start];
  if (first === '"') return doubleQuoted(text, start + 1, end - 1);
  if (first === "'") return singleQuoted(text, start + 1, end - 1);
  if (first === "|" || first === ">") return blockLines(text, start, end);
  return foldedLines(text, start, end);
}

/** Lines of a plain or quoted scalar: blanks at the ends of lines do not count. */
function foldedLines(text: string, start: number, end: number): Written[] {
  const written: Written[] = [];
  let inIndent = false;
  for (let offset = start; offset < end; offset += sizeAt(text, offset)) {
    const char = charAt(text, offset);
    if (char === "\n") {
      while (written.at(-1)?.char === " " || written.at(-1)?.char === "\t") written.pop();
      inIndent = true;
    } else if (inIndent && /[ \t]/.test(char)) continue;
    else inIndent = false;
    written.push({ char, offset });
  }
  return written;
}

function singleQuoted(text: string, start: number, end: number): Written[] {
  const written: Written[] = [];
  let quoted = false;
  for (const each of foldedLines(text, start, end)) {
    quoted = !quoted && each.char === "'";
    if (!quoted) written.push(each); // of two quotes the second stands for both
  }
  return written;
}

const escapes: Readonly<Record<string, string>> = {
  0: "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};
const escapeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function doubleQuoted(text: string, start: number, end: number): Written[] {
  const written: Written[] = [];
  const plain = foldedLines(text, start, end);
  for (let index = 0; index < plain.length; index++) {
    const { char, offset } = plain[index]!;
    const next = plain[index + 1]?.char;
    if (char !== "\\" || next === undefined) {
      written.push({ char, offset });
      continue;
    }
    const digits = escapeLengths[next] ?? 0;
    if (next !== "\n") written.push({ char: unescape(text, offset, next, digits), offset });
    index += 1 + digits;
  }
  return written;
}

function unescape(text: string, offset: number, letter: string, digits: number): string {
  if (digits === 0) return escapes[letter] ?? letter;
  const code = Number.parseInt(text.slice(offset + 2, offset + 2 + digits), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
}

/** Lines of a block scalar, behind the line of its `|` or `>`, without the indentation of its first line that holds something. */
function blockLines(text: string, start: number, end: number): Written[] {
  const written: Written[] = [];
  const header = text.indexOf("\n", start);
  if (header === -1 || header >= end) return written;
  const explicit = /[1-9]/.exec(text.slice(start, header).replace(/#.*/, ""));
  let indent = explicit ? explicitIndent(text, start, Number(explicit[0])) : -1;
  for (let at = header + 1; at < end;) {
    let stop = text.indexOf("\n", at);
    if (stop === -1 || stop > end) stop = end;
    const blanks = /^ */.exec(text.slice(at, stop))![0].length;
    if (indent === -1 && at + blanks < stop) indent = blanks;
    const from = Math.min(at + Math.max(indent, 0), stop);
    for (let offset = indent === -1 ? stop : from; offset < stop; offset += sizeAt(text, offset))
      written.push({ char: charAt(text, offset), offset });
    if (stop < end) written.push({ char: "\n", offset: stop });
    at = stop + 1;
  }
  return written;
}

/** `|2` counts from the indentation of the key it belongs to. */
function explicitIndent(text: string, start: number, more: number): number {
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return /^[ -]*/.exec(line)![0].length + more;
}

function charAt(text: string, offset: number): string {
  return String.fromCodePoint(text.codePointAt(offset)!);
}

function sizeAt(text: string, offset: number): number {
  return text.codePointAt(offset)! > 0xffff ? 2 : 1;
}
