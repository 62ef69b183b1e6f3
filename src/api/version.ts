import { isObject, numberText, ownValue, type Json, type JsonObject } from "../data/data.js";
import type { Dialect } from "../schema/dialects.js";
import type { Version } from "./shapes.js";

/** The version of a document, as it is read and as it is written. */
export interface Versioned {
  readonly version: Version;
  /** `3.0.3` */
  readonly written: string;
}

/**
 * The version that a document says it is written in; `null` where it is none of those that are read. One that names none
 * counts as what its fields belong to.
 */
export function versionOf(document: Json): Versioned | null {
  if (!isObject(document)) return null;
  const swagger = versionText(document, "swagger");
  if (swagger !== null)
    return /^2(?:\.0)?$/.test(swagger) ? { version: "2.0", written: "2.0" } : null;
  const openapi = versionText(document, "openapi");
  if (openapi !== null) return versionNamed(openapi);
  if (["swaggerVersion", "asyncapi"].some((key) => Object.hasOwn(document, key))) return null;
  const isLater = ["components", "servers", "webhooks"].some((key) => Object.hasOwn(document, key));
  return isLater ? newest : { version: "2.0", written: "2.0" };
}

/** What has most fields, for a document that does not say which. */
const newest: Versioned = { version: "3.2", written: "3.2.0" };

function versionNamed(written: string): Versioned | null {
  const found = /^3\.[012](?![\d])/.exec(written);
  if (found) return { version: found[0] as Version, written };
  return written === "3" ? newest : null;
}

/** A version may be a number by mistake: `openapi: 3.1`. */
function versionText(document: JsonObject, key: string): string | null {
  const value = ownValue(document, key);
  if (typeof value === "number") return numberText(document, key) ?? String(value);
  return value === undefined ? null : typeof value === "string" ? value.trim() : "";
}

/** What the schemas of a document are written in, unless they say so themselves. */
export function dialectOf(document: JsonObject, version: Version): Dialect {
  if (version === "2.0") return "openapi-2.0";
  if (version === "3.0") return "openapi-3.0";
  const named = ownValue(document, "jsonSchemaDialect");
  return (typeof named === "string" && dialectNamed(named)) || "openapi-3.1";
}

/** The dialect with a URI, where it is one that is read. */
function dialectNamed(uri: string): Dialect | undefined {
  const bare = uri
    .trim()
    .replace(/#$/, "")
    .replace(/^http:/, "https:");
  if (/^https:\/\/spec\.openapis\.org\/oas\/3\.[12]\/dialect\b/.test(bare)) return "openapi-3.1";
  const { draft } =
    /^https:\/\/json-schema\.org\/(?:draft\/(?<draft>2019-09|2020-12)\/schema|draft-0[467]\/schema)$/.exec(
      bare,
    )?.groups ?? {};
  if (draft === "2019-09" || draft === "2020-12") return draft;
  const older = /\/(?<old>draft-0[467])\/schema$/.exec(bare)?.groups?.["old"];
  return older as Dialect | undefined;
}
