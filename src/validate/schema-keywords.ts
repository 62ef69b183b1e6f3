import { isArray, isObject, keysOf, kindOf, type Json, type JsonObject } from "../data/data.js";
import type { Place } from "../model/model.js";
import type { Cx } from "./cx.js";
import type { Dialect } from "./dialect.js";
import { isKeyword, kindsOf, otherKeywords, type Kind } from "./keywords.js";
import { isWellFormed, jsonTypes } from "./well-formed.js";
import { shown } from "./words.js";

/** Looks at the keywords of one schema: their names, and whether their values are what their dialect wants. */
export function lookAtKeywords(schema: JsonObject, dialect: Dialect, cx: Cx): void {
  const kinds = kindsOf(dialect);
  for (const keyword of keysOf(schema)) {
    const kind = kinds.get(keyword);
    const value = schema[keyword]!;
    if (kind === undefined) {
      if (!isOther(keyword)) tellUnknown(keyword, { holder: schema, key: keyword }, dialect, cx);
    } else if (!isWellFormed(value, kind))
      tellMalformed(keyword, value, { holder: schema, key: keyword }, kind, cx);
  }
}

function isOther(keyword: string): boolean {
  return otherKeywords.has(keyword) || keyword.startsWith("x-");
}

function tellUnknown(keyword: string, at: Place, dialect: Dialect, cx: Cx): void {
  const near = isKeyword(keyword)
    ? []
    : cx.near(keyword, [...kindsOf(dialect).keys(), "default", "example"]);
  cx.report("unknown-keyword", at, [keyword, `JSON Schema ${dialect}`, ...near], { of: "key" });
}

/** Reports the value of a keyword that is malformed, unless it cannot be told from one that is not. */
function tellMalformed(keyword: string, value: Json, at: Place, kind: Kind, cx: Cx): void {
  if (kind === "type") return checkTypes(value, at, cx);
  const wanted = wantedOf[kind];
  const isOfKind = kind === "pattern" && typeof value === "string";
  const got = isOfKind
    ? `"${value}"`
    : isArray(value) && value.length === 0
      ? "an empty list"
      : shown(value);
  // What the pages are made of is looked at with the pages, in the same words.
  if (readKinds.has(keyword) && !(isArray(value) && wanted.startsWith("a list")))
    return cx.report("wrong-kind", at, [keyword, wanted, kindOf(value)], {
      of: "key",
      unlessTold: true,
    });
  cx.report("schema-keyword", at, [keyword, wanted, got]);
}

function checkTypes(value: Json, at: Place, cx: Cx): void {
  const unlessTold = { unlessTold: true };
  if (typeof value === "string") {
    if (value !== "file") cx.report("unknown-type", at, [value], unlessTold);
  } else if (isArray(value) && value.length > 0) {
    for (const [key, type] of value.entries())
      if (typeof type === "string" && !jsonTypes.has(type))
        cx.report("unknown-type", { holder: value, key }, [type], unlessTold);
      else if (isObject(type))
        cx.report("schema-among-types", { holder: value, key }, [], unlessTold);
  } else
    cx.report(
      "schema-keyword",
      at,
      ["type", "a type or a list of types", shown(value)],
      unlessTold,
    );
}

/** Keywords whose values make the pages: `wrong-kind` is told of them there. */
const readKinds: ReadonlySet<string> = new Set([
  "title",
  "description",
  "properties",
  "patternProperties",
  "additionalProperties",
  "allOf",
  "oneOf",
  "required",
]);

const wantedOf: Readonly<Record<Kind, string>> = {
  any: "a value",
  text: "text",
  flag: "true or false",
  number: "a number",
  positive: "a number above 0",
  count: "a whole number, 0 or more",
  names: "a list of names",
  values: "a list of values",
  type: "a type",
  pattern: "a regular expression",
  schema: "an object",
  schemas: "a list of schemas",
  "schema or flag": "an object",
  "schema or schemas": "a schema or a list of schemas",
  "map of schemas": "an object",
  "map of names": "an object with lists of names",
  "map of schemas or names": "an object with schemas or lists of names",
};
