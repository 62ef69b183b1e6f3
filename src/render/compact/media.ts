import type { Media } from "../../api/model.js";
import type { Json } from "../../data/data.js";
import type { Located } from "../../data/located.js";
import type { Block, Inline } from "../../rst/nodes.js";
import { shapeOf } from "../../schema/merged.js";
import { costOfMedia, examplesOf, exampleBlocks, exampleCode } from "../media.js";
import { literal, paragraph, spanAt, table, text } from "../nodes.js";
import { textBlocks, word, type Making } from "../page.js";
import { bodyText, isJson, languageOf } from "../request.js";
import type { Of } from "../shape.js";
import { fieldVersions, shapeVersions } from "../versions.js";
import { ObjectTables, titleOf } from "./objects.js";
import { fieldTable, schemaTables } from "./tables.js";
import { typeCode } from "./types.js";

/** What a body consists of: the types of its JSON, or else a row for each media type. */
export function bodyBlocks(making: Making, content: readonly Media[], base: string): Block[] {
  const json = content.find(
    ({ type, schema, fields }) => isJson(type) && (schema || fields.length > 0),
  );
  if (!json) return content.length === 0 ? [] : [mediaTable(making, content)];
  const others = content.filter((each) => each !== json);
  making.budget.spend(content.length * costOfMedia);
  const span = spanAt(json.at);
  const named = others.flatMap(({ type }, index): Inline[] =>
    index === 0 ? [literal(type, span)] : [text(", ", span), literal(type, span)],
  );
  const lead = [text(`${word(making, "also-as")} `, span), ...named, text(".", span)];
  return [
    ...(json.fields.length > 0 ? [fieldTable(making, word(making, "fields"), json.fields)] : []),
    ...(json.schema ? schemaBody(making, json.schema, base) : []),
    ...(others.length === 0 ? [] : [paragraph(lead, span)]),
  ];
}

function schemaBody(making: Making, schema: Of, base: string): Block[] {
  const tables = new ObjectTables(making, schema, base);
  return [...arrayLead(making, schema, tables), ...schemaTables(tables)];
}

/** "Array of `T`." */
function arrayLead(making: Making, of: Of, tables: ObjectTables): Block[] {
  const { types, items } = shapeOf(of);
  if (!types?.value.includes("array") || !items) return [];
  const span = spanAt(items.schema.at);
  const choice = shapeOf(items).choices.find(({ keyword }) => keyword === "anyOf");
  const names = choice?.schemas.map((each) => {
    const shape = shapeOf(each);
    return titleOf(shape) ?? shape.types?.value.join("|") ?? word(making, "any");
  });
  const title = titleOf(shapeOf(items));
  const shown = names
    ? literal(names.join(", "), span)
    : title === null
      ? typeCode(making, items, tables)
      : literal(title, span);
  return [paragraph([text(`${word(making, "array-of")} `, span), shown, text(".", span)], span)];
}

function mediaTable(making: Making, content: readonly Media[]): Block {
  const span = spanAt(content[0]!.at);
  const head = [word(making, "content-type"), word(making, "description")];
  const rows = content.map(({ at, type, schema, description, extensions }) => {
    const own = spanAt(at);
    making.budget.spend(costOfMedia);
    const shape = schema && shapeOf(schema);
    const said = shape?.description;
    const written = said ? { at: said.at, text: said.value } : description;
    return {
      span: own,
      cells: [
        [paragraph([literal(type, own)], own)],
        [
          ...(written ? textBlocks(making, written) : []),
          ...(shape ? shapeVersions(making, shape) : []),
          ...fieldVersions(making, extensions, at),
        ],
      ],
    };
  });
  return table([], head, rows, span);
}

/** The examples of all media types: those that are given, or else those of their schemas. */
export function bodyExamples(
  making: Making,
  content: readonly Media[],
  sentIn: "request" | "response",
): Block[] {
  return content.flatMap((media) => {
    if (making.budget.isSpent(media.at)) return [];
    if (media.examples.length > 0 || media.fields.length > 0)
      return examplesOf(making, media, sentIn).flatMap((each) =>
        each.value === undefined
          ? exampleBlocks(making, media, each)
          : [exampleIn(making, media, each.value, each.example?.at ?? media.at)],
      );
    const schema = media.schema ?? media.itemSchema;
    if (!schema || !making.show["made-examples"]) return [];
    return making
      .examplesIn(schema, sentIn)
      .map((value) => exampleIn(making, media, value, media.at));
  });
}

function exampleIn(making: Making, media: Media, value: Json, at: Located): Block {
  const shown = bodyText(making, media, value);
  return exampleCode(making, languageOf(media.type, value), shown, spanAt(at));
}
