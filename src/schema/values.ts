import {
  copyWith,
  isArray,
  isObject,
  joinPointer,
  keysOf,
  kindOf,
  objectOf,
  ownValue,
  rememberNumberTexts,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { stepBelow, type Located } from "../data/located.js";
import { partsOf, together } from "./composed.js";
import type { Registry } from "./registry.js";

/** A value in which some were replaced, and where it stands. */
interface Settled {
  readonly value: Json;
  readonly size: number;
}

/** Whether a `$ref` stands somewhere in a value. `seen`: what was looked through. */
export function holdsRef(value: Json, seen: Set<object> = new Set()): boolean {
  if (typeof value !== "object" || value === null || seen.has(value)) return false;
  if (isObject(value) && Object.hasOwn(value, "$ref")) return true;
  seen.add(value);
  const parts: readonly Json[] = isArray(value) ? value : Object.values(value);
  return parts.some((part) => typeof part === "object" && holdsRef(part, seen));
}

/** What a `$ref` names is left out, which is reported, where the value would become deeper or larger. */
const deepest = 100;
const largest = 100_000;

/**
 * Values such as examples, in which `$ref`s stand for what they name. What stands beside a `$ref` replaces the same keys of
 * its target. A value that contains itself ends where it would begin again.
 */
export class Values {
  readonly #registry: Registry;
  readonly #known = new Map<object, Settled>();
  readonly #open = new Set<object>();

  readonly #composes: boolean;

  /** `composes`: what stands under `allOf` is put together. */
  constructor(registry: Registry, composes = false) {
    this.#registry = registry;
    this.#composes = composes;
  }

  /** A value with its `$ref`s followed: the one of the file itself, where there are none. */
  at(at: Located): Json {
    const { file, pointer } = at;
    const value = this.#registry.valueAt({ file, pointer }) ?? null;
    if (!this.#registry.mayHaveRefs(file) || !holdsRef(value)) return value;
    return this.#settled(value, at).value;
  }

  /** Where a part of such a value stands, by the keys that lead to it. */
  placeOf(at: Located, path: readonly string[]): Located {
    let place = at;
    for (const key of path) {
      for (let count = 0; count < deepest; count++) {
        const value = this.#registry.valueAt(place);
        if (!isObject(value) || Object.hasOwn(value, key)) break;
        const target = this.#partWith(value, place, key) ?? this.#registry.targetOf(place);
        if (!target) break;
        place = target;
      }
      place = { file: place.file, pointer: joinPointer(place.pointer, key) };
    }
    return place;
  }

  /** The last part of a composed value that has a key. */
  #partWith(value: JsonObject, at: Located, key: string): Located | null {
    const parts = this.#composes ? (partsOf(value) ?? []) : [];
    const all = stepBelow(at, "allOf");
    for (let index = parts.length - 1; index >= 0; index--) {
      const place = stepBelow(all, index);
      const part = this.#settled(parts[index]!, place).value;
      if (isObject(part) && Object.hasOwn(part, key)) return place;
    }
    return null;
  }

  #settled(value: Json, at: Located): Settled {
    if (typeof value !== "object" || value === null) return { value, size: 1 };
    const known = this.#known.get(value);
    if (known) return known;
    if (this.#open.has(value)) return { value: null, size: 1 };
    this.#open.add(value);
    if (isObject(value)) this.#checkRef(ownValue(value, "$ref"), at);
    const settled =
      isObject(value) && typeof value["$ref"] === "string"
        ? this.#target(value, at)
        : this.#parts(value, at);
    this.#open.delete(value);
    this.#known.set(value, settled);
    return settled;
  }

  /** An object may be data: a property that is called so. */
  #checkRef(ref: Json | undefined, at: Located): void {
    if (ref !== undefined && typeof ref !== "string" && !isObject(ref))
      this.#registry.tell({ at }, "ref-not-string", [kindOf(ref)]);
  }

  #parts(value: JsonObject | readonly Json[], at: Located): Settled {
    const changed = new Map<string, Json>();
    let size = 1;
    for (const key of Object.keys(value)) {
      const part = (value as JsonObject)[key]!; // an array is read by its indices
      const settled = this.#settled(part, stepBelow(at, key));
      const isTooMuch = settled.value !== part && size + settled.size > largest;
      size += isTooMuch ? 1 : settled.size;
      if (isTooMuch) this.#tellTooMuch(part, stepBelow(at, key));
      if (settled.value !== part) changed.set(key, isTooMuch ? null : settled.value);
    }
    const parts = this.#composes ? partsOf(value) : null;
    if (parts) return this.#composed(value as JsonObject, changed, size);
    if (changed.size === 0) return { value, size };
    const copy = isArray(value)
      ? value.map((part, index) => changed.get(String(index)) ?? part)
      : copyWith(value, changed);
    rememberNumberTexts(copy, value);
    return { value: copy, size };
  }

  #composed(value: JsonObject, changed: ReadonlyMap<string, Json>, size: number): Settled {
    const all = (changed.get("allOf") ?? value["allOf"]) as readonly Json[];
    const own = new Map<string, Json>();
    for (const key of keysOf(value))
      if (key !== "allOf") own.set(key, changed.get(key) ?? value[key]!);
    const rest = objectOf(own) as JsonObject;
    rememberNumberTexts(rest, value);
    return { value: together([...all.filter((part) => isObject(part)), rest]), size };
  }

  /** Report the first `$ref` in a value, which is left out. */
  #tellTooMuch(value: Json, at: Located): void {
    const queue: [value: Json, at: Located][] = [[value, at]];
    for (const [each, place] of queue) {
      if (typeof each !== "object" || each === null) continue;
      const ref = isObject(each) ? each["$ref"] : undefined;
      if (typeof ref === "string") return this.#registry.tell({ at: place }, "ref-too-much", [ref]);
      for (const key of Object.keys(each))
        queue.push([(each as JsonObject)[key]!, stepBelow(place, key)]);
    }
  }

  #target(value: JsonObject, at: Located): Settled {
    if (this.#open.size >= deepest) {
      this.#tellTooMuch(value, at);
      return { value: null, size: 1 };
    }
    const end = this.#registry.targetOf(at);
    const target = end
      ? this.#settled(this.#registry.valueAt(end) ?? null, end)
      : { value: {}, size: 1 };
    const beside = keysOf(value).filter((key) => key !== "$ref");
    if (beside.length === 0 || (end && !isObject(target.value))) return target;
    const below = isObject(target.value) ? target.value : {};
    const entries = new Map<string, Json>(keysOf(below).map((key) => [key, below[key]!]));
    let { size } = target;
    for (const key of beside) {
      const own = this.#settled(value[key]!, stepBelow(at, key));
      entries.set(key, own.value);
      size += own.size;
    }
    const made = objectOf(entries);
    rememberNumberTexts(made, below);
    rememberNumberTexts(made, value);
    return { value: made, size };
  }
}
