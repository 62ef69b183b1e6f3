import { isArray, isObject, keysOf, type Json } from "../data/data.js";
import { shapeOf } from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";
import type { Media, Response } from "./model.js";

/**
 * The codes of errors that a response has: the values that properties of these names have in its examples, those that its
 * schemas allow and, where no example is of a whole answer, those of examples of single properties. What all errors are made
 * of has an example of its own that no answer has which gives another.
 */
export function errorCodesOf(
  { content }: Response,
  names: ReadonlySet<string>,
): ReadonlySet<string> {
  const found: Found = { inAnswers: new Set(), allowed: new Set(), inParts: new Set() };
  for (const media of content) {
    for (const { value } of media.examples)
      if (value !== undefined) inValue(value, names, found.inAnswers);
    inSchemas(media, names, found);
  }
  const { inAnswers, allowed, inParts } = found;
  return new Set([...inAnswers, ...allowed, ...(inAnswers.size === 0 ? inParts : [])]);
}

interface Found {
  readonly inAnswers: Set<string>;
  readonly allowed: Set<string>;
  readonly inParts: Set<string>;
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

/** The values that a schema allows, and those of its examples and its properties'. */
function inSchemas({ schema }: Media, names: ReadonlySet<string>, found: Found): void {
  if (!schema) return;
  // Alternatives that extend the next ones lead to these by many ways.
  const visited = new Map<Schema, number>();
  const visit = (each: Schema, depth: number): void => {
    if ((visited.get(each) ?? -1) >= depth) return;
    visited.set(each, depth);
    const shape = shapeOf(each);
    for (const example of shape.examples) inValue(example.value, names, found.inAnswers);
    for (const { name, schema: property } of shape.properties) {
      const { examples, values } = shapeOf(property);
      for (const { value } of examples) inValue({ [name]: value }, names, found.inParts);
      if (!names.has(name)) continue;
      for (const value of values?.value ?? [])
        if (typeof value === "string") found.allowed.add(value);
    }
    if (depth > 0)
      for (const { schemas } of shape.choices)
        for (const choice of schemas) visit(choice, depth - 1);
  };
  visit(schema, deepest);
}

/** Alternatives in alternatives. */
const deepest = 3;
