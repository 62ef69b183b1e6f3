import type { ChangeCode } from "../base/change-rules.js";
import type { Json } from "../data/data.js";
import { isMultipleOf, nearestInteger, type Written } from "../schema/numbers.js";
import { isLowerLimit, typesOfLimit } from "./limit-keywords.js";
import { compareSaid, type Said } from "./said.js";
import { typeOf, type Shape } from "./shape.js";
import { canonical, shownText, wordOf } from "./side.js";
import { shortened, valueText } from "./wording.js";

/** A limit of a schema. */
export interface Limit extends Said<Json> {
  /** Of a bound of numbers: which it is, whether it is out of what is allowed, and the keyword that says it. */
  readonly bound?: {
    readonly isLower: boolean;
    readonly isOut: boolean;
    readonly keyword: string;
    /** How it is written, where it comes to another number. */
    readonly said: string;
  };
}

export function isBound(key: string): boolean {
  return /^(?:exclusive)?(?:minimum|maximum)$/i.test(key);
}

/** Without the limits that all of its values keep: they say nothing where values are listed. */
export function withoutKeptLimits(shape: Shape): Shape {
  const values = [...(shape.values?.values() ?? [])];
  const left = [...shape.limits].filter(
    ([key, limit]) => !values.every((said) => keeps(said, key, limit)),
  );
  return { ...shape, limits: new Map(left) };
}

/** Whether a value is known to keep a limit. */
function keeps(said: Said<Json>, key: string, limit: Said<Json>): boolean {
  const types = typesOfLimit(key);
  if (types && !types.includes(typeOf(said))) return true;
  const { value } = said;
  const isLower = isLowerLimit(key);
  if (isLower === undefined || typeof limit.value !== "number") return false;
  if (typeof value !== "string" && typeof value !== "number") return false;
  const order =
    typeof value === "string" ? [...value].length - limit.value : compareSaid(said, limit);
  return order === 0 ? !key.startsWith("exclusive") : order > 0 === isLower;
}

/** The bound of the numbers that are allowed, of both keywords the tighter one; `undefined` where there is none. */
export function boundOf(shape: Shape, isLower: boolean): Limit | undefined {
  const named = isLower ? ["minimum", "exclusiveMinimum"] : ["maximum", "exclusiveMaximum"];
  const [first, second] = named.flatMap((keyword, at): Limit[] => {
    const said = shape.limits.get(keyword);
    if (typeof said?.value !== "number") return [];
    const isOut = at === 1;
    const bound = { isLower, isOut, keyword, said: shownText(said.value, said.written) };
    if (!isWhole(shape)) return [{ ...said, bound }];
    // Above 5 is 6 and above, of integers, and up to 9.5 is up to 9.
    const { value, text } = nearestInteger(numberIn(said)!, isLower, isOut);
    return [{ value, written: text, by: said.by, bound: { ...bound, isOut: false } }];
  });
  if (!first || !second) return first ?? second;
  return isTighter("", first, second) ? second : first;
}

function isWhole({ types }: Shape): boolean {
  return types !== null && !types.has("number");
}

/** A limit that says something. */
export function limitOf(shape: Shape, key: string): Limit | undefined {
  const said = shape.limits.get(key);
  if (!said || key !== "multipleOf" || !isWhole(shape)) return said;
  const number = numberIn(said);
  // All integers are multiples of 1, and of 0.5.
  return number && isMultipleOf(one, number) ? undefined : said;
}

const one: Written = { value: 1, text: undefined };

function numberIn({ value, written }: Said<Json>): Written | null {
  return typeof value === "number" ? { value, text: written } : null;
}

export function isEqual(was: Limit, is: Limit): boolean {
  return (
    canonical(was.value, was.written) === canonical(is.value, is.written) &&
    was.bound?.isOut === is.bound?.isOut
  );
}

export function textOf(key: string, { value, written, bound }: Limit): string {
  if (key === "format") return wordOf(value);
  return bound
    ? `${bound.keyword} ${shortened(bound.said)}`
    : `${key} ${valueText({ value, written })}`;
}

/** Whether a limit allows less than before; `null`: less and more. */
export function isTighter(key: string, was: Limit, is: Limit): boolean | null {
  if (key === "uniqueItems") return is.value === true;
  const [old, now] = [numberIn(was), numberIn(is)];
  if (!old || !now) return null;
  const order = compareSaid(is, was);
  if (is.bound && order === 0) return is.bound.isOut;
  const isLower = is.bound?.isLower ?? isLowerLimit(key);
  if (isLower !== undefined) return isLower ? order > 0 : order < 0;
  if (key !== "multipleOf") return null;
  if (isMultipleOf(now, old)) return true;
  return isMultipleOf(old, now) ? false : null;
}

/** Formats of which the later has all values of the one before: OpenAPI's registry of formats. */
const formats = [
  ["int8", "int16", "int32", "int64"],
  ["uint8", "uint16", "uint32", "uint64"],
  ["float", "double"],
] as const;

export function formatChange(before: string, after: string): ChangeCode {
  for (const names of formats as readonly (readonly string[])[]) {
    const [was, is] = [names.indexOf(before), names.indexOf(after)];
    if (was >= 0 && is >= 0) return was < is ? "format-widened" : "format-narrowed";
  }
  return "format-changed";
}
