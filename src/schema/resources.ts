import { isArray, isObject, joinPointer, keysOf, ownValue } from "../data/data.js";
import type { DataFile, Json, JsonObject } from "../data/data.js";
import { ignoresSiblings, isOpenApi, isSince, namedDialect, type Dialect } from "./dialects.js";
import { keywordsOf, type Below } from "./keywords.js";

/** A schema resource of a file, and the names that schemas give themselves in it. */
export interface Site {
  /** Where it begins. */
  readonly pointer: string;
  /** Without a fragment. */
  readonly uri: string;
  /** Pointers by `$anchor`, `$dynamicAnchor`, and an `$id` that is a fragment. Of two of one name the first counts. */
  readonly anchors: ReadonlyMap<string, string>;
  /** Pointers by `$dynamicAnchor`; "" is that of a root with `$recursiveAnchor: true`. */
  readonly dynamicAnchors: ReadonlyMap<string, string>;
}

/** The schema resources of a file: itself, and what an `$id` names within. */
export interface Sites {
  readonly root: Site;
  /** By URI; the file goes by its path and by its own `$id`. */
  readonly byUri: ReadonlyMap<string, Site>;
  /** The innermost one around a place. */
  of(pointer: string): Site;
}

/** The URI of a file by its path relative to the project's root; what comes with the program has one in place of a path. */
function uriOfPath(path: string): string {
  if (/^https?:\/\//.test(path)) return path;
  return `file:///${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** The path that a URI of a file stands for; `null` for other URIs. */
export function pathOfUri(uri: string): string | null {
  if (!uri.startsWith("file:///")) return null;
  try {
    return decodeURIComponent(uri.slice("file:///".length));
  } catch {
    return null;
  }
}

/** A reference resolved against the URI of what it stands in, without its fragment; `null` where it is no URI. See RFC 3986, section 5. */
export function resolveUri(reference: string, base: string): string | null {
  try {
    const url = new URL(reference, base);
    url.hash = "";
    return url.href;
  } catch {
    return null;
  }
}

/** What a text holds that has any `$id` or anchor; most have none, and need not be searched. */
const mayHaveNames = /\$(?:id|self|anchor|dynamicAnchor|recursiveAnchor)\b|\\(?:u0024|x24)/;
const mayHaveOldNames = /\bid\b|\\[ux]/;

/**
 * The resources of a file that is written in a dialect. In a JSON Schema, names count where its keywords have schemas; with
 * `isLenient`, as in an OpenAPI document, anywhere but in values.
 */
export function sitesOf(file: DataFile, dialect: Dialect, isLenient = false): Sites {
  const uri = uriOfPath(file.source.path);
  const { text } = file.source;
  const mayHave =
    mayHaveNames.test(text) || (dialect === "draft-04" && mayHaveOldNames.test(text)) || isLenient;
  if (!mayHave)
    return onlyRoot({ pointer: "", uri, anchors: new Map(), dynamicAnchors: new Map() });
  return new SiteSearch(file.value, uri, isLenient || isOpenApi(file.value)).search(dialect);
}

function onlyRoot(root: Site): Sites {
  return { root, byUri: new Map([[root.uri, root]]), of: () => root };
}

interface OpenSite extends Site {
  readonly anchors: Map<string, string>;
  readonly dynamicAnchors: Map<string, string>;
}

/** A value yet to be looked at. */
interface Step {
  readonly value: Json;
  readonly pointer: string;
  readonly site: OpenSite;
  readonly dialect: Dialect;
}

/** Finds the names in a file, in the order of the file, each object once however many aliases show it. */
class SiteSearch {
  readonly #byPointer = new Map<string, OpenSite>();
  readonly #byUri = new Map<string, OpenSite>();
  readonly #seen = new Set<JsonObject>();
  readonly #steps: Step[] = [];

  constructor(
    readonly value: Json,
    readonly uri: string,
    readonly isLenient: boolean,
  ) {}

  search(dialect: Dialect): Sites {
    const first = this.#open("", this.#ownUri() ?? this.uri);
    this.#steps.push({ value: this.value, pointer: "", site: first, dialect });
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) this.#look(step);
    const root = this.#byPointer.get("")!; // opened above
    this.#byUri.set(this.uri, root);
    if (this.#byPointer.size === 1) return { root, byUri: this.#byUri, of: () => root };
    return { root, byUri: this.#byUri, of: (pointer) => this.#around(pointer) };
  }

  /** What an OpenAPI document says its URI is. See OpenAPI 3.2, "OpenAPI Object", `$self`. */
  #ownUri(): string | null {
    const self = isOpenApi(this.value) ? ownValue(this.value as JsonObject, "$self") : undefined;
    return typeof self === "string" ? resolveUri(self, this.uri) : null;
  }

  #around(pointer: string): Site {
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
      const site = this.#byPointer.get(at);
      if (site) return site;
    }
  }

  #open(pointer: string, uri: string): OpenSite {
    const site = { pointer, uri, anchors: new Map<string, string>(), dynamicAnchors: new Map() };
    this.#byPointer.set(pointer, site);
    if (!this.#byUri.has(uri)) this.#byUri.set(uri, site);
    return site;
  }

  #look({ value, pointer, site, dialect: inherited }: Step): void {
    if (isArray(value)) {
      if (!this.isLenient) return;
      for (let index = value.length - 1; index >= 0; index--)
        this.#push(value[index]!, `${pointer}/${index}`, site, inherited);
    }
    if (!isObject(value) || this.#seen.has(value)) return;
    this.#seen.add(value);
    const dialect = namedDialect(value) ?? inherited;
    const own = this.#named(value, pointer, site, dialect);
    const keywords = keywordsOf(dialect);
    for (const key of keysOf(value).toReversed()) {
      const keyword = keywords.get(key);
      const child = value[key]!;
      if (keyword?.below)
        this.#below(child, joinPointer(pointer, key), own, dialect, keyword.below);
      else if (this.isLenient && !keyword && !valueKeywords.has(key))
        this.#push(child, joinPointer(pointer, key), own, dialect);
    }
  }

  #push(value: Json, pointer: string, site: OpenSite, dialect: Dialect): void {
    if (typeof value === "object" && value !== null)
      this.#steps.push({ value, pointer, site, dialect });
  }

  #below(value: Json, pointer: string, site: OpenSite, dialect: Dialect, below: Below): void {
    const isMap = below.startsWith("map");
    if (isArray(value) && !isMap)
      for (let index = value.length - 1; index >= 0; index--)
        this.#push(value[index]!, `${pointer}/${index}`, site, dialect);
    if (!isObject(value)) return;
    if (!isMap) return this.#push(value, pointer, site, dialect);
    for (const key of keysOf(value).toReversed())
      this.#push(value[key]!, joinPointer(pointer, key), site, dialect);
  }

  /** Notes what a schema is called; the site it stands in is its own where it has an `$id`. */
  #named(schema: JsonObject, pointer: string, around: OpenSite, dialect: Dialect): OpenSite {
    const isHidden = ignoresSiblings(dialect) && typeof ownValue(schema, "$ref") === "string";
    const site = isHidden ? around : this.#identified(schema, pointer, around, dialect);
    if (!isSince(dialect, "2019-09")) return site;
    for (const key of ["$anchor", "$dynamicAnchor"] as const) {
      const name = keywordsOf(dialect).has(key) ? ownValue(schema, key) : undefined;
      if (typeof name !== "string") continue;
      addFirst(site.anchors, name, pointer);
      if (key === "$dynamicAnchor") addFirst(site.dynamicAnchors, name, pointer);
    }
    const isRecursive = keywordsOf(dialect).has("$recursiveAnchor") && site.pointer === pointer;
    if (isRecursive && ownValue(schema, "$recursiveAnchor") === true)
      addFirst(site.dynamicAnchors, "", pointer);
    return site;
  }

  /** The resource that the `$id` of a schema begins; an `$id` that is a fragment, or ends with one, names an anchor. */
  #identified(schema: JsonObject, pointer: string, around: OpenSite, dialect: Dialect): OpenSite {
    const id = ownValue(schema, keywordsOf(dialect).has("$id") ? "$id" : "id");
    if (typeof id !== "string" || (!keywordsOf(dialect).has("$id") && !hasOldId(dialect)))
      return around;
    const [path = "", fragment = ""] = id.split("#", 2);
    const uri = path === "" ? null : resolveUri(path, around.uri);
    const site = uri === null ? around : this.#open(pointer, uri);
    if (fragment !== "" && !fragment.startsWith("/")) addFirst(site.anchors, fragment, pointer);
    return site;
  }
}

function hasOldId(dialect: Dialect): boolean {
  return dialect === "draft-04";
}

function addFirst(names: Map<string, string>, name: string, pointer: string): void {
  if (!names.has(name)) names.set(name, pointer);
}

/** What is below these, in OpenAPI documents and elsewhere, are values. */
const valueKeywords: ReadonlySet<string> = new Set([
  "const",
  "enum",
  "default",
  "example",
  "examples",
  "value",
]);
