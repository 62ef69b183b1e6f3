import {
  isArray,
  isObject,
  joinPointer,
  keysOf,
  numberText,
  ownValue,
  rememberNumberText,
} from "../data/data.js";
import type { Json, JsonObject } from "../data/data.js";
import type { Located } from "../data/located.js";
import { layersOf, overriddenLayers, sameSchemas, type Layers } from "./layers.js";
import { addOther, constraintIn, limits, type Constraint } from "./limits.js";
import { canonical } from "./numbers.js";
import { isNullable } from "./run.js";
import { placeIn, saidIn, saidValue, type Said, type SaidValue } from "./said.js";
import type { Schema } from "./schema.js";

export type { Constraint } from "./limits.js";
export type { Said, SaidValue } from "./said.js";

/**
 * What a schema comes to for those who read it: its own keywords, those of what `$ref` names and those of the parts of
 * `allOf`, put together. Only what stands at the schema itself is read; what is below stays a schema, so that recursion is
 * harmless.
 */
export interface Shape {
  readonly schema: Schema;
  /** All schemas it is put together of, the outermost last. */
  readonly parts: readonly Schema[];
  /** It is put together by `allOf`. */
  readonly hasParents: boolean;
  /** No value fits: one of its parts is `false`, or none of the values is allowed by all of them. */
  readonly isNever: boolean;
  readonly title: Said<string> | null;
  readonly description: Said<string> | null;
  /** The types that all parts allow, with `null` where a value may be null; empty where no type is left; `null` where none is named. */
  readonly types: Said<readonly string[]> | null;
  /** In the order in which they are first written. */
  readonly properties: readonly ShapeProperty[];
  /** Names that are required without being described. */
  readonly otherRequired: readonly string[];
  /** By pattern. */
  readonly patternProperties: readonly ShapeProperty[];
  readonly additionalProperties: Part | null;
  readonly unevaluatedProperties: Part | null;
  readonly propertyNames: Part | null;
  /** What the content of a string is that holds a media type. */
  readonly contentSchema: Part | null;
  readonly prefixItems: readonly Part[];
  /** Of all items, or of those after `prefixItems`. A list under `items` of older drafts is `prefixItems` here, and `additionalItems` is `items`. */
  readonly items: Part | null;
  readonly unevaluatedItems: Part | null;
  readonly contains: Part | null;
  readonly choices: readonly Choice[];
  readonly discriminator: Said<Discriminator> | null;
  readonly not: readonly Schema[];
  readonly conditions: readonly Condition[];
  readonly dependentRequired: readonly Said<Dependency>[];
  readonly dependentSchemas: readonly (readonly [key: string, schema: Schema])[];
  /** The values that all parts allow; a `const` is a list of one. */
  readonly values: AllowedValues | null;
  /** The strictest of each kind, in the words of the newest draft. */
  readonly constraints: readonly Constraint[];
  readonly default: SaidValue | null;
  /** `example`, then those of `examples`. */
  readonly examples: readonly SaidValue[];
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly deprecated: boolean;
  readonly externalDocs: Said<Json> | null;
  /** `x-` fields. */
  readonly extensions: ReadonlyMap<string, Said<Json>>;
}

/** What must be fitted in one place: several schemas, where several parts speak of it. */
export interface Part {
  /** The last of them, which says most about this place. */
  readonly schema: Schema;
  readonly all: readonly Schema[];
}

export interface ShapeProperty extends Part {
  readonly name: string;
  readonly required: boolean;
}

export interface Choice {
  readonly keyword: "oneOf" | "anyOf";
  readonly at: Located;
  readonly schemas: readonly Schema[];
}

export interface Discriminator {
  readonly propertyName: string;
  readonly mapping: ReadonlyMap<string, string>;
  /** OpenAPI 3.2: what is meant by all other values, and by none. */
  readonly defaultMapping: string | null;
}

/** `if`, `then` and `else`. */
export interface Condition {
  readonly when: Schema;
  readonly holds: Schema | null;
  readonly otherwise: Schema | null;
}

export interface Dependency {
  readonly key: string;
  readonly needs: readonly string[];
}

export interface AllowedValues extends Said<readonly Json[]> {
  readonly isConst: boolean;
}

/** What siblings of a `$ref` and `allOf` mean for display: what the drafts say, or as pages were made in 2020. */
export type Look = "current" | "2020";

/**
 * The shape of a schema, or of several that must all be fitted. In the look of 2020 what stands beside a `$ref` replaces
 * the same keywords of its target, and each part of `allOf` those of the parts before; only the maps of properties are put
 * together by their keys, and `required` is joined.
 */
export function shapeOf(given: Schema | Part, look: Look = "current"): Shape {
  const [schema, all] = "all" in given ? [given.schema, given.all] : [given, [given]];
  // Parts are those of other shapes, which are kept as well.
  const key = all.length > 1 ? given : schema;
  const known = shapes[look].get(key);
  if (known) return known;
  const shape = makeShape(schema, all, look);
  shapes[look].set(key, shape);
  return shape;
}

/** Tables, examples and checks ask for the same ones. */
const shapes = {
  current: new WeakMap<Schema | Part, Shape>(),
  "2020": new WeakMap<Schema | Part, Shape>(),
};

function makeShape(schema: Schema, all: readonly Schema[], look: Look): Shape {
  const shared = look === "current" && all.length === 1 ? sharedShape(schema) : null;
  if (shared) return shared;
  const layers = look === "2020" ? overriddenLayers(all) : layersOf(all);
  return new ShapeReader(schema, layers, look).shape();
}

/**
 * The shape of a schema that is nothing but a reference: the lists of the one it names are shared, for there may be
 * thousands of both. `null` where more stands beside the reference, or it leads to another reference or back to itself.
 */
function sharedShape(schema: Schema): Shape | null {
  const named = schema.ref ?? schema.dynamicRef;
  if (!named || named.ref || named.dynamicRef || Object.keys(schema.value ?? {}).length > 1)
    return null;
  const whole = shapeOf(named);
  if (whole.parts.includes(schema)) return null;
  const shape = { ...whole, schema, parts: [...whole.parts, schema] };
  if (schema.ref) return shape;
  // What a dynamic reference names is not the same thing to a reader: it lends neither its title nor its examples.
  const describing = whole.parts.find((part) => typeof part.keyword("description") === "string");
  const description = describing ? (saidIn(describing, "description") as Said<string>) : null;
  return { ...shape, title: null, description, examples: [] };
}

class ShapeReader {
  readonly #same: ReadonlySet<Schema>;

  constructor(
    readonly schema: Schema,
    readonly layers: Layers,
    readonly look: Look,
  ) {
    this.#same = look === "2020" ? new Set(layers.parts) : sameSchemas(schema);
  }

  shape(): Shape {
    const required = this.#required();
    const properties = this.#properties("properties", required);
    const described = new Set(properties.map(({ name }) => name));
    const values = this.#values();
    const { parts } = this.layers;
    const not = this.#holders("not").flatMap((each) => each.below("not"));
    return {
      schema: this.schema,
      parts,
      hasParents: this.layers.hasParents,
      isNever:
        parts.some(({ value }) => value === false) ||
        values?.value.length === 0 ||
        not.some(({ value }) => isAll(value)),
      title: this.#text("title", this.#same),
      description: this.#text("description", this.#same) ?? this.#description(),
      types: this.#types(),
      properties,
      otherRequired: [...required].filter((name) => !described.has(name)),
      patternProperties: this.#properties("patternProperties", new Set()),
      additionalProperties: this.#part("additionalProperties"),
      unevaluatedProperties: this.#part("unevaluatedProperties"),
      propertyNames: this.#part("propertyNames"),
      contentSchema: this.#part("contentSchema"),
      prefixItems: this.#prefixItems(),
      items: this.#items(),
      unevaluatedItems: this.#part("unevaluatedItems"),
      contains: this.#part("contains"),
      choices: this.#choices(),
      discriminator: this.#discriminator(),
      not: not.filter(({ value }) => !isNone(value) && !isAll(value)),
      conditions: this.#conditions(),
      dependentRequired: this.#dependentRequired(),
      dependentSchemas: ["dependentSchemas", "dependencies"].flatMap((keyword) =>
        this.#holders(keyword).flatMap((each) => each.entries(keyword)),
      ),
      values,
      constraints: this.#constraints(),
      default: this.#said("default").at(-1) ?? null,
      examples: this.#examples(),
      readOnly: this.#flag("readOnly"),
      writeOnly: this.#flag("writeOnly"),
      deprecated: this.#flag("deprecated"),
      externalDocs: this.#said("externalDocs").at(-1) ?? null,
      extensions: this.#extensions(),
    };
  }

  /** The parts whose keyword of that name counts, in order. */
  #holders(keyword: string): readonly Schema[] {
    return this.layers.holders.get(keyword) ?? [];
  }

  #said(keyword: string): readonly SaidValue[] {
    return this.#holders(keyword).map((schema) => saidIn(schema, keyword));
  }

  #text(keyword: string, among?: ReadonlySet<Schema>): Said<string> | null {
    const holders = this.#holders(keyword).filter(
      (each) => (!among || among.has(each)) && typeof each.keyword(keyword) === "string",
    );
    const holder = holders.at(-1);
    return holder ? (saidIn(holder, keyword) as Said<string>) : null; // looked at above
  }

  /** Of several parts, the last one that is written in their list tells what they are together; else the first one. */
  #description(): Said<string> | null {
    const holders = this.#holders("description").filter(
      (each) => typeof each.keyword("description") === "string",
    );
    const inline = holders.findLast((each) =>
      [...this.#same].some(({ at }) => isWithin(each.at, at)),
    );
    const holder = inline ?? holders[0];
    return holder ? (saidIn(holder, "description") as Said<string>) : null; // looked at above
  }

  #flag(keyword: string): boolean {
    return this.#holders(keyword).some((each) => each.keyword(keyword) === true);
  }

  #required(): ReadonlySet<string> {
    const names = this.#said("required").flatMap(({ value }) => (isArray(value) ? value : []));
    return new Set(names.filter((name) => typeof name === "string"));
  }

  #types(): Shape["types"] {
    let types: readonly string[] | null = null;
    for (const holder of this.#holders("type")) {
      const own = typesIn(holder);
      if (own.length > 0) types = types ? commonTypes(types, own) : own;
    }
    const last = this.#holders("type").at(-1);
    return types && last ? { value: types, at: placeIn(last, "type") } : null;
  }

  #properties(keyword: string, required: ReadonlySet<string>): readonly ShapeProperty[] {
    const found = new Map<string, Schema[]>();
    for (const holder of this.#holders(keyword))
      for (const [name, schema] of holder.entries(keyword)) {
        const known = found.get(name);
        if (known && this.look === "2020") known.splice(0, 1, schema);
        else if (known) known.push(schema);
        else found.set(name, [schema]);
      }
    return [...found].map(([name, all]) => ({
      name,
      required: required.has(name),
      ...partOf(all)!, // at least one was found
    }));
  }

  #part(keyword: string): Part | null {
    return partOf(this.#holders(keyword).flatMap((each) => each.below(keyword)));
  }

  #items(): Part | null {
    const plain = this.#holders("items").filter((each) => !isArray(each.keyword("items")));
    const rest = this.#holders("additionalItems").filter((each) => isArray(each.keyword("items")));
    return partOf([
      ...plain.flatMap((each) => each.below("items")),
      ...rest.flatMap((each) => each.below("additionalItems")),
    ]);
  }

  #prefixItems(): readonly Part[] {
    const lists = [
      ...this.#holders("prefixItems").map((each) => each.below("prefixItems")),
      ...this.#holders("items")
        .filter((each) => isArray(each.keyword("items")))
        .map((each) => each.below("items")),
    ];
    const longest = lists.reduce((one, next) => (next.length > one.length ? next : one), []);
    return longest.map(
      (_, index) => partOf(lists.flatMap((list) => list[index] ?? []))!, // the longest has it
    );
  }

  #choices(): readonly Choice[] {
    return (["oneOf", "anyOf"] as const).flatMap((keyword) =>
      this.#holders(keyword)
        .map((each) => ({ keyword, at: placeIn(each, keyword), schemas: each.below(keyword) }))
        .filter(({ schemas }) => schemas.length > 0),
    );
  }

  /** In OpenAPI 2 it is the name of a property alone. */
  #discriminator(): Shape["discriminator"] {
    const said = this.#said("discriminator").at(-1);
    if (!said) return null;
    const { value, at } = said;
    const name = isObject(value) ? ownValue(value, "propertyName") : value;
    if (typeof name !== "string") return null;
    const mapping = isObject(value) ? ownValue(value, "mapping") : undefined;
    const entries = isObject(mapping)
      ? keysOf(mapping).map((key) => [key, mapping[key]!] as const)
      : [];
    const named = entries.flatMap(([key, to]) =>
      typeof to === "string" ? [[key, to] as const] : [],
    );
    const usual = isObject(value) ? ownValue(value, "defaultMapping") : undefined;
    const defaultMapping = typeof usual === "string" ? usual : null;
    return { value: { propertyName: name, mapping: new Map(named), defaultMapping }, at };
  }

  #conditions(): readonly Condition[] {
    return this.#holders("if").flatMap((holder) => {
      const [when] = holder.below("if");
      const [holds = null] = holder.below("then");
      const [otherwise = null] = holder.below("else");
      return when && (holds ?? otherwise) ? [{ when, holds, otherwise }] : [];
    });
  }

  #dependentRequired(): Shape["dependentRequired"] {
    return ["dependentRequired", "dependencies"].flatMap((keyword) =>
      this.#said(keyword).flatMap(({ value, at }) =>
        !isObject(value)
          ? []
          : keysOf(value).flatMap((key) => {
              const list = value[key];
              if (!isArray(list)) return [];
              const needs = list.filter((name) => typeof name === "string");
              const place = { file: at.file, pointer: joinPointer(at.pointer, key) };
              return [{ value: { key, needs }, at: place }];
            }),
      ),
    );
  }

  #values(): AllowedValues | null {
    let values = null as AllowedValues | null;
    for (const keyword of ["enum", "const"] as const)
      for (const holder of this.#holders(keyword)) {
        const among: readonly Json[] | null = this.look === "2020" ? null : (values?.value ?? null);
        values = valuesIn(holder, keyword, among) ?? values;
      }
    return values;
  }

  #constraints(): readonly Constraint[] {
    const found = new Map<string, Constraint[]>();
    for (const [keyword, isStricter] of limits)
      for (const holder of this.#holders(keyword)) {
        const own = constraintIn(holder, keyword);
        const known = own && found.get(own.keyword);
        if (!own) continue;
        if (!known) found.set(own.keyword, [own]);
        else if (!isStricter) addOther(known, own);
        else if (isStricter(own.value, known[0]!.value)) known[0] = own;
      }
    return [...found.values()].flat();
  }

  #examples(): readonly SaidValue[] {
    const isOwn = (each: Schema) => this.#same.has(each);
    const one = this.#holders("example").filter(isOwn);
    const lists = this.#holders("examples").filter(isOwn);
    return [
      ...one.slice(-1).map((each) => saidIn(each, "example")),
      ...lists.slice(-1).flatMap((each) => {
        const list = each.keyword("examples");
        const { file, pointer } = placeIn(each, "examples");
        if (!isArray(list)) return [];
        return list.map((value, index) =>
          saidValue(value, { file, pointer: `${pointer}/${index}` }, numberText(list, index)),
        );
      }),
    ];
  }

  #extensions(): Shape["extensions"] {
    const found = new Map<string, Said<Json>>();
    for (const keyword of this.layers.holders.keys()) {
      const said = keyword.startsWith("x-") ? this.#said(keyword).at(-1) : undefined;
      if (said) found.set(keyword, said);
    }
    return found;
  }
}

function isWithin({ file, pointer }: Located, outer: Located): boolean {
  return file === outer.file && pointer.startsWith(`${outer.pointer}/`);
}

function partOf(all: readonly Schema[]): Part | null {
  const schema = all.at(-1);
  return schema ? { schema, all } : null;
}

/** The types that a schema names, with `null` where another keyword allows it. */
function typesIn(schema: Schema): readonly string[] {
  const type = schema.keyword("type");
  const names = (isArray(type) ? type : [type]).filter((name) => typeof name === "string");
  return isNullable(schema) && names.length > 0 && !names.includes("null")
    ? [...names, "null"]
    : names;
}

/** The types of both; an integer is a number. */
function commonTypes(a: readonly string[], b: readonly string[]): readonly string[] {
  const has = (types: readonly string[], type: string) =>
    types.includes(type) || (type === "integer" && types.includes("number"));
  const common = [...a.filter((type) => has(b, type)), ...b.filter((type) => has(a, type))];
  return [...new Set(common)];
}

/** The values of an `enum` or `const` that are also among others; how numbers are written goes along. */
function valuesIn(
  holder: Schema,
  keyword: "enum" | "const",
  among: readonly Json[] | null,
): AllowedValues | null {
  const given = holder.keyword(keyword);
  const isConst = keyword === "const";
  const from = isConst ? holder.value : given;
  if (given === undefined || (!isObject(from) && !isArray(from))) return null;
  const texts =
    among && new Set(among.map((value, index) => canonical(value, among, String(index))));
  const values: Json[] = [];
  for (const key of isConst ? [keyword] : keysOf(from as JsonObject)) {
    const value = (from as JsonObject)[key]!; // an array is read by its indices
    if (texts && !texts.has(canonical(value, from, key))) continue;
    const text = numberText(from, key);
    if (text !== undefined) rememberNumberText(values, String(values.length), text);
    values.push(value);
  }
  return { value: values, at: placeIn(holder, keyword), isConst };
}

/** Whether a schema is written as one that all values fit: `true`, `{}`, `{ not: false }`. */
function isAll(value: Json): boolean {
  if (!isObject(value)) return value === true;
  const keys = Object.keys(value);
  return keys.length === 0 || (keys.length === 1 && keys[0] === "not" && isNone(value["not"]!));
}

/** Or as one that none fits: `false`, `{ not: {} }`. */
function isNone(value: Json): boolean {
  if (!isObject(value)) return value === false;
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === "not" && isAll(value["not"]!);
}
