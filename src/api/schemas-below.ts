import { isArray, isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";

/** Keywords below which one schema stands, or an array or a map of them. */
const one = new Set([
  "items",
  "additionalItems",
  "additionalProperties",
  "not",
  "if",
  "then",
  "else",
  "contains",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
  "contentSchema",
]);
const several = new Set(["allOf", "anyOf", "oneOf", "prefixItems", "items"]);
const named = new Set([
  "properties",
  "patternProperties",
  "definitions",
  "$defs",
  "dependentSchemas",
  "dependencies",
]);
export const schemaKeywords: ReadonlySet<string> = new Set([...one, ...several, ...named]);

/** A schema below another one, by the keys that lead there. */
export type Below = readonly [keys: readonly (string | number)[], value: JsonObject];

/** The objects below a schema that are schemas themselves. */
export function schemasBelow(schema: JsonObject): readonly Below[] {
  return keysOf(schema).flatMap((key) => belowKey(key, ownValue(schema, key)!));
}

function belowKey(key: string, value: Json): readonly Below[] {
  if (isArray(value))
    return several.has(key)
      ? value.flatMap((each, index): Below[] => (isObject(each) ? [[[key, index], each]] : []))
      : [];
  if (!isObject(value)) return [];
  if (one.has(key)) return [[[key], value]];
  if (!named.has(key)) return [];
  return keysOf(value).flatMap((name): Below[] => {
    const each = ownValue(value, name)!;
    return isObject(each) ? [[[key, name], each]] : [];
  });
}
