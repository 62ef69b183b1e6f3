import type { ProseRule, Range } from "../rule.js";

/** The mark of an item of a list. */
const itemRe = /^(?<indent>[ \t]*)(?<mark>[-*+\u2022]|\(?(?:\d+|#|[a-zA-Z])[.)]) +\S/;

/**
 * A list that begins in the line below a text, without a blank line: it is read as more of the text. A single line may
 * begin with a hyphen by chance, so two marks are asked for, or a colon before the first.
 */
export const gluedList: ProseRule = {
  code: "glued-list",
  mayOccur:
    /^([ \t]*)(?![-*+\u2022] |#\. )\S[^\n]*\n\1(?:[-*+\u2022]|\(?(?:\d+|#|[a-zA-Z])[.)]) +\S|^([ \t]*)(?:[-*+\u2022]|\(?(?:\d+|#|[a-zA-Z])[.)]) +\S[^\n]*\n\2[ \t]+(?:[-*+\u2022]|\(?(?:\d+|#|[a-zA-Z])[.)]) +\S/m,
  *find({ paragraphs, source: { text } }) {
    for (const paragraph of paragraphs) {
      const items = itemsIn(paragraph, text);
      const [first] = items;
      if (!first) continue;
      const before = text.slice(paragraph.start, first.start).trimEnd();
      if (items.length < 2 && !before.endsWith(":")) continue;
      const end = first.start + first.mark.length;
      const last = items.at(-1)!.start;
      yield { start: first.start, end, parts: [first.mark], covers: [first.start, last] };
    }
  },
};

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
