import type { Json } from "../data/data.js";

/** The keywords that limit values, and what they say something of. */

/** Whether more is less: `true`: a greater value of this keyword allows less. */
const lowerLimits: Readonly<Record<string, boolean>> = {
  minimum: true,
  exclusiveMinimum: true,
  minLength: true,
  minItems: true,
  minProperties: true,
  maximum: false,
  exclusiveMaximum: false,
  maxLength: false,
  maxItems: false,
  maxProperties: false,
  minContains: true,
  maxContains: false,
};

export function isLowerLimit(keyword: string): boolean | undefined {
  return Object.hasOwn(lowerLimits, keyword) ? lowerLimits[keyword] : undefined;
}

const emptyLimits: Readonly<Record<string, readonly Json[]>> = {
  minLength: [0],
  minItems: [0],
  minProperties: [0],
  minContains: [1], // what `contains` means
  uniqueItems: [false],
};

/** Whether a limit allows all that is allowed without it. */
export function isEmptyLimit(key: string, value: Json): boolean {
  return Object.hasOwn(emptyLimits, key) && emptyLimits[key]!.includes(value);
}

const otherLimits = new Set(["format", "multipleOf", "uniqueItems"]);

export function isLimit(key: string): boolean {
  return isLowerLimit(key) !== undefined || otherLimits.has(key);
}

/** What limits are of; formats are of what they say. */
const limitsOfTypes: readonly (readonly [types: readonly string[], limits: RegExp])[] = [
  [["string"], /^(?:minLength|maxLength|pattern)$/],
  [["integer", "number"], /^(?:minimum|maximum|exclusiveMinimum|exclusiveMaximum|multipleOf)$/],
  [["array"], /^(?:minItems|maxItems|uniqueItems|minContains|maxContains)$/],
  [["object"], /^(?:minProperties|maxProperties)$/],
];

/** The types that a limit says something of; `null`: any. */
export function typesOfLimit(key: string): readonly string[] | null {
  return limitsOfTypes.find(([, limits]) => limits.test(key))?.[0] ?? null;
}
