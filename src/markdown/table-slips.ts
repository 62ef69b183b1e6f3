import type { Content } from "./content.js";
import type { Tell } from "./html-flow.js";

/** What is meant as a table and is none, so that its bars are text. */

/** A line of dashes and bars, as the one below a head is. */
const rulerRe = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
/** A line that is nearly one. */
const nearRulerRe = /^(?=.*[-=_—–]{2}|.*[—–])[-=_:+|\s—–]+$/;
const rowRe = /^\|.*[^\\|].*\|$/;
const gridRe = /^\+(?:[-=]+\+)+$/;
/** `====  ====`, above and below a table and its head. */
const columnsRe = /^={2,}(?: +={2,})+$/;
const lineBlockRe = /^\|(?:[ \t][^|\n]*)?$/;

/** Report the first lines of a paragraph that are nearly a table, and why they are none. */
export function reportTable(content: Content, tell: Tell): void {
  const { text } = content;
  if (text.startsWith("==") && columnsRe.test(firstLine(text)))
    tell("table-as-text", content.span(0, firstLine(text).length), ["columns"]);
  if (!text.includes("|")) return;
  const lines = text.split("\n");
  if (lines.length > 1 && lines.every((line) => lineBlockRe.test(line.trim()))) {
    tell("rst-line-block", content.span(0, text.length));
    return;
  }
  let start = 0;
  let before: string | null = null;
  for (const written of lines) {
    const line = written.trim();
    const why = fault(line, before);
    if (why) {
      const from = before === null ? start : start - before.length - 1;
      tell("table-as-text", content.span(from, start + written.length), why);
      return;
    }
    before = written;
    start += written.length + 1;
  }
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0]!.trimEnd();
}

function fault(line: string, above: string | null): string[] | null {
  const head = above?.trim() ?? null;
  if (gridRe.test(line)) return head === null ? ["grid"] : null;
  if (!line.includes("|")) return null;
  const isRuler = rulerRe.test(line);
  if (head === null) return isRuler && line !== "|" ? ["head"] : null;
  if (!head.includes("|")) return null;
  if (isRuler) return ["cells", String(cellsOf(head)), String(cellsOf(line))];
  if (nearRulerRe.test(line)) return ["ruler"];
  return rowRe.test(head) && rowRe.test(line) ? ["dashes"] : null;
}

function cellsOf(row: string): number {
  return row.replace(/^\||(?<!\\)\|$/g, "").split(/(?<!\\)\|/).length;
}
