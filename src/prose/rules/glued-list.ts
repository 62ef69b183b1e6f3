import { endOfBlock } from "../end-of-block.js";
import type { ProseRule, Range } from "../rule.js";

/** The mark of an item of a list. */
const itemRe = /^(?<indent>[ \t]*)(?<mark>[-*+\u2022]|\(?(?:\d+|#|[a-zA-Z])[.)]) +\S/;

/** An item right below another line. */
const belowLineRe = /\n(?<=\S[^\S\n]*\n)[ \t]*(?:[-*+\u2022]|\(?(?:\d+|#|[a-zA-Z])[.)]) +\S/;

/** One that follows a line of the same depth, or an item, deeper than it. */
const gluedRe =
  /^([ \t]*)(?![-*+\u2022] |#\. )\S[^\n]*\n\1(?:[-*+\u2022]|\(?(?:\d+|#|[a-zA-Z])[.)]) +\S|^([ \t]*)(?:[-*+\u2022]|\(?(?:\d+|#|[a-zA-Z])[.)]) +\S[^\n]*\n\2[ \t]+(?:[-*+\u2022]|\(?(?:\d+|#|[a-zA-Z])[.)]) +\S/m;

/**
 * A list that begins in the line below a text, without a blank line: it is read as more of the text. A single line may
 * begin with a hyphen by chance, so two marks are asked for, or a colon before the first.
 */
export const gluedList: ProseRule = {
  code: "glued-list",
  mayOccur: { test: (text) => belowLineRe.test(text) && gluedRe.test(text) },
  *find({ paragraphs, itemTexts, itemTerms, source: { text } }) {
    const ofItems = new Set(itemTexts.map(({ start }) => start));
    for (const paragraph of paragraphs) {
      const items = itemsIn(paragraph, text);
      const [first] = items;
      if (!first) continue;
      const before = text.slice(paragraph.start, first.start).trimEnd();
      const isOne = ofItems.has(paragraph.start) && isNested(before, first, text);
      if (items.length < 2 && !before.endsWith(":") && !isOne) continue;
      const end = first.start + first.mark.length;
      // What is indented below an item is read as something else as well.
      const last = Math.max(first.start, endOfBlock(text, first.start) - 1);
      yield { start: first.start, end, parts: [first.mark], blocks: [first.start, last] };
    }
    for (const { term, list } of itemTerms) {
      const mark = itemRe.exec(text.slice(list.start, list.end))?.groups?.["mark"];
      const line = text.lastIndexOf("\n", term.start - 1) + 1;
      const start = list.start + text.slice(list.start).search(/\S/);
      if (mark !== undefined)
        yield {
          start,
          end: start + mark.length,
          parts: [mark, String(term.start - line)],
          blocks: [start, Math.max(start, list.end - 1)],
        };
    }
  },
};

/** Whether a single line in the text of an item, which begins as an item does, is meant as one. */
function isNested(before: string, { start, mark }: { start: number; mark: string }, text: string) {
  if (/[\da-zA-Z#]/.test(mark) && !/^\(?[1#a]/.test(mark)) return false; // a number that stands at the end of a sentence
  if (before.includes("\n")) return false;
  const line = text.slice(start, text.indexOf("\n", start));
  return !/[^\s] [-*+] /.test(`${before} ${line.slice(mark.length + 1)}`);
}

/** Lines of a paragraph, but its first, that begin as items of one kind do. */
function itemsIn({ start, end }: Range, text: string): { start: number; mark: string }[] {
  const items: { start: number; mark: string; kind: string }[] = [];
  let at = text.indexOf("\n", start) + 1;
  while (at > 0 && at < end) {
    const stop = text.indexOf("\n", at);
    const line = text.slice(at, stop === -1 ? end : Math.min(stop, end));
    const { indent = "", mark } = itemRe.exec(line)?.groups ?? {};
    if (mark)
      items.push({ start: at + indent.length, mark, kind: mark.replace(/[\d#a-zA-Z]+/, "1") });
    if (stop === -1) break;
    at = stop + 1;
  }
  return items.filter(({ kind }) => kind === items[0]!.kind);
}
