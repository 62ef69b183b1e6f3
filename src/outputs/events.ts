import type { EventType } from "../events/events.js";
import { spanAt } from "../data/located.js";
import { eventsOf } from "../spec.js";
import { Components, type Component } from "./components.js";
import type { OutputContext, Printable } from "./context.js";
import { SchemaWriter } from "./schema-writer.js";
import { Texts } from "./texts.js";
import { isOutObject, outOf, Reference, type Naming, type Out, type OutObject } from "./tree.js";

/** Events as JSON Schema 2020-12: one document with all of them, or one for each with the schemas that it needs. */

const dialect = "https://json-schema.org/draft/2020-12/schema";
const target = { name: "JSON Schema 2020-12", dialect: "2020-12" } as const;

/** All events in the order of their names, with the schemas that they share. */
interface Written {
  readonly events: readonly (readonly [event: EventType, component: Component])[];
  readonly components: Components;
  readonly naming: Naming;
}

/** One document: every event under `$defs` by its name; a value fits that is one of them. */
export function eventsDocument(cx: OutputContext): Printable {
  const { events, components, naming } = writtenEvents(cx, "");
  const others = components
    .ofKind("schemas")
    .filter((part) => !events.some(([, own]) => own === part));
  const value: OutObject = new Map<string, Out>([
    ["$schema", dialect],
    ["title", `${cx.project.config.name} events`],
    ["anyOf", events.map(([, component]) => new Map([["$ref", new Reference(component)]]))],
    [
      "$defs",
      new Map([
        ...events.map(([, component]) => [component, component.content] as const),
        ...others.map((part) => [part, part.content] as const),
      ]),
    ],
  ]);
  return { value, naming };
}

/** A document for each event, by its name. */
export function* eventDocuments(cx: OutputContext): Iterable<readonly [string, Printable]> {
  const { events, components, naming } = writtenEvents(cx, "../");
  for (const [{ name }, component] of events) {
    const { content } = component;
    const shared = components.ofKind("schemas", [content]);
    const value: OutObject = new Map<string, Out>([["$schema", dialect]]);
    for (const [key, each] of isOutObject(content) ? content : []) value.set(key, each);
    if (shared.length > 0)
      value.set("$defs", new Map(shared.map((part) => [part, part.content] as const)));
    yield [name, { value, naming: withRoot(naming, component, shared) }];
  }
}

/** An event that is not among its own definitions is the document. */
function withRoot(naming: Naming, root: Component, shared: readonly Component[]): Naming {
  if (shared.includes(root)) return naming;
  return { ...naming, pointerTo: (part) => (part === root ? "#" : naming.pointerTo(part)) };
}

function writtenEvents({ spec, project, permalinks, report }: OutputContext, up: string): Written {
  const components = new Components();
  const texts = new Texts(project, permalinks, project.config.events?.descriptions ?? "rst", up);
  const schemas = new SchemaWriter({
    components,
    registry: spec.registry,
    texts,
    target,
    lost: (at, what) => report("export-loses", spanAt(at, "key"), [what, target.name]),
    kind: "schemas",
  });
  const events = eventsOf(spec, project).map((event) => {
    const component = schemas.named(event.schema, event.name) as Component;
    return [event, component] as const;
  });
  components.finish();
  for (const [event, component] of events)
    component.content = withExamples(component.content, event, texts);
  return {
    // None of two events with one text stands for the other.
    events,
    components,
    naming: components.naming(() => "#/$defs/"),
  };
}

/** The examples of an event, where its schema has none. */
function withExamples(content: Out, { examples }: EventType, { plain }: Texts): Out {
  if (!isOutObject(content) || content.has("examples") || examples.length === 0) return content;
  const made: OutObject = new Map(content);
  made.set(
    "examples",
    examples.map(({ value }) => outOf(value, plain)),
  );
  return made;
}
