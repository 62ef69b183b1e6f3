import type { ProseRule } from "../rule.js";

/** ``` ``a, or ``b`` ```: the first literal was not ended where it should. What is nothing but backquotes, or within them, shows them on purpose. */
export const openLiteral: ProseRule = {
  code: "open-literal",
  needs: ["``"],
  mayOccur: /(?<![^\s("'[{<-])``[^`\s](?:[^`]|`(?!`))*(?:\s``[^`\s]|``[A-Za-z\d])/,
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

/**
 * Backquotes that are shown: ``` `` name`` ```, ``` word``name`` ``` and `` word`name` ``, since code cannot begin there; a pair
 * between spaces; and a pair that ends what does not begin.
 */
const strayRe = new RegExp(
  [
    /(?<![^\s("'[{<-])``[ \t]+(?<apart>[^`\s](?:[^`\n]*[^`\s\\])?)[ \t]*``(?!`)/,
    /(?<=[^\W_])``(?<attached>[^`\s](?:[^`\n]*[^`\s\\])?)``(?![`\w])/,
    /(?<=[^\W_])`(?!`)(?<single>[^`\s](?:[^`\n]*[^`\s\\])?)`(?!`)(?<link>_{0,2})(?!\w)/,
    /(?<!\S)(?<alone>``)(?!\S)/,
    /(?<=(?<![^\s("'[{<-])(?<end>[^\s`\\]{1,40}))``(?![`\w])/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

/** The same for a quick test. */
const strayOnceRe = new RegExp(strayRe.source);

export const strayBackquotes: ProseRule = {
  code: "stray-backquotes",
  needs: ["`"],
  mayOccur: { test: (text) => strayOnceRe.test(text) && hasStray(text) },
  *find({ plain, phrases }) {
    for (const match of plain.matchAll(strayRe)) {
      const { apart, attached, single, alone, end: last, link = "" } = match.groups!;
      if (phrases.some(({ start, end }) => start < match.index && match.index < end)) continue;
      const words = apart ?? attached ?? single ?? last ?? "";
      const kind =
        apart !== undefined ? "apart"
        : attached !== undefined ? "attached"
        : single !== undefined ? (link === "" ? "single" : "link")
        : alone !== undefined ? "alone"
        : "end"; // prettier-ignore
      const written = kind === "end" ? `${words}\`\`` : match[0];
      yield {
        start: match.index,
        end: match.index + match[0].length,
        parts: [written, words, kind, link],
      };
    }
  },
};

/** Texts in double backquotes as they are read from left to right, which a stray pair lies outside of. */
const literalRe = /(?<![\w`\\])``(?=[^`\s])[^`]{0,400}(?<=\S)``(?![`\w])/g;

/** Whether a pair of backquotes is left when all literal texts are taken away. */
function hasStray(text: string): boolean {
  return strayOnceRe.test(text.replace(literalRe, ""));
}
