import { columnWidth } from "../../base/unicode.js";
import type { ProseRule } from "../rule.js";

/** A line of signs that are not all the same. */
const unevenRe = /^(?!([^\w\s])\1*[ \t]*$)[^\w\s|][^\w\n]{3,}$/m;
/** A line of one sign with blank lines above it and below. */
const apartRe = /\n[ \t]*\n([!-/:-@[-`{-~])\1{3,}[ \t]*\n[ \t]*\n/;

/** A line of a text by itself, and the line of one sign that is below it. What begins there is no code. */
const partedRe =
  /(?<before>^|\n[ \t]*\n)(?<title>[^\s|.][^\n]*)(?<gap>\n[ \t]*\n)(?<rule>(?<sign>[!-/:-@[-`{-~])\k<sign>{3,})[ \t]*(?=\n[ \t]*\n)/g;

/** A line below a title that is not all of one sign, `---- -` or `----~`: the title is read as a text. */
export const brokenUnderline: ProseRule = {
  code: "broken-underline",
  mayOccur: unevenRe,
  *find({ paragraphs, source: { text } }) {
    for (const { start, end } of paragraphs) {
      if (start > 0 && text[start - 1] !== "\n") continue;
      const [title = "", line = ""] = text.slice(start, end).split("\n", 2);
      const sign = unevenRe.test(line) ? mostIn(line) : null;
      if (sign === null || !isAsLong(line, title)) continue;
      const from = start + title.length + 1;
      const last = from + line.trimEnd().length;
      yield { start: from, end: last, parts: [title.trim(), sign], blocks: [start, last] };
    }
  },
};

/** A title that a blank line parts from its line: the line is read as one between two texts. */
export const underlineApart: ProseRule = {
  code: "underline-apart",
  mayOccur: apartRe,
  *find({ source: { text } }) {
    for (const { index, groups } of text.matchAll(partedRe)) {
      const { before = "", title = "", gap = "", rule = "" } = groups!;
      // Lines between texts are as long as they happen to be.
      if (columnWidth(rule) !== columnWidth(title.trimEnd())) continue;
      const start = index + before.length + title.length + gap.length;
      const blocks = [index + before.length, start] as const;
      yield { start, end: start + rule.length, parts: [title.trim(), rule[0]!], blocks };
    }
  },
};

/** The sign that a line of signs is made of but for two others at most; `null` where there is none. */
function mostIn(line: string): string | null {
  const signs = [...line.replace(/\s/g, "")];
  const sign = signs[signs.length >> 1]!;
  const others = line.trimEnd().length - signs.filter((each) => each === sign).length;
  return signs.length >= 4 && others <= 2 && /[!-/:-@[-`{-~]/.test(sign) ? sign : null;
}

/** A shorter line parts texts. */
function isAsLong(rule: string, title: string): boolean {
  return title.trim() !== "" && rule.trimEnd().length >= columnWidth(title.trim()) * 0.7;
}
