import type { Code, Parts, Report } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";
import { nearest } from "../base/text.js";
import {
  type DataFile,
  type Json,
  type JsonObject,
  isArray,
  isObject,
  ownValue,
  spanOf,
} from "../data/data.js";
import { spanAt, type Located } from "../data/located.js";
import type { Values } from "../schema/values.js";
import type { TableConfig } from "../load/project.js";
import { verbatim } from "../base/verbatim.js";
import { jsonText } from "../data/json-text.js";
import type { Recorder } from "./recorder.js";

type Column = TableConfig["columns"][number];

/** What the template `data-table` prints: the rows of a data file as a `csv-table`. */
export function dataTableView(
  { columns, descriptions }: TableConfig,
  file: DataFile,
  values: Values,
  report: Report,
  recorder: Recorder,
  placeOf: (field: string) => Span,
): object {
  const rows = new Rows(file, values, report, recorder, descriptions === "markdown");
  const named = columns.flatMap(({ field, codepoints }) => [field, codepoints ?? field]);
  rows.checkFields(new Set(named), placeOf);
  return {
    header: columns.map(({ title }) => quoted(verbatim(title))).join(", "),
    widths: columns.map(({ width }) => width).join(", "),
    rows: rows.all().map((row) => columns.map((column) => rows.cell(row, column)).join(", ")),
  };
}

interface Row {
  readonly object: JsonObject;
  readonly index: number;
}

/** The rows of a data file and what is wrong with them. */
class Rows {
  /** The rows, with what their `$ref`s name in their place. */
  readonly value: Json;

  constructor(
    readonly file: DataFile,
    readonly values: Values,
    readonly report: Report,
    readonly recorder: Recorder,
    readonly isMarkdown: boolean,
  ) {
    this.value = values.at({ file, pointer: "" });
  }

  all(): readonly Row[] {
    const {
      value,
      file: { source },
    } = this;
    if (isArray(value))
      return value.flatMap((object, index) => {
        if (isObject(object)) return { object, index };
        this.#tell("wrong-kind", index, `row ${index + 1}`, "an object", "something else");
        return [];
      });
    this.report("wrong-kind", spanOf({ source, pointer: "" }), [
      source.path,
      "a list",
      "something else",
    ]);
    return [];
  }

  /** Report fields that no row has, and rows that have one under a name that is nearly its own. */
  checkFields(fields: ReadonlySet<string>, placeOf: (field: string) => Span): void {
    const rows = isArray(this.value) ? this.value.filter(isObject) : [];
    if (rows.length === 0) return;
    const known = new Set(rows.flatMap((row) => Object.keys(row)));
    for (const field of fields) {
      if (known.has(field)) continue;
      const others = [...known].filter((name) => !fields.has(name));
      const where = `No row of "${this.file.source.path}"`;
      this.report("table-field-missing", placeOf(field), [field, where, ...nearest(field, others)]);
    }
    for (const [index, row] of (this.value as readonly Json[]).entries())
      if (isObject(row)) this.#checkRow(row, index, fields, known);
  }

  #checkRow(
    row: JsonObject,
    index: number,
    fields: ReadonlySet<string>,
    known: ReadonlySet<string>,
  ): void {
    for (const field of fields) {
      if (!known.has(field) || Object.hasOwn(row, field)) continue;
      const others = Object.keys(row).filter((name) => !fields.has(name));
      const near = nearest(field, others);
      if (near.length > 0)
        this.#tell("table-field-missing", index, field, `Row ${index + 1}`, ...near);
    }
  }

  cell({ object, index }: Row, { field, codepoints, literal }: Column): string {
    const value = ownValue(object, field);
    if (typeof value === "number") return jsonText(value);
    const text = plain(value);
    const isText = literal || codepoints !== undefined;
    const told = this.recorder.tell(
      { text, at: this.#placeOf(index, field) },
      this.isMarkdown && !isText,
    );
    const spelling = codepoints === undefined ? null : plain(ownValue(object, codepoints));
    if (spelling !== null && spelled(spelling) !== text)
      this.#tell("wrong-codepoints", index, text, spelling);
    if (text === "") return quoted("");
    // Code points tell what a text is; other text is markup.
    const shown = isText ? verbatim(text) : told;
    return quoted(literal ? `\`\`${shown}\`\`` : shown);
  }

  #tell<C extends Code>(code: C, row: number, ...parts: Parts<C>): void {
    this.report(code, spanAt(this.#placeOf(row)), parts);
  }

  /** Where a row stands, or a field of it. */
  #placeOf(row: number, field?: string): Located {
    const keys = field === undefined ? [String(row)] : [String(row), field];
    return this.values.placeOf({ file: this.file, pointer: "" }, keys);
  }
}

function plain(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : jsonText(value);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""').replace(/\s+/g, " ")}"`;
}

/** The text that code points such as `U+2764U+FE0F` spell. */
function spelled(codepoints: string): string {
  const digits = [...codepoints.matchAll(/U\+([0-9a-f]{1,6})/gi)].map(([, number]) => number!);
  const numbers = digits.map((number) => Number.parseInt(number, 16));
  return numbers
    .map((number) => (number > 0x10ffff ? "\ufffd" : String.fromCodePoint(number)))
    .join("");
}
