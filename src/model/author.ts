import type { Code, Note, Report } from "../base/diagnostics.js";
import { type Span, wholeFile } from "../base/source.js";
import {
  type DataFile,
  type Json,
  type JsonObject,
  type Origin,
  isArray,
  isObject,
  kindOf,
  ownValue,
  parsePointer,
  spanOf,
} from "../data/data.js";
import type { Schemas } from "../resolve/resolve.js";

/** A value of the author's files: an object or list, or what stands under one of its keys. */
export interface Place {
  readonly holder: JsonObject | readonly Json[];
  readonly key?: string | number;
}

/** A text of the author's with the object and key it stands under. */
export interface Written extends Place {
  readonly text: string;
  readonly holder: JsonObject;
  readonly key: string;
}

/** What the schemas of a list are called, each with its number. */
const membersOf: ReadonlyMap<string, string> = new Map([
  ["oneOf", "alternative"],
  ["anyOf", "alternative"],
  ["allOf", "part"],
  ["items", "item"],
  ["prefixItems", "item"],
]);

/**
 * What the author wrote, looked at with care: every value is taken out through here, and what is not of the expected
 * kind is reported once at its place and read as if it were missing.
 */
export class Author {
  readonly #reported = new Set<string>();
  readonly #toldAt = new Set<string>();

  constructor(
    readonly schemas: Schemas,
    readonly tell: Report,
  ) {}

  /** Report a finding at a place; the same one at the same place only once, however often a `$ref` leads there. */
  report(code: Code, at: Place, parts: readonly string[] = [], notes?: readonly Note[]): void {
    const origin = this.schemas.originOf(at.holder, at.key);
    const finding = [code, origin?.source.path, origin?.pointer, ...parts].join("\n");
    if (this.#reported.has(finding)) return;
    this.#reported.add(finding);
    if (origin) this.#toldAt.add(placeName(origin));
    this.tell(code, this.spanOf(at), parts, notes);
  }

  /** Whether something was reported of this very place. */
  hasTold(origin: Origin): boolean {
    return this.#toldAt.has(placeName(origin));
  }

  /** Report what concerns a file as such. */
  reportFile(code: Code, file: DataFile, parts: readonly string[]): void {
    if (file.isUnreadable) return;
    this.tell(code, wholeFile(file.source), parts);
  }

  /** What a message calls the value at a place: the key it stands under, `alternative 1 of oneOf`. */
  nameOf(at: Place): string {
    const pointer = this.schemas.originOf(at.holder, at.key)?.pointer ?? "";
    const [list = "", last = ""] = (parsePointer(pointer) ?? []).slice(-2);
    const member = membersOf.get(list);
    if (member !== undefined && /^\d+$/.test(last))
      return `${member} ${Number(last) + 1} of ${list}`;
    return String(at.key ?? (last || "This file"));
  }

  spanOf(at: Place): Span | null {
    const origin = this.schemas.originOf(at.holder, at.key);
    return origin && spanOf(origin, "key");
  }

  /** The value as an object; `null` where it is missing or, reported, something else. */
  object(value: Json | undefined, at: Place): JsonObject | null {
    if (isObject(value)) return this.#isBrokenRef(value) ? null : value;
    if (value !== undefined) this.#wrongKind(at, "an object", value);
    return null;
  }

  objectAt(holder: JsonObject, key: string): JsonObject | null {
    return this.object(ownValue(holder, key), { holder, key });
  }

  /** The list under a key; empty where it is missing or, reported, something else. */
  listAt(holder: JsonObject, key: string): readonly Json[] {
    const value = ownValue(holder, key);
    if (isArray(value)) return value;
    if (value !== undefined) this.#wrongKind({ holder, key }, "an array", value);
    return [];
  }

  /** The objects of the list under a key. */
  objectsAt(holder: JsonObject, key: string): readonly JsonObject[] {
    const list = this.listAt(holder, key);
    const objects = list.map((value, index) => this.object(value, { holder: list, key: index }));
    return objects.filter((object) => object !== null);
  }

  /** The text under a key; a number or the like is reported and read as text. */
  textAt(holder: JsonObject, key: string): Written | null {
    const value = ownValue(holder, key);
    if (value === undefined) return null;
    if (typeof value === "string") return { text: value, holder, key };
    this.#wrongKind({ holder, key }, "a string", value);
    return value === null || typeof value === "object"
      ? null
      : { text: String(value), holder, key };
  }

  flagAt(holder: JsonObject, key: string): boolean {
    const value = ownValue(holder, key);
    if (value !== undefined && typeof value !== "boolean")
      this.#wrongKind({ holder, key }, "a boolean", value);
    return value === true;
  }

  /** Reports a `$ref` that is no string. An object under that key may be a property that is called so. */
  #isBrokenRef(object: JsonObject): boolean {
    const ref = ownValue(object, "$ref");
    if (ref === undefined || typeof ref === "string" || isObject(ref)) return false;
    this.report("ref-not-string", { holder: object, key: "$ref" }, [
      ref === null ? "null" : kindOf(ref),
    ]);
    return true;
  }

  #wrongKind(at: Place, wanted: string, value: Json): void {
    this.report("wrong-kind", at, [this.nameOf(at), wanted, kindOf(value)]);
  }
}

function placeName({ source, pointer }: Origin): string {
  return `${source.path}#${pointer}`;
}
