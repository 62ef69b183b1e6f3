import { isArray, isObject, keysOf, ownValue } from "../data/data.js";
import type { Located } from "../data/located.js";
import { extensionsOf, type DocumentReader, type Node } from "./document-reader.js";
import type {
  Component,
  Contact,
  ExternalDocs,
  Info,
  License,
  Parameter,
  PathItem,
  Requirement,
  Tag,
} from "./model.js";
import { readDisplayName } from "./vendor-fields.js";

/** The objects that are alike in all versions. */

export function readInfo(reader: DocumentReader, document: Node): Info {
  const node = reader.object(document, "info");
  if (!node) return noInfo(document.at);
  const contact = reader.object(node, "contact");
  const license = reader.object(node, "license");
  return {
    at: node.at,
    title: reader.string(node, "title"),
    version: reader.string(node, "version"),
    summary: reader.string(node, "summary"),
    description: reader.text(node, "description"),
    termsOfService: reader.string(node, "termsOfService"),
    contact: contact && readContact(reader, contact),
    license: license && readLicense(reader, license),
    extensions: extensionsOf(node),
  };
}

function noInfo(at: Located): Info {
  return {
    at,
    title: null,
    version: null,
    summary: null,
    description: null,
    termsOfService: null,
    contact: null,
    license: null,
    extensions: new Map(),
  };
}

function readContact(reader: DocumentReader, node: Node): Contact {
  return {
    at: node.at,
    name: reader.string(node, "name"),
    url: reader.string(node, "url"),
    email: reader.string(node, "email"),
    extensions: extensionsOf(node),
  };
}

function readLicense(reader: DocumentReader, node: Node): License {
  return {
    at: node.at,
    name: reader.string(node, "name"),
    identifier: reader.string(node, "identifier"),
    url: reader.string(node, "url"),
    extensions: extensionsOf(node),
  };
}

export function readTags(reader: DocumentReader, document: Node): readonly Tag[] {
  return reader.nodes(document, "tags").flatMap((node) => {
    const name = reader.string(node, "name");
    if (name === null) return [];
    return {
      at: node.at,
      name,
      summary: reader.string(node, "summary") ?? readDisplayName(reader, node),
      parent: reader.string(node, "parent"),
      kind: reader.string(node, "kind"),
      description: reader.text(node, "description"),
      externalDocs: readExternalDocs(reader, node),
      extensions: extensionsOf(node),
    };
  });
}

export function readExternalDocs(reader: DocumentReader, holder: Node): ExternalDocs | null {
  const node = reader.object(holder, "externalDocs");
  const url = node && reader.string(node, "url");
  if (!node || url === null) return null;
  return {
    at: node.at,
    url,
    description: reader.text(node, "description"),
    extensions: extensionsOf(node),
  };
}

/** What `security` says; `null` where there is none. */
export function readSecurity(reader: DocumentReader, node: Node): readonly Requirement[] | null {
  const items = reader.items(node, "security");
  if (!items) return null;
  return items.flatMap((item) => {
    const { at, value } = reader.target(item) ?? item;
    if (!isObject(value)) return [];
    const schemes = keysOf(value).map((name) => {
      const scopes = ownValue(value, name);
      return {
        name,
        scopes: isArray(scopes) ? scopes.filter((scope) => typeof scope === "string") : [],
      };
    });
    return { at, schemes };
  });
}

export function readScopes(reader: DocumentReader, node: Node): ReadonlyMap<string, string> {
  const scopes = reader.entries(node, "scopes");
  return new Map(
    scopes.flatMap(([name, { value }]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

/** Everything that is named below these fields. */
export function readComponents(
  reader: DocumentReader,
  node: Node | null,
  kinds: readonly string[],
): readonly Component[] {
  if (!node) return [];
  return kinds.flatMap((kind) =>
    reader.entries(node, kind).map(([name, { at }]) => ({ at, kind, name })),
  );
}

/** A path with what the items say that it is made of: the path's own, and those that their `$ref`s name. */
export function readPathItem(
  reader: DocumentReader,
  at: Located,
  path: string,
  items: readonly Node[],
): PathItem {
  return {
    at,
    path,
    summary: firstOf(items, (item) => reader.string(item, "summary")),
    description: firstOf(items, (item) => reader.text(item, "description")),
    extensions:
      items.length === 1
        ? extensionsOf(items[0]!)
        : new Map(items.toReversed().flatMap((item) => [...extensionsOf(item)])),
  };
}

export function firstOf<T>(items: readonly Node[], find: (item: Node) => T | null): T | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}

/**
 * A path's own item and those that a row of `$ref`s leads to; a field of an earlier one counts.
 * @see https://spec.openapis.org/oas/v3.1.1#fixed-fields-6
 */
export function itemsOf(reader: DocumentReader, item: Node): readonly Node[] {
  const items: Node[] = [];
  for (let at: Node | null = item; at; at = reader.beyond(at)) items.push(at);
  return items;
}

/** Those of the path that the operation does not replace, then its own. */
export function withShared(
  shared: readonly Parameter[],
  own: readonly Parameter[],
): readonly Parameter[] {
  if (own.length === 0) return shared;
  const identity = (parameter: Parameter) => `${parameter.in} ${parameter.name}`;
  const known = new Set(own.map(identity));
  return [...shared.filter((each) => !known.has(identity(each))), ...own];
}

/** Reads each object once, however many `$ref`s lead to it; one that contains itself is cut with what stands for it. */
export class Once<T> {
  readonly #known = new Map<object, Map<string, T>>();
  readonly #open = new Set<object>();

  read(node: Node, within: string, cut: T, make: () => T): T {
    // What stands beside a `$ref` makes it another one.
    const object = node.over ? node.over.value : node.value;
    const known = this.#known.get(object)?.get(within);
    if (known !== undefined) return known;
    if (this.#open.has(node.value) || this.#open.size >= mostNested) return cut;
    this.#open.add(node.value);
    const made = make();
    this.#open.delete(node.value);
    const all = this.#known.get(object) ?? new Map<string, T>();
    this.#known.set(object, all);
    all.set(within, made);
    return made;
  }
}

/** Lists by what holds them: very many paths may lead to one. */
export class Lists<T> {
  readonly #known = new Map<object, readonly T[]>();

  of(holder: object, read: () => readonly T[]): readonly T[] {
    let list = this.#known.get(holder);
    if (!list) this.#known.set(holder, (list = read()));
    return list;
  }
}

/** How deep callbacks may stand in callbacks, and encodings in encodings. */
const mostNested = 100;
