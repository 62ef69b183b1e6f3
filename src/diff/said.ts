import { numberText, type Json, type JsonObject } from "../data/data.js";
import { compareNumbers } from "../schema/numbers.js";

/** A value and the object that says it. */
export interface Said<T> {
  readonly value: T;
  readonly by: JsonObject;
  /** Of a number: its digits, where JavaScript would print others. */
  readonly written?: string | undefined;
}

/** What an object says under a key that it has. */
export function saidAt(by: JsonObject, key: string): Said<Json> {
  return { value: by[key]!, by, written: numberText(by, key) };
}

/** The values of an array, which an object has. */
export function saidIn(by: JsonObject, values: readonly Json[]): readonly Said<Json>[] {
  return values.map((value, index) => ({ value, by, written: numberText(values, index) }));
}

/** Negative, 0 or positive, as the first number is less than, equal to or greater than the second; 0 of what is no number. */
export function compareSaid(one: Said<Json>, other: Said<Json>): number {
  if (typeof one.value !== "number" || typeof other.value !== "number") return 0;
  return compareNumbers(
    { value: one.value, text: one.written },
    { value: other.value, text: other.written },
  );
}
