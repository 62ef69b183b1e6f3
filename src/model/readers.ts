import type { Json } from "../data/data.js";
import type { Author, Place } from "./author.js";
import { exampleOf } from "./example.js";
import type { Schema, SchemaReader } from "./schema.js";
import type { TypeTables } from "./type-table.js";

/** What reads the data files: one of each for the whole project. */
export interface Readers {
  readonly author: Author;
  readonly schemas: SchemaReader;
  readonly tables: TypeTables;
  /** Every example that was made because nobody wrote one, in the order of making. */
  readonly made: MadeExample[];
  /** The examples of schemas, each made once. */
  readonly examples: WeakMap<
    Schema,
    { readonly value: Json | undefined; readonly isReported: boolean }
  >;
}

/** An example that stands in a page but not in the author's files. */
export interface MadeExample {
  readonly value: Json;
  /** The schema it was made of. */
  readonly at: Place;
  readonly schema: Schema;
}

/** An example of a schema, remembered if it was made. `author` is told where there is nothing to make one from. */
export function exampleFor(
  schema: Schema,
  at: Place,
  readers: Readers,
  author: Author | null = readers.author,
): Json | undefined {
  const known = readers.examples.get(schema);
  if (known && (known.isReported || !author)) return known.value;
  const value = exampleOf(schema, at, author);
  readers.examples.set(schema, { value, isReported: author !== null });
  if (value !== undefined && value !== schema.example && !known)
    readers.made.push({ value, at, schema });
  return value;
}
