import type { Header, Parameter } from "../api/model.js";
import type { Inline, Table } from "../rst/nodes.js";
import { shapeOf } from "../schema/merged.js";
import { constraintNodes } from "./constraints.js";
import { literal, paragraph, spanAt, table, text, type MadeRow } from "./nodes.js";
import { makeId, textBlocks, type Making } from "./page.js";
import { marks, withMarks } from "./type-table.js";
import { typeNodes } from "./types.js";

/** Parameters, fields of a form or headers, a row each. `words`: of the ids of the rows. */
export function fieldTable(
  making: Making,
  title: string | null,
  fields: readonly (Parameter | Header)[],
  words: readonly string[],
): Table {
  const span = spanAt(fields[0]!.at);
  const rows = fields.map((field) => fieldRow(making, field, [...words, field.name]));
  const caption = title === null ? [] : [text(title, span)];
  return table(caption, ["Name", "Type", "Description"], rows, span);
}

function fieldRow(making: Making, field: Parameter | Header, words: readonly string[]): MadeRow {
  const span = spanAt(field.at);
  const media = field.content[0];
  const schema = field.schema ?? media?.schema ?? null;
  const shape = schema && shapeOf(schema);
  const said = shape?.description;
  const description = field.description ?? (said ? { at: said.at, text: said.value } : null);
  const described = description ? textBlocks(making, description) : [];
  const type: readonly Inline[] = schema
    ? typeNodes(making, schema, { label: field.name, words })
    : [text("any", span)];
  const more = [
    ...(shape ? constraintNodes(making, shape, words, span) : []),
    ...(media?.type ? [text(` Encoded as ${media.type}.`, span)] : []),
  ];
  return {
    id: makeId(making, ...words),
    span,
    cells: [
      [paragraph([literal(field.name, span)], span)],
      [paragraph(type, span)],
      [
        ...withMarks(described, marks(field.required, field.deprecated), span),
        ...(more.length === 0 ? [] : [paragraph(more, span)]),
      ],
    ],
  };
}
