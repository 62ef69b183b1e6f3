import { ownValue, type Json, type JsonObject } from "../data/data.js";

/** The versions of JSON Schema that can be told apart, the oldest first. */
export const dialects = ["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"] as const;
export type Dialect = (typeof dialects)[number];

/** What schemas are written in that do not say so themselves: the one OpenAPI 2 is built on. */
export const usualDialect: Dialect = "draft-04";

/** Whether a dialect is this one or newer. */
export function isSince(dialect: Dialect, first: Dialect): boolean {
  return dialects.indexOf(dialect) >= dialects.indexOf(first);
}

/**
 * The dialect a schema names under `$schema`: `undefined` where it names none, `null` where we know no such dialect.
 * @see https://json-schema.org/specification-links
 */
export function namedDialect(schema: JsonObject): Dialect | null | undefined {
  const uri = ownValue(schema, "$schema");
  return uri === undefined ? undefined : dialectOf(uri);
}

function dialectOf(uri: Json): Dialect | null {
  const known =
    typeof uri === "string" &&
    /^https?:\/\/json-schema\.org\/(?:draft\/)?(?<name>draft-0[467]|2019-09|2020-12)\/schema#?$/.exec(
      uri,
    );
  return known ? ((known.groups?.["name"] ?? null) as Dialect | null) : null;
}

/** What a schema writes under `$schema` to choose a dialect. */
export function uriOf(dialect: Dialect): string {
  return isSince(dialect, "2019-09")
    ? `https://json-schema.org/draft/${dialect}/schema`
    : `http://json-schema.org/${dialect}/schema#`;
}
