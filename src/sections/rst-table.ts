import { columnWidth } from "../base/width.js";
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
 *     roomId     string     **Required.** The room to look in.
 *     ========== ========== ==================================================
 */
export function simpleTable(head: readonly string[], rows: readonly TableRow[]): string {
  const widths = columnWidths([head, ...rows]);
  const border = widths.map((width) => "=".repeat(width)).join(" ");
  const body = rows.flatMap((row) =>
    "spanning" in row ? [oneLine(row.spanning), "-".repeat(border.length)] : rowLines(row, widths),
  );
  return [border, ...rowLines(head, widths), border, ...body, border].join("\n");
}

function columnWidths(rows: readonly TableRow[]): readonly number[] {
  const cells = rows.filter((row) => !("spanning" in row)) as readonly (readonly string[])[];
  return cells[0]!.map((_title, column) => {
    if (column === cells[0]!.length - 1) return lastWidth;
    return cells.reduce(
      (widest, row) => Math.max(widest, columnWidth(oneLine(row[column] ?? ""))),
      narrowest,
    );
  });
}

function rowLines(cells: readonly string[], widths: readonly number[]): readonly string[] {
  const first = widths.slice(0, -1).map((width, column) => {
    const text = oneLine(cells[column] ?? "");
    // A row whose first cell is empty would continue the row above.
    const shown = column === 0 && text === "" ? "\\" : text;
    return shown + " ".repeat(width - columnWidth(shown));
  });
  const start = first.join(" ");
  const [line = "", ...more] = cellLines(cells[widths.length - 1] ?? "");
  const indent = " ".repeat(columnWidth(start) + 1);
  return [`${start} ${line}`.trimEnd(), ...more.map((text) => (text === "" ? "" : indent + text))];
}

/** The wrapped lines of a cell's paragraphs, an empty one between them. Further lines of a bullet stand below its text. */
function cellLines(text: string): readonly string[] {
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => wrap(paragraph, lastWidth));
  return paragraphs
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => {
      const shown = lines[0]!.startsWith("- ")
        ? lines.map((line, at) => (at === 0 ? line : `  ${line}`))
        : lines;
      return index === 0 ? shown : ["", ...shown];
    });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
