import type { Manuscript } from "./assemble/assemble.js";
import type { Diagnostic } from "./base/diagnostics.js";
import { editsOf, type Edit } from "./base/line-edits.js";
import { madeMarkIn } from "./base/made-mark.js";
import type { Source } from "./base/source.js";
import {
  Doubt,
  edited,
  isPlainBlock,
  isSame,
  mayPrecede,
  replaceEach,
  replaceIn,
  unlessInDoubt,
  type Held,
} from "./edited-nodes.js";
import { Places, type Moved } from "./edited-places.js";
import type { Link } from "./html/write.js";
import type { Block, Document } from "./rst/nodes.js";
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

export interface Edited extends Pick<ReadPage, "blocks" | "document"> {
  readonly moved: Moved;
}

/**
 * The page with its new texts; `null` where it has to be made anew. `texts` are written or made, `findings` are those of the former page: where one stands
 * in what was edited, it may be another one now.
 */
export function editedPage(
  former: ReadPage,
  files: readonly ManuscriptFile[],
  texts: readonly (readonly [former: Source, next: Source])[],
  findings: readonly Diagnostic[],
  held: Held,
): Edited | null {
  const { blocks: ofFiles } = former;
  if (!ofFiles || former.files.length !== files.length) return null;
  if (files.some(({ read }) => read) || former.files.some(({ read }) => read)) return null;
  return unlessInDoubt(() => {
    const places = new Places(texts);
    let { document } = former;
    const blocks = ofFiles.map((known, index) => {
      let { lines } = former.files[index]!;
      let blocks = known;
      for (const { edit, edited } of editsOf(lines, files[index]!.lines)) {
        const changed = changedBlocks(blocks, lines, edited, edit);
        for (const each of changed.lines) places.exclude(each);
        ({ document, blocks } = newNodes(changed, document, held));
        lines = edited;
      }
      return blocks;
    });
    places.check(findings);
    return { blocks, document, moved: places.moved };
  });
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
function newNodes(
  { known, from, old, next, delta }: ChangedBlocks,
  document: Document,
  held: Held,
): NewNodes {
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
    made = before.map((node, index) => edited(node, after[index]!, found[index]!, held) as Block);
    const others = made.flatMap((node, index) =>
      node === found[index] ? [] : [[found[index]!, node] as const],
    );
    replaced = replaceEach(document, new Map(others), held);
  } else {
    if (!anchor || !mayPrecede.has(anchor.type)) throw new Doubt();
    // The name of a table may stand above it.
    if (known[from + oldEnd]?.nodes[0]?.type === "table") throw new Doubt();
    for (const [index, node] of before.entries())
      if (!isPlainBlock(node, found[index])) throw new Doubt();
    if (!after.every((node) => isPlainBlock(node, node))) throw new Doubt();
    if (found.some((node) => held.has(node))) throw new Doubt();
    made = after;
    replaced = replaceIn(document, [anchor, ...found], [anchor, ...made], held);
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
