import { isArray, isInteger, isObject, ownValue, type Json } from "../data/data.js";
import { isSince, type Dialect } from "./dialects.js";
import { jsonTypes, type Kind } from "./keywords.js";

const typeNames: ReadonlySet<Json | undefined> = new Set(jsonTypes);

/** Whether a name is one of the types that JSON Schema knows. */
export function isType(name: Json | undefined): boolean {
  return typeNames.has(name);
}

/** Whether the value of a keyword is of the kind it must be. What its members are is not looked at. */
export function isWellFormed(value: Json, kind: Kind, dialect: Dialect): boolean {
  switch (kind) {
    case "any":
      return true;
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number";
    case "positive number":
      return typeof value === "number" && value > 0;
    case "count":
      return isInteger(value) && value >= 0;
    case "strings":
      return isNames(value, dialect);
    case "values":
      return isArray(value) && (value.length > 0 || mayBeEmpty(dialect));
    case "array":
      return isArray(value);
    case "type":
      return isArray(value)
        ? dialect !== "openapi-3.0" && value.length > 0 && value.every(isType)
        : isType(value);
    case "pattern":
      return typeof value === "string" && isPattern(value);
    case "schema":
      return isSchema(value, dialect);
    case "object":
    case "map of schemas":
    case "map of schemas or strings":
    case "map of booleans":
      return isObject(value);
    case "map of strings":
      return isObject(value) && Object.values(value).every((each) => isNames(each, dialect));
    case "schema or boolean":
      return isObject(value) || typeof value === "boolean";
    case "schemas":
      return isArray(value) && value.length > 0;
    case "schema or schemas":
      return isSchema(value, dialect) || (isArray(value) && value.length > 0);
  }
}

/** What the value of a keyword must be, as the end of "expected ...". */
export const wantedOf: Readonly<Record<Kind, string>> = {
  any: "a value",
  string: "a string",
  boolean: "a boolean",
  number: "a number",
  "positive number": "a number above 0",
  count: "an integer of 0 or more",
  strings: "an array of strings",
  values: "an array of values",
  array: "an array",
  object: "an object",
  type: "a type",
  pattern: "a regular expression",
  schema: "an object",
  schemas: "an array of schemas",
  "schema or boolean": "an object",
  "schema or schemas": "a schema or an array of schemas",
  "map of schemas": "an object",
  "map of strings": "an object of arrays of strings",
  "map of schemas or strings": "an object of schemas or arrays of strings",
  "map of booleans": "an object of booleans",
};

/** What each member of an array or object must be. */
export interface Member {
  readonly isOne: (value: Json, dialect: Dialect) => boolean;
  readonly wanted: string;
}

const aSchema: Member = { isOne: isSchema, wanted: "a schema" };
const members: ReadonlyMap<Kind, Member> = new Map([
  ["schemas", aSchema],
  ["schema or schemas", aSchema],
  ["map of schemas", aSchema],
  [
    "map of schemas or strings",
    {
      isOne: (value: Json, dialect: Dialect) => isSchema(value, dialect) || isNames(value, dialect),
      wanted: "a schema or an array of strings",
    },
  ],
  ["map of strings", { isOne: isNames, wanted: "an array of strings" }],
  ["map of booleans", { isOne: (value: Json) => typeof value === "boolean", wanted: "a boolean" }],
]);

/** What the members of a keyword's value must be; `undefined` where it has none. */
export function memberOf(kind: Kind, value: Json): Member | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const isOne = isArray(value) ? kind.startsWith("map") : kind === "schema or schemas";
  return isOne ? undefined : members.get(kind);
}

/** True and false are schemas since draft-06, core 4.4. */
function isSchema(value: Json, dialect: Dialect): boolean {
  return isObject(value) || (typeof value === "boolean" && isSince(dialect, "draft-06"));
}

/** Draft-04 wants at least one item in lists of names and values, later drafts only recommend it. */
function mayBeEmpty(dialect: Dialect): boolean {
  return isSince(dialect, "draft-06");
}

function isNames(value: Json, dialect: Dialect): boolean {
  return (
    isArray(value) &&
    (value.length > 0 || mayBeEmpty(dialect)) &&
    value.every((name) => typeof name === "string")
  );
}

/** Whether a text is a regular expression, in the stricter syntax or in the older one. */
export function isPattern(text: string): boolean {
  for (const flags of ["u", ""])
    try {
      new RegExp(text, flags);
      return true;
    } catch {
      // Perhaps without the flag.
    }
  return false;
}

/** Whether an unknown key may have been meant as a property, since its value says of which type it is. */
export function looksLikeProperty(value: Json): boolean {
  if (!isObject(value)) return false;
  const type = ownValue(value, "type");
  if (typeof type === "string") return isType(type);
  return isObject(ownValue(value, "properties")) || isArray(ownValue(value, "allOf"));
}
