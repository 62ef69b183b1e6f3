import { isArray, isObject, ownValue, type Json, type JsonObject } from "../data/data.js";
import type { Events } from "../load/project.js";
import { resolvedAt, type Cx, type Place } from "./cx.js";
import { usualDialect } from "./dialect.js";
import type { ExampleChecker } from "./examples.js";
import type { SchemaWalk } from "./schemas.js";
import { checkEventExamples } from "./shown-examples.js";

/** Looks at the schemas of events, whether they are named for what they describe, and at their examples. */
export function checkEvents(
  events: Events,
  schemas: SchemaWalk,
  examples: ExampleChecker,
  cx: Cx,
): void {
  const dialect = events.config.dialect ?? usualDialect;
  for (const { source } of events.schemas.values()) {
    const schema = cx.schemas.document(source.path);
    if (isObject(schema)) cx.from({ holder: schema }, () => schemas.look(schema, dialect));
  }
  for (const { name, type, at } of cx.model.events)
    if (type !== name && type !== name.split("$", 1)[0]) {
      const holder = resolvedAt(at, cx);
      if (isObject(holder)) cx.report("event-name-mismatch", placeOfType({ holder }), [name, type]);
    }
  checkEventExamples(events, dialect, examples);
}

/** Where the schema of an event says its type. */
function placeOfType(at: Place): Place {
  const under = (value: Json | undefined, key: string) =>
    isObject(value) ? ownValue(value, key) : undefined;
  const type = under(under(at.holder as JsonObject, "properties"), "type");
  if (!isObject(type)) return at;
  const values = ownValue(type, "enum");
  return isArray(values) ? { holder: values, key: 0 } : { holder: type, key: "const" };
}
