import { isArray, isObject, keysOf, type Json } from "../data/data.js";
import { shapeOf } from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";
import type { Media, Response } from "./model.js";

/**
 * The codes of errors that a response has: the values that properties of these names have in its examples, and those that
 * its schemas allow.
 */
export function errorCodesOf(
  { content }: Response,
  names: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const media of content) {
    for (const { value } of media.examples) if (value !== undefined) inValue(value, names, found);
    inSchemas(media, names, found);
  }
  return found;
}

function inValue(value: Json, names: ReadonlySet<string>, found: Set<string>): void {
  if (isArray(value)) for (const each of value) inValue(each, names, found);
  if (!isObject(value)) return;
  for (const key of keysOf(value)) {
    const each = value[key]!;
    if (names.has(key) && typeof each === "string") found.add(each);
    else inValue(each, names, found);
  }
}

/** The values that a schema allows, and that of its example. */
function inSchemas({ schema }: Media, names: ReadonlySet<string>, found: Set<string>): void {
  if (!schema) return;
  const visit = (each: Schema, depth: number): void => {
    const shape = shapeOf(each);
    for (const example of shape.examples) inValue(example.value, names, found);
    for (const property of shape.properties) {
      if (!names.has(property.name)) continue;
      const own = shapeOf(property.schema);
      const values = [...(own.values?.value ?? []), ...own.examples.map(({ value }) => value)];
      for (const value of values) if (typeof value === "string") found.add(value);
    }
    if (depth > 0)
      for (const { schemas } of shape.choices)
        for (const choice of schemas) visit(choice, depth - 1);
  };
  visit(schema, deepest);
}

/** Alternatives in alternatives. */
const deepest = 3;
