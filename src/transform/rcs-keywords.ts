import type { Paragraph } from "../rst/nodes.js";

/** Keywords that version control fills in, with what is kept of them; the last is any keyword. */
const keywords: readonly (readonly [RegExp, string])[] = [
  [/\$Date: (\d{4})[-/](\d\d)[-/](\d\d)[ T][\d:]+[^$]* \$/gi, "$1-$2-$3"],
  [/\$RCSfile: (.+),v \$/gi, "$1"],
  [/\$[a-zA-Z]+: (.+) \$/g, "$1"],
];

/** Given a paragraph that is a text with `$Date: 2002/10/08 01:34:23 $`, the result is the text with `2002-10-08`. */
export function cleanKeywords(paragraph: Paragraph): void {
  const [text, more] = paragraph.children;
  if (text?.type !== "text" || more) return;
  for (const [pattern, kept] of keywords) {
    const cleaned = text.value.replace(pattern, kept);
    if (cleaned === text.value) continue;
    text.value = cleaned;
    return;
  }
}
