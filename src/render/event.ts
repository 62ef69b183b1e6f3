import { posix } from "node:path";
import type { CommonFields, EventType } from "../events/events.js";
import { jsonText } from "../data/json-text.js";
import { normalizeName } from "../rst/names.js";
import type { Block, Field, Inline, Section } from "../rst/nodes.js";
import { isTooLarge } from "../schema/example-size.js";
import { shapeOf } from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";
import { code, emphasis, literal, paragraph, rubric, spanAt, text } from "./nodes.js";
import { filled } from "./ids.js";
import { nameSection } from "./lasting-ids.js";
import { textBlocks, word, type Making, type WrittenText } from "./page.js";
import {
  describe,
  fieldRows,
  ownTable,
  pendingTables,
  schemaBlocks,
  tableHead,
} from "./type-table.js";
import { table } from "./nodes.js";
import { typeNodes } from "./types.js";
import { schemaVersions } from "./versions.js";
import { hasTable, nameOf, titleOf } from "./shape.js";

/** How an event is shown: by itself with its type, or as one kind of a type, by its variant. */
export type EventStyle = "event" | "msgtype";

/** What an event costs besides its rows, in rows. */
const costOfEvent = 10;

/** An event as a section: what it is, its key, the tables of its fields and its content, and examples. */
export function eventSection(
  making: Making,
  event: EventType,
  style: EventStyle,
  note: WrittenText | null,
  title?: readonly Inline[],
): readonly Section[] {
  if (making.budget.isSpent(event.at)) return [];
  making.budget.spend(costOfEvent);
  const { type, variant, kind, name } = event;
  const span = spanAt(event.at);
  const long = variant === null ? type : `${type} (${variant})`;
  const shown = making.labelled(style === "msgtype" ? (variant ?? type) : long);
  const words = ["event", name];
  const section = titled(making, [...(title ?? [literal(shown, span)])], shown, event.at);
  const anchor = making.ids ? eventAnchor(making, name, style) : "";
  section.children = [
    ...section.children,
    ...(style === "event" && kind !== null ? [paragraph([emphasis(kind, span)], span)] : []),
    ...keyBlocks(making, event, words),
    ...(event.description ? textBlocks(making, said(event.description)) : []),
    // Notes are settings, whatever descriptions are written in.
    ...(note ? textBlocks({ ...making, descriptions: "rst" }, note) : []),
    ...schemaVersions(making, event.shape, event.schema),
    ...fieldBlocks(making, event, words),
    ...contentBlocks(making, event, words),
    ...exampleBlocks(making, event),
  ];
  nameSection(making, section, anchor, event.content);
  return [section];
}

/** The id of an event, or of its variant where that alone is shown. */
function eventAnchor(making: Making, name: string, style: EventStyle): string {
  return filled(making, "event", { name: shownName(name, style) });
}

/** `m.text` of `m.room.message$m.text`, where the kinds of a type are shown by themselves. */
export function shownName(name: string, style: EventStyle): string {
  return style === "msgtype" ? (name.split("$", 2)[1] ?? name) : name;
}

/** The fields that all events of a kind have. */
export function commonSection(
  making: Making,
  { schema, variable }: CommonFields,
): readonly Section[] {
  if (making.budget.isSpent(schema.at)) return [];
  const shape = shapeOf(schema);
  const span = spanAt(schema.at);
  const name = posix.basename(schema.at.file.source.path).replace(/\.(?:ya?ml|json)$/, "");
  const title = making.labelled(`${shape.title?.value ?? name} Fields`);
  const section = titled(making, [text(title, span)], title, schema.at);
  const blocks = schemaBlocks(making, schema, { label: title, words: [variable] });
  for (const each of blocks) section.children.push(each);
  return [section];
}

/** A schema that has a section of its own: its table and an example. */
export function definitionSection(
  making: Making,
  schema: Schema,
  name: string,
): readonly Section[] {
  if (making.budget.isSpent(schema.at)) return [];
  const span = spanAt(schema.at);
  const title = making.labelled(shapeOf(schema).title?.value ?? name);
  // Some say so in their titles.
  const ending = /\bschema$/i.test(title) ? "" : " schema";
  const heading = [literal(title, span), ...(ending === "" ? [] : [text(ending, span)])];
  const section = titled(making, heading, title + ending, schema.at);
  const place = { label: title, words: ["definition", name] };
  const example = making.show["made-examples"] ? making.exampleOf(schema) : undefined;
  section.children = [
    ...section.children,
    ...schemaBlocks(making, schema, place),
    ...(example === undefined
      ? []
      : [
          rubric([text(word(making, "example"), span)], span, undefined, ["example"]),
          code("json", jsonText(example, { indent: 2, unicode: true }), span),
        ]),
  ];
  const called = titleOf(shapeOf(schema)) ?? title;
  nameSection(making, section, filled(making, "definition", { title: called }), schema);
  return [section];
}

function titled(making: Making, title: Inline[], name: string, at: EventType["at"]): Section {
  const span = spanAt(at);
  const section: Section = {
    type: "section",
    span,
    made: true,
    names: [normalizeName(name)],
    children: [{ type: "title", span, children: title }],
  };
  making.cx.names.noteImplicit(section);
  return section;
}

function said({
  value,
  at,
}: {
  readonly value: string;
  readonly at: EventType["at"];
}): WrittenText {
  return { at, text: value };
}

/** What the key is, with its name: `state_key`: string. A user ID. */
function keyBlocks(making: Making, { key }: EventType, words: readonly string[]): Block[] {
  if (!key) return [];
  const span = spanAt(key.schema.at);
  const place = { label: key.name, words: [...words, key.name] };
  const type = [text(`${word(making, "type")}: `, span), ...typeNodes(making, key, place)];
  const body = [paragraph(type, span), ...describe(making, key, place.words)];
  const field: Field = {
    type: "field",
    span,
    children: [
      { type: "field_name", span, children: [literal(key.name, span)] },
      { type: "field_body", span, children: body },
    ],
  };
  return [{ type: "field_list", span, children: [field] }, ...pendingTables(making)];
}

/** The fields of a flat event, or those beside the content. */
function fieldBlocks(making: Making, event: EventType, words: readonly string[]): Block[] {
  if (event.fields.length === 0) return [];
  const span = spanAt(event.at);
  const rows = fieldRows(making, event.fields, words, nameOf(event.schema) ?? "");
  const title = [text(word(making, "event-fields"), span)];
  return [table(title, tableHead(making), rows, span), ...pendingTables(making)];
}

function contentBlocks(making: Making, event: EventType, words: readonly string[]): Block[] {
  const { content, schema } = event;
  if (!content) return [];
  const place = { label: word(making, "event-content"), words: [...words, content.name] };
  if (hasTable(shapeOf(content))) {
    const name = nameOf(schema);
    return ownTable(
      making,
      content,
      place,
      name === null ? content.name : `${name}.${content.name}`,
    );
  }
  const span = spanAt(content.schema.at);
  return [rubric([text(place.label, span)], span), ...schemaBlocks(making, content, place)];
}

/** The examples of an event but for those that are too large, which was reported when events were read. */
export function shownExamples({ examples }: EventType): EventType["examples"] {
  return examples.filter(({ value }) => !isTooLarge(value));
}

function exampleBlocks(making: Making, event: EventType): Block[] {
  const examples = shownExamples(event);
  const [first] = examples;
  if (!first) return [];
  const title = word(making, examples.length > 1 ? "examples" : "example");
  return [
    rubric([text(title, spanAt(first.at))], spanAt(first.at), undefined, ["example"]),
    ...examples.map(({ at, value }) =>
      code("json", making.labelled(jsonText(value, { indent: 2, unicode: true })), spanAt(at)),
    ),
  ];
}
