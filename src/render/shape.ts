import { isObject } from "../data/data.js";
import { shapeOf, type Choice, type Part, type Shape } from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";

/** A schema, or several that one value must fit. */
export type Of = Schema | Part;

/** Keywords that say something of a value and ask nothing of it. */
const annotations: ReadonlySet<string> = new Set([
  "$ref",
  "$dynamicRef",
  "$recursiveRef",
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

/** Longer chains are cycles, which are reported where references are followed. */
const longestChain = 50;

/** What a chain of `$ref`s ends at that have nothing beside them but annotations: what has one table on a page. */
export function targetOf(of: Of): Of {
  if ("all" in of && of.all.length > 1) return of;
  let at = "all" in of ? of.schema : of;
  for (let step = 0; step < longestChain; step++) {
    const next = isBareRef(at) ? (at.ref ?? at.dynamicRef) : onlyPart(at);
    if (!next || isTypeOfItsOwn(at)) break;
    at = next;
  }
  return at;
}

/** Whether a definition says what it is: it is no other name for what it refers to. */
function isTypeOfItsOwn(schema: Schema): boolean {
  const description = schema.keyword("description");
  if (typeof description !== "string" || description.trim() === "") return false;
  return /\/(?:definitions|\$defs|schemas)\/[^/]+$/.test(schema.at.pointer);
}

/**
 * The schema under an `allOf` of one with nothing beside it, which is how OpenAPI 3.0 describes a `$ref`; its type may be said
 * again, if that is not said to be another one by a title.
 */
function onlyPart(schema: Schema): Schema | null {
  const parts = schema.below("allOf");
  if (parts.length !== 1 || parts[0]!.ref === null || !isObject(schema.value)) return null;
  const isBare = Object.keys(schema.value).every(
    (key) =>
      key === "allOf" ||
      key === "nullable" ||
      saysNothing(schema, key) ||
      (key === "type" && saysTypeAgain(schema, parts[0]!)),
  );
  return isBare ? parts[0]! : null;
}

function saysTypeAgain(schema: Schema, part: Schema): boolean {
  const [type, ...others] = shapeOf(part).types?.value ?? [];
  const isSame = others.length === 0 && type === schema.keyword("type");
  return isSame && schema.keyword("title") === undefined;
}

function isBareRef(schema: Schema): boolean {
  if (!isObject(schema.value) || (schema.ref === null) === (schema.dynamicRef === null))
    return false;
  return Object.keys(schema.value).every((key) => saysNothing(schema, key));
}

function saysNothing(schema: Schema, key: string): boolean {
  return annotations.has(key) || key.startsWith("x-") || schema.keyword(key) === undefined;
}

/** The schema of the place that is shown. */
export function schemaOf(of: Of): Schema {
  return "all" in of ? of.schema : of;
}

/** The schemas that one value must fit. */
export function partsOf(of: Of): readonly Schema[] {
  return "all" in of ? of.all : [of];
}

/** What a schema, or several together, are known by. */
export function keyOf(of: Of): string {
  return partsOf(of)
    .map(({ at }) => `${at.file.source.path}#${at.pointer}`)
    .join(" ");
}

/** What a type is called by its own title or the key of its definition, but not by what it is made of. */
export function nameOf(of: Of): string | null {
  const target = targetOf(of);
  if ("all" in target && target.all.length > 1) return null;
  const schema = schemaOf(target);
  const own = ownTitle(schema);
  if (own !== null) return own;
  if (schema.name !== null) return schema.name;
  const shape = shapeOf(schema);
  return shape.hasParents ? null : (shape.title?.value ?? null);
}

/** The title of a type, or the last of those that it is made of. */
export function titleOf({ title, parts }: Shape): string | null {
  if (title) return title.value.trim() || null;
  for (let at = parts.length - 1; at >= 0; at--) {
    const own = parts[at]!.keyword("title");
    if (typeof own === "string" && own.trim() !== "") return own.trim();
  }
  return null;
}

/** The title that a schema says of itself, or in a part of its `allOf` that is written there. */
function ownTitle(schema: Schema): string | null {
  for (const each of [schema, ...schema.below("allOf").filter(({ ref }) => ref === null)]) {
    const title = each.keyword("title");
    if (typeof title === "string" && title.trim() !== "") return title;
  }
  return null;
}

/** What the values of an object with any keys are; `null` where nothing is said of them, or not by one schema. */
export function mapValue(shape: Shape): Part | null {
  const { patternProperties } = shape;
  const others = shape.additionalProperties ?? shape.unevaluatedProperties;
  const isClosed = !others || schemaOf(others).value === false;
  if (patternProperties.length === 1 && isClosed) return patternProperties[0]!;
  return patternProperties.length > 0 ? null : othersOf(shape);
}

/** What all properties are that have no row of their own; `null` where nothing is said of them. */
export function othersOf(shape: Shape): Part | null {
  const others = shape.additionalProperties ?? shape.unevaluatedProperties;
  return others && isObject(others.schema.value) ? others : null;
}

/** Whether an object has no properties but those that are shown. */
export function isClosed({
  additionalProperties,
  unevaluatedProperties,
  hasParents,
}: Shape): boolean {
  if (unevaluatedProperties && schemaOf(unevaluatedProperties).value === false) return true;
  // In a part of `allOf` it forbids what the other parts have, too.
  return !hasParents && additionalProperties?.schema.value === false;
}

/** Whether the alternatives say nothing, since one of them fits any value and none rules out another. */
export function allowsAll({ keyword, schemas }: Choice): boolean {
  return keyword === "anyOf" && schemas.some(fitsAll);
}

function fitsAll(schema: Schema): boolean {
  const { value } = schema;
  if (!isObject(value) || schema.ref || schema.dynamicRef) return value === true;
  return Object.keys(value).every((key) => saysNothing(schema, key));
}

/** The one alternative that a value is of which is not null; `null` where there are several, or no other than null. */
export function besideNull({ schemas }: Choice): Schema | null {
  let only: Schema | null = null;
  for (const each of schemas) {
    if (isNull(shapeOf(each))) continue;
    if (only) return null;
    only = each;
  }
  return schemas.length > 1 ? only : null;
}

function isNull({ types, values }: Shape): boolean {
  return types?.value.join() === "null" || (values?.value.length === 1 && values.value[0] === null);
}

/** Whether a schema speaks of properties, whatever has them. */
export function isOfProperties({ properties, otherRequired }: Shape): boolean {
  return properties.length > 0 || otherRequired.length > 0;
}

/** Whether an object is shown as a table: it has properties, or several patterns of such, or one and others. */
export function hasTable(shape: Shape): boolean {
  const { properties, patternProperties } = shape;
  if (properties.length > 0 || patternProperties.length > 1) return true;
  return patternProperties.length === 1 && othersOf(shape) !== null;
}
