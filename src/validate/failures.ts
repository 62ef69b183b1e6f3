import { isArray, isObject, type Json, type JsonObject } from "../data/data.js";
import type { Culprit } from "./culprits.js";
import type { Dialect } from "./dialect.js";
import { answerTo, otherKeys } from "./fits.js";
import { noNames } from "./contradictions.js";

/** A keyword that a value does not fit. */
export interface Failure {
  readonly keyword: string;
  /** What the keyword says. */
  readonly schema?: unknown;
  readonly data?: unknown;
  /** What is meant in particular: a key that is missing or too much, a limit. */
  readonly params: Readonly<Record<string, unknown>>;
  /** A library's own words. */
  readonly message?: string | undefined;
  /** Where a validator was, by pointers from what it looked at: they tell which alternative a failure belongs to. */
  readonly instancePath: string;
  readonly schemaPath: string;
  /** The keys from the value that was looked at. */
  readonly path: readonly string[];
  /** The schema, as the author wrote it, whose keyword this is. */
  readonly owner: JsonObject | undefined;
}

/**
 * In which ways a value does not fit keywords that it is known not to fit; `null` where one of them takes a validator.
 * Most faults are of these few keywords, and to load a library for them takes longer than all examples of a project.
 */
export function plainFailures({ path, value, schema, keywords }: Culprit): Failure[] | null {
  if (!keywords.every((keyword) => isPlain(keyword, schema[keyword]!))) return null;
  return plainKeywords
    .filter((keyword) => keywords.includes(keyword))
    .flatMap((keyword) =>
      paramsOf(keyword, value, schema).map((params) =>
        failureOf(keyword, params, { path, value, schema }),
      ),
    );
}

/** The keywords that a value is known not to fit, where they are too large for a validator to say more. */
export function failuresAsAWhole(culprit: Culprit, dialect: Dialect): readonly Failure[] {
  const { path, value, schema, keywords } = culprit;
  const around = { schema, dialect, depth: path.length, except: noNames };
  return keywords
    .filter((keyword) => answerTo(keyword, value, around) === "no")
    .map((keyword) => failureOf(keyword, {}, culprit));
}

function failureOf(
  keyword: string,
  params: Failure["params"],
  { path, value, schema }: Pick<Culprit, "path" | "value" | "schema">,
): Failure {
  return {
    keyword,
    schema: schema[keyword],
    data: value,
    params,
    instancePath: "",
    schemaPath: `#/${keyword}`,
    path,
    owner: schema,
  };
}

/** Keywords whose failures are known once it is known that there are some: the first of several is told. */
const plainKeywords: readonly string[] = [
  "type",
  "const",
  "enum",
  "maxLength",
  "minLength",
  "pattern",
  "maxItems",
  "minItems",
  "maxProperties",
  "minProperties",
  "required",
  "additionalProperties",
  "uniqueItems",
];

function isPlain(keyword: string, given: Json): boolean {
  return plainKeywords.includes(keyword) && (keyword !== "additionalProperties" || given === false);
}

function paramsOf(keyword: string, value: Json, schema: JsonObject): readonly Failure["params"][] {
  const given = schema[keyword]!;
  if (!isObject(value)) return [{}];
  if (keyword === "required" && isArray(given))
    return given
      .filter((name) => !Object.hasOwn(value, String(name)))
      .map((missingProperty) => ({ missingProperty }));
  if (keyword === "additionalProperties")
    return otherKeys(value, schema).map((additionalProperty) => ({ additionalProperty }));
  return [{}];
}
