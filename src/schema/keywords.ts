import { isArray, isInteger, isObject, type Json } from "../data/data.js";
import { dialects, draftOf, isSince, type Dialect, type Draft } from "./dialects.js";

/** What the value of a keyword must be. */
export type Kind =
  | "any"
  | "string"
  | "boolean"
  | "number"
  | "positive number"
  | "count"
  | "strings"
  | "values"
  | "array"
  | "object"
  | "type"
  | "pattern"
  | "schema"
  | "schemas"
  | "schema or boolean"
  | "schema or schemas"
  | "map of schemas"
  | "map of strings"
  | "map of schemas or strings"
  | "map of booleans";

/** Where the schemas stand below a keyword: it is one, a list of them, or a map of them. */
export type Below = "one" | "list" | "map" | "one or list" | "map of some";

const belowOf: Readonly<Partial<Record<Kind, Below>>> = {
  schema: "one",
  "schema or boolean": "one",
  schemas: "list",
  "schema or schemas": "one or list",
  "map of schemas": "map",
  "map of schemas or strings": "map of some",
};

/** A keyword as a dialect has it. */
export interface Keyword {
  readonly kind: Kind;
  /** Where schemas stand below it; `undefined` where it has none. */
  readonly below: Below | undefined;
  /** Whether it holds nothing against a value. */
  readonly isAnnotation: boolean;
}

interface Row {
  readonly kind: Kind;
  /** The draft that brought it, and the first one that has it no more. */
  readonly since?: Draft;
  readonly until?: Draft;
  /** In these dialects only. */
  readonly only?: readonly Dialect[];
  /** Not in this dialect, though its draft has it. */
  readonly not?: Dialect;
  readonly isAnnotation?: true;
}

const openApi: readonly Dialect[] = ["openapi-2.0", "openapi-3.0", "openapi-3.1"];
const count: Row = { kind: "count" };
const note = { isAnnotation: true } as const;
/** OpenAPI 3.0.3, "Schema Object", lists what it takes from JSON Schema. OpenAPI 2 has more of it in use than in its text. */
const not = "openapi-3.0" as const;

/** All keywords; one that changed has a row for each form. */
const table: readonly (readonly [name: string, ...rows: Row[]])[] = [
  ["type", { kind: "type" }],
  ["enum", { kind: "values" }],
  ["const", { kind: "any", since: "draft-06" }],
  ["multipleOf", { kind: "positive number" }],
  ["maximum", { kind: "number" }],
  ["minimum", { kind: "number" }],
  [
    "exclusiveMaximum",
    { kind: "boolean", until: "draft-06" },
    { kind: "number", since: "draft-06" },
  ],
  [
    "exclusiveMinimum",
    { kind: "boolean", until: "draft-06" },
    { kind: "number", since: "draft-06" },
  ],
  ["maxLength", count],
  ["minLength", count],
  ["maxItems", count],
  ["minItems", count],
  ["maxProperties", count],
  ["minProperties", count],
  ["minContains", { kind: "count", since: "2019-09" }],
  ["maxContains", { kind: "count", since: "2019-09" }],
  ["pattern", { kind: "pattern" }],
  ["format", { kind: "string" }],
  ["uniqueItems", { kind: "boolean" }],
  ["required", { kind: "strings" }],
  ["properties", { kind: "map of schemas" }],
  ["patternProperties", { kind: "map of schemas", not }],
  ["additionalProperties", { kind: "schema or boolean" }],
  ["items", { kind: "schema or schemas", until: "2020-12" }, { kind: "schema", since: "2020-12" }],
  ["additionalItems", { kind: "schema or boolean", until: "2020-12", not }],
  ["prefixItems", { kind: "schemas", since: "2020-12" }],
  ["contains", { kind: "schema", since: "draft-06" }],
  ["propertyNames", { kind: "schema", since: "draft-06" }],
  ["allOf", { kind: "schemas" }],
  ["anyOf", { kind: "schemas" }],
  ["oneOf", { kind: "schemas" }],
  ["not", { kind: "schema" }],
  ["if", { kind: "schema", since: "draft-07" }],
  ["then", { kind: "schema", since: "draft-07" }],
  ["else", { kind: "schema", since: "draft-07" }],
  ["dependencies", { kind: "map of schemas or strings", until: "2019-09", not }],
  ["dependentRequired", { kind: "map of strings", since: "2019-09" }],
  ["dependentSchemas", { kind: "map of schemas", since: "2019-09" }],
  ["unevaluatedItems", { kind: "schema or boolean", since: "2019-09" }],
  ["unevaluatedProperties", { kind: "schema or boolean", since: "2019-09" }],
  ["$ref", { kind: "string" }],
  ["$recursiveRef", { kind: "string", since: "2019-09", until: "2020-12" }],
  ["$dynamicRef", { kind: "string", since: "2020-12" }],
  ["$recursiveAnchor", { kind: "boolean", since: "2019-09", until: "2020-12", ...note }],
  ["$dynamicAnchor", { kind: "string", since: "2020-12", ...note }],
  ["$anchor", { kind: "string", since: "2019-09", ...note }],
  ["id", { kind: "string", until: "draft-06", not, ...note }],
  ["$id", { kind: "string", since: "draft-06", ...note }],
  ["$schema", { kind: "string", not, ...note }],
  ["$vocabulary", { kind: "map of booleans", since: "2019-09", ...note }],
  ["$comment", { kind: "string", since: "draft-07", ...note }],
  ["definitions", { kind: "map of schemas", not, ...note }],
  ["$defs", { kind: "map of schemas", since: "2019-09", ...note }],
  ["title", { kind: "string", ...note }],
  ["description", { kind: "string", ...note }],
  ["default", { kind: "any", ...note }],
  ["examples", { kind: "array", since: "draft-06", ...note }],
  [
    "readOnly",
    { kind: "boolean", since: "draft-07", ...note },
    { kind: "boolean", only: ["openapi-2.0", "openapi-3.0"], ...note },
  ],
  [
    "writeOnly",
    { kind: "boolean", since: "draft-07", ...note },
    { kind: "boolean", only: ["openapi-3.0"], ...note },
  ],
  [
    "deprecated",
    { kind: "boolean", since: "2019-09", ...note },
    { kind: "boolean", only: ["openapi-3.0"], ...note },
  ],
  ["contentMediaType", { kind: "string", since: "draft-07", ...note }],
  ["contentEncoding", { kind: "string", since: "draft-07", ...note }],
  ["contentSchema", { kind: "schema", since: "2019-09", ...note }],
  ["nullable", { kind: "boolean", only: ["openapi-3.0"] }],
  [
    "discriminator",
    { kind: "string", only: ["openapi-2.0"], ...note },
    { kind: "object", only: ["openapi-3.0", "openapi-3.1"], ...note },
  ],
  ["xml", { kind: "object", only: openApi, ...note }],
  ["externalDocs", { kind: "object", only: openApi, ...note }],
  // Of OpenAPI, and written in schemas of all drafts.
  ["example", { kind: "any", ...note }],
];

const keywordsByDialect = new Map<Dialect, ReadonlyMap<string, Keyword>>();

/** The keywords of a dialect by name, in the order of the table. */
export function keywordsOf(dialect: Dialect): ReadonlyMap<string, Keyword> {
  let keywords = keywordsByDialect.get(dialect);
  if (!keywords) keywordsByDialect.set(dialect, (keywords = new Map(keywordsIn(dialect))));
  return keywords;
}

function* keywordsIn(dialect: Dialect): Iterable<[string, Keyword]> {
  for (const [name, ...rows] of table)
    for (const row of rows)
      if (isIn(row, dialect))
        yield [
          name,
          { kind: row.kind, below: belowOf[row.kind], isAnnotation: row.isAnnotation === true },
        ];
}

function isIn({ since, until, only, not: without }: Row, dialect: Dialect): boolean {
  if (only) return only.includes(dialect);
  if (without === dialect) return false;
  return (!since || isSince(dialect, since)) && (!until || !isSince(dialect, until));
}

/** A keyword of a dialect; `undefined` where it has none of that name. */
export function keywordOf(name: string, dialect: Dialect): Keyword | undefined {
  return keywordsOf(dialect).get(name);
}

/** The keywords of all dialects. */
export function allKeywords(): readonly string[] {
  return table.map(([name]) => name);
}

/** The dialects that have a keyword; none where it is no keyword of any. */
export function dialectsWith(name: string): readonly Dialect[] {
  return dialects.filter((dialect) => keywordsOf(dialect).has(name));
}

/** For a keyword of other drafts only: the first newer draft that has it, or else the last older one. */
export function draftWith(name: string, dialect: Dialect): Draft | null {
  const drafts = dialectsWith(name).filter((each) => draftOf(each) === each) as Draft[];
  return drafts.find((each) => isSince(each, draftOf(dialect))) ?? drafts.at(-1) ?? null;
}

/** What later drafts have in place of keywords that they dropped. */
export const successors: ReadonlyMap<string, readonly string[]> = new Map([
  ["id", ["$id"]],
  ["dependencies", ["dependentRequired", "dependentSchemas"]],
  ["additionalItems", ["items"]],
  ["$recursiveRef", ["$dynamicRef"]],
  ["$recursiveAnchor", ["$dynamicAnchor"]],
]);

/** What says the same where a keyword is not known. */
export const inOtherWords: ReadonlyMap<string, readonly string[]> = new Map([
  ["nullable", ["type"]],
  ["const", ["enum"]],
]);

/** The type of the values that a keyword holds something against; `undefined` where it is of any. */
export function typeHeldBy(keyword: string): string | undefined {
  return heldBy.get(keyword);
}

const heldBy: ReadonlyMap<string, string> = new Map(
  Object.entries({
    object:
      "properties patternProperties additionalProperties propertyNames required minProperties maxProperties dependencies dependentRequired dependentSchemas unevaluatedProperties",
    array:
      "items prefixItems additionalItems contains minContains maxContains minItems maxItems uniqueItems unevaluatedItems",
    string: "minLength maxLength pattern",
    number: "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf",
  }).flatMap(([type, keywords]) => keywords.split(" ").map((keyword) => [keyword, type] as const)),
);

/** The types of JSON Schema. */
export const jsonTypes = [
  "string",
  "number",
  "integer",
  "boolean",
  "object",
  "array",
  "null",
] as const;

/** Whether a value is of one of these types. */
export function isOfType(value: Json, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return isInteger(value);
    default:
      return typeof value === type;
  }
}
