import type { JsonObject } from "../data/data.js";
import type { Form } from "./forms.js";

/** The versions of OpenAPI that are read, the oldest first. */
export const versions = ["2.0", "3.0", "3.1", "3.2"] as const;
export type Version = (typeof versions)[number];

/**
 * What a version of OpenAPI wants of one of its objects: which fields there may be, which must be there, and what they
 * hold. Both the check of a document's structure and the reader go by this.
 */
export interface Shape {
  /** `response`: the same in all versions. */
  readonly name: string;
  /** What a message calls such an object: `a response`. */
  readonly what: string;
  readonly fields: ReadonlyMap<string, Field>;
  readonly required: readonly string[];
  readonly requires: readonly Requirement[];
  /** Groups of fields of which only one may be there. */
  readonly exclusive: readonly (readonly string[])[];
  /** Groups of fields of which one must be there. */
  readonly oneOf: readonly (readonly string[])[];
  /** What keys that are no fields hold, where they are the author's own. */
  readonly others: Others | null;
  /** Whether fields that begin with `x-` may hold anything. */
  readonly isExtensible: boolean;
  /** The shape of an object that depends on what it says. */
  readonly pick: ((object: JsonObject) => string) | null;
  /** What may stand in its place: nothing; a `$ref`; a `$ref` whose `summary` or `description` replace the target's; a `$ref` among its own fields. */
  readonly reference: "none" | "alone" | "described" | "own";
  /** The part of the document where such objects are named: `responses`. */
  readonly home: string | null;
}

export interface Others {
  readonly keys: Form | null;
  readonly field: Field;
}

/** A field that must be there because of another one: of any value, or of this one. */
export interface Requirement {
  readonly if: string;
  readonly is?: string;
  readonly needs: string;
}

export type Field =
  | { readonly kind: "any" | "boolean" | "number" | "positive" | "count" | "pattern" | "values" }
  | { readonly kind: "string"; readonly form?: Form; readonly oneOf?: readonly string[] }
  | { readonly kind: "schema"; readonly mayBeFile?: true }
  | {
      readonly kind: "list";
      readonly of: Field;
      readonly least?: 1;
      /** No item appears twice, or none whose value of this key does. */
      readonly unique?: true | { readonly by: string };
    }
  | {
      readonly kind: "map";
      readonly of: Field;
      readonly what: string;
      readonly keys?: Form;
      readonly isExtensible?: true;
      /** Whether what stands under another key is left out, since it cannot be shown as what it is not. */
      readonly isStrict?: true;
      readonly only?: 1;
    }
  /** An object of the shape with this name. */
  | { readonly kind: "object"; readonly shape: string };

/** The versions in which something holds: all of those in between. */
interface Within {
  readonly since?: Version;
  readonly until?: Version;
}

/** A field in a table, with the versions that have it and those in which it must be there. */
export interface FieldRow extends Within {
  readonly field: Field;
  readonly required?: Within;
}

/** An object in a table. */
export interface Row {
  readonly what: string;
  /** A list where versions want something else. */
  readonly fields: Readonly<Record<string, FieldRow | readonly FieldRow[]>>;
  readonly requires?: readonly Requirement[];
  readonly exclusive?: readonly Group[];
  readonly oneOf?: readonly Group[];
  readonly others?: Others;
  readonly isClosed?: true;
  readonly pick?: (object: JsonObject) => string;
  readonly reference?: (version: Version) => Shape["reference"];
  readonly home?: string;
}

/** Fields, perhaps of some versions only. */
type Group = readonly string[] | (Within & { readonly keys: readonly string[] });

export type Table = Readonly<Record<string, Row>>;

/** The shapes of one version by name. */
export type Shapes = ReadonlyMap<string, Shape>;

/** What a table says of one version. */
export function shapesIn(table: Table, version: Version): Shapes {
  return new Map(Object.entries(table).map(([name, row]) => [name, shapeOf(name, row, version)]));
}

function shapeOf(name: string, row: Row, version: Version): Shape {
  const fields = Object.entries(row.fields).flatMap(([key, rows]) => {
    const found = [rows].flat().find((each) => isWithin(each, version));
    return found ? [[key, found] as const] : [];
  });
  return {
    name,
    what: row.what,
    fields: new Map(fields.map(([key, { field }]) => [key, field])),
    required: fields
      .filter(([, { required }]) => required && isWithin(required, version))
      .map(([key]) => key),
    requires: row.requires ?? [],
    exclusive: groupsIn(row.exclusive, version),
    oneOf: groupsIn(row.oneOf, version),
    others: row.others ?? null,
    isExtensible: !row.isClosed,
    pick: row.pick ?? null,
    reference: row.reference?.(version) ?? "none",
    home: row.home ?? null,
  };
}

function groupsIn(groups: readonly Group[] = [], version: Version): (readonly string[])[] {
  return groups.flatMap((each) => {
    if ("length" in each) return [each];
    return isWithin(each, version) ? [each.keys] : [];
  });
}

function isWithin({ since = "2.0", until = "3.2" }: Within, version: Version): boolean {
  const at = versions.indexOf(version);
  return versions.indexOf(since) <= at && at <= versions.indexOf(until);
}

/** Words that tables are written in. */
export const any: FieldRow = { field: { kind: "any" } };
export const string: FieldRow = { field: { kind: "string" } };
export const boolean: FieldRow = { field: { kind: "boolean" } };
export const schema: FieldRow = { field: { kind: "schema" } };

export function keyword(kind: "number" | "positive" | "count" | "pattern" | "values"): FieldRow {
  return { field: { kind } };
}

export function written(form: Form): FieldRow {
  return { field: { kind: "string", form } };
}

export function among(...oneOf: readonly string[]): FieldRow {
  return { field: { kind: "string", oneOf } };
}

export function object(shape: string): FieldRow {
  return { field: { kind: "object", shape } };
}

export function list(of: FieldRow, more: { least?: 1; unique?: true | { by: string } } = {}) {
  return { field: { kind: "list", of: of.field, ...more } } as const satisfies FieldRow;
}

export function map(
  of: FieldRow,
  what: string,
  more: { keys?: Form; isExtensible?: true; isStrict?: true; only?: 1 } = {},
) {
  return { field: { kind: "map", of: of.field, what, ...more } } as const satisfies FieldRow;
}

export function required(row: FieldRow, within?: Within): FieldRow;
export function required(rows: readonly FieldRow[], within?: Within): readonly FieldRow[];
export function required(
  rows: FieldRow | readonly FieldRow[],
  within: Within = {},
): FieldRow | readonly FieldRow[] {
  if ("field" in rows) return { ...rows, required: within };
  return rows.map((row) => ({ ...row, required: within }));
}

export function since(version: Version, row: FieldRow): FieldRow {
  return { ...row, since: version };
}

export function until(version: Version, row: FieldRow): FieldRow {
  return { ...row, until: version };
}

/** A Reference Object in its place; since 3.1 with fields of its own. */
export const referable = (version: Version) => (version === "3.0" ? "alone" : "described");
