import { deeper } from "../base/codes/words.js";
import type { Code, Note, Parts } from "../base/diagnostics.js";
import { labelsIn, withLabels } from "../base/labels.js";
import { nearest } from "../base/text.js";
import { typesMeantBy } from "../base/type-names.js";
import {
  isArray,
  isObject,
  keysOf,
  ownValue,
  spanOf,
  type Json,
  type JsonObject,
  numberText,
} from "../data/data.js";
import type { Located } from "../data/located.js";
import {
  below,
  homeOf,
  isAtHome,
  type ApiAccess,
  type DocumentReader,
  type Placed,
} from "./document-reader.js";
import { refOf } from "./references.js";
import { capital, gotAt, isOfKind, lastKey, successor, wantedOf } from "./structure-words.js";
import { repeatedIn } from "../data/repeated.js";
import type { Schema } from "../schema/schema.js";
import { looksLikeProperty } from "../schema/well-formed.js";
import { got, listed, shortly } from "../schema/words.js";
import { schemasBelow } from "./schemas-below.js";
import type { Field, Shape, Version } from "./shapes.js";

/** What the check of a structure takes besides. */
export interface StructureOptions {
  /** Labels that texts may use, by their values. */
  readonly labels?: ReadonlyMap<string, string>;
  /** The versions in which objects of a shape have a field. */
  readonly versionsWith: (shape: string, field: string) => readonly Version[];
  /** Is given each object, once for each shape, as the walk comes by. */
  readonly object?: (object: Placed<JsonObject>, shape: Shape) => void;
  /** Is given the place of each object that is no schema, with what it is. */
  readonly otherwise?: (at: Located, what: string) => void;
  /** Is given each schema that is not below another one, in place of looking at what OpenAPI adds to it and to those below. */
  readonly schema?: (schema: Schema, mayBeFile: boolean) => void;
  /** Whether what stands beside a `$ref` without a meaning is reported. */
  readonly tellsSiblings?: boolean;
  /** Whether something was reported of this very place: what it lacks, and what it is instead, is not said again. */
  readonly hasTold?: (at: Located) => boolean;
}

const unlessTold: ReadonlySet<Code> = new Set([
  "openapi-missing",
  "openapi-value",
  "ref-not-string",
]);

/** Where an Example Object has its value. */
/** Where security schemes have their names: what stands there is one, and never what an operation needs. */
const schemeHomes: readonly string[] = ["securityDefinitions", "securitySchemes"];

const valueFields: readonly string[] = [
  "value",
  "dataValue",
  "serializedValue",
  "externalValue",
  "$ref",
];

/** How many unknown words are compared with those there are. */
const mostSuggestions = 50;

/** Checks the objects of a document against the shapes of its version, each once, whatever `$ref`s lead to it. */
export class Structure {
  readonly #seen = new Map<Shape, Set<object>>();
  readonly #seenSchemas = new Set<object>();
  /** By file: the places of what was reported. */
  readonly #reported = new Map<unknown, Set<string>>();
  /** What `$ref`s lead to, looked at one after another. */
  readonly #queue: (() => void)[] = [];
  #suggestionsLeft = mostSuggestions;

  constructor(
    readonly reader: DocumentReader,
    readonly access: ApiAccess,
    readonly version: Version,
    readonly options: StructureOptions,
  ) {}

  check(root: Placed): void {
    this.#object(root, "document");
    this.#finish();
  }

  /** Checks what a schema has besides JSON Schema. */
  checkSchema({ at, value }: Placed<JsonObject>): void {
    this.#schemaFields({ at, value });
    this.#finish();
  }

  #finish(): void {
    for (let index = 0; index < this.#queue.length; index++) this.#queue[index]!();
  }

  #object({ at, value }: Placed, name: string): void {
    const shape = this.reader.shapes.get(name)!;
    if (!isObject(value)) return this.#wrong(at, "an object", value);
    const ref = refOf(value);
    if (ref !== undefined) {
      this.#reference({ at, value }, shape);
      if (shape.reference !== "own") return;
    } else if (shape.reference !== "none" && Object.hasOwn(value, "$ref"))
      return this.#report("ref-not-string", below(at, "$ref"), [got(ownValue(value, "$ref")!)]);
    this.#fields({ at, value }, shape.pick ? this.reader.shapes.get(shape.pick(value))! : shape);
  }

  #reference({ at, value }: Placed<JsonObject>, shape: Shape): void {
    if (shape.reference === "none") this.#unexpected(at, shape.what);
    const target =
      shape.reference === "own"
        ? this.reader.beyond({ at, value, shape, over: null })
        : this.reader.target({ at, value });
    if (!isAtHome(this.#named(at, value), shape) || (target && isDocument(target)))
      return this.#notAtHome({ at, value }, shape);
    this.#beside({ at, value }, shape);
    if (target) this.#queue.push(() => this.#object(target, shape.name));
  }

  #unexpected(at: Located, what: string): void {
    if (this.reader.isLoose) return;
    this.#report("ref-unexpected", below(at, "$ref"), [`${what} in OpenAPI ${this.version}`]);
  }

  /** Where a `$ref` of the same file leads, as written. */
  #named(at: Located, value: JsonObject): Located {
    const ref = refOf(value)!;
    return { file: at.file, pointer: ref.startsWith("#") ? ref.slice(1) : "" };
  }

  #notAtHome({ at, value }: Placed<JsonObject>, { what, home }: Shape): void {
    const ref = refOf(value)!;
    const part = this.version === "2.0" ? home : `components/${home}`;
    this.#report("openapi-value", below(at, "$ref"), [
      "$ref",
      `the name of ${what}, such as "#/${part}/Name"`,
      `"${ref}"`,
    ]);
  }

  /** What stands beside a `$ref`. Since OpenAPI 3.1 texts take the place of those that objects of the shape have. */
  #beside({ at, value }: Placed<JsonObject>, { reference, fields, pick }: Shape): void {
    if (reference === "own") return;
    const own = reference === "described" ? ["summary", "description"] : [];
    for (const key of own) {
      const text = ownValue(value, key);
      if (text !== undefined && typeof text !== "string")
        this.#wrong(below(at, key), "a string", text);
    }
    if (!this.options.tellsSiblings) return;
    const has = (key: string) => fields.has(key) || (pick !== null && key === "description");
    const means = (key: string) => own.includes(key) && has(key);
    const ignored = keysOf(value).filter(
      (key) => key !== "$ref" && !key.startsWith("x-") && !means(key),
    );
    if (ignored.length === 0) return;
    const names = listed(
      ignored.map((key) => `"${key}"`),
      "and",
    );
    this.#report(
      "ref-siblings-ignored",
      below(at, ignored[0]!),
      [refOf(value)!, names, `OpenAPI ${this.version}`],
      "key",
    );
  }

  #fields({ at, value }: Placed<JsonObject>, shape: Shape): void {
    let seen = this.#seen.get(shape);
    if (!seen) this.#seen.set(shape, (seen = new Set()));
    if (seen.has(value)) return;
    seen.add(value);
    this.options.object?.({ at, value }, shape);
    this.options.otherwise?.(at, shape.what);
    const meant = new Set<string>();
    if (this.#isBareExample(value, shape))
      return this.#report("openapi-missing", at, ["value", capital(shape.what)], "key");
    for (const key of keysOf(value)) {
      const field = shape.fields.get(key);
      const placed = { at: below(at, key), value: ownValue(value, key)! };
      if (field) this.#field(placed, field);
      else if (shape.isExtensible && key.startsWith("x-")) continue;
      else if (!shape.others)
        for (const each of this.#unknown(at, key, placed.value, shape)) meant.add(each);
      else if (shape.others.keys && !shape.others.keys.fits(key))
        this.#report("openapi-key", placed.at, [key, shape.what, shape.others.keys.wanted], "key");
      else this.#field(placed, shape.others.field);
    }
    this.#missing({ at, value }, shape, meant);
    this.#excluded({ at, value }, shape);
  }

  /** Whether an example in a map of such stands there itself, with keys of its own, in place of below "value". */
  #isBareExample(value: JsonObject, shape: Shape): boolean {
    if (shape.name !== "example" || valueFields.some((key) => Object.hasOwn(value, key)))
      return false;
    const own = keysOf(value).filter((key) => !shape.fields.has(key) && !key.startsWith("x-"));
    return own.length > 0 && own.every((key) => this.#near(key, valueFields).length === 0);
  }

  /** What must be there, unless an unknown field may be meant for it. */
  #missing({ at, value }: Placed<JsonObject>, shape: Shape, meant: ReadonlySet<string>): void {
    if (meant.has("$ref")) return; // it would be a reference
    const missing = new Set(shape.required);
    for (const { if: key, is, needs } of shape.requires)
      if (is === undefined ? Object.hasOwn(value, key) : ownValue(value, key) === is)
        missing.add(needs);
    for (const keys of shape.oneOf)
      if (!keys.some((key) => Object.hasOwn(value, key) || meant.has(key)))
        missing.add(keys.join('" or "'));
    for (const key of missing)
      if (!Object.hasOwn(value, key) && !meant.has(key))
        this.#report("openapi-missing", at, [key, capital(shape.what)], "key");
  }

  #excluded({ at, value }: Placed<JsonObject>, shape: Shape): void {
    for (const keys of shape.exclusive) {
      const [first, second] = keys.filter(
        (key) => Object.hasOwn(value, key) && shape.fields.has(key),
      );
      if (first === undefined || second === undefined) continue;
      const span = spanOf({ source: at.file.source, pointer: below(at, first).pointer }, "key");
      const notes = [{ span, text: `"${first}" stands here` }];
      this.#report(
        "openapi-exclusive",
        below(at, second),
        [second, first, shape.what],
        "key",
        notes,
      );
    }
  }

  #field(placed: Placed, field: Field): void {
    if (field.kind === "any") return;
    if (field.kind === "schema") {
      const mayBeFile = field.mayBeFile ?? false;
      if (!this.options.schema || !isObject(placed.value)) return this.#schema(placed);
      return this.options.schema(
        this.access.schemaAt(placed.at, this.reader.dialect, placed.value),
        mayBeFile,
      );
    }
    if (field.kind === "object") return this.#object(placed, field.shape);
    if (refOf(placed.value) !== undefined) {
      const what = field.kind === "map" ? field.what : wantedOf(field);
      this.#unexpected(placed.at, what);
      const target = this.reader.target(placed);
      if (target && schemeHomes.includes(homeOf(target.at.pointer) ?? "")) {
        const ref = `"${refOf(placed.value)!}"`;
        return this.#report("openapi-value", below(placed.at, "$ref"), ["$ref", what, ref]);
      }
      if (target) this.#queue.push(() => this.#value(target, field));
      return;
    }
    this.#value(placed, field);
  }

  #value({ at, value }: Placed, field: Field): void {
    switch (field.kind) {
      case "string":
        return this.#string({ at, value }, field);
      case "list":
        return this.#list({ at, value }, field);
      case "map":
        return this.#map({ at, value }, field);
      case "any":
      case "schema":
      case "object":
        return;
      default:
        if (!isOfKind(value, field.kind)) this.#wrong(at, wantedOf(field), value);
        else if (field.kind === "values" && isArray(value)) this.#repeated(at, value, null);
    }
  }

  #string({ at, value }: Placed, { form, oneOf }: Extract<Field, { kind: "string" }>): void {
    if (oneOf) return this.#oneOf({ at, value }, oneOf);
    if (typeof value !== "string") return this.#wrong(at, "a string", value);
    if (!form) return;
    const text = withLabels(value, this.options.labels ?? new Map()).trim();
    if (form.fits(text) || labelsIn(text).length > 0) return;
    const meant = form.meant?.(text);
    this.#wrong(at, form.wanted, value, meant && form.fits(meant) ? [meant] : []);
  }

  #oneOf({ at, value }: Placed, allowed: readonly string[]): void {
    if (typeof value === "string" && allowed.includes(value)) return;
    const wanted = listed(allowed.map((each) => `"${each}"`));
    if (typeof value !== "string") return this.#wrong(at, wanted, value);
    const meant = typesMeantBy(value).filter((type) => allowed.includes(type));
    this.#wrong(at, wanted, value, meant.length > 0 ? meant : this.#near(value, allowed));
  }

  #list({ at, value }: Placed, { of, least, unique }: Extract<Field, { kind: "list" }>): void {
    if (!isArray(value)) return this.#wrong(at, "an array", value);
    if (least && value.length < least) return this.#wrong(at, "at least one item", value);
    for (let index = 0; index < value.length; index++)
      this.#field({ at: below(at, index), value: value[index]! }, of);
    if (unique) this.#repeated(at, value, unique === true ? null : unique.by);
  }

  #repeated(at: Located, items: readonly Json[], by: string | null): void {
    const valueOf = (item: Json) =>
      by === null ? item : isObject(item) ? ownValue(item, by) : undefined;
    for (const { index, first } of repeatedIn(by === null ? items : items.map(valueOf))) {
      const pointer = below(at, first).pointer;
      const notes = [
        { span: spanOf({ source: at.file.source, pointer }), text: "the first one is here" },
      ];
      const parts: Parts<"duplicate-value"> = [
        lastKey(at),
        (by === null ? numberText(items, index) : undefined) ?? shortly(valueOf(items[index]!)!),
      ];
      this.#report("duplicate-value", below(at, index), parts, "value", notes);
    }
  }

  #map({ at, value }: Placed, field: Extract<Field, { kind: "map" }>): void {
    if (!isObject(value)) return this.#wrong(at, "an object", value);
    this.options.otherwise?.(at, field.what);
    const keys = keysOf(value).filter((key) => !(field.isExtensible && key.startsWith("x-")));
    if (field.only && keys.length !== 1)
      this.#wrong(at, "one media type", value, [], `${keys.length}`);
    for (const key of keys) {
      const each = { at: below(at, key), value: ownValue(value, key)! };
      if (field.keys && !field.keys.fits(key))
        this.#report("openapi-key", each.at, [key, field.what, field.keys.wanted], "key");
      this.#field(each, field.of);
    }
  }

  /** What schemas have besides JSON Schema, in one and all below it. */
  #schema({ at, value }: Placed): void {
    const isBoolean =
      typeof value === "boolean" && this.version !== "2.0" && this.version !== "3.0";
    if (isBoolean) return;
    if (!isObject(value)) return this.#wrong(at, "an object", value);
    if (this.#seenSchemas.has(value)) return;
    this.#seenSchemas.add(value);
    this.#beyondSchema({ at, value });
    this.#schemaFields({ at, value });
    for (const [[first, ...keys], each] of schemasBelow(value))
      this.#schema({ at: below(at, first!, ...keys), value: each });
  }

  #schemaFields({ at, value }: Placed<JsonObject>): void {
    for (const [key, field] of this.reader.shapes.get("schema")!.fields) {
      const placed = ownValue(value, key);
      if (placed !== undefined) this.#field({ at: below(at, key), value: placed }, field);
    }
  }

  /** The schema in another file that one refers to. */
  #beyondSchema({ at, value }: Placed): void {
    const ref = refOf(value);
    if (ref === undefined || ref.startsWith("#")) return;
    const target = this.access.schemaAt(at, this.reader.dialect, value).ref;
    if (target && isObject(target.value))
      this.#queue.push(() => this.#schema({ at: target.at, value: target.value }));
  }

  /** Reports a field that a shape does not have; what comes back are those that may be meant. */
  #unknown(at: Located, key: string, value: Json, shape: Shape): readonly string[] {
    const others = this.options.versionsWith(shape.name, key);
    const only = others.length > 0 ? `, only in OpenAPI ${listed(others, "and")}` : "";
    const isOther = others.length > 0;
    const near = isOther ? successor(key, shape.fields) : this.#meant(key, shape);
    const isDeeper = near.length === 0 && !isOther && looksLikeProperty(value);
    const meant = isDeeper ? [deeper] : near;
    const parts: Parts<"openapi-unknown-key"> = [
      key,
      `${shape.what} in OpenAPI ${this.version}${only}`,
      ...meant,
    ];
    this.#report("openapi-unknown-key", below(at, key), parts, "key");
    return near;
  }

  /** What may have been meant by an unknown field. */
  #meant(key: string, shape: Shape): readonly string[] {
    if (key === "example" && this.version === "2.0" && /parameter|header/.test(shape.what))
      return ["x-example"];
    return this.#near(key, fieldsOf(shape));
  }

  #near(word: string, known: Iterable<string>): readonly string[] {
    return this.#suggestionsLeft-- > 0 ? nearest(word, known) : [];
  }

  #wrong(
    at: Located,
    wanted: string,
    value: Json,
    near: readonly string[] = [],
    is?: string,
  ): void {
    const found = is ?? gotAt(at) ?? got(value);
    this.#report("openapi-value", at, [lastKey(at), wanted, found, ...near]);
  }

  #report<C extends Code>(
    code: C,
    { file, pointer }: Located,
    parts: Parts<C>,
    of: "key" | "value" = "value",
    notes: readonly Note[] = [],
  ): void {
    if (unlessTold.has(code) && this.options.hasTold?.({ file, pointer })) return;
    const known = this.#reported.get(file) ?? new Set();
    this.#reported.set(file, known);
    const identity = `${code}\n${pointer}\n${code === "openapi-missing" ? parts[0] : ""}`;
    if (known.has(identity)) return;
    known.add(identity);
    const span = spanOf({ source: file.source, pointer }, of);
    this.access.report(code, span, parts, notes.length > 0 ? notes : undefined);
  }
}

/** Whether it is a whole description, which stands nowhere in another one. */
function isDocument({ at, value }: Placed): boolean {
  if (at.pointer !== "" || !isObject(value)) return false;
  return ["openapi", "swagger"].some((key) => Object.hasOwn(value, key));
}

/** All that may have been meant by an unknown field. */
function fieldsOf({ fields, reference }: Shape): Iterable<string> {
  return reference === "none" ? fields.keys() : [...fields.keys(), "$ref"];
}
