import type { Span } from "../base/source.js";
import { withoutStandIns } from "../base/verbatim.js";
import type { Context } from "../rst/context.js";
import type { Inline, MathBlock, Text } from "../rst/nodes.js";
import type { Shortcodes } from "../rst/context.js";
import { addressesIn } from "./autolinks.js";
import type { Content } from "./content.js";
import { htmlElement, htmlTag, pairsOf, type Pairs } from "./html-inline.js";
import type { Tell } from "./html-flow.js";
import { inlineTokens } from "./parser.js";
import { reportCoded, reportComponent, reportForeignText } from "./foreign-markup.js";
import { reportOpenMarkup } from "./open-markup.js";
import { reportRstMarkup, reportRstText } from "./rst-slips.js";
import type { MarkdownSettings } from "./settings.js";
import {
  halfOf,
  hasShortcode,
  markOf,
  quotedTag,
  withoutEscapes,
  type BadTag,
  type ShortcodeMark,
  type Tag,
} from "./shortcodes.js";
import type { Env, Token } from "./tokens.js";

/** What the texts of one document share. */
export interface InlineContext {
  readonly cx: Context;
  readonly settings: MarkdownSettings;
  readonly env: Env;
  readonly tell: Tell;
  /** Where a link leads that is written so. */
  readonly hrefOf: (href: string) => string;
  /** How the text has it, where a link leads elsewhere than it is written. */
  readonly writtenOf: (led: string) => string | undefined;
  /** HTML with the addresses that shortcodes in it stand for. */
  readonly addressed: (html: string) => string;
  /** Names of shortcodes that nothing is called and that were reported. */
  readonly unknown: Set<string>;
  /** The node of a reference to a footnote. */
  readonly footnote: (label: string, span: Span) => Inline;
}

/** A formula on its own within a paragraph, which it parts. */
export type InlineOrFormula = Inline | MathBlock;

/** What a paragraph comes to: a text, and what parts it. */
export type TextPart = InlineOrFormula | ShortcodeMark;

/** How deep emphasis may be nested: whoever walks the tree stays within the call stack. */
const deepest = 60;

/** The text of a block → inline nodes. A shortcode that stands for blocks is reported. */
export function readInlines(content: Content, shared: InlineContext): InlineOrFormula[] {
  return readParts(content, shared, false) as InlineOrFormula[]; // none of them is a shortcode
}

/** The same where shortcodes may stand that stand for blocks. */
export function readParts(content: Content, shared: InlineContext, mayPart = true): TextPart[] {
  const { text } = content;
  // Many texts have no markup at all.
  if (!mayBeMarkup.test(text) && !text.includes("www.") && !text.includes("WWW."))
    return text === "" ? [] : [textNode(text, content.span(0, text.length))];
  const tokens = inlineTokens(text, shared.settings, shared.env);
  return new InlineReader(tokens, content, shared, mayPart).read();
}

/** What constructs begin with, also of other programs, the colon of an address, and the name of a picture. */
const mayBeMarkup = /[\\`*_[\]!<>&~\n@{$|^]|\+\+|==|:\/\/|:[\w+-]+:/;

interface Frame {
  readonly children: TextPart[];
  readonly make: (children: Inline[]) => Inline[];
  readonly isLink: boolean;
  /** Whether it is emphasis, and not one that begins right after code. */
  readonly isEmphasis: boolean;
}

/** Text that is not a node yet. */
interface Run {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Whether it stands so in the content: escapes and entities do not. */
  readonly isVerbatim: boolean;
}

/** The words of a link as it is written. */
function linkText({ source, start, end }: Span): string {
  return (
    /^\[(?<text>[^\]]*)/.exec(source.text.slice(start, end))?.groups!["text"]!.slice(0, 60) ?? ""
  );
}

class InlineReader {
  private readonly tokens: readonly Token[];
  private readonly content: Content;
  private readonly shared: InlineContext;
  private readonly pairs: Pairs;
  private readonly stack: Frame[] = [
    { children: [], make: (children) => children, isLink: false, isEmphasis: false },
  ];
  private runs: Run[] = [];
  private ignored = 0;
  private readonly shortcodes: Shortcodes | undefined;
  /** Whether shortcodes may part the text. */
  private readonly mayPart: boolean;
  private readonly alone: ReadonlySet<number>;
  private readonly refused = new Set<string>();

  constructor(tokens: readonly Token[], content: Content, shared: InlineContext, mayPart: boolean) {
    this.tokens = tokens;
    this.content = content;
    this.shared = shared;
    this.mayPart = mayPart;
    this.shortcodes = shared.cx.settings.shortcodes;
    this.pairs = pairsOf(
      tokens,
      (token) => this.spanOf(token),
      shared.tell,
      (token) => halfOf(token, this.shortcodes),
    );
    this.alone = mayPart ? this.shortcodesAlone() : new Set();
  }

  /** The tags of a text that is nothing but shortcodes, or one with what it holds: they stand for blocks where they can. */
  private shortcodesAlone(): ReadonlySet<number> {
    const { tokens } = this;
    if (tokens[0]?.type !== "shortcode") return new Set();
    const last = tokens.length - 1;
    if (this.pairs.get(0) === last) return new Set([0, last]);
    const isNothing = ({ type, content }: Token) =>
      type === "softbreak" || (type === "text" && content.trim() === "");
    return tokens.every((token) => token.type === "shortcode" || isNothing(token))
      ? new Set(tokens.keys())
      : new Set();
  }

  read(): TextPart[] {
    for (const [index, token] of this.tokens.entries()) this.token(token, index);
    while (this.stack.length > 1) this.close();
    this.flush();
    return this.stack[0]!.children;
  }

  private spanOf({ start = 0, end = start }: Token): Span {
    return this.content.span(start, end);
  }

  private token(token: Token, index: number): void {
    switch (token.type) {
      case "text":
      case "text_special":
        // A backslash before what it does not change is text as it is written.
        this.text(token.content, token, token.type === "text" || token.content === token.markup);
        return;
      case "softbreak":
        this.text("\n", token, true);
        return;
      case "hardbreak":
        this.add(madeHtml("<br>\n", this.spanOf(token)));
        return;
      case "code_inline": {
        const span = this.spanOf(token);
        const isLast = this.tokens[index + 1]?.markup.startsWith("_") ?? false;
        const endsEmphasis = isLast && this.stack.at(-1)!.isEmphasis;
        reportRstMarkup(this.content, token, endsEmphasis, this.shared.tell);
        const code = this.shortcodes ? withoutEscapes(token.content) : token.content;
        this.add({ type: "literal", span, children: [textNode(code, span)] });
        return;
      }
      case "shortcode":
        this.shortcode(token, index);
        return;
      case "bad_shortcode":
        this.badShortcode(token);
        return;
      case "math":
      case "math_display":
        this.formula(token);
        return;
      case "image":
        this.image(token);
        return;
      case "footnote_ref":
        this.add(this.shared.footnote(String(token.meta?.["label"]), this.spanOf(token)));
        return;
      case "html_inline":
        this.html(token, index);
        return;
      default:
        if (token.nesting > 0) this.element(token, this.tokens[index - 1]);
        else if (token.nesting < 0) this.close();
    }
  }

  private text(value: string, { start = 0, end = start }: Token, isVerbatim: boolean): void {
    if (value !== "") this.runs.push({ value, start, end, isVerbatim });
  }

  private badShortcode(token: Token): void {
    const { start, end, why } = token.meta as unknown as BadTag;
    const { content } = this;
    const [written = ""] = /^.{0,200}?(?:[%>]\}\}|(?=\n|$))|^.{0,200}/.exec(
      content.text.slice(token.start, (token.start ?? 0) + 210),
    )!;
    this.shared.tell("shortcode-syntax", content.span(start, end), [quotedTag(written), why]);
    this.text(token.content, token, true);
  }

  private shortcode(token: Token, index: number): void {
    const { cx, tell, unknown } = this.shared;
    const known = this.shortcodes!; // it reads no shortcodes otherwise
    const pair = this.pairs.get(index);
    const isAlone = this.alone.has(index);
    if (pair === "end" && !isAlone) {
      this.close();
      return;
    }
    const mark = markOf(token.meta as unknown as Tag, (start, end) =>
      this.content.span(start, end),
    );
    const { call, span, kind } = mark;
    const form = known.formOf(call.name);
    if (!form) {
      if (kind !== "close" || !unknown.has(call.name))
        tell("unknown-shortcode", span, [call.name, ...known.near(call.name)]);
      unknown.add(call.name);
      this.text(token.content, token, true);
      return;
    }
    const isPlain = kind === "whole" || (kind === "open" && !form.holds);
    const isText = form.place === "text" || (form.place === "either" && !isAlone);
    if (isText && (isPlain || pair !== undefined))
      if (pair === undefined)
        for (const node of known.inlines(call, [], cx))
          this.add(form.isAddress ? this.led(node) : node);
      else this.open((children) => known.inlines(call, children, cx));
    else this.part(mark);
  }

  /** A link that a shortcode stands for, to where one leads that is written so in this text. */
  private led(node: Inline): Inline {
    if (node.type !== "reference" || node.refuri === undefined) return node;
    return { ...node, refuri: this.shared.hrefOf(node.refuri) };
  }

  /** A shortcode that stands for blocks, where a text can be parted. */
  private part(mark: ShortcodeMark): void {
    const { call, kind, span } = mark;
    this.flush();
    if (this.mayPart && this.stack.length === 1) {
      this.stack[0]!.children.push(mark);
      return;
    }
    if (kind === "close" && this.refused.has(call.name)) return;
    this.refused.add(call.name);
    this.shared.tell("shortcode-not-in-text", span, [call.name]);
  }

  private formula({ type, content, ...token }: Token): void {
    const span = this.spanOf(token as Token);
    const children = [textNode(content.trim(), span)];
    const isOwn = type === "math_display" && this.stack.length === 1;
    this.add({ type: isOwn ? "math_block" : "math", span, children });
  }

  private image(token: Token): void {
    const span = this.spanOf(token);
    const title = token.attrGet("title");
    const uri = withoutStandIns(this.shared.hrefOf(String(token.attrGet("src") ?? "")));
    const alt = withoutStandIns(this.altOf(token));
    if (uri === "") {
      // A picture without an address would be the page itself.
      this.shared.tell("link-without-address", span, [alt, "image"]);
      if (alt !== "") this.add(textNode(alt, span));
      return;
    }
    this.add({
      type: "image",
      span,
      uri,
      alt,
      ...(title ? { title: withoutStandIns(String(title)) } : {}),
    });
  }

  private altOf({ children, ...token }: Token): string {
    const shortcode = children?.find(({ type }) => type === "shortcode");
    if (shortcode) {
      const { name } = shortcode.meta as unknown as Tag;
      this.shared.tell("shortcode-not-in-text", this.spanOf(token as Token), [name]);
    }
    return altOf(children ?? []);
  }

  private element(token: Token, before: Token | undefined): void {
    const span = this.spanOf(token);
    if (token.type !== "link_open") {
      const type = token.type === "strong_open" ? "strong" : "emphasis";
      if (token.type === "s_open")
        this.open((children) => [{ type: "inline", span, classes: ["del"], children }]);
      else
        this.open((children) => [{ type, span, children }], {
          isEmphasis: before?.type !== "code_inline",
        });
      return;
    }
    const title = token.attrGet("title");
    const href = String(token.attrGet("href") ?? "");
    const refuri = this.shared.hrefOf(href);
    const written = this.shared.writtenOf(refuri);
    if (href === "") this.shared.tell("link-without-address", span, [linkText(span)]);
    if (!this.shortcodes && /%7B%7B%(?:25|3C)/.test(href))
      this.shared.tell("shortcode-as-text", span, [quotedTag(decodeURI(href))]);
    this.open(
      (children) => [
        {
          type: "reference",
          span,
          refuri,
          ...(written === undefined ? {} : { written }),
          ...(title ? { title: withoutStandIns(String(title)) } : {}),
          children,
        },
      ],
      { isLink: true },
    );
  }

  private html(token: Token, index: number): void {
    const { cx } = this.shared;
    token.content = this.shared.addressed(token.content);
    if (this.shortcodes && hasShortcode(token.content))
      this.shared.tell("shortcode-in-html", this.spanOf(token));
    const pair = this.pairs.get(index);
    const span = this.spanOf(token);
    if (typeof pair === "number" || token.content.endsWith("/>"))
      reportComponent(token.content, this.shared.tell, () => span);
    reportCoded(token.content, this.shared.tell, (start, end) =>
      this.content.span((token.start ?? 0) + start, (token.start ?? 0) + end),
    );
    if (pair === "end") {
      this.close();
      return;
    }
    if (pair === undefined) {
      for (const node of htmlTag(token.content, span, cx)) this.add(node);
      return;
    }
    const endTag = this.tokens[pair]!;
    this.open((children) =>
      htmlElement(
        { tag: token.content, span, endTag: endTag.content, endSpan: this.spanOf(endTag) },
        children,
        cx,
      ),
    );
  }

  private open(
    make: Frame["make"],
    { isLink = false, isEmphasis = false }: Partial<Frame> = {},
  ): void {
    this.flush();
    if (this.stack.length > deepest) {
      this.ignored++;
      if (this.ignored === 1)
        this.shared.tell("nested-too-deep", this.content.span(0, 0), [String(deepest)]);
      return;
    }
    const isInLink = isLink || this.stack.at(-1)!.isLink;
    this.stack.push({ children: [], make, isLink: isInLink, isEmphasis });
  }

  private close(): void {
    this.flush();
    if (this.ignored > 0) {
      this.ignored--;
      return;
    }
    if (this.stack.length === 1) return;
    const { children, make } = this.stack.pop()!;
    // Formulas on their own are made outside of other markup only.
    for (const node of make(children as Inline[])) this.stack.at(-1)!.children.push(node);
  }

  private add(node: InlineOrFormula): void {
    this.flush();
    this.stack.at(-1)!.children.push(node);
  }

  /** Make nodes of the text so far: addresses in it become links, what names nothing is reported. */
  private flush(): void {
    if (this.runs.length === 0) return;
    const { runs } = this;
    this.runs = [];
    const value = runs.length === 1 ? runs[0]!.value : runs.map((run) => run.value).join("");
    const into = this.stack.at(-1)!;
    const spanOf = (start: number, end: number) => {
      const from = offsetIn(runs, start);
      return this.content.span(from, Math.max(from, endIn(runs, end)));
    };
    if (/[\]}>`|]|\*\*|:[\w+-]+:|\$.*\$|\+\+\S+\+\+|==.+==|\w\^\w+\^/.test(value)) {
      const plain = plainOf(runs, value);
      this.reportUndefined(plain, spanOf);
      const after = this.content.text.slice(runs.at(-1)!.end, runs.at(-1)!.end + 300);
      if (!into.isLink) reportOpenMarkup(plain, after, this.shared.tell, spanOf);
      const isBehind = into.children.length > 0 && into.children.at(-1)!.type !== "text";
      reportForeignText(plain, this.shared.tell, spanOf, isBehind);
      reportRstText(plain, this.shared.tell, spanOf, (name) =>
        spanOf(0, 0).source.text.includes(`.. |${name}|`),
      );
    }
    if (!this.shortcodes && value.includes("{{"))
      for (const { index, 0: found } of value.matchAll(shortcodeRe))
        this.shared.tell("shortcode-as-text", spanOf(index, index + found.length), [
          quotedTag(found),
        ]);
    let at = 0;
    if (!into.isLink && (value.includes("@") || value.includes("www.") || value.includes("WWW.")))
      for (const { start, end, href } of addressesIn(value)) {
        if (start > at) into.children.push(textNode(value.slice(at, start), spanOf(at, start)));
        const span = spanOf(start, end);
        const children = [textNode(value.slice(start, end), span)];
        into.children.push({ type: "reference", span, refuri: withoutStandIns(href), children });
        at = end;
      }
    if (at < value.length)
      into.children.push(textNode(at === 0 ? value : value.slice(at), spanOf(at, value.length)));
  }

  private reportUndefined(plain: string, spanOf: (start: number, end: number) => Span): void {
    for (const { index, 0: found, groups } of plain.matchAll(undefinedRe)) {
      const { label, note } = groups!;
      // A pattern, [^\s\d], is no note.
      if (/[\0\\]/.test(note ?? "")) continue;
      const code = label === undefined ? "undefined-footnote" : "undefined-link-label";
      const start = index + (found.length - found.trimStart().length);
      const span = spanOf(start, index + found.length);
      const written = label?.includes("\0")
        ? /\[((?:\\.|[^[\]\\])*)\]$/s.exec(span.source.text.slice(span.start, span.end))?.[1]
        : undefined;
      this.shared.tell(code, span, [written ?? label ?? note!]);
    }
  }
}

/** `{{% name` and `{{< name`, as Hugo's content has them. */
const shortcodeRe = /\{\{[%<](?!\s*\/(?!\*))(?:[^}\n]{0,200}?[%>]\}\}|[^}\n]{0,200})/g;

/** `[text][label]`, and `[^label]`, of which nothing became a link. `a[0][1]` is neither. */
const undefinedRe =
  /(?:^|(?<=[\s(]))\[[^[\]^][^[\]]*\]\[(?<label>[^[\]^\n][^[\]\n]*)\]|\[\^(?<note>[^[\]\s]+)\](?!:)/g;

/** A text with other characters in place of what is not written as it is read. */
function plainOf(runs: readonly Run[], value: string): string {
  return runs.some(({ isVerbatim }) => !isVerbatim)
    ? runs.map((run) => (run.isVerbatim ? run.value : "\0".repeat(run.value.length))).join("")
    : value;
}

function offsetIn(runs: readonly Run[], at: number): number {
  let left = at;
  for (const { value, start, end, isVerbatim } of runs) {
    if (left < value.length) return isVerbatim ? Math.min(start + left, end) : start;
    left -= value.length;
  }
  return runs.at(-1)!.end;
}

function endIn(runs: readonly Run[], at: number): number {
  let left = at;
  for (const { value, start, end, isVerbatim } of runs) {
    if (left <= value.length) return isVerbatim ? Math.min(start + left, end) : end;
    left -= value.length;
  }
  return runs.at(-1)!.end;
}

export function textNode(value: string, span: Span): Text {
  return { type: "text", span, value: withoutStandIns(value) };
}

/** HTML that the program writes itself. */
export function madeHtml(html: string, span: Span): Inline {
  return {
    type: "raw",
    isInText: true,
    span,
    format: "html",
    made: true,
    children: [{ type: "text", span, value: html }],
  };
}

/** The words of an image's description. */
function altOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (type === "image") return altOf(children ?? []);
      if (type === "softbreak" || type === "hardbreak") return "\n";
      return type === "text" || type === "text_special" || type === "code_inline" ? content : "";
    })
    .join("");
}
