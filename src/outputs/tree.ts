import {
  isArray,
  isObject,
  keysOf,
  numberText,
  ownValue,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { writtenAt, type Located } from "../data/located.js";

/**
 * What is written for programs, before it is text: JSON in the order in which it will stand there, with numbers as their
 * authors wrote them, and with references to parts that get their names when all of them are known.
 */
export type Out =
  | null
  | boolean
  | number
  | string
  | NumberText
  | Reference
  | readonly Out[]
  | OutObject;
export type OutObject = Map<string | Named, Out>;

/** A number as it is written in its file, where JavaScript would print other digits. */
export class NumberText {
  constructor(readonly text: string) {}
}

/** Something that gets a name of its own in the document. */
export interface Named {
  /** The part of the document where it is named: `schemas`. */
  readonly kind: string;
}

/** What a `$ref` says: where a named part stands; or its name alone. */
export class Reference {
  constructor(
    readonly to: Named,
    readonly form: "pointer" | "name" = "pointer",
  ) {}
}

/** The name of a part and where it stands: `#/components/schemas/Pet`. */
export interface Naming {
  nameOf(part: Named): string;
  pointerTo(part: Named): string;
}

/** An object of these entries, without those that are `undefined`. */
export function outObject(
  entries: Readonly<Record<string, Out | undefined>> | Iterable<readonly [string, Out | undefined]>,
): OutObject {
  const all = Symbol.iterator in entries ? entries : Object.entries(entries);
  const made: OutObject = new Map();
  for (const [key, value] of all as Iterable<readonly [string, Out | undefined]>)
    if (value !== undefined) made.set(key, value);
  return made;
}

export function isOutObject(value: Out | undefined): value is OutObject {
  return value instanceof Map;
}

export function isOutArray(value: Out | undefined): value is readonly Out[] {
  return Array.isArray(value);
}

/** A value of a file as it is; `text` is what becomes of its strings and keys. */
export function outOf(
  value: Json,
  text: (text: string) => string = (same) => same,
  holder?: object,
  key: string | number = "",
): Out {
  if (typeof value === "string") return text(value);
  if (typeof value === "number") {
    const written = holder && numberText(holder, key);
    return written === undefined ? value : new NumberText(written);
  }
  if (isArray(value)) return value.map((item, index) => outOf(item, text, value, index));
  if (!isObject(value)) return value;
  const made: OutObject = new Map();
  for (const name of keysOf(value)) made.set(text(name), outOf(value[name]!, text, value, name));
  return made;
}

/** The value of a place, with how it is written if it is a number. */
export function outAt(value: Json, at: Located, text: (text: string) => string): Out {
  const written = typeof value === "number" ? writtenAt(at) : undefined;
  return written === undefined ? outOf(value, text) : new NumberText(written);
}

/** The value of an object's field, with how it is written if it is a number. */
export function outField(
  object: JsonObject,
  key: string,
  text?: (text: string) => string,
): Out | undefined {
  const value = ownValue(object, key);
  return value === undefined ? undefined : outOf(value, text, object, key);
}

/** Whether two values come to the same text. */
export function areEqual(one: Out | undefined, other: Out | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one === other || keyOf(one) === keyOf(other);
}

const identities = new WeakMap<Named, number>();
let identityCount = 0;

/** A text that is the same for equal values only. */
export function keyOf(value: Out, nameOf: (part: Named) => string = identityOf): string {
  return new Printer({ nameOf, pointerTo: nameOf }, "").print(value, "");
}

function identityOf(part: Named): string {
  let identity = identities.get(part);
  if (identity === undefined) identities.set(part, (identity = ++identityCount));
  return `\0${identity}`;
}

/** A file of JSON. */
export function jsonFile(value: Out, naming: Naming): string {
  return `${new Printer(naming, "  ").print(value, "\n")}\n`;
}

class Printer {
  constructor(
    readonly naming: Naming,
    readonly indent: string,
  ) {}

  print(value: Out, line: string): string {
    if (value instanceof NumberText) return value.text;
    if (value instanceof Reference) return JSON.stringify(referenceText(value, this.naming));
    // JSON has no others than finite numbers, which was reported.
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    const inner = line + this.indent;
    const isWide = this.indent !== "";
    if (isOutArray(value))
      return value.length === 0
        ? "[]"
        : `[${inner}${value.map((each) => this.print(each, inner)).join(`,${inner}`)}${line}]`;
    const entries = [...(value as OutObject)].map(
      ([key, each]) =>
        `${JSON.stringify(keyText(key, this.naming))}:${isWide ? " " : ""}${this.print(each, inner)}`,
    );
    return entries.length === 0 ? "{}" : `{${inner}${entries.join(`,${inner}`)}${line}}`;
  }
}

export function referenceText({ to, form }: Reference, naming: Naming): string {
  return form === "name" ? naming.nameOf(to) : naming.pointerTo(to);
}

export function keyText(key: string | Named, { nameOf }: Naming): string {
  return typeof key === "string" ? key : nameOf(key);
}

/** Calls `visit` with each named part that a value refers to. */
export function eachReference(value: Out, visit: (part: Named) => void): void {
  if (value instanceof Reference) return visit(value.to);
  if (isOutArray(value)) for (const each of value) eachReference(each, visit);
  else if (isOutObject(value))
    for (const [key, each] of value) {
      if (typeof key !== "string") visit(key);
      eachReference(each, visit);
    }
}
