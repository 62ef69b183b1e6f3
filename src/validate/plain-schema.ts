import { isArray, isObject, keysOf, type Json, type JsonObject } from "../data/data.js";
import type { Dialect } from "./dialect.js";
import { isNullable } from "./fits.js";
import { isAsserted } from "./asserted.js";
import { kindsOf } from "./keywords.js";
import { isWellFormed } from "./well-formed.js";

/** A schema as a validator takes it: keywords of its dialect only, those that are malformed left out. */
export interface PlainSchema {
  readonly [keyword: string]: unknown;
}

/** Schemas of more parts than this are not compiled: nobody reads them, and a validator would take minutes. */
const mostParts = 20_000;

/** A validator is made of one alternative within the other, as deep as there are alternatives. */
const mostAlternatives = 200;

/** Makes plain schemas and remembers which schema each of them, and each below it, was made of. */
export class PlainSchemas {
  readonly #known = new WeakMap<JsonObject, PlainSchema>();
  readonly #sources = new WeakMap<object, JsonObject>();
  readonly #sizes = new WeakMap<object, number>();

  constructor(
    readonly dialect: Dialect,
    readonly isFormat: (name: string) => boolean,
  ) {}

  /** What some keywords of a schema say; `null` where there is too much of it. */
  of(schema: JsonObject, keywords: readonly string[]): PlainSchema | null {
    const whole = this.#schema(schema);
    if ((this.#sizes.get(whole) ?? 0) > mostParts) return null;
    if (keywords.some((keyword) => keyword.startsWith("unevaluated"))) return whole;
    const wanted = new Set(keywords.flatMap((keyword) => [keyword, ...(needs.get(keyword) ?? [])]));
    const part = Object.fromEntries(Object.entries(whole).filter(([key]) => wanted.has(key)));
    this.#sources.set(part, schema);
    return part;
  }

  /** The schema that a plain one was made of. */
  sourceOf(plain: object): JsonObject | undefined {
    return this.#sources.get(plain);
  }

  #schema(schema: JsonObject): PlainSchema {
    const known = this.#known.get(schema);
    if (known) return known;
    const plain: { [keyword: string]: unknown } = {};
    const kinds = kindsOf(this.dialect);
    let size = 1;
    for (const keyword of keysOf(schema)) {
      const kind = kinds.get(keyword);
      const given = schema[keyword]!;
      if (
        kind === undefined ||
        !isWellFormed(given, kind, this.dialect) ||
        !isAsserted(keyword, schema, this.dialect)
      )
        continue;
      if (isWithoutLimit(keyword, given, schema)) continue;
      if (keyword === "format" && !this.isFormat(String(given))) continue;
      const value = /schema/.test(kind) ? this.#value(given, kind) : given;
      size += /schema/.test(kind) ? this.#sizeOf(value, kind) : 1;
      if (/^(?:one|any)Of$/.test(keyword) && isArray(given) && given.length > mostAlternatives)
        size = mostParts + 1;
      plain[keyword] = value;
    }
    if (isNullable(schema)) allowNull(plain);
    this.#known.set(schema, plain);
    this.#sources.set(plain, schema);
    this.#sizes.set(plain, Math.min(size, mostParts + 1));
    return plain;
  }

  #value(value: Json, kind: string): unknown {
    if (isArray(value)) return value.map((item) => this.#member(item));
    if (!isObject(value) || !kind.startsWith("map")) return this.#member(value);
    const entries = keysOf(value).map((key) => [key, this.#member(value[key]!)] as const);
    return Object.fromEntries(entries);
  }

  /** A schema, or names in a map of both. What is neither allows everything. */
  #member(value: Json): unknown {
    if (isObject(value)) return this.#schema(value);
    if (typeof value === "boolean" && this.dialect !== "draft-04") return value;
    if (isArray(value) && value.every((name) => typeof name === "string")) return value;
    return value === false ? false : {};
  }

  #sizeOf(value: unknown, kind: string): number {
    if (typeof value !== "object" || value === null) return 1;
    if (!Array.isArray(value) && !kind.startsWith("map")) return this.#sizes.get(value) ?? 1;
    let size = 1;
    for (const item of Object.values(value) as unknown[])
      size += typeof item === "object" && item !== null ? (this.#sizes.get(item) ?? 1) : 1;
    return size;
  }
}

/** Lets a plain schema take null besides. */
function allowNull(plain: { [keyword: string]: unknown }): void {
  const { type, enum: values } = plain;
  if (type !== undefined) plain["type"] = [...new Set([type, "null"].flat())];
  if (Array.isArray(values)) plain["enum"] = [...(values as unknown[]), null];
}

/** Draft 4 says by a flag that a limit is not included: a flag alone says nothing. */
function isWithoutLimit(keyword: string, given: Json, schema: JsonObject): boolean {
  const limit = keyword === "exclusiveMinimum" ? "minimum" : "maximum";
  return (
    keyword.startsWith("exclusive") &&
    typeof given === "boolean" &&
    typeof schema[limit] !== "number"
  );
}

/** What a keyword says only together with others. */
const needs: ReadonlyMap<string, readonly string[]> = new Map([
  ["additionalProperties", ["properties", "patternProperties"]],
  ["items", ["prefixItems"]],
  ["additionalItems", ["items"]],
  ["if", ["then", "else"]],
  ["then", ["if"]],
  ["else", ["if"]],
  ["contains", ["minContains", "maxContains"]],
  ["minContains", ["contains"]],
  ["maxContains", ["contains"]],
  ["minimum", ["exclusiveMinimum"]],
  ["maximum", ["exclusiveMaximum"]],
]);
