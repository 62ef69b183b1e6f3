import { isArray, isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import { contradicted, noNames } from "./contradictions.js";
import type { Dialect } from "./dialect.js";
import { answerTo, fits, otherKeys } from "./fits.js";

/** A value that does not fit what some keywords of its schema say, or may not. */
export interface Culprit {
  /** The keys from the value that was looked at. */
  readonly path: readonly string[];
  readonly value: Json;
  readonly schema: JsonObject;
  readonly keywords: readonly string[];
}

/**
 * The smallest parts of a value and its schema that a validator must look at to say what is wrong: what fits is left out,
 * so that little is to be compiled.
 */
export function culpritsOf(value: Json, schema: JsonObject, dialect: Dialect): Culprit[] {
  const found: Culprit[] = [];
  // A parent of several parents is one.
  const seen = new Map<Json | undefined, Set<string>>();
  const isNew = (given: Json | undefined, path: readonly string[]) => {
    let paths = seen.get(given);
    if (!paths) seen.set(given, (paths = new Set()));
    const size = paths.size;
    return paths.add(path.join("\n")).size > size;
  };
  const visit = (
    at: Json,
    given: Json | undefined,
    path: readonly string[],
    except: ReadonlySet<string>,
  ): void => {
    const depth = path.length;
    if (!isNew(given, path)) return;
    if (!isObject(given) || fits(at, given, dialect, depth, except) === "yes") return;
    const own: string[] = [];
    for (const keyword of keysOf(given)) {
      if (answerTo(keyword, at, { schema: given, dialect, depth, except }) === "yes") continue;
      const parts = partsOf(keyword, at, given);
      if (parts)
        for (const { key, part, below } of parts)
          if (key !== null) {
            const counts = keyword !== "properties" || !except.has(key);
            if (counts) visit(part, below, [...path, key], noNames);
          } else visit(part, below, path, contradicted(given, below ?? null, except));
      else own.push(keyword);
    }
    if (own.length > 0) found.push({ path, value: at, schema: given, keywords: own });
  };
  visit(value, schema, [], noNames);
  return found;
}

interface Part {
  readonly key: string | null;
  readonly part: Json;
  readonly below: Json | undefined;
}

/** The parts of a value that a keyword holds against schemas of their own; `null` where it is about the value as a whole. */
function partsOf(keyword: string, value: Json, schema: JsonObject): readonly Part[] | null {
  const given = ownValue(schema, keyword);
  if (keyword === "allOf" && isArray(given) && given.every(isObject))
    return given.map((below) => ({ key: null, part: value, below }));
  if (isObject(value) && isObject(given)) {
    const keys =
      keyword === "properties"
        ? keysOf(value).filter((key) => isObject(ownValue(given, key)))
        : keyword === "additionalProperties"
          ? otherKeys(value, schema)
          : null;
    const flagged =
      keyword === "properties" && keysOf(value).some((key) => ownValue(given, key) === false);
    if (!keys || flagged) return null;
    return keys.map((key) => ({
      key,
      part: value[key]!,
      below: keyword === "properties" ? ownValue(given, key) : given,
    }));
  }
  const isPlainList = keyword === "items" && isArray(value) && schema["prefixItems"] === undefined;
  if (!isPlainList || (isArray(given) ? !given.every(isObject) : !isObject(given))) return null;
  return value.map((part, index) => ({
    key: String(index),
    part,
    below: isArray(given) ? given[index] : given,
  }));
}
