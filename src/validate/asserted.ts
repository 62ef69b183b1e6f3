import {
  isArray,
  isObject,
  keysOf,
  ownValue,
  readFrom,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { isSince, type Dialect } from "./dialect.js";
import { saysNothing } from "./keywords.js";

/**
 * Whether values are held against a keyword. `format` is an annotation since 2019-09, and what is unevaluated counts
 * only where it is plain what is evaluated.
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-7.2.1
 */
export function isAsserted(keyword: string, schema: JsonObject, dialect: Dialect): boolean {
  if (saysNothing.has(keyword)) return false;
  if (keyword === "format") return !isSince(dialect, "2019-09");
  return !keyword.startsWith("unevaluated") || isPlainlyEvaluated(schema, keyword);
}

/**
 * Whether the validator knows what a schema, and those under its `allOf`, evaluate: it misses what an `if` without `then`
 * or `else` and `contains` do, alternatives of items, and a `$ref` that has siblings is one schema with them here.
 */
function isPlainlyEvaluated(schema: Json, keyword: string): boolean {
  if (!isObject(schema)) return true;
  const has = (key: string) => ownValue(schema, key) !== undefined;
  if (has("if") && !(has("then") && has("else"))) return false;
  if (keyword === "unevaluatedItems" && ["contains", "anyOf", "oneOf"].some(has)) return false;
  if (has("$dynamicRef") || has("$recursiveRef")) return false;
  const { holder } = readFrom(schema);
  if (keysOf(schema).some((key) => readFrom(schema, key).holder !== holder)) return false;
  const { allOf } = schema;
  return !isArray(allOf) || allOf.every((part) => isPlainlyEvaluated(part, keyword));
}
