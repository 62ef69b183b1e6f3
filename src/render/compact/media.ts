import type { Media } from "../../api/model.js";
import type { Json } from "../../data/data.js";
import type { Located } from "../../data/located.js";
import type { Block, Inline } from "../../rst/nodes.js";
import { shapeOf } from "../../schema/merged.js";
import { examplesOf, exampleBlocks, groupedBySchema } from "../media.js";
import { code, literal, paragraph, spanAt, table, text } from "../nodes.js";
import { textBlocks, word, type Making } from "../page.js";
import { bodyText, isJson, languageOf } from "../request.js";
import type { Of } from "../shape.js";
import { fieldVersions, shapeVersions } from "../versions.js";
import { ObjectTables, titleOf } from "./objects.js";
import { fieldTables, schemaTables, valueTable } from "./tables.js";
import { typeCode } from "./types.js";

/**
 * What a body consists of: the types of its JSON, and which media types hold the same. A row for each media type where there is
 * no JSON, and for those that hold something else, which follows.
 */
export function bodyBlocks(making: Making, content: readonly Media[], base: string): Block[] {
  if (content.length === 0) return [];
  const json = content.find(
    ({ type, schema, fields }) => isJson(type) && (schema || fields.length > 0),
  );
  const groups = groupedBySchema(content).map((media) => ({
    media,
    blocks: holdsOf(making, media.find((each) => each === json) ?? media[0]!, base),
  }));
  const own = groups.find(({ media }) => media.includes(json!));
  const told = groups.filter((each) => each !== own && each.blocks.length > 0);
  const others = groups.flatMap((each) => (told.includes(each) ? [] : each.media));
  const apart = told.flatMap(({ media, blocks }) => [mediaTable(making, media), ...blocks]);
  if (own)
    return [
      ...(isUsual(json!) ? [] : [mediaTable(making, [json!])]),
      ...own.blocks,
      ...alsoAs(
        making,
        json!,
        others.filter((each) => each !== json),
      ),
      ...apart,
    ];
  if (told.length > 1)
    return [...(others.length > 0 ? [mediaTable(making, others)] : []), ...apart];
  return [mediaTable(making, content), ...told.flatMap(({ blocks }) => blocks)];
}

/** Whether readers take it to be so where no media type is named. */
function isUsual({ type }: Media): boolean {
  return /^application\/json(?: *;|$)/i.test(type);
}

function alsoAs(making: Making, json: Media, others: readonly Media[]): Block[] {
  if (others.length === 0) return [];
  const span = spanAt(json.at);
  const named = others.flatMap(({ type }, index): Inline[] =>
    index === 0 ? [literal(type, span)] : [text(", ", span), literal(type, span)],
  );
  const lead = [text(`${word(making, "also-as")} `, span), ...named, text(".", span)];
  return [paragraph(lead, span)];
}

/** What a media type holds: the fields of a form, or the types of its schema. */
function holdsOf(making: Making, media: Media, base: string): Block[] {
  const schema = media.schema ?? media.itemSchema;
  return [
    ...(media.fields.length > 0
      ? fieldTables(making, word(making, "fields"), media.fields, base)
      : []),
    ...(schema ? schemaBody(making, schema, base, isJson(media.type)) : []),
  ];
}

/** `isJson`: what is a bare value of JSON has a type that nothing else says. */
function schemaBody(making: Making, schema: Of, base: string, isJson: boolean): Block[] {
  const tables = new ObjectTables(making, schema, base);
  const lead = arrayLead(making, schema, tables);
  const value = lead.length === 0 && isJson ? valueTable(tables, schema) : [];
  return [...lead, ...value, ...schemaTables(tables)];
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
    if (media.examples.length > 0 || media.fields.length > 0)
      return examplesOf(making, media, sentIn).flatMap((each) =>
        each.value === undefined
          ? exampleBlocks(making, media, each)
          : [exampleCode(making, media, each.value, each.example?.at ?? media.at)],
      );
    const schema = media.schema ?? media.itemSchema;
    if (!schema || !making.show["made-examples"]) return [];
    return making
      .examplesIn(schema, sentIn)
      .map((value) => exampleCode(making, media, value, media.at));
  });
}

function exampleCode(making: Making, media: Media, value: Json, at: Located): Block {
  return code(languageOf(media.type, value), bodyText(making, media, value), spanAt(at));
}
