/**
 * Breaks a paragraph into lines of at most `width` characters, at spaces only: a word longer than that is a line of its
 * own, so that the text is the same however it is broken. White space within the text is one space per character; lines
 * neither begin nor end with it.
 */
export function wrap(text: string, width: number): readonly string[] {
  const spaced = text.replace(/[\t\n\v\f\r]/g, " ");
  const plain = spaced.slice(skipSpaces(spaced, 0), spacesBefore(spaced, spaced.length));
  if (plain.length <= width) return plain === "" ? [] : [plain];
  const lines: string[] = [];
  let start = 0;
  while (plain.length - start > width) {
    const end = endOfLine(plain, start, width);
    if (end === -1) break;
    lines.push(plain.slice(start, spacesBefore(plain, end)));
    start = skipSpaces(plain, end);
  }
  lines.push(plain.slice(start));
  return lines;
}

const space = 0x20;

/** Where a line may end: at the last space within the width, else at the next one. -1 where there is none. */
function endOfLine(text: string, start: number, width: number): number {
  let end = text.lastIndexOf(" ", start + width);
  if (end < start) end = text.indexOf(" ", start + width);
  for (let past = endOfRow(text, end); past !== -1; past = endOfRow(text, end))
    end = past < text.length ? past : -1;
  return end;
}

const row = / +([!-/:-@[-`{-~])\1*(?= |$)/y;

/**
 * The end of the word behind the spaces at a place if it is one punctuation character, be it repeated: on a line of its
 * own it would be taken for the underline of a title. -1 where it is another word.
 */
function endOfRow(text: string, at: number): number {
  row.lastIndex = at;
  return at !== -1 && row.test(text) ? row.lastIndex : -1;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === space) at++;
  return at;
}

/** Where the spaces before a place begin. */
function spacesBefore(text: string, from: number): number {
  let at = from;
  while (at > 0 && text.charCodeAt(at - 1) === space) at--;
  return at;
}
