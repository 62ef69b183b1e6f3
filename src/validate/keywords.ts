import { isArray, isObject, keysOf, type Json, type JsonObject } from "../data/data.js";
import { dialects, isSince, type Dialect } from "./dialect.js";

/** What the value of a keyword must be. */
export type Kind =
  | "any"
  | "text"
  | "flag"
  | "number"
  | "positive"
  | "count"
  | "names"
  | "values"
  | "type"
  | "pattern"
  | "schema"
  | "schemas"
  | "schema or flag"
  | "schema or schemas"
  | "map of schemas"
  | "map of names"
  | "map of schemas or names"
  | "map of flags"
  | "list";

interface Keyword {
  readonly kind: Kind;
  /** The dialect that brought it, and the first one that has it no more. */
  readonly since?: Dialect;
  readonly until?: Dialect;
}

const counts = [
  "maxLength",
  "minLength",
  "maxItems",
  "minItems",
  "maxProperties",
  "minProperties",
] as const;
const table = new Map<string, readonly Keyword[]>([
  ["type", [{ kind: "type" }]],
  ["enum", [{ kind: "values" }]],
  ["const", [{ kind: "any", since: "draft-06" }]],
  ["multipleOf", [{ kind: "positive" }]],
  ["maximum", [{ kind: "number" }]],
  ["minimum", [{ kind: "number" }]],
  [
    "exclusiveMaximum",
    [
      { kind: "flag", until: "draft-06" },
      { kind: "number", since: "draft-06" },
    ],
  ],
  [
    "exclusiveMinimum",
    [
      { kind: "flag", until: "draft-06" },
      { kind: "number", since: "draft-06" },
    ],
  ],
  ...counts.map((name): [string, readonly Keyword[]] => [name, [{ kind: "count" }]]),
  ["minContains", [{ kind: "count", since: "2019-09" }]],
  ["maxContains", [{ kind: "count", since: "2019-09" }]],
  ["pattern", [{ kind: "pattern" }]],
  ["format", [{ kind: "text" }]],
  ["uniqueItems", [{ kind: "flag" }]],
  ["required", [{ kind: "names" }]],
  ["title", [{ kind: "text" }]],
  ["description", [{ kind: "text" }]],
  ["properties", [{ kind: "map of schemas" }]],
  ["patternProperties", [{ kind: "map of schemas" }]],
  ["additionalProperties", [{ kind: "schema or flag" }]],
  [
    "items",
    [
      { kind: "schema or schemas", until: "2020-12" },
      { kind: "schema", since: "2020-12" },
    ],
  ],
  ["additionalItems", [{ kind: "schema or flag", until: "2020-12" }]],
  ["prefixItems", [{ kind: "schemas", since: "2020-12" }]],
  ["contains", [{ kind: "schema", since: "draft-06" }]],
  ["propertyNames", [{ kind: "schema", since: "draft-06" }]],
  ["allOf", [{ kind: "schemas" }]],
  ["anyOf", [{ kind: "schemas" }]],
  ["oneOf", [{ kind: "schemas" }]],
  ["not", [{ kind: "schema" }]],
  ["if", [{ kind: "schema", since: "draft-07" }]],
  ["then", [{ kind: "schema", since: "draft-07" }]],
  ["else", [{ kind: "schema", since: "draft-07" }]],
  ["dependencies", [{ kind: "map of schemas or names", until: "2019-09" }]],
  ["dependentRequired", [{ kind: "map of names", since: "2019-09" }]],
  ["dependentSchemas", [{ kind: "map of schemas", since: "2019-09" }]],
  ["unevaluatedItems", [{ kind: "schema or flag", since: "2019-09" }]],
  ["unevaluatedProperties", [{ kind: "schema or flag", since: "2019-09" }]],
  ["definitions", [{ kind: "map of schemas" }]],
  ["$defs", [{ kind: "map of schemas", since: "2019-09" }]],
  ["$schema", [{ kind: "text" }]],
  ["$ref", [{ kind: "text" }]],
  ["id", [{ kind: "text", until: "draft-06" }]],
  ["$id", [{ kind: "text", since: "draft-06" }]],
  ["$comment", [{ kind: "text", since: "draft-07" }]],
  ["$anchor", [{ kind: "text", since: "2019-09" }]],
  ["$recursiveRef", [{ kind: "text", since: "2019-09", until: "2020-12" }]],
  ["$recursiveAnchor", [{ kind: "flag", since: "2019-09", until: "2020-12" }]],
  ["$dynamicRef", [{ kind: "text", since: "2020-12" }]],
  ["$dynamicAnchor", [{ kind: "text", since: "2020-12" }]],
  ["$vocabulary", [{ kind: "map of flags", since: "2019-09" }]],
  ["examples", [{ kind: "list", since: "draft-06" }]],
  ["readOnly", [{ kind: "flag", since: "draft-07" }]],
  ["writeOnly", [{ kind: "flag", since: "draft-07" }]],
  ["deprecated", [{ kind: "flag", since: "2019-09" }]],
  ["contentMediaType", [{ kind: "text", since: "draft-07" }]],
  ["contentEncoding", [{ kind: "text", since: "draft-07" }]],
  ["contentSchema", [{ kind: "schema", since: "2019-09" }]],
]);

const kindsByDialect = new Map<Dialect, ReadonlyMap<string, Kind>>();

/** The keywords of a dialect, and what their values must be. */
export function kindsOf(dialect: Dialect): ReadonlyMap<string, Kind> {
  let kinds = kindsByDialect.get(dialect);
  if (!kinds) kindsByDialect.set(dialect, (kinds = new Map(kindsIn(dialect))));
  return kinds;
}

function* kindsIn(dialect: Dialect): Iterable<[string, Kind]> {
  for (const [name, keywords] of table)
    for (const { kind, since, until } of keywords)
      if ((!since || isSince(dialect, since)) && (!until || !isSince(dialect, until)))
        yield [name, kind];
}

/** The dialects that have a keyword; none where no dialect knows it. */
export function dialectsWith(name: string): readonly Dialect[] {
  return dialects.filter((dialect) => kindsOf(dialect).has(name));
}

/** Keywords that hold no value against anything. */
export const saysNothing: ReadonlySet<string> = new Set([
  "title",
  "description",
  "definitions",
  "$defs",
  "$schema",
  "$ref",
  "id",
  "$id",
  "$comment",
  "$anchor",
  "$recursiveRef",
  "$recursiveAnchor",
  "$dynamicRef",
  "$dynamicAnchor",
  "$vocabulary",
  "examples",
  "readOnly",
  "writeOnly",
  "deprecated",
  "contentMediaType",
  "contentEncoding",
  "contentSchema",
]);

/** What a schema of any dialect may have besides: keywords of OpenAPI 2, and what a default may be. */
export const otherKeywords: ReadonlySet<string> = new Set([
  "default",
  "example",
  "$comment",
  "readOnly",
  "discriminator",
  "xml",
  "externalDocs",
]);

/** A schema below another one, under this keyword of it. */
export interface Child {
  readonly schema: Json;
  readonly keyword: string;
  /** The object or list it stands in. */
  readonly holder: JsonObject | readonly Json[];
  readonly key: string | number;
}

/** What stands directly below a schema where schemas are expected, in order. */
export function childrenOf(schema: JsonObject, dialect: Dialect): Child[] {
  const children: Child[] = [];
  const kinds = kindsOf(dialect);
  for (const keyword of keysOf(schema)) {
    // What is written in a place of its own by mistake is a schema all the same.
    const kind = keyword === "schema" ? "schema" : kinds.get(keyword);
    if (kind === undefined || !holdsSchemas.has(kind)) continue;
    const value = schema[keyword]!;
    if (!isArray(value) && !isObject(value)) continue;
    if (isArray(value)) {
      if (kind.startsWith("map") || kind === "schema" || kind === "schema or flag") continue;
      for (const [key, each] of value.entries())
        children.push({ schema: each, keyword, holder: value, key });
    } else if (kind.startsWith("map")) {
      for (const key of keysOf(value))
        children.push({ schema: value[key]!, keyword, holder: value, key });
    } else if (kind !== "schemas")
      children.push({ schema: value, keyword, holder: schema, key: keyword });
  }
  return children;
}

const holdsSchemas: ReadonlySet<Kind> = new Set<Kind>([
  "schema",
  "schemas",
  "schema or flag",
  "schema or schemas",
  "map of schemas",
  "map of schemas or names",
]);
