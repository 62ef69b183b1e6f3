import { isArray, isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import { isInteger } from "../schema/numbers.js";
import { isEmptyLimit, isLimit, isLowerLimit } from "./limit-keywords.js";
import {
  areOfOneTypeEach,
  isOnlyNull,
  schemasIn,
  typesOnly,
  valuesOnly,
} from "./plain-alternatives.js";
import { compareSaid, saidAt, saidIn, type Said } from "./said.js";
import {
  annotationKeywords,
  canonical,
  schemaIn,
  stringsAt,
  type Reader,
  type SchemaNode,
  wordOf,
} from "./side.js";

/**
 * What a schema comes to, so that two that say the same are the same however they are put together: references followed,
 * `allOf` merged, alternatives that only name types or values as types and values. What stands deeper stays as schemas.
 * Each part has the object that says it.
 */
export interface Shape {
  /** Whether nothing fits. */
  readonly isImpossible: boolean;
  /** `null`: any. */
  readonly types: ReadonlySet<string> | null;
  /** The values that it may have, by their canonical text; `null`: any. */
  readonly values: ReadonlyMap<string, Said<Json>> | null;
  /** `pattern`, `minLength` and the like: of several the tightest. */
  readonly limits: ReadonlyMap<string, Said<Json>>;
  /** Patterns, of which all must fit. */
  readonly patterns: ReadonlyMap<string, JsonObject>;
  readonly required: ReadonlyMap<string, JsonObject>;
  readonly properties: ReadonlyMap<string, Said<SchemaNode>>;
  readonly patternProperties: ReadonlyMap<string, Said<SchemaNode>>;
  /** What properties without a name of their own must be; `null`: anything. */
  readonly others: Said<SchemaNode> | null;
  readonly items: Said<SchemaNode> | null;
  readonly prefixItems: readonly SchemaNode[];
  /** Of each list one must fit. */
  readonly alternatives: readonly Said<readonly SchemaNode[]>[];
  /** What is compared as it is written, by keyword. */
  readonly conditions: ReadonlyMap<string, Said<Json>>;
  /** What does not say what fits, by keyword; the outermost wins. */
  readonly annotations: ReadonlyMap<string, Said<Json>>;
  readonly examples: readonly Said<Json>[];
  /** The object of the schema as it is written, and all that it is put together of. */
  readonly parts: readonly JsonObject[];
}

/** Shapes of the schemas of a side, each made once. */
export class Shapes {
  readonly #known = new Map<string, Shape>();

  constructor(readonly reader: Reader) {}

  of(node: SchemaNode): Shape {
    const id = this.reader.idOf(node);
    let shape = this.#known.get(id);
    if (!shape) this.#known.set(id, (shape = new Merging(this.reader).shape(node)));
    return shape;
  }

  /** The same where also alternatives with names may be nothing but types or values. */
  flat(node: SchemaNode): Shape {
    return new Merging(this.reader, true).shape(node);
  }
}

/** Patterns that all texts match, such as `.*`. */
const anyText = /^(?:\^|\$|\^?\.\*\$?)?$/;

const conditions = new Set([
  "not",
  "if",
  "then",
  "else",
  "dependentRequired",
  "dependentSchemas",
  "dependencies",
  "contains",
  "propertyNames",
  "unevaluatedItems",
  "contentSchema",
]);

/** What files for programs say of the site. */
export const ownExtensions: ReadonlySet<string> = new Set(["x-permalink"]);

/** Alternatives in references in alternatives; what is deeper is compared as it is written. */
const mostParts = 2000;

class Merging {
  readonly #parts: JsonObject[] = [];
  readonly #seen = new Set<JsonObject>();
  #isImpossible = false;
  #isNullable = false;
  #types: Set<string> | null = null;
  #values: Map<string, Said<Json>> | null = null;
  readonly #limits = new Map<string, Said<Json>>();
  readonly #patterns = new Map<string, JsonObject>();
  readonly #required = new Map<string, JsonObject>();
  readonly #properties = new Map<string, Said<SchemaNode>[]>();
  readonly #patternProperties = new Map<string, Said<SchemaNode>[]>();
  readonly #others: Said<SchemaNode>[] = [];
  readonly #items: Said<SchemaNode>[] = [];
  readonly #prefixItems: SchemaNode[][] = [];
  readonly #alternatives: Said<readonly SchemaNode[]>[] = [];
  readonly #conditions = new Map<string, Said<Json>>();
  readonly #annotations = new Map<string, Said<Json>>();
  readonly #examples: Said<Json>[] = [];

  constructor(
    readonly reader: Reader,
    readonly isFlat = false,
  ) {}

  shape(node: SchemaNode): Shape {
    this.#gather(node);
    // Each object is read once, in the order in which they were met.
    for (const part of this.#parts) this.#read(part);
    if (this.#isNullable) {
      this.#types?.add("null");
      const [part] = this.#parts;
      if (this.#values && part) this.#values.set("null", { value: null, by: part });
    }
    if (this.#types && !this.#types.has("null") && this.#values && this.#values.size > 1)
      this.#values.delete("null"); // its type does not let it be
    this.#allOfTypes();
    this.#limitsOfContains();
    const { reader } = this;
    const join = (said: readonly Said<SchemaNode>[]): Said<SchemaNode> => ({
      value: reader.allOf(said.map(({ value }) => value)),
      by: said[0]!.by,
    });
    const joined = (all: ReadonlyMap<string, Said<SchemaNode>[]>) =>
      new Map([...all].map(([name, said]) => [name, join(said)]));
    const width = Math.max(0, ...this.#prefixItems.map(({ length }) => length));
    return {
      isImpossible: this.#isImpossible,
      types: this.#typesOfValues(),
      values: this.#values,
      limits: this.#limits,
      patterns: this.#patterns,
      required: this.#required,
      properties: joined(this.#properties),
      patternProperties: joined(this.#patternProperties),
      others: this.#others.length > 0 ? join(this.#others) : null,
      items: this.#items.length > 0 ? join(this.#items) : null,
      prefixItems: Array.from({ length: width }, (_, index) =>
        reader.allOf(
          this.#prefixItems.map((items) => items[index]).filter((each) => each !== undefined),
        ),
      ),
      alternatives: this.#alternatives,
      conditions: this.#conditions,
      annotations: this.#annotations,
      examples: this.#examples,
      parts: this.#parts,
    };
  }

  /** `true` and `false` are all that a boolean can be, as `null` is of its type: to list them says no more than the type. */
  #allOfTypes(): void {
    const values = this.#values;
    if (!values || values.size === 0) return;
    const named = new Set([...values.values()].map(typeOf));
    const isWhole = [...named].every((type) => type === "null" || type === "boolean");
    if (!isWhole || (named.has("boolean") && !(values.has("true") && values.has("false")))) return;
    this.types([...named]);
    this.#values = null;
  }

  /** How many items must fit `contains` says nothing without it; where none must, it says nothing itself. */
  #limitsOfContains(): void {
    const isGiven = this.#conditions.has("contains");
    const isNone = this.#limits.get("minContains")?.value === 0;
    if (!isGiven || isNone) this.#limits.delete("minContains");
    if (!isGiven) this.#limits.delete("maxContains");
    else if (isNone && !this.#limits.has("maxContains")) this.#conditions.delete("contains");
  }

  /** Types that none of its values has say nothing. */
  #typesOfValues(): ReadonlySet<string> | null {
    if (this.#values && this.#values.size > 0)
      return new Set([...this.#values.values()].map(typeOf));
    if (this.#types?.has("number")) this.#types.delete("integer");
    return this.#types;
  }

  #gather(node: SchemaNode): void {
    const stack: SchemaNode[] = [node];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (typeof next === "boolean") {
        if (!next) this.#isImpossible = true;
        continue;
      }
      if (this.#seen.has(next) || this.#seen.size >= mostParts) continue;
      this.#seen.add(next);
      this.#parts.push(next);
      for (const each of this.#below(next).toReversed()) stack.push(each);
    }
  }

  /** What else must fit where an object must: what it refers to, its `allOf`, and the only alternative of several. */
  #below(object: JsonObject): readonly SchemaNode[] {
    const name = this.reader.nameAt(ownValue(object, "$ref"));
    const ref = name === null ? null : this.reader.schema(name);
    const only = ["anyOf", "oneOf"].flatMap((keyword) => {
      const left = schemasIn(ownValue(object, keyword)).filter((each) => !isOnlyNull(each));
      return left.length === 1 ? left : [];
    });
    return [...(ref === null ? [] : [ref]), ...schemasIn(ownValue(object, "allOf")), ...only];
  }

  #read(part: JsonObject): void {
    for (const key of keysOf(part)) {
      const value = part[key]!;
      const read = keywords[key];
      if (read) read.call(this, part, value);
      else if (isLimit(key)) this.#limit(part, key, value);
      else if (conditions.has(key)) this.#condition(part, key, value);
      else if (key === "x-type" && value === "file") this.#file(part);
      else if (annotationKeywords.has(key) || (key.startsWith("x-") && !ownExtensions.has(key))) {
        if (!this.#annotations.has(key)) this.#annotations.set(key, saidAt(part, key));
      }
    }
  }

  /** What OpenAPI 2 calls a file is a text of bytes in later versions. */
  #file(by: JsonObject): void {
    this.types("string");
    const type = "application/octet-stream";
    if (!this.#annotations.has("contentMediaType"))
      this.#annotations.set("contentMediaType", { value: type, by });
  }

  types(value: Json): void {
    const given = new Set(isArray(value) ? value.map(wordOf) : [wordOf(value)]);
    if (this.#types === null) {
      this.#types = given;
      return;
    }
    const before = this.#types;
    const isIn = (type: string, types: ReadonlySet<string>) =>
      types.has(type) || (type === "integer" && types.has("number"));
    this.#types = new Set(
      [...before]
        .filter((type) => isIn(type, given))
        .concat([...given].filter((type) => isIn(type, before))),
    );
  }

  allow(values: readonly Said<Json>[]): void {
    const given = new Map(values.map((said) => [canonical(said.value, said.written), said]));
    const before = this.#values;
    this.#values = before ? new Map([...before].filter(([key]) => given.has(key))) : given;
  }

  #limit(by: JsonObject, key: string, value: Json): void {
    if (isEmptyLimit(key, value)) return;
    const known = this.#limits.get(key);
    const isLower = isLowerLimit(key);
    const said = saidAt(by, key);
    const order = known && isLower !== undefined ? compareSaid(said, known) : 0;
    if (!known || (isLower ? order > 0 : order < 0)) this.#limits.set(key, said);
  }

  #condition(by: JsonObject, key: string, value: Json): void {
    for (let name = key, count = 2; ; name = `${key} (${count++})`)
      if (!this.#conditions.has(name)) {
        this.#conditions.set(name, { value, by });
        return;
      }
  }

  pattern(by: JsonObject, value: Json): void {
    if (typeof value !== "string" || anyText.test(value)) return;
    if (!this.#patterns.has(value)) this.#patterns.set(value, by);
  }

  require(by: JsonObject, value: Json): void {
    for (const name of stringsAt({ value }, "value"))
      if (!this.#required.has(name)) this.#required.set(name, by);
  }

  property(by: JsonObject, value: Json, isPattern: boolean): void {
    if (!isObject(value)) return;
    const all = isPattern ? this.#patternProperties : this.#properties;
    for (const name of keysOf(value)) {
      const node = schemaIn(value[name]);
      if (node === null) continue;
      const known = all.get(name);
      if (known) known.push({ value: node, by });
      else all.set(name, [{ value: node, by }]);
    }
  }

  other(by: JsonObject, value: Json): void {
    const node = schemaIn(value);
    // An empty schema and `true` say nothing.
    if (node === null || node === true || isEmpty(node)) return;
    this.#others.push({ value: node, by });
  }

  item(by: JsonObject, value: Json): void {
    const node = schemaIn(value);
    if (node !== null && node !== true && !isEmpty(node)) this.#items.push({ value: node, by });
  }

  firstItems(value: Json): void {
    this.#prefixItems.push([...schemasIn(value)]);
  }

  choose(by: JsonObject, value: Json): void {
    const given = schemasIn(value);
    const left = given.filter((each) => !isOnlyNull(each));
    if (left.length < given.length) this.#isNullable = true;
    if (left.length === 0 && given.length > 0) this.types("null");
    if (left.length <= 1) return; // gathered
    const named = this.isFlat ? left.map((node) => this.reader.end(node)) : left;
    const types = named.map(typesOnly);
    if (types.every((each) => each !== null)) {
      this.types(types.flat());
      return;
    }
    if (areOfOneTypeEach(named)) {
      this.types(named.map(({ type }) => type!));
      for (const each of named)
        for (const key of keysOf(each)) {
          if (key === "pattern") this.pattern(each, each[key]!);
          else if (isLimit(key)) this.#limit(each, key, each[key]!);
        }
      return;
    }
    const values = named.map(valuesOnly);
    if (values.every((each) => each !== null)) {
      this.allow(values.flat());
      return;
    }
    this.#alternatives.push({ value: given, by });
  }

  exemplify(values: readonly Said<Json>[]): void {
    this.#examples.push(...values);
  }
}

/** What becomes of a keyword's value. */
const keywords: Readonly<
  Record<string, ((this: Merging, by: JsonObject, value: Json) => void) | undefined>
> = Object.assign(Object.create(null) as Record<string, never>, {
  type(this: Merging, _by: JsonObject, value: Json) {
    this.types(value);
  },
  enum(this: Merging, by: JsonObject, value: Json) {
    if (isArray(value)) this.allow(saidIn(by, value));
  },
  const(this: Merging, by: JsonObject) {
    this.allow([saidAt(by, "const")]);
  },
  pattern(this: Merging, by: JsonObject, value: Json) {
    this.pattern(by, value);
  },
  required(this: Merging, by: JsonObject, value: Json) {
    this.require(by, value);
  },
  properties(this: Merging, by: JsonObject, value: Json) {
    this.property(by, value, false);
  },
  patternProperties(this: Merging, by: JsonObject, value: Json) {
    this.property(by, value, true);
  },
  additionalProperties(this: Merging, by: JsonObject, value: Json) {
    this.other(by, value);
  },
  unevaluatedProperties(this: Merging, by: JsonObject, value: Json) {
    this.other(by, value);
  },
  items(this: Merging, by: JsonObject, value: Json) {
    this.item(by, value);
  },
  prefixItems(this: Merging, _by: JsonObject, value: Json) {
    this.firstItems(value);
  },
  anyOf(this: Merging, by: JsonObject, value: Json) {
    this.choose(by, value);
  },
  oneOf(this: Merging, by: JsonObject, value: Json) {
    this.choose(by, value);
  },
  example(this: Merging, by: JsonObject) {
    this.exemplify([saidAt(by, "example")]);
  },
  examples(this: Merging, by: JsonObject, value: Json) {
    if (isArray(value)) this.exemplify(saidIn(by, value));
  },
});

function isEmpty(node: SchemaNode): boolean {
  return isObject(node) && keysOf(node).length === 0;
}

export function typeOf({ value, written }: Said<Json>): string {
  if (value === null) return "null";
  if (isArray(value)) return "array";
  if (typeof value === "number") return isInteger({ value, text: written }) ? "integer" : "number";
  return typeof value;
}
