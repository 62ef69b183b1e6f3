import { posix } from "node:path";
import { isText } from "../base/formats.js";
import { leadLinks } from "../html/html-places.js";
import type { PageTree } from "../load/project.js";
import { walk, type Document } from "../rst/nodes.js";

/** The addresses of a site of pages, as they are written from its root: `/rooms/v1/`. */
export class Addresses {
  /** Paths of pages below the output folder, by their addresses without slashes at the ends. */
  readonly #pages: ReadonlyMap<string, string>;
  /** The folders of the texts of pages, by the paths of these. */
  readonly #folders: ReadonlyMap<string, string>;
  readonly #files: PageTree["files"];
  readonly #folder: string;

  /** `folder`: that of the texts, which paths from the root of the project begin with. */
  constructor({ pages, files }: Pick<PageTree, "pages" | "files">, folder: string) {
    this.#folder = `${posix.join("/", folder)}/`;
    this.#files = files;
    this.#folders = new Map(pages.map(({ path, file }) => [path, posix.dirname(file)]));
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
   * `inHtml`: whether it stands in HTML, whose links to files of the specification are not led to their pages before.
   */
  relative(href: string, from: string, inHtml = false): string {
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#|$)/i.test(href)) return href;
    const [, path = "", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(href) ?? [];
    // A file of the specification was led to its page before, so that one which is none of its pages is not taken for another.
    const isFile = /^\.\.?\//.test(path) && isText(path);
    if (path === "" || (isFile && !inHtml)) return href;
    const given = decoded(path);
    if (isFile) {
      const page = this.#pageOf(posix.join(this.#folders.get(from) ?? ".", given));
      if (page === undefined) return href;
      return page === from ? query + fragment || "#" : relativeTo(from, page) + query + fragment;
    }
    const whole = posix.join(path.startsWith("/") ? "/" : posix.dirname(from), given);
    const page = this.#pageOf(whole) ?? this.#meant(given, from);
    if (page === undefined && whole.startsWith("..")) return href;
    const address = addressOf(whole);
    if (page === from) return query + fragment || "#";
    // What is no page may be any other file of the site: whether there is one is checked when all are known.
    return relativeTo(from, page ?? address) + query + fragment;
  }

  /**
   * The page that a path leads to which leads to none as it stands: from the text at hand, as between files, from the
   * root of the site, or from that of the project.
   */
  #meant(given: string, from: string): string | undefined {
    if (given.startsWith("/"))
      return `${given}/`.startsWith(this.#folder)
        ? this.#pageOf(given.slice(this.#folder.length))
        : undefined;
    const beside = this.#folders.get(from);
    return (
      (beside === undefined ? undefined : this.#pageOf(posix.join(beside, given))) ??
      this.#pageOf(posix.join("/", given))
    );
  }

  /** The page at a path, which may be called `a.html` where no file of that name goes into the site. */
  #pageOf(path: string): string | undefined {
    const address = addressOf(path);
    const found = this.#pages.get(address);
    if (found !== undefined || !address.endsWith(".html") || this.#files.has(address)) return found;
    return this.#pages.get(address.slice(0, -".html".length));
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
      leadLinks(node, (href) => addresses.relative(href, from, true));
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
