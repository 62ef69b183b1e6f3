import { noteIds } from "./html-ids.js";
import type { Span } from "../base/source.js";
import { withoutStandIns } from "../base/verbatim.js";
import type { Context } from "../rst/context.js";
import type { Inline, InlineNode } from "../rst/nodes.js";
import { define } from "../rst/terms.js";
import { componentIn } from "./components.js";
import type { Tell } from "./html-flow.js";
import { endsItself, voidElements } from "./html-tags.js";
import { StrayEnds } from "./stray-ends.js";
import type { Token } from "./tokens.js";

/** HTML within a text. What the tree has a node for becomes that node, whatever a project lets through. */

/** For the index of an opening tag that of its end tag, and for that "end". */
export type Pairs = ReadonlyMap<number, number | "end">;

interface Open {
  readonly name: string;
  readonly index: number;
}

/** Something that begins or ends: a tag of HTML, or of a shortcode. */
export interface Half {
  readonly name: string;
  readonly isEnd: boolean;
  readonly isWhole: boolean;
}

/** Which tags belong together: those with nothing between them that begins or ends outside. `halfOf`: what else is a tag. */
export function pairsOf(
  tokens: readonly Token[],
  spanOf: (token: Token) => Span,
  tell: Tell,
  halfOf: (token: Token) => Half | null,
): Pairs {
  const pairs = new Map<number, number | "end">();
  if (!tokens.some(({ type }) => type === "html_inline" || type === "shortcode")) return pairs;
  /** The tags that are open, for each markup that is. */
  const levels: { readonly open: Open[]; readonly counts: Map<string, number> }[] = [];
  const begin = () => levels.push({ open: [], counts: new Map() });
  const strays = new StrayEnds();
  const drop = ({ index, name }: Open) => {
    const isHtml = tokens[index]!.type === "html_inline";
    if (isHtml && !endsItself.has(name)) strays.reportOpen(name, spanOf(tokens[index]!), tell);
  };
  begin();
  for (const [index, token] of tokens.entries()) {
    if (token.nesting > 0) begin();
    else if (token.nesting < 0 && levels.length > 1)
      for (const each of levels.pop()!.open) drop(each);
    const isHtml = token.type === "html_inline";
    const half = isHtml ? nameOf(token.content) : halfOf(token);
    if (!half || half.name === "" || half.isWhole) continue;
    const { name, isEnd } = half;
    const { open, counts } = levels.at(-1)!;
    if (!isEnd) {
      open.push({ name, index });
      counts.set(name, (counts.get(name) ?? 0) + 1);
      continue;
    }
    if (!counts.get(name)) {
      const component = isHtml ? componentIn(token.content) : null;
      if (component !== null) tell("component-as-html", spanOf(token), [component]);
      else if (isHtml && !endsItself.has(name)) strays.add(name, spanOf(token));
      continue;
    }
    for (;;) {
      const last = open.pop()!;
      counts.set(last.name, counts.get(last.name)! - 1);
      if (last.name !== name) {
        drop(last);
        continue;
      }
      pairs.set(last.index, index);
      pairs.set(index, "end");
      break;
    }
  }
  for (const { open } of levels) for (const each of open) drop(each);
  strays.report(tell);
  return pairs;
}

function nameOf(tag: string): Half {
  const found = /^<(\/?)([A-Za-z][A-Za-z0-9-]*)/.exec(tag);
  const name = found?.[2]!.toLowerCase() ?? "";
  return {
    name,
    isEnd: found?.[1] === "/",
    // <Link> of other programs is not the element without an end.
    isWhole:
      (voidElements.has(name) && found?.[1] !== "/" && componentIn(tag) === null) ||
      tag.endsWith("/>"),
  };
}

/** Elements that have a node of their own. */
const nodeTypes: ReadonlyMap<string, "strong" | "emphasis" | "superscript" | "subscript"> = new Map(
  [
    ["strong", "strong"],
    ["em", "emphasis"],
    ["sup", "superscript"],
    ["sub", "subscript"],
  ],
);

/** Elements that a class asks for. */
const meanings = new Set("b bdi del dfn i ins kbd mark q s samp small u var".split(" "));

interface Element {
  readonly tag: string;
  readonly span: Span;
  readonly endTag: string;
  readonly endSpan: Span;
}

/** An element of HTML around inline nodes. */
export function htmlElement(
  { tag, span, endTag, endSpan }: Element,
  children: Inline[],
  cx: Context,
): Inline[] {
  const { name } = nameOf(tag);
  const isBare = /^<[A-Za-z0-9-]+\s*>$/.test(tag);
  const whole = { ...span, end: endSpan.source === span.source ? endSpan.end : span.end };
  if (isBare) {
    const type = nodeTypes.get(name);
    if (type !== undefined) return [{ type, span: whole, children }];
    if (name === "code") return [{ type: "literal", span: whole, children }];
    if (meanings.has(name)) {
      const node: InlineNode = { type: "inline", span: whole, classes: [name], children };
      if (name === "dfn") define(node, cx.names);
      return [node];
    }
  }
  const id = children.length === 0 ? anchorRe.exec(tag)?.groups : undefined;
  if (id) {
    const own = withoutStandIns(id["id"]!);
    const target: Inline = { type: "target", span: whole, ids: [own], children: [] };
    if (!cx.names.noteInHtml(own, whole)) cx.message("duplicate-heading-id", whole, [own]);
    cx.names.setId(target);
    return [target];
  }
  const policy = cx.settings.html;
  const shown = policy ? policy.raw(tag + endTag, span) : tag + endTag;
  noteIds(shown, cx, () => span);
  const end = policy ? `</${name}>` : endTag;
  const isKept = shown.toLowerCase().endsWith(end.toLowerCase()) && shown.length > end.length;
  if (!isKept) return children;
  const at = shown.length - end.length;
  return [raw(shown.slice(0, at), span), ...children, raw(shown.slice(at), endSpan)];
}

/** `<a id="x"></a>`, a place that links lead to. */
const anchorRe = /^<(?:a|span)\s+(?:id|name)\s*=\s*["']?(?<id>[^\s"'<>]+)["']?\s*>$/i;

/** A tag by itself: `<br>`, one without its other half, an instruction. Comments are not for readers. */
export function htmlTag(tag: string, span: Span, cx: Context): Inline[] {
  if (tag.startsWith("<!--")) return [];
  const policy = cx.settings.html;
  if (/^<(?:br|wbr)\s*\/?>$/i.test(tag)) return [{ ...raw(tag, span), made: true }];
  if (!policy) {
    noteIds(tag, cx, () => span);
    return [raw(tag, span)];
  }
  const { name, isEnd, isWhole } = nameOf(tag);
  // A tag without its other half, which is reported, must not reach what follows.
  const half = name !== "" && !isWhole && !endsItself.has(name);
  if (half && isEnd) return [];
  const shown = policy.raw(half ? `${tag}</${name}>` : tag, span);
  noteIds(shown, cx, () => span);
  return shown === "" ? [] : [raw(shown, span)];
}

function raw(html: string, span: Span): Extract<Inline, { type: "raw" }> {
  return {
    type: "raw",
    isInText: true,
    span,
    format: "html",
    children: [{ type: "text", span, value: withoutStandIns(html) }],
  };
}
