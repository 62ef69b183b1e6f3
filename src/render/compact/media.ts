import type { Media } from "../../api/model.js";
import type { Json } from "../../data/data.js";
import type { Located } from "../../data/located.js";
import type { Block, Inline } from "../../rst/nodes.js";
import { shapeOf, type Shape } from "../../schema/merged.js";
import {
  costOfMedia,
  examplesOf,
  exampleBlocks,
  exampleCode,
  groupedBySchema,
  partsSent,
} from "../media.js";
import { literal, paragraph, spanAt, strong, table, text } from "../nodes.js";
import { textBlocks, word, type Making } from "../page.js";
import { bodyText, isJson, languageOf } from "../request.js";
import { schemaOf, type Of } from "../shape.js";
import { costOf } from "../types.js";
import { fieldVersions } from "../versions.js";
import { labelOf, ObjectTables } from "./objects.js";
import { describe, fieldTables, schemaTables, wholeBlocks } from "./tables.js";
import { typeCode } from "./types.js";

/** What a body consists of: the types of its JSON, and a row for each media type that holds something else. */
export function bodyBlocks(making: Making, content: readonly Media[], base: string): Block[] {
  const json = content.find(
    ({ type, schema, fields }) => isJson(type) && (schema || fields.length > 0),
  );
  if (!json) return otherBlocks(making, content, base);
  const same = new Set(groupedBySchema(content).find((group) => group.includes(json)));
  const isOther = (each: Media) => !same.has(each) && saysMore(each);
  const span = spanAt(json.at);
  const alike = content.filter((each) => each !== json && !isOther(each));
  making.budget.spend((alike.length + 1) * costOfMedia);
  const named = alike.flatMap(({ type }, index): Inline[] =>
    index === 0 ? [literal(type, span)] : [text(", ", span), literal(type, span)],
  );
  const lead = [text(`${word(making, "also-as")} `, span), ...named, text(".", span)];
  return [
    ...(json.fields.length > 0 ? fieldTables(making, word(making, "fields"), json.fields) : []),
    ...(json.schema ? schemaBody(making, json.schema, base) : []),
    ...(alike.length === 0 ? [] : [paragraph(lead, span)]),
    ...otherBlocks(making, content.filter(isOther), base),
  ];
}

/** Whether there is more to say of what a media type holds than its name. */
function saysMore({ schema, fields, description, encoding }: Media): boolean {
  if (fields.length > 0 || encoding.length > 0 || description) return true;
  const shape = schema && shapeOf(schema);
  return shape !== null && (shape.description !== null || shape.properties.length > 0);
}

/** A row for each media type, then what those hold that are objects. */
function otherBlocks(making: Making, content: readonly Media[], base: string): Block[] {
  if (content.length === 0) return [];
  const groups = groupedBySchema(content);
  return [
    mediaTable(making, content),
    ...groups.flatMap((group) => {
      if (making.budget.isSpent(group[0]!.at)) return [];
      const blocks = partBlocks(making, group[0]!, base);
      const span = spanAt(group[0]!.at);
      const types = group.flatMap(({ type }, index): Inline[] =>
        index === 0 ? [literal(type, span)] : [text(", ", span), literal(type, span)],
      );
      const lead = [strong(`${word(making, "media-type")}: `, span), ...types];
      return blocks.length > 0 && groups.length > 1 ? [paragraph(lead, span), ...blocks] : blocks;
    }),
  ];
}

/** The fields of a form, or the tables of an object, and how its parts are sent. */
function partBlocks(making: Making, media: Media, base: string): Block[] {
  const { schema, fields, type } = media;
  return [
    ...(fields.length > 0 ? fieldTables(making, word(making, "fields"), fields) : []),
    ...(schema ? schemaTables(new ObjectTables(making, schema, base, { isSaid: true })) : []),
    ...partsSent(making, media, [base, type]),
  ];
}

function schemaBody(making: Making, schema: Of, base: string): Block[] {
  const tables = new ObjectTables(making, schema, base);
  const isTabled = tables.all[0]?.isTop;
  return [...(isTabled ? [] : typeBlocks(making, schema, tables)), ...schemaTables(tables)];
}

/** What a body is that has no table of its own: "Array of `T`." or its type, if it is no mere object, and what is said of it. */
function typeBlocks(making: Making, schema: Of, tables: ObjectTables): Block[] {
  const shape = shapeOf(schema);
  const span = spanAt(schemaOf(schema).at);
  const type = [text(`${word(making, "type")}: `, span), typeCode(making, schema, tables)];
  const array = arrayLead(making, shape, tables);
  const isMereObject = shape.types?.value.join() === "object" && shape.choices.length === 0;
  return [
    ...array,
    ...(array.length > 0 || isMereObject ? [] : [paragraph([...type, text(".", span)], span)]),
    ...wholeBlocks(making, shape),
    ...describe(making, { ...shape, description: null }, { required: false }),
  ];
}

/** "Array of `T`." */
function arrayLead(making: Making, { types, items }: Shape, tables: ObjectTables): Block[] {
  if (types?.value.join() !== "array" || !items) return [];
  const span = spanAt(items.schema.at);
  const choice = shapeOf(items).choices.find(({ keyword }) => keyword === "anyOf");
  const names = choice?.schemas.flatMap((each) => {
    if (making.budget.isSpent(each.at)) return [];
    const shape = shapeOf(each);
    making.budget.spend(costOf(shape));
    return [labelOf(each, shape) ?? shape.types?.value.join("|") ?? word(making, "any")];
  });
  const title = labelOf(items, shapeOf(items));
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
    const said = shape?.description ? null : description;
    const described = shape
      ? describe(making, shape, { required: false, description: said })
      : said
        ? textBlocks(making, said)
        : [];
    return {
      span: own,
      cells: [
        [paragraph([literal(type, own)], own)],
        [...described, ...fieldVersions(making, extensions, at)],
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
