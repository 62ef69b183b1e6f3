import {
  isArray,
  isObject,
  joinPointer,
  keysOf,
  lookUp,
  ownValue,
  parsePointer,
  step,
  type DataFile,
  type Json,
} from "../data/data.js";
import type { Located } from "../data/located.js";
import { dialectOfDocument, ignoresSiblings, namedDialect, type Dialect } from "./dialects.js";
import { keywordOf, type Below } from "./keywords.js";
import { sitesOf, type Site, type Sites } from "./resources.js";
import type { Resource, Schema } from "./schema.js";

/** Finds what references name. */
export interface References {
  /** What a reference of a schema names; `null` where it leads nowhere, which is reported. */
  targetOfSchema(schema: SchemaNode, keyword: string): SchemaNode | null;
  /** Follows the `$ref`s from a schema to their end, and cuts those that lead back. */
  settle(schema: SchemaNode): void;
}

/** A file, and the schemas in it that were asked for. */
export class Document {
  /** What the file says it is written in. */
  readonly dialect: Dialect | null;
  readonly #references: References;
  readonly #sites = new Map<Dialect, Sites>();
  readonly #resources = new Map<Site, Resource>();
  readonly #schemas = new Map<Dialect, Map<string, SchemaNode>>();
  #anywhere: ReadonlyMap<string, string> | undefined;
  readonly #words = new Map<"ref" | "schema", boolean>();

  constructor(
    readonly file: DataFile,
    references: References,
  ) {
    this.#references = references;
    this.dialect = dialectOfDocument(file.value);
  }

  /** The resources of the file, taken for written in a dialect. */
  sites(context: Dialect): Sites {
    let sites = this.#sites.get(context);
    if (!sites) this.#sites.set(context, (sites = sitesOf(this.file, context)));
    return sites;
  }

  /** Pointers by the anchors of the file, wherever they stand. Schemas of OpenAPI 2, and of files that name no dialect, may be in any. */
  anywhere(): ReadonlyMap<string, string> {
    return (this.#anywhere ??= this.#anchorsAnywhere());
  }

  #anchorsAnywhere(): ReadonlyMap<string, string> {
    const { dialect: own } = this;
    const isOpen = own === null || own === "openapi-2.0";
    const dialects: readonly Dialect[] = isOpen ? ["draft-04", "2020-12"] : [own];
    return new Map(
      dialects.flatMap((dialect) => [...sitesOf(this.file, dialect, true).root.anchors]),
    );
  }

  valueAt(pointer: string): Json | undefined {
    return lookUp(this.file.value, pointer);
  }

  /** Whether `$ref` or `$schema` may be a key in the file: its text has the word, or hides it in escapes. */
  mayHave(word: "ref" | "schema"): boolean {
    let has = this.#words.get(word);
    if (has === undefined) {
      const { text } = this.file.source;
      has = text.includes(`$${word}`) || /\\(?:u00|x)/.test(text);
      this.#words.set(word, has);
    }
    return has;
  }

  /**
   * `context`: what the file is written in, as far as no `$schema` on the way says otherwise. `given`: what stands at the
   * pointer, where that is known.
   */
  schemaAt(pointer: string, context: Dialect, given?: Json): SchemaNode {
    const known = this.#schemas.get(context)?.get(pointer);
    if (known) return known;
    if (given !== undefined && !this.mayHave("schema"))
      return this.schema(pointer, given, context, context);
    let value: Json | undefined = this.file.value;
    let dialect = namedDialect(value) ?? context;
    for (const key of parsePointer(pointer) ?? []) {
      value = step(value, key);
      if (value === undefined) break;
      dialect = namedDialect(value) ?? dialect;
    }
    return this.schema(pointer, value ?? null, dialect, context);
  }

  schema(pointer: string, value: Json, dialect: Dialect, context: Dialect): SchemaNode {
    let schemas = this.#schemas.get(dialect);
    if (!schemas) this.#schemas.set(dialect, (schemas = new Map()));
    let schema = schemas.get(pointer);
    if (!schema) {
      const at = { file: this.file, pointer };
      schema = new SchemaNode(at, value, dialect, context, this, this.#references);
      schemas.set(pointer, schema);
    }
    return schema;
  }

  resourceOf({ at, context }: SchemaNode): Resource {
    const site = this.sites(context).of(at.pointer);
    let resource = this.#resources.get(site);
    if (!resource) this.#resources.set(site, (resource = this.#resource(site, context)));
    return resource;
  }

  #resource({ uri, dynamicAnchors }: Site, context: Dialect): Resource {
    return {
      uri,
      isDynamic: dynamicAnchors.size > 0,
      dynamicAnchor: (name) => {
        const pointer = dynamicAnchors.get(name);
        return pointer === undefined ? null : this.schemaAt(pointer, context);
      },
    };
  }
}

type Entries = readonly (readonly [key: string, schema: Schema])[];
const noEntries: Entries = [];
const noSchemas: readonly Schema[] = [];

/** A schema of a file; what it refers to and what is below it is made when it is asked for. */
export class SchemaNode implements Schema {
  /** Whether its `$ref`s are known to end somewhere. */
  isSettled = false;
  readonly #document: Document;
  readonly #references: References;
  /** Whether its `$ref` is all that counts. */
  readonly #isOnlyRef: boolean;
  #ref: SchemaNode | null | undefined;
  #dynamicRef: SchemaNode | null | undefined;
  #resource: Resource | undefined;
  #asWritten: Schema | undefined;
  #entries: Map<string, Entries> | undefined;

  constructor(
    readonly at: Located,
    readonly value: Json,
    readonly dialect: Dialect,
    /** What its file is written in, for the names in it. */
    readonly context: Dialect,
    document: Document,
    references: References,
  ) {
    this.#document = document;
    this.#references = references;
    this.#isOnlyRef = ignoresSiblings(dialect) && refIn(value) !== undefined;
  }

  get resource(): Resource {
    return (this.#resource ??= this.#document.resourceOf(this));
  }

  get name(): string | null {
    const title = this.keyword("title");
    return typeof title === "string" ? title : definitionName(this.at.pointer);
  }

  get ref(): SchemaNode | null {
    if (!this.isSettled) this.#references.settle(this);
    return this.#ref ?? null;
  }

  get dynamicRef(): SchemaNode | null {
    return (this.#dynamicRef ??= this.#dynamicRef === null ? null : this.#followDynamic());
  }

  /** With `$dynamicRef` the fragment must be an anchor of that name; with `$recursiveRef` the target must say it is recursive. */
  get dynamicName(): string | null {
    const target = this.dynamicRef;
    if (!target) return null;
    const ref = this.keyword("$dynamicRef");
    if (ref === undefined) return target.keyword("$recursiveAnchor") === true ? "" : null;
    const name = target.keyword("$dynamicAnchor");
    return typeof name === "string" && String(ref).split("#", 2)[1] === name ? name : null;
  }

  get asWritten(): Schema {
    return (this.#asWritten ??= new WrittenSchema(this, (pointer, value) =>
      this.#child(pointer, value),
    ));
  }

  keyword(name: string): Json | undefined {
    const { value } = this;
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    if (this.#isOnlyRef && name !== "$ref") return undefined;
    return keywordOf(name, this.dialect) || name.startsWith("x-") ? value[name] : undefined;
  }

  below(name: string): readonly Schema[] {
    const entries = this.entries(name);
    return entries === noEntries ? noSchemas : entries.map(([, schema]) => schema);
  }

  entries(name: string): Entries {
    const known = this.#entries?.get(name);
    if (known) return known;
    const entries = this.#entriesOf(name);
    if (entries !== noEntries) (this.#entries ??= new Map()).set(name, entries);
    return entries;
  }

  /** What its `$ref` names, one step, before it is known whether that leads back here. */
  step(): SchemaNode | null {
    if (this.#ref === undefined)
      this.#ref =
        isObject(this.value) && Object.hasOwn(this.value, "$ref")
          ? this.#references.targetOfSchema(this, "$ref")
          : null;
    return this.#ref;
  }

  /** Its `$ref` leads back to itself, and so nowhere. */
  cut(): void {
    this.#ref = null;
  }

  #followDynamic(): SchemaNode | null {
    const keyword = ["$dynamicRef", "$recursiveRef"].find(
      (name) => this.keyword(name) !== undefined,
    );
    return keyword === undefined ? null : this.#references.targetOfSchema(this, keyword);
  }

  #entriesOf(name: string): Entries {
    const given = this.keyword(name);
    const below = given === undefined ? undefined : keywordOf(name, this.dialect)?.below;
    if (given === undefined || below === undefined) return noEntries;
    const pointer = joinPointer(this.at.pointer, name);
    return entriesBelow(given, below, pointer, (at, value) => this.#child(at, value));
  }

  #child(pointer: string, value: Json): Schema {
    const dialect = namedDialect(value) ?? this.dialect;
    return this.#document.schema(pointer, value, dialect, this.context);
  }
}

/** A schema of the given value at a pointer of the same file. */
type MakeChild = (pointer: string, value: Json) => Schema;

/** The schemas below a keyword, by its value. */
function entriesBelow(given: Json, below: Below, pointer: string, child: MakeChild): Entries {
  if (isArray(given))
    return below === "list" || below === "one or list"
      ? given.map((item, index) => [String(index), child(`${pointer}/${index}`, item)])
      : noEntries;
  if (below === "one" || below === "one or list") return [["", child(pointer, given)]];
  if (below === "list" || !isObject(given)) return noEntries;
  return keysOf(given)
    .filter((key) => below === "map" || !isArray(given[key]))
    .map((key) => [key, child(joinPointer(pointer, key), given[key]!)]);
}

/** A schema without its `$ref` in which every keyword counts, those of other drafts too. */
class WrittenSchema implements Schema {
  readonly ref = null;
  readonly dynamicRef = null;
  readonly dynamicName = null;
  readonly asWritten = this;
  readonly #schema: Schema;
  readonly #child: MakeChild;

  constructor(schema: Schema, child: MakeChild) {
    this.#schema = schema;
    this.#child = child;
  }

  get at(): Located {
    return this.#schema.at;
  }

  get value(): Json {
    return this.#schema.value;
  }

  get dialect(): Dialect {
    return this.#schema.dialect;
  }

  get resource(): Resource {
    return this.#schema.resource;
  }

  get name(): string | null {
    const title = this.keyword("title");
    return typeof title === "string" ? title : this.#schema.name;
  }

  keyword(name: string): Json | undefined {
    const { value } = this;
    return isObject(value) && name !== "$ref" ? ownValue(value, name) : undefined;
  }

  below(name: string): readonly Schema[] {
    const entries = this.entries(name);
    return entries === noEntries ? noSchemas : entries.map(([, schema]) => schema);
  }

  entries(name: string): Entries {
    const given = this.keyword(name);
    const below = [this.dialect, ...draftsOfAll]
      .map((dialect) => keywordOf(name, dialect)?.below)
      .find((each) => each !== undefined);
    if (given === undefined || below === undefined) return noEntries;
    return entriesBelow(given, below, joinPointer(this.at.pointer, name), this.#child);
  }
}

/** Between them they have all keywords. */
const draftsOfAll = ["2020-12", "draft-04"] as const;

/** The `$ref` of an object. A property that is called `$ref` holds a schema, not a string. */
export function refIn(value: Json | undefined): string | undefined {
  const ref = isObject(value) ? ownValue(value, "$ref") : undefined;
  return typeof ref === "string" ? ref : undefined;
}

/** The key of a definition or of a schema among the components of an OpenAPI document, by its pointer. */
function definitionName(pointer: string): string | null {
  const key = /\/(?:definitions|\$defs|components\/schemas)(?<key>\/[^/]+)$/.exec(pointer)?.groups;
  return key ? (parsePointer(key["key"]!)?.[0] ?? null) : null;
}
