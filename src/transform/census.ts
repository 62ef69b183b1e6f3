import type { Element, Node, NodeOf, NodeType } from "../rst/nodes.js";
import { asHolder, type Holder } from "./tree.js";

/** What most of a document is made of and no transform asks for by type: a census leaves it out. */
const uncountedTypes = [
  "paragraph", "inline", "literal", "strong", "emphasis", "literal_block", "generated", "bullet_list", "list_item",
  "table", "tgroup", "colspec", "thead", "tbody", "row", "entry", "definition_list_item", "term", "definition",
] as const satisfies readonly Element["type"][]; // prettier-ignore

const uncounted: ReadonlySet<NodeType> = new Set<NodeType>(["text", ...uncountedTypes]);

export type CountedType = Exclude<Element["type"], (typeof uncountedTypes)[number]>;

/** The elements of a tree by type and what they stand in, from one walk: as they were then, but for what is told to `note`. */
export class Census {
  private readonly byType = new Map<NodeType, Node[]>();
  /** Of counted elements and all that they stand in. */
  private readonly parents = new Map<Node, Holder>();
  private readonly gone = new Set<Node>();

  /** `visit` is told of every element, counted or not, in the order of the document. */
  constructor(document: Node, visit?: (element: Element) => void) {
    // A stack of our own, of holders and how far each is read: trees may be deep.
    const holders: Holder[] = [];
    const positions: number[] = [];
    const enter = (node: Element) => {
      visit?.(node);
      const holder = asHolder(node);
      if (!holder) return;
      holders.push(holder);
      positions.push(0);
    };
    if (document.type !== "text") enter(document);
    while (holders.length > 0) {
      const top = holders.length - 1;
      const child = holders[top]!.children[positions[top]!++];
      if (child === undefined) {
        holders.pop();
        positions.pop();
      } else if (child.type !== "text") {
        if (!uncounted.has(child.type)) this.count(child, holders);
        enter(child);
      }
    }
  }

  private count(element: Element, holders: readonly Holder[]): void {
    const others = this.byType.get(element.type);
    if (others) others.push(element);
    else this.byType.set(element.type, [element]);
    let node: Node = element;
    for (let index = holders.length - 1; index >= 0 && !this.parents.has(node); index--) {
      const holder = holders[index]!;
      this.parents.set(node, holder);
      node = holder as unknown as Node; // seen without its type
    }
  }

  /** All elements of a type, in the order of the document. */
  all<T extends CountedType>(type: T): readonly NodeOf<T>[] {
    const found = (this.byType.get(type) ?? []) as unknown as NodeOf<T>[]; // that is how it is filled
    return this.gone.size === 0 ? found : found.filter((node) => !this.gone.has(node));
  }

  /** What a counted element, or something that holds one, stands in. Of the document and of anything else: nothing. */
  parentOf(node: Node): Holder | undefined {
    return this.parents.get(node);
  }

  /**
   * A holder is given other children. True where the census is still right: what came is not counted, and what went is
   * struck out.
   */
  note(before: readonly Node[], after: readonly Node[]): boolean {
    const old = new Set(before);
    for (const node of after) if (!old.has(node) && !isUncounted(node)) return false;
    const left = new Set(after);
    for (const node of before) if (!left.has(node)) this.strikeOut(node);
    return true;
  }

  private strikeOut(node: Node): void {
    const stack: Node[] = [node];
    for (let next = stack.pop(); next; next = stack.pop()) {
      if (!uncounted.has(next.type)) this.gone.add(next);
      for (const child of asHolder(next)?.children ?? [])
        if (child.type !== "text") stack.push(child);
    }
  }
}

/** True where neither a node nor anything in it is counted. */
function isUncounted(node: Node): boolean {
  const stack: Node[] = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (!uncounted.has(next.type)) return false;
    for (const child of asHolder(next)?.children ?? [])
      if (child.type !== "text") stack.push(child);
  }
  return true;
}
