import { isArray, isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import type { Dialect } from "./dialect.js";
import { isKeyword, kindOfKeyword } from "./keywords.js";
import { wellFormed } from "./well-formed.js";

/**
 * Whether a value fits a schema, as far as that can be said without a validator. Most examples of a specification do,
 * and the keywords they need are few; compiling a schema to learn so takes a thousand times as long. `unsure` where a
 * keyword is not among those few: then the validator is asked, as it is for the words of every `no`.
 */
export type Answer = "yes" | "no" | "unsure";

/** How deep this looks: deeper values are a validator's business. */
const deepest = 60;

export function fits(value: Json, schema: Json, dialect: Dialect, depth = 0): Answer {
  if (typeof schema === "boolean") return schema ? "yes" : "no";
  if (!isObject(schema)) return "yes"; // told of as no schema
  if (depth > deepest) return "unsure";
  let answer: Answer = "yes";
  for (const keyword of keysOf(schema)) {
    if (!isKeyword(keyword)) continue;
    const given = wellFormed(ownValue(schema, keyword)!, kindOfKeyword(keyword, dialect));
    if (given === undefined) continue;
    const look = lookers[keyword];
    const next = look ? look(value, given, { schema, dialect, depth }) : unsureOf(keyword);
    if (next === "no") return "no";
    if (next === "unsure") answer = "unsure";
  }
  return answer;
}

interface Around {
  readonly schema: JsonObject;
  readonly dialect: Dialect;
  readonly depth: number;
}

/** What a keyword says of a value. */
type Looker = (value: Json, given: Json, around: Around) => Answer;

const saysNothing: ReadonlySet<string> = new Set(["title", "description", "definitions", "$defs"]);
const unsureOf = (keyword: string): Answer => (saysNothing.has(keyword) ? "yes" : "unsure");

const answerOf = (isSo: boolean): Answer => (isSo ? "yes" : "no");

const lookers: Readonly<Record<string, Looker>> = {
  type: (value, given) =>
    answerOf((isArray(given) ? given : [given]).some((type) => is(value, type))),
  enum: (value, given) => answerOf(isArray(given) && given.some((each) => sameJson(each, value))),
  const: (value, given) => answerOf(sameJson(value, given)),
  format: (value, given) =>
    typeof value === "string" && !saysNothingOfText.has(String(given))
      ? "unsure"
      : numberFormat(value, given),
  required: (value, given) =>
    answerOf(
      !isObject(value) ||
        !isArray(given) ||
        given.every((name) => Object.hasOwn(value, String(name))),
    ),
  properties(value, given, { dialect, depth }) {
    if (!isObject(value) || !isObject(given)) return "yes";
    return all(keysOf(value), (key) => {
      const schema = ownValue(given, key);
      return schema === undefined ? "yes" : fits(value[key]!, schema, dialect, depth + 1);
    });
  },
  additionalProperties(value, given, { schema, dialect, depth }) {
    if (!isObject(value) || given === true) return "yes";
    if (schema["patternProperties"] !== undefined) return "unsure";
    const known = schema["properties"];
    const others = keysOf(value).filter((key) => !isObject(known) || !Object.hasOwn(known, key));
    return all(others, (key) => fits(value[key]!, given, dialect, depth + 1));
  },
  items(value, given, { schema, dialect, depth }) {
    if (!isArray(value)) return "yes";
    if (schema["prefixItems"] !== undefined) return "unsure";
    return all(value, (item, index) =>
      fits(item, isArray(given) ? (given[index] ?? true) : given, dialect, depth + 1),
    );
  },
  minItems: (value, given) => answerOf(!isArray(value) || value.length >= Number(given)),
  maxItems: (value, given) => answerOf(!isArray(value) || value.length <= Number(given)),
  allOf: (value, given, { dialect, depth }) =>
    isArray(given) ? all(given, (schema) => fits(value, schema, dialect, depth + 1)) : "yes",
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

function answersOf(value: Json, schemas: Json, dialect: Dialect, depth: number): readonly Answer[] {
  return isArray(schemas) ? schemas.map((schema) => fits(value, schema, dialect, depth + 1)) : [];
}

function all<T>(each: readonly T[], answerFor: (item: T, index: number) => Answer): Answer {
  let answer: Answer = "yes";
  for (const [index, item] of each.entries()) {
    const next = answerFor(item, index);
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

/** Formats of OpenAPI that any text has. */
const saysNothingOfText: ReadonlySet<string> = new Set([
  "int32",
  "int64",
  "float",
  "double",
  "password",
  "binary",
]);

function numberFormat(value: Json, format: Json): Answer {
  if (typeof value !== "number") return "yes";
  if (format === "int32") return answerOf(Number.isInteger(value) && Math.abs(value) < 2 ** 31);
  return format === "int64" ? answerOf(Number.isInteger(value)) : "yes";
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
