import { isObject, keysOf } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Schema } from "../schema/schema.js";
import type { ApiDocument, Encoding, Header, Media, Operation, Parameter } from "./model.js";
import { operationsOf, type FoundSchema } from "./rule.js";
import { schemaKeywords } from "./schemas-below.js";

/** All schemas that documents have or refer to, each once, with the document that leads there first. */
export function* schemasOf(documents: readonly ApiDocument[]): Iterable<FoundSchema> {
  const seen = new Map<Located["file"], Set<string>>();
  for (const document of documents) {
    const queue = [...document.schemas.map(([, schema]) => schema), ...rootsOf(document)];
    for (let schema = queue.pop(); schema; schema = queue.pop()) {
      if (!isNew(schema.at, seen)) continue;
      yield { document, schema };
      if (schema.ref) queue.push(schema.ref);
      if (!isObject(schema.value)) continue;
      for (const key of keysOf(schema.value))
        if (schemaKeywords.has(key)) for (const each of schema.below(key)) queue.push(each);
    }
  }
}

function isNew({ file, pointer }: Located, seen: Map<Located["file"], Set<string>>): boolean {
  const known = seen.get(file) ?? new Set();
  seen.set(file, known);
  if (known.has(pointer)) return false;
  known.add(pointer);
  return true;
}

function rootsOf(document: ApiDocument): readonly Schema[] {
  const seen = new Set<object>();
  return operationsOf([document]).flatMap(({ operation }) => inOperation(operation, seen));
}

/** The schemas of what an operation is sent and answers, without those that these refer to. */
export function schemasIn(operation: Operation): readonly Schema[] {
  return inOperation(operation, new Set());
}

/** What `$ref`s share is one object, which is looked at once. */
function once<T extends object>(all: readonly T[], seen: Set<object>): readonly T[] {
  return all.filter((each) => !seen.has(each) && seen.add(each));
}

function inOperation(
  { parameters, requestBody, responses }: Operation,
  seen: Set<object>,
): readonly Schema[] {
  return [
    ...once(parameters, seen).flatMap((each) => inParameter(each, seen)),
    ...(requestBody ? inContent(requestBody.content, seen) : []),
    ...once(responses, seen).flatMap(({ headers, content }) => [
      ...inHeaders(headers, seen),
      ...inContent(content, seen),
    ]),
  ];
}

function inParameter({ schema, content }: Parameter, seen: Set<object>): readonly Schema[] {
  return [...(schema ? [schema] : []), ...inContent(content, seen)];
}

function inHeaders(headers: readonly Header[], seen: Set<object>): readonly Schema[] {
  return once(headers, seen).flatMap(({ schema, content }) => [
    ...(schema ? [schema] : []),
    ...inContent(content, seen),
  ]);
}

function inContent(content: readonly Media[], seen: Set<object>): readonly Schema[] {
  return once(content, seen).flatMap(
    ({ schema, itemSchema, fields, encoding, prefixEncoding, itemEncoding }) => [
      ...(schema ? [schema] : []),
      ...(itemSchema ? [itemSchema] : []),
      ...once(fields, seen).flatMap((each) => inParameter(each, seen)),
      ...inEncodings(
        [...encoding, ...prefixEncoding, ...(itemEncoding ? [itemEncoding] : [])],
        seen,
      ),
    ],
  );
}

function inEncodings(all: readonly Encoding[], seen: Set<object>): readonly Schema[] {
  return once(all, seen).flatMap(({ headers, encoding, prefixEncoding, itemEncoding }) => [
    ...inHeaders(headers, seen),
    ...inEncodings([...encoding, ...prefixEncoding, ...(itemEncoding ? [itemEncoding] : [])], seen),
  ]);
}
