import type { Example, Header, Parameter } from "../api/model.js";
import type { Span } from "../base/source.js";
import { isObject, ownValue } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Block, Inline, Table } from "../rst/nodes.js";
import { shapeOf } from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";
import { constraintNodes, unsaid } from "./constraints.js";
import { linkOut, literal, paragraph, spanAt, table, text, type MadeRow } from "./nodes.js";
import { makeId, textBlocks, word, type Making } from "./page.js";
import { givenValue } from "./request.js";
import { hasTable } from "./shape.js";
import { ifBlocks, ledBlocks, marks, partsBlocks, tableHead, withMarks } from "./type-table.js";
import { typeNodes, typesOf, valueText } from "./types.js";
import { schemaVersions, fieldVersions } from "./versions.js";

/** Parameters, fields of a form or headers, a row each. `words`: of the ids of the rows. */
export function fieldTable(
  making: Making,
  title: string | null,
  fields: readonly (Parameter | Header)[],
  words: readonly string[],
): Table {
  const span = spanAt(fields[0]!.at);
  const rows = fields.flatMap((field) =>
    making.budget.isSpent(field.at) ? [] : [fieldRow(making, field, [...words, field.name])],
  );
  const caption = title === null ? [] : [text(title, span)];
  return table(caption, tableHead(making), rows, span);
}

function fieldRow(making: Making, field: Parameter | Header, words: readonly string[]): MadeRow {
  const span = spanAt(field.at);
  const schema = field.schema ?? field.content[0]?.schema ?? null;
  const shape = schema && shapeOf(schema);
  const said = shape?.description;
  const description = field.description ?? (said ? { at: said.at, text: said.value } : null);
  const described = description ? textBlocks(making, description) : [];
  const type: readonly Inline[] = schema
    ? typeNodes(making, schema, { label: field.name, words, needsNoTitle: true })
    : [text("any", span)];
  const more = [
    ...spaced(
      writtenHow(making, field),
      shape ? constraintNodes(making, unsaid(making, shape, description), words, span) : [],
      making.show["parameter-examples"] ? exampleNodes(making, field) : [],
    ),
  ];
  return {
    id: makeId(making, ...words),
    span,
    required: field.required,
    cells: [
      [paragraph([literal(field.name, span)], span)],
      [paragraph(type, span)],
      [
        ...withMarks(
          [...described, ...(shape && !hasTable(shape) ? partsBlocks(making, shape) : [])],
          marks(making, field.required, field.deprecated || (shape?.deprecated ?? false)),
          span,
        ),
        ...(more.length === 0 ? [] : [paragraph(more, span)]),
        ...exampleBlocks(making, field),
        ...(shape && !hasTable(shape) ? ifBlocks(making, shape, field.name, words) : []),
        ...fieldVersions(making, field.extensions, field.at),
        ...(shape && schema && !isSamePlace(schema.at, field.at)
          ? schemaVersions(making, shape, schema)
          : []),
      ],
    ],
  };
}

/** Sentences with a space between them. */
export function spaced(...sentences: readonly (readonly Inline[])[]): readonly Inline[] {
  const [first, ...rest] = sentences.filter((each) => each.length > 0);
  if (!first) return [];
  return [...first, ...rest.flatMap((each) => [text(" ", each[0]!.span), ...each])];
}

/** How a value is written that is not written as usual: what stands between several, the style, or the media type. */
export function writtenHow(making: Making, field: Parameter | Header): readonly Inline[] {
  const span = spanAt(field.at);
  const nested = field.schema ? nestedFormats(making, field.schema, span) : [];
  const type = field.content[0]?.type;
  const encoded = type ? encodedAs(making, type, span) : [];
  if (!("in" in field)) {
    const format = field.schema && listFormat(field.schema);
    return spaced(
      format && format !== "csv" ? separatedNodes(making, format, span) : [],
      ...nested,
      encoded,
    );
  }
  const types = field.schema ? typesOf(shapeOf(field.schema)) : [];
  const styled = styleNodes(making, field, types, span);
  const empty = [text(word(making, "may-be-empty"), span)];
  return spaced(styled, ...nested, field.allowEmptyValue ? empty : [], encoded);
}

/** What stands between the items of an array of OpenAPI 2, whose default is `csv`; `null` for other values. */
function listFormat(schema: Schema): string | null {
  if (schema.dialect !== "openapi-2.0" || schema.keyword("type") !== "array") return null;
  const format = isObject(schema.value) ? ownValue(schema.value, "collectionFormat") : undefined;
  return typeof format === "string" ? format : "csv";
}

/** The same for the arrays in an array. */
function nestedFormats(making: Making, schema: Schema, span: Span): (readonly Inline[])[] {
  const sentences: (readonly Inline[])[] = [];
  let lead = "";
  for (let [items] = schema.below("items"); items; [items] = items.below("items")) {
    const format = listFormat(items);
    if (format === null) break;
    lead += `${word(making, "each-item")}: `;
    sentences.push([text(lead, span), ...separatedNodes(making, format, span)]);
  }
  return sentences;
}

function separatedNodes(making: Making, format: string, span: Span): readonly Inline[] {
  const separator = separators.get(format) ?? format;
  return [text(word(making, "separated-by", { separator }), span)];
}

/** The same for a style of a value of these types. */
export function styleNodes(
  making: Making,
  { style, explode, allowReserved }: Pick<Parameter, "style" | "explode" | "allowReserved">,
  types: readonly string[],
  span: Span,
): readonly Inline[] {
  const sentences: (readonly Inline[])[] = [];
  const isUsual = explode ? style === "form" : style === "simple";
  const separator = explode ? undefined : separators.get(style);
  if (separator !== undefined && types.includes("array"))
    sentences.push([text(word(making, "separated-by", { separator }), span)]);
  else if (!isUsual && (types.includes("object") || style === "label" || style === "matrix")) {
    const lead = text(`${word(making, "in-the-style")} `, span);
    sentences.push([lead, literal(style, span), text(".", span)]);
  }
  if (allowReserved) sentences.push([text(word(making, "reserved-as-is"), span)]);
  return spaced(...sentences);
}

const separators: ReadonlyMap<string, string> = new Map([
  ["form", "commas"],
  ["spaceDelimited", "spaces"],
  ["pipeDelimited", "|"],
  ["tabDelimited", "tabs"],
  ["csv", "commas"],
  ["ssv", "spaces"],
  ["tsv", "tabs"],
  ["pipes", "|"],
]);

function encodedAs(making: Making, type: string, span: Span): readonly Inline[] {
  return [text(`${word(making, "encoded-as")} `, span), literal(type, span), text(".", span)];
}

function namedExamples({ examples, content }: Parameter | Header): readonly Example[] {
  const given = examples.length > 0 ? examples : (content[0]?.examples ?? []);
  return given.filter((each) => each.value !== undefined || each.externalValue != null);
}

/** What is said of the examples that the author gives. */
export function exampleBlocks(making: Making, field: Parameter | Header): Block[] {
  if (!making.show["parameter-examples"]) return [];
  return namedExamples(field).flatMap(({ at, name, summary, description }) => {
    const title = summary ?? name ?? word(making, "example");
    return description ? ledBlocks(making, description, `${title}: `, spanAt(at)) : [];
  });
}

/** The examples that the author gives, all that are named. */
export function exampleNodes(making: Making, field: Parameter | Header): readonly Inline[] {
  const named = namedExamples(field);
  const said = field.schema && named.length === 0 ? shapeOf(field.schema).examples[0] : undefined;
  const values = [
    ...named.flatMap((each) => {
      const value = givenValue(making, each);
      if (value === undefined && each.value !== undefined) return [];
      const title = each.summary ?? (named.length > 1 ? each.name : null);
      const address = each.value === undefined ? each.externalValue : null;
      return [{ title, value: value ?? null, address, at: each.at }];
    }),
    ...(said ? [{ title: null, value: said.value, address: null, at: said.at }] : []),
  ];
  if (values.length === 0) return [];
  const nodes = values.flatMap(({ title, value, address, at }, index): Inline[] => {
    const span = spanAt(at);
    const shown =
      address === null
        ? literal(typeof value === "string" ? value : valueText(value), span)
        : linkOut(address, address, span);
    const named = title === null ? [] : [text(` (${title.trim().replace(/\.$/, "")})`, span)];
    return [...(index === 0 ? [] : [text(", ", span)]), shown, ...named];
  });
  const span = spanAt(field.at);
  const lead = word(making, values.length > 1 ? "examples" : "example");
  return [text(`${lead}: `, span), ...nodes, text(".", span)];
}

function isSamePlace(one: Located, other: Located): boolean {
  return one.file === other.file && one.pointer === other.pointer;
}
