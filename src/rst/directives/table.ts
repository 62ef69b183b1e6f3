import type { Code } from "../../base/diagnostics.js";
import type { Source, Span } from "../../base/source.js";
import { trim, wordsOf } from "../../base/unicode.js";
import { type TableLook, makeTable, tableFrom, widthClass } from "../blocks/table.js";
import type { Cell } from "../blocks/table-columns.js";
import type { Context } from "../context.js";
import { otherEnds, type Line } from "../lines.js";
import type { Block, BulletList, Row, SystemMessage, Table, Title } from "../nodes.js";
import { addClasses, common, dress, inlineParent } from "./common.js";
import { type CsvDialect, readCsv } from "./csv.js";
import { directive } from "./directive.js";
import { choice, count, encoding, flag, lengthOrPercentage, path, text, uri } from "./options.js";
import { isTooMuch, readFile } from "./read-file.js";
import { pythonInteger } from "../python-values.js";
import { type Argument, type DirectiveParts, Invalid, type OptionReader } from "./spec.js";

/** `auto` or the widths of the columns, as numbers in proportion; `grid` besides where a table is drawn. */
function widthsOr<const T extends string>(...words: T[]): OptionReader<T | number[]> {
  return (value) => {
    if (value === null) return new Invalid("option-value-missing");
    const word = words.find((one) => one === trim(value).toLowerCase());
    return word ?? positiveNumbers(value);
  };
}

function positiveNumbers(value: string): number[] | Invalid {
  const numbers: number[] = [];
  for (const word of value.includes(",") ? value.split(",") : wordsOf(value)) {
    const number = pythonInteger(word);
    if (number === null) return new Invalid("option-not-integer", word);
    if (number < 1) return new Invalid("option-not-positive");
    numbers.push(number);
  }
  return numbers;
}

/** The options that all tables have. */
const look = {
  ...common,
  align: choice("left", "center", "right"),
  width: lengthOrPercentage,
};

const headed = {
  ...look,
  widths: widthsOr("auto"),
  "header-rows": count,
  "stub-columns": count,
};

interface Look {
  readonly class?: readonly string[];
  readonly name?: string;
  readonly align?: "left" | "center" | "right";
  readonly width?: string;
}

/** The title of a table, read before its contents since ids are given in this order. */
function titleOf(argument: Argument | undefined, cx: Context) {
  return argument && inlineParent("title", argument.lines, cx);
}

/** Give a table its title and what its options say. */
function finish(
  table: Table,
  title: ReturnType<typeof titleOf>,
  options: Look,
  cx: Context,
): Block[] {
  if (title) table.children.unshift(title.node satisfies Title);
  if (options.align !== undefined) table.align = options.align;
  if (options.width !== undefined) table.width = options.width;
  return [table, ...(title?.messages ?? []), ...dress(table, options, cx)];
}

/** What is asked of a directive when a table does not fit its options. */
interface Asked {
  readonly name: string;
  readonly fault: DirectiveParts["fault"];
  optionSpan(name: "widths" | "header-rows" | "stub-columns"): Span;
}

const tableOptions = { ...look, widths: widthsOr("auto", "grid") };

/** A table of the text, with a title and more. */
export const table = directive({
  names: ["table"],
  argument: "optional",
  options: tableOptions,
  body: "optional",
  run: ({ argument, options, body, name, fault, optionSpan }, cx) => {
    if (body.length === 0) return [fault("table-content-missing", [name])];
    const title = titleOf(argument, cx);
    const [node, more] = cx.blocks(body);
    if (node?.type !== "table" || more)
      return [fault("table-content-not-table", [name], (more ?? node)?.span)];
    const { widths } = options;
    if (Array.isArray(widths)) {
      const tgroup = node.children.find((child) => child.type === "tgroup")!;
      if (widths.length !== tgroup.cols)
        return [fault("table-widths-mismatch", [name, String(tgroup.cols)], optionSpan("widths"))];
      const colspecs = tgroup.children.filter((child) => child.type === "colspec");
      for (const [index, colspec] of colspecs.entries()) colspec.colwidth = widths[index]!;
    }
    const { class: classes = [], ...rest } = options;
    addClasses(node, [...classes, ...(widthClass(widths).classes ?? [])]);
    return finish(node, title, rest, cx);
  },
});

/** One character, itself or by its number; `space` and `tab` where `blanks` are allowed. */
function character(blanks: boolean): OptionReader<string> {
  return (value) => {
    if (value === null) return new Invalid("option-value-missing");
    if (blanks && value === "tab") return "\t";
    if (blanks && value === "space") return " ";
    const char = byNumber(value);
    return [...char].length > 1 ? new Invalid("option-not-character", char) : char;
  };
}

/** `0x5c`, `U+5C`, `&#x5c;` and 92 are the character of that number, other text is itself. */
function byNumber(value: string): string {
  const hex = /^(?:(?:0x|x|\\x|U\+?|\\u)([0-9a-f]+)|&#x([0-9a-f]+);)$/i.exec(value);
  const code = /^[0-9]+$/.test(value)
    ? Number(value)
    : Number.parseInt(hex?.[1] ?? hex?.[2] ?? "", 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : value;
}

const csvOptions = {
  ...headed,
  header: text,
  file: path,
  url: uri,
  encoding,
  delim: character(true),
  quote: character(false),
  escape: character(false),
  keepspace: flag,
};

type CsvParts = DirectiveParts<"optional", typeof csvOptions>;

/** Short rows are filled up to the longest one; a few lines must not make a table without bounds. */
const filledCells = 200_000;

/** A table of comma-separated values, from the content or from a file. */
export const csvTable = directive({
  names: ["csv-table"],
  argument: "optional",
  options: csvOptions,
  body: "optional",
  run: (parts, cx) => {
    const { argument, options, span, name, fault } = parts;
    const title = titleOf(argument, cx);
    const data = csvLines(parts, cx);
    if ("type" in data) return [data];
    const header = csvRows(parts.optionLines("header"), parts);
    if ("type" in header) return [header];
    const rows = csvRows(data, parts);
    if ("type" in rows) return [rows];

    const { "header-rows": headRows = 0, "stub-columns": stubColumns = 0 } = options;
    const misfit = checkSize(rows, headRows, stubColumns, parts);
    if (misfit) return [misfit];
    const head = [...header, ...rows.slice(0, headRows)];
    const body = rows.slice(headRows);
    const columns = [...head, ...body].reduce((most, row) => Math.max(most, row.length), 0);
    if (columns * (head.length + body.length) > filledCells)
      return [fault("table-too-large", [name, String(head.length + body.length), String(columns)])];
    const widths = columnWidths(options.widths, columns, parts);
    if ("type" in widths) return [widths];
    const fill = (row: readonly (readonly Line[])[]): Cell[] =>
      Array.from({ length: columns }, (_, index) => ({
        moreRows: 0,
        moreColumns: 0,
        lines: row[index] ?? [],
      }));
    const shape = { widths, head: head.map(fill), body: body.map(fill) };
    return finish(makeTable(shape, span, cx, lookOf(options)), title, options, cx);
  },
});

function lookOf(options: {
  readonly "stub-columns"?: number;
  readonly widths?: "auto" | number[];
}): TableLook {
  const { "stub-columns": stubColumns = 0, widths } = options;
  return widths === undefined ? { stubColumns } : { stubColumns, widths };
}

/** The lines that hold the values. */
function csvLines(parts: CsvParts, cx: Context): readonly Line[] | SystemMessage {
  const { options, body, source, name, fault, optionSpan } = parts;
  const { file, url } = options;
  const external = file !== undefined || url !== undefined;
  if (external && !cx.settings.fileInsertionEnabled) return fault("files-disabled", [name]);
  if (external && body.length > 0) return fault("raw-file-and-content", [name]);
  if (file !== undefined && url !== undefined)
    return fault("raw-file-and-url", [name], optionSpan("url"));
  if (url !== undefined) return fault("csv-url", [name, url], optionSpan("url"));
  if (file === undefined) return body.length > 0 ? body : fault("csv-content-missing", [name]);
  const read = readFile(file, source, cx, options.encoding);
  if ("refused" in read)
    return fault(
      "file-unreadable",
      [name, file, read.refused, ...(read.near ?? [])],
      optionSpan("file"),
    );
  if (isTooMuch(read, read.text.length, cx))
    return fault("too-much-included", [name, file], optionSpan("file"));
  return rawLines(read);
}

const ends = `\\r\\n\\v\\f${otherEnds}`;
const rawLine = new RegExp(`([^${ends}]*)(?:\\r\\n|[${ends}]|(?<=[^${ends}])$)`, "g");

/** The lines of a file as they are: tabs may set fields apart, blanks may be values. */
function rawLines(source: Source): Line[] {
  return Array.from(source.text.matchAll(rawLine), (match) => ({
    text: match[1]!,
    source,
    offset: match.index,
  }));
}

type CsvRow = readonly (readonly Line[])[];

function csvRows(lines: readonly Line[], parts: CsvParts): readonly CsvRow[] | SystemMessage {
  const { delim, quote, escape, keepspace } = parts.options;
  const dialect: CsvDialect = {
    delimiter: delim ?? ",",
    quote: quote ?? '"',
    keepSpace: keepspace ?? false,
    ...(escape === undefined ? {} : { escape }),
  };
  const read = readCsv(lines, dialect);
  if ("rows" in read) return read.rows;
  const { source, offset } = read.line;
  return parts.fault(read.fault, [parts.name, dialect.delimiter, dialect.quote], {
    source,
    start: offset,
    end: offset + read.line.text.length,
  });
}

/** Are there enough rows and columns for the head and the stub, and some left for the body? */
function checkSize(
  rows: readonly { readonly length: number }[],
  headRows: number,
  stubColumns: number,
  { name, fault, optionSpan }: Asked,
): SystemMessage | null {
  const count = String(rows.length);
  if (headRows > 0 && rows.length <= headRows) {
    const at = optionSpan("header-rows");
    return rows.length < headRows
      ? fault("table-too-few-rows", [name, String(headRows), count], at)
      : fault("table-only-head", [name, count], at);
  }
  const short = rows.find(({ length }) => stubColumns > 0 && length <= stubColumns);
  if (!short) return null;
  const cells = String(short.length);
  const at = optionSpan("stub-columns");
  return short.length < stubColumns
    ? fault("table-too-few-columns", [name, String(stubColumns), cells], at)
    : fault("table-only-stub", [name, cells], at);
}

/** The widths that were asked for, else equal ones that make a hundred. */
function columnWidths(
  widths: "auto" | number[] | undefined,
  columns: number,
  { name, fault, optionSpan }: Asked,
): number[] | SystemMessage {
  if (Array.isArray(widths))
    return widths.length === columns
      ? widths
      : fault("table-widths-mismatch", [name, String(columns)], optionSpan("widths"));
  if (columns === 0) return fault("table-empty", [name]);
  return Array.from({ length: columns }, () => Math.floor(100 / columns));
}

/** A table written as a list of rows, each a list of cells. */
export const listTable = directive({
  names: ["list-table"],
  argument: "optional",
  options: headed,
  body: "optional",
  run: (parts, cx) => {
    const { argument, options, body, span, name, fault } = parts;
    if (body.length === 0) return [fault("list-table-empty", [name])];
    const title = titleOf(argument, cx);
    const rows = listRows(cx.blocks(body));
    if ("fault" in rows) return [fault(rows.fault, [name, ...(rows.parts ?? [])], rows.at)];
    const { "header-rows": headRows = 0, "stub-columns": stubColumns = 0 } = options;
    const sizes = rows.map(({ children }) => children);
    const widths = columnWidths(options.widths, sizes[0]?.length ?? 0, parts);
    if ("type" in widths) return [widths];
    const misfit = checkSize(sizes, headRows, stubColumns, parts);
    if (misfit) return [misfit];
    const head = rows.slice(0, headRows);
    const node = tableFrom(widths, head, rows.slice(headRows), span, lookOf(options));
    return finish(node, title, options, cx);
  },
});

interface ListFault {
  readonly fault: Code;
  readonly at: Span | undefined;
  readonly parts?: readonly string[];
}

/** The rows of a list of lists, all of one length. */
function listRows([list, more]: readonly Block[]): Row[] | ListFault {
  if (list?.type !== "bullet_list" || more)
    return { fault: "list-table-not-list", at: (more ?? list)?.span };
  const rows: Row[] = [];
  for (const [index, item] of list.children.entries()) {
    const row = String(index + 1);
    const at = item.span;
    const [cells, other] = item.children;
    if (cells?.type !== "bullet_list" || other)
      return { fault: "list-table-row", at, parts: [row] };
    const count = cells.children.length;
    const first = rows[0]?.children.length ?? count;
    if (count !== first)
      return { fault: "list-table-uneven", at, parts: [row, String(count), String(first)] };
    rows.push(rowOf(cells));
  }
  return rows;
}

function rowOf(cells: BulletList): Row {
  return {
    type: "row",
    span: cells.span,
    children: cells.children.map(({ span, children }) => ({ type: "entry", span, children })),
  };
}
