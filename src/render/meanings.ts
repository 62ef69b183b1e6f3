import type { Span } from "../base/source.js";
import { isArray, isObject, ownValue, type Json } from "../data/data.js";
import type { Inline } from "../rst/nodes.js";
import type { Shape } from "../schema/merged.js";
import { text, withCode } from "./nodes.js";
import { valueText } from "./types.js";

/** What an author says of allowed values, each in words that can stand in brackets. */
export type Meanings = ReadonlyMap<Json, string>;

/** Fields of no standard that many programs show: names, then descriptions; by value, or in the order of the values. */
const meaningFields = [
  "x-enumNames",
  "x-enum-varnames",
  "x-enumDescriptions",
  "x-enum-descriptions",
] as const;

export function meaningsOf({ extensions }: Shape, allowed: readonly Json[]): Meanings {
  const meanings = new Map<Json, string>();
  for (const field of meaningFields) {
    const said = extensions.get(field)?.value;
    for (const [index, each] of allowed.entries()) {
      const key = typeof each === "string" ? each : valueText(each);
      const own = isObject(said)
        ? ownValue(said, key)
        : isArray(said) && said.length === allowed.length
          ? said[index]
          : undefined;
      if (typeof own !== "string" || own.trim() === "" || own === key) continue;
      const words = own.trim().replace(/\s+/g, " ").replace(/\.$/, "");
      const before = meanings.get(each);
      meanings.set(each, before === undefined ? words : `${before}: ${words}`);
    }
  }
  return meanings;
}

/** What stands after a value. */
export function meaningNodes(
  meanings: Meanings | undefined,
  value: Json,
  span: Span,
): readonly Inline[] {
  const meaning = meanings?.get(value);
  return meaning === undefined
    ? []
    : [text(" (", span), ...withCode(meaning, span), text(")", span)];
}
