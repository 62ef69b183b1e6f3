import { isArray, isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import { typesOfLimit } from "./limit-keywords.js";
import { saidAt, saidIn, type Said } from "./said.js";
import { annotationKeywords, schemaIn, wordOf, type SchemaNode } from "./side.js";

/** Alternatives that say no more than types, values, or limits of a type. */

export function schemasIn(value: Json | undefined): readonly SchemaNode[] {
  return isArray(value) ? value.map(schemaIn).filter((each) => each !== null) : [];
}

export function isOnlyNull(node: SchemaNode): boolean {
  if (!isObject(node)) return false;
  const keys = keysOf(node).filter((key) => !annotationKeywords.has(key) && key !== "title");
  return (
    keys.length === 1 &&
    (node["type"] === "null" || ("const" in node && ownValue(node, "const") === null))
  );
}

/** The types of a schema that says nothing else. */
export function typesOnly(node: SchemaNode): readonly string[] | null {
  if (!isObject(node)) return null;
  const keys = keysOf(node).filter((key) => !annotationKeywords.has(key) && key !== "title");
  if (keys.length !== 1) return null;
  if (keys[0] === "anyOf" || keys[0] === "oneOf") {
    const types = schemasIn(node[keys[0]]).map(typesOnly);
    return types.every((each) => each !== null) ? types.flat() : null;
  }
  if (keys[0] !== "type") return null;
  const type = node["type"]!;
  return isArray(type) ? type.map(wordOf) : [wordOf(type)];
}

/** Whether no two alternatives are of one type, and each limits its own type alone: together that is what all types with all limits say. */
export function areOfOneTypeEach(nodes: SchemaNode[]): nodes is JsonObject[] {
  const types = nodes.map(limitedType);
  // An integer is a number.
  const apart = new Set(types.map((type) => (type === "integer" ? "number" : type)));
  return !apart.has(null) && apart.size === nodes.length;
}

/** The type of a value that is not made of others, where a schema says nothing else but limits of it. */
function limitedType(node: SchemaNode): string | null {
  if (!isObject(node)) return null;
  const type = ownValue(node, "type");
  if (type !== "string" && type !== "integer" && type !== "number" && type !== "boolean")
    return null;
  const isAllowed = (key: string) =>
    key === "type" ||
    key === "title" ||
    annotationKeywords.has(key) ||
    (key === "format" ? type === "string" : typesOfLimit(key)?.includes(type) === true);
  return keysOf(node).every(isAllowed) ? type : null;
}

/** The values of a schema that lists them, with no more than their type. */
export function valuesOnly(node: SchemaNode): readonly Said<Json>[] | null {
  if (!isObject(node)) return null;
  const keys = keysOf(node).filter(
    (key) => !annotationKeywords.has(key) && key !== "title" && key !== "type",
  );
  if (keys.length !== 1) return null;
  if (keys[0] === "const") return [saidAt(node, "const")];
  const values = keys[0] === "enum" ? node["enum"] : undefined;
  return isArray(values) ? saidIn(node, values) : null;
}
