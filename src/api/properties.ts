import { keysOf, isObject } from "../data/data.js";
import type { Schema } from "../schema/schema.js";

/** Keywords below which schemas say more of the same object. */
const parts = ["allOf", "anyOf", "oneOf", "then", "else", "if", "dependentSchemas"] as const;

/**
 * The names of the properties that a schema and all that it is made of describe; `null` where that cannot be said: it names
 * them by patterns, or a reference leads nowhere.
 */
export function propertiesOf(schema: Schema): ReadonlySet<string> | null {
  const names = new Set<string>();
  const seen = new Set<Schema>();
  const queue = [schema];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.keyword("$ref") !== undefined && !next.ref) return null;
    if (next.keyword("patternProperties") !== undefined || next.dynamicRef) return null;
    const own = next.keyword("properties");
    if (isObject(own)) for (const name of keysOf(own)) names.add(name);
    if (next.ref) queue.push(next.ref);
    for (const keyword of parts) for (const each of next.below(keyword)) queue.push(each);
  }
  return names;
}
