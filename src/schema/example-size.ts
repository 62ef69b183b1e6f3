import type { Json } from "../data/data.js";

/** An example has at most this many values: aliases and schemas that refer to each other can make more than memory holds. */
export const mostValues = 10_000;

/** Whether a value is more than an example may be that a page shows. */
export function isTooLarge(example: Json): boolean {
  return sizeOf(example) > mostValues;
}

/** Of objects and lists: many operations and events may share one. */
const sizes = new WeakMap<object, number>();

/** How many values there are in a value, itself among them. */
export function sizeOf(value: Json): number {
  if (typeof value !== "object" || value === null) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  let size = 1;
  for (const part of Object.values(value) as readonly Json[]) size += sizeOf(part);
  sizes.set(value, size);
  return size;
}
