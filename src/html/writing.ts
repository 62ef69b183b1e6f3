import type { Report } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";
import { withoutTags } from "../base/text.js";
import type { Attributes, Node, NodeOf } from "../rst/nodes.js";
import type { HtmlWords } from "./words.js";
import { el, join, nothing, type Html, type HtmlAttributes } from "./element.js";

/** A link of a page, for the check whether it leads anywhere. */
export interface Link {
  readonly href: string;
  /** The address as its author wrote it, where the site leads it elsewhere. */
  readonly written?: string;
  readonly span: Span;
}

/** Where pictures are that a text names otherwise than as an image. */
export interface Pictures {
  /** One that a link leads to; `undefined` where it leads to none. */
  readonly linked: (href: string, span: Span) => string | undefined;
  /** One that HTML of an author's shows. */
  readonly inHtml: (uri: string, span: Span) => string;
}

/**
 * What the writers of one page share. `level` is that of the next heading; everything else belongs to the page, so that
 * a writer going deeper copies this value with another level.
 */
export interface Writing {
  readonly report: Report;
  /** Every id written so far. */
  readonly ids: Set<string>;
  readonly links: Link[];
  /** Elements for `<head>`. */
  readonly meta: Html[];
  readonly level: number;
  /** The text stands in `<pre>`, where each line end counts. */
  readonly keepsLines?: boolean;
  /** What stands on the page besides the words of its author. */
  readonly words: HtmlWords;
  /** Where the page finds an image. */
  readonly imageUri: (image: NodeOf<"image">) => string;
  readonly pictures?: Pictures | undefined;
  /** Where what stands in a place comes from, with its title; absent where nothing leads there. */
  readonly sources?: Sources | undefined;
  readonly write: (node: Node, cx: Writing) => Html;
  /** What sections came to, for a document that has them again. */
  readonly kept?: KeptSections | undefined;
}

/** A section as it was written. */
export interface KeptSection {
  readonly html: Html;
  readonly level: number;
  readonly ids: readonly string[];
  readonly links: readonly Link[];
}

export type KeptSections = WeakMap<NodeOf<"section">, KeptSection>;

/** Addresses of where something comes from. */
export interface SourceLinks {
  readonly edit?: string | undefined;
  readonly report?: string | undefined;
  readonly source?: string | undefined;
}

/** How to find them, and what links to them are called; `{title}` is that of the place. */
export interface Sources {
  readonly of: (span: Span, title: string) => SourceLinks;
  readonly words: { readonly [name in keyof SourceLinks]-?: string };
}

/** Links to where something comes from, whose signs come from the style sheet. */
export function sourceLinks(
  names: readonly (keyof SourceLinks)[],
  span: Span,
  title: string,
  { sources }: Pick<Writing, "sources">,
): Html {
  if (!sources) return nothing;
  const found = sources.of(span, title);
  const links = names.flatMap((name) => {
    const href = found[name];
    const label = sources.words[name].replace("{title}", () => title);
    return href === undefined ? [] : [el("a", { class: name, href, "aria-label": label })];
  });
  return links.length === 0 ? nothing : el("span", { class: "source-links" }, ...links);
}

/** All nodes, one after the other. */
export function writeAll(nodes: readonly Node[], cx: Writing): Html {
  let html = "";
  for (const node of nodes) html += cx.write(node, cx);
  return html as Html;
}

/** Blocks one after the other. Images follow each other in a line, so that there is a blank between them. */
export function writeBlocks(nodes: readonly Node[], cx: Writing): Html {
  let html = "";
  let last: Node | undefined;
  for (const node of nodes) {
    if (last && isImage(last) && isImage(node)) html += "\n";
    html += writeBlock(node, cx);
    last = node;
  }
  return html as Html;
}

/** A node that stands among blocks: there raw text with a class is a block as well. */
function writeBlock(node: Node, cx: Writing): Html {
  if (node.type !== "raw" || isPlain(node)) return cx.write(node, cx);
  const { ids: _ids, classes: _classes, ...bare } = node;
  const html = cx.write(bare, cx);
  return html === "" ? nothing : elementOf("div", node, cx, {}, html);
}

function isImage({ type }: Node): boolean {
  return type === "image" || type === "reference";
}

/** Blocks, each on a line of its own; between two pieces of raw text stands what the author put there. */
export function writeLines(nodes: readonly Node[], cx: Writing): Html {
  let html = "";
  let last: Node | undefined;
  for (const node of nodes) {
    const written = writeBlock(node, cx);
    if (written === "") continue;
    if (html !== "" && !(last?.type === "raw" && node.type === "raw")) html += "\n";
    html += written;
    last = node;
  }
  return html as Html;
}

/** The text of inline markup, without the markup. */
export function plainText(node: Node): string {
  if (node.type === "text") return node.value;
  if (node.type === "image") return node.alt ?? "";
  if (node.type === "raw" && node.isInText) return withoutTags(rawText(node));
  return "children" in node ? node.children.map(plainText).join("") : "";
}

/** What an author wrote for HTML or another format. */
export function rawText(node: NodeOf<"raw">): string {
  return node.children.map(plainText).join("");
}

/** Blocks, each on a line of its own, so that whoever compares two versions of a page sees what changed. */
export function lines(blocks: readonly Html[]): Html {
  // A long text is put together once, when all of it is there.
  let html = "";
  for (const block of blocks) if (block !== "") html += html === "" ? block : `\n${block}`;
  return html as Html;
}

/**
 * A link to a heading, whose sign comes from the style sheet: it is no text of the page. `name`: of the place. All else that
 * has an id gets its link by `templates/point.js` when it comes near: thousands of them would keep a page from being shown.
 */
export function permalink(id: string, name: string, { words }: Pick<Writing, "words">): Html {
  const label = words["link-to"].replace("{title}", () => name);
  return el("a", { class: "permalink", href: `#${id}`, "aria-label": label });
}

/** Text in one line. */
export function oneLine(value: string): string {
  return value.replace(/\s+/g, " ").trim();
}

/** Elements that may hold other elements of their own kind only; anchors go before them. */
const noAnchorsInside = new Set(["ul", "ol", "dl", "table", "img", "hr", "pre", "math"]);

/**
 * The element of a node: the first of its ids that the page does not have yet, its classes, and an anchor for every
 * further id, so that no permalink is lost and none is written twice.
 */
export function elementOf(
  tag: string,
  node: Attributes,
  cx: Writing,
  attributes: HtmlAttributes,
  ...children: Html[]
): Html {
  // Most nodes have neither ids nor classes.
  if (!node.ids && !node.classes) return el(tag, attributes, ...children);
  const [id, ...more] = claimIds(node.ids, cx);
  const given = attributes["class"];
  const classes =
    typeof given === "string" ? [given, ...(node.classes ?? [])] : (node.classes ?? []);
  const all = { ...attributes, class: classes, id };
  if (more.length === 0) return el(tag, all, ...children);
  if (noAnchorsInside.has(tag)) return join([anchors(more), el(tag, all, ...children)]);
  return el(tag, all, anchors(more), ...children);
}

/** Those of the ids that the page does not have yet; from now on it has them. */
export function claimIds(ids: readonly string[] | undefined, cx: Writing): string[] {
  if (!ids) return [];
  return ids.filter((id) => {
    if (cx.ids.has(id)) return false;
    cx.ids.add(id);
    return true;
  });
}

/** Empty elements that links can lead to. */
export function anchors(ids: readonly string[]): Html {
  return ids.length === 0 ? nothing : join(ids.map((id) => el("span", { id })));
}

/** Nodes that leave nothing on the page. */
export function isInvisible(node: Node): boolean {
  switch (node.type) {
    case "comment":
    case "system_message":
    case "substitution_definition":
    case "pending":
    case "meta":
      return true;
    case "target":
      return node.children.length === 0 && (isResolved(node) || !node.ids?.length);
    default:
      return false;
  }
}

/** A target that says where it leads stands for that place and is none itself. */
function isResolved(node: { refuri?: string; refid?: string; refname?: string }): boolean {
  return node.refuri !== undefined || node.refid !== undefined || node.refname !== undefined;
}

/**
 * The content of a cell, an item or a field: a lone paragraph stands there without `<p>`, so that short entries stay
 * close together.
 */
export function writeCompact(nodes: readonly Node[], cx: Writing): Html {
  const visible = nodes.filter((node) => !isInvisible(node));
  const [only] = visible;
  if (visible.length === 1 && only?.type === "paragraph" && isPlain(only))
    return writeAll(only.children, cx);
  return writeBlocks(visible, cx);
}

/** Without ids and classes of its own. */
export function isPlain(node: Attributes): boolean {
  return !node.ids?.length && !node.classes?.length;
}

/** Code or a formula that is wider than a phone scrolls there, so that the keyboard has to reach it; a script takes those out that have room. */
export function tabindexOf(code: string): 0 | undefined {
  return code.split("\n").some((line) => line.length > fitting) ? 0 : undefined;
}

/** Characters that fit in a line of code on a screen of 320 pixels. */
const fitting = 28;
