import type { Span } from "../base/source.js";
import {
  textOf,
  type Entry,
  type Inline,
  type Row,
  type Table,
  type Tbody,
  type Thead,
} from "../rst/nodes.js";
import { attributesAtEnd, type WrittenAttributes } from "./attributes.js";
import { cellsOf, contentOfCell, type WrittenCell } from "./content.js";
import type { InlineOrFormula } from "./inlines.js";
import type { Reader } from "./reader.js";
import type { Token } from "./tokens.js";

/**
 * A table of GitHub's. A row with too few cells is filled up, one with too many is cut: both are reported. A last row that is
 * nothing but `{.class}` says what the table is, as a line below any other block does.
 *
 * @see https://github.github.com/gfm/#tables-extension-
 */
export function readTable(reader: Reader, open: Token): Table {
  const span = reader.spanOf(open);
  const parts: (Thead | Tbody)[] = [];
  let columns = 0;
  let attributes: WrittenAttributes | null = null;
  for (let token = reader.take(); token.type !== "table_close"; token = reader.take()) {
    const type = token.type === "thead_open" ? "thead" : "tbody";
    const rows: Row[] = [];
    for (let row = reader.take(); row.type === "tr_open"; row = reader.take()) {
      rows.push(readRow(reader, row, columns));
      columns ||= rows[0]!.children.length;
    }
    if (type === "tbody") attributes = attributesOf(rows);
    if (attributes) rows.pop();
    if (rows.length > 0) parts.push({ type, span: rows[0]!.span, children: rows });
  }
  const colspecs = Array.from({ length: columns }, () => ({
    type: "colspec" as const,
    span,
    colwidth: 1,
  }));
  const table: Table = {
    type: "table",
    span,
    children: [{ type: "tgroup", span, cols: columns, children: [...colspecs, ...parts] }],
  };
  if (attributes) reader.dressBlock(table, attributes, span);
  return table;
}

/** What a row says that has no cell but one in braces. */
function attributesOf(rows: readonly Row[]): WrittenAttributes | null {
  const [first, ...others] = rows.at(-1)?.children ?? [];
  const written = first && others.every((cell) => cell.children.length === 0) ? textOf(first) : "";
  return attributesAtEnd(written)?.length === 0 ? attributesAtEnd(written)!.attributes : null;
}

interface Cell {
  readonly text: string;
  readonly align: string | undefined;
}

function readRow(reader: Reader, row: Token, columns: number): Row {
  const span = reader.spanOf(row);
  const line = row.map![0];
  const cells: Cell[] = [];
  for (let token = reader.take(); token.type !== "tr_close"; token = reader.take()) {
    const style = String(token.attrGet("style") ?? "");
    const align = /text-align:(?<side>\w+)/.exec(style)?.groups!["side"];
    cells.push({ text: reader.take().content, align });
    reader.take();
  }
  const written = writtenCells(reader.text.lines[line]?.text ?? "", cells);
  const [only] = written.length === 1 ? written : [];
  const isAttributes = only !== undefined && /^\s*\{[^{}]*\}$/.test(only.text);
  if (columns > 0 && !isAttributes)
    reportCount(reader, written.length, columns, withoutMarks(span));
  return {
    type: "row",
    span,
    children: cells.map((cell, index) => readCell(reader, cell, written[index], line, span)),
  };
}

function readCell(
  reader: Reader,
  { text, align }: Cell,
  written: WrittenCell | undefined,
  line: number,
  rowSpan: Span,
): Entry {
  const entry: Entry = { type: "entry", span: rowSpan, children: [] };
  if (align !== undefined) entry.classes = [`align-${align}`];
  if (text === "" || !written) return entry;
  const content = contentOfCell(text, written, line, reader.text);
  entry.span = content.span(0, text.length);
  entry.children.push(...reader.cell(content));
  return entry;
}

/** Where no block may be a formula on its own is one in a line. */
export function inLine(node: InlineOrFormula): Inline {
  return node.type === "math_block" ? { ...node, type: "math" } : node;
}

/** The place of a row within a quotation, without the marks of that. */
function withoutMarks({ source, start, end }: Span): Span {
  const marks = /^(?:[ \t]*>)*[ \t]*/.exec(source.text.slice(start, end))![0];
  return { source, start: start + marks.length, end };
}

function reportCount(reader: Reader, count: number, columns: number, span: Span): void {
  if (count < columns) reader.tell("table-cell-missing", span, [String(count), String(columns)]);
  if (count > columns) reader.tell("table-cell-left-out", span, [String(count), String(columns)]);
}

/** The cells of a row as they are written, without what stands before its first bar and after its last one. */
function writtenCells(line: string, cells: readonly Cell[]): readonly WrittenCell[] {
  const all = cellsOf(line);
  const last = all.at(-1);
  const kept = all.length > 1 && last?.text === "" ? all.slice(0, -1) : all;
  const fits = (shift: number) =>
    cells.every(({ text }, index) => {
      const written = kept[index + shift];
      return index === 0 ? (written?.text ?? "").endsWith(text) : (written?.text ?? "") === text;
    });
  const isMark = (text: string) => /^(?:[\s>:*+-]|\d+[.)])*$/.test(text);
  return kept.length > 1 && isMark(kept[0]!.text) && fits(1) ? kept.slice(1) : kept;
}
