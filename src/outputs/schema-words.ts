import {
  draftOf,
  hasBooleanLimits,
  ignoresSiblings,
  isSince,
  type Dialect,
} from "../schema/dialects.js";
import { dialectsWith, keywordOf } from "../schema/keywords.js";
import { compareNumbers, type Written } from "../schema/numbers.js";
import type { Target } from "./target.js";
import { isOutArray, isOutObject, keyOf, NumberText, type Out, type OutObject } from "./tree.js";

/**
 * What a schema of one dialect says in the words of another one. All are brought into those of 2020-12 first, which can say
 * nearly all; what an older one cannot say is kept under `x-` and its name, and told.
 *
 * @see https://json-schema.org/draft/2020-12/release-notes
 * @see https://www.openapis.org/blog/2021/02/16/migrating-from-openapi-3-0-to-3-1-0
 */

/** Is told what cannot be said, and by which keyword. */
type Tell = (what: string, keyword?: string) => void;

/** Whether a schema may stand as it is. */
export function mayStay(from: Dialect, to: Dialect): boolean {
  if (from === to) return true;
  if (to === "openapi-2.0") return from === "draft-04";
  const newest: readonly Dialect[] = ["2020-12", "openapi-3.1"];
  return newest.includes(from) && newest.includes(to);
}

/**
 * Whether a schema has words that its version of OpenAPI does not know, for which programs refuse a document: in OpenAPI 2 what
 * stands beside a `$ref` is meant to count, and counts for nothing; null is no type there.
 */
export function isLoose(schema: OutObject, { dialect: to, name }: Target): boolean {
  if (to === "openapi-3.1" && name !== "spec.json")
    return [...schema.keys()].some((key) => isUnknown(key, to));
  if (isSince(to, "2020-12")) return false;
  const isOldest = to === "openapi-2.0";
  const hasSiblings = isOldest && schema.has("$ref") && schema.size > 1;
  const type = schema.get("type");
  const isOrNull = isOldest && isOutArray(type) && type.includes("null");
  return hasSiblings || isOrNull || [...schema.keys()].some((key) => !isAllowed(String(key), to));
}

/** Whether a keyword says nothing in a dialect, such as `nullable` in OpenAPI 3.1. */
function isUnknown(key: unknown, dialect: Dialect): boolean {
  return !String(key).startsWith("x-") && keywordOf(String(key), dialect) === undefined;
}

function isAllowed(key: string, dialect: Dialect): boolean {
  if (key.startsWith("x-")) return true;
  return (
    keywordOf(key, dialect) !== undefined && !(dialect === "openapi-2.0" && notInOldest.has(key))
  );
}

/** A schema of a dialect in the words of the target. Given one whose children are written already; it may be changed. */
export function translated(schema: OutObject, from: Dialect, target: Target, tell: Tell): Out {
  setApart(schema, from, target.dialect);
  const isFree = asNewest(schema, from);
  const made = asOlder(schema, target, tell);
  return isFree && isOutObject(made) ? orNull(made, target) : made;
}

/** Words that say nothing where they are written do not begin to say something in the target. */
function setApart(schema: OutObject, from: Dialect, to: Dialect): void {
  if (from !== "openapi-3.0" && schema.has("nullable"))
    if (to === "openapi-2.0") schema.delete("nullable"); // with x- before it, it would allow null there
    else rename(schema, "nullable", "x-nullable");
  if (!from.startsWith("openapi-3")) return;
  for (const key of [...schema.keys()].map(String))
    if (isUnknown(key, from) && keywordOf(key, to) !== undefined) rename(schema, key, `x-${key}`);
}

/** The words of 2020-12. Whether null is allowed besides, without a type that could say so. */
function asNewest(schema: OutObject, from: Dialect): boolean {
  if (draftOf(from) === "2020-12") return false;
  if (hasBooleanLimits(from)) {
    numericLimit(schema, "minimum", "exclusiveMinimum");
    numericLimit(schema, "maximum", "exclusiveMaximum");
  }
  if (!isSince(from, "2020-12")) tuples(schema);
  if (!isSince(from, "2019-09")) dependencies(schema);
  if (from.startsWith("openapi-")) encodings(schema);
  const example = schema.get("example");
  if (example !== undefined && !schema.has("examples"))
    rename(schema, "example", "examples", [example]);
  const discriminator = schema.get("discriminator");
  if (typeof discriminator === "string")
    schema.set("discriminator", new Map([["propertyName", discriminator]]));
  return nullable(schema, from);
}

/** A schema of 2020-12 in the words of the target. */
function asOlder(schema: OutObject, target: Target, tell: Tell): Out {
  const { dialect } = target;
  if (isSince(dialect, "2020-12")) return withoutOpenApi(schema, dialect);
  const isOldest = dialect === "openapi-2.0";
  types(schema, isOldest);
  alternatives(schema, isOldest, tell);
  limits(schema, "minimum", "exclusiveMinimum", (order) => order >= 0);
  limits(schema, "maximum", "exclusiveMaximum", (order) => order <= 0);
  const constant = schema.get("const");
  if (constant !== undefined) rename(schema, "const", "enum", [constant]);
  values(schema, isOldest, tell);
  examples(schema, tell);
  if (schema.has("prefixItems")) {
    tell('"prefixItems"', "prefixItems");
    const rest = schema.get("items");
    const all = [
      ...(schema.get("prefixItems") as readonly Out[]),
      ...(isOutObject(rest) ? [rest] : []),
    ];
    rename(schema, "prefixItems", "x-prefixItems");
    schema.set("items", isOldest ? new Map() : new Map([["anyOf", all]]));
  }
  if (schema.get("type") === "array" && !schema.has("items")) schema.set("items", new Map());
  if (schema.get("contentEncoding") === "base64" && !schema.has("format"))
    rename(schema, "contentEncoding", "format", "byte");
  if (schema.get("contentEncoding") === "base64" && schema.get("format") === "byte")
    schema.delete("contentEncoding");
  if (schema.get("contentMediaType") === "application/octet-stream") {
    if (!schema.has("format")) rename(schema, "contentMediaType", "format", "binary");
    else if (schema.get("format") === "binary") schema.delete("contentMediaType");
  }
  if (isOldest) olderDiscriminator(schema, tell);
  // An empty one says nothing, and is not allowed, nor is a name twice.
  const required = schema.get("required");
  if (isOutArray(required) && required.length === 0) schema.delete("required");
  else if (isOutArray(required)) schema.set("required", [...new Set(required)]);
  unknown(schema, target, tell);
  return siblings(schema, dialect);
}

/** What OpenAPI adds to JSON Schema means nothing elsewhere. */
function withoutOpenApi(schema: OutObject, dialect: Dialect): OutObject {
  if (dialect === "openapi-3.1") {
    // What no dialect knows was reported; there are tools that refuse it.
    for (const key of [...schema.keys()].map(String))
      if (isUnknown(key, dialect)) rename(schema, key, `x-${key.replace(/^\$/, "")}`);
    return schema;
  }
  for (const key of ["discriminator", "xml", "externalDocs"])
    if (schema.has(key)) rename(schema, key, `x-${key}`);
  return schema;
}

/** `minimum: 3, exclusiveMinimum: true` is `exclusiveMinimum: 3`. */
function numericLimit(schema: OutObject, limit: string, exclusive: string): void {
  const flag = schema.get(exclusive);
  if (typeof flag !== "boolean") return;
  const value = schema.get(limit);
  schema.delete(exclusive);
  if (flag && value !== undefined) rename(schema, limit, exclusive);
}

/** A list under `items`, and `additionalItems` for those after it. */
function tuples(schema: OutObject): void {
  const items = schema.get("items");
  const rest = schema.get("additionalItems");
  if (isOutArray(items)) {
    rename(schema, "items", "prefixItems");
    if (rest !== undefined) rename(schema, "additionalItems", "items");
  } else schema.delete("additionalItems"); // without a list it says nothing
}

function dependencies(schema: OutObject): void {
  const given = schema.get("dependencies");
  if (!isOutObject(given)) return;
  const entries = [...given];
  const required = entries.filter(([, value]) => isOutArray(value));
  const schemas = entries.filter(([, value]) => !isOutArray(value));
  schema.delete("dependencies");
  if (required.length > 0) schema.set("dependentRequired", new Map(required));
  if (schemas.length > 0) schema.set("dependentSchemas", new Map(schemas));
}

/** `byte` and `binary` of OpenAPI 3.0 are how a string is encoded. */
function encodings(schema: OutObject): void {
  const format = schema.get("format");
  if (format === "byte" && !schema.has("contentEncoding"))
    rename(schema, "format", "contentEncoding", "base64");
  if (format === "binary" && !schema.has("contentMediaType"))
    rename(schema, "format", "contentMediaType", "application/octet-stream");
}

/** What a schema may say beside one that it may be null. */
const annotations: ReadonlySet<string> = new Set([
  "title", "description", "default", "examples", "example", "deprecated", "readOnly", "writeOnly", "externalDocs",
]); // prettier-ignore

/** A flag that allows null as one of the types; whether there is none that it could be beside. */
function nullable(schema: OutObject, from: Dialect): boolean {
  const keyword = from === "openapi-3.0" ? "nullable" : "x-nullable";
  const flag = schema.get(keyword);
  if (typeof flag !== "boolean") return false;
  schema.delete(keyword);
  if (!flag) return false;
  const type = schema.get("type");
  if (typeof type === "string" || isOutArray(type)) {
    const types = typeof type === "string" ? [type] : type;
    if (!types.includes("null")) schema.set("type", [...types, "null"]);
    const values = schema.get("enum");
    // In OpenAPI 3.0 a list of values that has no null does not allow it (3.0.3 clarifies this); what says so means it.
    if (isOutArray(values) && !values.includes(null)) schema.set("enum", [...values, null]);
    // Nothing but null: what a version without the type "null" has in its place.
    if (isOutArray(values) && values.length === 1 && values[0] === null) {
      schema.set("type", "null");
      schema.delete("enum");
    }
    return false;
  }
  return [...schema.keys()].some((key) => !isAnnotation(key));
}

/** What a schema allows, or null. */
function orNull(schema: OutObject, { dialect }: Target): OutObject {
  if (dialect === "openapi-2.0") return schema.set("x-nullable", true);
  const nothing: OutObject = new Map([["type", "null"]]);
  if (!isSince(dialect, "2020-12")) types(nothing, false);
  const values = [...schema].filter(([key]) => !isAnnotation(key));
  const notes = [...schema].filter(([key]) => isAnnotation(key));
  return new Map<string, Out>([
    ...(notes as [string, Out][]),
    ["anyOf", [new Map(values), nothing]],
  ]);
}

/** Whether a keyword says nothing of which values fit. */
export function isAnnotation(key: unknown): boolean {
  return typeof key === "string" && (annotations.has(key) || key.startsWith("x-"));
}

/** Several types: null is a flag, others are alternatives. */
function types(schema: OutObject, isOldest: boolean): void {
  const type = schema.get("type");
  const flag = isOldest ? "x-nullable" : "nullable";
  if (type === "null") {
    // A flag says something beside a type only, in OpenAPI 3.0.3.
    if (isOldest) schema.delete("type");
    else schema.set("type", "string");
    schema.set(flag, true);
    if (!schema.has("enum")) schema.set("enum", [null]);
    return;
  }
  if (!isOutArray(type)) return;
  const named = type.filter((each) => each !== "null");
  const isNullable = named.length < type.length;
  if (named.length === 1) schema.set("type", named[0]!);
  else if (isOldest) schema.set("type", named);
  else if (named.length > 1) {
    rename(
      schema,
      "type",
      "anyOf",
      named.map((each) => typed(each, isNullable)),
    );
    return;
  }
  if (isNullable) schema.set(flag, true);
}

function typed(type: Out, isNullable: boolean): OutObject {
  const made: OutObject = new Map([["type", type]]);
  if (type === "array") made.set("items", new Map());
  if (isNullable) made.set("nullable", true);
  return made;
}

/** OpenAPI 2 has no alternatives: one that is left without null is none, all others are kept under another name. */
function alternatives(schema: OutObject, isOldest: boolean, tell: Tell): void {
  if (!isOldest) return;
  for (const keyword of ["anyOf", "oneOf"]) {
    const all = schema.get(keyword);
    if (!isOutArray(all)) continue;
    const others = all.filter((each) => !isNull(each));
    if (others.length < all.length) schema.set("x-nullable", true);
    if (others.length === 1) {
      const before = schema.get("allOf");
      rename(schema, keyword, "allOf", [...(isOutArray(before) ? before : []), others[0]!]);
    } else {
      tell(`"${keyword}"`, keyword);
      rename(schema, keyword, `x-${keyword}`);
    }
  }
  if (schema.has("not")) {
    tell('"not"', "not");
    rename(schema, "not", "x-not");
  }
}

/** As `types` left it. */
function isNull(schema: Out): boolean {
  if (!isOutObject(schema) || schema.size !== 2) return false;
  const values = schema.get("enum");
  const isOnly = isOutArray(values) && values.length === 1 && values[0] === null;
  return isOnly && schema.get("x-nullable") === true;
}

/** `exclusiveMinimum: 3` is `minimum: 3, exclusiveMinimum: true`, unless the other limit is stricter. */
function limits(
  schema: OutObject,
  limit: string,
  exclusive: string,
  isStricter: (order: number) => boolean,
): void {
  const value = schema.get(exclusive);
  if (typeof value === "boolean" || value === undefined) return;
  const other = schema.get(limit);
  if (other !== undefined && !isStricter(compareNumbers(numberOf(value), numberOf(other)))) {
    schema.delete(exclusive);
    return;
  }
  schema.delete(limit);
  rename(schema, exclusive, limit, value);
  schema.set(exclusive, true);
}

function numberOf(value: Out): Written {
  return value instanceof NumberText
    ? { value: Number(value.text), text: value.text }
    : { value: Number(value), text: undefined };
}

/** A list of values has at least one, and none twice; one without a value is fit by nothing. */
function values(schema: OutObject, isOldest: boolean, tell: Tell): void {
  const given = schema.get("enum");
  if (!isOutArray(given)) return;
  if (given.length > 0) {
    const keys = given.map((each) => keyOf(each));
    schema.set("enum", given.filter((_, index) => keys.indexOf(keys[index]!) === index)); // prettier-ignore
    return;
  }
  if (isOldest) {
    tell('an "enum" without a value', "enum");
    rename(schema, "enum", "x-enum");
    return;
  }
  const before = schema.get("not");
  const nothing: OutObject = new Map([["not", new Map()]]);
  if (before === undefined) rename(schema, "enum", "not", new Map());
  else {
    const all = schema.get("allOf");
    schema.delete("enum");
    schema.set("allOf", [...(isOutArray(all) ? all : []), nothing]);
  }
}

function examples(schema: OutObject, tell: Tell): void {
  const all = schema.get("examples");
  if (!isOutArray(all)) return;
  const [first, ...others] = all;
  if (others.length > 0) tell("several examples of a schema", "examples");
  if (others.length > 0) schema.set("x-examples", others);
  if (schema.has("example") || first === undefined) schema.delete("examples");
  else rename(schema, "examples", "example", first);
}

function olderDiscriminator(schema: OutObject, tell: Tell): void {
  const given = schema.get("discriminator");
  if (!isOutObject(given)) return;
  if (given.has("mapping")) {
    tell('"mapping" of a discriminator', "discriminator");
    schema.set("x-discriminator-mapping", given.get("mapping")!);
  }
  schema.set("discriminator", given.get("propertyName") ?? "");
}

/** OpenAPI 2 allows what its text names, whatever tools take besides. */
const notInOldest: ReadonlySet<string> = new Set([
  "anyOf", "oneOf", "not", "patternProperties", "additionalItems", "dependencies", "definitions", "nullable",
]); // prettier-ignore

/** Words of annotations that say something to people alone. */
const remarks: ReadonlySet<string> = new Set(["$comment", "contentMediaType", "contentEncoding"]);

function unknown(schema: OutObject, { dialect }: Target, tell: Tell): void {
  for (const key of [...schema.keys()].map(String)) {
    if (isAllowed(key, dialect)) continue;
    // What no dialect knows says nothing to programs.
    if (!remarks.has(key) && dialectsWith(key).length > 0) tell(`"${key}"`, key);
    rename(schema, key, `x-${key.replace(/^\$/, "")}`);
  }
}

/** What stands beside a `$ref` counts for nothing in older dialects. */
function siblings(schema: OutObject, dialect: Dialect): OutObject {
  const ref = schema.get("$ref");
  if (ref === undefined || schema.size === 1 || !ignoresSiblings(dialect)) return schema;
  const before = schema.get("allOf");
  const target = new Map<string, Out>([["$ref", ref]]);
  const made: OutObject = new Map<string, Out>([
    ["allOf", [target, ...(isOutArray(before) ? before : [])]],
  ]);
  for (const [key, value] of schema) if (key !== "$ref" && key !== "allOf") made.set(key, value);
  return made;
}

/** Gives a keyword another name, and another value, in its place; one of that name that is there already stays where it is with the new value. */
function rename(schema: OutObject, from: string, to: string, value: Out = schema.get(from)!): void {
  const entries = [...schema];
  const isThere = schema.has(to);
  schema.clear();
  for (const [key, each] of entries) {
    if (key === from) {
      if (!isThere) schema.set(to, value);
    } else schema.set(key, key === to ? value : each);
  }
}
