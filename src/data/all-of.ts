import {
  isArray,
  isObject,
  keysOf,
  objectOf,
  rememberParts,
  type Json,
  type JsonObject,
} from "./json.js";

/**
 * What `allOf` means to a reader: one schema with everything its parents say. Parents count from left to right, then the
 * schema itself; what comes later overrides, `required` is joined and the maps of properties are merged key by key.
 */

const mergedByKey: ReadonlySet<string> = new Set([
  "properties",
  "additionalProperties",
  "patternProperties",
]);

const merged = new WeakMap<JsonObject, JsonObject>();

/** The schema without its `allOf`. A schema that has none is returned as it is; each schema is merged once. */
export function mergeAllOf(schema: JsonObject): JsonObject {
  const parents = schema["allOf"];
  if (!isArray(parents)) return schema;
  const known = merged.get(schema);
  if (known) return known;
  const layers = [...parents.filter(isObject).map(mergeAllOf), schema];
  const made = mergeLayers(layers);
  merged.set(schema, made);
  return made;
}

function mergeLayers(layers: readonly JsonObject[]): JsonObject {
  const values = new Map<string, Json>();
  const holders = new Map<string, JsonObject>();
  for (const layer of layers)
    for (const key of keysOf(layer)) {
      if (key === "allOf") continue;
      values.set(key, mergeValue(key, values.get(key), layer[key]!));
      holders.set(key, layer);
    }
  const made = objectOf(values);
  rememberParts(made, layers.at(-1)!, (key) => holders.get(key));
  return made;
}

function mergeValue(key: string, before: Json | undefined, value: Json): Json {
  if (key === "required" && isArray(before) && isArray(value)) return joined(before, value);
  if (mergedByKey.has(key) && isObject(before) && isObject(value)) return mergeMaps(before, value);
  // An empty list of properties is written where there are none.
  if (mergedByKey.has(key) && isObject(before) && isArray(value) && value.length === 0)
    return before;
  return value;
}

function joined(before: readonly Json[], value: readonly Json[]): readonly Json[] {
  return [...new Set([...before, ...value])];
}

function mergeMaps(before: JsonObject, value: JsonObject): JsonObject {
  const values = new Map<string, Json>();
  for (const key of keysOf(before)) values.set(key, before[key]!);
  for (const key of keysOf(value)) values.set(key, value[key]!);
  const made = objectOf(values);
  rememberParts(made, value, (key) => (Object.hasOwn(value, key) ? value : before));
  return made;
}
