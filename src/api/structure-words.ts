import {
  isArray,
  isInteger,
  isObject,
  joinPointer,
  lookUp,
  numberText,
  parsePointer,
  type Json,
} from "../data/data.js";
import type { Located } from "../data/located.js";
import { isPattern } from "../schema/well-formed.js";
import type { Field } from "./shapes.js";

/** What the check of a structure says, and whether a value is of a plain kind. */

type PlainKind = Exclude<Field["kind"], "any" | "string" | "list" | "map" | "schema" | "object">;

/** Whether a value is what a plain field holds. */
export function isOfKind(value: Json, kind: PlainKind): boolean {
  switch (kind) {
    case "boolean":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number";
    case "positive":
      return typeof value === "number" && value > 0;
    case "count":
      return isInteger(value) && value >= 0;
    case "values":
      return isArray(value) && value.length > 0;
    case "pattern":
      return typeof value === "string" && isPattern(value);
  }
}

const wantedKinds = {
  boolean: "a boolean",
  number: "a number",
  positive: "a number above 0",
  count: "an integer of 0 or more",
  values: "an array of values",
  pattern: "a regular expression",
  string: "a string",
  list: "an array",
  map: "an object",
  schema: "an object",
  object: "an object",
  any: "a value",
} as const satisfies Record<Field["kind"], string>;

/** What a field wants, as the end of "expected ...". */
export function wantedOf({ kind }: Field): string {
  return wantedKinds[kind];
}

/** What says the same as a field of another version, among the fields of this one. */
export function successor(
  key: string,
  fields: { readonly has: (key: string) => boolean },
): readonly string[] {
  return (successors.get(key) ?? []).filter((name) => fields.has(name));
}

const successors: ReadonlyMap<string, readonly string[]> = new Map([
  ["definitions", ["components"]],
  ["securityDefinitions", ["components"]],
  ["host", ["servers"]],
  ["basePath", ["servers"]],
  ["schemes", ["servers"]],
  ["produces", ["content"]],
  ["consumes", ["requestBody"]],
  ["collectionFormat", ["style"]],
  ["type", ["schema"]],
  ["schema", ["type"]],
  ["components", ["definitions"]],
  ["servers", ["host"]],
]);

/** How a message calls what stands at a place: its key, or which item of a list it is. */
export function lastKey(at: Located): string {
  const { holder, key } = lastStep(at);
  return isArray(holder) ? `item ${Number(key) + 1}` : key;
}

/** A number as its author wrote it, where JavaScript would print other digits: `1.10`. */
export function gotAt(at: Located): string | undefined {
  const { holder, key } = lastStep(at);
  return isArray(holder) || isObject(holder) ? numberText(holder, key) : undefined;
}

function lastStep({ file, pointer }: Located): { readonly holder: Json | undefined; key: string } {
  const keys = parsePointer(pointer) ?? [];
  const above = joinPointer("", ...keys.slice(0, -1));
  return { holder: lookUp(file.value, above), key: keys.at(-1) ?? "" };
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
