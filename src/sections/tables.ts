import { verbatim } from "../base/verbatim.js";
import type { AllowedValues, TypeRow, TypeTable } from "../model/model.js";
import { jsonText } from "./json-text.js";
import type { Recorder } from "./recorder.js";
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
    rows: simpleTable(headOf(firstColumn), rowsOf(table.rows, recorder)),
  };
}

export function headOf(firstColumn: string): readonly string[] {
  return [verbatim(firstColumn), "Type", "Description"];
}

export function rowsOf(rows: readonly TypeRow[], recorder: Recorder): readonly TableRow[] {
  return rows.map((row) => [verbatim(row.key), verbatim(row.type), describe(row, recorder)]);
}

/** The last cell: whether the key is required, its description, the values it may have. */
function describe({ required, description, values }: TypeRow, recorder: Recorder): string {
  const parts = [
    required ? "**Required.**" : "",
    recorder.tell(description).trim(),
    values ? verbatim(allowed(values)) : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function allowed({ list, onlyIfEnum, alwaysList }: AllowedValues): string {
  const [only] = list;
  const values = jsonText(list, { unicode: true });
  const text =
    list.length === 1 && !alwaysList && only !== undefined
      ? `Must be ${typeof only === "string" ? `'${only}'` : values.slice(1, -1)}.`
      : `One of: ${values}`;
  return onlyIfEnum ? `${text} if the type is enum` : text;
}
