import { endOfBlock } from "../end-of-block.js";
import type { ProseRule, Slip } from "../rule.js";

/** Elements that people write in Markdown, where HTML may stand between the lines. */
const paired =
  "a|abbr|aside|audio|b|blockquote|button|caption|center|cite|code|del|details|dfn|div|dl|em|figcaption|figure|font|h[1-6]|i|iframe|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|script|section|small|span|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul|video";
const attributes = "(?:\\s[^<>\\n]{0,300})?";

/** A comment; an element without content; one with its end nearby; a tag alone on its line; a character reference. */
const htmlRe = new RegExp(
  [
    "<!--[^]{0,1000}?-->",
    `<(?<empty>br|hr|wbr|img)${attributes}/?>`,
    `<(?<open>${paired})${attributes}>(?=[^<]{0,300}</\\k<open>>)(?<content>[^<]{0,300})</\\k<open>>`,
    `^[ \\t]*</?(?<alone>${paired})${attributes}>(?=[ \\t]*(?:$|<))`,
    "&(?<entity>nbsp|lt|gt|amp|quot|apos|copy|reg|trade|mdash|ndash|hellip|middot|bull|times|[lr]arr|[lr]aquo|#\\d{1,7}|#x[\\da-f]{1,6});",
  ].join("|"),
  "gim",
);

/** A quick test of a whole text. */
const mayBeHtmlRe = new RegExp(
  `<!--|</?(?:br|hr|wbr|img|${paired})[\\s/>]|&(?:[a-z]{2,6}|#x?[\\da-f]{1,7});`,
  "i",
);

export const htmlInText: ProseRule = {
  code: "html-in-text",
  needs: ["<", "&"],
  mayOccur: mayBeHtmlRe,
  *find({ plain, lines, source: { text } }) {
    let until = -1;
    let blockEnd = -1;
    let seen = new Set<string>();
    // Elements that began alone on a line, by their names: their ends are no other slips.
    const open = new Map<string, number>();
    let at = 0;
    for (const match of plain.matchAll(htmlRe)) {
      const found = match[0].trimStart();
      const start = match.index + match[0].length - found.length;
      while (lines[at + 1] && lines[at + 1]!.offset <= start) at++;
      // Elements in each other and the lines of one are one slip, as is a character or a break that is there again.
      if (start < until || lines[at]!.kind !== "text") continue;
      if (start >= blockEnd) {
        blockEnd = endOfBlock(text, start);
        seen = new Set();
      }
      const { entity, empty, alone } = match.groups ?? {};
      const name = alone?.toLowerCase();
      if (name !== undefined) {
        const left = open.get(name) ?? 0;
        const isEnd = found.startsWith("</");
        open.set(name, isEnd ? Math.max(0, left - 1) : left + 1);
        if (isEnd && left > 0) continue;
      }
      const again = (entity ?? empty)?.toLowerCase();
      if (again !== undefined && seen.has(again)) continue;
      if (again !== undefined) seen.add(again);
      const end = start + found.length;
      until = alone === undefined ? end : blockEnd;
      const isBlock = alone !== undefined || found.includes("\n");
      yield {
        ...slipOf(found, start, match.groups ?? {}),
        explains: [start, end],
        ...(isBlock ? { blocks: [start, blockEnd - 1] as const } : {}),
      };
    }
  },
};

function slipOf(
  found: string,
  start: number,
  { empty, open, content = "", alone, entity }: Readonly<Record<string, string | undefined>>,
): Slip {
  const element = (empty ?? open ?? alone ?? "").toLowerCase();
  const kind = entity === undefined ? (element === "" ? "comment" : element) : "entity";
  const shown = found.split("\n", 1)[0]!.slice(0, 60);
  const address = /(?:href|src)\s*=\s*["']?(?<address>[^"'\s>]*)/i.exec(found)?.groups!["address"];
  const words = content.replace(/\s+/g, " ").trim();
  return { start, end: start + shown.length, parts: [shown, kind, words, address ?? ""] };
}
