import { eventsOfExample } from "../base/event-names.js";
import {
  isArray,
  isObject,
  joinPointer,
  lookUp,
  ownValue,
  type DataFile,
  type Json,
} from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Events } from "../load/project.js";
import type { Cx } from "./cx.js";
import type { ExampleChecker } from "./examples.js";
import type { SchemaWalk } from "./schemas.js";

/** An event as pages show it: the name of its file, and the type that its schema says. */
export interface NamedEvent {
  readonly name: string;
  readonly type: string;
}

/** Looks at the schemas of events, whether they are named for what they describe, and at their examples. `isLeftOut`: of which files not. */
export function checkEvents(
  events: Events,
  named: readonly NamedEvent[],
  walk: SchemaWalk,
  examples: ExampleChecker,
  cx: Cx,
  isLeftOut: (file: DataFile) => boolean = () => false,
): void {
  const dialect = events.config.dialect ?? "draft-04";
  const schemaOf = (file: DataFile) => cx.registry.schemaAt({ file, pointer: "" }, dialect);
  for (const file of events.schemas.values()) {
    if (isLeftOut(file)) continue;
    const schema = schemaOf(file);
    walk.look(schema, { user: schema.at });
  }
  for (const { name, type } of named) {
    const file = events.schemas.get(name);
    if (
      file &&
      ![type, ...typesIn(file)].some((each) => each === name || each === nameOfType(name))
    )
      cx.report("event-name-mismatch", placeOfType(file), [name, type]);
  }
  for (const [name, file] of events.examples) {
    const of = eventsOfExample(name).flatMap((each) => events.schemas.get(each) ?? [])[0];
    if (of && !file.isUnreadable && isObject(of.value))
      examples.checkAt({ file, pointer: "" }, schemaOf(of), "The event");
  }
}

/** The name of an event up to a `$` that begins a variant. */
function nameOfType(name: string): string {
  return name.split("$", 1)[0]!;
}

/** Where the schema of an event says its type. */
function placeOfType(file: DataFile): Located {
  const at = (...keys: readonly (string | number)[]) => ({
    file,
    pointer: joinPointer("", "properties", "type", ...keys),
  });
  const type = lookUp(file.value, at().pointer);
  if (!isObject(type)) return { file, pointer: "" };
  return isArray(ownValue(type, "enum")) ? at("enum", 0) : at("const");
}

/** The types that the schema of an event allows; pages are named after the first. */
function typesIn(file: DataFile): readonly Json[] {
  const types = lookUp(file.value, "/properties/type/enum");
  return isArray(types) ? types : [];
}
