import { posix } from "node:path";
import { leadLinks } from "../html/html-places.js";
import type { PageTree } from "../load/project.js";
import { walk, type Document } from "../rst/nodes.js";

/** The addresses of a site of pages, as they are written from its root: `/rooms/v1/`. */
export class Addresses {
  /** Paths of pages below the output folder, by their addresses without slashes at the ends. */
  readonly #pages: ReadonlyMap<string, string>;

  constructor({ pages }: Pick<PageTree, "pages">) {
    this.#pages = new Map(
      pages.flatMap(({ path, file }) => [
        [posix.dirname(path).replace(/^\.$/, ""), path],
        [file, path],
      ]),
    );
  }

  /**
   * Where a link of a page leads, relative to it: `/rooms/v1#redactions` and, from the page `/rooms/`, `v1/#redactions` to
   * `v1/index.html#redactions`, which works from the disk too. Links to other sites, and within the page, stay as they are.
   */
  relative(href: string, from: string): string {
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#|$)/i.test(href)) return href;
    const [, path = "", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(href) ?? [];
    // A file of the specification was led to its page before, so that one which is none of its pages is not taken for another.
    if (path === "" || /^\.\.?\/.*\.(?:md|markdown|rst)$/i.test(path)) return href;
    const given = decoded(path);
    const whole = posix.join(path.startsWith("/") ? "/" : posix.dirname(from), given);
    if (whole.startsWith("..")) return href;
    const address = addressOf(whole);
    // Where there is no such page beside this one, it is looked for from the root of the site.
    const page = this.#pages.get(address) ?? this.#pages.get(addressOf(posix.join("/", given)));
    if (page === from) return query + fragment || "#";
    // What is no page may be any other file of the site: whether there is one is checked when all are known.
    return relativeTo(from, page ?? address) + query + fragment;
  }
}

function addressOf(path: string): string {
  const named = path.replace(/^(?:\.?\/+|\.$)|(?:\/(?:index\.html)?)+$/g, "");
  return named === "index.html" ? "" : named;
}

/** `rooms/v1/` of `rooms/v1/index.html`. */
export function folderAddress(path: string): string {
  const folder = posix.dirname(path);
  return folder === "." ? "" : `${folder.split("/").map(encodeURIComponent).join("/")}/`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function relativeTo(from: string, path: string): string {
  const relative = posix.relative(posix.dirname(from), path) || ".";
  return relative.split("/").map(encodeURIComponent).join("/");
}

/** Lead the links of a text in reStructuredText that name other files to the pages of these. */
export function leadToFiles(document: Document, hrefOf: (href: string) => string): void {
  walk(document, (node) => {
    if (node.type !== "reference" && node.type !== "target") return;
    if (node.refuri === undefined) return;
    const href = hrefOf(node.refuri);
    if (href === node.refuri) return;
    node.written ??= node.refuri;
    node.refuri = href;
  });
}

/** Given links as they are written in a page of a tree, the result is that they are relative, so that the site works in any folder. */
export function leadWithinTree(document: Document, from: string, addresses: Addresses): void {
  walk(document, (node) => {
    if (node.type === "raw") {
      leadLinks(node, (href) => addresses.relative(href, from));
      return;
    }
    if (node.type !== "reference" && node.type !== "target") return;
    if (node.refuri === undefined) return;
    const href = addresses.relative(node.refuri, from);
    if (href === node.refuri) return;
    node.written ??= node.refuri;
    node.refuri = href;
  });
}
