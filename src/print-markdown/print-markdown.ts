import { childrenOf, textOf, type Document, type Node, type NodeOf } from "../rst/nodes.js";
import { inlineMarkdown, withoutControls, type Links } from "./inline.js";
import { tableMarkdown } from "./table.js";

export { lineOfText, type Links } from "./inline.js";

/**
 * A document after its transforms → Markdown: CommonMark with GitHub's tables, strikethrough and footnotes. What stands
 * there as text is text for those who read the Markdown: signs that would be markup are escaped. What Markdown lacks is
 * said as well as it can: cells that span others stand in the first place they fill.
 */
export function toMarkdown(document: Document, links: Links = {}): string {
  // Below the title of the document sections have headings of the second level, as in HTML.
  const isTitled = document.children.some(({ type }) => type === "title");
  return `${written(document.children, links, isTitled ? 1 : 0)}\n`;
}

/** Blocks of a document as Markdown, without a line end. `links`: what places of the page are called from outside. */
export function markdownOf(nodes: readonly Node[], links: Links = {}): string {
  return written(nodes, links, 0);
}

function written(nodes: readonly Node[], links: Links, level: number): string {
  return withoutControls(new Printer(links).joined(nodes, level));
}

const admonitions: ReadonlyMap<string, string> = new Map(
  ["attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning"].map(
    (name) => [name, name[0]!.toUpperCase() + name.slice(1)],
  ),
);

class Printer {
  constructor(readonly links: Links) {}

  joined(nodes: readonly Node[], level: number, separator = "\n\n"): string {
    const parts: string[] = [];
    let last: Node | null = null;
    for (const node of nodes) {
      const text = this.#block(node, level);
      if (text === "") continue;
      // Two lists in a row would be one.
      if (last && isList(last) && last.type === node.type) parts.push("<!-- -->");
      parts.push(text);
      last = node;
    }
    return parts.join(separator);
  }

  #blocks(parent: Node, level: number): string {
    return this.joined(childrenOf(parent), level);
  }

  #inline(node: Node): string {
    return inlineMarkdown(node, this.links);
  }

  #block(node: Node, level: number): string {
    const title = admonitions.get(node.type);
    if (title !== undefined) return this.#admonition(node, title, level);
    switch (node.type) {
      case "title":
      case "subtitle":
        return `${"#".repeat(Math.max(1, Math.min(level, 6)))} ${withoutClosing(this.#inline(node).replace(/\s*\n\s*/g, " "))}`;
      case "section":
        return this.#blocks(node, level + 1);
      case "paragraph":
        return escapeStart(this.#inline(node));
      case "rubric":
      case "term":
        return `**${this.#inline(node)}**`;
      case "literal_block":
      case "doctest_block":
        return fenced(node);
      case "math_block":
        return `$$\n${textOf(node)}\n$$`;
      case "bullet_list":
        return this.#list(node, () => "- ", level);
      case "enumerated_list":
        return this.#list(node, (index) => `${(node.start ?? 1) + index}. `, level);
      case "field_list":
      case "docinfo":
        return childrenOf(node)
          .map((field) => this.#field(field, level))
          .join("\n");
      case "option_list":
        return childrenOf(node)
          .map((item) => this.#option(item, level))
          .join("\n");
      case "definition_list_item":
        return this.#definition(node, level);
      case "block_quote":
        return quoted(this.#blocks(node, level));
      case "attribution":
        return `— ${this.#inline(node)}`;
      case "line_block":
        return this.#lines(node).join("\\\n");
      case "table":
        return tableMarkdown(node, (entry) => this.joined(childrenOf(entry), level), this.links);
      case "footnote":
      case "citation":
        return this.#note(node, level);
      case "admonition":
      case "topic":
      case "sidebar":
        return this.#admonition(node, null, level);
      case "transition":
        return "---";
      case "image":
      case "reference":
        return inlineMarkdown({ type: "paragraph", span: node.span, children: [node] }, this.links);
      case "caption":
        return this.#inline(node);
      case "raw":
        return node.format.split(" ").includes("html") ? textOf(node).trim() : "";
      case "definition_list":
      case "definition":
      case "container":
      case "compound":
      case "figure":
      case "legend":
        return this.#blocks(node, level);
      case "comment":
      case "target":
      case "substitution_definition":
      case "system_message":
      case "pending":
      case "meta":
      case "decoration":
        return "";
      default:
        return escapeStart(this.#inline(node));
    }
  }

  #definition(node: Node, level: number): string {
    const terms = childrenOf(node).filter(({ type }) => type === "term" || type === "classifier");
    const named = terms.map((each) =>
      each.type === "term" ? `**${this.#inline(each)}**` : `*${this.#inline(each)}*`,
    );
    const rest = childrenOf(node).filter((each) => !terms.includes(each));
    return `${named.join(" : ")}\n\n${this.joined(rest, level)}`.trimEnd();
  }

  #admonition(node: Node, title: string | null, level: number): string {
    const [first, ...rest] = childrenOf(node);
    const own = first?.type === "title" ? this.#inline(first) : null;
    const head = own ?? title;
    const body = this.joined(own === null ? childrenOf(node) : rest, level);
    return quoted(head === null ? body : `**${head}**\n\n${body}`);
  }

  #field(field: Node, level: number): string {
    if (field.type !== "field") return `- **${field.type}**: ${this.#inline(field)}`;
    const [name, body] = childrenOf(field);
    const text = body ? indented(this.#blocks(body, level), 2) : "";
    return `- **${name ? this.#inline(name) : ""}**:${text === "" ? "" : ` ${text}`}`;
  }

  #option(item: Node, level: number): string {
    const [group, description] = childrenOf(item);
    const names = group ? childrenOf(group).map((option) => `\`${optionText(option)}\``) : [];
    const text = description ? indented(this.#blocks(description, level), 2) : "";
    return `- ${names.join(", ")}: ${text}`;
  }

  #lines(node: Node): readonly string[] {
    return childrenOf(node).flatMap((line) =>
      line.type === "line_block" ? this.#lines(line) : [escapeStart(this.#inline(line))],
    );
  }

  #note(node: Node, level: number): string {
    const [label, ...rest] = childrenOf(node);
    const name = label?.type === "label" ? textOf(label) : "";
    return `[^${name}]: ${indented(this.joined(label?.type === "label" ? rest : childrenOf(node), level), 4)}`;
  }

  /** Items of a line each stay close together. */
  #list(
    node: NodeOf<"bullet_list" | "enumerated_list">,
    marker: (index: number) => string,
    level: number,
  ): string {
    const isTight = node.children.every((item) => childrenOf(item).length <= 1);
    const items = node.children.map((item, index) => {
      const mark = marker(index);
      return (mark + indented(this.#blocks(item, level), mark.length)).trimEnd();
    });
    return items.join(isTight ? "\n" : "\n\n");
  }
}

function isList({ type }: Node): boolean {
  return type === "bullet_list" || type === "enumerated_list";
}

function optionText(option: Node): string {
  return childrenOf(option)
    .map((part) => (part.type === "option_argument" ? part.delimiter : "") + textOf(part))
    .join("");
}

function indented(text: string, width: number): string {
  return text.replace(/\n(?=.)/g, `\n${" ".repeat(width)}`);
}

function quoted(text: string): string {
  return text.replace(/^(?=.)/gm, "> ").replace(/^$/gm, ">");
}

function fenced(node: NodeOf<"literal_block" | "doctest_block">): string {
  const code = textOf(node);
  const language = node.classes?.find((name) => name !== "code") ?? "";
  const longest = (code.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

/** A heading that ends with `#`, as if it were closed. */
function withoutClosing(heading: string): string {
  return heading.replace(/(?<=^|\s)#(?=#*\s*$)/, "\\$&");
}

/** What would begin a heading, a list, a quotation, a table or a thematic break. */
function escapeStart(text: string): string {
  return text
    .replace(/^( {0,3})([#>+-](?=\s|$)|=+\s*$|-+\s*$|\|)/gm, "$1\\$2")
    .replace(/^( {0,3}\d{1,9})([.)])(?=\s|$)/gm, "$1\\$2")
    .replace(/^( {0,3})(~{3,})/gm, "$1\\$2")
    .replace(/^(\\?\[[ xX])\](?=\s)/gm, "$1\\]");
}
