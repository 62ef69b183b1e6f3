import { isArray, isObject } from "../data/data.js";
import { namesByKey, neededBy, type MakeCheck } from "./assertions.js";
import { contradicted } from "./contradictions.js";
import { isSince } from "./dialects.js";
import { Instance, type Check, type Evaluated, type Run, type Scope } from "./run.js";
import type { Schema } from "./schema.js";

/** Keywords that hold other schemas against a value or its parts. */
export const applicators: Readonly<Record<string, MakeCheck>> = {
  $ref(_given, { ref }) {
    return ref && ((at, run, scope, evaluated) => run.follow(ref, at, scope, evaluated));
  },
  $dynamicRef: dynamicRef,
  $recursiveRef: dynamicRef,
  allOf(_given, schema, { ignoresContradictions }) {
    const parts = schema.below("allOf");
    if (!ignoresContradictions)
      return (at, run, scope, evaluated) =>
        every(run, parts, (part) => run.inPlace(part, at, scope, evaluated));
    let ignored: ReturnType<typeof contradicted> | undefined;
    return (at, run, scope, evaluated) =>
      every(run, parts, (part) => {
        if (run.quietly(part, at, scope, evaluated)) return true;
        const without = (ignored ??= contradicted(schema)).get(part);
        if (!without) return run.inPlace(part, at, scope, evaluated);
        return run.ignoring(without, () => run.inPlace(part, at, scope.apart(), evaluated));
      });
  },
  anyOf: choice("anyOf", (count) => count > 0),
  oneOf: choice("oneOf", (count) => count === 1),
  not(_given, schema, { patterns }) {
    const [part] = schema.below("not");
    if (!part) return null;
    return (at, run, scope) => {
      const before = patterns.unanswered;
      // What fits as far as can be said may also not fit.
      const fits = run.quietly(part, at, scope, null) && patterns.unanswered === before;
      return !fits || run.fail(schema, "not", at);
    };
  },
  if(_given, schema) {
    const [condition] = schema.below("if");
    const [then] = schema.below("then");
    const [otherwise] = schema.below("else");
    if (!condition) return null;
    return (at, run, scope, evaluated) => {
      const holds = run.quietly(condition, at, scope, evaluated);
      const next = holds ? then : otherwise;
      if (!next || !run.isTelling) return !next || run.inPlace(next, at, scope, evaluated);
      return run.under({ when: condition, holds, path: at.path }, () =>
        run.inPlace(next, at, scope, evaluated),
      );
    };
  },
  dependentSchemas(_given, schema) {
    return dependent(schema, "dependentSchemas");
  },
  dependencies(given, schema) {
    const names = neededBy(namesByKey(given), schema, "dependencies");
    const schemas = dependent(schema, "dependencies");
    return (at, run, scope, evaluated) =>
      every(run, [names, schemas], (check) => check(at, run, scope, evaluated));
  },
  properties(_given, schema) {
    const properties = new Map(schema.entries("properties"));
    return (at, run, scope, evaluated) => {
      const { value } = at;
      if (!isObject(value)) return true;
      const isSmaller = properties.size < at.keys.length;
      return every(run, isSmaller ? properties.keys() : at.keys, (key) => {
        const property = properties.get(key);
        if (!property || (isSmaller && !Object.hasOwn(value, key))) return true;
        evaluated?.keys.add(key);
        return run.holds(property, at.child(key), scope, null);
      });
    };
  },
  patternProperties(_given, schema, { patterns }) {
    const entries = schema.entries("patternProperties").filter(([key]) => patterns.isPattern(key));
    return (at, run, scope, evaluated) => {
      const { value } = at;
      if (!isObject(value)) return true;
      run.spend(entries.length * at.keys.length);
      return every(run, entries, ([pattern, property]) =>
        every(run, at.keys, (key) => {
          const answer = patterns.answer(key, pattern);
          if (answer === false) return true;
          evaluated?.keys.add(key);
          return answer === null || run.holds(property, at.child(key), scope, null);
        }),
      );
    };
  },
  additionalProperties(_given, schema, { patterns }) {
    const [other] = schema.below("additionalProperties");
    const known = new Set(schema.entries("properties").map(([key]) => key));
    const keyPatterns = schema
      .entries("patternProperties")
      .map(([pattern]) => pattern)
      .filter((pattern) => patterns.isPattern(pattern));
    const isKnown = (key: string) =>
      known.has(key) || keyPatterns.some((pattern) => patterns.matches(key, pattern));
    const cost = keyPatterns.length;
    return other ? otherKeys(schema, "additionalProperties", other, isKnown, cost) : null;
  },
  unevaluatedProperties(_given, schema) {
    const [other] = schema.below("unevaluatedProperties");
    const isKnown = (key: string, evaluated: Evaluated | null) =>
      evaluated !== null && (evaluated.hasAll || evaluated.keys.has(key));
    return other ? otherKeys(schema, "unevaluatedProperties", other, isKnown) : null;
  },
  propertyNames(_given, schema) {
    const [names] = schema.below("propertyNames");
    if (!names) return null;
    return (at, run, scope) => {
      if (!isObject(at.value)) return true;
      return every(run, at.keys, (key) => {
        const name = new Instance(key, null, "");
        if (run.quietly(names, name, scope, null)) return true;
        if (!run.isTelling) return false;
        return run.fail(schema, "propertyNames", at, { key }, [
          run.alternative(names, name, scope),
        ]);
      });
    };
  },
  prefixItems(_given, schema) {
    return tuple(schema.below("prefixItems"));
  },
  items(given, schema) {
    if (isArray(given)) return tuple(schema.below("items"));
    const [item] = schema.below("items");
    return item ? otherItems(schema, "items", item, schema.below("prefixItems").length) : null;
  },
  /** Says nothing where `items` is not a list. */
  additionalItems(_given, schema) {
    const [item] = schema.below("additionalItems");
    const first = schema.keyword("items");
    return item && isArray(first)
      ? otherItems(schema, "additionalItems", item, first.length)
      : null;
  },
  unevaluatedItems(_given, schema) {
    const [item] = schema.below("unevaluatedItems");
    if (!item) return null;
    return (at, run, scope, evaluated) => {
      const { value } = at;
      if (!isArray(value) || evaluated?.hasAll) return true;
      const rest = [...value.keys()].filter(
        (index) => index >= (evaluated?.items ?? 0) && !evaluated?.indices.has(index),
      );
      if (rest.length > 0 && item.value === false)
        return run.fail(schema, "unevaluatedItems", at, { limit: rest[0]! });
      const isValid = every(run, rest, (index) =>
        run.holds(item, at.child(String(index)), scope, null),
      );
      if (evaluated) evaluated.hasAll = true;
      return isValid;
    };
  },
  contains(_given, schema) {
    const [item] = schema.below("contains");
    if (!item) return null;
    const least = countAt(schema, "minContains") ?? 1;
    const most = countAt(schema, "maxContains");
    const counts = isSince(schema.dialect, "2020-12");
    return (at, run, scope, evaluated) => {
      if (!isArray(at.value)) return true;
      let found = 0;
      for (const index of at.value.keys()) {
        if (!run.quietly(item, at.child(String(index)), scope, null)) continue;
        found++;
        if (counts) evaluated?.indices.add(index);
      }
      if (found >= least && (most === undefined || found <= most)) return true;
      const params = { found, least, ...(most === undefined ? {} : { most }) };
      return run.fail(schema, "contains", at, params);
    };
  },
};

/** Whether all of them hold; where it is told what is wrong, all are looked at. */
function every<T>(run: Run, each: Iterable<T>, holds: (one: T) => boolean): boolean {
  let isValid = true;
  for (const one of each) {
    if (holds(one)) continue;
    isValid = false;
    if (!run.isTelling) return false;
  }
  return isValid;
}

function dynamicRef(_given: unknown, schema: Schema): Check | null {
  const { dynamicRef: target, dynamicName } = schema;
  if (!target) return null;
  if (dynamicName === null)
    return (at, run, scope, evaluated) => run.follow(target, at, scope, evaluated);
  return (at, run, scope, evaluated) => {
    // The target's own resource counts, too, and is the innermost.
    const found = scope.enter(target.resource).find(dynamicName) ?? target;
    return run.follow(found, at, scope, evaluated);
  };
}

function choice(keyword: "anyOf" | "oneOf", isEnough: (count: number) => boolean): MakeCheck {
  return (given, schema, { patterns }) => {
    const parts = schema.below(keyword);
    if (!isArray(given) || parts.length === 0) return null;
    const isOver = (count: number, evaluated: Evaluated | null) =>
      keyword === "anyOf" ? count > 0 && !evaluated : count > 1;
    return (at, run, scope, evaluated) => {
      const before = patterns.unanswered;
      const fitting: Schema[] = [];
      for (const part of parts) {
        if (run.quietly(part, at, scope, evaluated)) fitting.push(part);
        if (isOver(fitting.length, evaluated)) break;
      }
      if (isEnough(fitting.length)) return true;
      if (fitting.length > 0 && patterns.unanswered > before) return true; // perhaps only one fits
      if (!run.isTelling) return false;
      if (fitting.length > 0) return run.fail(schema, keyword, at, { fitting });
      const told = run.isTellingAlternatives ? parts : [];
      const alternatives = told.map((part) => run.alternative(part, at, scope));
      return run.fail(schema, keyword, at, {}, alternatives);
    };
  };
}

function dependent(schema: Schema, keyword: string): Check {
  const entries = schema.entries(keyword);
  return (at, run, scope, evaluated) => {
    const { value } = at;
    if (!isObject(value)) return true;
    return every(
      run,
      entries,
      ([key, part]) => !Object.hasOwn(value, key) || run.inPlace(part, at, scope, evaluated),
    );
  };
}

/** The keys of an object that other keywords do not speak of, against one schema. `cost`: how many patterns it takes to know. */
function otherKeys(
  schema: Schema,
  keyword: string,
  other: Schema,
  isKnown: (key: string, evaluated: Evaluated | null) => boolean,
  cost = 0,
): Check {
  return (at, run, scope, evaluated) => {
    if (!isObject(at.value)) return true;
    run.spend(at.keys.length * cost);
    return every(run, at.keys, (key) => {
      if (isKnown(key, evaluated)) return true;
      evaluated?.keys.add(key);
      return other.value === false
        ? run.fail(schema, keyword, at, { key })
        : run.holds(other, at.child(key), scope, null);
    });
  };
}

/** The first items, each against a schema of its own. */
function tuple(parts: readonly Schema[]): Check {
  return (at, run, scope, evaluated) => {
    const { value } = at;
    if (!isArray(value)) return true;
    if (evaluated) evaluated.items = Math.max(evaluated.items, parts.length);
    return every(run, [...parts.entries()].slice(0, value.length), ([index, part]) =>
      run.holds(part, at.child(String(index)), scope, null),
    );
  };
}

/** The items after the first ones, against one schema. */
function otherItems(schema: Schema, keyword: string, item: Schema, first: number): Check {
  return (at, run: Run, scope: Scope, evaluated) => {
    const { value } = at;
    if (!isArray(value)) return true;
    if (evaluated) evaluated.items = value.length;
    if (value.length > first && item.value === false)
      return run.fail(schema, keyword, at, { limit: first });
    for (let index = first, isValid = true; ; index++) {
      if (index >= value.length) return isValid;
      if (run.holds(item, at.child(String(index)), scope, null)) continue;
      isValid = false;
      if (!run.isTelling) return false;
    }
  };
}

function countAt(schema: Schema, keyword: string): number | undefined {
  const value = schema.keyword(keyword);
  return typeof value === "number" && value >= 0 ? value : undefined;
}
