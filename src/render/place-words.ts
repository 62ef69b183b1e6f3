import { posix } from "node:path";
import type { Operation } from "../api/model.js";
import {
  isArray,
  isObject,
  keysOf,
  ownValue,
  parsePointer,
  step,
  type DataFile,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { jsonText } from "../data/json-text.js";
import type { Located } from "../data/located.js";

/**
 * What things without a name are called in ids: by where they are written, not by what leads to them first. So ids are the
 * same in whatever order the keys, items and files of a description stand.
 */

/** `["type", "Pet", "owner"]`. */
interface PlaceWords {
  readonly words: readonly string[];
  /** Whether they begin with what is shown wherever it is used: a type, a component, the file. */
  readonly isShared: boolean | "file";
  /** With all that it stands in: what no other place comes to. */
  readonly whole: string;
}

/** The words for a place in a document. */
function wordsOfPlace({ file, pointer }: Located): PlaceWords {
  const walk = new Walk(file);
  for (const key of parsePointer(pointer) ?? []) walk.step(key);
  return { words: walk.words, isShared: walk.isShared, whole: walk.whole.join("\0") };
}

/**
 * The words for something without a name that `given` words lead to. They are its own where it is written in the operation, the
 * event or the definition that is shown; `shown`: the place of that.
 */
export function placeWords(
  parts: readonly Located[],
  given: readonly string[],
  shown: string,
): readonly string[] {
  let least: PlaceWords | null = null;
  for (const at of parts) {
    const place = wordsOfPlace(at);
    if (isAtHome(place, at, given, shown)) return given;
    if (!least || place.whole < least.whole) least = place;
  }
  return least?.words ?? given;
}

function isAtHome(
  { words, isShared }: PlaceWords,
  { file, pointer }: Located,
  given: readonly string[],
  shown: string,
): boolean {
  if (isShared === "file") return given[0] !== "type" && shown.startsWith(`${file.source.path}#`);
  if (isShared || given[0] === "type") return false;
  const isSent = given[0] === "webhook" || given[0] === "callback";
  return (
    isSent ||
    !pointer.startsWith("/paths/") ||
    words.slice(0, 2).join() === given.slice(0, 2).join()
  );
}

/** Of operations that are written once for several paths: the path that things in them are called by, by method and path. */
export function homesOf(operations: readonly Operation[]): ReadonlyMap<string, string> {
  const written = new Map<string, Operation[]>();
  for (const each of operations) {
    const { file, pointer } = each.at;
    const key = `${file.source.path}#${pointer}`;
    const known = written.get(key);
    if (known) known.push(each);
    else written.set(key, [each]);
  }
  const shared = [...written.values()].filter((all) => all.length > 1);
  return new Map(
    shared.flatMap((all) => {
      const home = all.map(({ path }) => path).toSorted()[0]!; // there are several
      return all.map(({ method, path }) => [`${method} ${path}`, home] as const);
    }),
  );
}

/** What tells places apart: it does not depend on the order of anything. */
export function placeScope(parts: readonly Located[]): string {
  return parts
    .map((at) => wordsOfPlace(at).whole)
    .toSorted()
    .join(" ");
}

/** What the next key is: a name, a media type, a method, the path of an operation, or the name of something of a kind. */
type Next = "name" | "media" | "method" | "path" | { readonly kind: string };

const nextAfter: ReadonlyMap<string, Next> = new Map<string, Next>([
  ["properties", "name"],
  ["patternProperties", "name"],
  ["dependentSchemas", "name"],
  ["dependencies", "name"],
  ["headers", "name"],
  ["callbacks", "name"],
  ["content", "media"],
  ["additionalOperations", "method"],
  ["paths", "path"],
  ["webhooks", "path"],
  ["definitions", { kind: "type" }],
  ["$defs", { kind: "type" }],
  ["schemas", { kind: "type" }],
  ["requestBodies", { kind: "request" }],
  ["mediaTypes", { kind: "media-type" }],
]);

const methods = /^(?:get|put|post|delete|options|head|patch|trace|query)$/;

class Walk {
  words: string[];
  isShared: boolean | "file";
  readonly whole: string[];
  #value: Json | undefined;
  #next: Next | null = null;
  /** The last key that was no name. */
  #keyword = "";

  constructor({ source, value }: DataFile) {
    const isSchema = isObject(value) && !isOfOpenApi(value);
    this.words = isSchema ? ["type", titleOf(value) ?? fileName(source.path)] : [];
    this.isShared = isSchema && "file";
    this.whole = [source.path];
    this.#value = value;
  }

  step(key: string): void {
    const holder = this.#value;
    const next = this.#next;
    this.#next = null;
    this.#value = holder === undefined ? undefined : step(holder, key);
    if (next === "name") this.#add(key);
    else if (next === "method") this.#addMethod(key);
    else if (next === "path") this.#restart([key], false);
    // Of a body of one media type the media type says nothing.
    else if (next === "media") {
      if (isObject(holder!) && keysOf(holder).length > 1) this.#add(key);
    } else if (next) this.#restart([next.kind, key], true);
    else if (holder !== undefined && isArray(holder)) this.#item(key, holder);
    else this.#key(key, holder);
    const title = this.#next ? null : titleOf(this.#value);
    if (title !== null) this.#restart(["type", title], true);
  }

  #key(key: string, holder: Json | undefined): void {
    this.#keyword = key;
    const isOwn = this.words.length > 0;
    if (key === "responses" || key === "parameters") {
      const kind = key.slice(0, -1);
      if (isOwn && key === "responses") this.#add(kind);
      const isList = this.#value !== undefined && isArray(this.#value);
      if (!isList) this.#next = isOwn ? "name" : { kind };
      return;
    }
    this.#next = nextAfter.get(key) ?? null;
    if (this.#next) return;
    if (methods.test(key)) return this.#addMethod(key.toUpperCase());
    const word = wordOf(key, holder);
    if (word !== null) this.#add(word);
  }

  #item(key: string, holder: readonly Json[]): void {
    const value = holder[Number(key)];
    switch (this.#keyword) {
      case "oneOf":
      case "anyOf":
        return this.#add(alternativeWord(holder, Number(key), (each) => each));
      case "items":
      case "prefixItems":
        return this.#add(String(Number(key) + 1));
      case "parameters":
        for (const field of ["in", "name"]) {
          const word = value !== undefined && isObject(value) ? ownValue(value, field) : undefined;
          if (typeof word === "string") this.#add(word);
        }
    }
  }

  #add(word: string): void {
    this.words.push(word);
    this.whole.push(word);
  }

  /** `GET` and the path, in this order. */
  #addMethod(method: string): void {
    this.words.splice(Math.max(this.words.length - 1, 0), 0, method);
    this.whole.push(method);
  }

  #restart(words: string[], isShared: boolean): void {
    this.words = words;
    this.isShared = isShared;
    this.whole.push(...words);
  }
}

/** What a keyword adds to the words; `null` where it only says of what kind the schema is. */
function wordOf(key: string, holder: Json | undefined): string | null {
  switch (key) {
    case "requestBody":
      return "request";
    case "additionalProperties":
    case "unevaluatedProperties":
      return isObject(holder ?? null) &&
        isObject(ownValue(holder as JsonObject, "properties") ?? null)
        ? "other"
        : null;
    case "not":
    case "if":
    case "then":
    case "else":
    case "contains":
      return key;
    default:
      return null;
  }
}

/** By a list of alternatives: there may be thousands, and each is asked for wherever something in it is called. */
const alternativeWords = new WeakMap<readonly unknown[], readonly string[]>();

/** A word for one of several alternatives, which does not depend on their order. */
export function alternativeWord<T>(
  all: readonly T[],
  index: number,
  valueOf: (alternative: T) => Json,
): string {
  let words = alternativeWords.get(all);
  if (!words) alternativeWords.set(all, (words = wordsOfAlternatives(all.map(valueOf))));
  return words[index]!;
}

/** For each what it alone says; else its number in an order of their contents. */
function wordsOfAlternatives(all: readonly Json[]): readonly string[] {
  const words = all.map((): string | undefined => undefined);
  for (const sayings of [referenceOf, constantsOf, propertiesOf, typesOf]) {
    const said = all.map((each) => new Set(sayings(each)));
    const counts = new Map<string, number>();
    for (const own of said) for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [index, own] of said.entries())
      words[index] ??= [...own].find((word) => counts.get(word) === 1);
  }
  if (!words.includes(undefined)) return words as readonly string[]; // just looked
  const texts = all.map(textOf);
  const sorted = texts.toSorted();
  return words.map((word, index) => word ?? String(sorted.indexOf(texts[index]!) + 1));
}

/** What a schema refers to is called by the end of that. */
function referenceOf(schema: Json): readonly string[] {
  const ref = isObject(schema) ? ownValue(schema, "$ref") : undefined;
  return typeof ref === "string" ? [ref.slice(ref.lastIndexOf("/") + 1)] : [];
}

/** `card` of `properties: { kind: { const: card } }`. */
function constantsOf(schema: Json): readonly string[] {
  return entriesOf(schema).flatMap(([, property]) => {
    if (!isObject(property)) return [];
    const values = ownValue(property, "enum");
    const isOne = values !== undefined && isArray(values) && values.length === 1;
    const value = isOne ? values[0] : ownValue(property, "const");
    return typeof value === "string" ? [value] : [];
  });
}

function propertiesOf(schema: Json): readonly string[] {
  return entriesOf(schema).map(([name]) => name);
}

function typesOf(schema: Json): readonly string[] {
  const type = isObject(schema) ? ownValue(schema, "type") : undefined;
  return typeof type === "string" ? [type] : [];
}

/** The properties that a schema names, in the order of their names. */
function entriesOf(schema: Json): readonly (readonly [name: string, schema: Json])[] {
  const properties = isObject(schema) ? ownValue(schema, "properties") : undefined;
  if (properties === undefined || !isObject(properties)) return [];
  return keysOf(properties)
    .toSorted()
    .map((name) => [name, ownValue(properties, name)!] as const);
}

/** A text that is the same for schemas which differ in the order of their keys. */
function textOf(value: Json): string {
  if (isArray(value)) return `[${value.map(textOf).join()}]`;
  if (!isObject(value)) return jsonText(value);
  const keys = keysOf(value).toSorted();
  return `{${keys.map((key) => `${jsonText(key)}:${textOf(ownValue(value, key)!)}`).join()}}`;
}

/** Whether a file is a description of an API, or a part of one that is no schema. */
function isOfOpenApi(value: JsonObject): boolean {
  return keysOf(value).some((key) => /^(?:openapi|swagger)$/.test(key) || methods.test(key));
}

function titleOf(value: Json | undefined): string | null {
  const title = value !== undefined && isObject(value) ? ownValue(value, "title") : undefined;
  return typeof title === "string" && title.trim() !== "" ? title : null;
}

function fileName(path: string): string {
  return posix.basename(path).replace(/\.(?:ya?ml|json)$/, "");
}
