import { isArray, isObject, ownValue, type Json } from "../data/data.js";
import { isSince, type Dialect } from "./dialect.js";
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
export function isWellFormed(value: Json, kind: Kind, dialect: Dialect): boolean {
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
      return isNames(value, dialect);
    case "values":
      return isArray(value) && (value.length > 0 || mayBeEmpty(dialect));
    case "list":
      return isArray(value);
    case "type":
      return isArray(value)
        ? value.length > 0 && value.every((type) => jsonTypes.has(type))
        : jsonTypes.has(value);
    case "pattern":
      return typeof value === "string" && patternOf(value) !== null;
    case "schema":
      return isSchema(value, dialect);
    case "map of schemas":
    case "map of schemas or names":
    case "map of flags":
      return isObject(value);
    case "map of names":
      return isObject(value) && Object.values(value).every((each) => isNames(each, dialect));
    case "schema or flag":
      return isObject(value) || typeof value === "boolean";
    case "schemas":
      return isSchemas(value);
    case "schema or schemas":
      return isSchema(value, dialect) || isSchemas(value);
  }
}

/** True and false are schemas since draft-06, core 4.4. */
export function isSchema(value: Json, dialect: Dialect): boolean {
  return isObject(value) || (typeof value === "boolean" && isSince(dialect, "draft-06"));
}

/** Draft-04 wants at least one item in lists of names and values, later drafts only recommend it. */
function mayBeEmpty(dialect: Dialect): boolean {
  return isSince(dialect, "draft-06");
}

/** A list of names. */
export function isNames(value: Json, dialect: Dialect): boolean {
  return (
    isArray(value) &&
    (value.length > 0 || mayBeEmpty(dialect)) &&
    value.every((name) => typeof name === "string")
  );
}

/** Whether an unknown key may have been meant as a property, since its value says of which type it is. */
export function looksLikeProperty(value: Json): boolean {
  if (!isObject(value)) return false;
  const type = ownValue(value, "type");
  if (typeof type === "string") return jsonTypes.has(type);
  return isObject(ownValue(value, "properties")) || isArray(ownValue(value, "allOf"));
}
