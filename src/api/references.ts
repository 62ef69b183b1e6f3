import { isObject, lookUp, ownValue, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";

/** Follows the `$ref` of an object to what it names, which may itself be one; `null` where it leads nowhere or back to itself. */
export type Follow = (ref: string, from: Located) => Located | null;

/** The `$ref` of an object, where it is a string. */
export function refOf(value: Json): string | undefined {
  const ref = isObject(value) ? ownValue(value, "$ref") : undefined;
  return typeof ref === "string" ? ref : undefined;
}

/** Rules ask for the same ones again and again. */
const known = new WeakMap<Located, Json>();

/** The value that stands at a place. */
export function valueAt(at: Located): Json | undefined {
  const before = known.get(at);
  if (before !== undefined) return before;
  const value = lookUp(at.file.value, at.pointer);
  if (value !== undefined) known.set(at, value);
  return value;
}
