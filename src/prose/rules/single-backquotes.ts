import type { ProseRule } from "../rule.js";

/** Text in single backquotes: Markdown's code is the title of a work here. */
export const singleBackquotes: ProseRule = {
  code: "single-backquotes",
  needs: ["`"],
  mayOccur: /(?<![`\w\\>]|(?<!\w):[\w.+:-]+:)`(?!_(?:\W|$))[^\s`][^`\n]*(?:\n[^`\n]+)?`(?![`_])/,
  find: ({ titles, source }) =>
    titles.map(({ start, end }) => ({
      start,
      end,
      parts: [source.text.slice(start + 1, end - 1).replace(/\s+/g, " ")],
    })),
};
