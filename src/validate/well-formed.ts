import { isArray, isObject, type Json } from "../data/data.js";
import type { Kind } from "./keywords.js";
import { patternOf } from "./patterns.js";

/** The types that JSON knows; others, such as `file` of OpenAPI, are of no help in looking at a value. */
export const jsonTypes: ReadonlySet<Json> = new Set([
  "object",
  "array",
  "string",
  "number",
  "integer",
  "boolean",
  "null",
]);

const isCount = (value: Json) => Number.isInteger(value) && Number(value) >= 0;
const isSchemas = (value: Json) => isArray(value) && value.length > 0;

/**
 * Whether the value of a keyword can be used; what is malformed is told of elsewhere (`schema-keywords.ts`) and counts as
 * if it were not there, so that the rest of the schema can be held against examples.
 */
export function isWellFormed(value: Json, kind: Kind): boolean {
  switch (kind) {
    case "any":
      return true;
    case "text":
      return typeof value === "string";
    case "flag":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number";
    case "positive":
      return typeof value === "number" && value > 0;
    case "count":
      return isCount(value);
    case "names":
      return isArray(value) && value.every((name) => typeof name === "string");
    case "values":
      return isArray(value) && value.length > 0;
    case "type":
      return isArray(value)
        ? value.length > 0 && value.every((type) => jsonTypes.has(type))
        : jsonTypes.has(value);
    case "pattern":
      return typeof value === "string" && patternOf(value) !== null;
    case "schema":
    case "map of schemas":
    case "map of schemas or names":
      return isObject(value);
    case "map of names":
      return isObject(value) && Object.values(value).every((each) => isWellFormed(each, "names"));
    case "schema or flag":
      return isObject(value) || typeof value === "boolean";
    case "schemas":
      return isSchemas(value);
    case "schema or schemas":
      return isObject(value) || isSchemas(value);
  }
}
