import type { Constraint } from "./merged.js";
import { textMatching } from "./pattern-text.js";

/** What is asked of a value. */
export interface Limits {
  readonly constraints: readonly Pick<Constraint, "keyword" | "value">[];
}

/** Values that stand for a type where nobody gave an example. */

/** A string by its `format`. See JSON Schema, "Semantic Validation with format", and OpenAPI 2, "Data Types". */
const formatSamples: ReadonlyMap<string, string> = new Map([
  ["date-time", "2020-01-31T12:00:00Z"],
  ["date", "2020-01-31"],
  ["time", "12:00:00Z"],
  ["duration", "P1D"],
  ["email", "user@example.org"],
  ["idn-email", "user@example.org"],
  ["hostname", "example.org"],
  ["idn-hostname", "example.org"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["uri", "https://example.org/"],
  ["url", "https://example.org/"],
  ["iri", "https://example.org/"],
  ["uri-reference", "/path"],
  ["iri-reference", "/path"],
  ["uri-template", "/path/{id}"],
  ["uuid", "123e4567-e89b-12d3-a456-426614174000"],
  ["json-pointer", "/path"],
  ["relative-json-pointer", "0"],
  ["regex", "^a+$"],
  ["byte", "c3RyaW5n"],
]);

/** Longer strings are made for nobody. */
const longest = 1000;

/** `"string"`, or a text of its format, pattern and length; `undefined` where none is found. */
export function sampleString(shape: Limits): string | undefined {
  const least = limit(shape, "minLength") ?? 0;
  const most = limit(shape, "maxLength") ?? Infinity;
  if (least > longest || least > most) return undefined;
  const format = text(shape, "format");
  const plain = (format === undefined ? undefined : formatSamples.get(format)) ?? "string";
  const sized = plain.length < least ? plain.padEnd(least, plain) : plain.slice(0, most);
  const pattern = text(shape, "pattern");
  if (pattern === undefined) return sized;
  return textMatching(pattern, sized, (made) => made.length >= least && made.length <= most);
}

/** 0, or the number nearest to it that the limits allow; `undefined` where they allow none. */
export function sampleNumber(shape: Limits, isInteger: boolean): number | undefined {
  const step = limit(shape, "multipleOf") || (isInteger ? 1 : 0);
  const low = end(shape, "minimum", "exclusiveMinimum", step, 1);
  const high = end(shape, "maximum", "exclusiveMaximum", step, -1);
  if (low > high) return undefined;
  if (low > 0) return low;
  return high < 0 ? high : 0;
}

/** The least or greatest number that is allowed, as a multiple of `step` if there is one. `sign`: towards the other end. */
function end(
  shape: Limits,
  keyword: string,
  exclusive: string,
  step: number,
  sign: 1 | -1,
): number {
  const included = (limit(shape, keyword) ?? -Infinity * sign) * sign;
  const excluded = (limit(shape, exclusive) ?? -Infinity * sign) * sign;
  const value = Math.max(included, excluded);
  if (value === -Infinity) return -Infinity * sign;
  const nearest = step ? Math.ceil(value / step) * step : value;
  const isExcluded = excluded >= included && nearest === value;
  return (isExcluded ? nearest + (step || 1) : nearest) * sign;
}

function limit({ constraints }: Limits, keyword: string): number | undefined {
  const value = constraints.find((each) => each.keyword === keyword)?.value;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function text({ constraints }: Limits, keyword: string): string | undefined {
  const value = constraints.find((each) => each.keyword === keyword)?.value;
  return typeof value === "string" ? value : undefined;
}
