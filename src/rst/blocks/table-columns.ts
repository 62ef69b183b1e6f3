import type { Span } from "../../base/source.js";
import { type Line, dedent } from "../lines.js";
import { isCombining, isDoubleWidth, trim, trimEnd } from "../../base/unicode.js";

/**
 * The geometry of tables is told in columns of a fixed-width font. East Asian wide characters take two, so a line is cut
 * by columns and not by characters.
 */
export interface TableLine {
  readonly line: Line;
  /** What stands in each column: a character, or nothing in the second column of a wide one. */
  readonly columns: string | readonly string[];
  /** For columns that are no string: where each begins in the text. */
  readonly starts?: readonly number[];
}

/**
 * Set a line into columns. A combining mark goes with the character before it; with the next one where it begins the line or
 * follows what bounds a cell: it is text of the cell that begins there.
 */
export function inColumns(line: Line, kind: "grid" | "simple"): TableLine {
  if (/^[ -~]*$/.test(line.text)) return { line, columns: line.text };
  const bounds = kind === "grid" ? /[+|]/ : / /;
  const columns: string[] = [];
  const starts: number[] = [];
  let at = 0;
  let marks = "";
  for (const char of line.text) {
    const code = char.codePointAt(0)!;
    if (!isCombining(code)) {
      if (marks !== "" && kind === "grid" && bounds.test(char)) {
        columns[columns.length - 1] += marks;
        marks = "";
      }
      columns.push(marks + char);
      starts.push(at - marks.length);
      marks = "";
    } else if (marks === "" && columns.length > 0 && !bounds.test(columns.at(-1)!))
      columns[columns.length - 1] += char;
    else marks += char;
    at += char.length;
    if (isDoubleWidth(code)) {
      columns.push("");
      starts.push(at);
    }
  }
  if (marks !== "") {
    columns.push(marks);
    starts.push(at - marks.length);
  }
  return { line, columns, starts };
}

/** The text in some columns. */
export function textIn({ columns }: TableLine, start: number, end?: number): string {
  const piece = columns.slice(start, end);
  return typeof piece === "string" ? piece : piece.join("");
}

/** True where some columns hold nothing, not even the second half of a wide character. */
export function blankIn({ columns }: TableLine, start: number, end?: number): boolean {
  const piece = columns.slice(start, end);
  return typeof piece === "string"
    ? trim(piece) === ""
    : piece.every((column) => column !== "" && trim(column) === "");
}

/** The first character that stands in some columns, or the second half of which does. */
export function firstIn(row: TableLine, start: number, end: number): Span {
  let column = start;
  while (column < end - 1 && row.columns[column] === " ") column++;
  const at = row.line.offset + offsetOf(row, row.columns[column] === "" ? column - 1 : column);
  const next = row.line.offset + offsetOf(row, column + 1);
  return { source: row.line.source, start: at, end: Math.max(next, at + 1) };
}

/** The rectangle between two columns as lines of their own, without the indentation they share. */
export function cutRectangle(
  lines: readonly TableLine[],
  start: number,
  end: number,
): readonly Line[] {
  return dedent(lines.map((row) => cutLine(row, start, end)));
}

function cutLine(row: TableLine, start: number, end: number): Line {
  return {
    text: trimEnd(textIn(row, start, end)),
    source: row.line.source,
    offset: row.line.offset + offsetOf(row, start),
  };
}

function offsetOf({ line, starts }: TableLine, column: number): number {
  const offset = starts ? starts[column] : column;
  return Math.min(offset ?? line.text.length, line.text.length);
}

/** A cell: how far it spans, and its contents. */
export interface Cell {
  readonly moreRows: number;
  readonly moreColumns: number;
  readonly lines: readonly Line[];
}

/** What a table's text says: the widths of its columns, and its rows of cells. */
export interface TableShape {
  readonly widths: readonly number[];
  readonly head: readonly (readonly Cell[])[];
  readonly body: readonly (readonly Cell[])[];
}

/** Why a text is no table, and in which of its lines. */
export interface TableFault {
  readonly fault: TableFaultCode;
  readonly at: number;
  /** Where it is not all of that line. */
  readonly span?: Span;
  readonly parts?: readonly string[];
}

export type TableFaultCode =
  | "table-bottom-missing"
  | "table-right-border"
  | "table-two-headers"
  | "table-not-rectangular"
  | "table-borders-differ"
  | "table-bottom-not-found"
  | "table-bottom-unclear"
  | "table-text-in-margin"
  | "table-span-incomplete"
  | "table-span-misaligned";
