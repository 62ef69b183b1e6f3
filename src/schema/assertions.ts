import { isArray, isObject, keysOf, type Json } from "../data/data.js";
import { hasBooleanLimits, isSince, type Dialect } from "./dialects.js";
import { hasFormat } from "./formats.js";
import { jsonTypes } from "./keywords.js";
import {
  canonical,
  canonicalNumber,
  compareNumbers,
  isInteger,
  isMultipleOf,
  writtenAt,
} from "./numbers.js";
import type { Patterns } from "./patterns.js";
import { isNullable, type Check, type Instance } from "./run.js";
import type { Schema } from "./schema.js";

/** What a keyword with a value comes to; `null` where that value is malformed, which is reported elsewhere, or says nothing. */
export type MakeCheck = (given: Json, schema: Schema, options: Options) => Check | null;

export interface Options {
  readonly assertsFormat: (dialect: Dialect) => boolean;
  readonly patterns: Patterns;
  readonly ignoresContradictions: boolean;
}

/** Keywords about a value itself. */
export const assertions: Readonly<Record<string, MakeCheck>> = {
  type(given, schema) {
    const types = isArray(given) ? given : [given];
    if (types.length === 0 || !types.every(isType)) return null;
    const mayBeNull = isNullable(schema);
    return (at, run) =>
      types.some((type) => isOfType(at, type)) ||
      (mayBeNull && at.value === null) ||
      run.fail(schema, "type", at);
  },
  enum(given, schema) {
    if (!isArray(given)) return null;
    // Draft-04 wants at least one value: validation, 5.5.1.1.
    if (given.length === 0 && !isSince(schema.dialect, "draft-06")) return null;
    const mayBeNull = isNullable(schema);
    const isIncluded = includes(given);
    return (at, run) =>
      isIncluded(at) || (mayBeNull && at.value === null) || run.fail(schema, "enum", at);
  },
  const(given, schema) {
    let text: string | undefined;
    return (at, run) => {
      text ??= canonical(given, isObject(schema.value) ? schema.value : null, "const");
      return textOf(at) === text || run.fail(schema, "const", at);
    };
  },
  multipleOf(given, schema) {
    if (typeof given !== "number" || given <= 0) return null;
    const of = numberAt(given, "multipleOf", schema);
    return (at, run) =>
      typeof at.value !== "number" ||
      isMultipleOf(at.number, of) ||
      run.fail(schema, "multipleOf", at);
  },
  minimum: limit("minimum", (order) => order >= 0, "exclusiveMinimum"),
  maximum: limit("maximum", (order) => order <= 0, "exclusiveMaximum"),
  exclusiveMinimum: limit("exclusiveMinimum", (order) => order > 0),
  exclusiveMaximum: limit("exclusiveMaximum", (order) => order < 0),
  minLength: size("minLength", lengthOf, (length, least) => length >= least),
  maxLength: size("maxLength", lengthOf, (length, most) => length <= most),
  minItems: size("minItems", itemsOf, (count, least) => count >= least),
  maxItems: size("maxItems", itemsOf, (count, most) => count <= most),
  minProperties: size("minProperties", keyCountOf, (count, least) => count >= least),
  maxProperties: size("maxProperties", keyCountOf, (count, most) => count <= most),
  pattern(given, schema, { patterns }) {
    if (typeof given !== "string" || !patterns.isPattern(given)) return null;
    return (at, run) =>
      typeof at.value !== "string" ||
      patterns.matches(at.value, given) ||
      run.fail(schema, "pattern", at);
  },
  format(given, schema, { assertsFormat }) {
    if (typeof given !== "string" || !assertsFormat(schema.dialect)) return null;
    // What a time is, drafts do not say before this one.
    if (given === "time" && !isSince(schema.dialect, "draft-07")) return null;
    return (at, run) => hasFormat(at.value, given) || run.fail(schema, "format", at);
  },
  uniqueItems(given, schema) {
    if (given !== true) return null;
    return (at, run) => {
      const { value } = at;
      if (!isArray(value)) return true;
      const texts = new Set(value.map((item, index) => canonical(item, value, String(index))));
      return texts.size === value.length || run.fail(schema, "uniqueItems", at);
    };
  },
  required(given, schema) {
    if (!isArray(given)) return null;
    const names = given.filter((name) => typeof name === "string");
    return (at, run) => {
      const missing = missingIn(at.value, names);
      return missing.length === 0 || run.fail(schema, "required", at, { missing });
    };
  },
  dependentRequired(given, schema) {
    if (!isObject(given)) return null;
    return neededBy(namesByKey(given), schema, "dependentRequired");
  },
};

const typeNames: ReadonlySet<Json> = new Set(jsonTypes);

function isType(name: Json): boolean {
  return typeNames.has(name);
}

function isOfType(at: Instance, type: Json): boolean {
  const { value } = at;
  switch (type) {
    case "object":
      return isObject(value);
    case "array":
      return isArray(value);
    case "integer":
      return typeof value === "number" && isInteger(at.number);
    case "null":
      return value === null;
    default:
      return typeof value === type;
  }
}

function textOf(at: Instance): string {
  return typeof at.value === "number" ? canonicalNumber(at.number) : canonical(at.value, null, "");
}

/** Whether a value is in a list, in time that does not grow with the list. */
function includes(list: readonly Json[]): (at: Instance) => boolean {
  let texts: ReadonlySet<string> | undefined;
  return (at) => {
    if (typeof at.value === "string") return list.includes(at.value);
    texts ??= new Set(list.map((item, index) => canonical(item, list, String(index))));
    return texts.has(textOf(at));
  };
}

function numberAt(given: number, keyword: string, { value }: Schema) {
  return writtenAt(given, isObject(value) ? value : null, keyword);
}

/** `flag`: the keyword of draft-04 that excludes the limit itself. */
function limit(
  keyword: string,
  isWithin: (order: number) => boolean,
  flag?: "exclusiveMinimum" | "exclusiveMaximum",
): MakeCheck {
  return (given, schema) => {
    const isFlag = flag === undefined && hasBooleanLimits(schema.dialect);
    if (typeof given !== "number" || isFlag) return null;
    const end = numberAt(given, keyword, schema);
    const isExcluded = flag && hasBooleanLimits(schema.dialect) && schema.keyword(flag) === true;
    return (at, run) => {
      if (typeof at.value !== "number") return true;
      const order = compareNumbers(at.number, end);
      return (isWithin(order) && !(isExcluded && order === 0)) || run.fail(schema, keyword, at);
    };
  };
}

function size(
  keyword: string,
  of: (value: Json) => number | null,
  isWithin: (size: number, limit: number) => boolean,
): MakeCheck {
  return (given, schema) => {
    if (typeof given !== "number" || !(given >= 0)) return null;
    return (at, run) => {
      const found = of(at.value);
      return found === null || isWithin(found, given) || run.fail(schema, keyword, at, { found });
    };
  };
}

/** In characters, not in units of UTF-16. See JSON Schema, validation, 6.3.1. */
function lengthOf(value: Json): number | null {
  if (typeof value !== "string") return null;
  let length = 0;
  for (const _ of value) length++;
  return length;
}

function itemsOf(value: Json): number | null {
  return isArray(value) ? value.length : null;
}

function keyCountOf(value: Json): number | null {
  return isObject(value) ? Object.keys(value).length : null;
}

function missingIn(value: Json, names: readonly string[]): readonly string[] {
  return isObject(value) ? names.filter((name) => !Object.hasOwn(value, name)) : [];
}

/** The names in each list of an object of lists. */
export function namesByKey(given: Json): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  if (isObject(given))
    for (const key of keysOf(given)) {
      const list = given[key];
      if (isArray(list))
        names.set(
          key,
          list.filter((name) => typeof name === "string"),
        );
    }
  return names;
}

/** The keys that an object must have because it has others. */
export function neededBy(
  names: ReadonlyMap<string, readonly string[]>,
  schema: Schema,
  keyword: string,
): Check {
  return (at, run) => {
    let isValid = true;
    for (const [because, needed] of names) {
      if (!isObject(at.value) || !Object.hasOwn(at.value, because)) continue;
      const missing = missingIn(at.value, needed);
      if (missing.length > 0) isValid = run.fail(schema, keyword, at, { missing, because });
    }
    return isValid;
  };
}
