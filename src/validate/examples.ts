import { entryOf, type Note } from "../base/diagnostics.js";
import {
  isArray,
  isObject,
  mergeAllOf,
  ownValue,
  step,
  type Json,
  type JsonObject,
  type Origin,
} from "../data/data.js";
import type { Place } from "../model/model.js";
import { below, originOf, spanAt, valueAt, type Cx } from "./cx.js";
import type { Dialect } from "./dialect.js";
import { faultsOf, type Fault } from "./faults.js";
import { fits } from "./fits.js";
import { Validator } from "./validator.js";
import { inWords, type Told } from "./words.js";

/** An example and the schema it is an example of. */
export interface Example {
  readonly value: Json;
  readonly schema: JsonObject;
  /** What the author wrote in place of the schema, where that is put together of it. */
  readonly writtenAs?: JsonObject;
  readonly dialect: Dialect;
  /** What a message calls it as a whole. */
  readonly name: string;
  /** Where the value stands that is reached by these keys; `null` where the author did not write it. */
  readonly placeOf: (path: readonly string[]) => Place | Origin | null;
}

/** Holds examples against their schemas, each schema compiled at most once and only if it must be. */
export class ExampleChecker {
  readonly #validators = new Map<Dialect, Validator>();

  constructor(readonly cx: Cx) {}

  check(example: Example): void {
    const { value, schema, dialect, name } = example;
    if (fits(value, schema, dialect) === "yes") return;
    for (const fault of faultsOf(this.#validatorOf(dialect).failures(value, schema)))
      this.#tell(fault, inWords(fault, name), example);
  }

  #validatorOf(dialect: Dialect): Validator {
    const known = this.#validators.get(dialect);
    if (known) return known;
    const validator = new Validator(dialect);
    this.#validators.set(dialect, validator);
    return validator;
  }

  #tell(
    fault: Fault,
    { code, parts, key }: Told,
    { schema, writtenAs = schema, placeOf }: Example,
  ): void {
    const { cx } = this;
    const isKeyThere = code === "example-unknown-key" && key !== undefined;
    const at = placeOf(isKeyThere ? [...fault.path, key] : fault.path);
    const notes = this.#notesOf(fault, schema, writtenAs);
    if (at) {
      const of = isKeyThere || code === "example-missing-key" ? "key" : "value";
      return cx.report(code, at, parts, { of, notes, detail: key ?? "" });
    }
    const made = madePlace(schema, fault.path);
    if (made.isWritten) return; // told of where the example stands
    cx.report("made-example", made.at, [entryOf(code).text(...parts)], {
      of: "key",
      notes,
      detail: `${code} ${key}`,
    });
  }

  /** The place of the keyword that wants it otherwise. */
  #notesOf({ failure }: Fault, schema: JsonObject, writtenAs: JsonObject): readonly Note[] {
    if (!failure.owner) return [];
    const holder = failure.owner === schema ? writtenAs : failure.owner;
    const key = Object.hasOwn(holder, failure.keyword) ? { key: failure.keyword } : {};
    const span = spanAt({ holder, ...key }, this.cx);
    return span ? [{ span, text: "this is what the schema says" }] : [];
  }
}

/** The places of values below one that the author wrote. */
export function writtenAt(root: Place, { schemas }: Cx): Example["placeOf"] {
  return (path) => {
    let at = root;
    for (const [index, key] of path.entries()) {
      const value = valueAt(at);
      if (value === undefined || typeof value !== "object" || value === null) {
        const origin = originOf(at, schemas);
        return origin && below(origin, path.slice(index));
      }
      at = { holder: value as JsonObject, key };
    }
    return at;
  };
}

/** Where a value comes from in an example that was made of a schema: the schema it stands for, or an example within. */
function madePlace(
  root: JsonObject,
  path: readonly string[],
): { readonly at: Place; readonly isWritten: boolean } {
  let schema = root;
  let at: Place = { holder: root };
  for (const key of path) {
    if (hasOwnExample(schema)) return { at, isWritten: true };
    const merged = mergeAllOf(schema);
    const items = ownValue(merged, "items");
    const properties = ownValue(merged, "properties");
    const holder = isArray(items) ? items : isObject(properties) ? properties : merged;
    const name = holder === merged ? "items" : key;
    const next = step(holder, name);
    if (!isObject(next)) break;
    at = { holder, key: name };
    schema = next;
  }
  return { at, isWritten: hasOwnExample(schema) };
}

/** Schemas put together by `allOf` are shown with all their parts, whatever example stands beside. */
export function hasOwnExample(schema: JsonObject): boolean {
  return ownValue(schema, "example") !== undefined && ownValue(schema, "allOf") === undefined;
}
