import { isBlank, lengthOf } from "./python.js";

/** A line cut into lines of at most `width` characters between words, those after the first moved in by `indent`. A longer word has a line of its own. */
export function wrapLine(line: string, indent: string, width: number): string {
  const lines: string[] = [];
  const pieces =
    expandTabs(line)
      .replace(/[\n\v\f\r]/g, " ")
      .match(/ +|[^ ]+/g) ?? [];
  let at = 0;
  while (at < pieces.length) {
    if (lines.length > 0 && isBlank(pieces[at]!)) at++;
    const room = lines.length === 0 ? width : width - indent.length;
    const start = at;
    for (let used = 0; at < pieces.length; at++) {
      used += lengthOf(pieces[at]!);
      if (used > room) break;
    }
    if (at === start && at < pieces.length) at++;
    const words = pieces.slice(start, at);
    if (words.length > 0 && isBlank(words.at(-1)!)) words.pop();
    if (words.length > 0) lines.push((lines.length === 0 ? "" : indent) + words.join(""));
  }
  return lines.join("\n");
}

/** Tabs as blanks up to the next column that is a multiple of eight. */
function expandTabs(line: string): string {
  if (!line.includes("\t")) return line;
  let text = "";
  let column = 0;
  for (const char of line) {
    const shown = char === "\t" ? " ".repeat(8 - (column % 8)) : char;
    text += shown;
    column = char === "\n" || char === "\r" ? 0 : column + lengthOf(shown);
  }
  return text;
}
