import type { Span } from "../base/source.js";
import { marksAsVariables } from "../base/made-mark.js";
import { withoutStandIns } from "../base/verbatim.js";
import { el } from "../html/element.js";
import type { Context, LinkReferences, ShortcodeCall } from "../rst/context.js";
import type { Line } from "../rst/lines.js";
import { idOf, normalizeName } from "../rst/names.js";
import {
  textOf,
  type Attributes,
  type Block,
  type Definition,
  type DefinitionListItem,
  type Footnote,
  type Inline,
  type ListItem,
  type Section,
  type Title,
} from "../rst/nodes.js";
import { blocksOf } from "../rst/rst.js";
import { defineAll } from "../rst/terms.js";
import { addressOf, withAddressCalls, withAddresses } from "./address-shortcodes.js";
import { attributesAtEnd, attributesIn, type WrittenAttributes } from "./attributes.js";
import { Content, contentInLine, contentOfLines } from "./content.js";
import { githubId } from "./heading-ids.js";
import { HtmlFlow, type Tell } from "./html-flow.js";
import {
  madeHtml,
  readInlines,
  readParts,
  textNode,
  type InlineContext,
  type InlineOrFormula,
  type TextPart,
} from "./inlines.js";
import { reportComponents, reportForeignLines } from "./foreign-markup.js";
import { OpenShortcodes, withoutTitles } from "./open-shortcodes.js";
import { blockTokens, deepest, unescaped } from "./parser.js";
import {
  reportAlert,
  reportBox,
  reportOverline,
  reportRstLines,
  reportScript,
} from "./rst-slips.js";
import type { MarkdownSettings } from "./settings.js";
import {
  hasShortcode,
  markOf,
  withoutEscapes,
  type ShortcodeMark,
  type Tag,
} from "./shortcodes.js";
import { smartened } from "./smart.js";
import { inLine, readTable } from "./table.js";
import type { MarkdownText } from "./text.js";
import type { Env, Token } from "./tokens.js";

/** What a caller may add to how a text is read. */
export interface MarkdownOptions {
  /** Whether the lines are those below the front matter, which someone else has read. */
  readonly isBelowFrontMatter?: boolean;
  /** Where a link leads that is written so; absent: there. */
  readonly hrefOf?: (href: string) => string;
  /** The lines of reStructuredText that a line of the caller's stands for, besides what the parser's settings make of it. */
  readonly textOf?: (key: string, span: Span) => readonly Line[] | undefined;
  /** Whether a text of the page includes it, whose front matter counts. */
  readonly isPart?: boolean;
  /** The version that the page describes, `null` for none, where someone else has read its front matter. */
  readonly version?: string | null;
  /** Whether other texts of the page may refer to links that this one defines. */
  readonly isShared?: boolean;
}

const alertRe = /^\[!(?<kind>NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/i;
const taskRe = /^\[(?<mark>[ xX])\][ \t\n]/;

/** A block, or a shortcode that stands for some or begins or ends one. */
type Part = Block | ShortcodeMark;

type BlockOf<T extends Block["type"]> = Extract<Block, { type: T }>;

interface Heading {
  readonly title: Title;
  readonly level: number;
  readonly span: Span;
  readonly attributes: WrittenAttributes | undefined;
}

interface Note {
  readonly label: string;
  readonly span: Span;
  readonly node: Footnote;
}

/** Tokens of blocks → nodes. */
export class BlockReader {
  readonly text: MarkdownText;
  readonly cx: Context;
  readonly tell: Tell;
  readonly inline: InlineContext;
  private readonly settings: MarkdownSettings;
  private readonly options: MarkdownOptions;
  private readonly tokens: readonly Token[];
  /** The shortcodes of the text that stand for addresses. */
  private readonly calls = new Map<string, ShortcodeCall>();
  /** HTML with the addresses that shortcodes in it stand for. */
  private readonly addressed: (html: string) => string;
  private at = 0;
  /** The shortcodes on lines of their own. */
  private readonly marks: ReadonlyMap<Token, ShortcodeMark>;
  /** Footnotes by label, and the labels that are referred to, in that order. */
  private readonly notes = new Map<string, Note>();
  private readonly noted = new Set<string>();
  /** Of headings, where nobody else knows their levels. */
  private before = 0;

  constructor(
    text: MarkdownText,
    cx: Context,
    settings: MarkdownSettings,
    options: MarkdownOptions,
  ) {
    const env: Env = cx.settings.shortcodes ? { shortcodes: cx.settings.shortcodes } : {};
    this.cx = cx;
    this.text = this.withCalls(text);
    this.settings = settings;
    this.options = options;
    this.tell = (code, span, parts = []) => void cx.message(code, span, parts);
    this.tokens = blockTokens(this.text.text, settings, env);
    const hrefOf = (href: string) => {
      const written = addressOf(href, this.calls, cx);
      return withoutStandIns(options.hrefOf ? options.hrefOf(written) : written);
    };
    this.addressed = (html) => withAddresses(html, this.calls, hrefOf);
    shareReferences(env, cx, options.isShared ?? false, hrefOf);
    this.marks = this.shortcodes();
    this.inline = {
      cx,
      settings,
      env,
      tell: this.tell,
      unknown: new Set(),
      hrefOf,
      addressed: this.addressed,
      footnote: (label, span) => {
        this.noted.add(label);
        const id = cx.names.claimId(`fnref-${idOf(label) || label}`);
        return {
          type: "footnote_reference",
          span,
          ids: [id],
          auto: 1,
          refname: this.noteName(label, span),
          children: [],
        };
      },
    };
  }

  /** A text in which shortcodes that stand for addresses of links travel as stand-ins that are known from now on. */
  withCalls(text: MarkdownText): MarkdownText {
    const found = withAddressCalls(text, this.cx);
    for (const [masked, call] of found.calls) this.calls.set(masked, call);
    return found.text;
  }

  /** The shortcodes on lines of their own; what they stand for may be read ahead. */
  private shortcodes(): ReadonlyMap<Token, ShortcodeMark> {
    const marks = new Map<Token, ShortcodeMark>();
    const known = this.cx.settings.shortcodes;
    if (!known) return marks;
    for (const token of this.tokens) {
      if (token.type !== "shortcode") continue;
      const mark = markOf(token.meta as unknown as Tag, (start, end) => this.text.span(start, end));
      marks.set(token, mark);
      if (mark.kind !== "close") known.prepare(mark.call, this.cx);
    }
    return marks;
  }

  /**
   * All blocks, in their order. Where titles may stand each heading begins a section: its level is set in the context when
   * the section is given, and who asks puts into it what follows.
   */
  *all(withTitles = this.cx.titles): Iterable<Block> {
    const cx = this.cx.titles && !withTitles ? withoutTitles(this.cx) : this.cx;
    const flow = new HtmlFlow(cx, this.tell);
    const open = new OpenShortcodes(cx, this.tell);
    let last: Block | undefined;
    while (this.at < this.tokens.length) {
      const token = this.tokens[this.at]!;
      const mayBegin = withTitles && !flow.isWithin && !open.isWithin;
      if (token.type === "made") {
        this.at++;
        for (const block of this.made(token, mayBegin)) yield* open.take(block, cx);
        continue;
      }
      const isSection = token.type === "heading_open" && mayBegin;
      const parts = isSection
        ? [this.section()]
        : this.next(flow, open.isWithin ? open.last : last);
      for (const part of parts)
        for (const block of open.take(part, flow.isWithin ? withoutTitles(cx) : cx)) {
          yield block;
          last = block;
        }
    }
    yield* open.end();
    yield* flow.end(this.text.span(this.text.text.length, this.text.text.length));
    yield* this.footnotes();
  }

  /** The blocks up to the token that ends what they stand in, after those that begin it. */
  blocks(end: string, first: readonly Part[] = []): Block[] {
    const cx = this.inner;
    const flow = new HtmlFlow(cx, this.tell);
    const open = new OpenShortcodes(cx, this.tell);
    const blocks: Block[] = [];
    for (const part of first) blocks.push(...open.take(part, cx));
    for (
      let token = this.tokens[this.at];
      token && token.type !== end;
      token = this.tokens[this.at]
    )
      for (const part of this.next(flow, open.isWithin ? open.last : blocks.at(-1)))
        blocks.push(...open.take(part, cx));
    this.at++;
    blocks.push(...open.end());
    const last = blocks.at(-1)?.span;
    if (last) blocks.push(...flow.end(last));
    return blocks;
  }

  /** The context of what stands in other blocks. */
  private get inner(): Context {
    return this.cx.titles ? withoutTitles(this.cx) : this.cx;
  }

  /** The next token, which is taken. */
  take(): Token {
    return this.tokens[this.at++]!;
  }

  peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private next(flow: HtmlFlow, before: Block | undefined): Part[] {
    const token = this.take();
    const span = this.spanOf(token);
    switch (token.type) {
      case "paragraph_open":
        return this.paragraph(before);
      case "heading_open":
        this.at--;
        return [this.rubric()];
      case "blockquote_open":
        return [this.quote(span)];
      case "bullet_list_open":
        return [
          {
            type: "bullet_list",
            span,
            bullet: token.markup,
            children: this.items("bullet_list_close"),
          },
        ];
      case "ordered_list_open":
        return [this.orderedList(token, span)];
      case "hr":
        return [{ type: "transition", span, free: true }];
      case "fence":
      case "code_block":
        return [this.code(token, before)];
      case "html_block":
        return this.html(token, flow);
      case "table_open":
        return [readTable(this, token)];
      case "dl_open":
        return [this.definitions(span)];
      case "footnote_reference_open":
        this.footnote(token);
        return [];
      case "reference_definition":
        return [];
      case "math_block":
        return [{ type: "math_block", span, children: [textNode(token.content, span)] }];
      case "made":
        return [...this.made(token, false)];
      case "shortcode":
        return [this.marks.get(token)!];
      case "too_deep":
        this.tell("nested-too-deep", span, [String(deepest)]);
        return [{ type: "paragraph", span, children: [textNode(token.content, span)] }];
      default:
        throw new Error(`Markdown has a block "${token.type}" that nothing reads`);
    }
  }

  /** The place of a block's lines. */
  spanOf({ map }: Token): Span {
    return map ? this.text.spanOfLines(map[0], Math.max(map[1], map[0] + 1)) : this.text.span(0, 0);
  }

  /** Inline nodes of a text. */
  nodes(content: Content): InlineOrFormula[] {
    const nodes = readInlines(content, this.inline);
    return this.settings.smart ? smartened(nodes) : nodes;
  }

  /** The blocks of a text in a cell. */
  cell(content: Content): Block[] {
    const open = new OpenShortcodes(this.inner, this.tell);
    const parts = this.divided(content, (node) => inLine(node));
    return [...parts.flatMap((part) => [...open.take(part, this.inner)]), ...open.end()];
  }

  private *made(token: Token, withTitles: boolean): Iterable<Block> {
    const span = this.spanOf(token);
    const cx = withTitles ? this.cx : this.inner;
    yield* this.cx.settings.made?.(token.content, cx, span) ?? [];
    const lines = this.options.textOf?.(token.content, span);
    if (lines === undefined) return;
    if (withTitles) yield* blocksOf(lines, this.cx);
    else yield* this.cx.blocks(lines);
  }

  // --- headings ---

  private heading(): Heading {
    const open = this.take();
    const inline = this.take();
    this.take();
    const line = open.map![0];
    const span = this.spanOf(open);
    const level = Number(open.tag.slice(1));
    const whole = open.markup.startsWith("#")
      ? contentInLine(inline.content, line, this.behindMarks(line, open.markup), this.text)
      : contentOfLines(inline.content, line, this.text);
    reportOverline(whole, this.tell);
    const found = attributesAtEnd(whole.text);
    const content = found ? whole.slice(0, found.length) : whole;
    const titleSpan = content.span(0, content.text.length);
    const children = this.nodes(content).map(inLine);
    return {
      title: { type: "title", span: titleSpan, children },
      level,
      span,
      attributes: found?.attributes,
    };
  }

  private behindMarks(line: number, marks: string): number {
    const text = this.text.lines[line]?.text ?? "";
    return Math.max(0, text.indexOf(marks)) + marks.length;
  }

  private section(): Section {
    const { cx } = this;
    const heading = this.heading();
    const { title, span } = heading;
    const words = titleText(title);
    const { reader } = cx.titleLevels;
    const level = reader?.levelOfHeading
      ? reader.levelOfHeading(heading.level, words, title.span)
      : this.levelOf(heading.level, words, title.span);
    cx.titleLevels.current = level;
    const node: Section = {
      type: "section",
      span,
      names: [normalizeName(words)],
      children: [title],
    };
    this.dress(node, heading, words);
    cx.names.noteImplicit(node);
    return node;
  }

  /** The level of a heading where it stands alone: one that skips levels is one below. */
  private levelOf(written: number, words: string, span: Span): number {
    if (this.before > 0 && written > this.before + 1)
      this.tell("heading-skips-level", span, [words, String(written), String(this.before)]);
    const level = Math.min(written, this.cx.titleLevels.current + 1);
    this.before = written;
    return level;
  }

  /** A heading where no section may begin. */
  private rubric(): BlockOf<"rubric"> {
    const heading = this.heading();
    const { title, span, level } = heading;
    const node: BlockOf<"rubric"> = {
      type: "rubric",
      span,
      classes: [`level-${level}`],
      children: title.children,
    };
    this.dress(node, heading, titleText(title));
    return node;
  }

  /** Give a heading its id and classes: those that it says itself, or an id made of its words. */
  private dress(
    node: BlockOf<"section" | "rubric">,
    { attributes, title }: Heading,
    words: string,
  ) {
    const { names } = this.cx;
    if (attributes && attributes.classes.length > 0)
      node.classes = [...(node.classes ?? []), ...attributes.classes];
    if (attributes?.id !== undefined) this.giveId(node, attributes.id, title.span);
    else if (this.settings.ids === "github") node.ids = [this.githubIdOf(title, words)];
    else if (node.type === "rubric") node.ids = [names.claimId(idOf(words) || "section")];
  }

  /** The id that GitHub gives a heading; an anchor of that name in the heading itself gives it up. */
  private githubIdOf(title: Title, words: string): string {
    const id = githubId(lettersOf(title)) || githubId(words) || "section";
    const anchor = title.children.findIndex(
      (child) => child.type === "target" && child.ids?.length === 1 && child.ids[0] === id,
    );
    if (anchor === -1) return this.cx.names.claimHeadingId(id);
    title.children.splice(anchor, 1);
    return id;
  }

  private giveId(node: Attributes, id: string, span: Span): void {
    if (this.cx.names.claimId(id) !== id) this.tell("duplicate-heading-id", span, [id]);
    else node.ids = [...(node.ids ?? []), id];
  }

  // --- paragraphs ---

  private paragraph(before: Block | undefined): Part[] {
    const inline = this.take();
    this.take();
    return this.paragraphOf(contentOfLines(inline.content, inline.map![0], this.text), before);
  }

  private paragraphOf(whole: Content, before: Block | undefined): Part[] {
    const attributes = attributesAtEnd(whole.text);
    if (attributes && before && attributes.length === 0) {
      this.dressBlock(before, attributes.attributes, whole.span(0, whole.text.length));
      return [];
    }
    const isOwnLine =
      attributes !== null && /\n[ \t]*$/.test(whole.text.slice(0, whole.text.lastIndexOf("{")));
    const content = isOwnLine ? whole.slice(0, attributes.length) : whole;
    reportRstLines(content, this.tell);
    reportBox(content, this.tell);
    reportScript(content, this.tell);
    reportForeignLines(content, this.tell);
    const parts = this.divided(content, (node) => node);
    const [first] = parts;
    if (isOwnLine && first && first.type !== "shortcode")
      this.dressBlock(first, attributes.attributes, first.span);
    return parts;
  }

  /** The paragraphs of a text, and the formulas and shortcodes that part them. */
  private divided(content: Content, asShown: (node: InlineOrFormula) => InlineOrFormula): Part[] {
    const read = readParts(content, this.inline);
    const nodes: TextPart[] = this.settings.smart ? smartened(read) : read;
    const parts: Part[] = [];
    let inlines: Inline[] = [];
    const hasShortcodes = this.cx.settings.shortcodes !== undefined && content.text.includes("{{");
    const end = () => {
      const trimmed = withoutBreaks(inlines);
      if (trimmed.length > 0)
        parts.push({ type: "paragraph", span: spanAround(trimmed), children: trimmed });
      inlines = [];
    };
    for (const node of nodes) {
      const shown = node.type === "shortcode" ? node : asShown(node);
      if (shown.type === "math_block" || shown.type === "shortcode") {
        end();
        parts.push(shown);
      } else inlines.push(shown);
    }
    if (parts.length > 0 || hasShortcodes) end();
    else {
      const span = content.span(0, content.text.length);
      parts.push({ type: "paragraph", span, children: inlines });
    }
    return parts;
  }

  /** Give a block the id and the classes that its author wrote for it. */
  dressBlock(block: Block, { id, classes }: WrittenAttributes, span: Span): void {
    if (classes.length > 0) block.classes = [...(block.classes ?? []), ...classes];
    if (id !== undefined) this.giveId(block, id, span);
    if (block.type === "definition_list" && classes.includes("glossary"))
      defineAll(block, this.cx.names);
  }

  // --- quotations and lists ---

  private quote(span: Span): Block {
    const [open, inline] = [this.peek(), this.tokens[this.at + 1]];
    const alert = open?.type === "paragraph_open" ? alertRe.exec(inline?.content ?? "") : null;
    if (!alert) {
      if (open?.type === "paragraph_open" && inline?.content.startsWith("[!"))
        reportAlert(contentOfLines(inline.content, inline.map![0], this.text), this.tell);
      return { type: "block_quote", span, children: this.blocks("blockquote_close") };
    }
    const type = alert.groups!["kind"]!.toLowerCase() as "note";
    this.at += 3;
    const first = contentOfLines(inline!.content, inline!.map![0], this.text).slice(
      alert[0].length,
    );
    const text = first.text === "" ? [] : this.paragraphOf(first, undefined);
    return { type, span, children: this.blocks("blockquote_close", text) };
  }

  private orderedList(token: Token, span: Span): Block {
    const start = Number(token.attrGet("start") ?? 1);
    return {
      type: "enumerated_list",
      span,
      enumtype: "arabic",
      prefix: "",
      suffix: token.markup,
      ...(start === 1 ? {} : { start }),
      children: this.items("ordered_list_close"),
    };
  }

  private items(end: string): ListItem[] {
    const items: ListItem[] = [];
    for (let token = this.take(); token && token.type !== end; token = this.take()) {
      const span = this.spanOf(token);
      const item: ListItem = { type: "list_item", span, children: this.blocks("list_item_close") };
      makeTask(item);
      items.push(item);
    }
    return items;
  }

  private definitions(span: Span): Block {
    const children: DefinitionListItem[] = [];
    let item: DefinitionListItem | undefined;
    for (let token = this.take(); token && token.type !== "dl_close"; token = this.take()) {
      const at = this.spanOf(token);
      if (token.type === "dd_open") {
        const definition: Definition = {
          type: "definition",
          span: at,
          children: this.blocks("dd_close"),
        };
        item!.children.push(definition);
        continue;
      }
      const inline = this.take();
      this.take();
      const content = contentOfLines(inline.content, token.map![0], this.text);
      const term = { type: "term" as const, span: at, children: this.nodes(content).map(inLine) };
      item = { type: "definition_list_item", span: at, children: [term] };
      children.push(item);
    }
    return { type: "definition_list", span, children };
  }

  // --- code and HTML ---

  private code(token: Token, before: Block | undefined): Block {
    const [from, to] = token.map!;
    const isFence = token.type === "fence";
    const span = isFence ? this.text.spanOfLines(from, to) : this.spanOf(token);
    const { language, attributes } = isFence
      ? infoOf(token.info, this.settings)
      : { language: undefined };
    const classes = language === undefined ? [] : ["code", language];
    if (isFence) this.checkFence(token, from, to);
    else if (before?.type === "paragraph" && textOf(before).trimEnd().endsWith("::"))
      this.tell("rst-literal-block", { ...before.span, start: before.span.end - 2 });
    const first = isFence ? from + 1 : from;
    const last = Math.max(first, isFence ? to - 1 : to);
    const written = withoutStandIns(token.content.replace(/\n$/, ""));
    const value = this.cx.settings.shortcodes ? withoutEscapes(written) : written;
    const inner =
      first < this.text.lines.length && last > first ? this.text.spanOfLines(first, last) : span;
    const node: BlockOf<"literal_block"> = {
      type: "literal_block",
      span,
      ...(classes.length > 0 ? { classes } : {}),
      children: value === "" ? [] : [{ type: "text", span: inner, value: marksAsVariables(value) }],
    };
    if (attributes) this.dressBlock(node, attributes, span);
    return node;
  }

  private checkFence({ markup }: Token, from: number, to: number): void {
    const last = this.text.lines[to - 1]?.text ?? "";
    const bare = last.replace(/^[\s>]*/, "").trimEnd();
    const mark = markup[0]!;
    const isClosed =
      to - 1 > from && bare.length >= markup.length && bare === mark.repeat(bare.length);
    if (isClosed) return;
    const at = this.text.spanOfLines(from, from + 1);
    const offset = Math.max(0, at.source.text.slice(at.start, at.end).indexOf(markup));
    const start = at.start + offset;
    const span = { ...at, start, end: Math.min(at.end, start + markup.length) };
    const above = this.text.lines[from - 1]?.text.trim() ?? "";
    if (mark === "~" && above !== "" && /^~+$/.test((this.text.lines[from]?.text ?? "").trim()))
      this.tell("rst-title", span, [markup]);
    else this.tell("fence-not-closed", span, [markup]);
  }

  private html(token: Token, flow: HtmlFlow): Block[] {
    const span = this.spanOf(token);
    const content = contentOfLines(token.content.replace(/\n$/, ""), token.map![0], this.text);
    const html = withoutStandIns(this.addressed(token.content));
    if (/^\s*(?:<!--(?:(?!-->)[^])*-->\s*)+$/.test(html)) {
      const value = html.trim();
      return [{ type: "comment", span, children: [{ type: "text", span, value }] }];
    }
    const open = unclosedComment(html);
    if (open !== -1) {
      this.tell("comment-not-closed", content.span(open, open + 4));
      return [{ type: "comment", span, children: [{ type: "text", span, value: html.trim() }] }];
    }
    reportComponents(content.text, this.tell, (from, to) => content.span(from, to));
    if (this.cx.settings.shortcodes && hasShortcode(html.trimStart())) {
      const at = Math.max(0, content.text.search(/\{\{[%<]/));
      this.tell("shortcode-in-html", content.span(at, at + 3));
    }
    const shown = flow.read(html, span, (start, end) => content.span(start, end));
    if (shown === "") return [];
    return [
      { type: "raw", span, format: "html", children: [{ type: "text", span, value: shown }] },
    ];
  }

  // --- footnotes ---

  /** The name of a footnote, which is this text's own. */
  private noteName(label: string, { source }: Span): string {
    return `[^${label}] ${source.path}`;
  }

  private footnote(token: Token): void {
    const label = String(token.meta?.["label"]);
    const first = this.peek();
    const span = first ? this.spanOf(first) : this.text.span(0, 0);
    const node: Footnote = {
      type: "footnote",
      span,
      auto: 1,
      names: [this.noteName(label, span)],
      ids: [this.cx.names.claimId(`fn-${idOf(label) || label}`)],
      children: this.blocks("footnote_reference_close"),
    };
    if (!this.notes.has(label)) this.notes.set(label, { label, span, node });
  }

  /** The footnotes, in the order in which they are referred to. */
  private *footnotes(): Iterable<Block> {
    for (const label of this.noted) {
      const note = this.notes.get(label);
      if (note) yield* this.placed(note);
    }
    for (const note of this.notes.values()) {
      if (this.noted.has(note.label)) continue;
      this.tell("unused-footnote", note.span, [note.label]);
      yield* this.placed(note);
    }
  }

  private *placed({ node }: Note): Iterable<Block> {
    yield* this.cx.names.noteExplicit(node);
    yield node;
  }
}

/**
 * Texts of a page share what their references lead to: what a text defines itself is first, then what those before it
 * define, as far as these share it. `hrefOf`: where what the text defines leads, which is said from where it stands.
 */
function shareReferences(
  env: Env,
  { state }: Context,
  isShared: boolean,
  hrefOf: (href: string) => string,
): void {
  const own = env.references as LinkReferences | undefined;
  for (const found of Object.values(own ?? {})) found.href = hrefOf(found.href);
  if (isShared) {
    const shared = (state.linkReferences ??= Object.create(null) as LinkReferences);
    for (const [label, found] of Object.entries(own ?? {})) shared[label] ??= found;
  }
  const { linkReferences: shared } = state;
  if (!shared) return;
  // All references of the text are read: nothing is added to what it shares.
  env.references = (own ? Object.setPrototypeOf(own, shared) : shared) as NonNullable<
    Env["references"]
  >;
}

/** Where a comment begins that does not end; -1 where all do. */
function unclosedComment(html: string): number {
  const last = html.lastIndexOf("<!--");
  return last !== -1 && !html.includes("-->", last + 2) ? last : -1;
}

/** `json {.wide}` → the language and the attributes. */
function infoOf(
  info: string,
  settings: MarkdownSettings,
): {
  readonly language: string | undefined;
  readonly attributes?: WrittenAttributes;
} {
  const written = withoutStandIns(unescaped(info.trim(), settings));
  const found = /\s*\{(?<attributes>[^{}]*)\}$/.exec(written);
  const attributes = found && attributesIn(found.groups!["attributes"]!);
  const rest = attributes ? written.slice(0, found.index) : written;
  const language = /^\S+/.exec(rest)?.[0];
  return attributes ? { language, attributes } : { language };
}

/** `[x] done`: a box before the text of an item. */
function makeTask(item: ListItem): void {
  const [first] = item.children;
  if (first?.type !== "paragraph") return;
  const [text] = first.children;
  const mark = text?.type === "text" ? taskRe.exec(text.value)?.groups!["mark"] : undefined;
  if (mark === undefined || text?.type !== "text") return;
  const box = el("input", {
    type: "checkbox",
    // For who hears the page.
    "aria-label": textOf(first).slice(4).replace(/\s+/g, " ").trim(),
    disabled: true,
    checked: mark !== " ",
  });
  const made = madeHtml(`${box} `, {
    ...text.span,
    end: Math.min(text.span.end, text.span.start + 3),
  });
  const rest = {
    ...text,
    value: text.value.slice(4),
    span: { ...text.span, start: Math.min(text.span.start + 4, text.span.end) },
  };
  first.children = [made, rest, ...first.children.slice(1)];
  item.classes = ["task"];
}

function titleText(title: Title): string {
  return textOf(title).replace(/\s+/g, " ").trim();
}

/** The text of a heading that its id is made of: pictures are no letters, whatever they show. */
function lettersOf(title: Title): string {
  const written = (nodes: readonly Inline[]): Inline[] =>
    nodes.map((node) => {
      if (node.type === "image") return { type: "text", span: node.span, value: "" };
      return node.type === "reference" ? { ...node, children: written(node.children) } : node;
    });
  return textOf({ ...title, children: written(title.children) }).replaceAll("\n", " ");
}

function spanAround(nodes: readonly Inline[]): Span {
  const first = nodes[0]!.span;
  const last = nodes.at(-1)!.span;
  return last.source === first.source ? { ...first, end: Math.max(first.end, last.end) } : first;
}

/** Text without the line ends around it, where a formula stood. */
function withoutBreaks(nodes: Inline[]): Inline[] {
  const trimmed = nodes.map((node, index): Inline => {
    if (node.type !== "text") return node;
    let { value } = node;
    if (index === 0) value = value.trimStart();
    if (index === nodes.length - 1) value = value.trimEnd();
    return value === node.value ? node : { ...node, value };
  });
  return trimmed.filter((node) => node.type !== "text" || node.value !== "");
}
