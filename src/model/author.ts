import type { Example } from "../api/model.js";
import type { Code, Note, Report } from "../base/diagnostics.js";
import { type Span, wholeFile } from "../base/source.js";
import {
  type DataFile,
  type Json,
  type JsonObject,
  isArray,
  isObject,
  joinPointer,
  kindOf,
  lookUp,
  parsePointer,
} from "../data/data.js";
import { nameOfPlace, spanAt, stepBelow, type Located } from "../data/located.js";
import type { Registry } from "../schema/registry.js";
import type { Schema } from "../schema/schema.js";
import { Values } from "../schema/values.js";
import { Words } from "./all-of.js";
import { type Fields, itemsIn, type Said } from "./fields.js";
import { References } from "./references.js";

/** A text of the author's with its place. */
export interface Written {
  readonly text: string;
  readonly at: Located;
}

/** What the schemas of a list are called, each with its number. */
const membersOf: ReadonlyMap<string, string> = new Map([
  ["oneOf", "alternative"],
  ["anyOf", "alternative"],
  ["allOf", "part"],
  ["items", "item"],
  ["prefixItems", "item"],
  ["type", "item"],
]);

/**
 * What the author wrote, looked at with care: every value is taken out through here, and what is not of the expected
 * kind is reported once at its place and read as if it were missing.
 */
export class Author {
  readonly references: References;
  readonly words: Words;
  readonly values: Values;
  readonly #reported = new Set<string>();
  readonly #toldAt = new Set<string>();

  constructor(
    readonly registry: Registry,
    readonly tell: Report,
  ) {
    this.references = new References(registry, tell);
    this.words = new Words(this.references);
    this.values = new Values(registry);
  }

  /** Report a finding at a place; the same one at the same place only once, however often a `$ref` leads there. */
  report(code: Code, at: Located, parts: readonly string[] = [], notes?: readonly Note[]): void {
    const place = nameOfPlace(at);
    const finding = [code, place, ...parts].join("\n");
    if (this.#reported.has(finding)) return;
    this.#reported.add(finding);
    this.#toldAt.add(place);
    this.tell(code, this.spanOf(at), parts, notes);
  }

  /** Whether something was reported of this very place. */
  hasTold(at: Located): boolean {
    return this.#toldAt.has(nameOfPlace(at));
  }

  /** Report what concerns a file as such. */
  reportFile(code: Code, file: DataFile, parts: readonly string[]): void {
    if (file.isUnreadable) return;
    this.tell(code, wholeFile(file.source), parts);
  }

  /** What a message calls the value at a place: the key it stands under, `alternative 1 of oneOf`. */
  nameOf({ pointer }: Located): string {
    const [last = "", list = ""] = (parsePointer(pointer) ?? []).slice(-2).toReversed();
    const member = membersOf.get(list);
    if (member !== undefined && /^\d+$/.test(last))
      return `${member} ${Number(last) + 1} of ${list}`;
    return last || "This file";
  }

  spanOf(at: Located): Span {
    return spanAt(at, "key");
  }

  /** A schema as it is written. */
  saidOf({ value, at }: Schema): Said {
    return { value, at, holder: [value], key: 0, via: null };
  }

  /** An example as it is written. */
  saidIn({ value = null, at }: Example): Said {
    const said = { value, at, holder: [value], key: 0, via: null };
    if (typeof value !== "number") return said;
    // How a number is written is known of where it stands.
    const keys = parsePointer(at.pointer) ?? [];
    const holder = lookUp(at.file.value, joinPointer("", ...keys.slice(0, -1)));
    const isHeld = typeof holder === "object" && holder !== null && keys.length > 0;
    return isHeld ? { ...said, holder, key: keys.at(-1)! } : said;
  }

  /** A file as a whole. */
  fileOf(file: DataFile): Said {
    return {
      value: file.value,
      at: { file, pointer: "" },
      holder: [file.value],
      key: 0,
      via: null,
    };
  }

  /** The object that a file is; `null` where it is, reported, something else. */
  wholeOf(file: DataFile, got?: string): Fields | null {
    const { fields, value } = this.references.follow(this.fileOf(file));
    if (!fields)
      this.reportFile("wrong-kind", file, ["The file", "an object", got ?? kindOf(value ?? null)]);
    return fields;
  }

  /** A value with its `$ref`s followed, for examples and the like. */
  plain({ value, at, holder, key }: Said): Json {
    if (typeof value !== "object" || value === null || !this.registry.mayHaveRefs(at.file))
      return value;
    const isMade = (holder as JsonObject)[key] !== value; // an array is read by its indices
    if (isMade) return value;
    return this.values.at(at);
  }

  /** Something as an object; `null` where it is missing or, reported, something else. */
  object(said: Said | undefined): Fields | null {
    if (said === undefined) return null;
    const { fields, value } = this.references.follow(said);
    if (fields) return this.isBrokenRef(fields) ? null : fields;
    this.wrongKind(said.at, "an object", value ?? null);
    return null;
  }

  /** The list under a key; empty where it is missing or, reported, something else. */
  listAt(fields: Fields, key: string): readonly Said[] {
    const said = fields.get(key);
    if (said === undefined) return [];
    if (isArray(said.value)) return itemsIn(said.value, said.at, said.via);
    const { value, at } = this.references.follow(said);
    if (isArray(value)) return itemsIn(value, at, said.via);
    this.wrongKind(said.at, "an array", value ?? {});
    return [];
  }

  /** The values of the list under a key, as numbers are written in it. */
  valuesAt(fields: Fields, key: string): readonly Json[] {
    const said = fields.get(key);
    if (said === undefined || this.listAt(fields, key).length === 0) return [];
    const list = this.plain(said);
    return isArray(list) ? list : [];
  }

  /** The value under a key with its `$ref` followed. */
  valueAt(fields: Fields, key: string): Json | undefined {
    const said = fields.get(key);
    return said && this.valueOf(said);
  }

  valueOf(said: Said): Json | undefined {
    return isObject(said.value) ? this.references.follow(said).value : said.value;
  }

  /** The text under a key; a number or the like is reported and read as text. */
  textAt(fields: Fields, key: string): Written | null {
    const said = fields.get(key);
    if (said === undefined) return null;
    if (typeof said.value === "string") return { text: said.value, at: said.at };
    const { value = {}, at } = this.references.follow(said);
    if (typeof value === "string") return { text: value, at };
    this.wrongKind(said.at, "a string", value);
    return value === null || typeof value === "object"
      ? null
      : { text: String(value), at: said.at };
  }

  wrongKind(at: Located, wanted: string, value: Json): void {
    this.report("wrong-kind", at, [this.nameOf(at), wanted, kindOf(value)]);
  }

  /** Reports a `$ref` that is no string. An object under that key may be a property that is called so. */
  isBrokenRef(fields: Fields): boolean {
    const ref = fields.get("$ref")?.value;
    if (ref === undefined || typeof ref === "string" || isObject(ref)) return false;
    this.report("ref-not-string", stepBelow(fields.at, "$ref"), [
      ref === null ? "null" : kindOf(ref),
    ]);
    return true;
  }
}
