import {
  isArray,
  isObject,
  keysOf,
  numberText,
  objectOf,
  ownValue,
  rememberNumberText,
  rememberParts,
  type Json,
  type JsonObject,
} from "./json.js";

/**
 * What `allOf` means to a reader: one schema with everything its parents say. Parents count from left to right, then the
 * schema itself; what comes later overrides, `required` is joined, of two enums the values of both are left, and what
 * two parents say of one property, item or value of a map is merged in the same way. What the schema itself says of a
 * property overrides all that its parents say of it but an enum.
 */

const mergedByKey: ReadonlySet<string> = new Set([
  "properties",
  "additionalProperties",
  "patternProperties",
]);

const merged = new WeakMap<JsonObject, JsonObject>();

/** The schema without its `allOf`. A schema that has none is returned as it is; each schema is merged once. */
export function mergeAllOf(schema: JsonObject): JsonObject {
  const parents = schema["allOf"];
  if (!isArray(parents)) return schema;
  const known = merged.get(schema);
  if (known) return known;
  const layers = [...parents.filter(isObject).map(mergeAllOf), schema];
  const made = mergeLayers(layers, schema);
  merged.set(schema, made);
  return made;
}

/** `own`: the layer that overrides what its parents say of a property. */
function mergeLayers(layers: readonly JsonObject[], own?: JsonObject): JsonObject {
  const values = new Map<string, Json | Growing>();
  const holders = new Map<string, JsonObject>();
  for (const layer of layers)
    for (const key of keysOf(layer)) {
      if (key === "allOf") continue;
      values.set(key, mergeValue(key, values.get(key), layer[key]!, layer === own));
      holders.set(key, layer);
    }
  const done = [...values].map(
    ([key, value]) => [key, value instanceof Growing ? value.done() : value] as const,
  );
  const made = objectOf(new Map(done));
  rememberParts(made, layers.at(-1)!, (key) => holders.get(key));
  return made;
}

/** A map or a set of names that many layers add to: each is copied once. */
class Growing {
  readonly #values = new Map<string, Json>();
  readonly #holders = new Map<string, JsonObject>();
  readonly #names = new Set<Json>();
  #last: JsonObject | readonly Json[];

  constructor(first: JsonObject | readonly Json[]) {
    this.#last = first;
    this.add(first, later);
  }

  get isMap(): boolean {
    return !isArray(this.#last);
  }

  add(value: JsonObject | readonly Json[], merge: (before: Json, value: Json) => Json): this {
    this.#last = value;
    if (isArray(value)) for (const name of value) this.#names.add(name);
    else
      for (const key of keysOf(value)) {
        const earlier = this.#values.get(key);
        this.#values.set(key, earlier === undefined ? value[key]! : merge(earlier, value[key]!));
        this.#holders.set(key, value);
      }
    return this;
  }

  done(): Json {
    const last = this.#last;
    if (isArray(last)) return [...this.#names];
    const made = objectOf(this.#values);
    rememberParts(made, last, (key) => this.#holders.get(key));
    return made;
  }
}

function mergeValue(
  key: string,
  before: Json | Growing | undefined,
  value: Json,
  isOwn: boolean,
): Json | Growing {
  if (before === undefined) return value;
  const isMap = before instanceof Growing ? before.isMap : isObject(before);
  if (key === "required" && !isMap && isArray(value)) {
    if (before instanceof Growing) return before.add(value, later);
    if (isArray(before)) return new Growing(before).add(value, later);
  }
  if (mergedByKey.has(key) && key !== "additionalProperties" && isMap && isObject(value)) {
    const growing = before instanceof Growing ? before : new Growing(before as JsonObject); // looked at above
    return growing.add(value, isOwn ? override : mergeSchemas);
  }
  // An empty list of properties is written where there are none.
  if (mergedByKey.has(key) && isMap && isArray(value) && value.length === 0) return before;
  if (before instanceof Growing) return value;
  if (key === "enum" && isArray(before) && isArray(value)) return shared(before, value);
  if (key === "items" && !isOwn) return mergeSchemas(before, value);
  if (key === "additionalProperties" && isObject(before) && isObject(value))
    return isOwn ? mergeMaps(before, value, later) : mergeSchemas(before, value);
  return value;
}

/** The values that both lists allow; the later list where there are none. */
function shared(before: readonly Json[], value: readonly Json[]): readonly Json[] {
  const allowed = new Set(before.map((each) => JSON.stringify(each)));
  const both = [...value.entries()].filter(([, each]) => allowed.has(JSON.stringify(each)));
  if (both.length === 0 || both.length === value.length) return value;
  const list: Json[] = [];
  for (const [index, each] of both) {
    const written = numberText(value, index);
    if (written !== undefined) rememberNumberText(list, String(list.length), written);
    list.push(each);
  }
  return list;
}

const mergedPairs = new WeakMap<JsonObject, WeakMap<JsonObject, JsonObject>>();

/** What two schemas of one value say together; the later one alone where no value has the types of both. */
function mergeSchemas(before: Json, value: Json): Json {
  if (!isObject(before) || !isObject(value) || before === value) return value;
  const known = mergedPairs.get(before)?.get(value);
  if (known) return known;
  const layers = [mergeAllOf(before), mergeAllOf(value)] as const;
  const made = canBeBoth(...layers) ? mergeLayers(layers) : value;
  const pairs = mergedPairs.get(before) ?? new WeakMap<JsonObject, JsonObject>();
  mergedPairs.set(before, pairs.set(value, made));
  return made;
}

function canBeBoth(a: JsonObject, b: JsonObject): boolean {
  const [one, other] = [ownValue(a, "type"), ownValue(b, "type")];
  if (one === undefined || other === undefined) return true;
  const [types, others] = [one, other].map((type) => (isArray(type) ? type : [type]));
  const isNumber = (type: Json) => type === "integer" || type === "number";
  return types!.some((type) =>
    others!.some((each) => each === type || (isNumber(each) && isNumber(type))),
  );
}

function later(_before: Json, value: Json): Json {
  return value;
}

/** The later schema, with the enum of the earlier one where both can have the same values. */
function override(before: Json, value: Json): Json {
  if (!isObject(before) || !isObject(value)) return value;
  const [allowed, own] = [ownValue(before, "enum"), ownValue(value, "enum")];
  if (!isArray(allowed) || "allOf" in value || !canBeBoth(before, value)) return value;
  const both = isArray(own) ? shared(allowed, own) : allowed;
  if (both === own) return value;
  const made = objectOf(
    new Map([...keysOf(value).map((key) => [key, value[key]!] as const), ["enum", both]]),
  );
  rememberParts(made, value, (key) => (key === "enum" && own === undefined ? before : value));
  return made;
}

function mergeMaps(
  before: JsonObject,
  value: JsonObject,
  merge: (before: Json, value: Json) => Json,
): JsonObject {
  const values = new Map<string, Json>();
  for (const key of keysOf(before)) values.set(key, before[key]!);
  for (const key of keysOf(value)) {
    const earlier = values.get(key);
    values.set(key, earlier === undefined ? value[key]! : merge(earlier, value[key]!));
  }
  const made = objectOf(values);
  rememberParts(made, value, (key) => (Object.hasOwn(value, key) ? value : before));
  return made;
}
