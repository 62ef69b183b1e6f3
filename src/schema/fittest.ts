import { isObject, keysOf, numberText, objectOf, rememberNumberText } from "../data/data.js";
import type { Json, JsonObject } from "../data/data.js";
import type { Choice, Shape } from "./merged.js";
import type { Schema } from "./schema.js";
import { Validator } from "./validate.js";

/** How many objects of an example may still be looked at, and by whom. Conditions within conditions can ask for more than time allows. */
export class Trials {
  readonly validator = new Validator({ formats: "annotate", mostSteps: 20_000 });
  left = 30;
}

/**
 * Of an object that was made of properties alone and of others like it, the first that fits all `schemas` best: with what
 * `if` and `dependentSchemas` ask besides, or without what only another alternative has. `make`: an example of a schema;
 * where one object takes too long, no further one is looked at.
 */
export function fittest(
  object: JsonObject,
  shape: Shape,
  schemas: readonly Schema[],
  make: (schema: Schema) => Json | undefined,
  trials: Trials,
): JsonObject {
  if (!isDemanding(shape)) return object;
  const faults = (value: Json): number => {
    if (trials.left-- <= 0) return Infinity;
    const counts = schemas.map(
      (each) => trials.validator.failures(value, each)?.length ?? Infinity,
    );
    const count = counts.reduce((one, next) => one + next, 0);
    if (count === Infinity) trials.left = 0;
    return count;
  };
  let [best, fewest] = [object, faults(object)];
  for (const candidate of candidates(object, shape, make)) {
    if (fewest === 0 || trials.left <= 0) break;
    const count = faults(candidate);
    if (count < fewest) [best, fewest] = [candidate, count];
  }
  return best;
}

/** Whether more is asked of an object than of each of its properties. */
function isDemanding(shape: Shape): boolean {
  const { conditions, dependentRequired, dependentSchemas, not } = shape;
  const further = [conditions, dependentRequired, dependentSchemas, not];
  return further.some((each) => each.length > 0) || shape.choices.flatMap(bareNames).length > 0;
}

/** The names that alternatives ask for without saying what they are. */
function bareNames({ schemas }: Choice): readonly string[] {
  return schemas.flatMap((each) => (each.keyword("properties") ? [] : requiredBy(each)));
}

function requiredBy(schema: Schema): readonly string[] {
  const names = schema.keyword("required");
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

function* candidates(
  object: JsonObject,
  shape: Shape,
  make: (schema: Schema) => Json | undefined,
): Generator<JsonObject> {
  const whole = withDependents(object, shape, make);
  yield whole;
  for (const { holds, otherwise } of shape.conditions)
    for (const schema of [holds, otherwise]) {
      const more = schema && make(schema);
      if (isObject(more ?? null)) yield joined(whole, more as JsonObject);
    }
  for (const choice of shape.choices) {
    const names = bareNames(choice);
    for (const each of choice.schemas) {
      const own = new Set(requiredBy(each));
      yield without(whole, (name) => names.includes(name) && !own.has(name));
    }
  }
  const needed = new Set(shape.properties.filter((each) => each.required).map(({ name }) => name));
  yield without(object, (name) => !needed.has(name));
  const left = keysOf(object).filter((name) => !needed.has(name));
  for (const gone of left.slice(0, 20)) yield without(object, (name) => name === gone);
}

/** With what is asked for where others are given. */
function withDependents(
  object: JsonObject,
  { dependentSchemas }: Shape,
  make: (schema: Schema) => Json | undefined,
): JsonObject {
  let all = object;
  for (const [name, schema] of dependentSchemas) {
    const more = Object.hasOwn(all, name) ? make(schema) : undefined;
    if (isObject(more ?? null)) all = joined(more as JsonObject, all);
  }
  return all;
}

function without(object: JsonObject, isLeftOut: (name: string) => boolean): JsonObject {
  return pick([object], (name) => !isLeftOut(name));
}

/** The keys of both, those of the second with its values. */
function joined(one: JsonObject, other: JsonObject): JsonObject {
  return pick([one, other], () => true);
}

function pick(objects: readonly JsonObject[], has: (name: string) => boolean): JsonObject {
  const found = new Map<string, JsonObject>();
  for (const object of objects)
    for (const key of keysOf(object)) if (has(key)) found.set(key, object);
  const picked = objectOf(new Map([...found].map(([key, from]) => [key, from[key]!])));
  for (const [key, from] of found) {
    const text = numberText(from, key);
    if (text !== undefined) rememberNumberText(picked, key, text);
  }
  return picked;
}
