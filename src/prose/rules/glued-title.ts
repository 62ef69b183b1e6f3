import { columnWidth } from "../../base/unicode.js";
import type { ProseRule, Range, Slip } from "../rule.js";

/** A line of one sign, below another line. */
const ruleRe = /^[ \t]*(?<sign>[!-/:-@[-`{-~])\k<sign>{3,}[ \t]*$/;
/** Such a line, two lines below one that is not blank; looked for from the end, since few texts have one. */
const belowTextRe = /\n[ \t]*([!-/:-@[-`{-~])\1{3}(?<=\S[^\S\n]*\n[ \t]*\S[^\n]*\n[ \t]*\1{4})/;

/** A title with its line, right below a text: both are read as more of the text. */
export const gluedTitle: ProseRule = {
  code: "glued-title",
  mayOccur: belowTextRe,
  *find({ paragraphs, source: { text } }) {
    for (const paragraph of paragraphs) {
      const slip = titleIn(paragraph, text);
      if (slip) yield slip;
    }
  },
};

/** The first title in a paragraph, but for its first line. */
function titleIn({ start, end }: Range, text: string): Slip | null {
  const lines = text.slice(start, end).split("\n");
  let at = start + lines[0]!.length + 1;
  for (let index = 1; index + 1 < lines.length; index++) {
    const [line, below] = [lines[index]!, lines[index + 1]!];
    const title = line.trim();
    if (!ruleRe.test(line) && ruleRe.test(below) && isAsLong(below.trim(), title)) {
      const from = at + line.indexOf(title);
      const last = at + line.length + below.length;
      return { start: from, end: from + title.length, parts: [title], blocks: [from, last] };
    }
    at += line.length + 1;
  }
  return null;
}

/** A shorter line parts texts. */
function isAsLong(rule: string, title: string): boolean {
  return rule.length >= columnWidth(title) * 0.7;
}
