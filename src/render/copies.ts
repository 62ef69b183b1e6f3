import type { Block, Node } from "../rst/nodes.js";

/** Texts that stand on a page many times are read once. */

/** Nodes that nothing on a page refers to, and that refer to nothing that is still to be found. */
const plain: ReadonlySet<string> = new Set([
  "paragraph",
  "text",
  "strong",
  "emphasis",
  "literal",
  "reference",
  "bullet_list",
  "enumerated_list",
  "list_item",
  "literal_block",
]);

/** Copies of blocks; `null` where some of their nodes may be there once only. */
export function copiesOf(blocks: readonly Block[]): Block[] | null {
  const copies: Block[] = [];
  for (const each of blocks) {
    const copy = copyOf(each);
    if (!copy) return null;
    copies.push(copy as Block); // what it is a copy of is one
  }
  return copies;
}

function copyOf(node: Node): Node | null {
  if (node.type === "text") return { ...node };
  const { ids, names, refname, refid, children } = node as {
    readonly ids?: readonly string[];
    readonly names?: readonly string[];
    readonly refname?: string;
    readonly refid?: string;
    readonly children?: readonly Node[];
  };
  if (!plain.has(node.type) || ids || names || refname !== undefined || refid !== undefined)
    return null;
  if (!children) return { ...node };
  const copies: Node[] = [];
  for (const child of children) {
    const copy = copyOf(child);
    if (!copy) return null;
    copies.push(copy);
  }
  return { ...node, children: copies } as Node;
}
