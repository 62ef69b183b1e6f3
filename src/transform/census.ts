import type { Document, Element, Node, NodeOf, NodeType } from "../rst/nodes.js";
import { asHolder, type Holder } from "./tree.js";

/** What transforms ask for by type: a small part of a document. */
const countedTypes = [
  "section", "reference", "target", "footnote", "footnote_reference", "citation", "citation_reference",
  "substitution_definition", "substitution_reference", "problematic", "system_message", "pending", "comment",
  "transition", "admonition",
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
  /** All elements that had ids or names when they were counted, in the order of the document. */
  readonly named: Element[] = [];
  /** The counted elements in the order of the document, with some that are gone. */
  private order: Element[] = [];
  /** Of counted elements and all that they stand in. */
  private readonly parents = new Map<Node, Holder>();
  private readonly gone = new Set<Node>();

  constructor(document: Document) {
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
    const before = order.length;
    if (counted.has(element.type)) order.push(element);
    if (isNamed(element)) this.named.push(element);
    const inner = asHolder(element);
    if (inner) this.countBelow(inner, order);
    if (order.length > before) this.parents.set(element, holder);
  }

  /** All elements of some types, in the order of the document. */
  all<T extends CountedType>(...types: readonly T[]): readonly NodeOf<T>[] {
    const wanted: readonly NodeType[] = types;
    const found = this.order.filter(
      (element) => wanted.includes(element.type) && !this.gone.has(element),
    );
    return found as unknown as NodeOf<T>[]; // the list admits no other type
  }

  /** What a counted element, or something that holds one, stands in. Of the document and of anything else: nothing. */
  parentOf(node: Node): Holder | undefined {
    return this.parents.get(node);
  }

  /**
   * A holder is given other children. True where the census is still right: nothing counted came or changed places, and
   * what went is struck out.
   */
  note(before: readonly Node[], after: readonly Node[]): boolean {
    const left = new Set(after);
    const old = new Set(before);
    for (const node of before) if (!left.has(node)) this.strikeOut(node);
    if (after.some((node) => !old.has(node) && holdsCounted(node))) return false;
    const now = after.filter((node) => old.has(node) && this.parents.has(node));
    const then = before.filter((node) => left.has(node) && this.parents.has(node));
    return then.every((node, index) => node === now[index]);
  }

  /** The children of a node stand in its place. */
  noteUnwrapped(node: Node, holder: Holder): void {
    this.gone.add(node);
    for (const child of asHolder(node)?.children ?? [])
      if (this.parents.has(child)) this.parents.set(child, holder);
  }

  /** Nodes came at the end of the document. */
  noteAppended(nodes: readonly Element[], document: Holder): void {
    for (const node of nodes) this.count(node, document, this.order);
  }

  /**
   * Nodes are replaced: `carryOut` changes the tree. True where the census is still right: it knows of counted elements
   * that came where they stand.
   */
  noteReplaced(replaced: ReadonlyMap<Node, Replacement>, carryOut: () => void): boolean {
    for (const node of replaced.keys()) this.strikeOutBelow(node);
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
    return [...replaced].every(([{ type }, { by }]) => counted.has(type) || !by.some(holdsCounted));
  }

  private strikeOut(node: Node): void {
    this.gone.add(node);
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

/** True where a node or anything in it is counted. */
function holdsCounted(node: Node): boolean {
  return counted.has(node.type) || (asHolder(node)?.children ?? []).some(holdsCounted);
}
