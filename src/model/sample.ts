import { type JsonObject, ownValue } from "../data/data.js";
import { formatSamples } from "../schema/sample.js";
import { textMatching } from "../schema/pattern-text.js";

/** Values that stand for a type where nobody gave an example. */

/** Longer strings are made for nobody. */
const longest = 1000;

/** `"string"`, or a text of its format, pattern and length; `undefined` where none is found. */
export function sampleString(schema: JsonObject): string | undefined {
  const format = ownValue(schema, "format");
  const pattern = ownValue(schema, "pattern");
  const least = limit(schema, "minLength") ?? 0;
  const most = limit(schema, "maxLength") ?? Infinity;
  if (least > longest || least > most) return undefined;
  const plain = (typeof format === "string" ? formatSamples.get(format) : undefined) ?? "string";
  const sized = plain.length < least ? plain.padEnd(least, plain) : plain.slice(0, most);
  if (typeof pattern !== "string") return sized;
  return textMatching(pattern, sized, (text) => text.length >= least && text.length <= most);
}

/** 0, or the number nearest to it that the limits allow; `undefined` where they allow none. */
export function sampleNumber(schema: JsonObject, isInteger: boolean): number | undefined {
  const step = limit(schema, "multipleOf") || (isInteger ? 1 : 0);
  const low = lowest(schema, step);
  const high = highest(schema, step);
  if (low > high) return undefined;
  if (low > 0) return low;
  return high < 0 ? high : 0;
}

/** The least number that is allowed, as a multiple of `step` if there is one. */
function lowest(schema: JsonObject, step: number): number {
  const { value, isExcluded } = bound(schema, "minimum", "exclusiveMinimum", Math.max);
  if (value === undefined) return -Infinity;
  const least = step ? Math.ceil(value / step) * step : value;
  return isExcluded && least === value ? least + (step || 1) : least;
}

function highest(schema: JsonObject, step: number): number {
  const { value, isExcluded } = bound(schema, "maximum", "exclusiveMaximum", Math.min);
  if (value === undefined) return Infinity;
  const most = step ? Math.floor(value / step) * step : value;
  return isExcluded && most === value ? most - (step || 1) : most;
}

/** `exclusiveMinimum` is true or false in draft-04, a limit of its own in later ones. */
function bound(
  schema: JsonObject,
  keyword: string,
  exclusive: string,
  stricter: (a: number, b: number) => number,
): { readonly value: number | undefined; readonly isExcluded: boolean } {
  const value = limit(schema, keyword);
  const other = ownValue(schema, exclusive);
  if (typeof other !== "number") return { value, isExcluded: other === true };
  if (value === undefined || stricter(value, other) === other)
    return { value: other, isExcluded: true };
  return { value, isExcluded: false };
}

function limit(schema: JsonObject, keyword: string): number | undefined {
  const value = ownValue(schema, keyword);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
