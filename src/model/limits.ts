import type { Json } from "../data/data.js";
import type { Limits } from "../schema/sample.js";
import type { Fields } from "./fields.js";

const keywords = [
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "multipleOf",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
] as const;

/** The keywords that each say by a flag, in draft-04, that a limit itself is not allowed. */
const flags: ReadonlyMap<string, string> = new Map([
  ["minimum", "exclusiveMinimum"],
  ["maximum", "exclusiveMaximum"],
]);

/** What a schema, or what says such things itself, asks of its values, in the words of the newest draft. */
export function limitsOf(fields: Fields | null): Limits {
  const constraints: { keyword: string; value: Json }[] = [];
  for (const keyword of keywords) {
    const value = fields?.get(keyword)?.value;
    if (value === undefined || typeof value === "boolean") continue;
    const flag = flags.get(keyword);
    const isExcluded = flag !== undefined && fields?.get(flag)?.value === true;
    constraints.push({ keyword: isExcluded ? flag : keyword, value });
  }
  return { constraints };
}
