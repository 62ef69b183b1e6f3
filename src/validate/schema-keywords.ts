import { deeper } from "../base/codes/words.js";
import { isArray, isObject, keysOf, kindOf, type Json, type JsonObject } from "../data/data.js";
import { valueAt, type Cx, type Place } from "./cx.js";
import { isSince, uriOf, type Dialect } from "./dialect.js";
import { dialectsWith, kindsOf, otherKeywords, type Kind } from "./keywords.js";
import { limitRequirements } from "./openapi-shapes.js";
import { isNames, isSchema, isWellFormed, jsonTypes, looksLikeProperty } from "./well-formed.js";
import { got, gotAt } from "./words.js";

/** Checks the keywords of one schema: their names, and whether their values are what their dialect wants. */
export function lookAtKeywords(
  schema: JsonObject,
  dialect: Dialect,
  { mayBeFile, isOpenApi }: SchemaUse,
  cx: Cx,
): void {
  const kinds = kindsOf(dialect);
  for (const keyword of keysOf(schema)) {
    const kind = kinds.get(keyword);
    const value = schema[keyword]!;
    const at = { holder: schema, key: keyword };
    if (kind === undefined) {
      if (!isOther(keyword)) tellUnknown(keyword, at, dialect, isOpenApi, cx);
    } else if (!isWellFormed(value, kind, dialect)) {
      const isFile = mayBeFile && keyword === "type" && value === "file";
      if (!isFile) tellMalformed(keyword, value, at, kind, cx);
    } else lookAtMembers(value, kind, dialect, cx);
  }
  if (!isSince(dialect, "draft-06")) lookForLimits(schema, cx);
}

/** Where a schema is used: what it may be, and whether OpenAPI says which keys there are. */
export interface SchemaUse {
  readonly mayBeFile: boolean;
  readonly isOpenApi: boolean;
}

function isOther(keyword: string): boolean {
  return otherKeywords.has(keyword) || keyword.startsWith("x-");
}

/** A keyword that no dialect has, or only others: then the first one that has it is named, or what took its place. */
function tellUnknown(
  keyword: string,
  at: Place,
  dialect: Dialect,
  isOpenApi: boolean,
  cx: Cx,
): void {
  const others = dialectsWith(keyword);
  const newer = others.find((each) => isSince(each, dialect));
  const instead = newer
    ? []
    : others.length > 0
      ? (successors.get(keyword) ?? [])
      : cx.near(keyword, [...kindsOf(dialect).keys(), "default", "example"]);
  const meant =
    instead.length === 0 && others.length === 0 && looksLikeProperty(valueAt(at)!)
      ? [deeper]
      : instead;
  if (isOpenApi && others.length === 0)
    return cx.report("openapi-unknown-key", at, [keyword, "a schema in OpenAPI 2", ...meant], {
      of: "key",
    });
  const parts = [keyword, `JSON Schema ${dialect}`, newer ?? "", newer ? uriOf(newer) : ""];
  cx.report("unknown-keyword", at, [...parts, ...meant], { of: "key" });
}

/** What later drafts have in place of keywords they dropped. */
const successors: ReadonlyMap<string, readonly string[]> = new Map([
  ["id", ["$id"]],
  ["dependencies", ["dependentRequired", "dependentSchemas"]],
  ["additionalItems", ["items"]],
  ["$recursiveRef", ["$dynamicRef"]],
  ["$recursiveAnchor", ["$dynamicAnchor"]],
]);

/** Reports the value of a keyword that is malformed, unless it cannot be told from one that is not. */
function tellMalformed(keyword: string, value: Json, at: KeyPlace, kind: Kind, cx: Cx): void {
  if (kind === "type") return checkTypes(value, at, cx);
  if (keyword === "$ref") return; // reported where references are
  const wanted = wantedOf[kind];
  // What the pages are made of is looked at with the pages, in the same words.
  if (readKinds.has(keyword) && !(isArray(value) && wanted.startsWith("an array")))
    return cx.report("wrong-kind", at, [keyword, wanted, kindOf(value)], {
      of: "key",
      unlessTold: true,
    });
  const isEmpty = isArray(value) && value.length === 0;
  cx.report("schema-keyword", at, [
    keyword,
    wanted,
    isEmpty ? "an empty array" : (gotAt(at) ?? got(value)),
  ]);
}

type KeyPlace = Place & { readonly key: string | number };

/** The members of a keyword's value, where each of them must be a schema, a list of names or a boolean. */
function lookAtMembers(value: Json, kind: Kind, dialect: Dialect, cx: Cx): void {
  const member = memberOf.get(kind);
  if (!member || typeof value !== "object" || value === null) return;
  if (isArray(value) ? kind.startsWith("map") : kind === "schema or schemas") return;
  const keys: readonly (string | number)[] = isArray(value) ? [...value.keys()] : keysOf(value);
  for (const key of keys) {
    const each = (value as JsonObject)[key]!; // an array is read by its indices
    if (member.isOne(each, dialect)) continue;
    const name = isArray(value) ? `item ${Number(key) + 1}` : String(key);
    cx.report("schema-keyword", { holder: value, key }, [name, member.wanted, got(each)], {
      unlessTold: true,
    });
  }
}

interface Member {
  readonly isOne: (value: Json, dialect: Dialect) => boolean;
  readonly wanted: string;
}

const aSchema: Member = { isOne: isSchema, wanted: "a schema" };
const memberOf: ReadonlyMap<Kind, Member> = new Map([
  ["schemas", aSchema],
  ["schema or schemas", aSchema],
  ["map of schemas", aSchema],
  [
    "map of schemas or names",
    {
      isOne: (value: Json, dialect: Dialect) => isSchema(value, dialect) || isNames(value, dialect),
      wanted: "a schema or an array of strings",
    },
  ],
  ["map of names", { isOne: isNames, wanted: "an array of strings" }],
  ["map of flags", { isOne: (value: Json) => typeof value === "boolean", wanted: "a boolean" }],
] satisfies [Kind, Member][]);

/** In draft-04 a limit is excluded only where there is one. */
function lookForLimits(schema: JsonObject, cx: Cx): void {
  for (const { if: key, needs } of limitRequirements)
    if (Object.hasOwn(schema, key) && !Object.hasOwn(schema, needs))
      cx.report("keyword-without", { holder: schema, key }, [key, needs], { of: "key" });
}

function checkTypes(value: Json, at: KeyPlace, cx: Cx): void {
  const unlessTold = { unlessTold: true };
  if (typeof value === "string") return cx.report("unknown-type", at, [value], unlessTold);
  if (isArray(value) && value.length > 0) {
    for (const [key, type] of value.entries())
      if (typeof type === "string" && !jsonTypes.has(type))
        cx.report("unknown-type", { holder: value, key }, [type], unlessTold);
      else if (isObject(type))
        cx.report("schema-among-types", { holder: value, key }, [], unlessTold);
      else if (typeof type !== "string")
        cx.report("schema-keyword", { holder: value, key }, [
          `item ${key + 1}`,
          "a type",
          got(type),
        ]);
    return;
  }
  const parts = ["type", "a type or an array of types", got(value)];
  cx.report("schema-keyword", at, parts, unlessTold);
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

export const wantedOf: Readonly<Record<Kind, string>> = {
  any: "a value",
  text: "a string",
  flag: "a boolean",
  number: "a number",
  positive: "a number above 0",
  count: "an integer of 0 or more",
  names: "an array of strings",
  values: "an array of values",
  list: "an array",
  type: "a type",
  pattern: "a regular expression",
  schema: "an object",
  schemas: "an array of schemas",
  "schema or flag": "an object",
  "schema or schemas": "a schema or an array of schemas",
  "map of schemas": "an object",
  "map of names": "an object of arrays of strings",
  "map of schemas or names": "an object of schemas or arrays of strings",
  "map of flags": "an object of booleans",
};
