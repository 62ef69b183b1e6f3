import {
  isArray,
  isObject,
  keysOf,
  numberText,
  ownValue,
  type Json,
  type JsonObject,
} from "../data/data.js";
import type { Place } from "../model/model.js";
import { isUnresolved, type Cx } from "./cx.js";
import { bodyShape, parameterShape, type Field, type Shape } from "./openapi-shapes.js";
import { listed, shortly, shown } from "./words.js";

/** What somebody else looks at: schemas and parameters, as the walk comes by. */
export interface Visitors {
  readonly schema: (schema: Json, at: Place) => void;
  readonly parameter: (parameter: JsonObject, at: Place) => void;
  /** Any object with a description. */
  readonly described: (object: JsonObject) => void;
}

/** Holds the objects of a document against their shapes, each once. */
export class Structure {
  readonly #seen = new Map<Shape, Set<JsonObject>>();

  constructor(
    readonly cx: Cx,
    readonly visit: Visitors,
  ) {}

  look(object: JsonObject, shape: Shape, at: Place): void {
    if (isUnresolved(object) || !this.#isNew(object, shape)) return;
    this.visit.described(object);
    for (const key of keysOf(object)) {
      if (key.startsWith("x-")) continue;
      const place = { holder: object, key };
      const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : shape.others;
      if (field) this.#field(ownValue(object, key)!, field, place);
      else
        this.cx.report(
          "openapi-unknown-key",
          place,
          [key, inSentence(shape.what), ...instead(key, shape, this.cx)],
          { of: "key" },
        );
    }
    for (const key of shape.required)
      if (ownValue(object, key) === undefined)
        this.cx.report("openapi-missing", at, [key, shape.what], {
          of: "key",
          detail: key,
          unlessTold: true,
        });
  }

  #isNew(object: JsonObject, shape: Shape): boolean {
    let seen = this.#seen.get(shape);
    if (!seen) this.#seen.set(shape, (seen = new Set()));
    if (seen.has(object)) return false;
    seen.add(object);
    return true;
  }

  #field(value: Json, field: Field, at: Place): void {
    if (typeof field === "string") return this.#plain(value, field, at);
    if ("oneOf" in field) return this.#oneOf(value, field.oneOf, at);
    if ("someOf" in field)
      return this.#list(value, at, (item, place) => this.#oneOf(item, field.someOf, place));
    if ("list" in field)
      return this.#list(value, at, (item, place) => this.#field(item, field.list, place));
    if (!isObject(value)) return this.#wrong(at, "an object", value);
    if ("object" in field) return this.look(value, field.object(), at);
    if (isUnresolved(value)) return;
    for (const key of keysOf(value))
      if (!key.startsWith("x-"))
        this.#field(ownValue(value, key)!, field.map, { holder: value, key });
  }

  #plain(value: Json, field: Exclude<Field, object>, at: Place): void {
    switch (field) {
      case "any":
        return;
      case "schema":
        return isObject(value) ? this.visit.schema(value, at) : this.#wrong(at, "an object", value);
      case "parameter":
        return isObject(value) ? this.#parameter(value, at) : this.#wrong(at, "an object", value);
      case "texts":
        return this.#list(value, at, (item, place) => this.#plain(item, "text", place));
      case "mapping":
        return isObject(value) ? undefined : this.#wrong(at, "an object", value);
      case "count":
        return Number.isInteger(value) && Number(value) >= 0
          ? undefined
          : this.#wrong(at, "a whole number, 0 or more", value);
      default:
        if (typeof value !== typeOf[field]) this.#wrong(at, wantedOf[field], value);
    }
  }

  #parameter(parameter: JsonObject, at: Place): void {
    if (isUnresolved(parameter)) return;
    this.look(parameter, parameter["in"] === "body" ? bodyShape : parameterShape, at);
    this.visit.parameter(parameter, at);
  }

  #list(value: Json, at: Place, look: (item: Json, at: Place) => void): void {
    if (!isArray(value)) return this.#wrong(at, "a list", value);
    for (const [key, item] of value.entries()) look(item, { holder: value, key });
  }

  #oneOf(value: Json, allowed: readonly string[], at: Place): void {
    if (typeof value === "string" && allowed.includes(value)) return;
    const near = typeof value === "string" ? this.cx.near(value, allowed) : [];
    const got = writtenNumber(value, at) ?? shown(value);
    const parts = [nameOf(at), listed(allowed.map((each) => `"${each}"`)), got, ...near];
    this.cx.report("openapi-value", at, parts, { unlessTold: true });
  }

  #wrong(at: Place, wanted: string, value: Json): void {
    const got = writtenNumber(value, at) ?? shown(value);
    this.cx.report("openapi-value", at, [nameOf(at), wanted, got], { unlessTold: true });
  }
}

/** What may have been meant by a key that a shape does not have. */
function instead(key: string, { what, fields }: Shape, cx: Cx): readonly string[] {
  if (key === "example" && /parameter|header/.test(what)) return ["x-example"];
  return cx.near(key, Object.keys(fields));
}

const typeOf = { text: "string", flag: "boolean", number: "number" } as const;
const wantedOf = { text: "text", flag: "true or false", number: "a number" } as const;

/** `1.10` as it is written. */
function writtenNumber(value: Json, { holder, key }: Place): string | null {
  if (typeof value !== "number" || key === undefined) return null;
  return `the number ${numberText(holder, key) ?? shortly(value)}`;
}

function nameOf({ holder, key }: Place): string {
  return isArray(holder as Json) ? `item ${Number(key) + 1}` : String(key);
}

/** `A response` within a sentence. */
function inSentence(what: string): string {
  return what.charAt(0).toLowerCase() + what.slice(1);
}
