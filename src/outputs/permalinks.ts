import { posix } from "node:path";
import { spanAt, type Located } from "../data/located.js";
import { Places } from "../point/point.js";
import { walk, type Document, type SubstitutionDefinition } from "../rst/nodes.js";

/** What a name leads to: a place of the site, or an address as its page has it. */
type Led = string | { readonly place: string };

/** Where the things of a specification are found on its site, as files for programs link to them. */
export class Permalinks extends Places {
  /** By page: what its names lead to. */
  readonly #names = new Map<string, ReadonlyMap<string, Led>>();

  /** By page: the ids of all that is on it. */
  readonly #ids = new Map<string, Set<string>>();

  /** By file and offset of what they show; read off the pages when it is first asked for. */
  #parts: Map<string, Part> | undefined;

  /** By file: the first page that has a part of it. */
  readonly #partPages = new Map<string, string>();

  readonly #changelogs = new Map<string, Document>();

  readonly #substitutions = new Map<string, ReadonlyMap<string, SubstitutionDefinition>>();

  /** `baseUrl`: of the folder of the site; `null`: addresses are relative. */
  constructor(readonly baseUrl: string | null) {
    super();
  }

  #namesOf(page: string): ReadonlyMap<string, Led> {
    const known = this.#names.get(page);
    if (known) return known;
    const names = new Map<string, Led>();
    this.#names.set(page, names);
    const document = this.documents.get(page);
    if (document)
      walk(document, (node) => {
        if (node.type === "text") return;
        const [id] = node.ids ?? [];
        // A target leads to an address, or to the id of another thing; its own id need not be on the page.
        if (node.type === "target" && (node.refuri ?? node.refid) !== undefined) {
          const led = node.refuri === undefined ? { place: `${page}#${node.refid}` } : node.refuri;
          for (const name of node.names ?? []) names.set(name, led);
        }
        if (id === undefined) return;
        const led = { place: `${page}#${id}` };
        for (const name of node.names ?? []) if (!names.has(name)) names.set(name, led);
      });
    return names;
  }

  /** Takes note of the page of a changelog, whose text is none of the specification's. */
  readonly noteChangelog = (path: string, document: Document): void => {
    this.#changelogs.set(path, document);
  };

  /** Whether a page is known and nothing on it has an id. */
  lacks(page: string, id: string): boolean {
    const document = this.documents.get(page) ?? this.#changelogs.get(page);
    if (!document) return false;
    let ids = this.#ids.get(page);
    if (!ids) {
      this.#ids.set(page, (ids = new Set()));
      for (const found of idsOf(document)) ids.add(found);
    }
    return !ids.has(id);
  }

  /** The place that shows a parameter, a property, a response; `null` where none is its own. */
  ofPart(at: Located): string | null {
    const { source, start } = spanAt(at, "key");
    this.#parts ??= this.#readParts();
    return this.#parts.get(`${source.path}:${start}`)?.place ?? null;
  }

  /** What stands at its place in a data file. The first page that shows it counts. */
  #readParts(): Map<string, Part> {
    const parts = new Map<string, Part>();
    for (const [page, document] of this.documents)
      walk(document, (node) => {
        if (node.type === "text") return;
        const [id] = node.ids ?? [];
        if (id === undefined && node.type !== "paragraph") return;
        const { source, start } = this.writtenAt(page, node.span);
        if (!/\.(?:ya?ml|json)$/.test(source.path)) return;
        if (!this.#partPages.has(source.path)) this.#partPages.set(source.path, page);
        if (id === undefined) return;
        const key = `${source.path}:${start}`;
        const known = parts.get(key);
        // A table is said to be where its first row is.
        const isRow = node.type === "row";
        if (!known || (isRow && !known.isRow)) parts.set(key, { place: `${page}#${id}`, isRow });
      });
    return parts;
  }

  /** The page that shows what stands in a file; of one that several show in their parts, such as a shared schema, the first. */
  override pageOf(file: string): string | null {
    const own = super.pageOf(file);
    if (own !== null) return own;
    this.#parts ??= this.#readParts();
    return this.#partPages.get(file) ?? null;
  }

  /** What the page of a file has substitutions for, by their names. */
  substitutions(file: string): ReadonlyMap<string, SubstitutionDefinition> {
    const page = this.pageOf(file);
    const known = this.#substitutions.get(page ?? "");
    if (known || page === null) return known ?? new Map();
    const found = new Map<string, SubstitutionDefinition>();
    this.#substitutions.set(page, found);
    const document = this.documents.get(page);
    if (document)
      walk(document, (node) => {
        if (node.type === "substitution_definition")
          for (const name of node.names ?? []) found.set(name, node);
      });
    return found;
  }

  /** What a name leads to on the page of a file; `null` where it names nothing. */
  named(file: string, name: string): Led | null {
    const page = this.pageOf(file);
    return page === null ? null : (this.#namesOf(page).get(name) ?? null);
  }

  /** The address of a place from a file; `up`: from the file's folder to that of the site. */
  address(place: string, up: string): string {
    const [path = "", id] = place.split("#", 2) as [string, string?];
    const fragment = id === undefined ? "" : `#${id}`;
    return (this.baseUrl ?? up) + encodeURI(path) + fragment;
  }

  /** Whether a path names a page from the folder of the site and none from that of the page, as pages of a tree may. */
  #isNamedFromRoot(path: string, page: string): boolean {
    const isPage = (name: string) =>
      ["", ".html", "/index.html", "index.html"].some((end) => this.documents.has(name + end));
    return path !== "" && isPage(path) && !isPage(posix.join(posix.dirname(page), path));
  }

  /** The address of what a page names beside itself. */
  besides(uri: string, page: string, up: string): string {
    if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(uri)) return uri;
    const hash = uri.indexOf("#");
    const path = hash === -1 ? uri : uri.slice(0, hash);
    const isOfSite = path.startsWith("/") || this.#isNamedFromRoot(path, page);
    const below = isOfSite
      ? path.replace(/^\//, "")
      : posix.join(posix.dirname(page), path === "" ? posix.basename(page) : path);
    if (below.startsWith("..")) return uri;
    return (this.baseUrl ?? up) + below + (hash === -1 ? "" : uri.slice(hash));
  }
}

function idsOf(document: Document): readonly string[] {
  const ids: string[] = [];
  walk(document, (node) => {
    if (node.type !== "text") ids.push(...(node.ids ?? []));
  });
  return ids;
}

interface Part {
  readonly place: string;
  readonly isRow: boolean;
}
