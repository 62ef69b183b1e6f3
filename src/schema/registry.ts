import { tellAgain, type Diagnostic, type Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import {
  isObject,
  joinPointer,
  keysOf,
  kindOf,
  ownValue,
  parsePointer,
  pointerOfFragment,
  spanOf,
  step,
  type DataFile,
  type Json,
  type JsonObject,
} from "../data/data.js";
import type { Located } from "../data/located.js";
import { isOpenApi, isSince, type Dialect } from "./dialects.js";
import { Document, refIn, type References, type SchemaNode } from "./document.js";
import { findFile, isRefusal, isRemote, type DataFiles } from "./find-file.js";
import { metaschema } from "./metaschemas.js";
import { pathOfUri, resolveUri, type Site } from "./resources.js";
import type { Schema } from "./schema.js";

/** What a wrong reference is compared with in the components of a document of OpenAPI. */
const kindsOfComponents = [
  "schemas",
  "responses",
  "parameters",
  "examples",
  "requestBodies",
  "headers",
];

/** The first of these lists that has something. */
function firstOf<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  return first.length > 0 ? first : second;
}

/**
 * The schemas of a project's data files, each made when it is asked for, and what their references name. What is wrong
 * with a reference is reported once, when it is followed: missing files and fragments, files on the network, references
 * that only lead to each other.
 */
export class Registry implements References {
  /** Paths of the files that some reference followed so far names. */
  readonly referred = new Set<string>();
  readonly #files: DataFiles;
  readonly #report: Report;
  readonly #documents = new Map<DataFile, Document>();
  /** The objects of which something was reported, by the keyword that it is about. */
  readonly #told = new Map<string, Set<object | string>>();
  /** What the `$ref`s of objects name. */
  readonly #placed = new Map<JsonObject, Placed | null>();
  /** What references name, by the file they stand in and their words. */
  readonly #targets = new Map<DataFile, Map<string, Target>>();
  /** Whether the last one was found by what stands around it. */
  #isByPlace = false;
  #isQuiet = false;
  /** Where the `$ref`s of places end, by their names. */
  readonly #ends = new Map<string, Located | null>();
  /** The keys of objects that lack one which a reference names. */
  readonly #keys = new Map<JsonObject, readonly string[]>();
  /** The references being followed for the sake of a pointer that leads through them. */
  readonly #open = new Set<string>();
  /** The resources of all files that were looked at for them, by the dialect that asked and by URI. */
  readonly #byUri = new Map<Dialect, Map<string, Home>>();
  readonly #indexed = new Map<Dialect, Set<DataFile>>();

  constructor(files: DataFiles, report: Report) {
    this.#files = files;
    this.#report = report;
  }

  /**
   * The schema at a place. `dialect` is what its file is written in, unless a `$schema` on the way to the place says
   * otherwise. The same place and dialect give the same schema. `value`: what stands there, for those who have it at hand.
   */
  schemaAt({ file, pointer }: Located, dialect: Dialect, value?: Json): Schema {
    return this.#document(file).schemaAt(pointer, dialect, value);
  }

  /** Whether there may be a `$ref` in a file: most examples have none and need not be searched. */
  mayHaveRefs(file: DataFile): boolean {
    return this.#document(file).mayHave("ref");
  }

  /** The dialect of a file as a whole: what it says itself, or else `otherwise`. */
  dialectOf(file: DataFile, otherwise: Dialect): Dialect {
    return this.#document(file).dialect ?? otherwise;
  }

  /** What the `$ref` of an object that is no schema names, one step; `null` where it has none, or it leads nowhere. */
  targetOf(at: Located): Located | null {
    const value = this.valueAt(at);
    return isObject(value) ? (this.placedTarget(value, at)?.at ?? null) : null;
  }

  /** The same with the value, given the object at the place. */
  placedTarget(object: JsonObject, at: Located): Placed | null {
    const known = this.#placed.get(object);
    if (known !== undefined) return known;
    const ref = refIn(object);
    const { dialect } = this.#document(at.file);
    const target =
      ref === undefined ? null : this.#named(ref, { at, context: dialect ?? "2020-12" });
    const value = target ? this.valueAt(target) : undefined;
    const placed =
      target && value !== undefined
        ? { value, at: { file: target.file, pointer: target.pointer } }
        : null;
    this.#placed.set(object, placed);
    return placed;
  }

  /** What a reference that is no schema's names from a place; `null` where it leads nowhere, or what it names only leads in a ring. */
  follow(ref: string, from: Located): Located | null {
    const context = this.#document(from.file).dialect ?? "2020-12";
    const target = this.#named(ref, { at: from, context });
    return target && this.endOf(target) ? { file: target.file, pointer: target.pointer } : null;
  }

  /** What some words would name if they were a reference; nothing is reported where they name nothing. */
  find(ref: string, from: Located): Located | null {
    const context = this.#document(from.file).dialect ?? "2020-12";
    this.#isQuiet = true;
    const target = this.#named(ref, { at: from, context });
    this.#isQuiet = false;
    return target && { file: target.file, pointer: target.pointer };
  }

  /** Where the `$ref`s of an object that is no schema end, be it at itself; `null` where they lead nowhere, or only to each other. */
  endOf(at: Located): Located | null {
    const stops: Located[] = [];
    const places = new Map<string, number>();
    let end: Located | null = at;
    while (end && refIn(this.valueAt(end)) !== undefined) {
      const name = nameOf(end);
      const place = places.get(name);
      if (place !== undefined) this.#tellCycle(stops.slice(place));
      const known: Located | null | undefined = place === undefined ? this.#ends.get(name) : null;
      if (known !== undefined) {
        end = known;
        break;
      }
      places.set(name, stops.length);
      stops.push(end);
      end = this.targetOf(end);
    }
    for (const name of places.keys()) this.#ends.set(name, end);
    return end;
  }

  /** The value at a place, as it is written; `undefined` where there is none. */
  valueAt({ file, pointer }: Located): Json | undefined {
    return this.#document(file).valueAt(pointer);
  }

  targetOfSchema(schema: SchemaNode, keyword: string): SchemaNode | null {
    const { at, value, context, dialect } = schema;
    const ref = isObject(value) ? ownValue(value, keyword) : undefined;
    if (typeof ref !== "string") {
      const got = ref === undefined || ref === null ? "null" : kindOf(ref);
      this.tell({ at, keyword }, "ref-not-string", keyword === "$ref" ? [got] : [got, keyword]);
      return null;
    }
    const target = this.#named(ref, { at, context, dialect, keyword });
    return target && this.#document(target.file).schemaAt(target.pointer, target.context);
  }

  settle(first: SchemaNode): void {
    const stops: SchemaNode[] = [];
    const places = new Map<SchemaNode, number>();
    for (let schema: SchemaNode | null = first; schema && !schema.isSettled;) {
      const place = places.get(schema);
      if (place !== undefined) {
        this.#tellCycle(stops.slice(place).map(({ at }) => at));
        for (const stop of stops.slice(place)) stop.cut();
        break;
      }
      places.set(schema, stops.length);
      stops.push(schema);
      schema = schema.step();
    }
    for (const stop of stops) stop.isSettled = true;
  }

  #document(file: DataFile): Document {
    let document = this.#documents.get(file);
    if (!document) this.#documents.set(file, (document = new Document(file, this)));
    return document;
  }

  /** Report what is wrong with a reference, once. */
  tell(
    { at, keyword = "$ref" }: Pick<From, "at" | "keyword">,
    code: Diagnostic["code"],
    parts: readonly string[] | (() => readonly string[]),
  ): void {
    if (this.#isQuiet) return;
    // An alias shows again what its anchor holds.
    const object = this.valueAt(at);
    const told = valueOf(this.#told, keyword, () => new Set());
    const subject = isObject(object) ? object : nameOf(at);
    if (told.has(subject)) return;
    told.add(subject);
    const span = spanOf({ source: at.file.source, pointer: joinPointer(at.pointer, keyword) });
    const words = typeof parts === "function" ? parts() : parts;
    tellAgain({ code, span, parts: words }, this.#report);
  }

  #tellCycle(cycle: readonly Located[]): void {
    const names = cycle.map(nameOf);
    const shown = names.length <= maxStops ? names : [names[0]!, "…", ...names.slice(1 - maxStops)];
    this.tell({ at: cycle.at(-1)! }, "ref-cycle", [[...shown, names[0]!].join(" → ")]);
  }

  /** The place that a reference names. In a file that is one resource, the same words lead to the same place from everywhere. */
  #named(ref: string, from: From): Target | null {
    const { at, context, dialect = context } = from;
    if (this.#document(at.file).sites(context).byUri.size > 1) return this.#found(ref, from);
    const known = valueOf(this.#targets, at.file, () => new Map<string, Target>());
    const name = `${context} ${dialect} ${ref}`;
    const before = known.get(name);
    if (before) return before;
    this.#isByPlace = false;
    const target = this.#found(ref, from);
    if (target && !this.#isByPlace) known.set(name, target);
    return target;
  }

  #found(ref: string, from: From): Target | null {
    const hash = ref.indexOf("#");
    const path = hash === -1 ? ref : ref.slice(0, hash);
    const home = path === "" ? this.#around(from) : this.#homeOf(path, ref, from);
    if (!home || home.file.value === null) return null; // reported, the file if it is unreadable
    const fragment = pointerOfFragment(hash === -1 ? "" : ref.slice(hash + 1));
    const keys = fragment === null ? null : parsePointer(fragment);
    if (keys) return this.#descend(home, keys, ref, from);
    const pointer = fragment === null ? undefined : this.#anchored(home, fragment);
    if (pointer !== undefined) return { ...home, pointer };
    this.tell(from, "ref-bad-fragment", () => [
      ref,
      from.keyword ?? "$ref",
      formIn(from),
      ...this.#nearAnchors(home, fragment).map((name) => `#${name}`),
    ]);
    return null;
  }

  /** The resource that a reference stands in. */
  #around({ at, context }: From): Home {
    return { file: at.file, context, site: this.#document(at.file).sites(context).of(at.pointer) };
  }

  /** Follow a pointer from the root of a resource; what lies on the way may itself be a `$ref`. */
  #descend(
    { file, context, site }: Home,
    keys: readonly string[],
    ref: string,
    from: From,
  ): Target | null {
    let at: Located = { file, pointer: site.pointer };
    let value = this.valueAt(at);
    for (const key of keys) {
      let next = value === undefined ? undefined : step(value, key);
      const through = next === undefined && refIn(value) !== undefined && this.#through(at, from);
      if (through) {
        at = through;
        value = this.valueAt(at);
        next = value === undefined ? undefined : step(value, key);
      }
      if (next === undefined) {
        const known = isObject(value) ? this.#keysOf(value) : [];
        this.tell(from, "ref-fragment-not-found", () => [
          ref,
          key,
          ...firstOf(nearest(key, known), this.#calledSo(file, keys.at(-1)!)),
        ]);
        return null;
      }
      at = { file: at.file, pointer: joinPointer(at.pointer, key) };
      value = next;
    }
    return { ...at, context: at.file === file ? context : this.#contextOf(at.file, from) };
  }

  /** References to what is called so among the definitions of a file. */
  #calledSo(file: DataFile, name: string): readonly string[] {
    const containers = [
      "/$defs",
      "/definitions",
      ...kindsOfComponents.map((kind) => `/components/${kind}`),
    ];
    return containers.flatMap((pointer) => {
      const value = this.valueAt({ file, pointer });
      const has = isObject(value) && step(value, name) !== undefined;
      return has ? [`#${joinPointer(pointer, name)}`] : [];
    });
  }

  #keysOf(object: JsonObject): readonly string[] {
    let keys = this.#keys.get(object);
    if (!keys) this.#keys.set(object, (keys = keysOf(object)));
    return keys;
  }

  /** Where the references at a place on the way of another one end; `null` where that would need the other one. */
  #through(at: Located, from: From): Located | null {
    const name = nameOf(from.at);
    if (this.#open.has(name) || this.#open.size > maxOpen) return null;
    this.#open.add(name);
    const end = this.#open.has(nameOf(at)) ? null : this.endOf(at);
    this.#open.delete(name);
    return end;
  }

  #anchored({ file, site }: Home, name: string): string | undefined {
    return site.anchors.get(name) ?? this.#document(file).anywhere().get(name);
  }

  #nearAnchors({ file, site }: Home, name: string | null): readonly string[] {
    if (name === null) return [];
    const others = this.#document(file).anywhere().keys();
    return nearest(name, new Set([...site.anchors.keys(), ...others]));
  }

  /** The resource that the path of a reference names: that of its URI, or else the file of the path. */
  #homeOf(path: string, ref: string, from: From): Home | null {
    const around = this.#around(from);
    const uri = this.#isPlain(path, from) ? null : resolveUri(path, around.site.uri);
    const known = uri === null ? undefined : this.#byIdentifier(uri, from);
    if (known) return known;
    const elsewhere = () =>
      uri === null || uri.startsWith("file:") ? undefined : this.#inOtherFiles(uri, from);
    if (isRemote(path)) {
      const found = elsewhere();
      if (!found) this.tell(from, "ref-remote", [ref]);
      return found ?? null;
    }
    const beside = findFile(this.#files, path, from.at.file.source.path);
    if (!isRefusal(beside)) return this.#home(beside, from);
    const other = this.#byBase(uri, around.site) ?? this.#besideOther(path, from);
    this.#isByPlace = true;
    const found = other ? this.#home(other, from) : elsewhere();
    if (found) return found;
    const near = () => firstOf(beside.near, this.#calledSo(from.at.file, path.split("/").at(-1)!));
    this.tell(from, "ref-not-found", () => [ref, beside.refused, ...near()]);
    return null;
  }

  /** Whether a reference can only name a file: it is relative, and no `$id` says to what. */
  #isPlain(path: string, { at, context }: From): boolean {
    const { byUri, root } = this.#document(at.file).sites(context);
    return (
      byUri.size === 1 && root.uri.startsWith("file:") && !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(path)
    );
  }

  /** A resource of the same file, or a metaschema. */
  #byIdentifier(uri: string, from: From): Home | undefined {
    const { at, context } = from;
    const site = this.#document(at.file).sites(context).byUri.get(uri);
    if (site) return { file: at.file, context, site };
    const meta = metaschema(uri);
    return meta ? this.#whole(meta, from) : undefined;
  }

  #home(found: DataFile, from: From): Home {
    if (found !== from.at.file) this.referred.add(found.source.path);
    return this.#whole(found, from);
  }

  #whole(file: DataFile, from: From): Home {
    const context = this.#contextOf(file, from);
    return { file, context, site: this.#document(file).sites(context).root };
  }

  /** What another file is written in: what it says, or else what refers to it is. Of two documents of one version, what was chosen for one counts for both. */
  #contextOf(file: DataFile, { at, context, dialect = context }: From): Dialect {
    if (file === at.file) return context;
    const own = this.#document(file).dialect;
    if (own === null) return dialect;
    const isSame = isOpenApi(file.value) && own === this.#document(at.file).dialect;
    return isSame ? context : own;
  }

  /** The file of a reference that is relative to an `$id`. */
  #byBase(uri: string | null, { pointer }: Site): DataFile | null {
    const path = pointer === "" || uri === null ? null : pathOfUri(uri);
    const found = path === null ? null : this.#files.readData(path);
    return !found || isRefusal(found) ? null : found;
  }

  /** What stands beside a `$ref` may be relative to the file which that one names. */
  #besideOther(path: string, { at: { file, pointer } }: From): DataFile | null {
    const document = this.#document(file);
    for (let at = pointer; at !== "";) {
      at = at.slice(0, at.lastIndexOf("/"));
      const around = refIn(document.valueAt(at))?.split("#", 1)[0];
      if (around === undefined || around === "" || isRemote(around)) continue;
      const other = findFile(this.#files, around, file.source.path);
      const found = isRefusal(other) ? other : findFile(this.#files, path, other.source.path);
      return isRefusal(found) ? null : found;
    }
    return null;
  }

  /** The resource of a URI among all files that were read so far. */
  #inOtherFiles(uri: string, from: From): Home | undefined {
    const { context, dialect = context } = from;
    const byUri = valueOf(this.#byUri, dialect, () => new Map<string, Home>());
    const indexed = valueOf(this.#indexed, dialect, () => new Set<DataFile>());
    const { files = new Map<string, DataFile>() } = this.#files;
    for (const file of files.size > indexed.size ? files.values() : []) {
      if (indexed.has(file)) continue;
      indexed.add(file);
      const own = this.#contextOf(file, from);
      for (const [name, site] of this.#document(file).sites(own).byUri)
        if (!byUri.has(name)) byUri.set(name, { file, context: own, site });
    }
    const found = byUri.get(uri);
    if (found) this.referred.add(found.file.source.path);
    return found;
  }
}

/** The value of a key, made where there is none. */
function valueOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/** How many stops of a cycle a message names, and how many references a pointer may lead through. */
const maxStops = 8;
const maxOpen = 100;

/** A value and where it stands. */
export interface Placed {
  readonly value: Json;
  readonly at: Located;
}

/** What a reference is in. */
interface From {
  readonly at: Located;
  /** What the file is written in, and the schema itself if that is something else. */
  readonly context: Dialect;
  readonly dialect?: Dialect;
  readonly keyword?: string;
}

/** A resource of a file. */
interface Home {
  readonly file: DataFile;
  readonly context: Dialect;
  readonly site: Site;
}

interface Target extends Located {
  readonly context: Dialect;
}

/** `a.yaml#/definitions/tree`, or the path alone. */
function nameOf({ file, pointer }: Located): string {
  return pointer === "" ? file.source.path : `${file.source.path}#${pointer}`;
}

/** How a reference to a schema of the same file is written. */
function formIn({ at, context }: From): string {
  if (isOpenApi(at.file.value))
    return context === "openapi-2.0" ? "#/definitions/Name" : "#/components/schemas/Name";
  return isSince(context, "2019-09") ? "#/$defs/Name" : "#/definitions/Name";
}
