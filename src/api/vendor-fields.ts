import { isArray, isObject, ownValue, type Json } from "../data/data.js";
import { below, type DocumentReader, type Node, type Placed } from "./document-reader.js";
import type { CodeSample, TagGroup } from "./model.js";

/**
 * Fields of no version of OpenAPI that many programs show, and authors therefore write: `x-displayName`, `x-tagGroups`,
 * `x-codeSamples`. What is not of their kind is left out here and reported by `rules/vendor-fields.ts`.
 * @see https://redocly.com/docs/realm/content/api-docs/openapi-extensions
 */

/** What they are called; the second is the first's older name. */
export const codeSampleFields = ["x-codeSamples", "x-code-samples"] as const;

export function readDisplayName(reader: DocumentReader, tag: Node): string | null {
  const field = placed(reader, tag, "x-displayName");
  return typeof field?.value === "string" && field.value.trim() !== "" ? field.value : null;
}

/** What stands above tags, in the order in which it is shown. */
export function readTagGroups(reader: DocumentReader, document: Node): readonly TagGroup[] {
  return itemsAt(reader, document, "x-tagGroups").flatMap((each) => {
    const name = textAt(reader, each, "name");
    const tags = itemsAt(reader, each, "tags").flatMap(({ value }) =>
      typeof value === "string" ? [value] : [],
    );
    return name === null ? [] : [{ at: each.at, name, tags }];
  });
}

/** The examples of a request that an author gives in programming languages. */
export function readCodeSamples(reader: DocumentReader, operation: Node): readonly CodeSample[] {
  for (const field of codeSampleFields) {
    const samples = itemsAt(reader, operation, field).flatMap((each): readonly CodeSample[] => {
      const source = textAt(reader, each, "source");
      const language = textAt(reader, each, "lang");
      const label = textAt(reader, each, "label") ?? language;
      if (source === null || label === null) return [];
      return [{ at: each.at, language: language ?? "text", label, source }];
    });
    if (samples.length > 0) return samples;
  }
  return [];
}

/** A field, after its `$ref` if it is one. */
function placed(reader: DocumentReader, { at, value }: Placed, key: string): Placed | null {
  const own = isObject(value) ? ownValue(value, key) : undefined;
  return own === undefined ? null : reader.target({ at: below(at, key), value: own });
}

function textAt(reader: DocumentReader, holder: Placed, key: string): string | null {
  const text: Json | undefined = placed(reader, holder, key)?.value;
  return typeof text === "string" && text.trim() !== "" ? text : null;
}

function itemsAt(reader: DocumentReader, holder: Placed, key: string): readonly Placed[] {
  const list = placed(reader, holder, key);
  if (!list || !isArray(list.value)) return [];
  return list.value.flatMap(
    (value, index) => reader.target({ at: below(list.at, index), value }) ?? [],
  );
}
