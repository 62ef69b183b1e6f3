import { verbatim } from "../base/verbatim.js";
import type { AllowedValues, TypeRow, TypeTable } from "../model/model.js";
import { jsonText } from "../data/json-text.js";
import { joined, type Recorder } from "./recorder.js";
import { type TableRow, simpleTable } from "./rst-table.js";

/** What the template `table` prints. */
export interface TableView {
  /** The caption. */
  readonly title: string;
  readonly rows: string;
}

/** The table of a type; `firstColumn` heads the keys. */
export function tableView(table: TypeTable, firstColumn: string, recorder: Recorder): TableView {
  return {
    title: table.title === null ? "" : verbatim(table.title),
    rows: simpleTable(headOf(firstColumn, recorder), rowsOf(table.rows, recorder)),
  };
}

export function headOf(firstColumn: string, recorder: Recorder): readonly string[] {
  return [recorder.name(firstColumn), "Type", "Description"];
}

export function rowsOf(rows: readonly TypeRow[], recorder: Recorder): readonly TableRow[] {
  return rows.map((row) => [
    recorder.name(row.key),
    recorder.name(row.type),
    describe(row, recorder),
  ]);
}

/** The last cell: whether the key is required, its description, the values it may have. */
function describe({ required, description, values }: TypeRow, recorder: Recorder): string {
  const parts = [
    required ? "**Required.**" : "",
    recorder.tell(description).trim(),
    values.length > 0 ? verbatim(allowed(values)) : "",
  ];
  return joined(parts);
}

/** `One of: [1, 2]`, `Must be 'x'.`; of several enums, and of one among several types, with what it is of. */
function allowed(values: readonly AllowedValues[]): string {
  const texts = values.map((each) => `${listed(each)}${scopeOf(each)}`);
  const isSentence = values.length === 1 && isSingle(values[0]!);
  return isSentence ? `${texts[0]}.` : texts.join("; ");
}

function listed(values: AllowedValues): string {
  const { list } = values;
  const [only] = list;
  const text = jsonText(list, { unicode: true });
  if (!isSingle(values)) return `One of: ${text}`;
  return `Must be ${typeof only === "string" ? `'${only}'` : text.slice(1, -1)}`;
}

function isSingle({ list, alwaysList }: AllowedValues): boolean {
  return list.length === 1 && !alwaysList;
}

function scopeOf({ ifType, items = [] }: AllowedValues): string {
  const item = items.map((number) => `item ${number}`).join(" of ");
  const type = ifType === undefined ? "" : ` if the type is ${ifType}`;
  return item === "" ? type : ` for ${item}${type}`;
}
