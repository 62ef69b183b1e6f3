import type { Node, NodeType, Transition } from "../rst/nodes.js";
import { asHolder, type Holder } from "./tree.js";
import type { Work } from "./work.js";

/** What stands before the text of a document or section: a transition behind it is still the first thing. */
const heads: ReadonlySet<NodeType> = new Set<NodeType>(["title", "subtitle", "meta", "decoration"]);

type Fault = "transition-first" | "transition-adjacent";

/**
 * Given a transition at the end of a section, the result is that it stands behind the section, and behind those that end
 * with it. A transition where none may be is reported: first, last, next to another. The message stands behind it if
 * the text would be in order with a paragraph in its place, else it has no place.
 */
export function transitions(work: Work): void {
  if (work.all("transition").length > 0) visit(work, asHolder(work.document)!, true);
}

/** Put the transitions of a document or section in order; returns the one that has to move up. */
function visit(work: Work, holder: Holder, endsDocument: boolean): Transition | undefined {
  const { children } = holder;
  const kept: Node[] = [];
  const order = new Order(children);
  let moving: Transition | undefined;
  children.forEach((child, index) => {
    const last = index === children.length - 1;
    if (child.type === "section") {
      kept.push(child);
      const moved = visit(work, asHolder(child)!, endsDocument && last);
      if (moved && last) moving = moved;
      else if (moved) kept.push(moved);
      return;
    }
    if (!isBound(child) || !last || endsDocument) kept.push(child);
    if (!isBound(child)) return;
    const fault = order.faultAt(index);
    if (fault) {
      if (order.placesMessageAt(index)) kept.push(work.placedMessage(fault, child.span));
      else work.message(fault, child.span);
    }
    if (!last) return;
    if (endsDocument) kept.push(work.placedMessage("transition-last", child.span));
    else moving = child;
  });
  work.setChildren(holder, kept);
  return moving;
}

/** Where among some children transitions are out of order. */
class Order {
  private readonly children: readonly Node[];
  private readonly faults: (Fault | undefined)[];
  /** Transitions out of order; infinite where other things are. */
  private faulty: number;

  constructor(children: readonly Node[]) {
    this.children = children;
    this.faults = children.map((child, index) => faultOf(child, children[index - 1]));
    this.faulty = children.filter((_child, index) => this.isFaulty(index)).length;
    const section = children.findIndex(({ type }) => type === "section");
    const tail = section === -1 ? [] : children.slice(section);
    if (tail.some(({ type }) => type !== "section" && type !== "transition"))
      this.faulty = Infinity;
  }

  faultAt(index: number): Fault | undefined {
    return this.faults[index];
  }

  /** True if all is in order with a paragraph at an index: then a message can stand there, and parts its neighbours. */
  placesMessageAt(index: number): boolean {
    const next = this.faults[index + 1];
    const partsNext = next === "transition-adjacent" && index + 2 < this.children.length;
    if (this.faulty - 1 - (partsNext ? 1 : 0) > 0) return false;
    this.faults[index + 1] = undefined;
    if (partsNext) this.faulty--;
    return true;
  }

  private isFaulty(index: number): boolean {
    const ends = index === this.children.length - 1 && isBound(this.children[index]!);
    return ends || this.faults[index] !== undefined;
  }
}

/** Whether a node is a transition that may not stand everywhere. */
function isBound(node: Node): node is Transition {
  return node.type === "transition" && !node.free;
}

function faultOf(node: Node, before: Node | undefined): Fault | undefined {
  if (!isBound(node)) return undefined;
  if (!before || heads.has(before.type)) return "transition-first";
  return before.type === "transition" ? "transition-adjacent" : undefined;
}
