import { isObject, ownValue } from "../data/data.js";
import type { Schema } from "./schema.js";

/** The names of the properties of a schema; `any` where it cannot be said which it has. */
export type Names = ReadonlySet<string> | "any";

/** Parts of a schema: what one of them requires, another one or the whole may describe. */
export const partKeywords: ReadonlySet<string> = new Set([
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
  "dependentSchemas",
]);

/** The names of the properties of a schema and of all its parts. */
export function propertyNames(schema: Schema): Names {
  const names = new Set<string>();
  const seen = new Set<Schema>();
  const queue = [schema];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (isOpen(next)) return "any";
    for (const [name] of next.entries("properties")) names.add(name);
    if (next.ref) queue.push(next.ref);
    for (const keyword of partKeywords) for (const each of next.below(keyword)) queue.push(each);
  }
  return names;
}

/** Whether it may have properties that it does not name, or refers to what is not known. */
function isOpen(schema: Schema): boolean {
  const { value } = schema;
  if (!isObject(value)) return false;
  if (ownValue(value, "$ref") !== undefined && !schema.ref) return true;
  return (
    isObject(schema.keyword("additionalProperties")) ||
    schema.keyword("patternProperties") !== undefined ||
    schema.dynamicRef !== null
  );
}
