import type { Content } from "./content.js";
import type { Tell } from "./html-flow.js";

/** What is meant as a table and is none, so that its bars are text. */

/** A line of dashes and bars, as the one below a head is. */
const rulerRe = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
/** A line that is nearly one. */
const nearRulerRe = /^(?=.*[-=_—–]{2}|.*[—–])[-=_:+|\s—–]+$/;
const rowRe = /^\|.*[^\\|].*\|$/;
const gridRe = /^\+(?:[-=]+\+)+$/;

/** Report the first lines of a paragraph that are nearly a table, and why they are none. */
export function reportTable(content: Content, tell: Tell): void {
  const { text } = content;
  if (text.startsWith("=")) reportSimpleTable(content, tell);
  if (!text.includes("|")) return;
  let start = 0;
  let before: string | null = null;
  for (const written of text.split("\n")) {
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
  // A head that is there twice: the second one is that of the table below.
  if (!text.includes("\n") && rowRe.test(text.trim()) && cellsOf(text.trim()) > 1)
    tell("table-as-text", content.span(0, text.length), ["dashes"]);
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

// ====  ====
function reportSimpleTable(content: Content, tell: Tell): void {
  const lines = content.text.split("\n");
  const isRow = (line: string | undefined) => /^=+(?: +=+)+ *$/.test(line ?? "");
  if (isRow(lines[0]) && lines.length > 2 && lines.slice(2).some(isRow))
    tell("table-as-text", content.span(0, lines[0]!.length), ["simple"]);
}
