import type { Source } from "../base/source.js";

/** A value of a YAML or JSON file. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A YAML or JSON file as it was read. */
export interface DataFile {
  readonly source: Source;
  readonly value: Json;
  /** The text could not be read, which was reported: whoever misses its value need not say so again. */
  readonly isUnreadable?: true;
  /** Pointers of what could not be read, where all else was. */
  readonly lost?: readonly string[];
}

/** Where a value stands: a file and a JSON pointer into it. */
export interface Origin {
  readonly source: Source;
  readonly pointer: string;
}

/** True of an object, not of an array or `null`. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True of an array. Unlike `Array.isArray` it keeps the type of the items. */
export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** What a value is, as a message says it. */
export function kindOf(value: Json): string {
  if (value === null) return "null";
  if (isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return "a string";
  return typeof value === "number" ? "a number" : `${value}`;
}

/** Whether a value is an integer, be it one that JavaScript cannot count with, such as `1e400`. `.inf` of YAML is none, which is reported. */
export function isInteger(value: Json): value is number {
  return Number.isInteger(value) || value === Infinity || value === -Infinity;
}

/** The value of an object's own key. `object["constructor"]` would find what every object inherits. */
export function ownValue(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

const keyOrders = new WeakMap<JsonObject, readonly string[]>();

/** The keys of an object in the order of its source; JavaScript itself puts keys that look like numbers first. */
export function keysOf(object: JsonObject): readonly string[] {
  return keyOrders.get(object) ?? Object.keys(object);
}

/** Remember the order of an object's keys where it is not the one JavaScript gives them. */
export function rememberKeyOrder(object: JsonObject, keys: readonly string[]): void {
  const given = Object.keys(object);
  if (given.length !== keys.length) return;
  if (given.some((key, index) => key !== keys[index])) keyOrders.set(object, keys);
}

/** An object of these keys and values, in this order. A key that comes again replaces the value and keeps its place. */
export function objectOf(entries: ReadonlyMap<string, Json>): JsonObject {
  const object: { [key: string]: Json } = {};
  let hasNumbers = false;
  for (const [key, value] of entries) {
    if (key === "__proto__") defineKey(object, key, value);
    else object[key] = value;
    hasNumbers ||= looksLikeIndex(key);
  }
  if (hasNumbers) rememberKeyOrder(object, [...entries.keys()]);
  return object;
}

/** A copy of an object in which some keys, which it has, hold other values. */
export function copyWith(object: JsonObject, changed: ReadonlyMap<string, Json>): JsonObject {
  const copy: { [key: string]: Json } = { ...object };
  for (const [key, value] of changed)
    if (key === "__proto__") defineKey(copy, key, value);
    else copy[key] = value;
  const order = keyOrders.get(object);
  if (order) keyOrders.set(copy, order);
  return copy;
}

function defineKey(object: JsonObject, key: string, value: Json): void {
  Object.defineProperty(object, key, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

/** True of a key that JavaScript may move to the front: `200`, not `007` or `4xx`. */
export function looksLikeIndex(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= 0x30 && first <= 0x39 && /^(?:0|[1-9]\d{0,9})$/.test(key);
}

const numberTexts = new WeakMap<object, Map<string, string>>();

/** How a number is written in its file, where printing it would give other digits: `1.0`, 17 digits and more. */
export function numberText(holder: object, key: string | number): string | undefined {
  return numberTexts.get(holder)?.get(String(key));
}

/** Remember how a number of an object or array is written: as JSON has numbers. */
export function rememberNumberText(holder: object, key: string, text: string): void {
  const known = numberTexts.get(holder);
  if (known) known.set(key, text);
  else numberTexts.set(holder, new Map([[key, text]]));
}

/** Remember of an object or array that the numbers of another one are written in it as they are there. */
export function rememberNumberTexts(
  holder: JsonObject | readonly Json[],
  from: JsonObject | readonly Json[],
): void {
  for (const [key, text] of numberTexts.get(from) ?? [])
    if ((holder as JsonObject)[key] === (from as JsonObject)[key])
      // an array is read by its indices
      rememberNumberText(holder, key, text);
}
