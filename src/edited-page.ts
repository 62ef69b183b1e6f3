import type { Manuscript } from "./assemble/assemble.js";
import { isAlike } from "./base/alike.js";
import { editsOf, type Edit } from "./base/line-edits.js";
import type { Diagnostic } from "./base/diagnostics.js";
import { madeMarkIn } from "./base/made-mark.js";
import { authored, type Source, type Span } from "./base/source.js";
import type { Link } from "./html/write.js";
import {
  textOf,
  type Block,
  type Document,
  type Inline,
  type Node,
  type NodeOf,
} from "./rst/nodes.js";
import { readAlone, type ReadBlock } from "./rst/rst.js";

/**
 * A page of which only words are other than they were: what has the new words takes the place of what had the former ones, in
 * a copy of the way that leads there. In all other cases the page is made anew: whatever gives names or ids, refers
 * to something or is counted stays as it was, or else there is no telling what else changes with it.
 */

type ManuscriptFile = Manuscript["files"][number];
type Lines = ManuscriptFile["lines"];

/** What is known of a page that was parsed. */
export interface ReadPage {
  readonly files: readonly ManuscriptFile[];
  /** By file: the blocks that stand in no other block, as the parser read them; `null` where that is not known. */
  readonly blocks: readonly (readonly ReadBlock[])[] | null;
  readonly document: Document;
}

export interface Edited extends ReadPage {
  readonly moved: Moved;
}

/** Thrown where something else than words may be other. */
class Doubt extends Error {}

/**
 * The page with its new texts; `null` where it has to be made anew. `texts` are written or made, `findings` are those of the former page: where one stands
 * in what was edited, it may be another one now.
 */
export function editedPage(
  former: ReadPage,
  files: readonly ManuscriptFile[],
  texts: readonly (readonly [former: Source, next: Source])[],
  findings: readonly Diagnostic[],
): Edited | null {
  if (!former.blocks || former.files.length !== files.length) return null;
  if (files.some(({ read }) => read) || former.files.some(({ read }) => read)) return null;
  try {
    const places = new Places(texts);
    let { document } = former;
    const blocks = former.blocks.map((known, index) => {
      let { lines } = former.files[index]!;
      let blocks = known;
      for (const { edit, edited } of editsOf(lines, files[index]!.lines)) {
        const changed = changedBlocks(blocks, lines, edited, edit);
        for (const each of changed.lines) places.exclude(each);
        ({ document, blocks } = newNodes(changed, document));
        lines = edited;
      }
      return blocks;
    });
    for (const { span, notes = [] } of findings)
      for (const each of [span, ...notes.map((note) => note.span)])
        if (each && places.isDoubtful(each)) throw new Doubt();
    return { files, blocks, document, moved: places.moved };
  } catch (error) {
    if (error instanceof Doubt) return null;
    throw error;
  }
}

/** A place of a former page, where it is now. */
export type Moved = (span: Span) => Span;

/** A finding of the former page, where it is now. */
export function movedFinding(finding: Diagnostic, moved: Moved): Diagnostic {
  const { span, notes } = finding;
  return {
    ...finding,
    span: span && moved(span),
    ...(notes && { notes: notes.map((note) => ({ ...note, span: moved(note.span) })) }),
  };
}

/** Links of a page of nodes that were edited one after the other. Few of them are asked for their places, those within the page never. */
export function movedLinks(links: readonly Link[], edits: readonly Moved[]): readonly Link[] {
  return links.map((link) =>
    link.href.startsWith("#")
      ? link
      : {
          ...link,
          get span() {
            return edits.reduce((span, moved) => moved(span), link.span);
          },
        },
  );
}

interface ChangedBlocks {
  readonly known: readonly ReadBlock[];
  /** The former blocks from one on, and what stands in their place now; the first one is as it was. */
  readonly from: number;
  readonly old: readonly (readonly Block[])[];
  readonly next: readonly ReadBlock[];
  /** By how many lines what comes after them has moved. */
  readonly delta: number;
  /** Of the former blocks that are other now; of all but the first, where it cannot be said which became which. */
  readonly lines: readonly Lines[];
}

/** More lines than this are not read twice. */
const mostLines = 2000;

/** The blocks that an edit changes, and the one before them, which it may have continued. */
function changedBlocks(
  known: readonly ReadBlock[],
  oldLines: Lines,
  newLines: Lines,
  { start, oldEnd, newEnd }: Edit,
): ChangedBlocks {
  const delta = newEnd - oldEnd;
  // The parser refuses a text with a very long line as a whole; what is made has its place on the page.
  const written = newLines.slice(start, newEnd);
  if (written.some(({ text }) => text.length > 5000 || madeMarkIn(text) !== -1)) throw new Doubt();
  const first = known.findLastIndex(({ end }) => end <= start && end < oldLines.length);
  // What stands before is read as well: without it, nobody knows what is continued.
  if (first < 0) throw new Doubt();
  const begin = known[first]!.start;
  // Where the new blocks end as the former ones do, all that follows is as it was.
  const after = (at: number) => known.findIndex((block) => block.start === at - delta);
  const next: ReadBlock[] = [];
  let to = -1;
  for (const block of readingFrom(newLines, begin)) {
    if (block.start >= newEnd && (to = after(block.start)) !== -1) break;
    next.push(block);
    if (block.end - begin > mostLines) throw new Doubt();
  }
  if (to === -1) to = known.length;
  const old: ReadBlock[] = [];
  for (const block of readingFrom(oldLines, begin)) {
    if (block.start === known[to]?.start) break;
    old.push(block);
  }
  const isAsKnown = old.every(({ start, end }, index) => {
    const each = known[first + index];
    return each?.start === start && each.end === end;
  });
  if (!isAsKnown || old.length !== to - first) throw new Doubt();
  const last = known[to - 1]!;
  const lines =
    old.length === next.length
      ? old
          .filter(({ nodes }, index) => !isSame(nodes, next[index]!.nodes))
          .map(({ start, end }) => oldLines.slice(start, end))
      : [oldLines.slice(known[first + 1]?.start ?? last.end, last.end)];
  return { known, from: first, old: old.map(({ nodes }) => nodes), next, delta, lines };
}

/** Read blocks by themselves: what they report, or take from what stands elsewhere, makes them doubtful. */
function* readingFrom(lines: Lines, start: number): Iterable<ReadBlock> {
  const doubt = () => {
    throw new Doubt();
  };
  yield* readAlone(lines, start, doubt);
}

interface NewNodes {
  readonly blocks: readonly ReadBlock[];
  readonly document: Document;
}

/** Put the new blocks in the place of the former ones. */
function newNodes({ known, from, old, next, delta }: ChangedBlocks, document: Document): NewNodes {
  const nodesOf = (index: number) => known[from + index]!.nodes;
  let same = 0;
  while (same < old.length && same < next.length && isSame(old[same]!, next[same]!.nodes)) same++;
  if (same === 0) throw new Doubt();
  let [oldEnd, newEnd] = [old.length, next.length];
  while (oldEnd > same && newEnd > same && isSame(old[oldEnd - 1]!, next[newEnd - 1]!.nodes)) {
    oldEnd--;
    newEnd--;
  }
  const found = old.slice(same, oldEnd).flatMap((_nodes, index) => nodesOf(same + index));
  const before = old.slice(same, oldEnd).flat();
  const after = next.slice(same, newEnd).flatMap(({ nodes }) => nodes);
  const anchor = nodesOf(same - 1).at(-1);
  let made: readonly Block[];
  let replaced: Document | null;
  if (before.length === after.length && found.length === before.length) {
    made = before.map((node, index) => edited(node, after[index]!, found[index]!) as Block);
    const others = made.flatMap((node, index) =>
      node === found[index] ? [] : [[found[index]!, node] as const],
    );
    replaced = replaceEach(document, new Map(others));
  } else {
    if (!anchor || !mayPrecede.has(anchor.type)) throw new Doubt();
    // The name of a table may stand above it.
    if (known[from + oldEnd]?.nodes[0]?.type === "table") throw new Doubt();
    for (const [index, node] of before.entries())
      if (!isPlainBlock(node, found[index])) throw new Doubt();
    if (!after.every((node) => isPlainBlock(node, node))) throw new Doubt();
    made = after;
    replaced = replaceIn(document, [anchor, ...found], [anchor, ...made]);
  }
  if (!replaced) throw new Doubt();
  let at = 0;
  const ofBlocks = next.slice(same, newEnd).map((block) => {
    const nodes = made.slice(at, (at += block.nodes.length));
    return { ...block, nodes };
  });
  const shifted = (blocks: readonly ReadBlock[]) =>
    delta === 0
      ? blocks
      : blocks.map(({ start, end, nodes }) => ({ start: start + delta, end: end + delta, nodes }));
  return {
    document: replaced,
    blocks: [...known.slice(0, from + same), ...ofBlocks, ...shifted(known.slice(from + oldEnd))],
  };
}

/** Blocks after which another one may stand without becoming a part of what they do. */
const mayPrecede: ReadonlySet<string> = new Set([
  "paragraph", "bullet_list", "enumerated_list", "definition_list", "block_quote", "literal_block", "table", "note",
  "warning", "tip", "important", "caution", "hint", "attention", "danger", "error",
]); // prettier-ignore

/** A block that is known by nobody and knows nobody: `found` is what it is on its page. */
function isPlainBlock(node: Block, found: Node | undefined): boolean {
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

/** What a node of a page becomes whose text was `old` and is `next`. */
function edited(old: Node, next: Node, found: Node): Node {
  if (isSame(old, next)) return found;
  if (old.type !== next.type || old.type !== found.type) throw new Doubt();
  if (old.type === "colspec") return editedColumn(old, next as typeof old, found as typeof old);
  if (!hasSameAttributes(old, next)) throw new Doubt();
  if (old.type === "literal_block" || old.type === "comment") {
    if (isMarked(old) || !isSame(childrenOf(old), childrenOf(found))) throw new Doubt();
    if (!hasSameAttributes(old, found)) throw new Doubt();
    return next;
  }
  if (old.type === "paragraph")
    return editedParagraph(old, next as typeof old, found as typeof old);
  if (old.type === "row") checkRow(old, next as typeof old);
  else if (!holders.has(old.type)) throw new Doubt();
  const [olds, nexts, founds] = [childrenOf(old), childrenOf(next), childrenOf(found)];
  if (olds.length !== nexts.length || olds.length !== founds.length) throw new Doubt();
  // An item that begins with code is called by it.
  if (old.type === "list_item" && !(beginsWithText(olds[0]) && beginsWithText(nexts[0])))
    if (!isSame(olds[0], nexts[0])) throw new Doubt();
  const children = olds.map((child, index) => edited(child, nexts[index]!, founds[index]!));
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
  const special = ({ children }: typeof old) => children.filter((child) => !isPlain(child));
  if (!isSame(special(old), special(next))) throw new Doubt();
  const children = next.children.map((child) =>
    isPlain(child) ? child : { ...links.shift()!, span: child.span },
  );
  return { ...found, span: next.span, children };
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
function isSame(one: unknown, other: unknown): boolean {
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
function replaceEach(document: Document, by: ReadonlyMap<Node, Block>): Document | null {
  const left = new Map(by);
  const replacedIn = <T extends Node>(holder: T): T => {
    if (left.size === 0) return holder;
    const children = childrenOf(holder).map((child) => {
      const made = left.get(child);
      left.delete(child);
      return made ?? (child.type === "section" ? replacedIn(child) : child);
    });
    const isSame = children.every((child, index) => child === childrenOf(holder)[index]);
    return isSame ? holder : { ...holder, children };
  };
  const replaced = replacedIn(document);
  return left.size === 0 ? replaced : null;
}

/** A document in which some blocks that follow one another are others; `null` where they do not stand so. */
function replaceIn<T extends Node>(
  holder: T,
  old: readonly Block[],
  by: readonly Block[],
): T | null {
  const children = childrenOf(holder);
  const at = children.indexOf(old[0]!);
  if (at !== -1) {
    if (!old.every((each, index) => children[at + index] === each)) return null;
    const next = [...children.slice(0, at), ...by, ...children.slice(at + old.length)];
    return { ...holder, children: next };
  }
  for (const [index, child] of children.entries()) {
    if (child.type !== "section") continue;
    const inner = replaceIn(child, old, by);
    if (inner) return { ...holder, children: children.with(index, inner) };
  }
  return null;
}

/** Where the places of former texts are now. */
class Places {
  readonly #edits: ReadonlyMap<Source, TextEdit>;
  readonly #changed: Span[] = [];

  constructor(texts: readonly (readonly [former: Source, next: Source])[]) {
    this.#edits = new Map(
      texts.map(([former, next]) => {
        const old = former.text;
        let start = 0;
        let end = 0;
        const most = Math.min(old.length, next.text.length);
        while (start < most && old[start] === next.text[start]) start++;
        while (end < most - start && old.at(-1 - end) === next.text.at(-1 - end)) end++;
        const edit = {
          next,
          start,
          oldEnd: old.length - end,
          delta: next.text.length - old.length,
        };
        return [former, edit] as const;
      }),
    );
  }

  /** All between the first and the last place of some lines: made text is printed from places in any order. */
  exclude(lines: Lines): void {
    const ends = new Map<Source, { start: number; end: number }>();
    for (const { source, offset, text } of lines)
      for (const at of [offset, offset + text.length]) {
        const place = { source, start: at, end: at };
        for (const { source: written, start, end } of [place, authored(place)]) {
          const known = ends.get(written) ?? { start, end };
          known.start = Math.min(known.start, start);
          known.end = Math.max(known.end, end);
          ends.set(written, known);
        }
      }
    for (const [source, { start, end }] of ends) this.#changed.push({ source, start, end });
  }

  /** A place in a text that was edited: one in a made text, if it is known what became of that, or else where that comes from. */
  #placeOf(span: Span): Span {
    return this.#edits.has(span.source) ? span : authored(span);
  }

  /** Whether a place is in what was edited: what is reported there may be something else now. */
  isDoubtful(span: Span): boolean {
    const { source, start, end } = this.#placeOf(span);
    if (!this.#edits.has(source) || start + end === 0) return false;
    return this.#changed.some(
      (each) => each.source === source && start <= each.end && end >= each.start,
    );
  }

  /** Where a place is now: before the edit, or after it. */
  readonly moved = (span: Span): Span => {
    const place = this.#placeOf(span);
    const edit = this.#edits.get(place.source);
    if (!edit) return span;
    const { start, end } = place;
    const { next, delta } = edit;
    if (start >= edit.oldEnd) return { source: next, start: start + delta, end: end + delta };
    return { source: next, start: Math.min(start, edit.start), end: Math.min(end, edit.start) };
  };
}

interface TextEdit {
  readonly next: Source;
  /** What is other: from here, and up to there in the former text. */
  readonly start: number;
  readonly oldEnd: number;
  readonly delta: number;
}
