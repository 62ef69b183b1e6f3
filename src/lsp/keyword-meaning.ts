import { dialects } from "../schema/dialects.js";
import { dialectsWith, keywordOf, successors, type Kind } from "../schema/keywords.js";

/** What the value of a keyword must be, as a sentence says it. */
const values: Readonly<Record<Kind, string>> = {
  any: "any value",
  string: "a string",
  boolean: "a boolean",
  number: "a number",
  "positive number": "a number above 0",
  count: "an integer of 0 or more",
  strings: "an array of strings",
  values: "an array of values",
  array: "an array",
  object: "an object",
  type: "the name of a type, or an array of them",
  pattern: "a regular expression",
  schema: "a schema",
  schemas: "an array of schemas",
  "schema or boolean": "a schema or a boolean",
  "schema or schemas": "a schema, or an array of schemas",
  "map of schemas": "an object of schemas",
  "map of strings": "an object of arrays of strings",
  "map of schemas or strings": "an object of schemas or arrays of strings",
  "map of booleans": "an object of booleans",
};

/** What the program knows of a keyword of JSON Schema, in Markdown; `null` where it is none. */
export function keywordMeaning(name: string): string | null {
  const known = dialectsWith(name);
  const last = known.at(-1);
  if (last === undefined) return null;
  const kinds = [...new Set(known.map((dialect) => values[keywordOf(name, dialect)!.kind]))];
  const lines = [`\`${name}\` of JSON Schema: ${kinds.join("; or ")}.`];
  if (known.length < dialects.length) lines.push(`Known in ${known.join(", ")}.`);
  const later = successors.get(name);
  if (later) lines.push(`In later drafts: ${later.map((each) => `\`${each}\``).join(", ")}.`);
  if (keywordOf(name, last)!.isAnnotation) lines.push("It is an annotation: no value fails by it.");
  return lines.join("\n\n");
}
