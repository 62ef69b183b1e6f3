/** A value of JSON. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/** A document that differs from another one in one place. */
export interface Mutant {
  readonly kind: "deleted" | "retyped" | "repeated" | "added" | "renamed" | "reworded";
  /** The place, as a JSON pointer. */
  readonly pointer: string;
  readonly what: string;
  readonly document: Value;
}

/** All mutants of a document: each key and item deleted, given values of other types and other texts, repeated; keys of other objects added. */
export function* mutantsOf(document: Value): Generator<Mutant> {
  const added = vocabularyOf(document);
  for (const { path, value } of placesIn(document)) {
    if (path.length > 0) yield* changed(document, path, value);
    if (isObject(value))
      for (const [key, given] of added)
        if (!Object.hasOwn(value, key))
          yield mutant("added", document, [...path, key], JSON.stringify(given), (holder, last) => {
            (holder as { [key: string]: Value })[last] = given;
          });
  }
}

type Path = readonly string[];

function* changed(document: Value, path: Path, value: Value): Generator<Mutant> {
  yield mutant("deleted", document, path, "", (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  });
  for (const other of otherTypes(value))
    yield mutant("retyped", document, path, JSON.stringify(other), (holder, key) => {
      (holder as { [key: string]: Value })[key] = other;
    });
  if (typeof value === "string")
    for (const other of ["", "no such", "x", "/x", "https://x.example/y"])
      if (other !== value)
        yield mutant("reworded", document, path, JSON.stringify(other), (holder, key) => {
          (holder as { [key: string]: Value })[key] = other;
        });
  yield mutant("repeated", document, path, "", (holder, key) => {
    if (Array.isArray(holder)) holder.push(structuredClone(value));
    else holder[`${key}2`] = structuredClone(value);
  });
  if (!/^\d+$/.test(path.at(-1)!) || Number(path.at(-1)) > 99)
    yield mutant("renamed", document, path, "zzz", (holder, key) => {
      if (Array.isArray(holder)) return;
      delete holder[key];
      holder["zzz"] = value;
    });
}

function otherTypes(value: Value): readonly Value[] {
  const all: readonly Value[] = [null, true, 5, -1, 1.5, "zzz", [], [5], {}, { zzz: 5 }];
  const typeOf = (each: Value) =>
    each === null ? "null" : Array.isArray(each) ? "array" : typeof each;
  return all.filter((each) => typeOf(each) !== typeOf(value));
}

/** Objects whose keys are names that the author chose. */
const namesOf = new Set(
  "definitions parameters responses properties headers examples example paths scopes security securityDefinitions".split(
    " ",
  ),
);

/** Each key that some object of the document has, with the first value it has there, and keys that no object may have. */
function vocabularyOf(document: Value): ReadonlyMap<string, Value> {
  const known = new Map<string, Value>([
    ["zzz", 1],
    ["x-zzz", 1],
    ["$ref", 5],
  ]);
  for (const { path, value } of placesIn(document)) {
    const key = path.at(-1);
    const isKey = key !== undefined && /^[a-z][A-Za-z]*$/.test(key);
    const isNamed = namesOf.has(path.at(-2) ?? "");
    if (isKey && !isNamed && !known.has(key)) known.set(key, structuredClone(value));
  }
  return known;
}

function* placesIn(value: Value, path: Path = []): Generator<{ path: Path; value: Value }> {
  yield { path, value };
  if (typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(value)) yield* placesIn(each, [...path, key]);
}

type Holder = Value[] | { [key: string]: Value };

function mutant(
  kind: Mutant["kind"],
  document: Value,
  path: Path,
  what: string,
  change: (holder: Holder, key: string) => void,
): Mutant {
  const copy = structuredClone(document);
  let holder = copy as Holder;
  for (const step of path.slice(0, -1))
    holder = (holder as { [key: string]: Value })[step] as Holder;
  change(holder, path.at(-1)!);
  const pointer = path
    .map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
  return { kind, pointer, what, document: copy };
}

function isObject(value: Value): value is { [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
