import {
  below,
  itemsOf,
  refOf,
  type DocumentReader,
  type Field,
  type Node,
  type Opened,
  type Placed,
  type Shapes,
  type Version,
} from "../api/api.js";
import type { ApiDocument, Operation } from "../api/model.js";
import { isArray, isObject, keysOf, ownValue, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Components } from "./components.js";
import { callbackOperations, withOperations, type WrittenOperation } from "./path-items.js";
import type { SchemaWriter } from "./schema-writer.js";
import type { Lost } from "./target.js";
import type { Texts } from "./texts.js";
import {
  isOutObject,
  outField,
  outOf,
  Reference,
  type Named,
  type Out,
  type OutObject,
} from "./tree.js";

/** What documents are written with. */
export interface DocumentSettings {
  readonly document: ApiDocument;
  readonly opened: Opened;
  /** The version that is written, and its objects. */
  readonly version: Version;
  readonly shapes: Shapes;
  readonly components: Components;
  readonly schemas: SchemaWriter;
  readonly texts: Texts;
  readonly lost: Lost;
}

/** A file in the version that is written, in pieces: those of several files are put together. */
export interface WrittenDocument {
  readonly document: ApiDocument;
  /** Of the root, but for what follows and for servers, security, tags and the named parts. */
  readonly fields: OutObject;
  readonly tags: readonly OutObject[];
  readonly security: Out | undefined;
  readonly paths: readonly WrittenPath[];
  /** The same of webhooks, by their names. */
  readonly webhooks: readonly WrittenPath[];
  /** What is said of all paths, and of all named parts, besides them: extensions. */
  readonly ofPaths: OutObject;
  readonly ofParts: OutObject;
}

export interface WrittenPath {
  readonly at: Located;
  readonly path: string;
  /** What is said of all its operations. */
  readonly item: OutObject;
  readonly operations: readonly WrittenOperation[];
}

/** The parts of the root that are put together with those of other files. */
const ofRoot: ReadonlySet<string> = new Set([
  "swagger", "openapi", "$self", "host", "basePath", "schemes", "servers", "paths", "webhooks", "components", "definitions",
  "parameters", "responses", "securityDefinitions", "security", "tags",
]); // prettier-ignore

/** What an object that stands behind a `$ref` is called where it is named. */
const homes: ReadonlyMap<string, string> = new Map([
  ["parameter", "parameters"],
  ["response", "responses"],
  ["requestBody", "requestBodies"],
  ["header", "headers"],
  ["example", "examples"],
  ["link", "links"],
  ["callback", "callbacks"],
]);

/**
 * Writes a file in another version of the same kind, or in its own: all its fields in their order, descriptions as
 * Markdown, with what `$ref`s name among the named parts. What the version does not have is kept under `x-`, and told.
 */
export class DocumentWriter {
  readonly reader: DocumentReader;
  readonly root: Node;

  constructor(readonly settings: DocumentSettings) {
    this.reader = settings.opened.reader;
    this.root = settings.opened.root;
  }

  write(): WrittenDocument {
    this.nameParts();
    const { document } = this.settings;
    const { root, reader } = this;
    const fields: OutObject = new Map();
    for (const key of keysOf(root.value)) if (!ofRoot.has(key)) this.field(fields, root, key);
    return {
      document,
      fields,
      tags: reader.nodes(root, "tags").map((node) => this.fields(node)),
      security: this.requirements(root),
      paths: this.#paths(),
      webhooks: this.#webhooks(),
      ofPaths: this.#extensions(reader.object(root, "paths")),
      ofParts: this.#extensions(reader.object(root, "components")),
    };
  }

  /** Names all that the file names, be it used or not. */
  nameParts(): void {
    const { root, reader } = this;
    const isOld = this.settings.opened.version === "2.0";
    const holder = isOld ? root : reader.object(root, "components");
    if (!holder) return;
    for (const [name, placed] of reader.entries(holder, isOld ? "definitions" : "schemas"))
      this.nameSchema(name, placed);
    for (const kind of isOld ? ["parameters", "responses"] : [...homes.values()])
      for (const [name, node] of reader.nodesBy(holder, kind)) this.namePart(kind, name, node);
    for (const { name } of this.settings.document.securitySchemes) this.scheme(name);
  }

  /** A name for a schema; that which only refers to another one names that one. */
  nameSchema(name: string, { at, value }: Placed): void {
    const schema = this.reader.schemaOf({ at, value });
    if (!schema) return;
    const { schemas, texts } = this.settings;
    const isAlias = isObject(value) && keysOf(value).length === 1 && refOf(value) !== undefined;
    const target = isAlias && schema.ref && schema.ref.at.file !== at.file ? schema.ref : schema;
    schemas.named(target, texts.plain(name));
  }

  namePart(kind: string, name: string, node: Node): void {
    this.part(kind, node, name);
  }

  /** A named part, made of what stands there. */
  part(kind: string, node: Node, given?: string): Named {
    return this.settings.components.refer(
      kind,
      node.at,
      null,
      () => this.fields({ ...node, over: null }),
      given === undefined ? {} : { given: this.settings.texts.plain(given) },
    );
  }

  #paths(): readonly WrittenPath[] {
    const { reader, root } = this;
    const paths = reader.object(root, "paths");
    if (!paths) return [];
    return reader.others(paths).map(([path, node]) => {
      const nodes = itemsOf(reader, node);
      const at = below(paths.at, path);
      const operations = this.settings.document.operations.filter(
        ({ pathItem }) => pathItem.at.pointer === at.pointer && pathItem.path === path,
      );
      return { at, path: this.settings.texts.plain(path), ...this.item(nodes, operations) };
    });
  }

  #webhooks(): readonly WrittenPath[] {
    const { reader, root } = this;
    const webhooks = reader.nodesBy(root, "webhooks");
    if (webhooks.length > 0 && !this.settings.shapes.get("document")?.fields.has("webhooks"))
      this.settings.lost(below(root.at, "webhooks"), '"webhooks"');
    return webhooks.map(([name, node]) => {
      const at = below(root.at, "webhooks", name);
      const operations = this.settings.document.webhooks.filter(
        ({ pathItem }) => pathItem.at.pointer === at.pointer,
      );
      return { at, path: name, ...this.item(itemsOf(reader, node), operations) };
    });
  }

  /** What the items that a path is made of say: of each field the first. */
  item(
    nodes: readonly Node[],
    operations: readonly Operation[],
  ): Pick<WrittenPath, "item" | "operations"> {
    const item: OutObject = new Map();
    const written: WrittenOperation[] = [];
    const seen = new Set<string>(["$ref", "servers"]);
    for (const node of nodes)
      for (const key of keysOf(node.value)) {
        if (seen.has(key)) continue;
        seen.add(key);
        if (key === "additionalOperations") {
          this.#additional(node, operations, item, written);
          continue;
        }
        const operation = operations.find((each) => each.method.toLowerCase() === key);
        const field = node.shape.fields.get(key);
        if (field?.kind !== "object" || field.shape !== "operation") this.field(item, node, key);
        else if (operation) this.#method(node, key, operation, nodes, item, written);
      }
    return { item, operations: written };
  }

  #method(
    node: Node,
    key: string,
    operation: Operation,
    nodes: readonly Node[],
    item: OutObject,
    written: WrittenOperation[],
  ): void {
    const own = this.reader.object(node, key);
    if (!own) return;
    const content = this.operation(own, operation, nodes);
    if (this.settings.shapes.get("pathItem")?.fields.has(key))
      return void written.push({ method: key, content, operation });
    this.settings.lost(operation.at, `the method ${key.toUpperCase()}`);
    item.set(`x-${key}`, content);
  }

  /** OpenAPI 3.2: methods that have no field. */
  #additional(
    node: Node,
    operations: readonly Operation[],
    item: OutObject,
    written: WrittenOperation[],
  ): void {
    const others: OutObject = new Map();
    for (const [method, own] of this.reader.nodesBy(node, "additionalOperations")) {
      const operation = operations.find((each) => each.method === method);
      if (!operation) continue;
      const content = this.operation(own, operation, [node]);
      if (this.settings.version === "3.2")
        written.push({ method, isAdditional: true, content, operation });
      else {
        this.settings.lost(own.at, `the method ${method}`);
        others.set(method, content);
      }
    }
    if (others.size > 0) item.set("x-additionalOperations", others);
  }

  /** An operation. `nodes`: the items that its path is made of. */
  operation(node: Node, _operation: Operation, _nodes: readonly Node[]): OutObject {
    const made: OutObject = new Map();
    for (const key of keysOf(node.value))
      if (key === "security") setIfThere(made, key, this.requirements(node));
      // Those of all levels are put together with the paths.
      else if (key !== "servers") this.field(made, node, key);
    return made;
  }

  /** The fields of an object; `over`: what stands beside the `$ref` that led to it replaces its own. */
  fields(node: Node): OutObject {
    const made: OutObject = new Map();
    for (const key of keysOf(node.value)) this.field(made, node, key);
    if (node.over)
      for (const key of ["summary", "description"])
        if (typeof ownValue(node.over.value, key) === "string" && node.shape.fields.has(key))
          this.#text(made, key, node.over);
    // Without it there is no such path.
    if (node.shape.name === "path parameter") made.set("required", true);
    return made;
  }

  /** Writes a field of an object, where there is something to write. */
  field(made: OutObject, node: Node, key: string): void {
    const { shape, value, at } = node;
    const given = ownValue(value, key)!;
    const own = shape.fields.get(key);
    const field = own ?? (key.startsWith("x-") ? undefined : shape.others?.field);
    const place = below(at, key);
    if (!field) return void made.set(this.otherKey(key, node), this.plain(node, key));
    if (key === "description" && field.kind === "string") return this.#text(made, key, node);
    const name = own ? this.#nameOf(key, node) : this.otherKey(key, node);
    if (name !== key && Object.hasOwn(value, name)) return; // the author's own extension
    setIfThere(made, name, this.value({ at: place, value: given }, field, node, key));
  }

  /** A key of the author's; one that may not be there was reported, and is kept as an extension. */
  otherKey(key: string, { shape: { others } }: Node): string {
    const plain = this.settings.texts.plain(key);
    const isKnown = key.startsWith("x-") || (others && others.keys?.fits(plain) !== false);
    return isKnown ? plain : `x-${plain}`;
  }

  /** The name that a field has in the version that is written. */
  #nameOf(key: string, { shape, at }: Node): string {
    const target = this.settings.shapes.get(shape.name);
    if (!target || target.fields.has(key) || key === "$ref") return key;
    // A parameter that is allowed what others are not means what it says in older versions.
    this.settings.lost(below(at, key), `"${key}" of ${shape.what}`);
    return `x-${key}`;
  }

  #text(made: OutObject, key: string, { at, value }: Placed): void {
    const { texts } = this.settings;
    const target = this.reader.target({
      at: below(at, key),
      value: ownValue(value as never, key)!,
    });
    if (typeof target?.value !== "string") return;
    made.set(
      key,
      key === "description" ? texts.markdown(target.value, target.at) : texts.plain(target.value),
    );
  }

  /** What a field holds. */
  value(placed: Placed, field: Field, holder: Node, key: string): Out | undefined {
    switch (field.kind) {
      case "schema": {
        const schema = this.reader.schemaOf(placed);
        if (!schema) return undefined;
        const written = this.settings.schemas.write(schema);
        // In OpenAPI 2 a response may be a file.
        const isFile = field.mayBeFile && isObject(placed.value) && placed.value["type"] === "file";
        return isFile ? withFileType(written) : written;
      }
      case "object":
        return this.object(placed, field.shape);
      case "list":
      case "map":
        return this.#many(placed, field, holder, key);
      default:
        return this.plain(holder, key);
    }
  }

  #many(
    placed: Placed,
    field: Extract<Field, { kind: "list" | "map" }>,
    holder: Node,
    key: string,
  ): Out | undefined {
    const { texts } = this.settings;
    const target = this.reader.target(placed);
    if (!target) return undefined;
    const { at, value } = target;
    if (isArray(value) && field.kind === "list")
      return value.flatMap((each, index) => {
        const made = this.#below({ at: below(at, index), value: each }, field.of, value, index);
        return made === undefined ? [] : [made];
      });
    if (!isObject(value) || field.kind !== "map") return this.plain(holder, key);
    const made: OutObject = new Map();
    for (const name of keysOf(value)) {
      const each = this.#below({ at: below(at, name), value: value[name]! }, field.of, value, name);
      setIfThere(made, texts.plain(name), each);
    }
    return made;
  }

  #below(placed: Placed, field: Field, holder: Json, key: string | number): Out | undefined {
    const { texts, schemas } = this.settings;
    if (field.kind === "object") return this.object(placed, field.shape);
    if (field.kind === "schema") {
      const schema = this.reader.schemaOf(placed);
      return schema ? schemas.write(schema) : undefined;
    }
    const asWritten = () => outOf(placed.value, texts.plain, holder as never, key);
    return field.kind === "any"
      ? schemas.followed(placed.value, placed.at, asWritten)
      : asWritten();
  }

  /** An object of a shape; what stands behind a `$ref` is a named part where there may be one. */
  object(placed: Placed, shape: string): Out | undefined {
    const node = this.reader.node(placed, shape);
    if (!node) return undefined;
    if (shape === "pathItem") {
      const operations = this.#operationsAt(node);
      const { item, operations: written } = this.item(itemsOf(this.reader, node), operations);
      return withOperations(item, written);
    }
    const home = homes.get(shape);
    if (refOf(placed.value) === undefined || home === undefined || !this.mayName(shape, node))
      return this.shaped(node, shape);
    return this.reference(home, node);
  }

  /** Whether what a `$ref` names may be a named part. */
  mayName(_shape: string, node: Node): boolean {
    return node.over === null || this.settings.version === "3.1" || this.settings.version === "3.2";
  }

  reference(home: string, node: Node): OutObject {
    const made: OutObject = new Map([["$ref", new Reference(this.part(home, node))]]);
    if (node.over)
      for (const key of ["summary", "description"])
        if (typeof ownValue(node.over.value, key) === "string") this.#text(made, key, node.over);
    return made;
  }

  /** An object in its place. */
  shaped(node: Node, _shape: string): OutObject {
    return this.fields(node);
  }

  /** The operations of callbacks, wherever they stand. */
  #operationsAt({ at }: Node): readonly Operation[] {
    this.#callbacks ??= callbackOperations(this.settings.document);
    return this.#callbacks.filter(({ pathItem }) => samePlace(pathItem.at, at));
  }
  #callbacks: readonly Operation[] | undefined;

  /** What `security` says, by the names that schemes have here; `undefined` where there is none. */
  requirements(node: Node): Out | undefined {
    const items = this.reader.items(node, "security");
    if (!items) return undefined;
    const said = items.flatMap((item) => {
      const { value } = this.reader.target(item) ?? item;
      return isObject(value) ? this.requirement(value) : [];
    });
    // None at all would say that nothing is needed.
    return said.length === 0 && items.length > 0 ? undefined : said;
  }

  /** One alternative of `security`; none where it cannot be said. */
  requirement(value: { readonly [name: string]: Json }): readonly OutObject[] {
    const made: OutObject = new Map();
    for (const name of keysOf(value))
      made.set(this.scheme(name) ?? name, outField(value, name, this.settings.texts.plain)!);
    return [made];
  }

  /** A security scheme of the file by its name. */
  scheme(name: string): Named | null {
    const scheme = this.settings.document.securitySchemes.find((each) => each.name === name);
    if (!scheme) return null;
    const value = this.settings.components;
    return value.refer("securitySchemes", scheme.at, null, () => this.#schemeOf(name), {
      given: this.settings.texts.plain(name),
    });
  }

  #schemeOf(name: string): Out {
    const { root, reader } = this;
    const isOld = this.settings.opened.version === "2.0";
    const holder = isOld ? root : reader.object(root, "components");
    const kind = isOld ? "securityDefinitions" : "securitySchemes";
    const found = holder && reader.nodesBy(holder, kind).find(([key]) => key === name);
    return found ? this.shaped(found[1], "securityScheme") : new Map();
  }

  /** A value of the author's. */
  plain({ at, value }: Placed, key: string): Out {
    const { schemas } = this.settings;
    const given = ownValue(value as never, key)!;
    return key.startsWith("x-") && key !== "x-example"
      ? schemas.extension(given, below(at, key), this.reader.dialect, value as never, key)
      : schemas.value(value as never, key, at);
  }

  /** The extensions of an object that is put together with those of other files. */
  #extensions(node: Node | null): OutObject {
    const made: OutObject = new Map();
    for (const key of node ? keysOf(node.value) : [])
      if (key.startsWith("x-")) made.set(this.settings.texts.plain(key), this.plain(node!, key));
    return made;
  }
}

function withFileType(schema: Out): Out {
  if (!isOutObject(schema)) return schema;
  return new Map([...schema].map(([key, value]) => [key === "x-type" ? "type" : key, value]));
}

export function setIfThere(made: OutObject, key: string | Named, value: Out | undefined): void {
  if (value !== undefined) made.set(key, value);
}

function samePlace(one: Located, other: Located): boolean {
  return one.file === other.file && one.pointer === other.pointer;
}
