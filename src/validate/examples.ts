import { entryOf, type Note } from "../base/diagnostics.js";
import { isObject, joinPointer, lookUp, type Json } from "../data/data.js";
import { nameOfPlace, spanAt, writtenAt, type Located } from "../data/located.js";
import { explain, type Explanation } from "../schema/explain.js";
import { shapeOf } from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";
import { Validator } from "../schema/validate.js";
import { holdsRef, Values } from "../schema/values.js";
import type { Cx } from "./cx.js";

/** An example and the schema it is an example of. */
export interface Example {
  readonly value: Json;
  readonly schema: Schema;
  /** What a message calls it as a whole. */
  readonly name: string;
  /** Where the value stands that is reached by these keys. */
  readonly placeOf: (path: readonly string[]) => Located;
  /** How a number that is the whole value is written. */
  readonly written?: string;
  /** What leads to the example, if that stands in another file. */
  readonly user?: Located | null;
}

interface WrittenExample {
  readonly hasRefs?: boolean;
  /** What leads to the example, if that stands in another file. */
  readonly user?: Located | null;
  /** The value, where it is at hand and looked at once. */
  readonly value?: Json | undefined;
}

/** Holds examples against their schemas, each once. */
export class ExampleChecker {
  readonly #validator = new Validator({ contradictions: "ignore" });
  readonly #values: Values;
  readonly #seen = new Set<string>();
  /** Whether `$ref` and `allOf` stand for what they mean in all examples of the project. */
  readonly #composes: boolean;

  constructor(readonly cx: Cx) {
    this.#composes = cx.project.config["composed-examples"];
    this.#values = new Values(cx.registry, this.#composes);
  }

  /** Whether some text could not be held against a pattern in time. */
  isUndecided(pattern: string): boolean {
    return this.#validator.patterns.isUndecided(pattern);
  }

  /** A value of a file, in which `hasRefs` says whether `$ref`s stand for what they name. */
  checkAt(
    at: Located,
    schema: Schema,
    name: string,
    { hasRefs = true, user = null, value }: WrittenExample = {},
  ): void {
    if (this.cx.shapesOnly) return;
    if (value === undefined) {
      if (!this.#isNew(at, schema)) return;
      value = lookUp(at.file.value, at.pointer);
    }
    if (value === undefined) return;
    const isMade = this.#composes ? holdsOf(value, composing) : hasRefs && holdsRef(value);
    const written = typeof value === "number" ? writtenAt(at) : undefined;
    this.check({
      value: isMade ? this.#values.at(at) : value,
      schema,
      name,
      placeOf: isMade ? (path) => this.#placeOf(at, path) : (path) => below(at, path),
      user,
      ...(written === undefined ? {} : { written }),
    });
  }

  check({ value, schema, name, placeOf, written, user = null }: Example): void {
    const failures = this.#validator.failures(value, schema, written);
    if (failures === null) return this.#tellUndecided(placeOf([]), name);
    for (const found of explain(failures, { name, near: this.cx.near })) {
      const { code, parts, path, keys } = found;
      const isKeyThere = code === "example-unknown-key";
      const at = placeOf(isKeyThere ? [...path, ...keys] : path);
      this.cx.report(code, at, parts as never, {
        of: isKeyThere || code === "example-missing-key" ? "key" : "value",
        notes: notesOf(found),
        detail: keys.join("\n"),
        user,
      });
    }
  }

  /** An example that was made of a schema: what is wrong with it stands where its schema does, at what it lacks or where it was made. */
  checkMade(value: Json, schema: Schema): void {
    const failures = this.#validator.failures(value, schema);
    if (failures === null) return this.#tellUndecided(schema.at, "The example");
    for (const found of explain(failures, { name: "The example", near: this.cx.near })) {
      const { code, parts, keys, path, failure } = found;
      if (isWrittenBelow(schema, path)) continue; // reported where that example stands
      const lacking =
        code === "example-missing-key" ? propertyOf(failure.schema, keys[0]!) : undefined;
      if (lacking && this.cx.hasTold(lacking)) continue; // there is nothing to make it from
      const sentence = entryOf(code).text(...parts);
      this.cx.report("made-example", lacking ?? failure.schema.at, [sentence], {
        of: "key",
        notes: notesOf(found),
        detail: [code, ...keys].join("\n"),
      });
    }
  }

  #tellUndecided(at: Located, name: string): void {
    this.cx.report("example-undecided", at, [name], { of: "key" });
  }

  #isNew(at: Located, schema: Schema): boolean {
    const { size } = this.#seen;
    const pair = `${nameOfPlace(at)} ${nameOfPlace(schema.at)} ${schema.dialect}`;
    return this.#seen.add(pair).size > size;
  }

  /** A value that a mere `$ref` to another file names stands there; what siblings add to it stands where they do. */
  #placeOf(at: Located, path: readonly string[]): Located {
    const place = this.#values.placeOf(at, path);
    const value = lookUp(place.file.value, place.pointer);
    if (!isObject(value) || typeof value["$ref"] !== "string" || Object.keys(value).length > 1)
      return place;
    const end = this.cx.registry.endOf(place);
    return end && end.file !== place.file ? end : place;
  }
}

const composing = ["$ref", "allOf"];

/** Whether one of these keys stands somewhere in a value. */
function holdsOf(value: Json, keys: readonly string[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (isObject(value) && keys.some((key) => Object.hasOwn(value, key))) return true;
  for (const each of Object.values(value) as readonly Json[]) if (holdsOf(each, keys)) return true;
  return false;
}

function below({ file, pointer }: Located, path: readonly string[]): Located {
  return { file, pointer: joinPointer(pointer, ...path) };
}

/** The place of the keyword that wants it otherwise. */
function notesOf({ at }: Explanation): readonly Note[] {
  return [{ span: spanAt(at, "key"), text: "this is what the schema says" }];
}

/** Whether a part of an example that was made comes from an example which stands in its schema. */
function isWrittenBelow(root: Schema, path: readonly string[]): boolean {
  let schema = root;
  for (const key of path) {
    if (hasOwnExample(schema)) return true;
    const { properties, items, prefixItems } = shapeOf(schema, "2020");
    const property = properties.find(({ name }) => name === key);
    const next = property ?? prefixItems[Number(key)] ?? items;
    if (!next) return false;
    schema = next.schema;
  }
  return hasOwnExample(schema);
}

/** Schemas put together by `allOf` are shown with all their parts, whatever example stands beside. */
function hasOwnExample(schema: Schema): boolean {
  const shape = shapeOf(schema, "2020");
  return shape.examples.length > 0 && !shape.hasParents;
}

function propertyOf(schema: Schema, name: string): Located | undefined {
  return shapeOf(schema).properties.find((each) => each.name === name)?.schema.at;
}
