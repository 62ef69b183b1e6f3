import { dialects } from "../schema/dialects.js";
import { dialectsWith, keywordOf, successors, type Kind } from "../schema/keywords.js";
import { wantedOf } from "../schema/well-formed.js";

/** What the value of a keyword must be: where a finding speaks of JSON's types alone, a reader is told what is meant. */
const values: Readonly<Record<Kind, string>> = {
  ...wantedOf,
  any: "any value",
  type: "the name of a type, or an array of them",
  schema: "a schema",
  "schema or boolean": "a schema or a boolean",
  "map of schemas": "an object of schemas",
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
