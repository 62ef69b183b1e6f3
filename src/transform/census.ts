import type { Document, Element, Node, NodeOf, NodeType } from "../rst/nodes.js";
import { asHolder, type Holder } from "./tree.js";

/** What transforms ask for by type: a small part of a document. */
const countedTypes = [
  "section", "reference", "target", "footnote", "footnote_reference", "citation", "citation_reference",
  "substitution_definition", "substitution_reference", "problematic", "system_message", "pending", "comment",
  "transition", "admonition", "raw",
] as const satisfies readonly Element["type"][]; // prettier-ignore

export type CountedType = (typeof countedTypes)[number];

const counted: ReadonlySet<NodeType> = new Set<NodeType>(countedTypes);

/** What stands in the place of a node now, and in what. */
export interface Replacement {
  readonly holder: Holder;
  readonly by: readonly Node[];
}

/**
 * The elements of a tree that transforms ask for, and what they stand in. It is made in one walk, and kept up by being
 * told what changes.
 */
export class Census {
  /** All elements that had ids or names when they were counted: first those of the document, in its order. */
  readonly named: Element[] = [];
  private readonly document: Document;
  /** The counted elements in the order of the document, with some that are gone. */
  private order: Element[] = [];
  /** Of counted and named elements and all that they stand in. */
  private readonly parents = new Map<Node, Holder>();
  private readonly gone = new Set<Node>();

  constructor(document: Document) {
    this.document = document;
    if (isNamed(document)) this.named.push(document);
    this.countBelow(asHolder(document)!, this.order);
  }

  private countBelow(holder: Holder, order: Element[]): void {
    const { children } = holder;
    for (let index = 0; index < children.length; index++) {
      const child = children[index]!;
      if (child.type !== "text") this.count(child, holder, order);
    }
  }

  private count(element: Element, holder: Holder, order: Element[]): void {
    const before = order.length + this.named.length;
    if (counted.has(element.type)) order.push(element);
    if (isNamed(element)) this.named.push(element);
    const inner = asHolder(element);
    if (inner) this.countBelow(inner, order);
    if (order.length + this.named.length > before) this.parents.set(element, holder);
  }

  /** All elements of some types, in the order of the document. */
  all<T extends CountedType>(...types: readonly T[]): readonly NodeOf<T>[] {
    const wanted: readonly NodeType[] = types;
    const found = this.order.filter(
      (element) => wanted.includes(element.type) && !this.gone.has(element),
    );
    return found as unknown as NodeOf<T>[]; // the list admits no other type
  }

  /** What a counted or named element, or something that holds one, stands in. Of the document and of anything else: nothing. */
  parentOf(node: Node): Holder | undefined {
    return this.parents.get(node);
  }

  /** True for a counted or named element that stands on the page: what is in a definition does so only where it is used. */
  isOnPage(element: Element): boolean {
    let node: Node | undefined = element;
    while (node && node !== this.document && node.type !== "substitution_definition")
      node = this.parents.get(node) as Node | undefined; // a holder is a node seen without its type
    return node === this.document;
  }

  /** An element was given ids or names. */
  noteNamed(element: Element, holder: Holder): void {
    this.named.push(element);
    this.parents.set(element, holder);
  }

  /**
   * A holder is given other children. True where the census is still right: nothing it knows of came or changed places,
   * and what went is struck out.
   */
  note(before: readonly Node[], after: readonly Node[]): boolean {
    const left = new Set(after);
    const old = new Set(before);
    for (const node of before) if (!left.has(node)) this.strikeOut(node);
    if (after.some((node) => !old.has(node) && concerns(node))) return false;
    const now = after.filter((node) => old.has(node) && this.parents.has(node));
    const then = before.filter((node) => left.has(node) && this.parents.has(node));
    return then.every((node, index) => node === now[index]);
  }

  /** The children of a node stand in its place. */
  noteUnwrapped(node: Node, holder: Holder): void {
    this.gone.add(node);
    this.parents.delete(node);
    for (const child of asHolder(node)?.children ?? [])
      if (this.parents.has(child)) this.parents.set(child, holder);
  }

  /** Nodes came at the end of the document. */
  noteAppended(nodes: readonly Element[], document: Holder): void {
    for (const node of nodes) this.count(node, document, this.order);
  }

  /**
   * Nodes are replaced: `carryOut` changes the tree. True where the census is still right: what came stands where counted
   * elements stood.
   */
  noteReplaced(replaced: ReadonlyMap<Node, Replacement>, carryOut: () => void): boolean {
    for (const node of replaced.keys()) {
      this.parents.delete(node);
      this.strikeOutBelow(node);
    }
    carryOut();
    const order: Element[] = [];
    for (const element of this.order) {
      if (this.gone.has(element)) continue;
      const replacement = replaced.get(element);
      if (!replacement) order.push(element);
      else
        for (const node of replacement.by)
          if (node.type !== "text") this.count(node, replacement.holder, order);
    }
    this.order = order;
    this.gone.clear();
    return [...replaced].every(([{ type }, { by }]) => counted.has(type) || by.length === 0);
  }

  private strikeOut(node: Node): void {
    this.gone.add(node);
    this.parents.delete(node);
    this.strikeOutBelow(node);
  }

  private strikeOutBelow(node: Node): void {
    for (const child of asHolder(node)?.children ?? [])
      if (child.type !== "text") this.strikeOut(child);
  }
}

function isNamed({ ids, names, dupnames }: Element): boolean {
  return ids !== undefined || names !== undefined || dupnames !== undefined;
}

/** True where a node or anything in it is counted or named. */
function concerns(node: Node): boolean {
  if (node.type === "text") return false;
  if (counted.has(node.type) || isNamed(node)) return true;
  return asHolder(node)?.children.some(concerns) ?? false;
}
