import type { Span } from "../../base/source.js";
import type { BlockParser, Context } from "../context.js";
import {
  type Line,
  type LineReader,
  indentOf,
  isBlank,
  spanOfLine,
  spanOfLines,
  spanOfRead,
  trimBlank,
} from "../lines.js";
import type { Block, Colspec, Entry, Row, Table, Tbody, Tgroup, Thead } from "../nodes.js";
import { literalBlockOf } from "./common.js";
import { gridBorder, gridColumns, readGridTable } from "./grid-table.js";
import { readSimpleTable, simpleBorder, simpleTop } from "./simple-table.js";
import { type Cell, type TableFault, type TableShape } from "./table-columns.js";

/** A table drawn with `+`, `-` and `|`. */
export const gridTable: BlockParser = (lines, cx) => {
  if (!gridBorder.test(lines.peek()!.text)) return null;
  const { block, finished, fault } = takeGrid(lines);
  const next = lines.peek();
  const indented = next && !isBlank(next) && indentOf(next) > 0;
  const unexpected = indented ? [cx.message("unexpected-indentation", spanOfLine(next))] : [];
  const blocks = fault
    ? [...unexpected, malformed(block, fault, cx, next)]
    : [tableOf(block, readGridTable(block), cx), ...unexpected];
  return [...blocks, ...unfinished(finished, lines, cx)];
};

/** A table whose columns are told by rows of `=`. */
export const simpleTable: BlockParser = (lines, cx) => {
  if (!simpleTop.test(lines.peek()!.text)) return null;
  const { block, finished, fault } = takeSimple(lines);
  const table = fault ? malformed(block, fault, cx) : tableOf(block, readSimpleTable(block), cx);
  return [table, ...unfinished(finished, lines, cx)];
};

function tableOf(block: readonly Line[], read: TableShape | TableFault, cx: Context): Block {
  return "fault" in read ? malformed(block, read, cx) : makeTable(read, spanOfLines(block), cx);
}

/** The lines of a table, and whether they end as they should. */
interface Taken {
  readonly block: readonly Line[];
  /** A blank line or the end of the text follows. */
  readonly finished: boolean;
  readonly fault?: TableFault;
}

/** A fault may stand in the line behind the table: the border that is missing should be there. */
function malformed(
  block: readonly Line[],
  { fault, at, span, parts }: TableFault,
  cx: Context,
  behind?: Line,
): Block {
  const line = block[at] ?? behind ?? block.at(-1)!;
  return cx.message(fault, span ?? spanOfLine(line), parts, [literalBlockOf(block)]);
}

function unfinished(finished: boolean, lines: LineReader, cx: Context): Block[] {
  const next = lines.peek();
  return finished || !next ? [] : [cx.message("no-blank-line-after-table", spanOfLine(next))];
}

/** Take the lines of a grid table: as far as its left edge goes, or to the last border among them. */
function takeGrid(lines: LineReader): Taken {
  let count = 1;
  while (/^[+|]/.test(lines.peek(count)?.text ?? "")) count++;
  let end = count;
  while (end > 2 && !gridBorder.test(lines.peek(end - 1)!.text)) end--;
  if (end === 2 && !gridBorder.test(lines.peek(count - 1)!.text)) {
    const finished = isBlank(lines.peek(count));
    return {
      block: lines.take(count),
      finished,
      fault: { fault: "table-bottom-missing", at: finished ? count - 1 : count },
    };
  }
  const block = lines.take(Math.min(end, count));
  const finished = isBlank(lines.peek());
  const width = gridColumns(block[0]!).columns.length;
  const open = block.findIndex((line) => {
    const { columns } = gridColumns(line);
    return columns.length !== width || !/[+|]/.test(columns.at(-1)!);
  });
  return open === -1
    ? { block, finished }
    : { block, finished, fault: { fault: "table-right-border", at: open } };
}

/** Take the lines of a simple table: to its second border, or to the first one that a blank line follows. */
function takeSimple(lines: LineReader): Taken {
  const width = lines.peek()!.text.length;
  let border = 0;
  for (let count = 1; lines.peek(count); count++) {
    const { text } = lines.peek(count)!;
    if (!simpleBorder.test(text)) continue;
    const ends = isBlank(lines.peek(count + 1));
    if (text.length !== width) {
      const block = lines.take(count + 1);
      return { block, finished: ends, fault: { fault: "table-borders-differ", at: count } };
    }
    if (border > 0 || ends) return { block: lines.take(count + 1), finished: ends };
    border = count;
  }
  // One border alone may be that of a head, or a bottom that lacks its blank line.
  const block = lines.take(border > 0 ? border + 1 : lines.lines.length - lines.at);
  const trimmed = trimBlank(block);
  return border > 0
    ? { block, finished: false, fault: { fault: "table-bottom-unclear", at: 0 } }
    : { block: trimmed, finished: true, fault: { fault: "table-bottom-not-found", at: 0 } };
}

/** What directives may say about the columns of a table. */
export interface TableLook {
  readonly stubColumns?: number;
  readonly widths?: "auto" | "grid" | readonly number[];
}

/** The table node of a shape, the contents of its cells parsed. */
export function makeTable(
  { widths, head, body }: TableShape,
  span: Span,
  cx: Context,
  look: TableLook = {},
): Table {
  const rowOf = (cells: readonly Cell[]): Row => ({
    type: "row",
    span,
    children: cells.map((cell) => entryOf(cell, span, cx)),
  });
  return tableFrom(widths, head.map(rowOf), body.map(rowOf), span, look);
}

/** A table node of rows. */
export function tableFrom(
  widths: readonly number[],
  head: readonly Row[],
  body: readonly Row[],
  span: Span,
  { stubColumns = 0, widths: given }: TableLook = {},
): Table {
  const colspecs = widths.map((colwidth, index) => {
    const colspec: Colspec = { type: "colspec", span, colwidth };
    if (index < stubColumns) colspec.stub = 1;
    return colspec;
  });
  const thead: Thead[] = head.length > 0 ? [{ type: "thead", span, children: [...head] }] : [];
  const tbody: Tbody = { type: "tbody", span, children: [...body] };
  const tgroup: Tgroup = {
    type: "tgroup",
    span,
    cols: widths.length,
    children: [...colspecs, ...thead, tbody],
  };
  return { type: "table", span, ...widthClass(given), children: [tgroup] };
}

/** How the author asked for the widths of columns, as a class. */
export function widthClass(widths: TableLook["widths"]): { classes?: string[] } {
  if (widths === undefined) return {};
  return { classes: [widths === "auto" ? "colwidths-auto" : "colwidths-given"] };
}

function entryOf({ moreRows, moreColumns, lines }: Cell, table: Span, cx: Context): Entry {
  const children = lines.every(isBlank) ? [] : cx.blocks(lines);
  const span = lines.length > 0 ? spanOfRead(lines, children) : table;
  const entry: Entry = { type: "entry", span, children };
  if (moreRows > 0) entry.morerows = moreRows;
  if (moreColumns > 0) entry.morecols = moreColumns;
  return entry;
}
