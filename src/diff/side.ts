import {
  isArray,
  isObject,
  keysOf,
  numberText,
  objectOf,
  ownValue,
  rememberNumberTexts,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { canonicalNumber } from "../schema/numbers.js";

/** Where something is written, in a file of its project. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** In data files: what stands there. */
  readonly pointer?: string;
}

/** A specification to compare: what `spec.json` says of it. */
export interface Side {
  readonly spec: JsonObject;
  /** Where an object of `spec` is written, where more is known than its `source` says. */
  readonly placeOf?: (object: object) => Place | undefined;
}

/** A schema: an object, or `true` and `false`. */
export type SchemaNode = JsonObject | boolean;

/** Looks up what a specification says. */
export class Reader {
  readonly spec: JsonObject;
  readonly schemas: JsonObject;
  readonly #placeOf: ((object: object) => Place | undefined) | undefined;
  readonly #sources: JsonObject;
  readonly #ids = new Map<object, number>();
  readonly #joined = new Map<string, JsonObject>();
  readonly #names = new Map<SchemaNode, string>();
  readonly #rests = new Map<JsonObject, JsonObject>();
  readonly #flat = new Map<JsonObject, JsonObject>();
  /** Of objects that were made of others: these. */
  readonly #origins = new Map<object, object>();

  constructor({ spec, placeOf }: Side) {
    this.spec = spec;
    this.schemas = objectAt(spec, "schemas");
    for (const name of keysOf(this.schemas)) {
      const node = schemaIn(this.schemas[name]);
      if (isObject(node ?? undefined)) this.#names.set(node!, name);
    }
    this.#sources = objectAt(spec, "schemaSources");
    this.#placeOf = placeOf;
  }

  /** A number that tells a schema apart from all others of this side. */
  idOf(node: SchemaNode): string {
    if (typeof node === "boolean") return String(node);
    let id = this.#ids.get(node);
    if (id === undefined) this.#ids.set(node, (id = this.#ids.size));
    return String(id);
  }

  /** The name of the schema that a reference leads to; `null` where it leads to none. */
  nameAt(ref: Json | undefined): string | null {
    if (typeof ref !== "string" || !ref.startsWith(home)) return null;
    const name = ref.slice(home.length).replaceAll("~1", "/").replaceAll("~0", "~");
    return ownValue(this.schemas, name) === undefined ? null : name;
  }

  /** The schema of a name. */
  schema(name: string): SchemaNode | null {
    return schemaIn(ownValue(this.schemas, name));
  }

  /** What a schema only leads to, with nothing besides that would say what fits; `null` where it says something itself. */
  target(node: SchemaNode): SchemaNode | null {
    if (!isObject(node)) return null;
    const all = ownValue(node, "allOf");
    const only = isArray(all) && all.length === 1 ? schemaIn(all[0]) : null;
    const name = this.nameAt(ownValue(node, "$ref"));
    if (name === null ? only === null : all !== undefined) return null;
    const leads = name === null ? "allOf" : "$ref";
    if (keysOf(node).some((key) => key !== leads && !saysNothing(key))) return null;
    return name === null ? only : this.schema(name);
  }

  /** What a schema says besides where it leads. */
  rest(node: SchemaNode): SchemaNode {
    if (!isObject(node)) return true;
    let rest = this.#rests.get(node);
    if (!rest) this.#rests.set(node, (rest = without(node, ["$ref", "allOf"])));
    return rest;
  }

  /** What an object says itself: neither where it leads nor its alternatives. */
  besides(part: JsonObject): JsonObject {
    let flat = this.#flat.get(part);
    if (!flat) {
      this.#flat.set(part, (flat = without(part, ["$ref", "allOf", "anyOf", "oneOf"])));
      this.#origins.set(flat, part);
    }
    return flat;
  }

  /** A schema, or what it leads to and nothing else. */
  stripped(node: SchemaNode): SchemaNode {
    let at = node;
    for (let steps = 0; steps < mostSteps && isObject(at) && keysOf(at).length === 1; steps++) {
      const target = this.target(at);
      if (target === null) break;
      at = target;
    }
    return at;
  }

  /** What a schema leads to in the end, itself if that is nothing. */
  end(node: SchemaNode): SchemaNode {
    return this.#way(node).at(-1)!;
  }

  /** The name of a schema, or of the nearest that it leads to. */
  nameOf(node: SchemaNode): string | null {
    for (const at of this.#way(node)) {
      const name = this.#names.get(at);
      if (name !== undefined) return name;
    }
    return null;
  }

  /** Whether a schema or one that it leads to says that something is `true` of it. */
  isMarked(node: SchemaNode, key: string): boolean {
    return this.#way(node).some((at) => isObject(at) && at[key] === true);
  }

  #way(node: SchemaNode): readonly SchemaNode[] {
    const way = [node];
    for (let steps = 0; steps < mostSteps; steps++) {
      const target = this.target(way.at(-1)!);
      if (target === null) break;
      way.push(target);
    }
    return way;
  }

  /** Several schemas of which all must fit, as one: the same each time for the same ones. */
  allOf(nodes: readonly SchemaNode[]): SchemaNode {
    const [first, ...others] = nodes;
    if (first === undefined) return true;
    if (others.length === 0) return first;
    const key = nodes.map((node) => this.idOf(node)).join(",");
    let joined = this.#joined.get(key);
    if (!joined) this.#joined.set(key, (joined = { allOf: nodes }));
    return joined;
  }

  /** Where an object is written: as is known of it, or as its `source` says. */
  placeOf(object: Json | undefined): Place | null {
    if (typeof object !== "object" || object === null) return null;
    const known = this.#placeOf?.(this.#origins.get(object) ?? object);
    if (known) return known;
    return isObject(object) ? placeIn(ownValue(object, "source")) : null;
  }

  placeOfSchema(name: string): Place | null {
    return this.placeOf(this.schemas[name]) ?? placeIn(ownValue(this.#sources, name));
  }
}

const home = "#/schemas/";

/** References to references. */
const mostSteps = 100;

/** Keywords that do not say what fits. */
export const annotationKeywords: ReadonlySet<string> = new Set([
  "description",
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
  "discriminator",
  "contentEncoding",
  "contentMediaType",
  "xml",
]);

function saysNothing(key: string): boolean {
  return (
    annotationKeywords.has(key) ||
    key === "title" ||
    key === "example" ||
    key === "examples" ||
    key.startsWith("x-")
  );
}

export function placeIn(source: Json | undefined): Place | null {
  if (!isObject(source)) return null;
  const { file, line, column, pointer } = source;
  if (typeof file !== "string" || typeof line !== "number" || typeof column !== "number")
    return null;
  return { file, line, column, ...(typeof pointer === "string" ? { pointer } : {}) };
}

/** What is no schema is as if it were not there. */
export function schemaIn(value: Json | undefined): SchemaNode | null {
  return typeof value === "boolean" || isObject(value) ? value : null;
}

const nothing: JsonObject = Object.create(null) as JsonObject;

export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = ownValue(object, key);
  return isObject(value) ? value : nothing;
}

export function listAt(object: JsonObject, key: string): readonly JsonObject[] {
  const value = ownValue(object, key);
  return isArray(value) ? value.filter(isObject) : [];
}

export function stringsAt(object: JsonObject, key: string): readonly string[] {
  const value = ownValue(object, key);
  return isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

export function textAt(object: JsonObject, key: string): string {
  const value = ownValue(object, key);
  return typeof value === "string" ? value : "";
}

const texts = new WeakMap<object, string>();

/**
 * A text that is the same for values that say the same: neither the order of keys counts nor how numbers are written.
 * `written`: of a number, its digits where JavaScript would print others.
 */
export function canonical(value: Json, written?: string): string {
  if (typeof value === "number") return canonicalNumber({ value, text: written });
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  let text = texts.get(value);
  if (text === undefined) texts.set(value, (text = textOfParts(value, canonical)));
  return text;
}

function textOfParts(
  value: JsonObject | readonly Json[],
  textOf: (value: Json, written?: string) => string,
): string {
  if (isArray(value))
    return `[${value.map((each, index) => textOf(each, numberText(value, index))).join(",")}]`;
  const entries = keysOf(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${textOf(value[key]!, numberText(value, key))}`);
  return `{${entries.join(",")}}`;
}

/** The text of what an object says under a key; "" where that is nothing. */
export function canonicalAt(object: JsonObject, key: string): string {
  const value = ownValue(object, key);
  return value === undefined ? "" : canonical(value, numberText(object, key));
}

/** A value as people read it, with its numbers as they are written. */
export function shownText(value: Json, written?: string): string {
  if (typeof value === "number") return written ?? String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return textOfParts(value, shownText);
}

/** An object without some keys. */
export function without(object: JsonObject, keys: readonly string[]): JsonObject {
  const left = keysOf(object).filter((key) => !keys.includes(key));
  const copy = objectOf(new Map(left.map((key) => [key, object[key]!])));
  rememberNumberTexts(copy, object);
  return copy;
}

/** A word as it is; what is none where one is expected, as JSON. */
export function wordOf(value: Json): string {
  return typeof value === "string" ? value : shownText(value);
}
