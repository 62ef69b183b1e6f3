import type { ProseRule } from "../rule.js";

/** ``` ``a, or ``b`` ```: the first literal was not ended where it should. What is nothing but backquotes, or within them, shows them on purpose. */
export const openLiteral: ProseRule = {
  code: "open-literal",
  needs: ["``"],
  mayOccur: /(?<![^\s("'[{<-])``[^`\s][^`]*\s``[^`\s]/,
  *find({ literals, source: { text } }) {
    for (const { start, end } of literals) {
      const inner = text.slice(start + 2, end - 2);
      if (!inner.includes("``") || !/[^`\s]/.test(inner) || /^``[^`]*``$/.test(inner)) continue;
      yield { start, end, parts: [inner.replace(/\s+/g, " ").slice(0, 60)] };
    }
  },
};

/** ``` ``name` ``` and ``` `name`` ```: as many backquotes on both sides were meant. */
const unequalRe =
  /(?<![`\\\w])(?:``(?<early>[^`\s](?:[^`\n]*[^`\s])?)`(?!`)|`(?<late>[^`\s](?:[^`\n]*[^`\s])?)``(?!`))/g;

export const unequalBackquotes: ProseRule = {
  code: "unequal-backquotes",
  needs: ["``"],
  mayOccur: /(?<![\w`])(?:``[^`\s][^`\n]*`(?!`)|`[^`\s][^`\n]*``(?!`))/,
  *find({ plain }) {
    for (const match of plain.matchAll(unequalRe)) {
      const { early, late = "" } = match.groups!;
      yield { start: match.index, end: match.index + match[0].length, parts: [early ?? late] };
    }
  },
};

/** ``` `` name`` ``` and ``` word``name`` ```: code cannot begin there, so that the backquotes are shown. */
const strayRe =
  /(?<![^\s("'[{<-])``[ \t]+(?<apart>[^`\s](?:[^`\n]*[^`\s\\])?)[ \t]*``(?!`)|(?<=\w)``(?<attached>[^`\s](?:[^`\n]*[^`\s\\])?)``(?![`\w])/g;

/** The same for a quick test. */
const strayOnceRe = new RegExp(strayRe.source);

export const strayBackquotes: ProseRule = {
  code: "stray-backquotes",
  needs: ["``"],
  mayOccur: { test: (text) => strayOnceRe.test(text) && hasStray(text) },
  *find({ plain }) {
    for (const match of plain.matchAll(strayRe)) {
      const { apart, attached = "" } = match.groups!;
      const end = match.index + match[0].length;
      const parts = [match[0], apart ?? attached, apart === undefined ? "attached" : "apart"];
      yield { start: match.index, end, parts };
    }
  },
};

/** Texts in double backquotes as they are read from left to right, which a stray pair lies outside of. */
const literalRe = /(?<![\w`\\])``(?=[^`\s])[^`]{0,400}(?<=\S)``(?![`\w])/g;

/** Whether a pair of backquotes is left when all literal texts are taken away. */
function hasStray(text: string): boolean {
  return strayOnceRe.test(text.replace(literalRe, ""));
}
