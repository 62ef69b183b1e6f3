import {
  type Json,
  type JsonObject,
  isArray,
  isObject,
  keysOf,
  mergeAllOf,
  numberText,
  ownValue,
  rememberNumberText,
} from "../data/data.js";
import type { Author, Place, Written } from "./author.js";

/** A JSON Schema as the tables and examples need it, with its `allOf` settled. */
export interface Schema {
  /** The schema as the author wrote it; `null` where there is none. */
  readonly written: JsonObject | null;
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
  readonly example: Json | undefined;
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
  readonly at: Place;
}

/** The schema of nothing in particular. */
export const emptySchema: Schema = {
  written: null,
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

/** Deeper nesting than this is no schema that anybody reads; it is reported and cut. */
export const deepestSchema = 100;

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

/** Reads schemas; each object once, so that what is shared stays shared and a fault is told once. */
export class SchemaReader {
  readonly #known = new WeakMap<JsonObject, Schema>();
  #depth = 0;

  constructor(readonly author: Author) {}

  /** The schema that a value is; an empty one, reported, where it is no object. */
  read(value: Json | undefined, at: Place): Schema {
    if (typeof value === "boolean") return value ? anySchema : neverSchema;
    const written = this.author.object(value, at);
    if (!written) return emptySchema;
    const known = this.#known.get(written);
    if (known) return known;
    if (this.#depth >= deepestSchema) {
      this.author.report("schema-too-deep", at, [String(deepestSchema)]);
      return emptySchema;
    }
    this.#depth++;
    const schema = this.#fromObject(written, at);
    this.#depth--;
    this.#known.set(written, schema);
    return schema;
  }

  #fromObject(written: JsonObject, at: Place): Schema {
    this.author.listAt(written, "allOf"); // for what it reports
    const object = mergeAllOf(written);
    const required = this.author.listAt(object, "required");
    const schema: Schema = {
      written,
      types: this.#types(object),
      title: this.author.textAt(object, "title"),
      description: this.author.textAt(object, "description"),
      required: required.length > 0 ? namesIn(required) : emptySchema.required,
      properties: this.#properties(object, "properties"),
      hasProperties: isObject(ownValue(object, "properties")),
      patternProperties: this.#properties(object, "patternProperties"),
      additionalProperties: this.#additional(object),
      items: this.#items(object),
      enum: this.#values(object),
      pattern: this.author.textAt(object, "x-pattern"),
      example: ownValue(written, "example"),
      hasParents: ownValue(written, "allOf") !== undefined,
      isNullable: ownValue(object, "x-nullable") === true,
      unshown: [],
    };
    const typed = schema.types === null ? { ...schema, types: this.#guess(schema, at) } : schema;
    const settled = this.#besides(typed, object);
    const unshown = unshownOf(settled, object);
    return unshown.length > 0 ? { ...settled, unshown } : settled;
  }

  /** An object that has properties and several types beside them is shown by its properties. */
  #besides(schema: Schema, object: JsonObject): Schema {
    const { types, properties } = schema;
    if (typeof types !== "object" || types === null) return schema;
    if (choiceOf(object) !== null)
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

  #properties(object: JsonObject, keyword: string): readonly Property[] {
    const holder = this.author.objectAt(object, keyword);
    if (!holder) return emptySchema.properties;
    return keysOf(holder).map((name) => {
      const at = { holder, key: name };
      return { name, schema: this.read(holder[name], at), at };
    });
  }

  /** `true` and `{}` say as little of the values as saying nothing; `false` forbids them. */
  #additional(object: JsonObject): Schema | null {
    const value = ownValue(object, "additionalProperties");
    if (typeof value === "boolean" || value === undefined) return null;
    if (isObject(value) && keysOf(value).length === 0) return null;
    return this.read(value, { holder: object, key: "additionalProperties" });
  }

  /** `const` is an `enum` of one value. */
  #values(object: JsonObject): readonly Json[] {
    const only = ownValue(object, "const");
    if (only === undefined) return this.author.listAt(object, "enum");
    const values = [only];
    const written = numberText(object, "const");
    if (written !== undefined) rememberNumberText(values, "0", written);
    return values;
  }

  #items(object: JsonObject): Schema["items"] {
    const tuple = ownValue(object, "prefixItems");
    const items = isArray(tuple) ? tuple : ownValue(object, "items");
    if (items === undefined) return null;
    if (!isArray(items)) return this.read(items, { holder: object, key: "items" });
    return items.map((item, key) => this.read(item, { holder: items, key }));
  }

  #types(object: JsonObject): Schema["types"] {
    const choice = choiceOf(object);
    if (choice) return this.#members(object, choice);
    if (isArray(ownValue(object, "type"))) return this.#members(object, "type");
    const name = this.author.textAt(object, "type");
    return name && this.#typeName(name.text, name);
  }

  /** The members of a list of types or of `oneOf`. */
  #members(holder: JsonObject, key: "type" | "oneOf" | "anyOf"): readonly TypeMember[] {
    const list = this.author.listAt(holder, key);
    return list.map((member, index) => {
      const at = { holder: list, key: index };
      if (typeof member === "string") return { name: this.#typeName(member, at) };
      if (key === "type" && isObject(member)) this.author.report("schema-among-types", at);
      return { schema: this.read(member, at) };
    });
  }

  #typeName(name: string, at: Place): string {
    if (!knownTypes.has(name)) this.author.report("unknown-type", at, [name]);
    return name;
  }

  /** What a schema without `type` is about, by the keywords it has. */
  #guess(schema: Schema, at: Place): string | null {
    if (!saysOtherwise(schema.written)) this.author.report("no-type", at, [this.author.nameOf(at)]);
    const { properties, patternProperties, additionalProperties, items } = schema;
    if (properties.length > 0 || patternProperties.length > 0 || additionalProperties)
      return "object";
    return items ? "array" : null;
  }
}

/** Whether a schema says by other keywords than its type what its values are, or with none at all that they may be any. */
function saysOtherwise(written: JsonObject | null): boolean {
  if (written === null) return false;
  const keys = Object.keys(written);
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
function choiceOf(object: JsonObject): "oneOf" | "anyOf" | null {
  const one = ownValue(object, "oneOf");
  if (isArray(one) && one.length > 0) return "oneOf";
  const any = ownValue(object, "anyOf");
  const isType = (each: Json) =>
    isObject(each) && typeWords.some((word) => Object.hasOwn(each, word));
  return isArray(any) && any.length > 0 && any.every(isType) ? "anyOf" : null;
}

/** What says of which type a schema is. */
const typeWords = ["type", "enum", "const", "properties", "items", "allOf", "oneOf"];

function hasParts({ properties, patternProperties, additionalProperties }: Schema): boolean {
  return properties.length > 0 || patternProperties.length > 0 || additionalProperties !== null;
}

/** The keywords of a schema that its tables do not show. */
function unshownOf(schema: Schema, object: JsonObject): readonly string[] {
  const { types, properties, patternProperties, additionalProperties } = schema;
  const unshown = keysOf(object).filter((key) => neverShown.has(key) && object[key] !== false);
  const choice = choiceOf(object);
  if (choice && types === "object") unshown.push(choice);
  if (choice !== "anyOf" && ownValue(object, "anyOf") !== undefined) unshown.push("anyOf");
  if (choice !== null && hasParts(schema) && types !== "object")
    unshown.push(...["patternProperties", "additionalProperties"].filter((key) => key in object));
  if (types !== "object") return unshown;
  if (properties.length > 0 && patternProperties.length > 0) unshown.push("patternProperties");
  if (additionalProperties && (properties.length > 0 || patternProperties.length > 0))
    unshown.push("additionalProperties");
  return unshown;
}

/** The names in a list; what is no text cannot name a property. */
function namesIn(list: readonly unknown[]): ReadonlySet<string> {
  return new Set(list.filter((name) => typeof name === "string"));
}
