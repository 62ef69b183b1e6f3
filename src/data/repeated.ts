import { isArray, isObject, type Json } from "./json.js";

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
    const text = typeof item === "object" ? JSON.stringify(inOrder(item)) : JSON.stringify(item);
    const first = known.get(text);
    if (first === undefined) known.set(text, index);
    else repeated.push({ index, first });
  }
  return repeated;
}

/** A value with the keys of its objects in one order, as lists, so that equal values are written alike. */
function inOrder(value: Json): unknown {
  if (isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).toSorted();
  return { of: keys.map((key) => [key, inOrder(value[key]!)]) };
}
