import { isInGroup } from "../base/event-group.js";
import type { Source } from "../base/source.js";
import { verbatim } from "../base/verbatim.js";
import type { Json } from "../data/data.js";
import type { EventGroupConfig } from "../load/project.js";
import type { CommonFields, Definition, EventType } from "../model/model.js";
import { jsonText } from "../data/json-text.js";
import { joined, type Recorder } from "./recorder.js";
import { tableView } from "./tables.js";

/** What the templates `event` and `msgtype` print, each below a heading of its own. */
export function eventView(
  event: EventType,
  template: string,
  config: Source,
  recorder: Recorder,
): object {
  const { type, variant, kind } = event;
  const title = `\`\`${verbatim(variant === null ? type : `${type} (${variant})`)}\`\``;
  const short = `\`\`${verbatim(variant ?? type)}\`\``;
  recorder.heading(template === "msgtype" ? short : title, event.at);
  const stateKey = event.stateKey ? joined(["``state_key``:", recorder.tell(event.stateKey)]) : "";
  const description = recorder.tell(event.description);
  const note = recorder.tellFrom(event.note ?? "", config, "events", "notes", event.name);
  return {
    title,
    variant: short,
    kind: kind ? verbatim(kind) : "",
    stateKey,
    description: joined([description, note]).trimEnd(),
    tables: event.tables.map((table) =>
      tableView(table, `${table.title ?? "Content"} Key`, recorder),
    ),
    ...examplesView(event.examples),
    example: event.examples.length > 0 ? exampleText(event.examples[0]!) : "",
  };
}

/** What the template `common-fields` prints. */
export function commonFieldsView(fields: CommonFields, recorder: Recorder): object {
  return {
    title: recorder.heading(verbatim(`${fields.title} Fields`), fields.at),
    description: recorder.tell(fields.description),
    tables: fields.tables.map((table) => tableView(table, "Key", recorder)),
  };
}

/** What the template `definition` prints. Its tables stand below their titles instead of having captions. */
export function definitionView(definition: Definition, recorder: Recorder): object {
  const { title, at, description, tables, example } = definition;
  return {
    title: recorder.heading(`\`\`${verbatim(title)}\`\` schema`, at),
    description: recorder.tell(description),
    tables: tables.map((table) => ({
      ...tableView(table, "Parameter", recorder),
      name: verbatim(table.title ?? title),
      title: "",
    })),
    ...examplesView(example === undefined ? [] : [example]),
  };
}

function examplesView(examples: readonly Json[]): object {
  return { examples: examples.map(exampleText), severalExamples: examples.length > 1 };
}

function exampleText(example: Json): string {
  return jsonText(example, { indent: 4, sortKeys: true });
}

/** The events of a group: those named first leading in that order, the others by name. */
export function eventsOfGroup(
  group: EventGroupConfig,
  events: readonly EventType[],
): readonly EventType[] {
  const members = events.filter(({ name }) => isInGroup(group, name));
  const first = group.first ?? [];
  const rank = ({ name }: EventType) => (first.includes(name) ? first.indexOf(name) : first.length);
  return members.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}
