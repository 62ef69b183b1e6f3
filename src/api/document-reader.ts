import type { Report } from "../base/diagnostics.js";
import {
  isArray,
  isObject,
  keysOf,
  numberText,
  ownValue,
  rememberNumberText,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { stepBelow, type Located } from "../data/located.js";
import type { Dialect } from "../schema/dialects.js";
import type { Schema } from "../schema/schema.js";
import type { Extensions, Misfit, Text } from "./model.js";
import { refOf, valueAt, type Follow } from "./references.js";
import type { Field, Shape, Shapes } from "./shapes.js";

/** What a document is read with. */
export interface ApiAccess {
  /** `value`: what stands at the place. */
  schemaAt(at: Located, dialect: Dialect, value?: Json): Schema;
  /** @see Follow */
  follow: Follow;
  report: Report;
  /** What the schemas of documents of OpenAPI 2 are written in, where a project says so. */
  dialect?: Dialect | undefined;
  /** Is given what is left out because it is of another kind, as the reader comes by, perhaps more than once. */
  misfit?: (misfit: Misfit) => void;
}

/** A value and where it stands. */
export interface Placed<T extends Json = Json> {
  readonly at: Located;
  readonly value: T;
}

/** An object of a document, after its `$ref` if it is one, with what its version says of it. */
export interface Node extends Placed<JsonObject> {
  readonly shape: Shape;
  /** `summary` and `description` beside the `$ref` that led here, where they replace its own. */
  readonly over: Placed<JsonObject> | null;
}

/** Reads the fields of a document's objects as their shapes have them: what is of another kind, or no field of this version, is not there. */
export class DocumentReader {
  readonly #targets = new Map<unknown, Map<string, Placed | null>>();

  constructor(
    readonly shapes: Shapes,
    readonly access: ApiAccess,
    readonly dialect: Dialect,
    /** Whether a `$ref` may stand in any place, as tools for OpenAPI 2 always had it. */
    readonly isLoose: boolean,
  ) {}

  /** A value as an object of a shape; `null` where it is none. */
  node({ at, value }: Placed, shapeName: string): Node | null {
    const shape = this.shapes.get(shapeName)!;
    if (!isObject(value)) return this.#misfit(at, shapeName, "an object", value);
    const ref = ownValue(value, "$ref");
    if (ref !== undefined && typeof ref !== "string" && shape.reference !== "none")
      return this.#misfit(below(at, "$ref"), shapeName, "a string", ref);
    if (shape.reference === "own" || ref === undefined || typeof ref !== "string")
      return { at, value, shape: picked(shape, value, this.shapes), over: null };
    const target = this.target({ at, value });
    if (!target) return null;
    if (!isObject(target.value)) return this.#misfit(at, shapeName, "an object", target.value);
    if (!isAtHome(target.at, shape)) return this.#misfit(at, shapeName, shape.what, target.value);
    return {
      at: target.at,
      value: target.value,
      shape: picked(shape, target.value, this.shapes),
      over: shape.reference === "described" && isDescribed(value) ? { at, value } : null,
    };
  }

  /** What a `$ref` leads to, through all that follow one another; the value itself where it is none. */
  target(from: Placed): Placed | null {
    let at: Placed | null = from;
    // What leads back to itself ends with `null`.
    for (
      let ref = refOf(from.value);
      at && ref !== undefined;
      ref = at ? refOf(at.value) : undefined
    )
      at = this.#step(ref, at);
    return at;
  }

  /** The path item that the `$ref` of one names. */
  beyond({ at, value, shape }: Node): Node | null {
    const ref = refOf(value);
    const target = ref === undefined ? null : this.#step(ref, { at, value });
    if (!target || !isObject(target.value) || !isAtHome(target.at, shape)) return null;
    return { ...target, value: target.value, shape, over: null };
  }

  #step(ref: string, from: Placed): Placed | null {
    const known = this.#targets.get(from.at.file) ?? new Map<string, Placed | null>();
    this.#targets.set(from.at.file, known);
    const before = known.get(ref);
    if (before) return before;
    const at = this.access.follow(ref, from.at);
    const value = at && valueAt(at);
    if (!at || value === undefined) return null;
    const found = { at, value };
    known.set(ref, found);
    return found;
  }

  /** Notes what is of another kind than its place is for. */
  #misfit(at: Located, place: string, wanted: string, value: Json): null {
    this.access.misfit?.({ at, place, wanted, value });
    return null;
  }

  /** The value of a field of this version. */
  #value(node: Node, key: string, kind: Field["kind"]): Placed | null {
    const field = node.shape.fields.get(key);
    const value = ownValue(node.value, key);
    if (field?.kind !== kind || value === undefined) return null;
    return { at: below(node.at, key), value };
  }

  string(node: Node, key: string): string | null {
    return this.placedString(node, key)?.value ?? null;
  }

  /** A string with its place: for those that stand beside a `$ref`, this is there. */
  placedString(node: Node, key: string): Placed<string> | null {
    const over = node.over && ownValue(node.over.value, key);
    if (node.over && typeof over === "string" && (key === "summary" || key === "description"))
      if (node.shape.fields.has(key)) return { at: below(node.over.at, key), value: over };
    const field = node.shape.fields.get(key);
    const found = this.#value(node, key, "string");
    const target = found && this.target(found);
    if (!target || field?.kind !== "string") return null;
    const { at, value } = target;
    if (typeof value !== "string") {
      this.#misfit(found.at, `${node.shape.name}.${key}`, "a string", value);
      const isText = this.isLoose && value !== null && typeof value !== "object";
      return isText ? { at: found.at, value: String(value) } : null;
    }
    return !this.isLoose && field.oneOf && !field.oneOf.includes(value) ? null : { at, value };
  }

  text(node: Node, key: string): Text | null {
    const found = this.placedString(node, key);
    return found && { at: found.at, text: found.value };
  }

  /** True or false; `null` where the field is neither. */
  flag(node: Node, key: string): boolean | null {
    const found = this.#value(node, key, "boolean");
    if (!found || typeof found.value === "boolean") return found && (found.value as boolean);
    return this.#misfit(found.at, `${node.shape.name}.${key}`, "a boolean", found.value);
  }

  any(node: Node, key: string): Placed | null {
    return this.#value(node, key, "any");
  }

  object(node: Node, key: string): Node | null {
    const field = node.shape.fields.get(key);
    const found = this.#value(node, key, "object");
    return found && field?.kind === "object" ? this.node(found, field.shape) : null;
  }

  schema(node: Node, key: string): Schema | null {
    const found = this.#value(node, key, "schema");
    if (!found) return null;
    const schema = this.schemaOf(found);
    return schema ?? this.#misfit(found.at, `${node.shape.name}.${key}`, "an object", found.value);
  }

  /** A schema; what cannot be one counts as none. */
  schemaOf({ at, value }: Placed): Schema | null {
    if (!isObject(value) && typeof value !== "boolean") return null;
    return this.access.schemaAt(at, this.dialect, value);
  }

  /** The items of a list; `null` where the field is none. */
  items(node: Node, key: string): readonly Placed[] | null {
    const found = this.#value(node, key, "list");
    const target = found && this.target(found);
    if (!target) return null;
    const { at, value: list } = target;
    if (!isArray(list))
      return this.#misfit(found.at, `${node.shape.name}.${key}`, "an array", list);
    return list.map((value, index) => ({ at: below(at, index), value }));
  }

  /** The strings of a list; `null` where the field is none. */
  strings(node: Node, key: string): readonly string[] | null {
    const values = this.items(node, key)?.map(({ value }) => value);
    return values?.filter((value) => typeof value === "string") ?? null;
  }

  /** The objects of a list. */
  nodes(node: Node, key: string): readonly Node[] {
    const field = node.shape.fields.get(key);
    if (field?.kind !== "list" || field.of.kind !== "object") return [];
    const { shape } = field.of;
    return (this.items(node, key) ?? []).flatMap((each) => this.node(each, shape) ?? []);
  }

  /** What a map holds by the author's keys, in their order. */
  entries(node: Node, key: string): readonly (readonly [string, Placed])[] {
    const field = node.shape.fields.get(key);
    const found = this.#value(node, key, "map");
    const target = found && this.target(found);
    if (!target || field?.kind !== "map") return [];
    const { at, value } = target;
    if (!isObject(value)) {
      this.#misfit(found.at, `${node.shape.name}.${key}`, "an object", value);
      return [];
    }
    const { isExtensible, isStrict, keys } = field;
    return entriesOf({ at, value }).filter(
      ([name]) =>
        !(isExtensible && name.startsWith("x-")) && !(isStrict && keys && !keys.fits(name)),
    );
  }

  /** The objects of a map. */
  nodesBy(node: Node, key: string): readonly (readonly [string, Node])[] {
    const field = node.shape.fields.get(key);
    if (field?.kind !== "map" || field.of.kind !== "object") return [];
    const { shape } = field.of;
    return this.entries(node, key).flatMap(([name, each]) => this.#named(name, each, shape));
  }

  /** The objects under the keys of an object that are no fields: paths, statuses. In OpenAPI 2 such keys may be any. */
  others(node: Node): readonly (readonly [string, Node])[] {
    const { others, fields } = node.shape;
    if (others?.field.kind !== "object") return [];
    const { shape } = others.field;
    return entriesOf(node)
      .filter(([key]) => !fields.has(key) && !key.startsWith("x-"))
      .filter(([key]) => this.isLoose || (others.keys?.fits(key) ?? true))
      .flatMap(([key, each]) => this.#named(key, each, shape));
  }

  #named(name: string, each: Placed, shape: string): readonly (readonly [string, Node])[] {
    const node = this.node(each, shape);
    return node ? [[name, node]] : [];
  }
}

/** A place one or more steps deeper. */
export function below(
  at: Located,
  key: string | number,
  ...more: readonly (string | number)[]
): Located {
  const next = stepBelow(at, key);
  return more.length === 0 ? next : more.reduce<Located>(stepBelow, next);
}

/** The fields of an object that begin with `x-`. */
export function extensionsOf({ value }: Placed<JsonObject>, except?: string): Extensions {
  let found: Map<string, Json> | undefined;
  for (const key of keysOf(value)) {
    if (!key.startsWith("x-") || key === except) continue;
    (found ??= new Map()).set(key, ownValue(value, key)!);
    const written = numberText(value, key);
    if (written !== undefined) rememberNumberText(found, key, written);
  }
  return found ?? noExtensions;
}

const noExtensions: Extensions = new Map();

function isDescribed(reference: JsonObject): boolean {
  return Object.hasOwn(reference, "summary") || Object.hasOwn(reference, "description");
}

function entriesOf({ at, value }: Placed<JsonObject>): readonly (readonly [string, Placed])[] {
  return keysOf(value).map((key) => [key, { at: below(at, key), value: ownValue(value, key)! }]);
}

function picked(shape: Shape, value: JsonObject, shapes: Shapes): Shape {
  return shape.pick ? shapes.get(shape.pick(value))! : shape;
}

/** Whether what a `$ref` names is not among the named parts of a document that are something else. */
export function isAtHome({ pointer }: Located, { home }: Shape): boolean {
  const kind = homeOf(pointer);
  return home === null || kind === null || kind === home;
}

/** The part of a document where the named thing of a pointer stands; `null` where it is none. */
export function homeOf(pointer: string): string | null {
  const found =
    /^\/components\/(?<kind>[^/]+)\/[^/]+$/.exec(pointer) ??
    /^\/(?<kind>definitions|parameters|responses|securityDefinitions)\/[^/]+$/.exec(pointer);
  return found?.groups?.["kind"] ?? null;
}
