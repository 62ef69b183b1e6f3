import { el, join, nothing, text, type Html } from "../html/element.js";
import type { PageFile } from "../load/project.js";
import type { Page } from "./page.js";

/** What stands around a page of a tree. */
export interface TreeView {
  /** The pages around it: those it lies in, those beside it, those that lie in it. */
  readonly navigation: Html;
}

/** The pages of a site as a tree, of those that it has. */
export class PageLinks {
  readonly #files: readonly PageFile[];
  readonly #byName: ReadonlyMap<string, PageFile>;
  /** By path, of pages that have one. */
  readonly #versions: ReadonlyMap<string, string | undefined>;
  readonly #children: ReadonlyMap<string | null, readonly PageFile[]>;

  constructor(files: readonly PageFile[], pages: readonly Page[]) {
    this.#versions = new Map(pages.map(({ path, version }) => [path, version]));
    this.#files = files.filter(({ path }) => this.#versions.has(path));
    this.#byName = new Map(this.#files.map((file) => [file.name, file]));
    const children = new Map<string | null, PageFile[]>();
    for (const file of this.#files) {
      const parent = file.parent !== null && this.#byName.has(file.parent) ? file.parent : null;
      const siblings = children.get(parent);
      if (siblings) siblings.push(file);
      else children.set(parent, [file]);
    }
    this.#children = children;
  }

  /** The pages that a page lies in, the outermost first. */
  above({ parent }: PageFile): readonly PageFile[] {
    const page = parent === null ? undefined : this.#byName.get(parent);
    return page ? [...this.above(page), page] : [];
  }

  /** The pages that lie in a page and that navigation shows. */
  below(page: PageFile | null): readonly PageFile[] {
    const children = this.#children.get(page?.name ?? null) ?? [];
    return children.filter(({ isHidden }) => !isHidden);
  }

  /** The pages that navigation shows, each after the one it lies in. */
  inOrder(): readonly PageFile[] {
    return this.#files.filter(({ isHidden }) => !isHidden);
  }

  /** What stands around a page. `linkTo` gives the address of a path below the output folder. */
  around(page: PageFile, linkTo: LinkTo): TreeView {
    return { navigation: this.#navigation(page, linkTo) };
  }

  #versionOf({ path }: PageFile): Html {
    const version = this.#versions.get(path);
    if (version === undefined) return nothing;
    return join([text(" "), el("span", { class: "page-version" }, text(version))]);
  }

  #navigation(page: PageFile, linkTo: LinkTo): Html {
    const [top = page, ...inner] = [...this.above(page), page];
    const item = (shown: PageFile, below: Html): Html => {
      const current = shown === page ? "page" : undefined;
      const link = el(
        "a",
        { href: linkTo(shown.path), "aria-current": current },
        text(shown.linkTitle),
        this.#versionOf(shown),
      );
      return el("li", {}, link, below);
    };
    const list = (shown: readonly PageFile[], rest: readonly PageFile[]): Html => {
      if (shown.length === 0) return nothing;
      const [open, ...others] = rest;
      const items = shown.map((each) => item(each, each === open ? within(each, others) : nothing));
      return el("ul", {}, join(items, "\n"));
    };
    /** What is shown below a page on the way to the one at hand: the next one, at last with those beside it. */
    const within = (outer: PageFile, rest: readonly PageFile[]): Html => {
      const [next] = rest;
      if (next === undefined) return list(this.below(outer), []);
      const siblings = this.below(outer);
      const isLast = rest.length === 1;
      return list(isLast && siblings.includes(next) ? siblings : [next], rest);
    };
    // Without a first page there are several that lie in none.
    const roots = this.below(null);
    const all = list(roots.includes(top) ? roots : [top], [top, ...inner]);
    return el("nav", { class: "tree", "aria-label": "Pages" }, all);
  }
}

type LinkTo = (path: string) => string;
