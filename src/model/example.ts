import { type Json, numberText, objectOf, rememberNumberText } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Author } from "./author.js";
import { isTooLarge, mostValues } from "../schema/example-size.js";
import { textMatching } from "../schema/pattern-text.js";
import { sampleNumber, sampleString } from "../schema/sample.js";
import { limitsOf } from "./limits.js";
import { deepestSchema } from "./references.js";
import { type Property, type Schema, type TypeMember } from "./schema.js";

/**
 * An example of a schema in the look of 2020. `schema/example.ts` makes those of the look `current`, which says more: this
 * one shows, to the character, what pages had in 2020, as of `allOf` and of what contains itself.
 *
 * It is its own, else its default, the first value of its enum, or one made by its type: an object has
 * each property, an array one item (a tuple each of its items), a string is of its format, a number within its limits. A
 * schema that is put together by `allOf` is shown with all its parts, whatever example stands beside. `undefined` where
 * there is nothing to make one from, which is reported if it `isTold`.
 */
export function exampleOf(
  schema: Schema,
  at: Located,
  author: Author,
  isTold = true,
): Json | undefined {
  return new Maker(author, isTold).make(schema, at, 0);
}

/** The example if it can be shown; one that is too large is reported and left out. */
export function ofShowableSize(
  example: Json | undefined,
  at: Located,
  author: Author,
): Json | undefined {
  if (example === undefined || !isTooLarge(example)) return example;
  author.report("example-too-large", at, [String(mostValues)]);
  return undefined;
}

class Maker {
  #values = 0;
  /** How the value made last is written, if it is a number of the author's. */
  #written: string | undefined;
  /** While alternatives are tried, nothing is reported. */
  #isTrying = false;

  constructor(
    readonly author: Author,
    readonly isTold: boolean,
  ) {}

  make(schema: Schema, at: Located, depth: number): Json | undefined {
    this.#written = undefined;
    if (schema.example !== undefined && !schema.hasParents) {
      this.#written = numberText(schema.example.holder, schema.example.key);
      return this.author.plain(schema.example);
    }
    if (depth > deepestSchema) return undefined; // told of when the schema was read
    if (++this.#values > mostValues) return undefined; // too large in any case
    const value = this.#given(schema) ?? this.#ofType(schema, schema.types, at, depth);
    if (value === undefined && schema.words && this.isTold && !this.#isTrying)
      this.author.report("no-example", at, [this.author.nameOf(at)]);
    return value;
  }

  /** A value that the schema itself names. An empty one says less than what it could hold. */
  #given({ words, enum: values }: Schema): Json | undefined {
    const usual = words?.get("default");
    const value = usual && this.author.plain(usual);
    if (usual && value !== undefined && value !== null && !isEmpty(value)) {
      this.#written = numberText(usual.holder, usual.key);
      return value;
    }
    this.#written = values.length > 0 ? numberText(values, 0) : undefined;
    return values[0];
  }

  #ofType(schema: Schema, type: Schema["types"], at: Located, depth: number): Json | undefined {
    switch (type) {
      case "object":
        return this.#object(schema, at, depth);
      case "array":
        return schema.items ? this.#array(schema.items, at, depth) : [];
      case "integer":
      case "number":
        return sampleNumber(limitsOf(schema.words), type === "integer");
      case "boolean":
        return true;
      case "string":
        return sampleString(limitsOf(schema.words));
      case "null":
        return null;
      default:
        return typeof type === "object" && type !== null
          ? this.#firstOf(type, schema, at, depth)
          : undefined;
    }
  }

  /** Of several types the first of which there is an example; null, if it is one of them, is the last. */
  #firstOf(
    members: readonly TypeMember[],
    schema: Schema,
    at: Located,
    depth: number,
  ): Json | undefined {
    const wasTrying = this.#isTrying;
    this.#isTrying = true;
    let value: Json | undefined;
    for (const member of members) {
      value =
        "name" in member
          ? this.#ofType(schema, member.name, at, depth + 1)
          : this.make(member.schema, at, depth + 1);
      if (value !== undefined && value !== null) break;
    }
    this.#isTrying = wasTrying;
    return value;
  }

  #object(schema: Schema, at: Located, depth: number): Json {
    const made = new Map<string, Json>();
    const texts = new Map<string, string>();
    for (const { name, schema: each, at: place } of propertiesOf(schema, at)) {
      const value = this.make(each, place, depth + 1);
      if (value !== undefined) made.set(name, value);
      if (typeof value === "number" && this.#written !== undefined) texts.set(name, this.#written);
    }
    const object = objectOf(made);
    for (const [name, text] of texts) rememberNumberText(object, name, text);
    return object;
  }

  #array(items: Schema | readonly Schema[], at: Located, depth: number): Json {
    const list: Json[] = [];
    for (const item of "types" in items ? [items] : items) {
      const value = this.make(item, item.at ?? at, depth + 1);
      if (value === undefined) continue;
      if (typeof value === "number" && this.#written !== undefined)
        rememberNumberText(list, String(list.length), this.#written);
      list.push(value);
    }
    return list;
  }
}

function isEmpty(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** The properties of an object; of a map, one whose key fits. */
function propertiesOf(schema: Schema, at: Located): readonly Property[] {
  const { properties, patternProperties, additionalProperties } = schema;
  if (properties.length > 0) return properties;
  const [pattern] = patternProperties;
  if (pattern) {
    const name = textMatching(pattern.name, "string", () => true);
    return name === undefined ? [] : [{ ...pattern, name }];
  }
  if (!additionalProperties || schema.hasProperties) return [];
  const name = additionalProperties.pattern?.text ?? "string";
  return [{ name, schema: additionalProperties, at }];
}
