import type { Parts, Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import {
  isArray,
  isObject,
  joinPointer,
  keysOf,
  lookUp,
  spanOf,
  type DataFile,
  type Json,
  type JsonObject,
} from "../data/data.js";

/**
 * Checks `specpress.yaml` against its JSON Schema. A validator for all of JSON Schema takes longer to load than a project
 * takes to read, so this knows just the keywords that our schema uses (a test holds the schema to them) and has messages with places.
 */

/** The keywords of JSON Schema known here. The first line says nothing about a value. */
export const knownKeywords: ReadonlySet<string> = new Set(
  (
    "$schema $defs title description " +
    "$ref type required properties additionalProperties items minItems minLength pattern minimum"
  ).split(" "),
);

export interface CheckedConfig {
  /** The file's value without what does not fit. Its objects inherit nothing, so that any word may be looked up in them. */
  readonly value: JsonObject;
  /** Whether something of an object of `value` was left out or is missing; what that object says may then be the opposite of what is meant. */
  readonly isBroken: (object: object) => boolean;
}

/** Check the file against its schema; everything that does not fit is reported. */
export function checkConfig(file: DataFile, schema: JsonObject, report: Report): CheckedConfig {
  const checker = new Checker(file, schema, report);
  const value = checker.check(file.value, schema, "");
  return {
    value: isObject(value) ? value : {},
    isBroken: (object) => checker.broken.has(object),
  };
}

class Checker {
  private readonly file: DataFile;
  private readonly root: JsonObject;
  private readonly report: Report;
  readonly broken = new WeakSet<object>();

  constructor(file: DataFile, root: JsonObject, report: Report) {
    this.file = file;
    this.root = root;
    this.report = report;
  }

  /** The value as far as it fits, `undefined` where nothing of it does. */
  check(value: Json, given: JsonObject, pointer: string): Json | undefined {
    const schema = this.followed(given);
    const type = schema["type"];
    if (typeof type === "string" && !hasType(value, type)) {
      this.tell("config-wrong-type", pointer, [nameOf(pointer), wordFor(type), shown(value)]);
      return undefined;
    }
    if (isObject(value)) return this.object(value, schema, pointer);
    if (isArray(value)) return this.list(value, schema, pointer);
    const fault = faultOfScalar(value, schema);
    if (!fault) return value;
    const near = nearWords(value, schema);
    this.tell("config-bad-value", pointer, [nameOf(pointer), shown(value), fault, ...near]);
    return undefined;
  }

  private object(value: JsonObject, schema: JsonObject, pointer: string): JsonObject {
    const properties = objectAt(schema, "properties");
    const others = schema["additionalProperties"];
    const kept = Object.create(null) as { [key: string]: Json };
    for (const key of keysOf(value)) {
      const child = Object.hasOwn(properties, key) ? properties[key] : others;
      const below = joinPointer(pointer, key);
      if (child === false) {
        const near = nearest(key, Object.keys(properties));
        this.tell("config-unknown-key", below, [key, whereOf(pointer), ...near], "key");
        this.broken.add(kept);
        continue;
      }
      const given = value[key]!;
      const fits = isObject(child) ? this.check(given, child, below) : given;
      if (fits === undefined || this.isShorter(fits, given)) this.broken.add(kept);
      if (fits !== undefined) kept[key] = fits;
    }
    for (const key of stringsAt(schema, "required"))
      if (!Object.hasOwn(value, key)) {
        this.tell("config-missing-key", pointer, [key, whereOf(pointer)], "key");
        this.broken.add(kept);
      }
    return kept;
  }

  private list(value: readonly Json[], schema: JsonObject, pointer: string): Json[] {
    const { items, minItems } = schema;
    if (typeof minItems === "number" && value.length < minItems)
      this.tell("config-bad-value", pointer, [nameOf(pointer), "[]", "it must not be empty"]);
    if (!isObject(items)) return [...value];
    const kept = value.map((item, index) => this.check(item, items, joinPointer(pointer, index)));
    return kept.filter((item) => item !== undefined);
  }

  /** Whether items of a list were left out. */
  private isShorter(kept: Json, given: Json): boolean {
    return isArray(kept) && isArray(given) && kept.length < given.length;
  }

  private followed(schema: JsonObject): JsonObject {
    const ref = schema["$ref"];
    const target = typeof ref === "string" ? lookUp(this.root, ref.slice(1)) : undefined;
    return isObject(target) ? target : schema;
  }

  private tell<
    C extends
      | "config-wrong-type"
      | "config-bad-value"
      | "config-unknown-key"
      | "config-missing-key",
  >(code: C, pointer: string, parts: Parts<C>, of: "key" | "value" = "value"): void {
    this.report(code, spanOf({ source: this.file.source, pointer }, of), parts);
  }
}

function objectAt(schema: JsonObject, key: string): JsonObject {
  const value = schema[key];
  return isObject(value) ? value : {};
}

function stringsAt(schema: JsonObject, key: string): readonly string[] {
  const value = schema[key];
  return isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function hasType(value: Json, type: string): boolean {
  if (type === "object") return isObject(value);
  if (type === "array") return isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function faultOfScalar(value: Json, schema: JsonObject): string | null {
  const { minLength, pattern, minimum } = schema;
  if (typeof value === "string") {
    if (typeof minLength === "number" && value.length < minLength) return "it must not be empty";
    if (typeof pattern === "string" && !new RegExp(pattern, "u").test(value))
      return mustBe(pattern);
  }
  if (typeof value === "number" && typeof minimum === "number" && value < minimum)
    return `it must be ${minimum} or more`;
  return null;
}

/** What a pattern asks for: `^(off|on)$` is a list of words. */
function mustBe(pattern: string): string {
  const words = wordsIn(pattern).map((word) => `"${word}"`);
  if (words.length === 0) return `it must match ${pattern}`;
  return `it must be ${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** The words of a pattern that a value may be short for, or misspells. */
function nearWords(value: Json, { pattern }: JsonObject): readonly string[] {
  if (typeof value !== "string" || value === "" || typeof pattern !== "string") return [];
  const words = wordsIn(pattern);
  const begun = words.filter((word) => word.startsWith(value) || value.startsWith(word));
  return begun.length > 0 ? begun : nearest(value, words);
}

function wordsIn(pattern: string): readonly string[] {
  return (
    /^\^\((?:\?:)?(?<words>[\w-]+(?:\|[\w-]+)+)\)\$$/.exec(pattern)?.groups!["words"]!.split("|") ??
    []
  );
}

const words: Readonly<Record<string, string>> = {
  object: "a map of names to values",
  array: "a list",
  string: "text",
  integer: "a whole number",
  boolean: "true or false",
};

function wordFor(type: string): string {
  return words[type] ?? type;
}

/** How the value is called in a message: `apis.login.title`. */
function nameOf(pointer: string): string {
  return pointer === "" ? "The file" : `"${dotted(pointer)}"`;
}

function whereOf(pointer: string): string {
  return pointer === "" ? "this file" : `"${dotted(pointer)}"`;
}

function dotted(pointer: string): string {
  return pointer.slice(1).replaceAll("/", ".").replaceAll("~1", "/").replaceAll("~0", "~");
}

function shown(value: Json): string {
  if (isObject(value)) return "a map";
  if (isArray(value)) return "a list";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
