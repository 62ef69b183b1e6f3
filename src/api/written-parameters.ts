import { isArray, isObject, ownValue } from "../data/data.js";
import type { Located } from "../data/located.js";
import { below } from "./document-reader.js";
import { refOf, valueAt, type Follow } from "./references.js";

/** A parameter as a list has it: the model has one of two that are alike. */
export interface Written {
  /** Where the list has it, perhaps by a `$ref`. */
  readonly at: Located;
  /** Where it is described. */
  readonly target: Located;
  readonly name: string;
  readonly place: string;
}

/** Several rules ask for the same ones. */
const known = new WeakMap<Located, readonly (Written | null)[]>();

/** The parameters that an operation or a path lists itself; `null` for each that cannot be read, and for a list that is none. */
export function writtenParameters(holder: Located, find: Follow): readonly (Written | null)[] {
  let written = known.get(holder);
  if (!written) known.set(holder, (written = parametersOf(holder, find)));
  return written;
}

function parametersOf(holder: Located, find: Follow): readonly (Written | null)[] {
  const target = targetOf(holder, find);
  if (!target) return [];
  const known = lists.get(find) ?? new Map<string, readonly (Written | null)[]>();
  lists.set(find, known);
  const place = `${target.file.source.path}#${target.pointer}`;
  let list = known.get(place);
  if (!list) known.set(place, (list = listAt(target, find)));
  return list;
}

/** By where they are written, for what is followed at the moment: very many paths may lead to one item. */
const lists = new WeakMap<Follow, Map<string, readonly (Written | null)[]>>();

function listAt(target: Located, find: Follow): readonly (Written | null)[] {
  const value = valueAt(target);
  const list = isObject(value) ? ownValue(value, "parameters") : undefined;
  if (list === undefined) return [];
  if (!isArray(list)) return [null];
  return list.map((_, index) => writtenAt(below(target, "parameters", index), find));
}

function writtenAt(at: Located, find: Follow): Written | null {
  const target = targetOf(at, find);
  const found = target ? valueAt(target) : undefined;
  if (!target || !isObject(found)) return null;
  const name = ownValue(found, "name");
  const place = ownValue(found, "in");
  return typeof name === "string" && typeof place === "string" ? { at, target, name, place } : null;
}

/** Through the `$ref`s that follow one another; a path item with fields of its own beside one is looked at itself. */
function targetOf(from: Located, find: Follow): Located | null {
  let at: Located | null = from;
  for (let hops = 0; at && hops < mostHops; hops++) {
    const value = valueAt(at);
    const ref = refOf(value ?? null);
    if (ref === undefined || (isObject(value) && Object.hasOwn(value, "parameters"))) return at;
    at = find(ref, at);
  }
  return null;
}

const mostHops = 20;
