import type { CommonFields, EventType } from "../../events/events.js";
import { jsonText } from "../../data/json-text.js";
import { normalizeName } from "../../rst/names.js";
import type { Block, Inline, Section } from "../../rst/nodes.js";
import { shapeOf, type Part, type Shape } from "../../schema/merged.js";
import type { Schema } from "../../schema/schema.js";
import { shownExamples } from "../event.js";
import { claim, filled } from "../ids.js";
import { code, heading, literal, paragraph, spanAt, stubTable, text } from "../nodes.js";
import { textBlocks, word, type Making, type WrittenText } from "../page.js";
import { shapeVersions } from "../versions.js";
import { titleOf } from "../shape.js";
import { ObjectTables } from "./objects.js";
import { schemaTables } from "./tables.js";

/** What an event costs besides its rows, in rows. */
const costOfEvent = 10;

/** How an event is shown in a place. */
export interface EventPlace {
  /** What it is called there: the name of its file, or of its variant. */
  readonly name: string;
  /** What stands in its heading in place of the name. */
  readonly title: readonly Inline[] | null;
  readonly note: WrittenText | null;
}

/** An event as a section: what it is, its content, examples. */
export function compactEvent(
  making: Making,
  event: EventType,
  { name, title, note }: EventPlace,
): readonly Section[] {
  if (making.budget.isSpent(event.at)) return [];
  making.budget.spend(costOfEvent);
  const span = spanAt(event.at);
  const id = filled(making, "event", { name });
  const { description, shape } = event;
  const examples = shownExamples(event);
  const section = sectionOf(making, title ?? [literal(name, span)], name, id, event.at);
  section.children = [
    ...section.children,
    ...shapeVersions(making, shape),
    ...(description ? textBlocks(making, { at: description.at, text: description.value }) : []),
    ...(note ? textBlocks({ ...making, descriptions: "rst" }, note) : []),
    ...facts(making, event),
    ...contentBlocks(making, event, id),
    ...(examples.length === 0 ? [] : [heading([text(word(making, "examples"), span)], span, 1)]),
    ...examples.map(({ at, value }) =>
      code("json", jsonText(value, { indent: 2, unicode: true }), spanAt(at)),
    ),
  ];
  return [section];
}

function facts(making: Making, { kind, key, at }: EventType): Block[] {
  const span = spanAt(at);
  const byKey = word(making, key ? "state-event" : "message-event");
  const shown = making.show["event-kind"] === "key" ? byKey : kind;
  const rows: Block[][][] = [];
  if (shown !== null)
    rows.push([
      [paragraph([text(`${word(making, "event-type")}:`, span)], span)],
      [paragraph([text(shown, span)], span)],
    ]);
  const said = key && shapeOf(key).description;
  if (said)
    rows.push([
      [paragraph([text(`${word(making, "event-key")}:`, span)], span)],
      textBlocks(making, { at: said.at, text: said.value }),
    ]);
  return rows.length === 0 ? [] : [stubTable(rows, span)];
}

function contentBlocks(making: Making, event: EventType, id: string): Block[] {
  const { content, fields, at } = event;
  const span = spanAt(at);
  const isObject = (each: Part) => shapeOf(each).properties.length > 0;
  return [
    ...fieldBlocks(making, event, content ? fields.filter((each) => !isObject(each)) : fields, id),
    ...(content
      ? [
          heading([text(word(making, "event-content"), span)], span, 1),
          ...schemaTables(new ObjectTables(making, content, id)),
          // What an event says of itself beside its content.
          ...fields
            .filter(isObject)
            .flatMap((each): Block[] => [
              heading([literal(each.name, spanAt(each.schema.at))], spanAt(each.schema.at), 1),
              ...schemaTables(new ObjectTables(making, each, id)),
            ]),
        ]
      : []),
  ];
}

/** The fields of a flat event, or those beside the content that have no table of their own. */
function fieldBlocks(
  making: Making,
  { schema, shape, content, at }: EventType,
  properties: Shape["properties"],
  id: string,
): Block[] {
  if (properties.length === 0) return [];
  const span = spanAt(at);
  const others = content ? { patternProperties: [], additionalProperties: null } : {};
  const top = { ...shape, ...others, properties };
  return [
    heading([text(word(making, "event-fields"), span)], span, 1),
    ...schemaTables(
      new ObjectTables(making, schema, id, { isUntitled: true, isSaid: true, shape: top }),
    ),
  ];
}

/** The fields that all events of a kind have. */
export function compactFields(making: Making, { schema }: CommonFields): readonly Section[] {
  if (making.budget.isSpent(schema.at)) return [];
  const shape = shapeOf(schema);
  const span = spanAt(schema.at);
  const title = apart(titleOf(shape) ?? "Fields");
  const id = filled(making, "event", { name: title });
  const section = sectionOf(making, [literal(title, span)], title, id, schema.at);
  const { description } = shape;
  section.children = [
    ...section.children,
    ...(description ? textBlocks(making, { at: description.at, text: description.value }) : []),
    ...schemaTables(new ObjectTables(making, schema, null, { isUntitled: true, isSaid: true })),
  ];
  return [section];
}

/** `StrippedStateEvent` in words: `Stripped state event`; what is written in capitals stays so, as in `HTTPEvent`. */
function apart(title: string): string {
  if (/[\s_-]/.test(title)) return title;
  const words = title
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((each) => (/^[A-Z][A-Z0-9]+$/.test(each) ? each : each.toLowerCase()))
    .join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A schema that has a section of its own: its tables and examples. */
export function compactDefinition(
  making: Making,
  schema: Schema,
  name: string,
): readonly Section[] {
  if (making.budget.isSpent(schema.at)) return [];
  const shape = shapeOf(schema);
  const span = spanAt(schema.at);
  const title = making.labelled(titleOf(shape) ?? name);
  const id = filled(making, "definition", { title });
  const section = sectionOf(making, [literal(title, span)], title, id, schema.at);
  const { description } = shape;
  const examples = making.show["made-examples"] ? making.examplesIn(schema) : [];
  section.children = [
    ...section.children,
    ...shapeVersions(making, shape),
    ...(description ? textBlocks(making, { at: description.at, text: description.value }) : []),
    ...schemaTables(new ObjectTables(making, schema, id, { isSaid: true })),
    ...(examples.length === 0 ? [] : [heading([text(word(making, "examples"), span)], span, 1)]),
    ...examples.map((value) => code("json", jsonText(value, { indent: 2, unicode: true }), span)),
  ];
  return [section];
}

function sectionOf(
  making: Making,
  title: readonly Inline[],
  name: string,
  id: string,
  at: EventType["at"],
): Section {
  const span = spanAt(at);
  const section: Section = {
    type: "section",
    span,
    made: true,
    ids: [claim(making, id)],
    names: [normalizeName(name)],
    children: [{ type: "title", span, children: [...title] }],
  };
  making.cx.names.noteImplicit(section);
  return section;
}
