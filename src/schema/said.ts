import { isObject, joinPointer, numberText, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Schema } from "./schema.js";

/** Something with the place where it is written. */
export interface Said<T> {
  readonly value: T;
  readonly at: Located;
}

/** A value with how it is written, if it is a number that JavaScript prints with other digits. */
export interface SaidValue extends Said<Json> {
  readonly written?: string;
}

export function placeIn({ at }: Schema, keyword: string): Located {
  return { file: at.file, pointer: joinPointer(at.pointer, keyword) };
}

export function saidIn(schema: Schema, keyword: string): SaidValue {
  const { value } = schema;
  const written = isObject(value) ? numberText(value, keyword) : undefined;
  return saidValue(schema.keyword(keyword) ?? null, placeIn(schema, keyword), written);
}

export function saidValue(value: Json, at: Located, written: string | undefined): SaidValue {
  return written === undefined ? { value, at } : { value, at, written };
}
