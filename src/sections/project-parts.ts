import type { Report } from "../base/diagnostics.js";
import { wholeFile } from "../base/source.js";
import {
  type DataFile,
  type Json,
  type JsonObject,
  isArray,
  isObject,
  ownValue,
  spanOf,
} from "../data/data.js";
import type { Project, TableConfig } from "../load/project.js";
import { jsonText } from "./json-text.js";
import { simpleTable } from "./rst-table.js";
import type { TableView } from "./tables.js";

/** The table of all APIs: name, linked to its page, version, purpose. */
export function apisView(project: Project): TableView {
  const rows = project.apis.map(({ name, config }) => {
    const version = project.labels.get(config.version) ?? `%${config.version}%`;
    const page = `${name.split("@")[0]}/${version}.html`;
    return [`\`${config.title} <${page}>\`_`, version, config.purpose];
  });
  return { title: "", rows: simpleTable(["API", "Version", "Description"], rows) };
}

/** What the template `data-table` prints: the rows of a data file as a `csv-table`. */
export function dataTableView(config: TableConfig, file: DataFile, report: Report): object {
  const { columns } = config;
  return {
    header: columns.map(({ title }) => quoted(title)).join(", "),
    widths: columns.map(({ width }) => width).join(", "),
    rows: rowsOf(file, report).map(({ row, pointer }) =>
      columns.map((column) => cellText(row, column, file, pointer, report)).join(", "),
    ),
  };
}

function rowsOf(file: DataFile, report: Report): readonly { row: JsonObject; pointer: string }[] {
  if (!isArray(file.value)) {
    report("wrong-kind", wholeFile(file.source), [file.source.path, "a list", "something else"]);
    return [];
  }
  return file.value.flatMap((row, index) => {
    const pointer = `/${index}`;
    if (isObject(row)) return { row, pointer };
    report("wrong-kind", spanOf({ source: file.source, pointer }), [
      `row ${index + 1}`,
      "an object",
      "something else",
    ]);
    return [];
  });
}

function cellText(
  row: JsonObject,
  { field, codepoints, literal }: TableConfig["columns"][number],
  file: DataFile,
  pointer: string,
  report: Report,
): string {
  const value = ownValue(row, field);
  if (typeof value === "number") return jsonText(value);
  const text = value === undefined || value === null ? "" : plain(value);
  const spelled = codepoints === undefined ? undefined : ownValue(row, codepoints);
  if (codepoints !== undefined && !spells(plain(spelled ?? ""), text))
    report("wrong-codepoints", spanOf({ source: file.source, pointer }), [
      text,
      plain(spelled ?? ""),
    ]);
  return quoted(literal ? `\`\`${text}\`\`` : text);
}

function plain(value: Json): string {
  return typeof value === "string" ? value : jsonText(value);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""').replace(/\s+/g, " ")}"`;
}

/** Whether code points such as `U+2764U+FE0F` are those of a text. */
function spells(codepoints: string, text: string): boolean {
  const numbers = [...codepoints.matchAll(/U\+([0-9a-f]{1,6})/gi)].map(([, digits]) =>
    Number.parseInt(digits!, 16),
  );
  if (numbers.some((number) => number > 0x10ffff)) return false;
  return numbers.length > 0 && String.fromCodePoint(...numbers) === text;
}
