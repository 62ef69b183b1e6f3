import { type Json, isObject, numberText, rememberNumberText } from "../data/data.js";
import type { Located } from "../data/located.js";
import { ofWord, placeOf, type Of, type Word } from "./all-of.js";
import type { Author, Written } from "./author.js";
import type { Fields, Said } from "./fields.js";
import { deepestSchema } from "./references.js";

/** A JSON Schema as the tables and examples need it, with its `allOf` settled. */
export interface Schema {
  /** Where it stands; what a `$ref` led to, where that is defined. `null` where there is none. */
  readonly at: Located | null;
  /** What it says with all that its `allOf` brings; `null` where there is none. */
  readonly words: Fields<Word> | null;
  /** `oneOf` if there is one, else `type`: a name, or a list of names and schemas. A missing type is guessed, `null` where nothing speaks for one. */
  readonly types: string | readonly TypeMember[] | null;
  readonly title: Written | null;
  readonly description: Written | null;
  readonly required: ReadonlySet<string>;
  readonly properties: readonly Property[];
  /** Whether it says what its properties are, be it that there are none. */
  readonly hasProperties: boolean;
  readonly patternProperties: readonly Property[];
  /** What the values of a map are; `null` where the schema says nothing of them. */
  readonly additionalProperties: Schema | null;
  /** One schema for all items, or one for each. */
  readonly items: Schema | readonly Schema[] | null;
  readonly enum: readonly Json[];
  /** The pattern of its keys, as the author shows it to people (`x-pattern`). */
  readonly pattern: Written | null;
  /** Its own; a parent's need not fit what the schema adds. */
  readonly example: Said | undefined;
  /** Whether it is put together by `allOf`. */
  readonly hasParents: boolean;
  /** Whether it may be null though its type does not say so (`x-nullable`). */
  readonly isNullable: boolean;
  /** The keywords that no table shows, with where they stand. */
  readonly unshown: readonly string[];
}

export type TypeMember = { readonly name: string } | { readonly schema: Schema };

export interface Property {
  readonly name: string;
  readonly schema: Schema;
  readonly at: Located;
}

/** The schema of nothing in particular. */
export const emptySchema: Schema = {
  at: null,
  words: null,
  types: null,
  title: null,
  description: null,
  required: new Set(),
  properties: [],
  hasProperties: false,
  patternProperties: [],
  additionalProperties: null,
  items: null,
  enum: [],
  pattern: null,
  example: undefined,
  hasParents: false,
  isNullable: false,
  unshown: [],
};

/** The schemas `true` and `false` of draft-06 and later: any value, and none. */
const anySchema: Schema = { ...emptySchema, types: null };
const neverSchema: Schema = { ...emptySchema, types: "never" };

/** Keywords that restrict values in ways that no table shows. */
const neverShown: ReadonlySet<string> = new Set([
  "not",
  "if",
  "contains",
  "propertyNames",
  "dependencies",
  "dependentSchemas",
  "additionalItems",
  "unevaluatedItems",
  "unevaluatedProperties",
]);

/** The types of JSON Schema, and `file` of OpenAPI 2. */
const knownTypes: ReadonlySet<string> = new Set([
  "object",
  "array",
  "string",
  "integer",
  "number",
  "boolean",
  "null",
  "file",
]);

/** How many parts of recursive schemas may be read anew for each place where they are entered. */
const recursionBudget = 2_000;

/** Reads schemas; each object once, so that what is shared stays shared and a fault is told once. */
export class SchemaReader {
  readonly #known = new Map<object, Schema>();
  #depth = 0;
  #recursionLeft = recursionBudget;

  constructor(readonly author: Author) {}

  /** The schema that a value is; an empty one, reported, where it is no object. */
  read(of: Of): Schema {
    if (!("how" in of) && typeof of.value === "boolean") return of.value ? anySchema : neverSchema;
    const { words, references } = this.author;
    const identity = words.identityOf(of);
    const known = identity && this.#known.get(identity);
    const via = "how" in of ? null : of.via;
    if (known && !references.isOpen(identity, via)) return known;
    if (this.#depth >= deepestSchema) {
      this.author.report("schema-too-deep", placeOf(of), [String(deepestSchema)]);
      return emptySchema;
    }
    const before = references.lowestCut;
    references.lowestCut = Infinity;
    this.#depth++;
    const { schema, index } = references.within(via, () => ({
      index: references.depth,
      schema: this.#read(of),
    }));
    this.#depth--;
    // What was cut because an outer schema contains it is whole where it is entered elsewhere.
    const isWhole = references.lowestCut >= index || this.#recursionLeft-- <= 0;
    if (isWhole && identity) this.#known.set(identity, schema);
    references.lowestCut = isWhole ? before : Math.min(before, references.lowestCut);
    return schema;
  }

  #read(of: Of): Schema {
    const { author } = this;
    if ("how" in of) {
      const own = author.words.own(of);
      return own ? this.#fromFields(own, placeOf(of)) : emptySchema;
    }
    const { fields: own, value } = author.references.follow(of);
    if (!own && typeof value === "boolean") return value ? anySchema : neverSchema;
    if (!own) author.wrongKind(of.at, "an object", value ?? null);
    if (!own || author.isBrokenRef(own)) return emptySchema;
    return author.references.within(own.via, () => this.#fromFields(own, of.at));
  }

  /** `at`: where it is told of, such as the property that it is. */
  #fromFields(own: Fields<Word>, at: Located): Schema {
    const { author } = this;
    author.listAt(own, "allOf"); // for what it reports
    const words = author.words.merged(own);
    const required = author.listAt(words, "required");
    const schema: Schema = {
      at: words.at,
      words,
      types: this.#types(words),
      title: author.textAt(words, "title"),
      description: author.textAt(words, "description"),
      required: required.length > 0 ? namesIn(required) : emptySchema.required,
      properties: this.#properties(words, "properties"),
      hasProperties: isObject(words.get("properties")?.value),
      patternProperties: this.#properties(words, "patternProperties"),
      additionalProperties: this.#additional(words),
      items: this.#items(words),
      enum: this.#values(words),
      pattern: author.textAt(words, "x-pattern"),
      example: own.get("example"),
      hasParents: own.has("allOf"),
      isNullable: words.get("x-nullable")?.value === true,
      unshown: [],
    };
    const typed =
      schema.types === null ? { ...schema, types: this.#guess(schema, own, at) } : schema;
    const settled = this.#besides(typed, words);
    const unshown = unshownOf(settled, words, this.author);
    return unshown.length > 0 ? { ...settled, unshown } : settled;
  }

  /** An object that has properties and several types beside them is shown by its properties. */
  #besides(schema: Schema, words: Fields<Word>): Schema {
    const { types, properties } = schema;
    if (typeof types !== "object" || types === null) return schema;
    if (choiceOf(words, this.author) !== null)
      return properties.length > 0 ? { ...schema, types: "object" } : schema;
    // Of a list of types, those that have parts are shown with them.
    const isWhole = (member: TypeMember) =>
      "name" in member &&
      ((member.name === "object" && hasParts(schema)) ||
        (member.name === "array" && schema.items !== null));
    if (!types.some(isWhole)) return schema;
    return {
      ...schema,
      types: types.map((member) =>
        isWhole(member) && "name" in member
          ? { schema: { ...schema, types: member.name } }
          : member,
      ),
    };
  }

  #properties(words: Fields<Word>, keyword: string): readonly Property[] {
    const word = words.get(keyword);
    if (word === undefined) return emptySchema.properties;
    if (!word.members && !this.author.object(word)) return emptySchema.properties;
    const members = this.author.words.membersOf(word)!; // it is an object
    return [...members].map(([name, of]) => ({ name, schema: this.read(of), at: placeOf(of) }));
  }

  /** `true` and `{}` say as little of the values as saying nothing; `false` forbids them. */
  #additional(words: Fields<Word>): Schema | null {
    const word = words.get("additionalProperties");
    if (word === undefined) return null;
    if (!word.both) {
      const { value, fields } = this.author.references.follow(word);
      if (typeof value === "boolean" || fields?.keys().length === 0) return null;
    }
    return this.read(ofWord(word));
  }

  /** `const` is an `enum` of one value. */
  #values(words: Fields<Word>): readonly Json[] {
    const only = words.get("const");
    if (only !== undefined) {
      const values = [this.author.plain(only)];
      const written = numberText(only.holder, only.key);
      if (written !== undefined) rememberNumberText(values, "0", written);
      return values;
    }
    return this.author.valuesAt(words, "enum");
  }

  #items(words: Fields<Word>): Schema["items"] {
    const tuple = words.get("prefixItems");
    const word = tuple && this.author.words.listOf(tuple) ? tuple : words.get("items");
    if (word === undefined) return null;
    const list = word.both ? null : this.author.words.listOf(word);
    return list ? list.map((item) => this.read(item)) : this.read(ofWord(word));
  }

  #types(words: Fields<Word>): Schema["types"] {
    const choice = choiceOf(words, this.author);
    if (choice) return this.#members(words, choice);
    const type = words.get("type");
    if (type === undefined) return null;
    if (this.author.words.listOf(type)) return this.#members(words, "type");
    const name = this.author.textAt(words, "type");
    return name && this.#typeName(name.text, name.at);
  }

  /** The members of a list of types or of `oneOf`. */
  #members(words: Fields<Word>, key: "type" | "oneOf" | "anyOf"): readonly TypeMember[] {
    return this.author.listAt(words, key).map((member) => {
      const { value, at } = member;
      if (typeof value === "string") return { name: this.#typeName(value, at) };
      if (key !== "type") return { schema: this.read(member) };
      if (isObject(value)) this.author.report("schema-among-types", at);
      else this.author.wrongKind(at, "a type", value);
      return { schema: isObject(value) ? this.read(member) : emptySchema };
    });
  }

  #typeName(name: string, at: Located): string {
    if (!knownTypes.has(name)) this.author.report("unknown-type", at, [name]);
    return name;
  }

  /** What a schema without `type` is about, by the keywords it has. */
  #guess(schema: Schema, own: Fields<Word>, at: Located): string | null {
    if (!saysOtherwise(own)) this.author.report("no-type", at, [this.author.nameOf(at)]);
    const { properties, patternProperties, additionalProperties, items } = schema;
    if (properties.length > 0 || patternProperties.length > 0 || additionalProperties)
      return "object";
    return items ? "array" : null;
  }
}

/** Whether a schema says by other keywords than its type what its values are, or with none at all that they may be any. */
function saysOtherwise(own: Fields<Word>): boolean {
  const keys = own.keys();
  return keys.length === 0 || keys.some((key) => sayingKeywords.has(key));
}

const sayingKeywords: ReadonlySet<string> = new Set([
  "const",
  "enum",
  "anyOf",
  "not",
  "if",
  "contains",
  "prefixItems",
  "propertyNames",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedItems",
  "unevaluatedProperties",
  "$dynamicRef",
]);

/** `oneOf`, or `anyOf` if what it chooses from are types. */
function choiceOf(words: Fields<Word>, author: Author): "oneOf" | "anyOf" | null {
  if (!words.has("oneOf") && !words.has("anyOf")) return null;
  const listIn = (keyword: string) => {
    const word = words.get(keyword);
    return (word && author.words.listOf(word)) ?? [];
  };
  if (listIn("oneOf").length > 0) return "oneOf";
  const any = listIn("anyOf");
  const isType = (each: Said) => {
    const fields = author.references.fieldsOf(each);
    return fields !== null && typeWords.some((word) => fields.has(word));
  };
  return any.length > 0 && any.every(isType) ? "anyOf" : null;
}

/** What says of which type a schema is. */
const typeWords = ["type", "enum", "const", "properties", "items", "allOf", "oneOf"];

function hasParts({ properties, patternProperties, additionalProperties }: Schema): boolean {
  return properties.length > 0 || patternProperties.length > 0 || additionalProperties !== null;
}

/** The keywords of a schema that its tables do not show. */
function unshownOf(schema: Schema, words: Fields<Word>, author: Author): readonly string[] {
  const { types, properties, patternProperties, additionalProperties } = schema;
  const unshown = words
    .keys()
    .filter((key) => neverShown.has(key) && words.get(key)!.value !== false);
  const choice = choiceOf(words, author);
  if (choice && types === "object") unshown.push(choice);
  if (choice !== "anyOf" && words.has("anyOf")) unshown.push("anyOf");
  if (choice !== null && hasParts(schema) && types !== "object")
    unshown.push(...["patternProperties", "additionalProperties"].filter((key) => words.has(key)));
  if (types !== "object") return unshown;
  if (properties.length > 0 && patternProperties.length > 0) unshown.push("patternProperties");
  if (additionalProperties && (properties.length > 0 || patternProperties.length > 0))
    unshown.push("additionalProperties");
  return unshown;
}

/** The names in a list; what is no text cannot name a property. */
function namesIn(list: readonly Said[]): ReadonlySet<string> {
  return new Set(list.map(({ value }) => value).filter((name) => typeof name === "string"));
}
