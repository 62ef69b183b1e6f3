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

interface Found {
  readonly all: readonly Contradiction[];
  /** The properties that do not count, by parent. */
  readonly names: ReadonlyMap<Json, Names>;
}

const known = new WeakMap<JsonObject, Found>();

/**
 * Where a schema contradicts what it is put together of by `allOf`. Pages show the later one of two descriptions of a
 * property, while a validator wants both: no value would fit.
 */
export function contradictionsIn(schema: JsonObject): readonly Contradiction[] {
  return foundIn(schema).all;
}

const nothing: Found = { all: [], names: new Map() };

function foundIn(schema: JsonObject): Found {
  const parents = ownValue(schema, "allOf");
  if (!isArray(parents)) return nothing;
  let found = known.get(schema);
  if (!found) {
    const all = contradictions(parents.filter(isObject), schema);
    known.set(schema, (found = { all, names: namesByParent(all) }));
  }
  return found;
}

function namesByParent(all: readonly Contradiction[]): ReadonlyMap<Json, Names> {
  const names = new Map<Json, Set<string>>();
  for (const { parent, name } of all) {
    const known = names.get(parent);
    if (known) known.add(name);
    else names.set(parent, new Set([name]));
  }
  return names;
}

/** Each description of a property is held against the last one before it. */
function contradictions(parents: readonly JsonObject[], schema: JsonObject): Contradiction[] {
  const found: Contradiction[] = [];
  const last = new Map<string, { readonly before: JsonObject; readonly parent: JsonObject }>();
  for (const layer of [...parents, schema]) {
    const after = propertiesOf(layer === schema ? schema : mergeAllOf(layer));
    for (const name of keysOf(after)) {
      const earlier = last.get(name);
      if (earlier && areApart(earlier.before[name]!, after[name]!, 0))
        found.push({ name, ...earlier, after });
      last.set(name, { before: after, parent: layer });
    }
  }
  return found;
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
  const names = foundIn(schema).names.get(parent);
  return names ? new Set([...more, ...names]) : more;
}

type Names = ReadonlySet<string>;
export const noNames: Names = new Set();
