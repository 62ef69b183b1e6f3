import type { Report } from "../base/diagnostics.js";
import {
  isObject,
  keysOf,
  numberText,
  objectOf,
  rememberNumberText,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { nameOfPlace, spanAt, stepBelow, type Located } from "../data/located.js";
import type { Placed, Registry } from "../schema/registry.js";
import {
  LayeredFields,
  PlainFields,
  refIn,
  type Fields,
  type Layer,
  type Said,
  type Via,
} from "./fields.js";

/** What a value is once its `$ref`s are followed. */
export interface Followed {
  /** What they end in; `undefined` where they lead nowhere, which the registry reports. */
  readonly value: Json | undefined;
  readonly at: Located;
  /** The object, with what stands beside the `$ref`s over it; `null` where it is none. */
  readonly fields: Fields | null;
}

/** Deeper nesting than this is no schema that anybody reads; it is reported and cut. */
export const deepestSchema = 100;
/** So many `$ref`s in a row are followed. */
const longestChain = 400;
/** How many stops of a cycle a message names. */
const maxStops = 8;

/**
 * Follows `$ref`s as pages were made in 2020: wherever one stands, what it names takes its place, and what stands beside it
 * replaces the keys of that. What contains itself ends where it would begin again, with its title, type and the like.
 */
export class References {
  /** The outermost open object that was named again since this was set back, by its index among those. */
  lowestCut = Infinity;
  /** How often anything was cut so far. */
  cuts = 0;
  readonly #registry: Registry;
  readonly #report: Report;
  /** The objects that what is read stands in, outermost first, with their place in that order. */
  readonly #open = new Map<JsonObject, number>();
  /** Where the `$ref`s stand that were followed. */
  readonly #places = new Map<JsonObject, Located>();
  readonly #told = new Set<JsonObject>();

  constructor(registry: Registry, report: Report) {
    this.#registry = registry;
    this.#report = report;
  }

  /** How many objects are open. */
  get depth(): number {
    return this.#open.size;
  }

  /** Whether an object is one of those that what is read stands in. */
  isOpen(object: object, via: Via): boolean {
    if (this.#open.has(object as JsonObject)) return true;
    for (let step = via; step; step = step.before) if (step.object === object) return true;
    return false;
  }

  /** Does something while objects are open: a `$ref` to one of them is cut. */
  within<T>(via: Via, work: () => T): T {
    const opened: JsonObject[] = [];
    for (let step = via; step; step = step.before)
      if (!this.#open.has(step.object)) opened.push(step.object);
    for (let index = opened.length - 1; index >= 0; index--)
      this.#open.set(opened[index]!, this.#open.size);
    const result = work();
    for (const object of opened) this.#open.delete(object);
    return result;
  }

  /** What something is once its `$ref`s are followed. */
  follow({ value, at, via }: Said): Followed {
    if (!isObject(value)) return { value, at, fields: null };
    if (refIn(value) !== undefined) return this.within(via, () => this.#followRefs(value, at, via));
    return {
      value,
      at,
      fields: new PlainFields({ value, at, via: { object: value, before: via } }),
    };
  }

  /** The object that something is; `null` where it is none. */
  fieldsOf(said: Said): Fields | null {
    return this.follow(said).fields;
  }

  /** The same object for all places whose `$ref`s lead to it and say nothing besides; `null` where there is none. */
  identityOf(said: Said): object | null {
    let { value, at }: Placed = said;
    for (let steps = 0; isObject(value) && refIn(value) !== undefined; steps++) {
      if (steps > longestChain || Object.keys(value).length > 1) return value;
      const target = this.#registry.placedTarget(value, at);
      if (!target) return value;
      ({ value, at } = target);
    }
    return isObject(value) ? value : null;
  }

  #followRefs(first: JsonObject, start: Located, via: Via): Followed {
    const passed: JsonObject[] = [];
    const beside: Layer[] = [];
    let bottom: Layer | null = null;
    let isCut = false;
    let opened = via;
    let object = first;
    let at = start;
    while (refIn(object) !== undefined && passed.length <= longestChain) {
      passed.push(object);
      opened = { object, before: opened };
      this.#places.set(object, at);
      if (Object.keys(object).length > 1) beside.push({ value: object, at, via: opened });
      const target = this.#registry.placedTarget(object, at);
      if (!target) break;
      if (!isObject(target.value)) return { ...target, fields: null };
      object = target.value;
      at = target.at;
      isCut = passed.includes(object) || this.#open.has(object);
      if (isCut) this.#cut(object, at, passed);
      if (isCut || refIn(object) === undefined) {
        bottom = isCut
          ? { value: plainOf(object), at, via: null }
          : { value: object, at, via: { object, before: opened } };
        break;
      }
    }
    if (bottom && beside.length === 0) return { ...bottom, fields: new PlainFields(bottom) };
    const place = bottom?.at ?? at;
    const layers = [...(bottom ? [bottom] : []), ...beside.toReversed()];
    const identity = isCut ? {} : (beside[0]?.value ?? first);
    return {
      value: beside.length > 0 ? beside[0]!.value : undefined,
      at: place,
      fields: new LayeredFields(place, identity, beside[0]?.via ?? opened, layers),
    };
  }

  /** Reports a place below which nothing is followed any more. */
  tellTooDeep(at: Located): void {
    this.#report("schema-too-deep", spanAt(at), [String(deepestSchema)]);
  }

  /** Notes that an object was named again; `$ref`s that only lead to each other are told of by the registry. */
  #cut(object: JsonObject, at: Located, passed: readonly JsonObject[]): void {
    this.cuts++;
    if (passed.includes(object)) return;
    const index = this.#open.get(object)!;
    this.lowestCut = Math.min(this.lowestCut, index);
    const last = passed.at(-1)!;
    if (this.#told.has(last)) return;
    this.#told.add(last);
    const stops = [...[...this.#open.keys()].slice(index), ...passed].filter(
      (each) => refIn(each) !== undefined,
    );
    const shown = stops.length <= maxStops ? stops : stops.slice(-maxStops);
    const names = [...new Set(shown.map((each) => nameOfPlace(this.#places.get(each)!)))];
    if (shown !== stops) names.unshift("…");
    const goal = nameOfPlace(at);
    const path = [...(names[0] === goal ? [] : [goal]), ...names, goal].join(" → ");
    const place = stepBelow(this.#places.get(last)!, "$ref");
    this.#report("ref-recursive", spanAt(place), [path]);
  }
}

/** What is not kept of a schema that is cut: without its `properties`, it would forbid them all. */
const isCutOff: ReadonlySet<string> = new Set([
  "$ref",
  "additionalProperties",
  "additionalItems",
  "items",
  "unevaluatedItems",
  "unevaluatedProperties",
]);

/** The plain fields of a schema: its title, type, description and the like. */
function plainOf(object: JsonObject): JsonObject {
  const keys = keysOf(object).filter(
    (key) => !isCutOff.has(key) && (typeof object[key] !== "object" || object[key] === null),
  );
  const plain = objectOf(new Map(keys.map((key) => [key, object[key]!])));
  for (const key of keys) {
    const written = numberText(object, key);
    if (written !== undefined) rememberNumberText(plain, key, written);
  }
  return plain;
}
