import { isArray, isObject, keysOf, ownValue, type Json } from "../../src/data/data.js";

/** A value in a document, with what the document is without it, or with another one in its place. */
export interface Mutant {
  readonly path: readonly (string | number)[];
  readonly value: Json;
  readonly replaced: (by: Json) => Json;
  readonly removed: () => Json;
  /** With another key for it, where it has one. */
  readonly renamed: (key: string) => Json;
}

/** Every value below a document. */
export function mutants(root: Json): readonly Mutant[] {
  const found: Mutant[] = [];
  const visit = (value: Json, path: readonly (string | number)[]) => {
    if (path.length > 0)
      found.push({
        path,
        value,
        replaced: (by) => changed(root, path, (holder, key) => set(holder, key, by)),
        removed: () => changed(root, path, remove),
        renamed: (to) => changed(root, path, (holder, key) => rename(holder, key, to)),
      });
    if (isArray(value)) value.forEach((each, index) => visit(each, [...path, index]));
    else if (isObject(value))
      for (const key of keysOf(value)) visit(ownValue(value, key)!, [...path, key]);
  };
  visit(root, []);
  return found;
}

type Change = (holder: Json, key: string | number) => Json;

function changed(value: Json, [key, ...rest]: readonly (string | number)[], change: Change): Json {
  if (rest.length === 0) return change(value, key!);
  const child = (value as Record<string | number, Json>)[key!]!;
  return set(value, key!, changed(child, rest, change));
}

function set(holder: Json, key: string | number, value: Json): Json {
  if (isArray(holder)) return holder.with(Number(key), value);
  return { ...(holder as object), [key]: value };
}

function remove(holder: Json, key: string | number): Json {
  if (isArray(holder)) return holder.toSpliced(Number(key), 1);
  return Object.fromEntries(Object.entries(holder as object).filter(([each]) => each !== key));
}

function rename(holder: Json, key: string | number, to: string): Json {
  if (!isObject(holder)) return holder;
  return Object.fromEntries(
    Object.entries(holder).map(([each, value]) => [each === key ? to : each, value]),
  );
}
