import { isArray, type Json } from "../data/data.js";
import type { Failure } from "./failures.js";

/** What is wrong with a value: the failures that say so, without those that only follow from them. */
export interface Fault {
  readonly failure: Failure;
  /** Keys from the value that was looked at to the one that is wrong. */
  readonly path: readonly string[];
  /** The keys it lacks, where it lacks several. */
  readonly missing?: readonly string[];
  /** The types it might have, and the values it might be, where it may be one of several. */
  readonly types?: readonly string[];
  readonly values?: readonly Json[];
}

/**
 * The faults behind failures. Of the alternatives of `oneOf` and `anyOf` the nearest counts: the one
 * whose type and constants fit, then the one with the fewest faults.
 */
export function faultsOf(failures: readonly Failure[]): readonly Fault[] {
  const choices = failures.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
  const outermost = choices.filter((choice) => !choices.some((other) => isBelow(choice, other)));
  // What single items or names lack is not what is wrong with all of them.
  const parted = failures.filter(({ keyword }) => /^(?:contains|propertyNames)$/.test(keyword));
  const plain = failures.filter(
    (failure) =>
      !outermost.includes(failure) &&
      !outermost.some((choice) => isBelow(failure, choice)) &&
      !parted.some((whole) => isBelow(failure, whole)) &&
      failure.keyword !== "if",
  );
  return [
    ...plain.map((failure) => ({ failure, path: failure.path })),
    ...outermost.flatMap((choice) => faultsOfChoice(choice, failures)),
  ];
}

function faultsOfChoice(choice: Failure, failures: readonly Failure[]): readonly Fault[] {
  const branches = new Map<string, Failure[]>();
  for (const failure of failures) {
    if (!isBelow(failure, choice)) continue;
    const branch = failure.schemaPath.slice(choice.schemaPath.length + 1).split("/", 1)[0]!;
    const known = branches.get(branch);
    if (known) known.push(failure);
    else branches.set(branch, [failure]);
  }
  const told = [...branches.values()].map(faultsOf);
  const { path } = choice;
  if (told.length === 0) return [{ failure: choice, path }]; // more than one of them fits
  const isOfType = (fault: Fault) =>
    fault.failure.keyword === "type" && fault.path.length === path.length;
  if (told.every((faults) => faults.every(isOfType))) {
    const types = told.flatMap((faults) => faults.flatMap(typesOf));
    return [{ ...told[0]![0]!, types: [...new Set(types)] }];
  }
  const best = told.reduce((one, next) => (isNearer(next, one, path.length) ? next : one));
  return [constantOfAll(best, told, path.length) ?? best].flat();
}

/** The fault that a constant is none of those of any alternative, if the nearest one fails by a constant that all have. */
function constantOfAll(
  best: readonly Fault[],
  all: readonly (readonly Fault[])[],
  depth: number,
): Fault | null {
  const isConstant = ({ failure, path }: Fault) =>
    (failure.keyword === "enum" || failure.keyword === "const") && path.length <= depth + 1;
  const own = best.find(isConstant);
  if (!own) return null;
  const place = own.path.join("\n");
  const others = all.map((faults) =>
    faults.find((fault) => isConstant(fault) && fault.path.join("\n") === place),
  );
  if (!others.every((fault) => fault !== undefined)) return null;
  return { ...own, values: others.flatMap(allowedBy) };
}

/** The values that a wrong one should have been. */
export function allowedBy({ failure, values }: Fault): readonly Json[] {
  if (values) return values;
  const given = failure.schema as Json; // a part of an author's schema
  return failure.keyword === "enum" && isArray(given) ? given : [given];
}

/** Whether a failure belongs to an alternative of a choice. */
function isBelow(failure: Failure, choice: Failure): boolean {
  return (
    failure !== choice &&
    failure.schemaPath.startsWith(`${choice.schemaPath}/`) &&
    (failure.instancePath === choice.instancePath ||
      failure.instancePath.startsWith(`${choice.instancePath}/`))
  );
}

function isNearer(a: readonly Fault[], b: readonly Fault[], depth: number): boolean {
  const [first, second] = [distance(a, depth), distance(b, depth)];
  const at = first.findIndex((value, index) => value !== second[index]);
  return at !== -1 && first[at]! < second[at]!;
}

/** How far a value is from an alternative: wrong types of itself, wrong constants in it, faults. */
function distance(faults: readonly Fault[], depth: number): readonly number[] {
  const count = (isSo: (fault: Fault) => boolean) => faults.filter(isSo).length;
  return [
    count(({ failure, path }) => failure.keyword === "type" && path.length === depth),
    count(
      ({ failure, path }) => /^(?:enum|const)$/.test(failure.keyword) && path.length <= depth + 1,
    ),
    count(({ failure }) => failure.keyword === "additionalProperties"),
    faults.length,
  ];
}

/** The types that a wrong type should have been. */
export function typesOf({ failure, types }: Fault): readonly string[] {
  if (types) return types;
  const given: unknown = failure.schema;
  return Array.isArray(given) ? given.map(String) : [String(given)];
}

/** The keys that a value lacks. */
export function missingKeys({ failure, missing }: Fault): readonly string[] {
  if (missing) return missing;
  const isMissing = /^(?:required|dependentRequired|dependencies)$/.test(failure.keyword);
  return isMissing ? [String(failure.params["missingProperty"])] : [];
}

/** The same faults, those about what one value lacks as one. */
export function joinMissing(faults: readonly Fault[]): readonly Fault[] {
  const joined: Fault[] = [];
  const known = new Map<string, Set<string>>();
  for (const fault of faults) {
    const keys = missingKeys(fault);
    const place = JSON.stringify(fault.path);
    const missing = known.get(place);
    if (keys.length === 0) joined.push(fault);
    else if (missing) for (const key of keys) missing.add(key);
    else {
      known.set(place, new Set(keys));
      joined.push(fault);
    }
  }
  return joined.map((fault) =>
    missingKeys(fault).length === 0
      ? fault
      : { ...fault, missing: [...known.get(JSON.stringify(fault.path))!] },
  );
}

/** The faults without those that go without saying: a value of the wrong type is none of those that are allowed either. */
export function withoutConsequences(faults: readonly Fault[]): readonly Fault[] {
  const worst = new Map<string, number>();
  const places = faults.map(({ path }) => JSON.stringify(path));
  for (const [index, place] of places.entries())
    worst.set(place, Math.min(worst.get(place) ?? Infinity, rankOf(faults[index]!)));
  return faults.filter((fault, index) => rankOf(fault) === worst.get(places[index]!));
}

function rankOf({ failure: { keyword } }: Fault): number {
  if (keyword === "type") return 0;
  return keyword === "enum" || keyword === "const" ? 1 : 2;
}
