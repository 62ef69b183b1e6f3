import {
  isArray,
  isObject,
  keysOf,
  mergeAllOf,
  ownValue,
  type Json,
  type JsonObject,
} from "../data/data.js";

/** A property that a schema describes as something that a parent of it rules out. */
export interface Contradiction {
  readonly name: string;
  /** The parent in the list of `allOf`. */
  readonly parent: JsonObject;
  /** The properties of the parent, and those that override them. */
  readonly before: JsonObject;
  readonly after: JsonObject;
}

const known = new WeakMap<JsonObject, readonly Contradiction[]>();

/**
 * Where a schema contradicts what it is put together of by `allOf`. Pages show the later one of two descriptions of a
 * property, while a validator wants both: no value would fit.
 */
export function contradictionsIn(schema: JsonObject): readonly Contradiction[] {
  const found = known.get(schema);
  if (found) return found;
  const parents = ownValue(schema, "allOf");
  const made = isArray(parents) ? [...contradictions(parents.filter(isObject), schema)] : [];
  known.set(schema, made);
  return made;
}

function* contradictions(
  parents: readonly JsonObject[],
  schema: JsonObject,
): Generator<Contradiction> {
  const layers = [...parents.map(mergeAllOf), schema].map(propertiesOf);
  for (const [index, before] of layers.slice(0, -1).entries())
    for (const after of layers.slice(index + 1))
      for (const name of keysOf(after))
        if (Object.hasOwn(before, name) && areApart(before[name]!, after[name]!, 0))
          yield { name, parent: parents[index]!, before, after };
}

const none: JsonObject = {};

function propertiesOf(schema: JsonObject): JsonObject {
  const properties = ownValue(schema, "properties");
  return isObject(properties) ? properties : none;
}

/** Whether no value has the types of both schemas, or of what both say of items and properties. */
function areApart(a: Json, b: Json, depth: number): boolean {
  if (!isObject(a) || !isObject(b) || a === b || depth > 20) return false;
  const [one, other] = [typesOf(a), typesOf(b)];
  if (one && other && !one.some((type) => other.some((each) => overlap(type, each)))) return true;
  const [items, otherItems] = [ownValue(a, "items"), ownValue(b, "items")];
  if (items !== undefined && otherItems !== undefined && areApart(items, otherItems, depth + 1))
    return true;
  const [before, after] = [propertiesOf(a), propertiesOf(b)];
  return keysOf(after).some(
    (name) => Object.hasOwn(before, name) && areApart(before[name]!, after[name]!, depth + 1),
  );
}

function typesOf(schema: JsonObject): readonly string[] | null {
  const type = ownValue(schema, "type");
  const names = isArray(type) ? type : type === undefined ? [] : [type];
  const texts = names.filter((name) => typeof name === "string");
  return texts.length > 0 && texts.length === names.length && !texts.includes("enum")
    ? texts
    : null;
}

function overlap(a: string, b: string): boolean {
  const isNumber = (type: string) => type === "integer" || type === "number";
  return a === b || (isNumber(a) && isNumber(b));
}

/** The properties of a parent that do not count, since the schema contradicts them; `more` do not count for its own reasons. */
export function contradicted(schema: JsonObject, parent: Json, more: Names): Names {
  const found = contradictionsIn(schema).filter((each) => each.parent === parent);
  return found.length === 0 ? more : new Set([...more, ...found.map(({ name }) => name)]);
}

type Names = ReadonlySet<string>;
export const noNames: Names = new Set();
