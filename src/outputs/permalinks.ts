import { posix } from "node:path";
import { Places } from "../point/point.js";
import { walk } from "../rst/nodes.js";

/** Where the things of a specification are found on its site, as files for programs link to them. */
export class Permalinks extends Places {
  /** By page: what its names lead to, places and addresses. */
  readonly #names = new Map<string, ReadonlyMap<string, string>>();

  /** `baseUrl`: of the folder of the site; `null`: addresses are relative. */
  constructor(readonly baseUrl: string | null) {
    super();
  }

  #namesOf(page: string): ReadonlyMap<string, string> {
    const known = this.#names.get(page);
    if (known) return known;
    const names = new Map<string, string>();
    this.#names.set(page, names);
    const document = this.documents.get(page);
    if (document)
      walk(document, (node) => {
        if (node.type === "text") return;
        const [id] = node.ids ?? [];
        if (node.type === "target" && node.refuri !== undefined)
          for (const name of node.names ?? []) names.set(name, node.refuri);
        if (id === undefined) return;
        for (const name of node.names ?? []) if (!names.has(name)) names.set(name, `${page}#${id}`);
      });
    return names;
  }

  /** The place that a name leads to on the page of a file, or the address it stands for; `null` where it names nothing. */
  named(file: string, name: string): string | null {
    const page = this.pageOf(file);
    return page === null ? null : (this.#namesOf(page).get(name) ?? null);
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
