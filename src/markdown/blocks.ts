import type { Span } from "../base/source.js";
import { withoutStandIns } from "../base/verbatim.js";
import type { Context, ShortcodeCall } from "../rst/context.js";
import type { Line } from "../rst/lines.js";
import type { Attributes, Block } from "../rst/nodes.js";
import { blocksOf } from "../rst/rst.js";
import { defineAll } from "../rst/terms.js";
import { addressOf, withAddressCalls, withAddresses } from "./address-shortcodes.js";
import { attributesAtEnd, type WrittenAttributes } from "./attributes.js";
import { codeBlock } from "./code-block.js";
import { contentOfLines, type Content } from "./content.js";
import { Footnotes } from "./footnotes.js";
import { reportUnevenStars } from "./open-markup.js";
import { reportTable } from "./table-slips.js";
import { reportForeignLines } from "./foreign-markup.js";
import { Headings } from "./headings.js";
import { htmlBlock } from "./html-block.js";
import { HtmlFlow, type Tell } from "./html-flow.js";
import { readInlines, textNode, type InlineContext, type InlineOrFormula } from "./inlines.js";
import { definitionList, itemsOf, orderedList } from "./lists.js";
import { OpenShortcodes, withoutTitles } from "./open-shortcodes.js";
import { paragraphsOf, type Part } from "./paragraphs.js";
import { blockTokens, deepest } from "./parser.js";
import type { Reader } from "./reader.js";
import { shareReferences } from "./references.js";
import { reportAlert, reportBox, reportRstLines, reportScript } from "./rst-slips.js";
import type { MarkdownSettings } from "./settings.js";
import { markOf, type ShortcodeMark, type Tag } from "./shortcodes.js";
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
/** Tokens of blocks → nodes. */
export class BlockReader implements Reader {
  readonly text: MarkdownText;
  readonly cx: Context;
  readonly tell: Tell;
  readonly inline: InlineContext;
  readonly settings: MarkdownSettings;
  private readonly options: MarkdownOptions;
  private readonly tokens: readonly Token[];
  /** The shortcodes of the text that stand for addresses. */
  private readonly calls = new Map<string, ShortcodeCall>();
  private at = 0;
  /** The shortcodes on lines of their own. */
  private readonly marks: ReadonlyMap<Token, ShortcodeMark>;
  private readonly headings = new Headings(this);
  private readonly notes = new Footnotes(this);

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
    const written = new Map<string, string>();
    const hrefOf = (href: string) => {
      const given = withoutStandIns(addressOf(href, this.calls, cx));
      const led = options.hrefOf ? options.hrefOf(given) : given;
      if (led !== given) written.set(led, given);
      return led;
    };
    shareReferences(env, cx, options.isShared ?? false, hrefOf);
    this.marks = this.shortcodes();
    this.inline = {
      cx,
      settings,
      env,
      tell: this.tell,
      unknown: new Set(),
      hrefOf,
      writtenOf: (led) => written.get(led),
      addressed: (html) => withAddresses(html, this.calls, hrefOf),
      footnote: (label, span) => this.notes.reference(label, span),
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
        ? [this.headings.section()]
        : this.next(flow, open.isWithin ? open.last : last);
      for (const part of parts)
        for (const block of open.take(part, flow.isWithin ? withoutTitles(cx) : cx)) {
          yield block;
          last = block;
        }
    }
    yield* open.end();
    yield* flow.end(this.text.span(this.text.text.length, this.text.text.length));
    yield* this.notes.all();
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
        return [this.headings.rubric()];
      case "blockquote_open":
        return [this.quote(span)];
      case "bullet_list_open":
        return [
          {
            type: "bullet_list",
            span,
            bullet: token.markup,
            children: itemsOf(this, "bullet_list_close"),
          },
        ];
      case "ordered_list_open":
        return [orderedList(this, token, span)];
      case "hr":
        return [{ type: "transition", span, free: true }];
      case "fence":
      case "code_block":
        return [codeBlock(this, token, before)];
      case "html_block":
        return htmlBlock(this, token, flow);
      case "table_open":
        return [readTable(this, token)];
      case "dl_open":
        return [definitionList(this, span)];
      case "footnote_reference_open":
        this.notes.read(token);
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
    const parts = paragraphsOf(content, this.inline, inLine);
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

  giveId(node: Attributes, id: string, span: Span): void {
    if (!this.cx.names.noteWritten(id, span)) this.tell("duplicate-heading-id", span, [id]);
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
    reportTable(content, this.tell);
    reportUnevenStars(content, this.tell);
    const parts = paragraphsOf(content, this.inline);
    const [first] = parts;
    if (isOwnLine && first && first.type !== "shortcode")
      this.dressBlock(first, attributes.attributes, first.span);
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
}
