import { childrenOf, textOf, type Document, type Node, type NodeOf } from "../rst/nodes.js";

/**
 * A document after its transforms as Markdown (CommonMark): for release notes on a forge. What Markdown lacks, such as
 * tables with spans, is given by its text.
 */
export function toMarkdown(document: Document): string {
  return `${blocks(document, 0)}\n`;
}

function blocks(parent: Node, level: number): string {
  return joined(childrenOf(parent), level, "\n\n");
}

function joined(nodes: readonly Node[], level: number, separator: string): string {
  return nodes
    .map((node) => block(node, level))
    .filter((text) => text !== "")
    .join(separator);
}

function block(node: Node, level: number): string {
  switch (node.type) {
    case "title":
    case "subtitle":
      return `${"#".repeat(Math.max(1, Math.min(level, 6)))} ${inline(node)}`;
    case "section":
      return blocks(node, level + 1);
    case "paragraph":
      return escapeStart(inline(node));
    case "literal_block":
    case "doctest_block":
      return fenced(node);
    case "bullet_list":
      return list(node, () => "- ", level);
    case "enumerated_list":
      return list(node, (index) => `${(node.start ?? 1) + index}. `, level);
    case "block_quote":
      return blocks(node, level)
        .replace(/^(?=.)/gm, "> ")
        .replace(/^$/gm, ">");
    case "definition_list_item":
    case "container":
    case "compound":
    case "definition_list":
    case "definition":
      return blocks(node, level);
    case "term":
      return `**${inline(node)}**`;
    case "comment":
    case "target":
    case "substitution_definition":
    case "system_message":
      return "";
    default:
      return escapeText(textOf(node));
  }
}

/** Items of a line each stay close together. */
function list(
  node: NodeOf<"bullet_list" | "enumerated_list">,
  marker: (index: number) => string,
  level: number,
): string {
  const isTight = node.children.every((item) => childrenOf(item).length <= 1);
  const items = node.children.map((item, index) => {
    const mark = marker(index);
    const within = blocks(item, level).replace(/\n(?=.)/g, `\n${" ".repeat(mark.length)}`);
    return mark + within;
  });
  return items.join(isTight ? "\n" : "\n\n");
}

function fenced(node: NodeOf<"literal_block" | "doctest_block">): string {
  const code = textOf(node);
  const language = node.classes?.find((name) => name !== "code") ?? "";
  const longest = longestTicks(code, 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

function inline(parent: Node): string {
  return childrenOf(parent).map(inlineNode).join("");
}

function inlineNode(node: Node): string {
  switch (node.type) {
    case "text":
      return escapeText(node.value);
    case "emphasis":
    case "title_reference":
      return `*${inline(node)}*`;
    case "strong":
      return `**${inline(node)}**`;
    case "literal":
      return codeSpan(textOf(node));
    case "reference":
      return node.refuri === undefined
        ? inline(node)
        : `[${inline(node)}](${address(node.refuri)})`;
    case "image":
      return `![${escapeText(node.alt ?? "")}](${address(node.uri)})`;
    case "target":
    case "inline":
    case "generated":
      return inline(node);
    default:
      return escapeText(textOf(node));
  }
}

function address(uri: string): string {
  return /^[^\s()<>]+$/.test(uri) ? uri : `<${uri.replace(/[<>\n]/g, encodeURIComponent)}>`;
}

function codeSpan(text: string): string {
  const longest = longestTicks(text, 0);
  const ticks = "`".repeat(longest + 1);
  const gap = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return ticks + gap + text.replaceAll("\n", " ") + gap + ticks;
}

/** Signs that would be markup; an underscore within a word is none. */
function escapeText(text: string): string {
  return text.replace(/[\\`*[\]<>&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&");
}

/** What would begin a heading or a list. */
function escapeStart(text: string): string {
  return text.replace(/^(?:[#>+-](?=\s)|=+$)/gm, "\\$&").replace(/^(\d+)([.)])(?=\s)/gm, "$1\\$2");
}

function longestTicks(text: string, least: number): number {
  return (text.match(/`+/g) ?? []).reduce((most, ticks) => Math.max(most, ticks.length), least);
}
