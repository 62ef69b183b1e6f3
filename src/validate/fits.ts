import { isArray, isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import { contradicted, noNames } from "./contradictions.js";
import type { Dialect } from "./dialect.js";
import { isAsserted } from "./asserted.js";
import { kindsOf } from "./keywords.js";
import { hasFormat } from "./formats.js";
import { hasPattern, patternOf } from "./patterns.js";
import { isWellFormed } from "./well-formed.js";

/**
 * Whether a value fits a schema, as far as that can be said without a validator. Most examples of a specification do,
 * and the keywords they need are few; compiling a schema to learn so takes a thousand times as long. `unsure` where a
 * keyword is not among those few: then the validator is asked, as it is for the words of every `no`.
 */
export type Answer = "yes" | "no" | "unsure";

/** How deep this looks: deeper values are a validator's business. */
const deepest = 60;

/** `except`: properties of the schema that do not count. */
export function fits(
  value: Json,
  schema: Json,
  dialect: Dialect,
  depth = 0,
  except: ReadonlySet<string> = noNames,
): Answer {
  if (typeof schema === "boolean") return schema ? "yes" : "no";
  if (!isObject(schema)) return "yes"; // told of as no schema
  if (value === null && isNullable(schema)) return "yes";
  if (depth > deepest) return "unsure";
  const around = { schema, dialect, depth, except };
  let answer: Answer = "yes";
  for (const keyword of keysOf(schema)) {
    const next = answerTo(keyword, value, around);
    if (next === "no") return "no";
    if (next === "unsure") answer = "unsure";
  }
  return answer;
}

/** OpenAPI 2 has no null; `x-nullable` is how its authors and tools write that a value may be null. */
export function isNullable(schema: JsonObject): boolean {
  return schema["x-nullable"] === true;
}

/** Whether a value fits what one keyword of a schema says. */
export function answerTo(keyword: string, value: Json, around: Around): Answer {
  const kind = kindsOf(around.dialect).get(keyword);
  if (kind === undefined || !isAsserted(keyword, around.schema, around.dialect)) return "yes";
  const given = around.schema[keyword]!;
  if (!isWellFormed(given, kind, around.dialect)) return "yes";
  const look = lookers[keyword];
  return look ? look(value, given, around) : "unsure";
}

export interface Around {
  readonly schema: JsonObject;
  readonly dialect: Dialect;
  readonly depth: number;
  readonly except: ReadonlySet<string>;
}

/** What a keyword says of a value. */
type Looker = (value: Json, given: Json, around: Around) => Answer;

export const answerOf = (isSo: boolean): Answer => (isSo ? "yes" : "no");

const lookers: Readonly<Record<string, Looker>> = {
  type: (value, given) =>
    answerOf(isArray(given) ? given.some((type) => is(value, type)) : is(value, given)),
  enum: (value, given) => answerOf(isArray(given) && given.some((each) => sameJson(each, value))),
  const: (value, given) => answerOf(sameJson(value, given)),
  format(value, given) {
    const answer = hasFormat(value, String(given));
    return answer === null ? "unsure" : answerOf(answer);
  },
  pattern: (value, given) =>
    answerOf(typeof value !== "string" || hasPattern(value, String(given))),
  minLength: (value, given) =>
    answerOf(typeof value !== "string" || lengthOf(value) >= Number(given)),
  maxLength: (value, given) =>
    answerOf(typeof value !== "string" || lengthOf(value) <= Number(given)),
  minimum: (value, given, { schema }) =>
    answerOf(
      typeof value !== "number" ||
        (schema["exclusiveMinimum"] === true ? value > Number(given) : value >= Number(given)),
    ),
  maximum: (value, given, { schema }) =>
    answerOf(
      typeof value !== "number" ||
        (schema["exclusiveMaximum"] === true ? value < Number(given) : value <= Number(given)),
    ),
  exclusiveMinimum: (value, given) =>
    answerOf(typeof value !== "number" || typeof given !== "number" || value > given),
  exclusiveMaximum: (value, given) =>
    answerOf(typeof value !== "number" || typeof given !== "number" || value < given),
  required: (value, given) =>
    answerOf(
      !isObject(value) ||
        !isArray(given) ||
        given.every((name) => Object.hasOwn(value, String(name))),
    ),
  properties(value, given, { dialect, depth, except }) {
    if (!isObject(value) || !isObject(given)) return "yes";
    return all(keysOf(value), (key) => {
      const schema = ownValue(given, key);
      return schema === undefined || except.has(key)
        ? "yes"
        : fits(value[key]!, schema, dialect, depth + 1);
    });
  },
  patternProperties(value, given, { dialect, depth }) {
    if (!isObject(value) || !isObject(given)) return "yes";
    return all(keysOf(given), (pattern) =>
      all(keysOf(value), (key) =>
        patternOf(pattern) && hasPattern(key, pattern)
          ? fits(value[key]!, given[pattern]!, dialect, depth + 1)
          : "yes",
      ),
    );
  },
  additionalProperties(value, given, { schema, dialect, depth }) {
    if (!isObject(value) || given === true) return "yes";
    return all(otherKeys(value, schema), (key) => fits(value[key]!, given, dialect, depth + 1));
  },
  minProperties: (value, given) =>
    answerOf(!isObject(value) || keysOf(value).length >= Number(given)),
  maxProperties: (value, given) =>
    answerOf(!isObject(value) || keysOf(value).length <= Number(given)),
  items(value, given, { schema, dialect, depth }) {
    if (!isArray(value)) return "yes";
    if (schema["prefixItems"] !== undefined) return "unsure";
    return all(value, (item, index) =>
      fits(item, isArray(given) ? (given[index] ?? true) : given, dialect, depth + 1),
    );
  },
  minItems: (value, given) => answerOf(!isArray(value) || value.length >= Number(given)),
  maxItems: (value, given) => answerOf(!isArray(value) || value.length <= Number(given)),
  uniqueItems: (value, given) => answerOf(given !== true || !isArray(value) || areUnique(value)),
  allOf(value, given, { schema, dialect, depth, except }) {
    if (!isArray(given)) return "yes";
    return all(given, (parent) =>
      fits(value, parent, dialect, depth + 1, contradicted(schema, parent, except)),
    );
  },
  anyOf(value, given, { dialect, depth }) {
    const answers = answersOf(value, given, dialect, depth);
    if (answers.includes("yes")) return "yes";
    return answers.includes("unsure") ? "unsure" : "no";
  },
  oneOf(value, given, { dialect, depth }) {
    const answers = answersOf(value, given, dialect, depth);
    const count = answers.filter((answer) => answer === "yes").length;
    if (count > 1) return "no";
    return answers.includes("unsure") ? "unsure" : answerOf(count === 1);
  },
};

/** The keys of a value that neither `properties` nor `patternProperties` speak of. */
export function otherKeys(value: JsonObject, schema: JsonObject): readonly string[] {
  const known = schema["properties"];
  const patterns = schema["patternProperties"];
  const isKnown = (key: string) =>
    (isObject(known) && Object.hasOwn(known, key)) ||
    (isObject(patterns) &&
      keysOf(patterns).some((pattern) => patternOf(pattern) && hasPattern(key, pattern)));
  return keysOf(value).filter((key) => !isKnown(key));
}

function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

function answersOf(value: Json, schemas: Json, dialect: Dialect, depth: number): readonly Answer[] {
  return isArray(schemas) ? schemas.map((schema) => fits(value, schema, dialect, depth + 1)) : [];
}

function all<T>(each: readonly T[], answerFor: (item: T, index: number) => Answer): Answer {
  let answer: Answer = "yes";
  for (let index = 0; index < each.length; index++) {
    const next = answerFor(each[index]!, index);
    if (next === "no") return "no";
    if (next === "unsure") answer = "unsure";
  }
  return answer;
}

function is(value: Json, type: Json): boolean {
  switch (type) {
    case "object":
      return isObject(value);
    case "array":
      return isArray(value);
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "integer":
      return Number.isInteger(value);
    case "boolean":
      return typeof value === "boolean";
    default:
      return value === null; // the only other type
  }
}

function areUnique(values: readonly Json[]): boolean {
  return new Set(values.map(canonical)).size === values.length;
}

/** A text that is the same for the same values, whatever the order of keys. */
function canonical(value: Json): string {
  if (typeof value === "number") return `${value}`; // JSON has no infinity
  if (isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.keys(value).toSorted();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`).join()}}`;
}

/** Whether two values are the same, whatever the order of keys. */
export function sameJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (isArray(a))
    return (
      isArray(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index]!))
    );
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key]!, b[key]!))
  );
}
