import { posix } from "node:path";
import { authored, type Span } from "../base/source.js";
import type { Element, NodeOf } from "../rst/nodes.js";
import { termPrefix, Terms } from "../rst/terms.js";
import type { Around, Place, Placed } from "./places.js";

/** A term, where it is defined. */
export interface DefinedTerm extends Place {
  readonly name: string;
  readonly page: string;
  readonly span: Span;
  /** The sections that lead to it, but for its own. */
  readonly usedIn: readonly Around[];
}

/** The terms that the pages of a site define, and where they are used. */
export class DefinedTerms {
  readonly #terms = new Terms<DefinedTerm>();
  readonly #byNode = new Map<Element, DefinedTerm>();

  /** `placed`: all nodes of the pages. `versionOf`: of what a page describes, by the page's path. */
  constructor(
    placed: Iterable<Placed>,
    private readonly versionOf: (page: string) => string | undefined,
  ) {
    const byPlace = new Map<string, { readonly home: Around; readonly usedIn: Around[] }>();
    const links: { readonly node: NodeOf<"reference">; readonly at: Placed }[] = [];
    for (const at of placed) {
      const { node, page, around } = at;
      if (node.type === "text") continue;
      if (node.type === "reference") links.push({ node, at });
      const id = node.ids?.[0];
      if (node.defines === undefined || id === undefined) continue;
      const { span, defines: name } = node;
      const place = `${page}#${id}`;
      const usedIn: Around[] = [];
      const term: DefinedTerm = { name, page, span, place, order: around.order, usedIn };
      byPlace.set(place, { home: around, usedIn });
      this.#terms.add(name, term);
      this.#byNode.set(node, term);
    }
    if (byPlace.size === 0) return;
    for (const { node, at } of links) {
      const term = byPlace.get(this.#goalOf(node, at.page) ?? "");
      if (term && at.around.place !== term.home.place && !term.usedIn.includes(at.around))
        term.usedIn.push(at.around);
    }
  }

  #goalOf({ term, refid, refuri }: NodeOf<"reference">, page: string): string | null {
    if (term !== undefined) return this.find(term, page)?.place ?? null;
    if (refid !== undefined) return `${page}#${refid}`;
    const hash = refuri?.indexOf(`#${termPrefix}`) ?? -1;
    if (refuri === undefined || hash === -1 || /^[a-z][a-z0-9+.-]*:|^\//i.test(refuri)) return null;
    try {
      const path = decodeURI(refuri.slice(0, hash));
      const goal = path === "" ? page : posix.join(posix.dirname(page), path);
      return `${goal}#${decodeURIComponent(refuri.slice(hash + 1))}`;
    } catch {
      return null;
    }
  }

  /** The term that is meant on a page: the one which that page defines, or another of the same version, or else the first. */
  find(name: string, page: string): DefinedTerm | null {
    const found = this.#terms.of(name);
    const version = this.versionOf(page);
    return (
      found.find((each) => each.page === page) ??
      found.find((each) => this.versionOf(each.page) === version) ??
      found[0] ??
      null
    );
  }

  /** The term that a node defines. */
  definedBy(node: Element): DefinedTerm | null {
    return this.#byNode.get(node) ?? null;
  }

  /** Where a term of that name is defined before, by other words and not for another version. */
  before(term: DefinedTerm): DefinedTerm | null {
    const place = ({ span }: DefinedTerm) => {
      const { source, start } = authored(span);
      return `${source.path}:${start}`;
    };
    const [all, version] = [this.#terms.called(term.name), this.versionOf(term.page)];
    const earlier = all.slice(0, all.indexOf(term));
    if (earlier.some((each) => place(each) === place(term))) return null; // a text that is shown again
    return earlier.find((each) => this.versionOf(each.page) === version) ?? null;
  }

  /** The names of all terms. */
  names(): ReadonlySet<string> {
    return new Set(this.#terms.names());
  }
}
