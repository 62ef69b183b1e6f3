import { posix } from "node:path";
import { authored, type Span } from "../base/source.js";
import { normalizeName } from "../rst/names.js";
import { childrenOf, textOf, walk, type Document, type Node, type NodeOf } from "../rst/nodes.js";
import { oneLine } from "./labels.js";
import { bodyRows, textWithoutNumber } from "./tables.js";

/** A place of the site. */
export interface Place {
  /** A path below the folder of the site and an id: `client_server/unstable.html#get-login`; the path alone for a page. */
  readonly place: string;
  /** Rises from page to page and from section to section. */
  readonly order: number;
}

/** A section, or a page before its first one, as others call it. */
export interface Around extends Place {
  readonly title: string;
}

interface Section extends Around {
  readonly page: string;
  /** Normalized, without what says that it is deprecated. */
  readonly names: readonly string[];
}

/** Something on a page, in its section. */
export interface Found<T> {
  readonly node: T;
  readonly around: Around;
}

/**
 * Where the things of a specification are found on its site: read off its pages when these are made, since only then all
 * ids are settled.
 */
export class Places {
  /** By the file that they show. */
  readonly #sections = new Map<string, Section[]>();
  readonly #byPlace = new Map<string, Section>();
  readonly #unread: (readonly [path: string, document: Document])[] = [];
  #types: ReadonlyMap<string, Place> | null = null;
  #mentions: ReadonlyMap<string, readonly Around[]> | null = null;
  #changes: readonly Found<Changed>[] | null = null;
  /** The order of the pages and of the sections on them. */
  #count = 0;

  /** The pages by path, as they were noted. */
  readonly documents = new Map<string, Document>();

  /** By page: where places of its document are now. */
  readonly #moved = new Map<string, (span: Span) => Span>();

  /**
   * Takes note of a page. It is read when something is asked: of most builds that are served nothing is. `now`: where a place in the
   * document is now, if its texts were edited since it was read.
   */
  readonly note = (path: string, document: Document, now?: (span: Span) => Span): void => {
    this.documents.set(path, document);
    if (now) this.#moved.set(path, now);
    this.#unread.push([path, document]);
    this.#types = this.#mentions = this.#changes = null;
  };

  /** Where something on a page stands in the author's files. */
  writtenAt(page: string, span: Span): Span {
    return authored(this.#moved.get(page)?.(span) ?? span);
  }

  #read(): this {
    for (const [path, document] of this.#unread.splice(0))
      walk(document, (node) => {
        if (node.type !== "section") return;
        const [id] = node.ids ?? [];
        if (id !== undefined) this.#section(node, path, id);
      });
    return this;
  }

  #section(node: NodeOf<"section">, page: string, id: string): void {
    const { path } = authored(node.span).source;
    const known = this.#sections.get(path) ?? [];
    this.#sections.set(path, known);
    const names = [...(node.names ?? []), ...(node.dupnames ?? [])];
    const section = {
      page,
      names: names.map((name) => name.replace(/^deprecated: /, "")),
      title: titleOf(node),
      place: `${page}#${id}`,
      order: this.#count++,
    };
    known.push(section);
    this.#byPlace.set(section.place, section);
  }

  /** The section of an operation of a file; `null` where no page shows it. */
  operation(file: string, method: string, path: string): Place | null {
    const name = normalizeName(`${method} ${path}`);
    return this.#read().#sections.get(file)?.find(({ names }) => names.includes(name)) ?? null;
  }

  /** The first section that shows what stands in a file, of events and definitions. */
  ofFile(file: string): Around | null {
    return this.#read().#sections.get(file)?.[0] ?? null;
  }

  /** The page that shows what stands in a file. */
  pageOf(file: string): string | null {
    return this.#read().#sections.get(file)?.[0]?.page ?? null;
  }

  /** The table of a type, by where its schema stands and by its name; `null` where no page has one. */
  type(at: Span, name: string): Place | null {
    this.#types ??= this.#readTypes();
    const { path } = at.source;
    return this.#types.get(`${path}:${at.start}`) ?? this.typeShownFor(path, name);
  }

  /** The first table of that name that is there for what stands in a file: an operation's templates print those of its types. */
  typeShownFor(path: string, name: string): Place | null {
    this.#types ??= this.#readTypes();
    return this.#types.get(`${path} ${name}`) ?? null;
  }

  #readTypes(): ReadonlyMap<string, Place> {
    const types = new Map<string, Place>();
    const note = (key: string, place: Place) => {
      if (!types.has(key)) types.set(key, place);
    };
    for (const { node, around, page } of this.all()) {
      const isHead = node.type === "rubric" && node.classes?.includes("type");
      const name = node.type === "table" ? node.shows : isHead ? oneLine(textOf(node)) : undefined;
      const [id] = name === undefined ? [] : ((node as NodeOf<"table">).ids ?? []);
      if (id === undefined) continue;
      const place = { place: `${page}#${id}`, order: around.order };
      const { source, start } = this.writtenAt(page, node.span);
      note(`${source.path}:${start}`, place);
      note(`${source.path} ${name}`, place);
      // What a template printed comes from where its rows do.
      const [row] = node.type === "table" ? bodyRows(node) : [];
      if (row) note(`${authored(row.span).source.path} ${name}`, place);
    }
    return types;
  }

  /** The sections whose texts have a name as code, in their order; what lists things is left out. */
  mentions(name: string): readonly Around[] {
    this.#mentions ??= this.#readMentions();
    return this.#mentions.get(name) ?? [];
  }

  #readMentions(): ReadonlyMap<string, readonly Around[]> {
    const mentions = new Map<string, Around[]>();
    for (const { node, around } of this.all()) {
      if (node.type !== "literal") continue;
      const name = textOf(node);
      const known = mentions.get(name);
      if (!known) mentions.set(name, [around]);
      else if (!known.includes(around)) known.push(around);
    }
    return mentions;
  }

  /** Everything that says since when it is there or is otherwise, with what it is said of. */
  changes(): readonly Found<Changed>[] {
    if (this.#changes) return this.#changes;
    const found: Found<Changed>[] = [];
    for (const { node, around, row, part, page } of this.all()) {
      if (node.type === "text" || !node.change) continue;
      const holder = row?.ids ? row : part;
      const id = holder?.ids?.[0];
      const of =
        id === undefined ? null : { name: oneLine(firstWords(holder!)), place: `${page}#${id}` };
      found.push({ node: { ...node.change, of }, around });
    }
    return (this.#changes = found);
  }

  /** The items of lists of definitions that have a class. */
  *defined(name: string): Iterable<Found<Defined>> {
    for (const { node, around, page } of this.all()) {
      if (node.type !== "definition_list" && node.type !== "field_list") continue;
      if (!node.classes?.includes(name)) continue;
      for (const item of node.children) {
        const [term, told] = definedBy(item);
        const id = item.ids?.[0] ?? term?.ids?.[0];
        if (!term || !told) continue;
        const place = id === undefined ? around.place : `${page}#${id}`;
        yield { node: { name: oneLine(textOf(term)), told, place, span: item.span }, around };
      }
    }
  }

  /** All nodes of the pages but those of lists that were made of them. */
  *all(): Iterable<Placed> {
    for (const [page, document] of this.documents) {
      const title = document.title ?? "";
      yield* within(
        document,
        { page, around: { place: page, title, order: -1 }, row: null, part: null },
        this,
      );
    }
  }

  /** The section at a place; `null` where there is none. */
  sectionAt(place: string): Around | null {
    return this.#read().#byPlace.get(place) ?? null;
  }

  /** The address of a place, seen from a page. */
  addressFrom(page: string, place: string): string {
    const hash = place.indexOf("#");
    const [path, fragment] = hash === -1 ? [place, ""] : [place.slice(0, hash), place.slice(hash)];
    if (path === page) return fragment === "" ? "#" : fragment;
    return encodeURI(posix.relative(posix.dirname(page), path)) + fragment;
  }
}

/** Since when there is something, or in which version it was changed. */
export interface Changed {
  readonly kind: "added" | "changed";
  readonly version: string;
  /** The row of a table that says it, or the part of an operation: a response. */
  readonly of: { readonly name: string; readonly place: string } | null;
}

/** What a list of definitions says of a name. */
export interface Defined {
  readonly name: string;
  readonly told: NodeOf<"definition"> | NodeOf<"field_body">;
  readonly place: string;
  readonly span: Span;
}

interface Within {
  /** The path of the page. */
  readonly page: string;
  readonly around: Around;
  readonly row: NodeOf<"row"> | null;
  /** What it stands below in a section: the name of a response. */
  readonly part: NodeOf<"rubric"> | null;
}

/** A node, and what it is in. */
export interface Placed extends Within {
  readonly node: Node | Document;
}

function* within(node: Node | Document, at: Within, places: Places): Iterable<Placed> {
  // A stack of our own: documents may be nested deeper than the call stack allows.
  const stack: { readonly node: Node | Document; readonly at: Within }[] = [{ node, at }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node: each } = next;
    if (isList(each)) continue;
    yield { ...next.at, node: each };
    let inner = next.at;
    if (each.type === "section") {
      const around = places.sectionAt(`${inner.page}#${each.ids?.[0]}`);
      if (around) inner = { ...inner, around, row: null, part: null };
    } else if (each.type === "row") inner = { ...inner, row: each };
    const children = childrenOf(each);
    const inOrder: typeof stack = [];
    for (const child of children) {
      if (child.type === "rubric" && child.ids) inner = { ...inner, part: child };
      inOrder.push({ node: child, at: inner });
    }
    stack.push(...inOrder.reverse());
  }
}

/** Whether something lists what stands elsewhere. */
function isList(node: Node | Document): boolean {
  if (node.type === "topic") return node.classes?.includes("contents") === true;
  if (node.type === "container")
    return node.classes?.some((name) => name === "index" || name === "used-in") === true;
  return node.type === "definition_list" && node.classes?.includes("endpoints") === true;
}

function definedBy(
  item: NodeOf<"definition_list_item"> | NodeOf<"field">,
): readonly [NodeOf<"term"> | NodeOf<"field_name"> | undefined, Defined["told"] | undefined] {
  let term: NodeOf<"term"> | NodeOf<"field_name"> | undefined;
  let told: Defined["told"] | undefined;
  for (const part of item.children) {
    if (part.type === "term" || part.type === "field_name") term ??= part;
    if (part.type === "definition" || part.type === "field_body") told ??= part;
  }
  return [term, told];
}

function isTitle(node: Node): boolean {
  return node.type === "title";
}

function titleOf(section: NodeOf<"section">): string {
  const title = section.children.find(isTitle);
  return title ? textWithoutNumber(title) : "";
}

function firstWords(of: NodeOf<"row"> | NodeOf<"rubric">): string {
  if (of.type === "rubric") return textOf(of);
  const [first] = of.children;
  return first ? first.children.map(textOf).join(" ") : "";
}
