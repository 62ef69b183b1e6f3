import type { Place } from "./cx.js";
import type { Code } from "../base/diagnostics.js";
import {
  isArray,
  isObject,
  keysOf,
  kindOf,
  numberText,
  ownValue,
  type Json,
} from "../data/data.js";
import { allowedBy, missingKeys, typesOf, type Fault } from "./faults.js";

/** A fault of an example as a finding: its code and the words of its sentence. */
export interface Told {
  readonly code: Extract<Code, `example-${string}`>;
  readonly parts: readonly string[];
  /** The keys that are meant, where they are some of the value that is wrong. */
  readonly keys?: readonly string[];
}

/** Names that a word may stand for. */
type Near = (word: string, known: Iterable<string>) => readonly string[];

/** Puts a fault into words. `name` is what the example is called as a whole. */
export function inWords(fault: Fault, name: string, near: Near): Told {
  const { failure, path } = fault;
  const { keyword, params } = failure;
  const value = failure.data as Json; // what was validated came from a data file
  const subject = path.length === 0 ? name : `\`${path.join(".")}\``;
  if (missingKeys(fault).length > 0) return missing(missingKeys(fault), subject);
  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties")
    return unknown(
      String(params["additionalProperty"] ?? params["unevaluatedProperty"]),
      subject,
      fault,
      near,
    );
  if (keyword === "type") {
    const wanted = typesOf(fault);
    return {
      code: "example-wrong-type",
      parts: [subject, typeNames(wanted), got(value), hintFor(wanted, value)],
    };
  }
  if (keyword === "enum" || keyword === "const") return notAllowed(subject, fault, value, near);
  return { code: "example-wrong-value", parts: [subject, demand(fault), gotFor(keyword, value)] };
}

function missing(keys: readonly string[], subject: string): Told {
  const shownKeys = keys.slice(0, mostShown).map((key) => `"${key}"`);
  const names = listed(shownKeys, "and") + andMore(keys.length);
  return { code: "example-missing-key", parts: [names, subject], keys };
}

function unknown(key: string, subject: string, { failure }: Fault, near: Near): Told {
  const properties = failure.owner && ownValue(failure.owner, "properties");
  const meant = isObject(properties) ? near(key, keysOf(properties)) : [];
  return { code: "example-unknown-key", parts: [key, subject, ...meant], keys: [key] };
}

function notAllowed(subject: string, fault: Fault, value: Json, near: Near): Told {
  const values = allowedBy(fault);
  const texts = values.filter((each) => typeof each === "string");
  const meant = typeof value === "string" ? near(value, texts) : [];
  return {
    code: "example-not-allowed",
    parts: [
      subject,
      listed(values.slice(0, mostShown).map(shortly)) + andMore(values.length),
      got(value),
      ...meant,
    ],
  };
}

/** How many of the allowed values a sentence names. */
const mostShown = 8;

function andMore(count: number): string {
  return count > mostShown ? ` (${count - mostShown} more)` : "";
}

/** What a keyword wants, as the end of "must ...". */
function demand({ failure }: Fault): string {
  const { keyword, params } = failure;
  const limit = shortly((failure.schema ?? null) as Json);
  const many = (what: string) => `${limit} ${what}${limit === "1" ? "" : "s"}`;
  switch (keyword) {
    case "pattern":
      return `match the pattern ${String(failure.schema)}`;
    case "format":
      return `be written as "${String(failure.schema)}"`;
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return `be ${comparisons.get(params["comparison"]) ?? "within"} ${String(params["limit"])}`;
    case "multipleOf":
      return `be a multiple of ${limit}`;
    case "minLength":
      return `have at least ${many("character")}`;
    case "maxLength":
      return `have at most ${many("character")}`;
    case "minItems":
      return `have at least ${many("item")}`;
    case "maxItems":
    case "additionalItems":
    case "items":
      return `have at most ${keyword === "maxItems" ? many("item") : `${String(params["limit"])} items`}`;
    case "minProperties":
      return `have at least ${many("key")}`;
    case "maxProperties":
      return `have at most ${many("key")}`;
    case "uniqueItems":
      return "have no item twice";
    case "contains":
    case "minContains":
    case "maxContains":
      return `have ${containing(params)} that fits "contains"`;
    case "propertyNames":
      return `not have the key "${String(params["propertyName"])}", which "propertyNames" does not allow`;
    case "oneOf":
      return `fit ${params["passingSchemas"] === undefined ? "exactly" : "only"} one of the alternatives of "oneOf"`;
    case "anyOf":
      return 'fit one of the alternatives of "anyOf"';
    case "not":
      return 'not fit the schema under "not"';
    case "unevaluatedItems":
      return `have at most ${String(params["limit"])} items: the schema allows no others`;
    case "false schema":
      return "not be there";
    default:
      return `fit "${keyword}" of its schema`;
  }
}

/** `at least 1 item`, `1 to 2 items` */
function containing(params: Readonly<Record<string, unknown>>): string {
  const least = Number(params["minContains"] ?? 1);
  const most = params["maxContains"];
  const items = (count: unknown) => `${String(count)} item${Number(count) === 1 ? "" : "s"}`;
  return most === undefined ? `at least ${items(least)}` : `${least} to ${items(most)}`;
}

/** What was there, where a keyword counts: how many. */
function gotFor(keyword: string, value: Json): string {
  const count = (size: number, what: string) => `${size} ${what}${size === 1 ? "" : "s"}`;
  if (typeof value === "string" && keyword.endsWith("Length"))
    return `${count([...value].length, "character")}: ${shortly(value)}`;
  if (isArray(value)) return value.length === 0 ? "an empty array" : count(value.length, "item");
  return isObject(value) ? count(keysOf(value).length, "key") : got(value);
}

const comparisons: ReadonlyMap<unknown, string> = new Map([
  [">=", "at least"],
  ["<=", "at most"],
  [">", "more than"],
  ["<", "less than"],
]);

function nameOfType(type: string): string {
  if (type === "null") return "null";
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

/** What a message says was there: scalars as they are, the kind of anything else. */
export function got(value: Json): string {
  return typeof value === "object" && value !== null ? kindOf(value) : shortly(value);
}

/** A number as its author wrote it, where JavaScript would print other digits: `1.10`. */
export function gotAt({
  holder,
  key,
}: Place & { readonly key: string | number }): string | undefined {
  return numberText(holder, key);
}

const longest = 60;

export function shortly(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function hintFor(types: readonly string[], value: Json): string {
  const isNumber = types.includes("integer") || types.includes("number");
  if (typeof value === "string" && isNumber && /^-?\d+(?:\.\d+)?$/.test(value))
    return "Write it without quotes.";
  if (typeof value === "string" && types.includes("boolean") && /^(?:true|false)$/.test(value))
    return "Write it without quotes.";
  return types.includes("string") && (typeof value === "number" || typeof value === "boolean")
    ? "Put it in quotes."
    : "";
}

/** The names of types as a sentence lists them. */
export function typeNames(types: readonly string[]): string {
  return listed(types.map(nameOfType));
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(words: readonly string[], joint: "or" | "and" = "or"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)!}`;
}
