import { isArray, isObject, keysOf, ownValue, type Json } from "../data/data.js";
import { nameOfPlace } from "../data/located.js";
import type { Alternative, Failure } from "./failure.js";
import { shapeOf } from "./merged.js";
import type { Schema } from "./schema.js";

/** What is wrong with a value: a failure that does not only follow from others. */
export interface Fault {
  readonly failure: Failure;
  /** All keys that the value lacks, the types it might have, and the values it might be, by whichever keyword. */
  readonly missing: readonly string[];
  readonly types: readonly string[];
  readonly values: readonly Json[];
  /** Of a choice that nothing decides: the alternative that is nearest, and what is wrong by it. */
  readonly nearest?: { readonly schema: Schema; readonly faults: readonly Fault[] };
  /** The choice between schemas that this is a part of. */
  readonly choice?: Failure;
}

/** The faults behind failures: one for each cause. */
export function faultsOf(failures: readonly Failure[]): readonly Fault[] {
  const known = new Set<string>();
  const isNew = ({ at, instancePointer, params: { key = "" } }: Failure) => {
    const { size } = known;
    return (
      known.add([at.file.source.path, at.pointer, instancePointer, key].join("\n")).size > size
    );
  };
  const faults = failures
    .filter(isNew)
    .flatMap((failure) =>
      failure.alternatives.length > 0 && failure.keyword !== "propertyNames"
        ? faultsOfChoice(failure)
        : [faultOf(failure)],
    );
  return joinMissing(withoutConsequences(faults));
}

function faultOf(failure: Failure): Fault {
  const { keyword, given, params } = failure;
  const list = isArray(given) ? given : [given];
  return {
    failure,
    missing: params.missing ?? [],
    types: keyword === "type" ? list.map(String) : [],
    values: keyword === "enum" ? list : keyword === "const" ? [given] : [],
  };
}

/** What is wrong by all alternatives, by the one that is meant, or else by the nearest. */
function faultsOfChoice(choice: Failure): readonly Fault[] {
  const tried = choice.alternatives.map(({ schema, failures }) => ({
    schema,
    faults: faultsOf(failures),
  }));
  const named = discriminated(choice, tried);
  if (named) return named;
  const depth = choice.path.length;
  if (tried.every(({ faults }) => faults.every((fault) => isWrongType(fault, depth)))) {
    const types = tried.flatMap(({ faults }) => faults.flatMap((fault) => fault.types));
    return [{ ...tried[0]!.faults[0]!, types: [...new Set(types)], choice }];
  }
  const best = tried.reduce((one, next) => (isNearer(next, one, choice) ? next : one));
  const constant = constantOfAll(best.faults, tried, depth);
  if (constant) return [{ ...constant, choice }];
  const others = tried.filter((each) => each !== best);
  const isDecided =
    !best.faults.some((fault) => decides(fault, depth)) &&
    others.every(({ faults }) => faults.some((fault) => decides(fault, depth)));
  if (isDecided) return best.faults.map((fault) => ({ ...fault, choice: fault.choice ?? choice }));
  return [{ ...faultOf(choice), nearest: best }];
}

interface Tried {
  readonly schema: Schema;
  readonly faults: readonly Fault[];
}

function isWrongType({ failure }: Fault, depth: number): boolean {
  return failure.keyword === "type" && failure.path.length === depth;
}

function isConstant({ failure }: Fault, depth: number): boolean {
  return /^(?:enum|const)$/.test(failure.keyword) && failure.path.length <= depth + 1;
}

/** Whether a fault says that another alternative is meant: the value is of another kind. */
function decides(fault: Fault, depth: number): boolean {
  return isWrongType(fault, depth) || isConstant(fault, depth);
}

/** The fault that a constant is none of those of any alternative, if the nearest one fails by a constant that all have. */
function constantOfAll(best: readonly Fault[], all: readonly Tried[], depth: number): Fault | null {
  const own = best.find((fault) => isConstant(fault, depth));
  if (!own) return null;
  const others = all.map(({ faults }) =>
    faults.find(
      (fault) =>
        isConstant(fault, depth) && fault.failure.instancePointer === own.failure.instancePointer,
    ),
  );
  if (!others.every((fault) => fault !== undefined)) return null;
  return { ...own, values: others.flatMap(({ values }) => values) };
}

function isNearer(a: Tried, b: Tried, choice: Failure): boolean {
  const [first, second] = [distance(a.faults, choice), distance(b.faults, choice)];
  const at = first.findIndex((value, index) => value !== second[index]);
  const [own, other] = [first[at] ?? 0, second[at] ?? 0];
  if (at !== -1 && at < first.length - 1) return own < other;
  const [unknown, more] = [foreign(a.schema, choice.value), foreign(b.schema, choice.value)];
  return unknown === more ? own < other : unknown < more;
}

/** How far a value is from an alternative: wrong types of itself, wrong constants in it, keys that it may not have, faults. */
function distance(faults: readonly Fault[], { path }: Failure): readonly number[] {
  const count = (isSo: (fault: Fault) => boolean) => faults.filter(isSo).length;
  return [
    count((fault) => isWrongType(fault, path.length)),
    count((fault) => isConstant(fault, path.length)),
    count(({ failure }) => failure.params.key !== undefined),
    faults.length,
  ];
}

/** How many keys of a value an alternative does not speak of. */
function foreign(schema: Schema, value: Json): number {
  if (!isObject(value)) return 0;
  const own = new Set(shapeOf(schema).properties.map(({ name }) => name));
  return keysOf(value).filter((key) => !own.has(key)).length;
}

/**
 * Where a discriminator says which alternative is meant: what is wrong by that one, or that it names none.
 * @see OpenAPI 3.1, "Discriminator Object"
 */
function discriminated(choice: Failure, tried: readonly Tried[]): readonly Fault[] | null {
  const discriminator = choice.schema.keyword("discriminator");
  if (!isObject(discriminator) || !isObject(choice.value)) return null;
  const property = ownValue(discriminator, "propertyName");
  if (typeof property !== "string") return null;
  const value = ownValue(choice.value, property);
  if (value === undefined) return [{ ...faultOf(choice), missing: [property], choice }];
  const mapping = ownValue(discriminator, "mapping");
  const names = alternativeNames(choice.alternatives, isObject(mapping) ? mapping : {});
  const index = names.findIndex((each) => typeof value === "string" && each.includes(value));
  if (index !== -1)
    return tried[index]!.faults.map((fault) => ({ ...fault, choice: fault.choice ?? choice }));
  if (names.some((each) => each.length === 0)) return null;
  const path = [...choice.path, property];
  const failure = {
    ...choice,
    keyword: "enum",
    path,
    instancePointer: `${choice.instancePointer}/${property.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    value,
  };
  return [{ failure, missing: [], types: [], values: names.flat(), choice }];
}

/** The values by which a discriminator means each alternative: those of its mapping, else the name of the schema. */
function alternativeNames(
  alternatives: readonly Alternative[],
  mapping: Readonly<Record<string, Json>>,
): readonly (readonly string[])[] {
  const mapped = Object.entries(mapping);
  return alternatives.map(({ schema }) => {
    const ref = schema.keyword("$ref");
    if (typeof ref !== "string") return [];
    const own = /(?<name>[^/]+)$/.exec(ref)?.groups?.["name"] ?? ref;
    const names = mapped.filter(([, to]) => to === ref || to === own).map(([name]) => name);
    return names.length > 0 ? names : [own];
  });
}

/** The same faults, those about what one value lacks as one. */
function joinMissing(faults: readonly Fault[]): readonly Fault[] {
  const lacking = new Map<string, Set<string>>();
  const joined = faults.filter(({ failure, missing }) => {
    if (missing.length === 0) return true;
    const known = lacking.get(placeOf(failure));
    if (known) for (const key of missing) known.add(key);
    else lacking.set(placeOf(failure), new Set(missing));
    return !known;
  });
  return joined.map((fault) =>
    fault.missing.length === 0
      ? fault
      : { ...fault, missing: [...lacking.get(placeOf(fault.failure))!] },
  );
}

/** The value that is meant, and the condition under which. */
function placeOf({ instancePointer, condition }: Failure): string {
  if (!condition) return instancePointer;
  return `${instancePointer}\n${nameOfPlace(condition.when.at)} ${condition.holds}`;
}

/** The faults without those that go without saying: a value of the wrong type is none of those that are allowed either. */
function withoutConsequences(faults: readonly Fault[]): readonly Fault[] {
  const worst = new Map<string, number>();
  for (const fault of faults) {
    const place = fault.failure.instancePointer;
    worst.set(place, Math.min(worst.get(place) ?? Infinity, rankOf(fault)));
  }
  return faults.filter((fault) => rankOf(fault) === worst.get(fault.failure.instancePointer));
}

function rankOf({ failure: { keyword } }: Fault): number {
  if (keyword === "type") return 0;
  return keyword === "enum" || keyword === "const" ? 1 : 2;
}
