import { posix } from "node:path";
import { authored } from "../base/source.js";
import { normalizeName } from "../rst/names.js";
import { walk, type Document, type NodeOf } from "../rst/nodes.js";

/**
 * Where the things of a specification are found on its site: read off its pages when these are made, since only then all
 * ids are settled. A place is a path below the folder of the site and an id: `client_server/unstable.html#get-login`.
 */
export class Permalinks {
  readonly #sections = new Map<string, Section[]>();
  /** By page: what its names lead to, places and addresses. */
  readonly #names = new Map<string, ReadonlyMap<string, string>>();
  readonly #unread: (readonly [path: string, document: Document])[] = [];
  /** The order of the pages and of the sections on them. */
  #count = 0;

  /** `baseUrl`: of the folder of the site; `null`: addresses are relative. */
  constructor(readonly baseUrl: string | null) {}

  /** The pages by path, as they were noted. */
  readonly documents = new Map<string, Document>();

  /** Takes note of a page. It is read when something is asked: of most builds that are served nothing is. */
  readonly note = (path: string, document: Document): void => {
    this.documents.set(path, document);
    this.#unread.push([path, document]);
  };

  #read(): this {
    for (const [path, document] of this.#unread.splice(0)) this.#readPage(path, document);
    return this;
  }

  #readPage(path: string, document: Document): void {
    const names = new Map<string, string>();
    walk(document, (node) => {
      if (node.type === "text") return;
      const [id] = node.ids ?? [];
      if (node.type === "target" && node.refuri !== undefined)
        for (const name of node.names ?? []) names.set(name, node.refuri);
      if (id === undefined) return;
      for (const name of node.names ?? []) if (!names.has(name)) names.set(name, `${path}#${id}`);
      if (node.type === "section") this.#section(node, path, id);
    });
    this.#names.set(path, names);
  }

  #section(node: NodeOf<"section">, page: string, id: string): void {
    const { path } = authored(node.span).source;
    const known = this.#sections.get(path) ?? [];
    this.#sections.set(path, known);
    const names = [...(node.names ?? []), ...(node.dupnames ?? [])];
    known.push({
      page,
      names: names.map((name) => name.replace(/^deprecated: /, "")),
      place: `${page}#${id}`,
      order: this.#count++,
    });
  }

  /** The section of an operation of a file; `null` where no page shows it. */
  operation(file: string, method: string, path: string): Place | null {
    const name = normalizeName(`${method} ${path}`);
    return this.#read().#sections.get(file)?.find(({ names }) => names.includes(name)) ?? null;
  }

  /** The first section that shows what stands in a file, of events and definitions. */
  ofFile(file: string): Place | null {
    return this.#read().#sections.get(file)?.[0] ?? null;
  }

  /** The page that shows what stands in a file. */
  pageOf(file: string): string | null {
    return this.#read().#sections.get(file)?.[0]?.page ?? null;
  }

  /** The place that a name leads to on the page of a file, or the address it stands for; `null` where it names nothing. */
  named(file: string, name: string): string | null {
    const page = this.pageOf(file);
    return page === null ? null : (this.#read().#names.get(page)?.get(name) ?? null);
  }

  /** The address of a place from a file; `up`: from the file's folder to that of the site. */
  address(place: string, up: string): string {
    const [path = "", id] = place.split("#", 2) as [string, string?];
    const fragment = id === undefined ? "" : `#${id}`;
    return (this.baseUrl ?? up) + encodeURI(path) + fragment;
  }

  /** The address of what a page names beside itself. */
  besides(uri: string, page: string, up: string): string {
    if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(uri)) return uri;
    const hash = uri.indexOf("#");
    const path = hash === -1 ? uri : uri.slice(0, hash);
    const below = path.startsWith("/") ? path.slice(1) : posix.join(posix.dirname(page), path);
    if (below.startsWith("..")) return uri;
    return (this.baseUrl ?? up) + below + (hash === -1 ? "" : uri.slice(hash));
  }
}

/** A place of the site. */
export interface Place {
  readonly place: string;
  /** Rises from page to page and from section to section. */
  readonly order: number;
}

interface Section extends Place {
  readonly page: string;
  /** Normalized, without what says that it is deprecated. */
  readonly names: readonly string[];
}
