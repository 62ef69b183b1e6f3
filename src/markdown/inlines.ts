import type { Span } from "../base/source.js";
import { withoutStandIns } from "../base/verbatim.js";
import type { Context } from "../rst/context.js";
import type { Inline, MathBlock, Text } from "../rst/nodes.js";
import { addressesIn } from "./autolinks.js";
import type { Content } from "./content.js";
import { htmlElement, htmlTag, pairsOf, type Pairs } from "./html-inline.js";
import type { Tell } from "./html-flow.js";
import { inlineTokens } from "./parser.js";
import { reportRstMarkup } from "./rst-slips.js";
import type { MarkdownSettings } from "./settings.js";
import type { Env, Token } from "./tokens.js";

/** What the texts of one document share. */
export interface InlineContext {
  readonly cx: Context;
  readonly settings: MarkdownSettings;
  readonly env: Env;
  readonly tell: Tell;
  /** Where a link leads that is written so. */
  readonly hrefOf: (href: string, span: Span) => string;
  /** The node of a reference to a footnote. */
  readonly footnote: (label: string, span: Span) => Inline;
}

/** A formula on its own within a paragraph, which it parts. */
export type InlineOrFormula = Inline | MathBlock;

/** How deep emphasis may be nested: whoever walks the tree stays within the call stack. */
const deepest = 60;

/** The text of a block → inline nodes. */
export function readInlines(content: Content, shared: InlineContext): InlineOrFormula[] {
  const { text } = content;
  // Many texts have no markup at all.
  if (!mayBeMarkup.test(text) && !text.includes("www.") && !text.includes("WWW."))
    return text === "" ? [] : [textNode(text, content.span(0, text.length))];
  const tokens = inlineTokens(text, shared.settings, shared.env);
  return new InlineReader(tokens, content, shared).read();
}

/** What constructs begin with, and the colon of an address. */
const mayBeMarkup = /[\\`*_[\]!<>&~\n@{$]|:\/\//;

interface Frame {
  readonly children: InlineOrFormula[];
  readonly make: (children: Inline[]) => Inline[];
  readonly isLink: boolean;
}

/** Text that is not a node yet. */
interface Run {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Whether it stands so in the content: escapes and entities do not. */
  readonly isVerbatim: boolean;
}

class InlineReader {
  private readonly tokens: readonly Token[];
  private readonly content: Content;
  private readonly shared: InlineContext;
  private readonly pairs: Pairs;
  private readonly stack: Frame[] = [{ children: [], make: (children) => children, isLink: false }];
  private runs: Run[] = [];
  private ignored = 0;

  constructor(tokens: readonly Token[], content: Content, shared: InlineContext) {
    this.tokens = tokens;
    this.content = content;
    this.shared = shared;
    this.pairs = pairsOf(tokens, (token) => this.spanOf(token), shared.tell);
  }

  read(): InlineOrFormula[] {
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
        this.text(token.content, token, token.type === "text");
        return;
      case "softbreak":
        this.text("\n", token, true);
        return;
      case "hardbreak":
        this.add(madeHtml("<br>\n", this.spanOf(token)));
        return;
      case "code_inline": {
        const span = this.spanOf(token);
        reportRstMarkup(this.content, token.start ?? 0, token.end ?? 0, this.shared.tell);
        this.add({ type: "literal", span, children: [textNode(token.content, span)] });
        return;
      }
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
        if (token.nesting > 0) this.element(token);
        else if (token.nesting < 0) this.close();
    }
  }

  private text(value: string, { start = 0, end = start }: Token, isVerbatim: boolean): void {
    if (value !== "") this.runs.push({ value, start, end, isVerbatim });
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
    this.add({
      type: "image",
      span,
      uri: withoutStandIns(String(token.attrGet("src") ?? "")),
      alt: withoutStandIns(altOf(token.children ?? [])),
      ...(title ? { title: withoutStandIns(String(title)) } : {}),
    });
  }

  private element(token: Token): void {
    const span = this.spanOf(token);
    if (token.type !== "link_open") {
      const type = token.type === "strong_open" ? "strong" : "emphasis";
      if (token.type === "s_open")
        this.open((children) => [{ type: "inline", span, classes: ["del"], children }]);
      else this.open((children) => [{ type, span, children }]);
      return;
    }
    const title = token.attrGet("title");
    const href = String(token.attrGet("href") ?? "");
    const written = this.shared.hrefOf(href, span);
    this.open(
      (children) => [
        {
          type: "reference",
          span,
          refuri: written,
          ...(title ? { title: withoutStandIns(String(title)) } : {}),
          children,
        },
      ],
      true,
    );
  }

  private html(token: Token, index: number): void {
    const { cx } = this.shared;
    const pair = this.pairs.get(index);
    const span = this.spanOf(token);
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

  private open(make: Frame["make"], isLink = false): void {
    this.flush();
    if (this.stack.length > deepest) {
      this.ignored++;
      if (this.ignored === 1)
        this.shared.tell("nested-too-deep", this.content.span(0, 0), [String(deepest)]);
      return;
    }
    const isInLink = isLink || this.stack.at(-1)!.isLink;
    this.stack.push({ children: [], make, isLink: isInLink });
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
    if (value.includes("]")) this.reportUndefined(runs, value, spanOf);
    if (value.includes("{{"))
      for (const { index, 0: found } of value.matchAll(shortcodeRe))
        this.shared.tell("shortcode-as-text", spanOf(index, index + found.length), [
          found.slice(0, 60),
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

  private reportUndefined(
    runs: readonly Run[],
    value: string,
    spanOf: (start: number, end: number) => Span,
  ): void {
    const plain = runs.some(({ isVerbatim }) => !isVerbatim)
      ? runs.map((run) => (run.isVerbatim ? run.value : "\0".repeat(run.value.length))).join("")
      : value;
    for (const { index, 0: found, groups } of plain.matchAll(undefinedRe)) {
      const { label, note } = groups!;
      const code = label === undefined ? "undefined-footnote" : "undefined-link-label";
      const start = index + (found.length - found.trimStart().length);
      this.shared.tell(code, spanOf(start, index + found.length), [label ?? note!]);
    }
  }
}

/** `{{% name` and `{{< name`, as Hugo's content has them. */
const shortcodeRe = /\{\{[%<][^}\n]{0,200}(?:[%>]\}\})?/g;

/** `[text][label]`, and `[^label]`, of which nothing became a link. `a[0][1]` is neither. */
const undefinedRe =
  /(?:^|(?<=[\s(]))\[[^[\]^][^[\]]*\]\[(?<label>[^[\]^\n][^[\]\n]*)\]|\[\^(?<note>[^[\]\s]+)\](?!:)/g;

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
