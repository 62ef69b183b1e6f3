import type { ProseRule } from "../rule.js";

/** `` `text <address>` `` without the underscore that makes it a link. */
const linkTitleRe =
  /^`(?<text>[^`]*?)\s*<(?<address>(?:https?|mailto|ftp):[^<>\s]+|[^<>\s]*[#/][^<>\s]*|[^<>\s]+_)>`$/s;

export const linkWithoutUnderscore: ProseRule = {
  code: "link-without-underscore",
  needs: [">`"],
  mayOccur: /<[^<>\s]+>`(?!_)/,
  *find({ titles, source }) {
    for (const { start, end } of titles) {
      const groups = linkTitleRe.exec(source.text.slice(start, end))?.groups;
      if (groups)
        yield { start, end, parts: [groups["text"]!.replace(/\s+/g, " "), groups["address"]!] };
    }
  },
};

/** `` Text <https://example.org>`_ ``, `` text`_ ``: the backquote at the beginning is missing. */
const halfLinkRe = /(?<!\S)(?<text>[^\s`]+)`__?(?![\w`])/g;

export const halfLink: ProseRule = {
  code: "half-link",
  needs: ["`_"],
  mayOccur: { test: hasLoneBackquote },
  *find({ plain }) {
    for (const match of plain.matchAll(halfLinkRe)) {
      const text = match.groups!["text"]!;
      const end = match.index + match[0].length;
      yield { start: match.index + text.length, end, parts: [text] };
    }
  },
};

/** Whether a paragraph has an odd number of single backquotes. */
function hasLoneBackquote(text: string): boolean {
  let isOdd = false;
  let last = 0;
  for (let at = text.indexOf("`"); at !== -1; at = text.indexOf("`", at)) {
    const isNewParagraph = /\n[ \t]*\n/.test(text.slice(last, at));
    if (isNewParagraph && isOdd) return true;
    if (isNewParagraph) isOdd = false;
    const start = at;
    while (text[at] === "`") at++;
    if ((at - start) % 2 === 1) isOdd = !isOdd;
    last = at;
  }
  return isOdd;
}
