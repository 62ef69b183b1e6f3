import type { Code, Parts, Report } from "../base/diagnostics.js";
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
}

interface Refused {
  /** Why there is no such file, as the end of "the file ...". */
  readonly refused: string;
  readonly near: readonly string[];
}

/**
 * Follows the `$ref` of an object to what it names, which may itself be one. What leads nowhere is reported once at its
 * place; `null` then.
 */
export type Follow = (ref: string, from: Located) => Located | null;

/** Makes a function that follows references within and across files. */
export function followIn(files: Files, report: Report): Follow {
  const references = new References(files, report);
  return (ref, from) => references.follow(ref, from);
}

/** How many references may lie on the way to what one names. */
const mostHops = 100;

class References {
  readonly #reported = new Map<DataFile, Set<string>>();

  constructor(
    readonly files: Files,
    readonly report: Report,
  ) {}

  follow(ref: string, from: Located, hops = 0): Located | null {
    const hash = ref.indexOf("#");
    const path = hash === -1 ? ref : ref.slice(0, hash);
    const file = path === "" ? from.file : this.#file(path, ref, from);
    if (!file || file.isUnreadable) return null;
    const pointer = hash === -1 ? "" : pointerOfFragment(ref.slice(hash + 1));
    const keys = pointer === null ? null : parsePointer(pointer);
    if (keys) return this.#descend(file, keys, ref, from, hops);
    return this.#tell("ref-bad-fragment", from, [ref]);
  }

  /** Follows a pointer; what lies on the way may itself be a `$ref`. */
  #descend(
    file: DataFile,
    keys: readonly string[],
    ref: string,
    from: Located,
    hops: number,
  ): Located | null {
    let at: Located = { file, pointer: "" };
    let value: Json = file.value;
    for (const key of keys) {
      const through = isObject(value) && !Object.hasOwn(value, key) ? refOf(value) : undefined;
      if (through !== undefined) {
        if (hops >= mostHops) return this.#tell("ref-cycle", from, [ref]);
        const next = this.follow(through, at, hops + 1);
        if (!next) return null;
        at = next;
        value = valueAt(next) ?? null;
      }
      const next = step(value, key);
      if (next === undefined) {
        const near = isObject(value) ? nearest(key, keysOf(value)) : [];
        return this.#tell("ref-fragment-not-found", from, [ref, key, ...near]);
      }
      at = { file: at.file, pointer: joinPointer(at.pointer, key) };
      value = next;
    }
    return at;
  }

  #file(path: string, ref: string, from: Located): DataFile | null {
    if (isSelf(path, from.file)) return from.file;
    if (isRemote(path)) return this.#tell("ref-remote", from, [ref]);
    let first: Refused | undefined;
    // Percent escapes are tried where the path as written names no file.
    for (const spelling of new Set([path, pointerOfFragment(path) ?? path])) {
      const found = this.files.readData(beside(from.file.source.path, spelling));
      if (!("refused" in found)) return found;
      first ??= found;
    }
    return this.#tell("ref-not-found", from, [ref, first!.refused, ...first!.near]);
  }

  #tell<C extends Code>(code: C, { file, pointer }: Located, parts: Parts<C>): null {
    const known = this.#reported.get(file) ?? new Set();
    this.#reported.set(file, known);
    if (known.has(pointer)) return null;
    known.add(pointer);
    this.report(
      code,
      spanOf({ source: file.source, pointer: joinPointer(pointer, "$ref") }),
      parts,
    );
    return null;
  }
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
