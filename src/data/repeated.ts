import { isArray, isObject, numberText, type Json, type JsonObject } from "./json.js";

/** An item that is equal to one before it. */
export interface Repeated {
  readonly index: number;
  readonly first: number;
}

/** The items of a list that appear again, in order; items that are `undefined` do not count. */
export function repeatedIn(items: readonly (Json | undefined)[]): readonly Repeated[] {
  if (items.length < 2) return [];
  const known = new Map<string, number>();
  const repeated: Repeated[] = [];
  for (const [index, item] of items.entries()) {
    if (item === undefined) continue;
    const text = JSON.stringify(inOrder(item, items as readonly Json[], index)); // it is defined
    const first = known.get(text);
    if (first === undefined) known.set(text, index);
    else repeated.push({ index, first });
  }
  return repeated;
}

/**
 * A value with the keys of its objects in one order, as lists, so that equal values are written alike; numbers that
 * JavaScript does not tell apart are what is written.
 */
function inOrder(value: Json, holder: JsonObject | readonly Json[], key: string | number): unknown {
  if (isArray(value)) return value.map((item, index) => inOrder(item, value, index));
  if (isObject(value)) {
    const keys = Object.keys(value).toSorted();
    return { of: keys.map((name) => [name, inOrder(value[name]!, value, name)]) };
  }
  if (typeof value !== "number" || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  return { number: numberText(holder, key) ?? String(value) };
}
