import { childrenOf, seenIn, textOf, type Node } from "../rst/nodes.js";

/** Where places and pages are found from outside. */
export interface Links {
  /** The address of an id of the document; `undefined` where it has none outside. */
  readonly ofId?: (id: string) => string | undefined;
  /** What becomes of an address. */
  readonly address?: (uri: string) => string;
  /** Whether what Markdown has no signs for may be elements of HTML; else it is its text alone. */
  readonly html?: true;
}

/** The text and inline markup in a node as Markdown. */
export function inlineMarkdown(parent: Node, links: Links = {}): string {
  const nodes = childrenOf(parent);
  const parts = nodes.map((node) => inlineNode(node, links));
  return parts
    .map((part, index) => marked(part, nodes[index]!, parts[index - 1], parts[index + 1]))
    .join("");
}

const marks: ReadonlyMap<string, readonly [mark: string, element: string]> = new Map([
  ["emphasis", ["*", "em"]],
  ["title_reference", ["*", "em"]],
  ["strong", ["**", "strong"]],
]);

/** Emphasis by its signs, or by an element where Markdown would not see it: beside letters (CommonMark 0.31, 6.2). */
function marked(text: string, node: Node, before = "", after = ""): string {
  const [mark, element] = marks.get(node.type) ?? [];
  if (mark === undefined || text === "") return text;
  const isOpen = /^[\p{L}\p{N}]/u.test(text) || !/[\p{L}\p{N}]$/u.test(before);
  const isClosed = /[\p{L}\p{N}]$/u.test(text) || !/^[\p{L}\p{N}]/u.test(after);
  const isPlain = isOpen && isClosed && !/^[\s*]|[\s*]$/.test(text);
  return isPlain ? `${mark}${text}${mark}` : `<${element}>${text}</${element}>`;
}

function inlineNode(node: Node, links: Links): string {
  switch (node.type) {
    case "text":
      return escapeText(node.value);
    case "literal":
      return codeSpan(textOf(node));
    case "math":
      return `$${textOf(node)}$`;
    case "reference":
      return reference(node, links);
    case "footnote_reference":
    case "citation_reference":
      return `[^${textOf(node)}]`;
    case "image":
      return `![${escapeText(node.alt ?? "")}](${destination(node.uri, links)})`;
    case "superscript":
      return element("sup", inlineMarkdown(node, links), links);
    case "subscript":
      return element("sub", inlineMarkdown(node, links), links);
    case "raw":
      if (node.made === true) return "";
      if (!links.html) return escapeText(seenIn(node));
      return node.format.split(" ").includes("html") ? textOf(node) : "";
    case "pending":
    case "system_message":
      return "";
    default:
      return inlineMarkdown(node, links);
  }
}

function element(name: string, text: string, { html }: Links): string {
  return html ? `<${name}>${text}</${name}>` : text;
}

function reference(node: Extract<Node, { type: "reference" }>, links: Links): string {
  const text = inlineMarkdown(node, links);
  const own = node.refid === undefined ? undefined : links.ofId?.(node.refid);
  const uri = own ?? node.refuri;
  if (uri === undefined) return text;
  if (own === undefined && textOf(node) === uri && /^(?:https?|mailto):[^\s<>]+$/.test(uri))
    return `<${uri}>`;
  const title = node.title === undefined ? "" : ` "${node.title.replace(/["\\]/g, "\\$&")}"`;
  return `[${text}](${destination(uri, links)}${title})`;
}

function destination(uri: string, { address }: Links): string {
  const to = address?.(uri) ?? uri;
  return /^[^\s()<>]+$/.test(to) ? to : `<${to.replace(/[<>\n]/g, encodeURIComponent)}>`;
}

function codeSpan(text: string): string {
  const flat = text.replaceAll("\n", " ");
  if (flat === "") return "";
  const longest = (flat.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);
  const ticks = "`".repeat(longest + 1);
  const isPadded = /^ .*[^ ].* $/.test(flat) || flat.startsWith("`") || flat.endsWith("`");
  const gap = isPadded ? " " : "";
  return ticks + gap + flat + gap + ticks;
}

/** Text for a place of one line, such as a heading: it is text there, whatever it begins or ends with. */
export function lineOfText(text: string): string {
  const line = withoutControls(text.replace(/\s+/g, " ").trim());
  return escapeText(line)
    .replace(/^(?:[-+=>|:]|#(?=#*(?: |$))|~{3})/, "\\$&")
    .replace(/^(\d+)(?=[.)])/, "$1\\")
    .replace(/(?<= )#(?=#*$)/, "\\$&");
}

/** Control characters, which no text is meant to have, are shown as a mark. */
export function withoutControls(text: string): string {
  return text.replace(/(?![\n\t\x85])\p{Cc}/gu, "\ufffd");
}

/** Signs that would be markup. An underscore within a word is none, nor is a bracket that no address or name follows. */
export function escapeText(text: string): string {
  return text
    .replace(/[\\`*]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~(?=~)|(?<=~)~/gu, "\\$&")
    .replace(/\](?=[([:]|$)|\[(?=\^)/g, "\\$&")
    .replace(/<(?=[A-Za-z/!?])|&(?=#?[\w]+;)/g, "\\$&");
}
