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
    /(?<![^\s("'[{<-])``[ \t]+(?<apart>`[^`\n]+`(?=[ \t])|[^`\s](?:[^`\n]*[^`\s\\])?)[ \t]*``(?!`)/,
    /(?<=[^\W_])``(?<attached>[^`\s](?:[^`\n]*[^`\s\\])?)``(?![`\w])/,
    /(?<=[^\W_])`(?!`)(?<single>[^`\s](?:[^`\n]*[^`\s\\])?)`(?!`)(?<link>_{0,2})(?!\w)/,
    /(?<!\S)(?<alone>``)(?!\S)/,
    /(?<=(?<![^\s("'[{<-])(?<end>[^\s`\\]{1,40}))``(?![`\w])/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

/** Single backquotes within a word. */
const withinWordRe = /[^\W_]`(?!`)[^`\s](?:[^`\n]*[^`\s\\])?`(?!`)_{0,2}(?!\w)/;

export const strayBackquotes: ProseRule = {
  code: "stray-backquotes",
  needs: ["`"],
  mayOccur: { test: (text) => hasStrayPair(text) || withinWordRe.test(text) },
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

/** Whether a pair of backquotes is left when texts are read from left to right, each with the pairs around it. */
function hasStrayPair(text: string): boolean {
  for (let at = text.indexOf("``"); at !== -1;) {
    const end = opensAt(text, at) ? text.indexOf("``", at + 2) : -1;
    if (text[at - 1] !== "`" && text[at - 1] !== "\\" && (end === -1 || !closesAt(text, end)))
      return true;
    let next = end === -1 ? at + 2 : end + 2;
    while (text[next] === "`") next++;
    at = text.indexOf("``", next);
  }
  return false;
}

function opensAt(text: string, at: number): boolean {
  return (at === 0 || /[^\w`\\]/.test(text[at - 1]!)) && !/\s/.test(text[at + 2] ?? " ");
}

function closesAt(text: string, at: number): boolean {
  return !/\s/.test(text[at - 1]!) && !/\w/.test(text[at + 2] ?? " ");
}
