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
  const given = new Map<string, Json[]>();
  const holders = new Map<string, JsonObject>();
  for (const layer of layers)
    for (const key of keysOf(layer)) {
      if (key === "allOf") continue;
      const values = given.get(key);
      if (values) values.push(layer[key]!);
      else given.set(key, [layer[key]!]);
      holders.set(key, layer);
    }
  const made = objectOf(
    new Map([...given].map(([key, values]) => [key, mergeValues(key, values)])),
  );
  rememberParts(made, layers.at(-1)!, (key) => holders.get(key));
  return made;
}

/** All that layers say of a key, each merged into those before it. */
function mergeValues(key: string, values: readonly Json[]): Json {
  if (values.length === 1) return values[0]!;
  // Those that are merged: the last value, and those before it that are of its kind.
  let merging: Json[] = [];
  for (const value of values) {
    // An empty list of properties is written where there are none.
    const isNone = mergedByKey.has(key) && isArray(value) && value.length === 0;
    if (isNone && isObject(merging[0])) continue;
    if (merging.length === 0 || !areMerged(key, merging[0]!, value)) merging = [];
    merging.push(value);
  }
  if (merging.length === 1) return merging[0]!;
  return key === "required" ? [...new Set(merging.flat())] : mergeMaps(merging.filter(isObject));
}

function areMerged(key: string, before: Json, value: Json): boolean {
  if (key === "required") return isArray(before) && isArray(value);
  return mergedByKey.has(key) && isObject(before) && isObject(value);
}

function mergeMaps(maps: readonly JsonObject[]): JsonObject {
  const values = new Map<string, Json>();
  const holders = new Map<string, JsonObject>();
  for (const map of maps)
    for (const key of keysOf(map)) {
      values.set(key, map[key]!);
      holders.set(key, map);
    }
  const made = objectOf(values);
  rememberParts(made, maps.at(-1)!, (key) => holders.get(key) ?? maps[0]);
  return made;
}
