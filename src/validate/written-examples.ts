import { isOldParameter, operationsOf, type Shape } from "../api/api.js";
import type { ApiDocument, Example, Media, Parameter } from "../api/model.js";
import { isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import { stepBelow, type Located } from "../data/located.js";
import type { Dialect } from "../schema/dialects.js";
import type { Schema } from "../schema/schema.js";
import type { Cx } from "./cx.js";
import type { ExampleChecker } from "./examples.js";

/** Holds the examples of operations of OpenAPI 3 against their schemas: those of parameters, headers and bodies. */
export function checkOperationExamples(
  documents: readonly ApiDocument[],
  examples: ExampleChecker,
): void {
  const checkAll = (all: readonly Example[], schema: Schema) => {
    for (const { at, name, value } of all)
      if (value !== undefined)
        examples.checkAt(name === null ? at : stepBelow(at, "value"), schema, "The example", {
          hasRefs: false,
        });
  };
  const checkMedia = ({ schema, examples: all }: Media) => {
    if (schema) checkAll(all, schema);
  };
  const checkParameter = (given: Pick<Parameter, "schema" | "content" | "examples">) => {
    if (given.schema) checkAll(given.examples, given.schema);
    for (const media of given.content) checkMedia(media);
  };
  for (const { operation } of operationsOf(documents)) {
    for (const parameter of operation.parameters) checkParameter(parameter);
    for (const media of operation.requestBody?.content ?? []) checkMedia(media);
    for (const response of operation.responses) {
      for (const header of response.headers) checkParameter(header);
      for (const media of response.content) checkMedia(media);
    }
  }
}

/** An object of OpenAPI 2, and what leads there. */
export interface OldObject {
  readonly value: JsonObject;
  readonly at: Located;
  readonly user: Located | null;
}

/** Holds the examples of an object of OpenAPI 2 against its schema. */
export class OldExamples {
  constructor(
    readonly cx: Cx,
    readonly examples: ExampleChecker,
    readonly dialect: Dialect,
  ) {}

  look(object: OldObject, shape: Shape): void {
    if (shape.name === "response") return this.#response(object);
    const name = ownValue(object.value, "name");
    const called = typeof name === "string" ? `\`${name}\`` : "The example";
    if (shape.name === "body parameter") this.#bodyParameter(object);
    else if (isOldParameter(shape) && shape.name !== "header") this.#plain(object, called);
  }

  /** The second one is no part of OpenAPI 2 and not shown, but meant as an example all the same. */
  #bodyParameter({ value, at, user }: OldObject): void {
    const schema = this.#schemaBelow(value, at);
    if (!schema) return;
    for (const key of ["x-example", "example"])
      if (Object.hasOwn(value, key)) this.#body(stepBelow(at, key), schema, "The body", user);
  }

  /** The examples of a response by media type, and those of its headers. */
  #response({ value, at, user }: OldObject): void {
    const schema = this.#schemaBelow(value, at);
    const given = ownValue(value, "examples");
    if (schema && isObject(given))
      for (const type of keysOf(given))
        if (isJsonType(type))
          this.#body(stepBelow(stepBelow(at, "examples"), type), schema, "The response", user);
    const headers = ownValue(value, "headers");
    if (!isObject(headers)) return;
    for (const name of keysOf(headers)) {
      const end = this.cx.registry.endOf(stepBelow(stepBelow(at, "headers"), name));
      const header = end && this.cx.registry.valueAt(end);
      if (end && isObject(header ?? undefined))
        this.#plain({ value: header as JsonObject, at: end, user }, `\`${name}\``);
    }
  }

  #schemaBelow(value: JsonObject, at: Located): Schema | null {
    const schema = ownValue(value, "schema");
    if (!isObject(schema)) return null;
    return this.cx.registry.schemaAt(stepBelow(at, "schema"), this.dialect, schema);
  }

  /** What has no schema says itself of what type it is; where that cannot be, it is reported with the structure. */
  #plain({ value, at, user }: OldObject, name: string): void {
    const items = ownValue(value, "items");
    if (isObject(items)) this.#plain({ value: items, at: stepBelow(at, "items"), user }, name);
    if (!hasPlainTypes(value)) return;
    for (const key of ["x-example", "example", "default"]) {
      const given = ownValue(value, key);
      if (given === undefined) continue;
      const schema = this.cx.registry.schemaAt(at, "openapi-2.0", value);
      const place = stepBelow(at, key);
      const called = key === "default" ? `The default of ${name}` : name;
      if (typeof given !== "string" || ownValue(value, "type") !== "array")
        this.examples.checkAt(place, schema, called, { user });
      else {
        const list = itemsOf(given, value);
        this.examples.check({ value: list, schema, name: called, placeOf: () => place, user });
      }
    }
  }

  /** A body may be written as the text of its JSON; then its parts have no places of their own. */
  #body(at: Located, schema: Schema, name: string, user: Located | null): void {
    const given = this.cx.registry.valueAt(at);
    const parsed = typeof given === "string" ? parsedJson(given) : undefined;
    if (parsed === undefined) this.examples.checkAt(at, schema, name, { user });
    else this.examples.check({ value: parsed, schema, name, placeOf: () => at, user });
  }
}

/** `application/json`, `application/problem+json; charset=utf-8` */
function isJsonType(type: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/.test(type);
}

/** Types of what has no schema. */
const plainTypes: ReadonlySet<Json | undefined> = new Set([
  "string",
  "number",
  "integer",
  "boolean",
  "array",
]);

function hasPlainTypes(value: JsonObject): boolean {
  const items = ownValue(value, "items");
  const type = ownValue(value, "type");
  return (type === undefined || plainTypes.has(type)) && (!isObject(items) || hasPlainTypes(items));
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

/** The object or list that a text is the JSON of. */
function parsedJson(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
