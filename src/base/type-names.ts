import { nearest } from "./text.js";

const types = ["string", "number", "integer", "boolean", "object", "array", "null"];

/** What other languages call the types of JSON Schema. */
const named: ReadonlyMap<string, readonly string[]> = new Map([
  ["string", ["str", "text", "char", "date", "datetime", "uuid"]],
  ["number", ["float", "double", "decimal", "real"]],
  ["integer", ["int", "int32", "int64", "long", "short"]],
  ["boolean", ["bool", "flag"]],
  ["object", ["dict", "dictionary", "map", "hash", "struct"]],
  ["array", ["list", "tuple", "set", "vector"]],
  ["null", ["none", "nil", "undefined", "void"]],
]);

/** The types of JSON Schema that may be meant by a name that is none of them. */
export function typesMeantBy(name: string): readonly string[] {
  const lower = name.toLowerCase();
  for (const [type, others] of named) if (others.includes(lower)) return [type];
  return nearest(name, types);
}
