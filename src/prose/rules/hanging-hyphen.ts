import type { ProseRule } from "../rule.js";

/** `client-` at the end of a line and `server` in the next: the page shows a space between them. */
const hyphenRe = /(?<=[a-z])-\n[ \t]*(?<next>[a-z]+)/g;
/** `pre- and postfix` */
const joining: ReadonlySet<string> = new Set([
  "and",
  "or",
  "to",
  "und",
  "oder",
  "et",
  "ou",
  "nor",
  "vs",
  "through",
]);

export const hangingHyphen: ProseRule = {
  code: "hanging-hyphen",
  isApart: true,
  mayOccur: /[a-z]-\n[ \t]*[a-z]/,
  *find({ paragraphs, plain, source: { text } }) {
    for (const { start, end } of paragraphs)
      for (const match of plain.slice(start, end).matchAll(hyphenRe)) {
        const { next = "" } = match.groups!;
        const at = start + match.index;
        const word = /[\w-]*$/.exec(text.slice(Math.max(0, at - 60), at))![0];
        if (!joining.has(next)) yield { start: at, end: at + 1, parts: [`${word}-`, next] };
      }
  },
};
