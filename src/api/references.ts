import { isObject, ownValue, parsePointer, step, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";

/** Follows the `$ref` of an object to what it names, which may itself be one; `null` where it leads nowhere or back to itself. */
export type Follow = (ref: string, from: Located) => Located | null;

/** The `$ref` of an object, where it is a string. */
export function refOf(value: Json): string | undefined {
  const ref = isObject(value) ? ownValue(value, "$ref") : undefined;
  return typeof ref === "string" ? ref : undefined;
}

/** The value that stands at a place. */
export function valueAt({ file, pointer }: Located): Json | undefined {
  let value: Json | undefined = file.value;
  for (const key of parsePointer(pointer) ?? [])
    value = value === undefined ? undefined : step(value, key);
  return value;
}
