import { type Json, objectOf } from "../data/data.js";
import type { Author, Place } from "./author.js";
import { type Schema, deepestSchema } from "./schema.js";

/** An example has at most this many values: aliases and schemas that refer to each other can make more than memory holds. */
const mostValues = 10_000;

/**
 * An example of a schema: its own, else made from its parts. A schema that is put together by `allOf` is shown with all
 * its parts, whatever example stands beside. An object has each property, an array one item (a tuple
 * each of its items), an integer is 0, a string `"string"`. `undefined` where there is nothing to make one from, which
 * `author` is told of, if given.
 */
export function exampleOf(schema: Schema, at: Place, author: Author | null): Json | undefined {
  return new Maker(author).make(schema, at, 0);
}

/** The example if it can be shown; one that is too large is reported and left out. */
export function ofShowableSize(
  example: Json | undefined,
  at: Place,
  author: Author,
): Json | undefined {
  if (example === undefined || countValues(example, 0) <= mostValues) return example;
  author.report("example-too-large", at, [String(mostValues)]);
  return undefined;
}

/** How many values there are in a value, counted until there are too many. */
function countValues(value: Json, before: number): number {
  let count = before + 1;
  if (typeof value !== "object" || value === null) return count;
  for (const inner of Object.values(value)) {
    if (count > mostValues) break;
    count = countValues(inner, count);
  }
  return count;
}

class Maker {
  #values = 0;

  constructor(readonly author: Author | null) {}

  make(schema: Schema, at: Place, depth: number): Json | undefined {
    if (schema.example !== undefined && !schema.hasParents) return schema.example;
    if (depth > deepestSchema) return undefined; // told of when the schema was read
    if (++this.#values > mostValues) return undefined; // too large in any case
    switch (schema.types) {
      case "object":
        if (schema.hasProperties) return this.#object(schema, depth);
        break;
      case "array":
        if (schema.items) return this.#array(schema.items, at, depth);
        break;
      case "integer":
        return 0;
      case "string":
        return "string";
    }
    this.author?.report("no-example", at, [this.author.nameOf(at)]);
    return undefined;
  }

  #object(schema: Schema, depth: number): Json {
    const values = new Map<string, Json>();
    for (const property of schema.properties) {
      const value = this.make(property.schema, property.at, depth + 1);
      if (value !== undefined) values.set(property.name, value);
    }
    return objectOf(values);
  }

  #array(items: Schema | readonly Schema[], at: Place, depth: number): Json {
    const schemas = "types" in items ? [items] : items;
    return schemas.flatMap((item) => {
      const place = item.written ? { holder: item.written } : at;
      const value = this.make(item, place, depth + 1);
      // The brackets keep an example that is a list from being spread.
      return value === undefined ? [] : [value];
    });
  }
}
