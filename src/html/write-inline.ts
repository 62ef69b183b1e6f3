import type { Element, Inline, NodeOf } from "../rst/nodes.js";
import {
  breakable,
  el,
  nothing,
  text,
  trusted,
  type Html,
  type HtmlAttributes,
} from "./element.js";
import { highlight } from "./highlight.js";
import { isForHtml, linksIn, withPictures } from "./html-places.js";
import { mathml } from "./math.js";
import {
  elementOf,
  isInvisible,
  isPlain,
  plainText,
  rawText,
  tabindexOf,
  writeAll,
  type Writing,
} from "./writing.js";

/** Elements for the meaning of a text, which authors ask for by a class of that name. */
const meanings = new Set([
  "b",
  "bdi",
  "del",
  "dfn",
  "i",
  "ins",
  "kbd",
  "mark",
  "q",
  "s",
  "samp",
  "small",
  "u",
  "var",
]);

/** The element that a class asks for, instead of the usual one; the class is no longer needed then. */
function elementFor(
  usual: string,
  node: InlineParent,
): { readonly tag: string; readonly classes: string[] | undefined } {
  const { classes } = node;
  const tag = classes?.find((name) => meanings.has(name));
  if (tag === undefined) return { tag: usual, classes };
  return { tag, classes: classes!.filter((name) => name !== tag) };
}

/**
 * Text that a custom role marks. Its class may name one of HTML's elements.
 *
 * @see https://docutils.sourceforge.io/docs/user/html.html#text-level-semantics
 */
export function writeMarked(node: NodeOf<"inline">, cx: Writing): Html {
  const { tag, classes } = elementFor("span", node);
  const isAddress =
    classes?.includes("endpoint") && node.children.every(({ type }) => type === "text");
  const content = isAddress ? breakable(plainText(node)) : writeAll(node.children, cx);
  return elementOf(tag, dressed(node, classes), cx, {}, content);
}

/** The ids of a node with other classes. */
function dressed(
  { ids }: InlineParent,
  classes: string[] | undefined,
): { ids?: string[]; classes?: string[] } {
  return { ...(ids && { ids }), ...(classes && { classes }) };
}

type InlineParent = Extract<Element, { children: Inline[] }>;

/** A writer for inline markup that is an HTML element of its own. */
export function inline(tag: string, attributes: HtmlAttributes = {}) {
  return (node: InlineParent, cx: Writing): Html =>
    elementOf(tag, node, cx, attributes, writeAll(node.children, cx));
}

/** ``literal``. Line breaks of the source are spaces here; the style sheet keeps runs of spaces. */
export function writeLiteral(node: NodeOf<"literal">, cx: Writing): Html {
  const language = languageOf(node.classes);
  const content = node.children.every(({ type }) => type === "text")
    ? (language && highlight(plainText(node), language)) ||
      text(cx.keepsLines ? plainText(node) : plainText(node).replaceAll("\n", " "))
    : writeAll(node.children, cx);
  const { tag, classes } = elementFor("code", node);
  return elementOf(tag, dressed(node, classes), cx, {}, content);
}

/** The language among the classes of a code block or role: the one behind `code`. */
export function languageOf(classes: readonly string[] | undefined): string | undefined {
  return classes?.includes("code") ? classes.find((name) => name !== "code") : undefined;
}

/**
 * A link. One that leads nowhere has been reported by who resolves names; its text stays. `shown`: what is written of its
 * text, where that is not as usual.
 */
export function writeReference(
  node: NodeOf<"reference">,
  cx: Writing,
  shown: Html = writeAll(node.children, cx),
): Html {
  const href = hrefOf(node, cx);
  if (href !== undefined && node.beside) {
    const label = plainText(node).replace(/\s+/g, " ");
    return el("span", { class: "type-link" }, shown, el("a", { href, "aria-label": label }));
  }
  if (href !== undefined) {
    const kind = isWritten(href, plainText(node)) ? "bare" : undefined;
    return elementOf("a", node, cx, { href, class: kind, title: node.title }, shown);
  }
  return isPlain(node) ? shown : elementOf("span", node, cx, {}, shown);
}

/** Whether the text of a link is its address, or has it: paper has no need to show it again. */
function isWritten(href: string, shown: string): boolean {
  if (!/^https?:/.test(href)) return false;
  return shown.includes(href) || plainAddress(href) === plainAddress(shown);
}

/** As people write it who leave out what goes without saying. */
function plainAddress(address: string): string {
  const plain = address.replace(/^(?:https?:\/\/)?(?:www\.)?|\/$/g, "").replace(/\u200b/g, "");
  try {
    return decodeURI(plain);
  } catch {
    return plain; // a "%" that stands for itself
  }
}

/** `[1]_` and `[CIT]_`, with the brackets inside the link. */
export function writeNoteReference(
  node: NodeOf<"footnote_reference"> | NodeOf<"citation_reference">,
  cx: Writing,
): Html {
  const href = hrefOf(node, cx);
  const kind = node.type === "footnote_reference" ? "footnote-reference" : "citation-reference";
  const attributes = { href, class: kind, role: href === undefined ? undefined : "doc-noteref" };
  return elementOf(
    href === undefined ? "span" : "a",
    node,
    cx,
    attributes,
    text("["),
    writeAll(node.children, cx),
    text("]"),
  );
}

/** Where a reference leads, which is noted among the links; `undefined` for one without an end and one that must not be followed. */
export function hrefOf(
  node: { refuri?: string; refid?: string; written?: string; span: NodeOf<"reference">["span"] },
  cx: Pick<Writing, "report" | "links" | "pictures">,
): string | undefined {
  const { refuri, refid } = node;
  const href =
    refuri === undefined
      ? refid && `#${refid}`
      : (cx.pictures?.linked(node.written ?? refuri, node.span) ?? refuri);
  if (href === undefined) return undefined;
  if (runsCode(href)) {
    cx.report("unsafe-link", node.span, [href]);
    return undefined;
  }
  const { span, written } = node;
  cx.links.push({ href, span, ...(written !== undefined && { written }) });
  return href;
}

/** What a browser would run instead of going there, and pages within an address: they would come from nowhere. */
const codeRe =
  /^(?:(?:java|vb)script:|data:(?:text\/html|(?:text|application)\/xml|[\w-]+\/[\w.-]+\+xml))/i;

/** Whether an address is or holds code; browsers ignore control characters and spaces in front. */
function runsCode(href: string): boolean {
  return codeRe.test(href.replace(/[^!-~]+/g, ""));
}

/** A place that links lead to. One that stands for another place is not shown. */
export function writeTarget(node: NodeOf<"target">, cx: Writing): Html {
  return isInvisible(node) ? nothing : elementOf("span", node, cx, {}, writeAll(node.children, cx));
}

/** Mathematics in a line of text. */
export function writeMath(node: NodeOf<"math">, cx: Writing): Html {
  const formula = plainText(node);
  const written = mathml(formula, "inline");
  if (written.html !== undefined) {
    const html = reachable(written.html);
    return node.ids?.length || node.classes?.length ? elementOf("span", node, cx, {}, html) : html;
  }
  cx.report("bad-math", node.span, [written.fault]);
  return elementOf("code", node, cx, { class: "problematic" }, text(formula));
}

/** A formula in a line does not break: one that may be wider than a screen of 320 pixels scrolls, by keyboard too. */
function reachable(html: Html): Html {
  const shown = html.replace(/<[^>]*>|&[^;]*;/g, (part) => (part.startsWith("&") ? "&" : ""));
  if (shown.length <= fittingFormula) return html;
  return trusted(html.replace(/^<math/, '<math tabindex="0"'));
}

/** Characters of a formula that fit in a line there: the spaces around signs are wide. */
const fittingFormula = 20;

/** Mathematics on its own. */
export function writeMathBlock(node: NodeOf<"math_block">, cx: Writing): Html {
  const formula = plainText(node);
  const written = mathml(formula, "block");
  if (written.html !== undefined)
    return elementOf(
      "div",
      node,
      cx,
      { class: "math", tabindex: tabindexOf(formula) },
      written.html,
    );
  cx.report("bad-math", node.span, [written.fault]);
  return elementOf("pre", node, cx, { class: "problematic" }, text(formula));
}

/** What the author wrote for HTML goes out as it is, in an element where it has a class of its own; what is meant for other formats stays away. */
export function writeRaw(node: NodeOf<"raw">, cx: Writing): Html {
  if (!isForHtml(node)) return nothing;
  for (const link of linksIn(node)) cx.links.push(link);
  const html = trusted(cx.pictures ? withPictures(node, cx.pictures.inHtml) : rawText(node));
  return isPlain(node) ? html : elementOf("span", node, cx, {}, html);
}

/** Where the page finds an image; `undefined` for an address that is code or another page, which is reported. */
export function pictureOf(
  node: NodeOf<"image">,
  cx: Pick<Writing, "imageUri" | "report">,
): string | undefined {
  const uri = cx.imageUri(node);
  if (!runsCode(uri) || /^data:image\//i.test(uri)) return uri;
  cx.report("unsafe-link", node.span, [uri, "image"]);
  return undefined;
}

/** An image. Without a text of its own its address stands in, as docutils does. */
export function writeImage(node: NodeOf<"image">, cx: Writing): Html {
  const uri = pictureOf(node, cx);
  if (uri === undefined) return elementOf("span", node, cx, {}, text(node.alt ?? ""));
  const of = (when: "double" | "dark") => {
    const file = node.variants?.find((each) => each.when === when)?.file;
    return file === undefined ? undefined : cx.imageUri({ ...node, uri: file, file });
  };
  const [double, dark] = [of("double"), of("dark")];
  const attributes = {
    src: uri,
    srcset: double === undefined ? undefined : `${double} 2x`,
    width: node.size && String(node.size[0]),
    height: node.size && String(node.size[1]),
    alt: node.alt ?? node.uri,
    title: node.title,
    loading: node.loading === "lazy" ? "lazy" : undefined,
    style: imageStyle(node),
    class: node.align && `align-${node.align}`,
  };
  const image = elementOf("img", node, cx, attributes);
  if (dark === undefined) return image;
  return el(
    "picture",
    {},
    el("source", { srcset: dark, media: "(prefers-color-scheme: dark)" }),
    image,
  );
}

function imageStyle(node: NodeOf<"image">): string | undefined {
  const factor = (node.scale ?? 100) / 100;
  const parts: string[] = [];
  if (node.width !== undefined) parts.push(`width: ${length(node.width, factor)}`);
  if (node.height !== undefined) parts.push(`height: ${length(node.height, factor)}`);
  if (parts.length === 0 && factor !== 1) parts.push(`zoom: ${factor}`);
  return parts.length > 0 ? parts.join("; ") : undefined;
}

const lengthRe = /^\s*(?<number>\d*\.?\d+)\s*(?<unit>[a-z%]*)\s*$/i;

/** A length of RST as one of CSS: `50 %` is `50%`, a bare number counts pixels. */
export function length(value: string, factor = 1): string {
  const { number, unit } = lengthRe.exec(value)?.groups ?? {};
  return number === undefined
    ? "auto"
    : `${Number((Number(number) * factor).toFixed(4))}${unit || "px"}`;
}

/** Text that could not be understood, shown as the author wrote it. */
export function writeProblematic(node: NodeOf<"problematic">, cx: Writing): Html {
  return elementOf("span", node, cx, { class: "problematic" }, writeAll(node.children, cx));
}

/** `<br>`-free line of an address or verse. */
export function writeLine(node: NodeOf<"line">, cx: Writing): Html {
  const content = writeAll(node.children, cx);
  return elementOf("div", node, cx, { class: "line" }, content === "" ? el("br", {}) : content);
}
