import { isArray, isObject, keysOf, kindOf, numberText, type Json } from "../data/data.js";
import type { Failure } from "./failure.js";
import type { Schema } from "./schema.js";

/** The words of messages about values: what is expected, what there is. */

const longest = 60;

/** A value in a sentence, cut where it is long. */
export function shortly(value: Json): string {
  const text = typeof value === "number" ? numberWord(value) : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** What JSON has no number for, as YAML writes it. */
function numberWord(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  return String(value).replace("Infinity", ".inf");
}

/** What a message says was there: scalars as they are, the kind of anything else. */
export function got(value: Json, written?: string): string {
  if (written !== undefined) return written;
  return typeof value === "object" && value !== null ? kindOf(value) : shortly(value);
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(words: readonly string[], joint: "or" | "and" = "or"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)!}`;
}

/** How many of several words a sentence names. */
const mostShown = 8;

/** The same of many words: the first of them, and how many more there are. */
export function listedShortly(words: readonly string[], joint: "or" | "and" = "or"): string {
  const more = words.length > mostShown ? ` (${words.length - mostShown} more)` : "";
  return listed(words.slice(0, mostShown), joint) + more;
}

/** The names of types as a sentence lists them: `a string, an integer or null`. */
export function typeNames(types: readonly string[]): string {
  return listed(types.map(typeName));
}

function typeName(type: string): string {
  if (type === "null") return "null";
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

/** What a message calls one of several schemas: by its name, its types, its constant, or which of them it is. */
export function nameOfAlternative(schema: Schema): string {
  for (let at: Schema | null = schema; at; at = at.ref) {
    if (at.name !== null) return `"${at.name}"`;
    const only = at.keyword("const");
    if (only !== undefined) return shortly(only);
    const type = at.keyword("type");
    const types = (isArray(type) ? type : [type]).filter((name) => typeof name === "string");
    if (types.length > 0 && !at.ref && !types.includes("object")) return typeNames(types);
  }
  const index = /(?<index>\d+)$/.exec(schema.at.pointer)?.groups?.["index"];
  return index === undefined ? "the schema" : `alternative ${Number(index) + 1}`;
}

/** What a keyword wants, as the end of "must ...". */
export function demandOf(failure: Failure): string {
  const { keyword } = failure;
  return demands[keyword]?.(failure, givenText(failure)) ?? `fit "${keyword}" of its schema`;
}

/** What a keyword that limits values asks of them, as the end of "must ..."; `null` for all other keywords. */
export function limitOf(keyword: string, schema: Schema): string | null {
  const given = schema.keyword(keyword);
  if (!limitKeywords.has(keyword) || given === undefined || typeof given === "boolean") return null;
  return demandOf({
    keyword,
    schema,
    at: schema.at,
    given,
    path: [],
    instancePointer: "",
    value: null,
    params: {},
    alternatives: [],
  });
}

/** `is at least 3` for `be at least 3`. */
export function inThirdPerson(demand: string): string {
  return demand
    .replace(/^be\b/, "is")
    .replace(/^have\b/, "has")
    .replace(/^match\b/, "matches");
}

export const limitKeywords: ReadonlySet<string> = new Set([
  "pattern",
  "format",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
]);

/** What a keyword says, a number as its author wrote it. */
function givenText({ keyword, given, schema }: Failure): string {
  const written = isObject(schema.value) ? numberText(schema.value, keyword) : undefined;
  return written ?? shortly(given);
}

/** The values that a keyword allows, numbers as their author wrote them. */
export function allowedTexts(failure: Failure, values: readonly Json[]): readonly string[] {
  const { given } = failure;
  if (isArray(given) && values === given)
    return values.map((value, index) => numberText(given, index) ?? shortly(value));
  return values.length === 1 && values[0] === given ? [givenText(failure)] : values.map(shortly);
}

type Demand = (failure: Failure, given: string) => string;

const many = (what: string) => (count: string) => `${count} ${what}${count === "1" ? "" : "s"}`;
const characters = many("character");
const items = many("item");
const keys = many("key");

const demands: Readonly<Record<string, Demand>> = {
  pattern: ({ given }) => `match the pattern ${String(given)}`,
  format: ({ given }) => `be written as "${String(given)}"`,
  minimum: ({ schema }, given) =>
    schema.keyword("exclusiveMinimum") === true ? `be more than ${given}` : `be at least ${given}`,
  maximum: ({ schema }, given) =>
    schema.keyword("exclusiveMaximum") === true ? `be less than ${given}` : `be at most ${given}`,
  exclusiveMinimum: (_, given) => `be more than ${given}`,
  exclusiveMaximum: (_, given) => `be less than ${given}`,
  multipleOf: (_, given) => `be a multiple of ${given}`,
  minLength: (_, given) => `have at least ${characters(given)}`,
  maxLength: (_, given) => `have at most ${characters(given)}`,
  minItems: (_, given) => `have at least ${items(given)}`,
  maxItems: (_, given) => `have at most ${items(given)}`,
  minProperties: (_, given) => `have at least ${keys(given)}`,
  maxProperties: (_, given) => `have at most ${keys(given)}`,
  uniqueItems: () => "have no item twice",
  items: noFurther,
  additionalItems: noFurther,
  unevaluatedItems: noFurther,
  contains: ({ params }) => `have ${containing(params)} "contains"`,
  propertyNames: ({ params }) =>
    `not have the key "${params.key}", which "propertyNames" does not allow`,
  oneOf: (failure) =>
    failure.params.fitting
      ? `fit only one of the alternatives of "oneOf" (it fits ${listed(failure.params.fitting.map(nameOfAlternative), "and")})`
      : anyAlternative(failure),
  anyOf: anyAlternative,
  not: () => 'not fit the schema under "not"',
  "false schema": () => "not be there",
};

function noFurther({ params }: Failure): string {
  return `have at most ${items(String(params.limit ?? 0))}`;
}

function anyAlternative({ schema, keyword }: Failure): string {
  const names = schema.below(keyword).map(nameOfAlternative);
  return `fit ${listedShortly([...new Set(names)])}`;
}

/** `at least 1 item`, `1 to 2 items` */
function containing({ least = 1, most }: Failure["params"]): string {
  if (most === undefined)
    return `at least ${items(String(least))} that ${least === 1 ? "fits" : "fit"}`;
  return `${least} to ${items(String(most))} that ${most === 1 ? "fits" : "fit"}`;
}

/** What was there, where a keyword counts: how many. */
export function gotFor({ keyword, value, written, params }: Failure): string {
  if (keyword === "contains" && params.found !== undefined) return `${params.found} of them`;
  if (typeof value === "string" && keyword.endsWith("Length"))
    return `${characters(String([...value].length))}: ${shortly(value)}`;
  if (isArray(value)) return value.length === 0 ? "an empty array" : items(String(value.length));
  if (isObject(value) && keyword.endsWith("Properties")) return keys(String(keysOf(value).length));
  return got(value, written);
}
