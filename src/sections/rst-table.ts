import { columnWidth } from "../base/unicode.js";
import { wrap } from "./wrap.js";

/** A row's cells, or the text that spans all columns. */
export type TableRow = readonly string[] | { readonly spanning: string };

const narrowest = 10;
const lastWidth = 50;

/**
 * A simple table of RST: columns as wide as their widest cell, at least 10; the last one 50 and wrapped. A blank line in
 * its text begins a new paragraph.
 *
 *     ========== ========== ==================================================
 *     Parameter  Type       Description
 *     ========== ========== ==================================================
 *     *path parameters*
 *     ------------------------------------------------------------------------
 *     pageName   string     **Required.** Which page it is.
 *     ========== ========== ==================================================
 */
export function simpleTable(head: readonly string[], rows: readonly TableRow[]): string {
  const all = [toLine(head), ...rows.map(toLine)];
  const widths = columnWidths(all);
  const border = widths.map((width) => "=".repeat(width)).join(" ");
  const [first, ...rest] = all.map((line) =>
    "spanning" in line ? `${line.spanning}\n${"-".repeat(border.length)}` : printLine(line, widths),
  );
  return [border, first, border, ...rest, border].join("\n");
}

/** A row with its last cell apart: the others are one line each. */
type TableLine =
  | { readonly cells: readonly string[]; readonly last: string }
  | { readonly spanning: string };

function toLine(row: TableRow): TableLine {
  if ("spanning" in row) return { spanning: oneLine(row.spanning) };
  // A row whose first cell is empty would continue the row above.
  const cells = row.slice(0, -1).map((cell, column) => oneLine(cell) || (column === 0 ? "\\" : ""));
  return { cells, last: row.at(-1) ?? "" };
}

function columnWidths(lines: readonly TableLine[]): readonly number[] {
  const widths: number[] = [];
  for (const line of lines)
    if ("cells" in line)
      line.cells.forEach((cell, column) => {
        widths[column] = Math.max(widths[column] ?? narrowest, columnWidth(cell));
      });
  return [...widths, lastWidth];
}

function printLine(
  { cells, last }: { readonly cells: readonly string[]; readonly last: string },
  widths: readonly number[],
): string {
  let start = "";
  let width = 0;
  cells.forEach((cell, column) => {
    start += `${cell}${" ".repeat(widths[column]! - columnWidth(cell))} `;
    width += widths[column]! + 1;
  });
  const indent = `\n${" ".repeat(width)}`;
  let text = start;
  cellLines(last).forEach((line, index) => {
    if (index > 0) text += line === "" ? "\n" : indent + line;
    else text += line;
  });
  return text.trimEnd();
}

/** The wrapped lines of a cell's paragraphs, an empty one between them. Items of a list stay items. */
function cellLines(text: string): readonly string[] {
  if (!/\n\s*\n/.test(text)) return paragraphLines(text);
  return text
    .split(/\n\s*\n/)
    .map(paragraphLines)
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

const bullet = /^[-*+•‣⁃] +(?=\S)/;
const number = /^(?:\d+|#)[.)] +(?=\S)/;

function paragraphLines(text: string): readonly string[] {
  const written = text.trim().split("\n");
  const marker = [bullet, number].find((each) => each.test(written[0]!));
  if (!marker) return wrap(text, lastWidth);
  const items = itemsIn(text, marker);
  // What looks like a number is one only where the lines below it are indented.
  if (marker === number && items.some(({ isIndented }) => !isIndented))
    return wrap(text, lastWidth);
  return items.flatMap((item) => itemLines(item.text, marker));
}

interface Item {
  text: string;
  isIndented: boolean;
}

/** The items of a list: each begins in the column of the first. */
function itemsIn(text: string, marker: RegExp): readonly Item[] {
  const items: Item[] = [];
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const indent = lines[0]!.search(/\S/);
  for (const line of lines) {
    const isFirst = line.search(/\S/) === indent && marker.test(line.slice(indent));
    const last = items.at(-1);
    if (isFirst || !last) items.push({ text: line, isIndented: true });
    else {
      last.text += `\n${line}`;
      last.isIndented &&= line.search(/\S/) > indent;
    }
  }
  return items;
}

/** The lines of an item, those below its first under its text. */
function itemLines(text: string, marker: RegExp): readonly string[] {
  const lines = wrap(text, lastWidth);
  const width = marker.exec(text.trimStart())![0].length;
  // A marker stands on one line with its text, however long the first word is.
  const [first, ...others] =
    lines[0]!.length < width ? [`${lines[0]} ${lines[1]}`, ...lines.slice(2)] : lines;
  return [first!, ...others.map((line) => " ".repeat(width) + line)];
}

function oneLine(text: string): string {
  return /[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, " ").trim() : text.trim();
}
