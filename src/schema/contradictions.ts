import { isObject } from "../data/data.js";
import { nameOfPlace } from "../data/located.js";
import { shapeOf, type Part, type Shape } from "./merged.js";
import type { Schema } from "./schema.js";
import { isType } from "./well-formed.js";

/** A property that a schema describes as something that a part of its `allOf` rules out. */
export interface Contradiction {
  readonly name: string;
  /** The part of `allOf`, what it says of the property, and what is said later. */
  readonly parent: Schema;
  readonly before: Part;
  readonly after: Part;
}

/**
 * Where a schema contradicts what it is put together of by `allOf`. Pages show the later one of two descriptions of a
 * property, while a validator wants both: no value would fit.
 */
export function contradictionsIn(schema: Schema): readonly Contradiction[] {
  const parents = schema.below("allOf");
  const found: Contradiction[] = [];
  const last = new Map<string, { readonly before: Part; readonly parent: Schema }>();
  const own = schema.entries("properties").map(([name, each]) => ({
    name,
    schema: each,
    all: [each],
  }));
  for (const [parent, properties] of [
    ...parents.map((each) => [each, shapeOf(targetOf(each)).properties] as const),
    [schema, own] as const,
  ])
    for (const after of properties) {
      const earlier = last.get(after.name);
      if (earlier && areApart(earlier.before, after, new Set()))
        found.push({ name: after.name, ...earlier, after });
      last.set(after.name, { before: after, parent });
    }
  return found;
}

/** How many properties the parts of a schema's `allOf` have, each with its own. */
export function inheritedBy(schema: Schema): number {
  const parents = schema.below("allOf").map(targetOf);
  return parents.reduce((sum, parent) => sum + shapeOf(parent).properties.length, 0);
}

/** What a mere `$ref` names, which many schemas may share; or else the schema itself. */
function targetOf(schema: Schema): Schema {
  const isAlone = isObject(schema.value) && Object.keys(schema.value).length === 1;
  return (isAlone && schema.ref) || schema;
}

/** The schemas of properties that do not count where a part of `allOf` is contradicted, by that part. */
export function contradicted(schema: Schema): ReadonlyMap<Schema, ReadonlySet<Schema>> {
  const schemas = new Map<Schema, Set<Schema>>();
  for (const { parent, before } of contradictionsIn(schema)) {
    let known = schemas.get(parent);
    if (!known) schemas.set(parent, (known = new Set()));
    for (const each of before.all) known.add(each);
  }
  return schemas;
}

/** Deeper differences are not looked for. */
const deepest = 20;

/**
 * Whether no value has the types of both, or of what both say of items and properties. `asked`: pairs that are not, as far as
 * is known: types that lead to themselves come again and again.
 */
function areApart(a: Part, b: Part, asked: Set<string>, depth = 0): boolean {
  if (depth > deepest || a.schema === b.schema) return false;
  const type = plainType(a);
  if (type !== null && type === plainType(b)) return false;
  const { size } = asked;
  if (asked.add(`${nameOfPart(a)}\n${nameOfPart(b)}`).size === size) return false;
  const [one, other] = [shapeOf(a), shapeOf(b)];
  if (haveOtherTypes(one, other)) return true;
  if (one.items && other.items && areApart(one.items, other.items, asked, depth + 1)) return true;
  const before = new Map(one.properties.map((each) => [each.name, each]));
  return other.properties.some((after) => {
    const earlier = before.get(after.name);
    return earlier !== undefined && areApart(earlier, after, asked, depth + 1);
  });
}

function nameOfPart({ all }: Part): string {
  return all.map(({ at }) => nameOfPlace(at)).join(" ");
}

/** The type of what holds no other values, where a schema names it by itself. */
function plainType({ schema, all }: Part): string | null {
  const type = all.length === 1 ? schema.keyword("type") : undefined;
  const isPlain = typeof type === "string" && plainTypes.has(type) && !schema.ref;
  return isPlain && schema.keyword("allOf") === undefined ? type : null;
}

const plainTypes: ReadonlySet<string> = new Set(["string", "integer", "number", "boolean"]);

function haveOtherTypes({ types: a }: Shape, { types: b }: Shape): boolean {
  if (!a || !b || a.value.length === 0 || b.value.length === 0) return false;
  if (![...a.value, ...b.value].every(isType)) return false; // reported as unknown
  const isNumber = (type: string) => type === "integer" || type === "number";
  const overlap = (one: string, other: string) =>
    one === other || (isNumber(one) && isNumber(other));
  return !a.value.some((one) => b.value.some((other) => overlap(one, other)));
}
