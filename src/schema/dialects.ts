import { isObject, ownValue, type Json } from "../data/data.js";

/** What schemas may be written in, the oldest first: the drafts of JSON Schema, and OpenAPI's own variants of them. */
export const dialects = [
  "draft-04",
  "draft-06",
  "draft-07",
  "2019-09",
  "2020-12",
  "openapi-2.0",
  "openapi-3.0",
  "openapi-3.1",
] as const;
export type Dialect = (typeof dialects)[number];

/** A draft of JSON Schema. */
export type Draft = Exclude<Dialect, `openapi-${string}`>;

interface Facts {
  /** The draft it is, or is built on. OpenAPI 3.0 names a later text of draft-04 without new keywords. */
  readonly draft: Draft;
  /** What a message calls it. */
  readonly name: string;
  /** What a schema writes under `$schema` to choose it. */
  readonly uri: string | null;
}

const facts: Readonly<Record<Dialect, Facts>> = {
  "draft-04": draft("draft-04", "http://json-schema.org/draft-04/schema#"),
  "draft-06": draft("draft-06", "http://json-schema.org/draft-06/schema#"),
  "draft-07": draft("draft-07", "http://json-schema.org/draft-07/schema#"),
  "2019-09": draft("2019-09", "https://json-schema.org/draft/2019-09/schema"),
  "2020-12": draft("2020-12", "https://json-schema.org/draft/2020-12/schema"),
  "openapi-2.0": { draft: "draft-04", name: "OpenAPI 2.0", uri: null },
  "openapi-3.0": { draft: "draft-04", name: "OpenAPI 3.0", uri: null },
  "openapi-3.1": {
    draft: "2020-12",
    name: "OpenAPI 3.1",
    uri: "https://spec.openapis.org/oas/3.1/dialect/base",
  },
};

function draft(name: Draft, uri: string): Facts {
  return { draft: name, name: `JSON Schema ${name}`, uri };
}

/** The draft of JSON Schema that a dialect is, or is built on. */
export function draftOf(dialect: Dialect): Draft {
  return facts[dialect].draft;
}

/** What a message calls a dialect: `JSON Schema draft-07`, `OpenAPI 3.0`. */
export function nameOfDialect(dialect: Dialect): string {
  return facts[dialect].name;
}

/** What a schema writes under `$schema` to choose a dialect; `null` where only the version of an OpenAPI file does. */
export function uriOf(dialect: Dialect): string | null {
  return facts[dialect].uri;
}

/** Whether the draft of a dialect is this one or newer. */
export function isSince(dialect: Dialect, first: Draft): boolean {
  return dialects.indexOf(draftOf(dialect)) >= dialects.indexOf(first);
}

/** Whether what stands beside a `$ref` has no meaning. Since 2019-09 (core, 8.2.4.1) it counts as if the `$ref` were one more part of `allOf`. */
export function ignoresSiblings(dialect: Dialect): boolean {
  return !isSince(dialect, "2019-09");
}

/** Whether `exclusiveMinimum` is a flag beside `minimum`, as in draft-04 (validation, 5.1.3). */
export function hasBooleanLimits(dialect: Dialect): boolean {
  return !isSince(dialect, "draft-06");
}

/** The keyword by which a schema says that its values may also be null. OpenAPI 3.0 has one; elsewhere authors and tools write `x-nullable`. */
export function nullKeyword(dialect: Dialect): "nullable" | "x-nullable" {
  return dialect === "openapi-3.0" ? "nullable" : "x-nullable";
}

/** Whether `format` is held against values where nobody says otherwise. In 2019-09 (validation, 7.2) it became an annotation. */
export function assertsFormats(dialect: Dialect): boolean {
  return !isSince(dialect, "2019-09");
}

const draftUri =
  /^https?:\/\/json-schema\.org\/(?:draft\/)?(?<name>draft-0[467]|2019-09|2020-12)\/schema#?$/;
const openApiUri = /^https:\/\/spec\.openapis\.org\/oas\/3\.[12]\/(?:dialect|schema-base)\//;

/**
 * The dialect that a `$schema` or `jsonSchemaDialect` names; `null` where no such dialect is known.
 * @see https://json-schema.org/specification-links
 */
export function dialectOfUri(uri: Json): Dialect | null {
  if (typeof uri !== "string") return null;
  if (openApiUri.test(uri)) return "openapi-3.1";
  return (draftUri.exec(uri)?.groups?.["name"] ?? null) as Draft | null;
}

/** The dialect that an object chooses under `$schema`: `undefined` where it says nothing, `null` where no such dialect is known. */
export function namedDialect(schema: Json): Dialect | null | undefined {
  const uri = isObject(schema) ? ownValue(schema, "$schema") : undefined;
  return uri === undefined ? undefined : dialectOfUri(uri);
}

/** Whether a file is an OpenAPI document, of whatever version. */
export function isOpenApi(document: Json): boolean {
  return (
    isObject(document) &&
    (ownValue(document, "openapi") !== undefined || ownValue(document, "swagger") !== undefined)
  );
}

/**
 * The dialect that a file as a whole is written in: by the version of an OpenAPI document and its `jsonSchemaDialect`, or
 * by `$schema`. `null` where it does not say, or names what is not known.
 */
export function dialectOfDocument(document: Json): Dialect | null {
  if (!isObject(document)) return null;
  if (!isOpenApi(document)) return namedDialect(document) ?? null;
  const version = ownValue(document, "openapi");
  if (version === undefined) return "openapi-2.0";
  if (/^3\.0(?:\.|$)/.test(String(version))) return "openapi-3.0";
  const named = ownValue(document, "jsonSchemaDialect");
  return (named === undefined ? null : dialectOfUri(named)) ?? "openapi-3.1";
}
