/**
 * Breaks a paragraph into lines of at most `width` characters, as Python's `textwrap` does, whose line breaks the tables
 * are measured by: at blanks, behind hyphens within words, around dashes (`--`), and through words longer than a line.
 * White space within the text is one blank per character; lines neither begin nor end with it. Only labels stay whole.
 * @see https://docs.python.org/3/library/textwrap.html
 */
export function wrap(text: string, width: number): readonly string[] {
  const plain = text.replace(/[^\S ]/g, " ").trim();
  if (plain.length <= width) return plain === "" ? [] : [plain];
  return wrapAtBlanks(plain, width) ?? wrapPieces(plain, width);
}

/** A hyphen within a word, or half of a character beyond U+FFFF. */
const needsPieces = /[^ ]-|[\ud800-\udbff]/;

/** The usual case, several times as fast: lines end at blanks only. `null` where some line does not. */
function wrapAtBlanks(text: string, width: number): readonly string[] | null {
  if (needsPieces.test(text)) return null;
  const lines: string[] = [];
  let start = 0;
  while (text.length - start > width) {
    const end = text.lastIndexOf(" ", start + width);
    if (end < start) return null;
    let next = end + 1;
    while (text.charAt(next) === " ") next++;
    // A word longer than a line begins on the line before.
    const wordEnd = text.indexOf(" ", next);
    if ((wordEnd === -1 ? text.length : wordEnd) - next > width) return null;
    lines.push(text.slice(start, end).trimEnd());
    start = next;
  }
  lines.push(text.slice(start));
  return lines;
}

/** Fills lines with the pieces of the text, breaking those that are longer than a line. */
function wrapPieces(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let room = width;
  const endLine = () => {
    const shown = line.trimEnd();
    if (shown !== "") lines.push(shown);
    line = "";
    room = width;
  };
  for (const piece of piecesOf(text)) {
    let rest = piece;
    let size = lengthOf(rest);
    if (size > room && size <= width) endLine();
    while (size > room) {
      const head = notWithinLabel(rest, upToHyphen(firstCharacters(rest, room)));
      line += head;
      rest = rest.slice(head.length);
      size -= lengthOf(head);
      endLine();
    }
    if (line === "" && rest.trimEnd() === "") continue;
    line += rest;
    room -= size;
  }
  endLine();
  return lines;
}

/** The pieces between which a line may end: runs of blanks, words, parts of words. */
function piecesOf(text: string): readonly string[] {
  const runs = text.match(/ +|[^ ]+/g) ?? [];
  return text.includes("-")
    ? runs.flatMap((run) => (run.includes("-") && !quoted.test(run) ? partsOf(run) : run))
    : runs;
}

/** A quoted value, such as one of an `enum`: with a line break it would be another. */
const quoted = /^[^`]*"[^`]*$/;

const hyphens = /-+/g;

/** `well-known` may end a line behind its hyphen, `one--two` before and behind its dash. */
function partsOf(word: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (const { 0: run, index } of word.matchAll(hyphens)) {
    const end = index + run.length;
    if (run.length >= 2 && isDash(word, index, end)) {
      if (index > start) parts.push(word.slice(start, index));
      parts.push(word.slice(index, end));
      start = end;
    } else if (isHyphen(word, index, end)) {
      parts.push(word.slice(start, end));
      start = end;
    }
  }
  if (start < word.length) parts.push(word.slice(start));
  return parts;
}

const endsInWordOrPunctuation = /[\p{L}\p{N}_!"'&.,?]$/u;
const beginsWithWord = /^[\p{L}\p{N}_]/u;

function isDash(word: string, index: number, end: number): boolean {
  return (
    endsInWordOrPunctuation.test(around(word, index - 2, index)) &&
    beginsWithWord.test(around(word, end, end + 2))
  );
}

/** A letter as the break rules know it: no digit. */
const twoLettersBefore = /[\p{L}_\p{Nl}\p{No}]{2}$/u;
const letterHyphenLetterBefore = /[\p{L}_\p{Nl}\p{No}]-[\p{L}\p{N}_!"'&.,?]$/u;
const lettersBehind = /^[\p{L}_\p{Nl}\p{No}]-?[\p{L}_\p{Nl}\p{No}]/u;

function isHyphen(word: string, index: number, end: number): boolean {
  if (end - index !== 1) return false;
  const before = around(word, index - 6, index);
  if (!twoLettersBefore.test(before) && !letterHyphenLetterBefore.test(before)) return false;
  return lettersBehind.test(around(word, end, end + 6));
}

function around(word: string, start: number, end: number): string {
  return word.slice(Math.max(start, 0), end);
}

function lengthOf(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
}

/** A word too long for a line is rather broken behind a hyphen than anywhere. */
function upToHyphen(head: string): string {
  const at = head.lastIndexOf("-");
  return at > 0 && /[^-]/.test(head.slice(0, at)) ? head.slice(0, at + 1) : head;
}

const label = /%[A-Za-z_][\w.-]*%/g;

/** A label such as `%MAIN_VERSION%` stays whole, or nobody would know it again: the line ends before it, or else behind. */
function notWithinLabel(text: string, head: string): string {
  if (!head.includes("%")) return head;
  for (const { 0: name, index } of text.slice(0, head.length + 100).matchAll(label)) {
    if (index >= head.length) break;
    if (index + name.length > head.length) return index > 0 ? text.slice(0, index) : name;
  }
  return head;
}

/** The first characters of a text, none of them cut in two. */
function firstCharacters(text: string, count: number): string {
  const head = text.slice(0, count);
  if (!/[\ud800-\udbff]/.test(head)) return head;
  return Array.from(text.slice(0, 2 * count))
    .slice(0, count)
    .join("");
}
