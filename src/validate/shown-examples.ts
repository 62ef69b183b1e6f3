import { isArray, isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import type { Events } from "../load/project.js";
import type { MadeExample } from "../model/model.js";
import { isUnresolved, resolvedAt, type Place } from "./cx.js";
import { namedDialect, type Dialect } from "./dialect.js";
import { writtenAt, type Example, type ExampleChecker } from "./examples.js";

/** The `x-example` of a parameter: of a body against its schema, of others against what they say of themselves. */
export function checkParameter(
  parameter: JsonObject,
  dialect: Dialect,
  examples: ExampleChecker,
): void {
  const name = ownValue(parameter, "name");
  const called = typeof name === "string" ? `\`${name}\`` : "The example";
  if (ownValue(parameter, "in") !== "body") return checkPlain(parameter, called, examples);
  const schema = ownValue(parameter, "schema");
  if (!isObject(schema)) return;
  // The second one is no part of OpenAPI 2 and not shown, but meant as an example all the same.
  for (const key of ["x-example", "example"])
    checkBody({ holder: parameter, key }, schema, "The body", dialect, examples);
}

/** The examples of a response by media type, and those of its headers. */
export function checkResponse(
  response: JsonObject,
  dialect: Dialect,
  examples: ExampleChecker,
): void {
  if (isUnresolved(response)) return;
  const schema = ownValue(response, "schema");
  const given = ownValue(response, "examples");
  if (isObject(schema) && isObject(given))
    for (const type of keysOf(given))
      if (isJsonType(type))
        checkBody({ holder: given, key: type }, schema, "The response", dialect, examples);
  const headers = ownValue(response, "headers");
  if (!isObject(headers)) return;
  for (const name of keysOf(headers)) {
    const header = ownValue(headers, name);
    if (isObject(header)) checkPlain(header, `\`${name}\``, examples);
  }
}

/** `application/json`, `application/problem+json; charset=utf-8` */
function isJsonType(type: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/.test(type);
}

/** What has no schema says itself of what type it is. */
function checkPlain(holder: JsonObject, name: string, examples: ExampleChecker): void {
  if (isUnresolved(holder)) return;
  const items = ownValue(holder, "items");
  if (isObject(items)) checkPlain(items, name, examples);
  // In a parameter this says that it must be sent.
  const { required: _required, ...said } = holder;
  const schema = withoutWrongTypes(said);
  for (const key of ["x-example", "example", "default"]) {
    const value = ownValue(holder, key);
    if (value === undefined) continue;
    const at = { holder, key };
    const isList = typeof value === "string" && ownValue(holder, "type") === "array";
    const values = isList ? itemsOf(value, holder) : value;
    const placeOf = isList ? () => at : writtenAt(at, examples.cx);
    const called = key === "default" ? `The default of ${name}` : name;
    examples.check({
      value: values,
      schema,
      writtenAs: holder,
      dialect: "draft-04",
      name: called,
      placeOf,
    });
  }
}

/** Types of what has no schema; others are reported with the structure. */
const plainTypes: ReadonlySet<Json | undefined> = new Set([
  "string",
  "number",
  "integer",
  "boolean",
  "array",
]);

/** What such a value says of itself, without types that it may not have: itself, where all are right. */
function withoutWrongTypes(holder: JsonObject): JsonObject {
  const { type, items, ...others } = holder;
  const right = isObject(items) ? withoutWrongTypes(items) : items;
  if (plainTypes.has(type) && right === items) return holder;
  return {
    ...others,
    ...(plainTypes.has(type) ? { type: type! } : {}),
    ...(right === undefined ? {} : { items: right }),
  };
}

const separators: ReadonlyMap<Json | undefined, string> = new Map([
  ["csv", ","],
  ["ssv", " "],
  ["tsv", "\t"],
  ["pipes", "|"],
  ["multi", ","],
]);

/** A list that is written as one text, as it is sent: each item becomes what its type says. */
function itemsOf(text: string, holder: JsonObject): readonly Json[] {
  const separator = separators.get(ownValue(holder, "collectionFormat")) ?? ",";
  const items = ownValue(holder, "items");
  const type = isObject(items) ? ownValue(items, "type") : undefined;
  return text.split(separator).map((item) => {
    if ((type === "integer" || type === "number") && /^-?\d+(?:\.\d+)?$/.test(item))
      return Number(item);
    return type === "boolean" && /^(?:true|false)$/.test(item) ? item === "true" : item;
  });
}

/** A body may be written as the text of its JSON; then its parts have no places of their own. */
function checkBody(
  at: Place & { readonly holder: JsonObject; readonly key: string },
  schema: JsonObject,
  name: string,
  dialect: Dialect,
  examples: ExampleChecker,
): void {
  const given = ownValue(at.holder, at.key);
  if (given === undefined || isUnresolved(schema)) return;
  const parsed = typeof given === "string" ? parsedJson(given) : undefined;
  const value = parsed === undefined ? given : parsed;
  const placeOf = parsed === undefined ? writtenAt(at, examples.cx) : () => at;
  examples.check({ value, schema, dialect: namedDialect(schema) ?? dialect, name, placeOf });
}

/** The object or list that a text is the JSON of. */
function parsedJson(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The examples that the pages show though nobody wrote them. */
export function checkMade(
  made: readonly MadeExample[],
  dialectOf: (made: MadeExample) => Dialect,
  examples: ExampleChecker,
): void {
  for (const each of made) {
    const schema = resolvedAt(each.at, examples.cx);
    if (!isObject(schema) || isUnresolved(schema)) continue;
    const dialect = namedDialect(schema) ?? dialectOf(each);
    const placeOf = () => null;
    examples.check({ value: each.value, schema, dialect, name: "The example", placeOf });
  }
}

/** Each example of an event against the schema of its very name, or else of its type: the name up to a `$`. */
export function checkEventExamples(
  events: Events,
  dialect: Dialect,
  examples: ExampleChecker,
): void {
  const { cx } = examples;
  for (const [name, { source }] of events.examples) {
    const file = events.schemas.get(name) ?? events.schemas.get(name.split("$", 1)[0]!);
    const schema = file && cx.schemas.document(file.source.path);
    const value = cx.schemas.document(source.path);
    if (!isObject(schema) || value === null) continue;
    // As a whole it stands in its file, whatever it begins with from elsewhere.
    const whole = { source, pointer: "" };
    const within = isObject(value) || isArray(value) ? writtenAt({ holder: value }, cx) : null;
    const placeOf: Example["placeOf"] = (path) =>
      path.length > 0 && within ? within(path) : whole;
    const own = namedDialect(schema) ?? dialect;
    examples.check({ value, schema, dialect: own, name: "The event", placeOf });
  }
}
