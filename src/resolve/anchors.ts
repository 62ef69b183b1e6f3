import { isArray, ownValue, type DataFile, type Json, type JsonObject } from "../data/data.js";

const known = new WeakMap<DataFile, ReadonlyMap<string, JsonObject>>();

/**
 * The schemas of a file by the names they give themselves: `$anchor` and `$dynamicAnchor` since 2019-09, before that an
 * `$id` or `id` that is a fragment. Of two of one name the first counts.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.2
 */
export function anchorsOf(file: DataFile): ReadonlyMap<string, JsonObject> {
  let anchors = known.get(file);
  if (!anchors) known.set(file, (anchors = anchorsIn(file.value)));
  return anchors;
}

function anchorsIn(root: Json): ReadonlyMap<string, JsonObject> {
  const anchors = new Map<string, JsonObject>();
  const seen = new Set<object>();
  const queue: Json[] = [root];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (typeof at !== "object" || at === null || seen.has(at)) continue;
    seen.add(at);
    if (isArray(at)) queue.push(...at.toReversed());
    else addAnchors(at, anchors, queue);
  }
  return anchors;
}

function addAnchors(schema: JsonObject, anchors: Map<string, JsonObject>, queue: Json[]): void {
  for (const name of namesOf(schema)) if (!anchors.has(name)) anchors.set(name, schema);
  for (const [key, value] of Object.entries(schema).toReversed())
    if (!valueKeywords.has(key)) queue.push(value);
}

/** What is below these are values, not schemas. */
const valueKeywords: ReadonlySet<string> = new Set([
  "const",
  "enum",
  "default",
  "example",
  "examples",
]);

function namesOf(schema: JsonObject): readonly string[] {
  const texts = ["$anchor", "$dynamicAnchor"].map((key) => ownValue(schema, key));
  const ids = ["$id", "id"].map((key) => {
    const id = ownValue(schema, key);
    return typeof id === "string" && /^#[^/]/.test(id) ? id.slice(1) : undefined;
  });
  return [...texts, ...ids].filter((name) => typeof name === "string");
}
