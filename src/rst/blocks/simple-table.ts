import type { Span } from "../../base/source.js";
import type { Line } from "../lines.js";
import {
  type Cell,
  type TableFault,
  type TableLine,
  type TableShape,
  cutRectangle,
  inColumns,
  blankIn,
  firstIn,
} from "./table-columns.js";

/** The first line of a simple table: at least two columns. */
export const simpleTop = /^=+(?: +=+)+ *$/;
/** Its last line, and the one below its head. */
export const simpleBorder = /^=[ =]*$/;
/** A line that says which columns the row above it spans; borders are lines of this kind. */
const underline = /^(?:-[ -]*|=[ =]*)$/;

interface Column {
  readonly start: number;
  readonly end: number;
}

/**
 * Read a simple table. A row begins with each line that has text in the first column, and ends with an underline.
 *
 *     =====  =====
 *     a      b
 *     =====  =====
 *     c      d
 *            more of d
 *     spans both
 *     ------------
 *     =====  =====
 */
export function readSimpleTable(lines: readonly Line[]): TableShape | TableFault {
  return new Rows(lines).read();
}

class Rows {
  private readonly lines: readonly TableLine[];
  /** The columns of the top border; text that runs over makes the last one wider. */
  private readonly columns: Column[];
  private readonly borderEnd: number;
  private readonly rows: { readonly start: number; readonly cells: Cell[] }[] = [];
  private fault: TableFault | null = null;

  constructor(lines: readonly Line[]) {
    this.lines = lines.map((line) => inColumns(line, "simple"));
    this.columns = columnsOf(lines[0]!.text);
    this.borderEnd = this.columns.at(-1)!.end;
  }

  read(): TableShape | TableFault {
    const first = this.columns[0]!;
    let start = 1;
    let hasText = false;
    for (let at = 1; at < this.lines.length && !this.fault; at++) {
      const line = this.lines[at]!;
      if (underline.test(line.line.text)) {
        this.row(start, at, line.line.text);
        start = at + 1;
        hasText = false;
      } else if (!blankIn(line, first.start, first.end)) {
        if (hasText) this.row(start, at);
        start = at;
        hasText = true;
      } else if (!hasText) start = at + 1;
    }
    return this.fault ?? this.shape();
  }

  private shape(): TableShape {
    const last = this.lines.length - 1;
    const separator = this.lines.findIndex(
      ({ line }, at) => at > 0 && at < last && simpleBorder.test(line.text),
    );
    const firstBody = separator === -1 ? 0 : this.rows.findIndex(({ start }) => start > separator);
    const rows = this.rows.map(({ cells }) => cells);
    return {
      widths: this.columns.map(({ start, end }) => end - start),
      head: rows.slice(0, Math.max(0, firstBody)),
      body: rows.slice(Math.max(0, firstBody)),
    };
  }

  /** Add the row of the lines from `start` to `end`; `spans` is the underline below it, if there is one. */
  private row(start: number, end: number, spans?: string): void {
    const columns = spans === undefined ? [...this.columns] : columnsOf(spans);
    if (spans !== undefined) {
      if (columns.at(-1)!.end !== this.borderEnd) return this.fail("table-span-incomplete", end);
      columns[columns.length - 1] = { ...columns.at(-1)!, end: this.columns.at(-1)!.end };
    }
    const lines = this.lines.slice(start, end);
    for (let index = 0; index < columns.length; index++)
      for (let at = 0; at < lines.length; at++)
        if (!this.staysInside(lines[at]!, columns, index))
          return this.fail(
            "table-text-in-margin",
            start + at,
            firstIn(lines[at]!, columns[index]!.end, columns[index + 1]!.start),
          );
    const cells = this.cells(lines, columns);
    if (!cells) return this.fail("table-span-misaligned", end);
    this.rows.push({ start, cells });
  }

  private fail(fault: TableFault["fault"], at: number, span?: Span): void {
    this.fault = { fault, at, parts: [String(at + 1)], ...(span ? { span } : {}) };
  }

  /** Is there nothing in the margin behind a column? Text that runs over the last column widens it. */
  private staysInside(line: TableLine, columns: Column[], index: number): boolean {
    const { start, end } = columns[index]!;
    const next = columns[index + 1];
    if (next) return blankIn(line, end, next.start);
    if (blankIn(line, end)) return true;
    const main = this.columns.at(-1)!;
    const wider = Math.max(main.end, line.columns.length);
    columns[index] = { start, end: wider };
    this.columns[this.columns.length - 1] = { start: main.start, end: wider };
    return true;
  }

  /** The cells of a row; `null` where a span does not begin and end with columns of the table. */
  private cells(lines: readonly TableLine[], columns: readonly Column[]): Cell[] | null {
    const cells: Cell[] = [];
    let main = 0;
    for (const { start, end } of columns) {
      const first = main;
      if (start !== this.columns[main]?.start) return null;
      while (end !== this.columns[main]?.end) if (++main >= this.columns.length) return null;
      cells.push({
        moreRows: 0,
        moreColumns: main - first,
        lines: cutRectangle(lines, start, end),
      });
      main++;
    }
    return cells;
  }
}

/** Where the runs of an underline begin and end. */
function columnsOf(text: string): Column[] {
  const columns: Column[] = [];
  for (let start = 0; start < text.length; start++) {
    if (text[start] === " ") continue;
    const blank = text.indexOf(" ", start);
    const end = blank === -1 ? text.length : blank;
    columns.push({ start, end });
    start = end;
  }
  return columns;
}
