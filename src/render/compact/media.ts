import type { Media } from "../../api/model.js";
import type { Json } from "../../data/data.js";
import type { Located } from "../../data/located.js";
import type { Span } from "../../base/source.js";
import type { Block, Inline } from "../../rst/nodes.js";
import { shapeOf, type Shape } from "../../schema/merged.js";
import {
  costOfMedia,
  examplesOf,
  exampleBlocks,
  exampleCode,
  groupedBySchema,
  isSequence,
  partsSent,
  sequenceNote,
} from "../media.js";
import { literal, paragraph, spanAt, strong, table, text, type MadeRow } from "../nodes.js";
import { textBlocks, word, type Making } from "../page.js";
import { bodyText, isJson, languageOf } from "../request.js";
import { schemaOf, type Of } from "../shape.js";
import { costOf } from "../types.js";
import { fieldVersions } from "../versions.js";
import { labelOf, ObjectTables } from "./objects.js";
import { describe, fieldTables, schemaTables, wholeBlocks } from "./tables.js";
import { typeCode } from "./types.js";

/**
 * What a body consists of: the types of its JSON, and which media types hold the same. A row for each media type where there is
 * no JSON, and for those of which there is more to say; then what these hold.
 */
export function bodyBlocks(making: Making, content: readonly Media[], base: string): Block[] {
  const json = content.find(
    ({ type, schema, fields }) => isJson(type) && (schema || fields.length > 0),
  );
  const groups = groupedBySchema(content);
  const same = json ? (groups.find((group) => group.includes(json)) ?? []) : [];
  const own = json ? jsonBlocks(making, json, base) : [];
  const others = groups.flatMap((group) =>
    group === same || making.budget.isSpent(group[0]!.at) ? [] : [heldBy(making, group, base)],
  );
  const apart = others.filter((each) => !json || saysMore(each));
  const quiet = others.filter((each) => json && !saysMore(each));
  const alike = new Set([...same, ...quiet.flatMap(({ media }) => media)]);
  return [
    ...own,
    ...(json
      ? alsoAs(
          making,
          json,
          content.filter((each) => each !== json && alike.has(each)),
        )
      : []),
    ...apartBlocks(making, apart),
  ];
}

/** The types of JSON, below its media type if that is another than readers expect. */
function jsonBlocks(making: Making, json: Media, base: string): Block[] {
  const isNamed = !/^application\/json(?: *;|$)/i.test(json.type) || json.description !== null;
  const span = spanAt(json.at);
  return [
    ...(isNamed ? [mediaTable(making, [mediaRow(making, json)], span)] : []),
    ...heldBlocks(making, json, base, isNamed),
  ];
}

function alsoAs(making: Making, json: Media, others: readonly Media[]): Block[] {
  making.budget.spend((others.length + 1) * costOfMedia);
  if (others.length === 0) return [];
  const span = spanAt(json.at);
  const lead = [text(`${word(making, "also-as")} `, span), ...named(others), text(".", span)];
  return [paragraph(lead, span)];
}

function named(content: readonly Media[]): readonly Inline[] {
  return content.flatMap(({ at, type }, index): Inline[] => {
    const span = spanAt(at);
    return index === 0 ? [literal(type, span)] : [text(", ", span), literal(type, span)];
  });
}

/** Media types of one schema, and all there is to say of them. */
interface Held {
  readonly media: readonly Media[];
  readonly rows: readonly MadeRow[];
  readonly blocks: readonly Block[];
}

function heldBy(making: Making, media: readonly Media[], base: string): Held {
  const rows = media.map((each) => mediaRow(making, each));
  return { media, rows, blocks: heldBlocks(making, media[0]!, base, true) };
}

/** Whether there is more to say of what media types hold than their names. */
function saysMore({ rows, blocks }: Held): boolean {
  return blocks.length > 0 || rows.some(({ cells }) => cells[1]!.length > 0);
}

/** A row for each media type, then what those hold that are objects. */
function apartBlocks(making: Making, apart: readonly Held[]): Block[] {
  if (apart.length === 0) return [];
  const span = spanAt(apart[0]!.media[0]!.at);
  return [
    mediaTable(
      making,
      apart.flatMap(({ rows }) => rows),
      span,
    ),
    ...apart.flatMap(({ media, blocks }): readonly Block[] => {
      if (blocks.length === 0 || apart.length === 1) return blocks;
      const own = spanAt(media[0]!.at);
      const lead = [strong(`${word(making, "media-type")}: `, own), ...named(media)];
      return [paragraph(lead, own), ...blocks];
    }),
  ];
}

/** The fields of a form, or what a schema says, and how its parts are sent. `isSaid`: a row of the media type describes it. */
function heldBlocks(making: Making, media: Media, base: string, isSaid: boolean): Block[] {
  const { fields, type } = media;
  const schema = media.schema ?? media.itemSchema;
  return [
    ...(fields.length > 0 ? fieldTables(making, word(making, "fields"), fields, base) : []),
    ...(schema ? schemaBody(making, schema, { base, isSaid, isJson: isJson(type) }) : []),
    ...partsSent(making, media, [base, type]),
  ];
}

interface BodyPlace {
  readonly base: string;
  readonly isSaid: boolean;
  /** What is a bare value of JSON has a type that nothing else says. */
  readonly isJson: boolean;
}

function schemaBody(making: Making, schema: Of, place: BodyPlace): Block[] {
  const { base, isSaid } = place;
  const tables = new ObjectTables(making, schema, base, { isSaid });
  const shape = shapeOf(schema);
  const isTabled = tables.all[0]?.isTop;
  return [
    ...(isTabled ? [] : typeBlocks(tables, schema, place)),
    ...(isTabled || isSaid
      ? []
      : [
          ...wholeBlocks(making, shape),
          ...describe(making, { ...shape, description: null }, { required: false }),
        ]),
    ...schemaTables(tables),
  ];
}

/** What a body is that has no table of its own: "Array of `T`." or its type, if it is no mere object. */
function typeBlocks(tables: ObjectTables, schema: Of, { isJson: isTyped }: BodyPlace): Block[] {
  const { making } = tables;
  const shape = shapeOf(schema);
  const array = arrayLead(making, shape, tables);
  const isMereObject = shape.types?.value.join() === "object" && shape.choices.length === 0;
  if (array.length > 0 || !isTyped || isMereObject) return array;
  const span = spanAt(schemaOf(schema).at);
  const type = [text(`${word(making, "type")}: `, span), typeCode(making, schema, tables)];
  return [paragraph([...type, text(".", span)], span)];
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

function mediaTable(making: Making, rows: readonly MadeRow[], span: Span): Block {
  return table([], [word(making, "content-type"), word(making, "description")], rows, span);
}

function mediaRow(making: Making, media: Media): MadeRow {
  const { at, type, schema, description, extensions } = media;
  const span = spanAt(at);
  making.budget.spend(costOfMedia);
  const held = schema ?? media.itemSchema;
  const shape = held && shapeOf(held);
  const said = shape?.description ? null : description;
  const described = shape
    ? describe(making, shape, { required: false, description: said })
    : said
      ? textBlocks(making, said)
      : [];
  const name = [literal(type, span), ...(isSequence(media) ? [text(sequenceNote, span)] : [])];
  return {
    span,
    cells: [[paragraph(name, span)], [...described, ...fieldVersions(making, extensions, at)]],
  };
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
