import { isArray, isObject, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Schema } from "../schema/schema.js";

/** What a schema comes to for display: its own keywords, those of what its `$ref` names, and those of its `allOf`. */
export interface Shape {
  /** The schema that the keywords mostly come from: what a chain of bare `$ref`s ends at. */
  readonly schema: Schema;
  /** Types in JSON Schema's words; empty where any will do. */
  readonly types: readonly string[];
  /** `false`: nothing fits. */
  readonly isNothing: boolean;
  readonly title: string | null;
  readonly name: string | null;
  readonly description: WrittenText | null;
  readonly properties: readonly Property[];
  readonly alternatives: readonly Alternatives[];
  /** A keyword, the schema's own before those of others. */
  keyword(name: string): Json | undefined;
  /** The first schema below a keyword. */
  below(name: string): Schema | null;
  all(name: string): readonly Schema[];
}

export interface WrittenText {
  readonly at: Located;
  readonly text: string;
}

export interface Property {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

export interface Alternatives {
  readonly keyword: "oneOf" | "anyOf";
  readonly schemas: readonly Schema[];
}

/** Deeper chains are cycles, which are reported where references are followed. */
const longestChain = 50;
const mostParts = 500;

/** What a chain of `$ref`s ends at that have nothing beside them but annotations. */
export function targetOf(schema: Schema): Schema {
  let at = schema;
  for (let step = 0; step < longestChain && isBareRef(at); step++) at = at.ref!;
  return at;
}

/** Keywords that say something of a value and ask nothing of it. */
const annotations: ReadonlySet<string> = new Set([
  "$ref",
  "$comment",
  "title",
  "description",
  "summary",
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
  "example",
  "examples",
  "externalDocs",
]);

/** Whether a schema asks for nothing but what its `$ref` names. */
function isBareRef(schema: Schema): boolean {
  if (!schema.ref || !isObject(schema.value)) return false;
  return Object.keys(schema.value).every(
    (key) => annotations.has(key) || key.startsWith("x-") || schema.keyword(key) === undefined,
  );
}

export function placeKey({ at }: Schema): string {
  return `${at.file.source.path}#${at.pointer}`;
}

/** The parts of a schema that all hold: itself, what it refers to, its `allOf`, and theirs. */
function partsOf(schema: Schema): Schema[] {
  const parts: Schema[] = [];
  const seen = new Set<string>();
  const visit = (part: Schema): void => {
    const key = placeKey(part);
    if (seen.has(key) || parts.length >= mostParts) return;
    seen.add(key);
    parts.push(part);
    if (part.ref) visit(part.ref);
    for (const each of part.below("allOf")) visit(each);
  };
  visit(schema);
  return parts;
}

export function shapeOf(given: Schema): Shape {
  const schema = targetOf(given);
  const parts = partsOf(given);
  const keyword = (name: string): Json | undefined => {
    for (const part of parts) {
      const value = part.keyword(name);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const all = (name: string) => parts.flatMap((part) => part.below(name));
  return {
    schema,
    types: typesOf(parts, keyword),
    isNothing: parts.some(({ value }) => value === false),
    title: textAt(keyword("title")),
    name: nameOf(given, schema, keyword),
    description: descriptionOf(given) ?? firstOf(parts, descriptionOf),
    properties: propertiesOf(parts),
    alternatives: parts.flatMap((part) =>
      (["oneOf", "anyOf"] as const).flatMap((name): Alternatives[] => {
        const schemas = part.below(name);
        return schemas.length === 0 ? [] : [{ keyword: name, schemas }];
      }),
    ),
    keyword,
    below: (name) => all(name)[0] ?? null,
    all,
  };
}

function textAt(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** What it is called by its title, or else by the definition that a `$ref` leads to. */
function nameOf(
  given: Schema,
  schema: Schema,
  keyword: (name: string) => Json | undefined,
): string | null {
  const own = textAt(schema.keyword("title"));
  return own ?? schema.name ?? given.name ?? textAt(keyword("title"));
}

function firstOf<T>(parts: readonly Schema[], take: (part: Schema) => T | null): T | null {
  for (const part of parts) {
    const found = take(part);
    if (found !== null) return found;
  }
  return null;
}

/** The text of a schema, which a `$ref` may have beside it where the dialect says so. */
function descriptionOf(schema: Schema): WrittenText | null {
  const text = textAt(schema.keyword("description"));
  if (text === null || text.trim() === "") return null;
  const { file, pointer } = schema.at;
  return { text, at: { file, pointer: `${pointer}/description` } };
}

const impliedBy: readonly (readonly [type: string, keywords: readonly string[]])[] = [
  ["object", ["properties", "additionalProperties", "patternProperties", "required"]],
  ["array", ["items", "prefixItems", "contains", "uniqueItems"]],
];

function typesOf(
  parts: readonly Schema[],
  keyword: (name: string) => Json | undefined,
): readonly string[] {
  const given = parts.flatMap((part) => givenTypes(part));
  const types =
    given.length === 0
      ? impliedTypes(keyword)
      : given.reduce((both, each) => both.filter((type) => fits(type, each)));
  const isNullable = keyword("nullable") === true || keyword("x-nullable") === true;
  return isNullable && types.length > 0 && !types.includes("null") ? [...types, "null"] : types;
}

/** What a schema says under `type`, as a list. */
function givenTypes(part: Schema): (readonly string[])[] {
  const type = part.keyword("type");
  if (typeof type === "string") return [[type]];
  return isArray(type) ? [type.filter((each) => typeof each === "string")] : [];
}

function fits(type: string, allowed: readonly string[]): boolean {
  return allowed.includes(type) || (type === "integer" && allowed.includes("number"));
}

/** The type that keywords have in mind, and that of all allowed values. */
function impliedTypes(keyword: (name: string) => Json | undefined): string[] {
  for (const [type, keywords] of impliedBy)
    if (keywords.some((name) => keyword(name) !== undefined)) return [type];
  const allowed = keyword("enum");
  const constant = keyword("const");
  const values = isArray(allowed) ? allowed : constant === undefined ? [] : [constant];
  return [...new Set(values.map(typeOfValue))];
}

export function typeOfValue(value: Json): string {
  if (value === null) return "null";
  if (isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value; // string, boolean, object
}

/** The properties of all parts, each where it is first named, required where any part says so. */
function propertiesOf(parts: readonly Schema[]): readonly Property[] {
  const required = new Set<string>();
  const found = new Map<string, Schema>();
  for (const part of parts) {
    const names = part.keyword("required");
    if (isArray(names)) for (const name of names) if (typeof name === "string") required.add(name);
    for (const [name, schema] of part.entries("properties"))
      if (!found.has(name)) found.set(name, schema);
  }
  return [...found].map(([name, schema]) => ({ name, schema, required: required.has(name) }));
}
