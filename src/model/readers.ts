import type { Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Author } from "./author.js";
import { exampleOf } from "./example.js";
import type { Schema, SchemaReader } from "./schema.js";
import type { TypeTables } from "./type-table.js";

/** What reads the data files: one of each for the whole project. */
export interface Readers {
  readonly author: Author;
  readonly schemas: SchemaReader;
  readonly tables: TypeTables;
  /** Every example that was made because nobody wrote one, in the order of making. */
  readonly made: Made[];
  /** The fields that all events have, once they were looked for. */
  envelope: ReadonlySet<string> | undefined;
  /** The examples of schemas, each made once. */
  readonly examples: Map<
    Schema,
    { readonly value: Json | undefined; readonly isReported: boolean }
  >;
}

/** An example that stands in a page but not in the author's files. */
export interface Made {
  readonly value: Json;
  /** Where the schema stands that it was made of. */
  readonly at: Located;
}

/** An example of a schema, remembered if it was made. That there is nothing to make one from is reported if it `isTold`. */
export function exampleFor(
  schema: Schema,
  at: Located,
  readers: Readers,
  isTold = true,
): Json | undefined {
  const known = readers.examples.get(schema);
  if (known && (known.isReported || !isTold)) return known.value;
  const value = exampleOf(schema, at, readers.author, isTold);
  readers.examples.set(schema, { value, isReported: isTold });
  const isMade = schema.example === undefined || schema.hasParents;
  if (value !== undefined && isMade && !known) readers.made.push({ value, at });
  return value;
}
