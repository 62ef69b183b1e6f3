import type { Media, Response } from "../api/model.js";
import { isArray, isObject, keysOf, type Json } from "../data/data.js";
import { shapeOf } from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";
import type { Spec } from "../spec.js";
import type { Texts } from "./texts.js";
import { outObject, type OutObject } from "./tree.js";

/** Where a code of an error is written. */
interface Use {
  readonly operation: string;
  readonly status: string;
}

/**
 * All codes of errors, in the order of their letters, with the operations that answer with them: the values that
 * properties of these names have in the examples of responses, and those that their schemas allow.
 */
export function errorsOf(
  { apis }: Spec,
  names: readonly string[],
  { plain }: Pick<Texts, "plain">,
): readonly OutObject[] {
  const wanted = new Set(names);
  const uses = new Map<string, Use[]>();
  for (const { api, documents } of apis)
    for (const { document } of documents)
      for (const operation of document.operations) {
        const id = `${api.name} ${operation.method} ${plain(operation.basePath + operation.path)}`;
        for (const response of operation.responses)
          for (const code of codesOf(response, wanted))
            addUse(uses, plain(code), { operation: id, status: response.status });
      }
  return [...uses]
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([code, found]) =>
      outObject({
        code,
        responses: found.map(({ operation, status }) => outObject({ operation, status })),
      }),
    );
}

function addUse(uses: Map<string, Use[]>, code: string, use: Use): void {
  const known = uses.get(code) ?? [];
  uses.set(code, known);
  const isKnown = known.some(
    ({ operation, status }) => operation === use.operation && status === use.status,
  );
  if (!isKnown) known.push(use);
}

function codesOf({ content }: Response, names: ReadonlySet<string>): ReadonlySet<string> {
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
