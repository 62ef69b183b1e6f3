import type { Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import { isArray, isObject, joinPointer, keysOf, spanOf, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import { draftOf, isSince, nameOfDialect, uriOf } from "./dialects.js";
import {
  dialectsWith,
  draftWith,
  jsonTypes,
  keywordsOf,
  successors,
  type Kind,
} from "./keywords.js";
import type { Schema } from "./schema.js";
import { got, shortly } from "./words.js";

/**
 * Report what is wrong with a schema as such: keywords that its dialect does not have, values that are not what they
 * must be, types that there are not, allowed values that its type does not allow. What stands below it is not looked at.
 */
export function checkSchema(schema: Schema, report: Report): void {
  if (!isObject(schema.value)) return;
  const { dialect, at } = schema;
  const known = keywordsOf(dialect);
  const place = (key: string) => ({ file: at.file, pointer: joinPointer(at.pointer, key) });
  for (const name of keysOf(schema.value)) {
    if (name.startsWith("x-")) continue;
    const keyword = known.get(name);
    const value = schema.value[name]!;
    if (!keyword) unknown(name, schema, place(name), report);
    else if (name === "$ref") continue; // reported where references are followed
    else if (keyword.kind === "type") checkType(value, place(name), report);
    else {
      const wanted = wrongness(value, keyword.kind);
      if (wanted) report("schema-keyword", spanAt(place(name)), [name, wanted, got(value)]);
    }
  }
  checkAllowedValues(schema, place("enum"), report);
  checkRequired(schema, place("required"), report);
}

function spanAt({ file, pointer }: Located, of: "key" | "value" = "value") {
  return spanOf({ source: file.source, pointer }, of);
}

function unknown(name: string, { dialect }: Schema, at: Located, report: Report): void {
  const isKeyword = dialectsWith(name).length > 0;
  // From 2019-09 on, others are annotations of their author; a misspelt keyword is told all the same.
  const near = isKeyword ? [] : nearest(name, keywordsOf(dialect).keys());
  const isOfOpenApi = dialect.startsWith("openapi-");
  const isFree = isSince(dialect, "2019-09") || !isOfOpenApi;
  if (!isKeyword && near.length === 0 && isFree) return;
  const draft = isKeyword && !isOfOpenApi ? draftWith(name, dialect) : null;
  const newer = draft && isSince(draft, draftOf(dialect)) ? draft : null;
  const instead = newer ? [] : isKeyword ? (successors.get(name) ?? []) : near;
  const chosenBy = newer ? (uriOf(newer) ?? "") : "";
  const words = [nameOfDialect(dialect), newer ?? "", chosenBy] as const;
  report("unknown-keyword", spanAt(at, "key"), [name, ...words, ...instead]);
}

function checkType(value: Json, at: Located, report: Report): void {
  const types = isArray(value) ? value : [value];
  if (types.length === 0 || types.some((type) => typeof type !== "string")) {
    report("schema-keyword", spanAt(at), ["type", "a type or an array of types", got(value)]);
    return;
  }
  for (const [index, type] of types.entries())
    if (!(jsonTypes as readonly unknown[]).includes(type) && !(type === "file" && !isArray(value)))
      report(
        "unknown-type",
        spanAt(isArray(value) ? { ...at, pointer: joinPointer(at.pointer, index) } : at),
        [String(type), ...nearest(String(type), jsonTypes)],
      );
}

/** What a value of a kind must be, where this one is not; `null` where it is. */
function wrongness(value: Json, kind: Kind): string | null {
  const test = kinds[kind];
  return test && !test.isOne(value) ? test.wanted : null;
}

interface Test {
  readonly isOne: (value: Json) => boolean;
  readonly wanted: string;
}

const isString = (value: Json) => typeof value === "string";
const isBoolean = (value: Json) => typeof value === "boolean";
const isNumber = (value: Json) => typeof value === "number";
const isSchema = (value: Json) => isObject(value) || isBoolean(value);
const listOf = (isOne: (value: Json) => boolean) => (value: Json) =>
  isArray(value) && value.every(isOne);
const mapOf = (isOne: (value: Json) => boolean) => (value: Json) =>
  isObject(value) && keysOf(value).every((key) => isOne(value[key]!));

const kinds: Readonly<Partial<Record<Kind, Test>>> = {
  string: { isOne: isString, wanted: "a string" },
  boolean: { isOne: isBoolean, wanted: "a boolean" },
  number: { isOne: isNumber, wanted: "a number" },
  "positive number": {
    isOne: (value) => isNumber(value) && (value as number) > 0,
    wanted: "a number above 0",
  },
  count: {
    isOne: (value) => Number.isInteger(value) && (value as number) >= 0,
    wanted: "an integer of 0 or more",
  },
  strings: { isOne: listOf(isString), wanted: "an array of strings" },
  values: { isOne: (value) => isArray(value) && value.length > 0, wanted: "an array of values" },
  array: { isOne: isArray, wanted: "an array" },
  object: { isOne: isObject, wanted: "an object" },
  pattern: { isOne: isPattern, wanted: "a regular expression" },
  schema: { isOne: isSchema, wanted: "a schema" },
  schemas: {
    isOne: (value) => listOf(isSchema)(value) && (value as readonly Json[]).length > 0,
    wanted: "an array of schemas",
  },
  "schema or boolean": { isOne: isSchema, wanted: "a schema or a boolean" },
  "schema or schemas": {
    isOne: (value) => isSchema(value) || listOf(isSchema)(value),
    wanted: "a schema or an array of schemas",
  },
  "map of schemas": { isOne: mapOf(isSchema), wanted: "an object of schemas" },
  "map of strings": { isOne: mapOf(listOf(isString)), wanted: "an object of arrays of strings" },
  "map of schemas or strings": {
    isOne: mapOf((value) => isSchema(value) || listOf(isString)(value)),
    wanted: "an object of schemas or arrays of strings",
  },
  "map of booleans": { isOne: mapOf(isBoolean), wanted: "an object of booleans" },
};

function isPattern(value: Json): boolean {
  if (typeof value !== "string") return false;
  try {
    return new RegExp(value, "u") instanceof RegExp;
  } catch {
    try {
      return new RegExp(value) instanceof RegExp;
    } catch {
      return false;
    }
  }
}

/** A list of allowed values in which the type allows some values not. */
function checkAllowedValues(schema: Schema, at: Located, report: Report): void {
  const [allowed, type] = [schema.keyword("enum"), schema.keyword("type")];
  if (!isArray(allowed)) return;
  const types = typeof type === "string" ? [type] : isArray(type) ? type : [];
  const isNullable = schema.keyword("nullable") === true;
  const seen = new Set<string>();
  for (const [index, value] of allowed.entries()) {
    const place = { ...at, pointer: joinPointer(at.pointer, index) };
    const key = JSON.stringify(value);
    if (seen.has(key)) report("enum-repeats", spanAt(place), [shortly(value)]);
    seen.add(key);
    const fits = types.length === 0 || types.some((each) => isOfType(value, String(each)));
    if (!fits && !(value === null && isNullable))
      report("enum-wrong-type", spanAt(place), [shortly(value), types.join(" or ")]);
  }
}

function isOfType(value: Json, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return !(jsonTypes as readonly string[]).includes(type) || typeof value === type;
}

/** Names that are required, of an object that has properties and no others, and are none of them. */
function checkRequired(schema: Schema, at: Located, report: Report): void {
  const names = schema.keyword("required");
  const properties = schema.keyword("properties");
  if (!isArray(names) || !isObject(properties)) return;
  const isOpen = [
    "allOf",
    "anyOf",
    "oneOf",
    "$ref",
    "if",
    "additionalProperties",
    "patternProperties",
  ].some((keyword) => schema.keyword(keyword) !== undefined);
  if (isOpen) return;
  const known = keysOf(properties);
  for (const [index, name] of names.entries())
    if (typeof name === "string" && !Object.hasOwn(properties, name))
      report("required-unknown", spanAt({ ...at, pointer: joinPointer(at.pointer, index) }), [
        name,
        ...nearest(name, known),
      ]);
}
