import {
  isArray,
  isObject,
  joinPointer,
  keysOf,
  numberText,
  objectOf,
  ownValue,
  rememberNumberText,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { partsOf, together } from "./composed.js";
import type { Located } from "../data/located.js";
import type { Registry } from "./registry.js";

/** Nobody nests examples deeper, and no chain of references is longer. */
const deepest = 100;
/** Examples that share parts again and again come to more than anybody reads. */
const mostValues = 50_000;

/** Whether nothing in a value may stand for something else: it holds neither `$ref` nor `allOf`. */
export function isPlain(value: Json): boolean {
  return plainSize(value) > 0;
}

/** How many values there are in objects and lists that are plain; 0 for others. */
const plainSizes = new WeakMap<object, number>();

function plainSize(value: Json): number {
  if (typeof value !== "object" || value === null) return 1;
  const known = plainSizes.get(value);
  if (known !== undefined) return known;
  let size = Object.hasOwn(value, "$ref") || Object.hasOwn(value, "allOf") ? 0 : 1;
  const parts: readonly Json[] = size === 0 ? [] : Object.values(value);
  for (const part of parts) {
    const own = plainSize(part);
    size = own === 0 ? 0 : size + own;
    if (size === 0) break;
  }
  plainSizes.set(value, size);
  return size;
}

/**
 * The value of an example, with what its `$ref`s name; keys beside a `$ref` replace those of its target. `composes`: what
 * stands under `allOf` is put together.
 */
export function exampleValue(at: Located, registry: Registry, composes = false): Json | undefined {
  const { value } = at.file;
  let left = mostValues;
  return value === null ? undefined : read(at, 0, registry.valueAt(at));

  function read(place: Located, depth: number, given: Json | undefined): Json | undefined {
    if (given === undefined || depth > deepest || --left < 0) return undefined;
    // Where nothing is replaced, examples of many operations and events share what is written once.
    const size = plainSize(given);
    if (size > 0 && size <= left) {
      left -= size - 1;
      return given;
    }
    if (isArray(given)) return listOf(given, place, depth);
    if (!isObject(given)) return given;
    const made = new Map<string, Json>();
    const written = new Map<string, string>();
    const ref = ownValue(given, "$ref");
    const target = typeof ref === "string" ? registry.placedTarget(given, place) : null;
    const base = target ? read(target.at, depth + 1, target.value) : undefined;
    if (target && keysOf(given).length === 1) return base;
    const take = (key: string, value: Json, text: string | undefined) => {
      made.set(key, value);
      if (text === undefined) written.delete(key);
      else written.set(key, text);
    };
    if (isObject(base))
      for (const key of keysOf(base)) take(key, base[key]!, numberText(base, key));
    for (const key of keysOf(given)) {
      if (key === "$ref" && target) continue;
      const below = { file: place.file, pointer: joinPointer(place.pointer, key) };
      const value = read(below, depth + 1, given[key]);
      if (value !== undefined) take(key, value, numberText(given, key));
    }
    const object = objectOf(made);
    for (const [key, text] of written) rememberNumberText(object, key, text);
    return composes ? composed(object) : object;
  }

  /** The parts are read by now. */
  function composed(object: Json): Json {
    const parts = partsOf(object);
    if (!parts || !isObject(object)) return object;
    const own = objectOf(
      new Map(keysOf(object).flatMap((key) => (key === "allOf" ? [] : [[key, object[key]!]]))),
    );
    return together([...parts.filter((part) => isObject(part)), own as JsonObject]);
  }

  function listOf(list: readonly Json[], place: Located, depth: number): Json {
    const made: Json[] = [];
    for (const [index, item] of list.entries()) {
      const below = { file: place.file, pointer: joinPointer(place.pointer, index) };
      const value = read(below, depth + 1, item);
      if (value === undefined) continue;
      const text = numberText(list, index);
      if (text !== undefined) rememberNumberText(made, String(made.length), text);
      made.push(value);
    }
    return made;
  }
}
