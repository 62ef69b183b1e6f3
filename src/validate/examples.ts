import { entryOf, type Note } from "../base/diagnostics.js";
import {
  isArray,
  isObject,
  mergeAllOf,
  ownValue,
  readFrom,
  step,
  type Json,
  type JsonObject,
  type Origin,
} from "../data/data.js";
import type { Schemas } from "../resolve/resolve.js";
import { below, originOf, spanAt, valueAt, hasTold, type Cx, type Place } from "./cx.js";
import { culpritsOf } from "./culprits.js";
import type { Dialect } from "./dialect.js";
import { faultsOf, joinMissing, withoutConsequences, type Fault } from "./faults.js";
import { failuresAsAWhole, plainFailures } from "./failures.js";
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
    const faults = culpritsOf(value, schema, dialect).flatMap((culprit) =>
      faultsOf(
        plainFailures(culprit) ??
          this.#validatorOf(dialect).failures(culprit) ??
          failuresAsAWhole(culprit, dialect),
      ),
    );
    for (const fault of joinMissing(withoutConsequences(faults)))
      this.#tell(fault, inWords(fault, name, this.cx.near), example);
  }

  #validatorOf(dialect: Dialect): Validator {
    const known = this.#validators.get(dialect);
    if (known) return known;
    const validator = new Validator(dialect);
    this.#validators.set(dialect, validator);
    return validator;
  }

  #tell(fault: Fault, told: Told, { schema, writtenAs = schema, placeOf }: Example): void {
    const { code, parts, keys = [] } = told;
    const isKeyThere = code === "example-unknown-key";
    const at = placeOf(isKeyThere ? [...fault.path, ...keys] : fault.path);
    if (!at) return this.#tellMade(fault, told, schema);
    this.cx.report(code, at, parts, {
      of: isKeyThere || code === "example-missing-key" ? "key" : "value",
      notes: this.#notesOf(fault, schema, writtenAs),
      detail: keys.join("\n"),
    });
  }

  /** What is wrong with an example that nobody wrote stands where its schema does: at what it lacks, or where it was made. */
  #tellMade(fault: Fault, { code, parts, keys = [] }: Told, schema: JsonObject): void {
    const { at, isWritten } = madePlace(schema, fault.path);
    if (isWritten) return; // told of where that example stands
    const { owner } = fault.failure;
    const lacking = code === "example-missing-key" && owner ? propertyOf(owner, keys[0]!) : null;
    const place = lacking ?? (owner ? { holder: owner } : at);
    const origin = originOf(place, this.cx.schemas);
    if (lacking && origin && hasTold(origin, this.cx.model)) return; // there is nothing to make it from
    this.cx.report("made-example", place, [entryOf(code).text(...parts)], {
      of: "key",
      notes: this.#notesOf(fault, schema, schema),
      detail: [code, ...keys].join("\n"),
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
    return inOwnFile(at, schemas);
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

function propertyOf(schema: JsonObject, name: string): Place | null {
  const properties = ownValue(mergeAllOf(schema), "properties");
  if (!isObject(properties) || !Object.hasOwn(properties, name)) return null;
  return { holder: properties, key: name };
}

/** A value that a mere `$ref` names stands in the file of its own; what siblings add to stands where they do. */
function inOwnFile(at: Place, schemas: Schemas): Place {
  const value = valueAt(at);
  if (typeof value !== "object" || value === null || at.key === undefined) return at;
  const from = readFrom(at.holder, String(at.key));
  const written = step(from.holder as Json, from.key!);
  const isRef = isObject(written) && typeof written["$ref"] === "string";
  if (!isRef || Object.keys(written).length > 1) return at;
  const own = { holder: value as JsonObject };
  const isElsewhere = originOf(own, schemas)?.source !== originOf(at, schemas)?.source;
  return isElsewhere ? own : at;
}
