import { withoutStandIns } from "../base/verbatim.js";
import { reportTo, type Report } from "../base/diagnostics.js";
import type { Source, Span } from "../base/source.js";
import {
  eachBlock,
  readBlocks,
  readBlocksFrom,
  readParts,
  type NoteBlocks,
  type PartReader,
  type ReadBlock,
} from "./blocks.js";
import { headerFields } from "./blocks/header-fields.js";
import { defaultSettings } from "./context.js";
import type {
  Context,
  Inlines,
  ParserState,
  Settings,
  TitleLevels,
  TitleReader,
} from "./context.js";
import { parseInlines } from "./inlines.js";
import { LineReader, linesOf, spanOfLine, spanOfLines, textOfLines, trimBlank } from "./lines.js";
import type { Line } from "./lines.js";
import { systemMessage } from "./messages.js";
import { Names } from "./names.js";
import type { Block, Decoration, Document, SystemMessage } from "./nodes.js";

export type { NoteBlocks, ReadBlock } from "./blocks.js";
export { directiveWords, takesContent } from "./directives.js";
export { isRole, roleWords } from "./roles.js";
export { insteadOfRole, isSphinxRole } from "./sphinx-roles.js";

/** Text nested deeper than this is left as it stands: the tree and whoever walks it stay within the call stack. */
const deepest = 100;

/**
 * reStructuredText → the tree of docutils, before transforms. Faults are reported and stand in the tree as system messages.
 *
 * The steps: lines (`lines.ts`), blocks (`blocks.ts` has the table of constructs; sections nest there), and inside the
 * blocks inline markup (`inlines.ts`), directives and roles. Names and ids are given on the way (`names.ts`).
 */
export function parseRst(
  text: Source | readonly Line[],
  report: Report,
  settings: Partial<Settings> = {},
): Document {
  const lines = "text" in text ? linesOf(text) : text;
  return parseParts([{ lines }], report, settings, spanOf(text, lines));
}

/** A text of a document that is put together of several. */
export interface TextPart {
  readonly lines: readonly Line[];
  /** What knows the levels of its titles. */
  readonly titles?: TitleReader;
  /** Reads its blocks where it is no reStructuredText. The level of each section is set in the context before it is given. */
  readonly read?: (lines: readonly Line[], cx: Context) => Iterable<Block>;
}

/** Several texts, one after the other → one tree. What is left open in one of them ends with it; sections go on. */
export function parseParts(
  parts: readonly TextPart[],
  report: Report,
  settings: Partial<Settings> = {},
  span: Span = spanOf([], parts.find(({ lines }) => lines.length > 0)?.lines ?? []),
  noteBlocks?: NoteBlocks,
): Document {
  const parse = startParse(report, { ...defaultSettings, ...settings });
  const long = longLineOf(parts, parse.settings.lineLengthLimit);
  const children = long
    ? [tooLong(parse, long.line, long.index)]
    : readAll(parts, new NestedContext(parse, 0, true, false), noteBlocks);
  const { meta, header, footer, title, hasSetRoles } = parse.state;
  if (hasSetRoles) noteBlocks?.(null);
  // Messages about facts stand behind all of them.
  const wrong = meta.findIndex(({ type }) => type !== "meta");
  const facts = wrong === -1 ? meta : meta.slice(0, wrong);
  const faults = meta.slice(facts.length);
  const document: Document = {
    type: "document",
    span,
    children: [...facts, ...decoration(header, footer), ...faults, ...children],
    autoIds: parse.names.autoIds,
  };
  if (title !== undefined) document.title = title;
  if (parse.state.stray.length > 0) document.strayMessages = parse.state.stray;
  return document;
}

function readAll(parts: readonly TextPart[], cx: Context, noteBlocks?: NoteBlocks): Block[] {
  const [first, ...others] = parts.map(({ lines, read }) =>
    read ? read(lines, cx) : new LineReader(lines),
  );
  if (!first) return [];
  const hasHeader = cx.settings.headerFields && first instanceof LineReader;
  const header = hasHeader ? headerFields(first, cx) : [];
  return [
    ...header,
    ...readParts(inTurn(parts, [first, ...others], cx.titleLevels), cx, noteBlocks),
  ];
}

/** The blocks of lines one by one; the context has the level of each section when it is given. For a part that is read otherwise and has such lines in it. */
export function blocksOf(lines: readonly Line[], cx: Context): Iterable<Block> {
  return eachBlock(new LineReader(lines), cx);
}

/**
 * The blocks of a text one by one, from one of its lines, read as if nothing else stood in the document. `stop` is called, and
 * throws, where something is reported, or where they set or need what holds for the whole of a document: the levels of
 * titles, files, made blocks, roles of its own.
 */
export function* readAlone(
  lines: readonly Line[],
  start: number,
  stop: () => never,
): Iterable<ReadBlock> {
  const parse = startAlone(stop);
  for (const block of readBlocksFrom(lines, start, new NestedContext(parse, 0, true, false))) {
    checkAlone(parse, stop);
    yield block;
  }
}

/** The same for blocks that someone else reads. */
export function readPartAlone(
  read: (cx: Context) => readonly Block[],
  stop: () => never,
): readonly Block[] {
  const parse = startAlone(stop);
  const blocks = read(new NestedContext(parse, 0, true, false));
  checkAlone(parse, stop);
  return blocks;
}

function startAlone(stop: () => never): Parse {
  const settings: Settings = {
    ...defaultSettings,
    linkNamesWin: true,
    readFile: stop,
    made: stop,
    html: { raw: stop, allowsHeader: stop },
    markdown: stop,
  };
  const parse = startParse(reportTo(stop), settings);
  parse.titleLevels.reader = { levelOf: () => 1, levelOfHeading: stop, isAdornment: stop };
  return parse;
}

function checkAlone({ state }: Parse, stop: () => never): void {
  const { header, footer, meta, stray, includedFrom, hasSetRoles, title } = state;
  if (header.length + footer.length + meta.length + stray.length + includedFrom.size > 0) stop();
  if (hasSetRoles || title !== undefined) stop();
}

/** The readers one by one, each with what knows the levels of its titles. */
function* inTurn(
  parts: readonly TextPart[],
  readers: readonly PartReader[],
  titleLevels: TitleLevels,
): Iterable<PartReader> {
  for (const [index, reader] of readers.entries()) {
    titleLevels.reader = parts[index]!.titles;
    yield reader;
  }
}

function longLineOf(
  parts: readonly TextPart[],
  limit: number,
): { readonly line: Line; readonly index: number } | null {
  for (const { lines, read } of parts) {
    if (read) continue;
    const index = lines.findIndex(({ text }) => text.length > limit);
    if (index !== -1) return { line: lines[index]!, index };
  }
  return null;
}

/** What all contexts of one document share. */
interface Parse {
  readonly report: Report;
  readonly settings: Settings;
  readonly names: Names;
  readonly state: ParserState;
  readonly titleLevels: TitleLevels;
}

function startParse(report: Report, settings: Settings): Parse {
  const state: ParserState = {
    defaultRole: null,
    customRoles: new Map(),
    hasSetRoles: false,
    title: undefined,
    includedFrom: new Map(),
    overfull: new Set(),
    sections: 0,
    reported: new Map(),
    stray: [],
    meta: [],
    header: [],
    footer: [],
  };
  return {
    report,
    settings,
    names: new Names(report),
    state,
    titleLevels: { styles: [], current: 0 },
  };
}

class NestedContext implements Context {
  readonly settings: Settings;
  readonly names: Names;
  readonly state: ParserState;
  readonly titleLevels: TitleLevels;
  readonly depth: number;
  readonly titles: boolean;
  readonly sidebar: boolean;
  private readonly parse: Parse;
  /** For most of what is nested: body elements only. */
  private body: Context | undefined;

  constructor(parse: Parse, depth: number, titles: boolean, sidebar: boolean) {
    this.settings = parse.settings;
    this.names = parse.names;
    this.state = parse.state;
    this.titleLevels = parse.titleLevels;
    this.depth = depth;
    this.titles = titles;
    this.sidebar = sidebar;
    this.parse = parse;
  }

  message(...args: Parameters<Context["message"]>): SystemMessage {
    const [code, { source }] = args;
    const { reported } = this.state;
    reported.set(code, (reported.get(code) ?? 0) + 1);
    if (code !== "too-much-included") return systemMessage(this.parse.report, ...args);
    // One finding for all that a text includes beyond the limit.
    const { overfull } = this.state;
    const isReported = overfull.has(source.path);
    overfull.add(source.path);
    return systemMessage(isReported ? () => {} : this.parse.report, ...args);
  }

  blocks(lines: readonly Line[], options?: Parameters<Context["blocks"]>[1]): Block[] {
    if (this.depth >= deepest) return asItStands(lines, this);
    return readBlocks(new LineReader(lines), this.inner(options));
  }

  inlines(lines: readonly Line[]): Inlines {
    return parseInlines(lines, this);
  }

  private inner(options: Parameters<Context["blocks"]>[1]): Context {
    const { parse, depth } = this;
    if (!options) return (this.body ??= new NestedContext(parse, depth + 1, false, false));
    const { titles = false, sidebar = false } = options;
    return new NestedContext(parse, depth + 1, titles, sidebar);
  }
}

/** Text nested too deep: a paragraph of its lines, without any markup. */
function asItStands(lines: readonly Line[], cx: Context): Block[] {
  const kept = trimBlank(lines);
  if (kept.length === 0) return [];
  const span = spanOfLines(kept);
  return [
    cx.message("nested-too-deep", spanOfLine(kept[0]!), [String(deepest)]),
    {
      type: "paragraph",
      span,
      children: [{ type: "text", span, value: withoutStandIns(textOfLines(kept)) }],
    },
  ];
}

function tooLong(parse: Parse, line: Line, index: number): Block {
  const limit = parse.settings.lineLengthLimit;
  const whole = spanOfLine(line);
  const span = { ...whole, start: Math.min(whole.start + limit, whole.end) };
  return systemMessage(parse.report, "line-too-long", span, [String(index + 1), String(limit)]);
}

function spanOf(text: Source | readonly Line[], lines: readonly Line[]): Span {
  if ("text" in text) return { source: text, start: 0, end: text.text.length };
  if (lines.length > 0) return spanOfLines(lines);
  return { source: { path: "", text: "" }, start: 0, end: 0 };
}

/** What `header` and `footer` gave, as the document's decoration. */
function decoration(header: Block[], footer: Block[]): Decoration[] {
  const span = (header[0] ?? footer[0])?.span;
  if (!span) return [];
  const children: Decoration["children"] = [];
  if (header.length > 0) children.push({ type: "header", span: header[0]!.span, children: header });
  if (footer.length > 0) children.push({ type: "footer", span: footer[0]!.span, children: footer });
  return [{ type: "decoration", span, children }];
}
