import { isAlike } from "./base/alike.js";
import {
  textOf,
  walk,
  type Block,
  type Document,
  type Inline,
  type Node,
  type NodeOf,
} from "./rst/nodes.js";

/**
 * Nodes of a page whose text is another one: what may become what, and a page in which they have their place. `old` and `next` are
 * nodes as they were read of the former text and of the new one alone, `found` is what the page has of the former.
 */

/** A node that is no text. */
export type BlockOrHolder = Exclude<Node, NodeOf<"text">>;

/** Thrown where something else than words may be other. */
export class Doubt extends Error {}

/** What some work comes to; `null` where it is in doubt. */
export function unlessInDoubt<T>(work: () => T | null): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Doubt) return null;
    throw error;
  }
}

/** The nodes of a page that are led somewhere or filled when all pages are there: none of them may become another one. */
export type Held = ReadonlySet<unknown>;

/** Blocks after which another one may stand without becoming a part of what they do. */
export const mayPrecede: ReadonlySet<string> = new Set([
  "paragraph", "bullet_list", "enumerated_list", "definition_list", "block_quote", "literal_block", "table", "note",
  "warning", "tip", "important", "caution", "hint", "attention", "danger", "error",
]); // prettier-ignore

/** A block that is known by nobody and knows nobody: `found` is what it is on its page. */
export function isPlainBlock(node: Block, found: Node | undefined): boolean {
  if (!found || !hasSameAttributes(node, found)) return false;
  if (isMarked(node)) return false;
  if (node.type === "literal_block") return true;
  return node.type === "paragraph" && node.children.every(isPlain) && !isName(node);
}

/** Nodes of which only what is in them may be other. */
const holders: ReadonlySet<string> = new Set([
  "bullet_list", "enumerated_list", "list_item", "definition_list", "definition_list_item", "definition", "block_quote",
  "note", "warning", "tip", "important", "caution", "hint", "attention", "danger", "error",
  "table", "tgroup", "tbody", "entry",
]); // prettier-ignore

/** Nodes besides in which blocks may be looked for. */
const outerHolders: ReadonlySet<string> = new Set(["section", "container", "admonition"]);

/** What a node of a page becomes whose text was `old` and is `next`. */
export function edited(old: Node, next: Node, found: Node, held: Held): Node {
  if (isSame(old, next)) return found;
  if (held.has(found)) throw new Doubt();
  if (old.type !== next.type || old.type !== found.type) throw new Doubt();
  if (old.type === "colspec") return editedColumn(old, next as typeof old, found as typeof old);
  if (!hasSameAttributes(old, next)) throw new Doubt();
  if (old.type === "literal_block" || old.type === "comment") {
    if (isMarked(old) || !isSame(childrenOf(old), childrenOf(found))) throw new Doubt();
    if (!hasSameAttributes(old, found)) throw new Doubt();
    return next;
  }
  if (old.type === "paragraph")
    return editedParagraph(old, next as typeof old, found as typeof old, held);
  if (old.type === "row") checkRow(old, next as typeof old);
  else if (!holders.has(old.type)) throw new Doubt();
  const [olds, nexts, founds] = [childrenOf(old), childrenOf(next), childrenOf(found)];
  if (olds.length !== nexts.length || olds.length !== founds.length) throw new Doubt();
  // An item that begins with code is called by it.
  if (old.type === "list_item" && !(beginsWithText(olds[0]) && beginsWithText(nexts[0])))
    if (!isSame(olds[0], nexts[0])) throw new Doubt();
  const children = olds.map((child, index) => edited(child, nexts[index]!, founds[index]!, held));
  return { ...found, span: next.span, children } as Node; // children of the same types
}

/** How wide a column is may follow from the words in it. */
function editedColumn(
  old: NodeOf<"colspec">,
  next: NodeOf<"colspec">,
  found: NodeOf<"colspec">,
): Node {
  const { colwidth } = next;
  if (!hasSameAttributes({ ...old, colwidth }, next)) throw new Doubt();
  return { ...found, colwidth };
}

/**
 * Of a row only the last cell may be other: the first one is what it is called, others may name types. What the last one begins
 * with may say that it is required.
 */
function checkRow(old: NodeOf<"row">, next: NodeOf<"row">): void {
  if (old.children.length !== next.children.length) throw new Doubt();
  if (!isSame(old.children.slice(0, -1), next.children.slice(0, -1))) throw new Doubt();
  if (old.children.length === 1 || textOf(old.children[0]!).trim() === "") throw new Doubt();
  const [cell, other] = [old.children.at(-1)!, next.children.at(-1)!];
  if (isSame(cell, other)) return;
  const blocks = [...cell.children, ...other.children];
  if (!blocks.every(({ type }) => type === "paragraph")) throw new Doubt();
  const [word, otherWord] = [firstWord(cell), firstWord(other)];
  if (word?.type === "text" && otherWord?.type === "text") return;
  if (!isSame(word, otherWord)) throw new Doubt();
}

function firstWord({ children: [block] }: NodeOf<"entry">): Node | undefined {
  return block?.type === "paragraph" ? block.children[0] : undefined;
}

function beginsWithText(node: Node | undefined): boolean {
  return node?.type === "paragraph" && node.children[0]?.type === "text";
}

function editedParagraph(
  old: NodeOf<"paragraph">,
  next: NodeOf<"paragraph">,
  found: NodeOf<"paragraph">,
  held: Held,
): Node {
  if (isMarked(old) || !hasSameAttributes(old, withoutNames(found))) throw new Doubt();
  if (isName(old) || isName(next)) throw new Doubt();
  if (old.children.length !== found.children.length) throw new Doubt();
  const links: Inline[] = [];
  for (const [index, child] of old.children.entries()) {
    const shown = found.children[index]!;
    if (shown.type !== child.type) throw new Doubt();
    if (isPlain(child) ? !isSame(child, shown) : links.push(shown) === 0) throw new Doubt();
  }
  for (const link of links) checkFree(link, held);
  const special = ({ children }: typeof old) => children.filter((child) => !isPlain(child));
  if (!isSame(special(old), special(next))) throw new Doubt();
  const children = next.children.map((child) =>
    isPlain(child) ? child : { ...links.shift()!, span: child.span },
  );
  return { ...found, span: next.span, children };
}

function checkFree(node: Node, held: Held): void {
  walk(node, (each) => {
    if (held.has(each)) throw new Doubt();
  });
}

/** A paragraph without the names of a target above it: whatever its words are, they are its. */
function withoutNames(node: NodeOf<"paragraph">): NodeOf<"paragraph"> {
  const { ids: _ids, names: _names, ...bare } = node;
  return bare;
}

/** A paragraph that may be what something else is called: "**Errors:**". */
function isName({ children }: NodeOf<"paragraph">): boolean {
  return children.length === 1 && children[0]!.type !== "text";
}

/** Markup that nobody refers to and that refers to nobody. */
function isPlain(node: Inline): boolean {
  if (node.type === "text") return true;
  if (node.type !== "emphasis" && node.type !== "strong" && node.type !== "literal") return false;
  return !isMarked(node) && node.children.every(isPlain);
}

function isMarked(node: Exclude<Node, NodeOf<"text">>): boolean {
  const { ids, names, dupnames } = node;
  return Boolean(ids?.length || names?.length || dupnames?.length);
}

function childrenOf(node: Node): readonly Node[] {
  return "children" in node ? (node.children as readonly Node[]) : [];
}

function hasSameAttributes(one: Node, other: Node): boolean {
  return isAlike(attributesOf(one), attributesOf(other));
}

function attributesOf(node: Node): readonly (readonly [string, unknown])[] {
  const given = Object.entries(node).filter(([name]) => name !== "span" && name !== "children");
  return given.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether nodes are the same but for their places. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each, index) => isSame(each, other[index]));
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const keys = Object.keys(one).filter((key) => key !== "span");
  const others = Object.keys(other).filter((key) => key !== "span");
  if (keys.length !== others.length) return false;
  return keys.every((key) => isSame((one as never)[key], (other as never)[key]));
}

/** A document in which some blocks are others, wherever they stand; `null` where one does not stand in it or its sections. */
export function replaceEach(
  document: Document,
  by: ReadonlyMap<Node, Block>,
  held: Held,
): Document | null {
  const left = new Map(by);
  const replacedIn = <T extends Node>(holder: T): T => {
    if (left.size === 0) return holder;
    const children = childrenOf(holder).map((child) => {
      const made = left.get(child);
      left.delete(child);
      return made ?? (child.type === "section" ? replacedIn(child) : child);
    });
    const isSame = children.every((child, index) => child === childrenOf(holder)[index]);
    return isSame ? holder : withChildren(holder, children, held);
  };
  const replaced = replacedIn(document);
  return left.size === 0 ? replaced : null;
}

/** A document in which some blocks that follow one another are others; `null` where they do not stand so. */
export function replaceIn<T extends Node>(
  holder: T,
  old: readonly Block[],
  by: readonly Block[],
  held: Held,
): T | null {
  const children = childrenOf(holder);
  const at = children.indexOf(old[0]!);
  if (at !== -1) {
    if (!old.every((each, index) => children[at + index] === each)) return null;
    const next = [...children.slice(0, at), ...by, ...children.slice(at + old.length)];
    return withChildren(holder, next, held);
  }
  for (const [index, child] of children.entries()) {
    if (child.type !== "section") continue;
    const inner = replaceIn(child, old, by, held);
    if (inner) return withChildren(holder, children.with(index, inner), held);
  }
  return null;
}

/**
 * A document in which the only block that is looked for is another one, in sections or in what holds blocks; `null` where none or
 * several are found.
 */
export function replaceOnly(
  document: Document,
  isWanted: (node: Node) => boolean,
  become: (found: Node) => Node,
  held: Held,
): Document | null {
  let count = 0;
  const replacedIn = <T extends Node>(holder: T): T => {
    let changed: Node[] | null = null;
    for (const [index, child] of childrenOf(holder).entries()) {
      const isFound = isWanted(child);
      if (isFound) count++;
      const isHolder = outerHolders.has(child.type) || holders.has(child.type);
      const made = isFound ? become(child) : isHolder ? replacedIn(child) : child;
      if (made !== child) (changed ??= [...childrenOf(holder)])[index] = made;
    }
    return changed ? withChildren(holder, changed, held) : holder;
  };
  const replaced = replacedIn(document);
  return count === 1 ? replaced : null;
}

/**
 * A document in which nodes are others that `become` says, wherever they stand but in one another or among words; and the nodes of the
 * former one that are others now.
 */
export function replaceEvery(
  document: Document,
  become: (node: BlockOrHolder) => Node | null,
  held: Held,
): { readonly document: Document; readonly others: ReadonlyMap<Node, Node> } {
  const others = new Map<Node, Node>();
  const replacedIn = <T extends Node>(holder: T): T => {
    let changed: Node[] | null = null;
    for (const [index, child] of childrenOf(holder).entries()) {
      if (child.type === "text") continue;
      const made = become(child) ?? (holdsWords.has(child.type) ? child : replacedIn(child));
      if (made === child) continue;
      others.set(child, made);
      (changed ??= [...childrenOf(holder)])[index] = made;
    }
    return changed ? withChildren(holder, changed, held) : holder;
  };
  return { document: replacedIn(document), others };
}

/** Nodes with words in them, and no blocks. */
const holdsWords: ReadonlySet<string> = new Set([
  "paragraph",
  "title",
  "literal_block",
  "term",
  "rubric",
]);

function withChildren<T extends Node>(holder: T, children: readonly Node[], held: Held): T {
  if (held.has(holder)) throw new Doubt();
  return { ...holder, children };
}
