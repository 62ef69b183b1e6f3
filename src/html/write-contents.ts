import type { Inline, Node, NodeOf } from "../rst/nodes.js";
import { breakable, el, join, nothing, text, type Html } from "./element.js";
import { writeReference } from "./write-inline.js";
import {
  isDeprecatedTitle,
  isSystemMessages,
  methodBadge,
  operationIn,
  plainTitle,
} from "./write-structure.js";
import { elementOf, lines, writeAll, plainText, type Writing } from "./writing.js";

/** Whether a topic is a table of contents. */
export function isContents(node: Node): node is NodeOf<"topic"> {
  return node.type === "topic" && (node.classes?.includes("contents") ?? false);
}

/** Whether a topic is the table of contents of a whole page. */
export function isPageContents(node: Node): node is NodeOf<"topic"> {
  return isContents(node) && !node.classes?.includes("local");
}

/** Contents where the author put them: those of a section, mostly. */
export function writeContents(node: NodeOf<"topic">, cx: Writing): Html {
  const title = node.children.find((child) => child.type === "title");
  const entries = node.children.filter((child) => child.type !== "title");
  const label = title ? plainTitle(title) : cx.words["contents-of-section"];
  const heading = title
    ? elementOf("p", title, cx, { class: "contents-title" }, writeAll(title.children, cx))
    : nothing;
  return elementOf(
    "nav",
    node,
    cx,
    { role: "doc-toc", "aria-label": label },
    heading,
    writeAll(entries, cx),
  );
}

/** The contents of the whole page, for its side. */
export function writePageContents(node: NodeOf<"topic">, cx: Writing): Html {
  const title = node.children.find((child) => child.type === "title");
  const entries = node.children.filter((child) => child.type !== "title");
  const usual = cx.words.contents;
  const given = title ? plainTitle(title) : usual;
  // All pages call them the same, unless an author has a title of his own.
  const label = /^(?:table of )?contents$/i.test(given) ? usual : given;
  const heading =
    title && label === given
      ? elementOf("p", title, cx, { class: "contents-title" }, writeAll(title.children, cx))
      : contentsTitle(label);
  return elementOf(
    "nav",
    node,
    cx,
    { role: "doc-toc", "aria-label": label },
    heading,
    join(entries.map((entry) => writeEntries(entry, cx))),
  );
}

/** The lists of contents. */
function writeEntries(node: Node, cx: Writing): Html {
  switch (node.type) {
    case "bullet_list":
      return elementOf(
        "ul",
        node,
        cx,
        {},
        lines(node.children.map((item) => writeEntry(item, cx))),
      );
    case "reference":
      return writeReference(
        node,
        cx,
        entryOf(node.children, (words) => writeAll(words, cx)),
      );
    default:
      return cx.write(node, cx);
  }
}

function writeEntry(item: Node, cx: Writing): Html {
  const [first, ...rest] = item.type === "list_item" ? item.children : [];
  if (item.type !== "list_item" || first?.type !== "paragraph") return cx.write(item, cx);
  const [link] = first.children;
  const isDeprecated = link?.type === "reference" && isDeprecatedTitle(link.children);
  const entry = first.children.map((child) => writeEntries(child, cx));
  return elementOf(
    "li",
    item,
    cx,
    { class: isDeprecated ? "deprecated" : undefined },
    ...entry,
    ...rest.map((child) => writeEntries(child, cx)),
  );
}

function contentsTitle(label: string): Html {
  return el("p", { class: "contents-title" }, text(label));
}

/** Contents for a page whose author asked for none: its sections, three levels deep; none for a page with fewer than two. */
export function writeMadeContents(document: NodeOf<"document">, label: string): Html {
  if (sectionsOf(document).length < 2) return nothing;
  return el(
    "nav",
    { class: "contents", role: "doc-toc", "aria-label": label },
    contentsTitle(label),
    sectionEntries(document, 3),
  );
}

/** Contents of a page of a tree: its sections of all levels, and what is made in them, which has no number. */
export function writeOutline(document: NodeOf<"document">, label: string): Html {
  const entries = outlineEntries(document);
  if (entries === nothing) return nothing;
  return el(
    "nav",
    { class: "contents", role: "doc-toc", "aria-label": label },
    contentsTitle(label),
    entries,
  );
}

function outlineEntries(node: NodeOf<"document"> | NodeOf<"section">): Html {
  const items = sectionsOf(node).map((section) => {
    const title = section.children.find((child) => child.type === "title");
    const link = el(
      "a",
      { href: `#${section.ids?.[0] ?? ""}` },
      title ? entryOf(title.children, plainWords) : nothing,
    );
    const isDeprecated = title !== undefined && isDeprecatedTitle(title.children);
    return el(
      "li",
      { class: [...(section.made ? ["made"] : []), ...(isDeprecated ? ["deprecated"] : [])] },
      link,
      section.made ? nothing : outlineEntries(section),
    );
  });
  return items.length > 0 ? el("ol", {}, lines(items)) : nothing;
}

/**
 * An entry of contents: its number apart from its words, so that these can stand in a column of their own. An operation has
 * an element for its method, and what says that it is deprecated is seen by its style alone. `written` writes other words.
 */
function entryOf(children: readonly Inline[], written: (words: readonly Inline[]) => Html): Html {
  const [first, ...rest] = children;
  const isNumbered = first?.type === "generated";
  const words = isNumbered ? rest : children;
  const [mark] = words;
  const isMarked = mark?.type === "text" && isDeprecatedTitle(words);
  const operation = operationOf(isMarked ? words.slice(1) : words);
  const entry = operation
    ? el(
        "span",
        { class: "entry operation" },
        methodBadge(operation.method),
        text(" "),
        breakable(operation.address),
      )
    : el("span", { class: "entry" }, written(words));
  const unseen =
    operation && isMarked ? el("span", { class: "unseen" }, text(mark.value)) : nothing;
  const number = isNumbered
    ? join([el("span", { class: "sectnum" }, text(plainText(first).trim())), text(" ")])
    : nothing;
  return join([number, unseen, entry]);
}

/** The operation that a title names, and nothing else: as code, or with its method apart. */
function operationOf([first, ...rest]: readonly Inline[]): ReturnType<typeof operationIn> {
  if (!first) return null;
  if (rest.length === 0) return operationIn(first);
  if (first.type !== "inline" || !first.classes?.includes("method")) return null;
  return { method: plainText(first), address: rest.map(plainText).join("").trim() };
}

function plainWords(children: readonly Inline[]): Html {
  return text(children.map(plainText).join(""));
}

function sectionEntries(node: NodeOf<"document"> | NodeOf<"section">, depth: number): Html {
  const items = (depth === 0 ? [] : sectionsOf(node)).map((section) => {
    const title = section.children.find((child) => child.type === "title");
    return el(
      "li",
      {},
      el(
        "a",
        { href: `#${section.ids?.[0] ?? ""}` },
        title ? entryOf(title.children, plainWords) : nothing,
      ),
      sectionEntries(section, depth - 1),
    );
  });
  return items.length > 0 ? el("ul", {}, lines(items)) : nothing;
}

function sectionsOf(node: NodeOf<"document"> | NodeOf<"section">): NodeOf<"section">[] {
  return node.children
    .filter((child) => child.type === "section")
    .filter((section) => !isSystemMessages(section));
}
