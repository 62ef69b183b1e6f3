import type { Attributes, Element, Inline, Node, NodeOf, NodeType, Text } from "../rst/nodes.js";
import type { Span } from "../base/source.js";

/** What all transforms need to read, copy and make nodes, whatever their type. */

/** A node that has children, seen without its own rule of what these may be. */
export interface Holder extends Attributes {
  readonly type: NodeType;
  readonly span: Span;
  children: Node[];
}

/** The node as a holder of children, or `undefined` for a leaf. */
export function asHolder(node: Node): Holder | undefined {
  // Every `children` of the union is an array of nodes; which ones fit is what the transforms themselves keep to.
  const holder = node as unknown as Holder;
  return holder.children === undefined ? undefined : holder;
}

/** A copy of a node and all below it; nothing in it is shared but places and jobs. */
export function copyOf<T extends Node>(node: T): T {
  const copy: T = { ...node };
  if (copy.type === "text") return copy;
  copyLists(copy);
  const holder = asHolder(copy);
  if (holder) holder.children = holder.children.map(copyOf);
  return copy;
}

const listNames = ["ids", "names", "dupnames", "classes", "backrefs"] as const;

function copyLists(element: Attributes): void {
  for (const name of listNames) {
    const list = element[name];
    if (list) element[name] = [...list];
  }
}

/** Add to a list attribute; an absent one begins. */
export function addTo(
  element: Attributes,
  name: (typeof listNames)[number],
  values: readonly string[] | undefined,
): void {
  if (values?.length) element[name] = [...(element[name] ?? []), ...values];
}

/** Hand the list attributes of one element over to another, behind its own. */
export function addLists(from: Attributes, to: Attributes): void {
  for (const name of listNames) addTo(to, name, from[name]);
}

/** All nodes of some types, in the order of the document. */
export function findAll<T extends NodeType>(root: Node, ...types: readonly T[]): NodeOf<T>[] {
  const wanted = new Set<NodeType>(types);
  const found: Node[] = [];
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (wanted.has(node.type)) found.push(node);
    const children = asHolder(node)?.children ?? [];
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index]!);
  }
  return found as NodeOf<T>[]; // the set admits no other type
}

/** All elements, in the order of the document. */
export function elementsOf(root: Node): Element[] {
  const found: Element[] = [];
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "text") continue;
    found.push(node);
    const children = asHolder(node)?.children ?? [];
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index]!);
  }
  return found;
}

/** A text node. */
export function textNode(value: string, span: Span): Text {
  return { type: "text", span, value };
}

/** A paragraph of inline nodes. */
export function paragraph(children: Inline[], span: Span): NodeOf<"paragraph"> {
  return { type: "paragraph", span, children };
}

/** The text as it was written, continuation lines without their indentation. */
export function sourceOf(span: Span): string {
  return span.source.text.slice(span.start, span.end).replace(/\n[ \t]*/g, "\n");
}

/** Comments and the like: no reader sees them, no class or id can stay on them. */
export const invisible: ReadonlySet<NodeType> = new Set<NodeType>([
  "comment",
  "substitution_definition",
  "target",
  "pending",
]);

/** What may stand before the title or the bibliographic fields without being part of the text. */
export const beforeText: ReadonlySet<NodeType> = new Set<NodeType>([
  ...invisible,
  "title",
  "subtitle",
  "decoration",
  "system_message",
  "raw",
  "meta",
]);

/** The index of the first child that is none of some types, or -1. */
export function firstOther(node: Holder, types: ReadonlySet<NodeType>): number {
  return node.children.findIndex((child) => !types.has(child.type));
}
