import type { ChangeCode } from "../base/change-rules.js";
import type { Json } from "../data/data.js";
import { isLowerLimit, type Said, type Shape } from "./shape.js";
import { canonical, wordOf } from "./side.js";

/** A limit of a schema. */
export interface Limit extends Said<Json> {
  /** Of a bound of numbers: which it is, whether it is out of what is allowed, and the keyword that says it. */
  readonly bound?: {
    readonly isLower: boolean;
    readonly isOut: boolean;
    readonly keyword: string;
  };
}

export function isBound(key: string): boolean {
  return /^(?:exclusive)?(?:minimum|maximum)$/i.test(key);
}

/** The bound of the numbers that are allowed, of both keywords the tighter one; `undefined` where there is none. */
export function boundOf({ limits, types }: Shape, isLower: boolean): Limit | undefined {
  const named = isLower ? ["minimum", "exclusiveMinimum"] : ["maximum", "exclusiveMaximum"];
  const isWhole = types !== null && !types.has("number");
  const bounds = named.flatMap((keyword, at): Limit[] => {
    const said = limits.get(keyword);
    if (typeof said?.value !== "number") return [];
    const { value, by } = said;
    // Above 5 is 6 and above, of integers.
    const isNext = at === 1 && isWhole && Number.isInteger(value);
    const bound = { isLower, isOut: at === 1 && !isNext, keyword };
    return [{ value: isNext ? value + (isLower ? 1 : -1) : value, by, bound }];
  });
  const [first, second] = bounds;
  if (!first || !second) return first;
  return isTighter("", first, second) ? second : first;
}

/** A limit that says something. */
export function limitOf({ limits, types }: Shape, key: string): Limit | undefined {
  const said = limits.get(key);
  const isWhole = types !== null && !types.has("number");
  return key === "multipleOf" && said?.value === 1 && isWhole ? undefined : said;
}

export function isEqual(one: Limit, other: Limit): boolean {
  return canonical(one.value) === canonical(other.value) && one.bound?.isOut === other.bound?.isOut;
}

export function textOf(key: string, { value, bound }: Limit): string {
  if (key === "format") return wordOf(value);
  if (!bound) return `${key} ${canonical(value)}`;
  const isShifted = bound.keyword.startsWith("exclusive") && !bound.isOut;
  const written = isShifted ? Number(value) + (bound.isLower ? -1 : 1) : value;
  return `${bound.keyword} ${canonical(written)}`;
}

/** Whether a limit allows less than before; `null`: less and more. */
export function isTighter(key: string, was: Limit, is: Limit): boolean | null {
  if (key === "uniqueItems") return is.value === true;
  const [old, now] = [was.value, is.value];
  if (typeof old !== "number" || typeof now !== "number") return null;
  if (is.bound) return old === now ? is.bound.isOut : is.bound.isLower ? now > old : now < old;
  const isLower = isLowerLimit(key);
  if (isLower !== undefined) return isLower ? now > old : now < old;
  if (key !== "multipleOf") return null;
  if (now % old === 0) return true;
  return old % now === 0 ? false : null;
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
