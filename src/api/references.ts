import type { Code, Parts, Report } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";
import { nearest } from "../base/text.js";
import {
  isObject,
  joinPointer,
  keysOf,
  ownValue,
  parsePointer,
  pointerOfFragment,
  spanOf,
  step,
  type DataFile,
  type Json,
} from "../data/data.js";
import type { Located } from "../data/located.js";

/** Where files come from: by a path relative to the project's root. */
export interface Files {
  readData(path: string): DataFile | Refused;
  /** All that were read so far. */
  readonly files?: ReadonlyMap<string, DataFile>;
}

interface Refused {
  /** Why there is no such file, as the end of "the file ...". */
  readonly refused: string;
  readonly near: readonly string[];
}

/**
 * Follows the `$ref` of an object to what it names, which may itself be one. What leads nowhere or back to itself is
 * reported once at its place; `null` then.
 */
export type Follow = (ref: string, from: Located) => Located | null;

/** Makes a function that follows references within and across files. */
export function followIn(files: Files, report: Report): Follow {
  const reported = new Map<DataFile, Set<string>>();
  return (ref, from) => {
    const found = find(ref, from, files);
    if ("pointer" in found) {
      const stops = cycleAt(found, files);
      if (!stops) return found;
      for (const stop of stops) if (!isNew(stop, reported)) return null;
      tell(circle(stops), from, report);
    } else if (isNew(from, reported)) tell(found, from, report);
    return null;
  };
}

/** What is wrong with a reference, as the words of a finding; nothing where the file was reported already. */
type Fault = { readonly report: (report: Report, span: Span) => void };

function fault<C extends Code>(code: C, parts: Parts<C>): Fault {
  return { report: (report, span) => report(code, span, parts) };
}

function tell({ report: say }: Fault, { file, pointer }: Located, report: Report): void {
  say(report, spanOf({ source: file.source, pointer: joinPointer(pointer, "$ref") }));
}

function isNew({ file, pointer }: Located, known: Map<DataFile, Set<string>>): boolean {
  const pointers = known.get(file) ?? new Set();
  known.set(file, pointers);
  return pointers.size < pointers.add(pointer).size;
}

/** How many references may lie on the way to what one names. */
const mostHops = 100;

function find(ref: string, from: Located, files: Files, hops = 0): Located | Fault {
  const hash = ref.indexOf("#");
  const path = hash === -1 ? ref : ref.slice(0, hash);
  const file = path === "" ? from.file : fileAt(path, ref, from, files);
  if ("report" in file) return file;
  if (file.isUnreadable) return { report: () => {} };
  const pointer = hash === -1 ? "" : pointerOfFragment(ref.slice(hash + 1));
  const keys = pointer === null ? null : parsePointer(pointer);
  return keys ? descend(file, keys, ref, files, hops) : fault("ref-bad-fragment", [ref]);
}

/** Follows a pointer; what lies on the way may itself be a `$ref`. */
function descend(
  file: DataFile,
  keys: readonly string[],
  ref: string,
  files: Files,
  hops: number,
): Located | Fault {
  let at: Located = { file, pointer: "" };
  let value: Json = file.value;
  for (const key of keys) {
    const through = isObject(value) && !Object.hasOwn(value, key) ? refOf(value) : undefined;
    if (through !== undefined) {
      if (hops >= mostHops) return fault("ref-cycle", [ref]);
      const next = find(through, at, files, hops + 1);
      if ("report" in next) return next;
      at = next;
      value = valueAt(next) ?? null;
    }
    const next = step(value, key);
    if (next === undefined) {
      const near = isObject(value) ? nearest(key, keysOf(value)) : [];
      return fault("ref-fragment-not-found", [ref, key, ...near]);
    }
    at = { file: at.file, pointer: joinPointer(at.pointer, key) };
    value = next;
  }
  return at;
}

function fileAt(path: string, ref: string, from: Located, files: Files): DataFile | Fault {
  if (isSelf(path, from.file)) return from.file;
  if (isRemote(path)) return fault("ref-remote", [ref]);
  let first: Refused | undefined;
  // Percent escapes are tried where the path as written names no file.
  for (const spelling of new Set([path, pointerOfFragment(path) ?? path])) {
    const found = files.readData(beside(from.file.source.path, spelling));
    if (!("refused" in found)) return found;
    first ??= found;
  }
  return fault("ref-not-found", [ref, first!.refused, ...first!.near]);
}

/** The places of the `$ref`s that lead from a place round in a circle; `null` where they come to an end. */
function cycleAt(start: Located, files: Files): readonly Located[] | null {
  const stops: Located[] = [];
  let at = start;
  for (let ref = refOf(valueAt(at) ?? null); ref !== undefined; ref = refOf(valueAt(at) ?? null)) {
    const before = stops.findIndex((stop) => isSame(stop, at));
    if (before !== -1) return stops.slice(before);
    stops.push(at);
    const next = find(ref, at, files);
    if ("report" in next) return null;
    at = next;
    if (stops.length > mostHops) return stops;
  }
  return null;
}

function isSame(a: Located, b: Located): boolean {
  return a.file === b.file && a.pointer === b.pointer;
}

/** How many stops of a circle a message names. */
const mostStops = 8;

/** `a.yaml#/definitions/tree → b.yaml → a.yaml#/definitions/tree` */
function circle(stops: readonly Located[]): Fault {
  const names = stops.map(({ file, pointer }) =>
    pointer === "" ? file.source.path : `${file.source.path}#${pointer}`,
  );
  const shown = names.length > mostStops ? [...names.slice(0, mostStops), "…"] : names;
  return fault("ref-cycle", [[...shown, names[0]!].join(" → ")]);
}

/** The `$ref` of an object, where it is a string. */
export function refOf(value: Json): string | undefined {
  const ref = isObject(value) ? ownValue(value, "$ref") : undefined;
  return typeof ref === "string" ? ref : undefined;
}

/** The value that stands at a place. */
export function valueAt({ file, pointer }: Located): Json | undefined {
  let value: Json | undefined = file.value;
  for (const key of parsePointer(pointer) ?? [])
    value = value === undefined ? undefined : step(value, key);
  return value;
}

/** Whether a path is the URI that a document gives itself. @see https://spec.openapis.org/oas/v3.2.0#oas-self */
function isSelf(path: string, { value }: DataFile): boolean {
  return isObject(value) && ownValue(value, "$self") === path;
}

/** True of a reference to another host: `https://example.org/schema`, `//example.org/schema`. */
function isRemote(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(path);
}

function beside(path: string, reference: string): string {
  return reference.startsWith("/")
    ? reference
    : path.slice(0, path.lastIndexOf("/") + 1) + reference;
}
