import { isArray, isObject, keysOf } from "../data/data.js";
import type { Schema } from "./schema.js";

/** The schemas that speak of the same value as another one, and which of them count for each keyword. */
export interface Layers {
  /** The outermost last. */
  readonly parts: readonly Schema[];
  /** Whether some are parts of an `allOf`. */
  readonly hasParents: boolean;
  /** By keyword, in the order in which they count. */
  readonly holders: ReadonlyMap<string, readonly Schema[]>;
}

/** What `$ref` names, the parts of `allOf`, and the schema itself: all of them count. Each once, however it is reached. */
export function layersOf(schemas: readonly Schema[]): Layers {
  const parts: Schema[] = [];
  const seen = new Set<Schema>();
  const steps = schemas.toReversed().map((schema) => ({ schema, isOpened: false }));
  for (let step = steps.pop(); step; step = steps.pop()) {
    const { schema, isOpened } = step;
    if (isOpened) parts.push(schema);
    if (isOpened || seen.has(schema)) continue;
    seen.add(schema);
    steps.push({ schema, isOpened: true });
    const below = [schema.ref, schema.dynamicRef, ...schema.below("allOf")];
    for (const each of below.toReversed()) if (each) steps.push({ schema: each, isOpened: false });
  }
  const holders = new Map<string, Schema[]>();
  for (const part of parts)
    for (const keyword of keysIn(part)) {
      if (part.keyword(keyword) === undefined) continue;
      const known = holders.get(keyword);
      if (known) known.push(part);
      else holders.set(keyword, [part]);
    }
  const hasParents = parts.some((part) => part.below("allOf").length > 0);
  return { parts, hasParents, holders };
}

function keysIn({ value }: Schema): readonly string[] {
  return isObject(value) ? keysOf(value) : [];
}

/** Schemas that are the same thing to a reader: what a `$ref` leads to, or the one part of an `allOf` that nothing is added to. */
export function sameSchemas(schema: Schema): ReadonlySet<Schema> {
  const same = new Set<Schema>();
  for (let at: Schema | null = schema; at && !same.has(at);) {
    same.add(at);
    const parts: readonly Schema[] = at.below("allOf");
    at = at.ref ?? (parts.length === 1 && !addsParts(at) ? parts[0]! : null);
  }
  return same;
}

function addsParts(schema: Schema): boolean {
  return ["properties", "items", "oneOf", "anyOf"].some(
    (keyword) => schema.keyword(keyword) !== undefined,
  );
}

/** Nobody nests `allOf` deeper than this; what contains itself by it ends here. */
const deepest = 200;

/** The same as pages were made in 2020: what comes later replaces a keyword. */
export function overriddenLayers(schemas: readonly Schema[]): Layers {
  const holders = new Map<string, readonly Schema[]>();
  const parts = new Set<Schema>();
  const merger = new Merger();
  let hasParents = false;
  for (const schema of schemas) {
    hasParents ||= resolved(schema).has("allOf");
    for (const [keyword, list] of merger.merged(schema)) {
      holders.set(keyword, list);
      for (const holder of list) parts.add(holder);
    }
  }
  return { parts: [...parts], hasParents, holders };
}

type Holders = ReadonlyMap<string, readonly Schema[]>;

/** The keywords of what a chain of `$ref`s ends in, each replaced by what stands beside the `$ref`s, the outermost last. */
function resolved(schema: Schema): Holders {
  const chain: Schema[] = [];
  for (let at: Schema | null = schema; at && chain.length < longest; at = at.ref) chain.push(at);
  const holders = new Map<string, readonly Schema[]>();
  for (const { asWritten } of chain.reverse())
    for (const keyword of keysIn(asWritten))
      if (keyword !== "$ref" || asWritten.keyword(keyword) !== undefined)
        holders.set(keyword, [asWritten]);
  return holders;
}

/** How many `$ref`s in a row are followed. */
const longest = 10_000;

/** Puts schemas and the parts of their `allOf` together, each once. */
class Merger {
  readonly #known = new Map<Schema, Holders>();
  readonly #open = new Set<Schema>();

  merged(schema: Schema): Holders {
    const known = this.#known.get(schema);
    if (known) return known;
    const own = resolved(schema);
    const parents = own.get("allOf")?.[0]?.below("allOf") ?? [];
    if (parents.length === 0 || this.#open.has(schema) || this.#open.size > deepest) return own;
    this.#open.add(schema);
    const layers = parents.filter(({ value }) => isObject(value)).map((each) => this.merged(each));
    this.#open.delete(schema);
    const holders = together([...layers, own]);
    this.#known.set(schema, holders);
    return holders;
  }
}

/** Maps of properties that are put together by their keys. */
const maps: ReadonlySet<string> = new Set([
  "properties",
  "additionalProperties",
  "patternProperties",
]);

/** The keywords of several layers, without `allOf`. */
function together(layers: readonly Holders[]): Holders {
  const holders = new Map<string, Schema[]>();
  const joined = new Set<string>();
  for (const layer of layers)
    for (const [keyword, list] of layer) {
      if (keyword === "allOf") continue;
      const before = holders.get(keyword);
      const way = before ? joinedBy(keyword, before, list) : "replace";
      if (way === "replace") holders.set(keyword, [...list]);
      if (way !== "join") continue;
      for (const each of list) before!.push(each);
      joined.add(keyword);
    }
  for (const keyword of joined) holders.set(keyword, withoutMiddle(holders.get(keyword)!));
  return holders;
}

/** What becomes of the schemas that a keyword has already. */
function joinedBy(
  keyword: string,
  before: readonly Schema[],
  list: readonly Schema[],
): "join" | "replace" | "keep" {
  const [old, value] = [before.at(-1)?.keyword(keyword), list.at(-1)?.keyword(keyword)];
  if (keyword === "required" && isArray(old) && isArray(value)) return "join";
  if (!maps.has(keyword) || !isObject(old)) return "replace";
  if (isObject(value)) return "join";
  // An empty list of properties is written where there are none.
  return isArray(value) && value.length === 0 ? "keep" : "replace";
}

/** Of a schema that is there several times, only the first and the last count. */
function withoutMiddle(all: readonly Schema[]): Schema[] {
  const last = new Map(all.map((schema, index) => [schema, index]));
  const first = new Map(all.map((schema, index) => [schema, index] as const).toReversed());
  return all.filter((schema, index) => first.get(schema) === index || last.get(schema) === index);
}
