import type { Json } from "../data/data.js";
import { hasBooleanLimits } from "./dialects.js";
import { saidIn, type SaidValue } from "./said.js";
import type { Schema } from "./schema.js";

/** Something that is asked of values besides their type. */
export interface Constraint extends SaidValue {
  /** `minLength`, `pattern`, `exclusiveMaximum`, ... */
  readonly keyword: string;
}

type IsStricter = (value: Json, than: Json) => boolean;
const less: IsStricter = (value, than) => Number(value) < Number(than);
const more: IsStricter = (value, than) => Number(value) > Number(than);

/** Keywords that restrict values, and which of two says more; without that both are shown. */
export const limits: readonly (readonly [keyword: string, isStricter?: IsStricter])[] = [
  ["minLength", more],
  ["maxLength", less],
  ["pattern"],
  ["format"],
  ["contentEncoding"],
  ["contentMediaType"],
  ["minimum", more],
  ["exclusiveMinimum", more],
  ["maximum", less],
  ["exclusiveMaximum", less],
  ["multipleOf"],
  ["minItems", more],
  ["maxItems", less],
  ["uniqueItems", () => false],
  ["minContains", more],
  ["maxContains", less],
  ["minProperties", more],
  ["maxProperties", less],
];

const stringLimits: ReadonlySet<string> = new Set([
  "pattern",
  "format",
  "contentEncoding",
  "contentMediaType",
]);

/** What a schema restricts by a keyword. The flag of draft-04 that excludes a limit makes it the keyword of later drafts. */
export function constraintIn(schema: Schema, keyword: string): Constraint | null {
  const said = saidIn(schema, keyword);
  const { value } = said;
  if (keyword === "uniqueItems") return value === true ? { keyword, ...said } : null;
  if (typeof value !== (stringLimits.has(keyword) ? "string" : "number")) return null;
  if (!hasBooleanLimits(schema.dialect)) return { keyword, ...said };
  const flag = { minimum: "exclusiveMinimum", maximum: "exclusiveMaximum" }[keyword];
  return { keyword: flag && schema.keyword(flag) === true ? flag : keyword, ...said };
}

export function addOther(known: Constraint[], own: Constraint): void {
  if (!known.some(({ value }) => value === own.value)) known.push(own);
}
