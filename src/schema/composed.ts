import {
  isArray,
  isObject,
  keysOf,
  numberText,
  objectOf,
  ownValue,
  rememberNumberText,
  type Json,
  type JsonObject,
} from "../data/data.js";

/** Values that are put together of others by `allOf`, as some projects write their examples. */

/** The parts of a value; `null` where it is not put together of any. */
export function partsOf(value: Json): readonly Json[] | null {
  const parts = isObject(value) ? ownValue(value, "allOf") : undefined;
  return isArray(parts) && parts.length > 0 && parts.every((part) => isObject(part)) ? parts : null;
}

/** One object of several: objects under one key become one too, of anything else the last one counts. */
export function together(objects: readonly JsonObject[]): JsonObject {
  const made = new Map<string, Json>();
  const written = new Map<string, string>();
  for (const object of objects)
    for (const key of keysOf(object)) {
      const [before, value] = [made.get(key), object[key]!];
      const isBoth = before !== undefined && isObject(before) && isObject(value);
      made.set(key, isBoth ? together([before, value]) : value);
      const text = numberText(object, key);
      if (text === undefined) written.delete(key);
      else written.set(key, text);
    }
  const all = objectOf(made);
  for (const [key, text] of written) rememberNumberText(all, key, text);
  return all;
}
