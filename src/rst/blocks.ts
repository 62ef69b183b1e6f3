import { blockQuote } from "./blocks/block-quote.js";
import { bulletList } from "./blocks/bullet-list.js";
import { doctest } from "./blocks/doctest.js";
import { enumeratedList } from "./blocks/enumerated-list.js";
import { explicit } from "./blocks/explicit.js";
import { fieldList } from "./blocks/field-list.js";
import { lineBlock } from "./blocks/line-block.js";
import { made } from "./blocks/made.js";
import { optionList } from "./blocks/option-list.js";
import { gridTable, simpleTable } from "./blocks/table.js";
import { adornment, text } from "./blocks/text.js";
import type { BlockParser, Context } from "./context.js";
import { LineReader, type Line } from "./lines.js";
import type { Block, Section } from "./nodes.js";

interface BlockConstruct {
  readonly parse: BlockParser;
  /** The characters that a line of this construct may begin with; any, if absent. */
  readonly begins?: RegExp;
}

/** Tried in this order at the start of every block; `text` takes whatever is left. */
export const blockConstructs: readonly BlockConstruct[] = [
  { parse: blockQuote, begins: / / },
  { parse: bulletList, begins: /[-+*•‣⁃]/ },
  { parse: enumeratedList, begins: /[(#A-Za-z0-9]/ },
  { parse: fieldList, begins: /:/ },
  { parse: optionList, begins: /[-+/]/ },
  { parse: doctest, begins: />/ },
  { parse: lineBlock, begins: /\|/ },
  { parse: gridTable, begins: /\+/ },
  { parse: simpleTable, begins: /=/ },
  { parse: explicit, begins: /[._]/ },
  { parse: made, begins: /\udfff/ },
  { parse: adornment, begins: /[!-/:-@[-`{-~]/ }, // transitions and titles with an overline
  { parse: text }, // paragraphs, definition lists, titles with an underline only: the second line decides
];

/** The constructs that a line may be the start of, by its first character. */
const parsersByStart = new Map<string, readonly BlockParser[]>();

function parsersFor(line: Line): readonly BlockParser[] {
  const start = line.text.charAt(0);
  let parsers = parsersByStart.get(start);
  if (!parsers) {
    parsers = blockConstructs
      .filter(({ begins }) => begins?.test(start) ?? true)
      .map(({ parse }) => parse);
    parsersByStart.set(start, parsers);
  }
  return parsers;
}

/** Read blocks until the lines end. Where titles are allowed, what follows a title goes into its section. */
export function readBlocks(lines: LineReader, cx: Context): Block[] {
  return cx.titles ? readParts([lines], cx) : readPlain(lines, cx);
}

/** The same where there are no sections. Most such texts are the cells of tables, which hold one paragraph: an array that grew has room for 17. */
function readPlain(lines: LineReader, cx: Context): Block[] {
  const outside = cx.titleLevels.current;
  lines.skipBlank();
  const first = lines.done ? [] : readBlock(lines, cx);
  lines.skipBlank();
  const blocks = [...first];
  for (; !lines.done; lines.skipBlank())
    readBlock(lines, cx).forEach((block) => blocks.push(block));
  cx.titleLevels.current = outside;
  return blocks;
}

/** A section that is being read, and its level. */
interface Open {
  readonly section: Section;
  readonly level: number;
}

/** The lines of a text, or its blocks as someone else reads them: the level of each section is set in the context before it is given. */
export type PartReader = LineReader | Iterable<Block>;

/** Blocks of a text that stand in no other block, and the lines that they were read of. */
export interface ReadBlock {
  readonly start: number;
  readonly end: number;
  readonly nodes: readonly Block[];
}

/** Is told of the blocks that were read of each part of a text; `null` where they cannot be read again by themselves: their lines are not those that were given, or roles were set. */
export type NoteBlocks = (blocks: readonly ReadBlock[] | null) => void;

/** The blocks of a text one by one, from one of its lines. */
export function* readBlocksFrom(
  lines: readonly Line[],
  start: number,
  cx: Context,
): Iterable<ReadBlock> {
  const reader = new LineReader(lines);
  reader.at = start;
  for (reader.skipBlank(); !reader.done; reader.skipBlank()) {
    const from = reader.at;
    const nodes = readBlock(reader, cx);
    yield { start: from, end: reader.at, nodes };
  }
}

/** Sections of a document: ten times as many as the longest specifications have. What follows them is left out. */
const mostSections = 20_000;

/** Read the blocks of texts that follow one another: no block goes on from one text into the next, but sections do. */
export function readParts(
  parts: Iterable<PartReader>,
  cx: Context,
  noteBlocks?: NoteBlocks,
): Block[] {
  const blocks: Block[] = [];
  const open: Open[] = [];
  const outside = cx.titleLevels.current;
  const put = (block: Block) => {
    const level = cx.titleLevels.current;
    const begins = cx.titles && block.type === "section" && !block.made;
    if (begins && ++cx.state.sections > mostSections) {
      blocks.push(cx.message("too-many-headings", block.span, [String(mostSections)]));
      return;
    }
    if (begins) closeFrom(open, level);
    (open.at(-1)?.section.children ?? blocks).push(block);
    if (begins) open.push({ section: block, level });
  };
  const isFull = () => cx.state.sections > mostSections;
  for (const part of parts) {
    if (isFull()) break;
    if (part instanceof LineReader) {
      const { lines } = part;
      const read: ReadBlock[] = [];
      for (part.skipBlank(); !part.done && !isFull(); part.skipBlank()) {
        const start = part.at;
        const nodes = readBlock(part, cx);
        nodes.forEach(put);
        if (noteBlocks) read.push({ start, end: part.at, nodes });
      }
      noteBlocks?.(part.lines === lines && !isFull() ? read : null);
    } else {
      for (const block of part) {
        put(block);
        if (isFull()) break;
      }
      noteBlocks?.(null);
    }
  }
  closeFrom(open, 0);
  cx.titleLevels.current = outside;
  return blocks;
}

/** The blocks of a text one by one. */
export function* eachBlock(lines: LineReader, cx: Context): Iterable<Block> {
  for (lines.skipBlank(); !lines.done; lines.skipBlank()) yield* readBlock(lines, cx);
}

function readBlock(lines: LineReader, cx: Context): Block[] {
  const start = lines.at;
  const parsers = parsersFor(lines.peek()!);
  for (let index = 0; index < parsers.length; index++) {
    const parser = parsers[index]!;
    const blocks = parser(lines, cx);
    if (!blocks) continue;
    if (lines.at === start) throw new Error(`${parser.name} took no line`);
    return blocks;
  }
  throw new Error("no block parser took the line");
}

/** Close the sections of a level and of those below it; each reaches as far as the last block in it. */
function closeFrom(open: Open[], level: number): void {
  while (open.length > 0 && open.at(-1)!.level >= level) {
    const { section } = open.pop()!;
    const { source, start, end } = section.span;
    const last = section.children.at(-1)!.span;
    if (last.source === source) section.span = { source, start, end: Math.max(end, last.end) };
  }
}
