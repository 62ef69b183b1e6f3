import { deeper } from "../base/codes/words.js";
import { labelsIn, withLabels } from "../base/labels.js";
import { typesMeantBy } from "../base/type-names.js";
import { isArray, isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import { isUnresolved, spanAt, type Cx, type Place } from "./cx.js";
import { parameterShape, type Field, type Shape } from "./openapi-shapes.js";
import { isBrokenRef } from "./references.js";
import { repeatedIn } from "../data/repeated.js";
import { wantedOf } from "./schema-keywords.js";
import { isWellFormed, looksLikeProperty } from "./well-formed.js";
import { got, gotAt, listed, shortly } from "./words.js";

/** What somebody else looks at: schemas and parameters, as the walk comes by. */
export interface Visitors {
  readonly schema: (schema: JsonObject, mayBeFile: boolean) => void;
  readonly parameter: (parameter: JsonObject) => void;
  /** Any object with a description. */
  readonly described: (object: JsonObject) => void;
}

/** Checks the objects of a document against their shapes, each once. */
export class Structure {
  readonly #seen = new Map<Shape, Set<JsonObject>>();

  constructor(
    readonly cx: Cx,
    readonly visit: Visitors,
  ) {}

  look(object: JsonObject, shape: Shape): void {
    if (isUnresolved(object) || !this.#isNew(object, shape)) return;
    if (isBrokenRef(object, this.cx)) return;
    this.visit.described(object);
    for (const key of keysOf(object)) {
      if (key.startsWith("x-")) continue;
      const place = { holder: object, key };
      if (Object.hasOwn(shape.fields, key))
        this.field(ownValue(object, key)!, shape.fields[key]!, place);
      else this.#unknown(place, shape.what, instead(key, ownValue(object, key)!, shape, this.cx));
    }
    this.#lookForMissing(object, shape);
  }

  /** Checks a value by what its object's shape says of it. */
  field(value: Json, field: Field, at: KeyPlace): void {
    if (typeof field === "string") return this.#part(value, field, at);
    if ("keyword" in field) {
      if (!isWellFormed(value, field.keyword, "draft-04"))
        this.#wrong(at, wantedOf[field.keyword], value);
      else if (field.keyword === "values") this.#lookForRepeated(value, at);
      return;
    }
    if ("form" in field) return this.#form(value, field, at);
    if ("oneOf" in field) return this.#oneOf(value, field.oneOf, at);
    if ("list" in field) return this.#list(value, field, at);
    if (!isObject(value)) return this.#wrong(at, "an object", value);
    if ("object" in field) return this.look(value, field.object(value));
    this.#map(value, field);
  }

  #isNew(object: JsonObject, shape: Shape): boolean {
    let seen = this.#seen.get(shape);
    if (!seen) this.#seen.set(shape, (seen = new Set()));
    if (seen.has(object)) return false;
    seen.add(object);
    return true;
  }

  #lookForMissing(object: JsonObject, { what, required, requires = [] }: Shape): void {
    const missing = new Set(required);
    for (const { if: key, is, needs } of requires)
      if (is === undefined ? Object.hasOwn(object, key) : ownValue(object, key) === is)
        missing.add(needs);
    for (const key of missing)
      if (!Object.hasOwn(object, key))
        this.cx.report("openapi-missing", { holder: object }, [key, what], {
          of: "key",
          detail: key,
          unlessTold: true,
        });
  }

  #part(value: Json, field: Exclude<Field, object>, at: KeyPlace): void {
    if (field === "any") return;
    if (!isObject(value)) return this.#wrong(at, "an object", value);
    if (field === "parameter") return this.#parameter(value);
    this.visit.schema(value, field === "file or schema");
  }

  #parameter(parameter: JsonObject): void {
    if (isUnresolved(parameter)) return;
    this.look(parameter, parameterShape(parameter));
    this.visit.parameter(parameter);
  }

  #form(value: Json, { form }: Extract<Field, { form: unknown }>, at: KeyPlace): void {
    if (typeof value !== "string") return this.#wrong(at, "a string", value);
    const text = withLabels(value, this.cx.project.labels);
    if (!form.fits(text.trim()) && labelsIn(text).length === 0) this.#wrong(at, form.wanted, value);
  }

  #map(object: JsonObject, { map, what, keys, extensible }: Extract<Field, { map: unknown }>) {
    if (isUnresolved(object)) return;
    for (const key of keysOf(object)) {
      if (extensible && key.startsWith("x-")) continue;
      const at = { holder: object, key };
      if (keys && !keys.fits(key))
        this.cx.report("openapi-key", at, [key, what, keys.wanted], ofKey);
      else this.field(ownValue(object, key)!, map, at);
    }
  }

  #list(value: Json, { list, unique }: Extract<Field, { list: unknown }>, at: KeyPlace): void {
    if (!isArray(value)) return this.#wrong(at, "an array", value);
    for (const [key, item] of value.entries()) this.field(item, list, { holder: value, key });
    if (unique) this.#lookForRepeated(value, at, unique === true ? undefined : unique.by);
  }

  /** `by`: the key whose value must be another one in each item. */
  #lookForRepeated(value: Json, at: KeyPlace, by?: string): void {
    if (!isArray(value)) return;
    const valueOf = (item: Json) =>
      by === undefined ? item : isObject(item) ? item[by] : undefined;
    for (const { index, first } of repeatedIn(value.map(valueOf))) {
      const span = spanAt({ holder: value, key: first }, this.cx);
      const notes = span ? [{ span, text: "the first one is here" }] : [];
      const item = shortly(valueOf(value[index]!)!);
      this.cx.report("duplicate-value", { holder: value, key: index }, [nameOf(at), item], {
        notes,
      });
    }
  }

  #oneOf(value: Json, allowed: readonly string[], at: KeyPlace): void {
    if (typeof value === "string" && allowed.includes(value)) return;
    const near =
      typeof value !== "string"
        ? []
        : at.key === "type"
          ? typesMeantBy(value).filter((type) => allowed.includes(type))
          : this.cx.near(value, allowed);
    this.#wrong(at, listed(allowed.map((each) => `"${each}"`)), value, near);
  }

  #unknown(at: KeyPlace, what: string, near: readonly string[]): void {
    this.cx.report(
      "openapi-unknown-key",
      at,
      [String(at.key), `${inSentence(what)} in OpenAPI 2`, ...near],
      ofKey,
    );
  }

  #wrong(at: KeyPlace, wanted: string, value: Json, near: readonly string[] = []): void {
    this.cx.report("openapi-value", at, [nameOf(at), wanted, gotAt(at) ?? got(value), ...near], {
      unlessTold: true,
    });
  }
}

export type KeyPlace = Place & { readonly key: string | number };

const ofKey = { of: "key" } as const;

/** What may have been meant by a key that a shape does not have. */
function instead(key: string, value: Json, { what, fields }: Shape, cx: Cx): readonly string[] {
  if (key === "example" && /parameter|header/.test(what)) return ["x-example"];
  const near = cx.near(key, Object.keys(fields));
  return near.length === 0 && looksLikeProperty(value) ? [deeper] : near;
}

function nameOf({ holder, key }: KeyPlace): string {
  return isArray(holder as Json) ? `item ${Number(key) + 1}` : String(key);
}

/** `A response` within a sentence. */
function inSentence(what: string): string {
  return what.charAt(0).toLowerCase() + what.slice(1);
}
