import { blockQuote } from "./blocks/block-quote.js";
import { bulletList } from "./blocks/bullet-list.js";
import { doctest } from "./blocks/doctest.js";
import { enumeratedList } from "./blocks/enumerated-list.js";
import { explicit } from "./blocks/explicit.js";
import { fieldList } from "./blocks/field-list.js";
import { lineBlock } from "./blocks/line-block.js";
import { optionList } from "./blocks/option-list.js";
import { gridTable, simpleTable } from "./blocks/table.js";
import { adornment, text } from "./blocks/text.js";
import type { BlockParser, Context } from "./context.js";
import type { LineReader } from "./lines.js";
import type { Block, Section } from "./nodes.js";

/** Tried in this order at the start of every block; `text` takes whatever is left. */
export const blockParsers: readonly BlockParser[] = [
  blockQuote,
  bulletList,
  enumeratedList,
  fieldList,
  optionList,
  doctest,
  lineBlock,
  gridTable,
  simpleTable,
  explicit,
  adornment, // transitions and titles with an overline
  text, // paragraphs, definition lists, titles with an underline only: the second line decides
];

/** Read blocks until the lines end. Where titles are allowed, what follows a title goes into its section. */
export function readBlocks(lines: LineReader, cx: Context): Block[] {
  const blocks: Block[] = [];
  const open: Section[] = [];
  const outside = cx.titleLevels.current;
  for (lines.skipBlank(); !lines.done; lines.skipBlank())
    for (const block of readBlock(lines, cx)) {
      const begins = cx.titles && block.type === "section";
      if (begins) closeTo(open, Math.max(0, cx.titleLevels.current - outside - 1));
      (open.at(-1)?.children ?? blocks).push(block);
      if (begins) open.push(block);
    }
  closeTo(open, 0);
  cx.titleLevels.current = outside;
  return blocks;
}

function readBlock(lines: LineReader, cx: Context): Block[] {
  const start = lines.at;
  for (const parser of blockParsers) {
    const blocks = parser(lines, cx);
    if (!blocks) continue;
    if (lines.at === start) throw new Error(`${parser.name} took no line`);
    return blocks;
  }
  throw new Error("no block parser took the line");
}

/** Close sections until `count` are left open; each reaches as far as the last block in it. */
function closeTo(open: Section[], count: number): void {
  while (open.length > count) {
    const section = open.pop()!;
    const { source, start, end } = section.span;
    const last = section.children.at(-1)!.span;
    if (last.source === source) section.span = { source, start, end: Math.max(end, last.end) };
  }
}
