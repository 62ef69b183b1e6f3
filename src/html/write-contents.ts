import type { Node, NodeOf } from "../rst/nodes.js";
import { el, join, nothing, text, type Html } from "./element.js";
import { isSystemMessages, plainTitle } from "./write-structure.js";
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
  const label = title ? plainTitle(title) : "Contents of this section";
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

/** The contents of the whole page, for its side: they fold. */
export function writePageContents(node: NodeOf<"topic">, cx: Writing): Html {
  const title = node.children.find((child) => child.type === "title");
  const entries = node.children.filter((child) => child.type !== "title");
  const label = title ? plainTitle(title) : "Contents";
  const summary = title
    ? elementOf("summary", title, cx, {}, writeAll(title.children, cx))
    : el("summary", {}, text(label));
  return elementOf(
    "nav",
    node,
    cx,
    { role: "doc-toc", "aria-label": label },
    el("details", {}, summary, writeAll(entries, cx)),
  );
}

/** Contents for a page whose author asked for none: its sections, three levels deep; none for a page with fewer than two. */
export function writeMadeContents(document: NodeOf<"document">): Html {
  if (sectionsOf(document).length < 2) return nothing;
  return el(
    "nav",
    { class: "contents", role: "doc-toc", "aria-label": "Contents" },
    el("details", {}, el("summary", {}, text("Contents")), sectionEntries(document, 3)),
  );
}

/** Contents of a page of a tree: its sections of all levels, and what is made in them, which has no number. */
export function writeOutline(document: NodeOf<"document">): Html {
  const entries = outlineEntries(document);
  if (entries === nothing) return nothing;
  return el(
    "nav",
    { class: "contents", role: "doc-toc", "aria-label": "Contents of this page" },
    el("details", {}, el("summary", {}, text("Contents")), entries),
  );
}

function outlineEntries(node: NodeOf<"document"> | NodeOf<"section">): Html {
  const items = sectionsOf(node).map((section) => {
    const title = section.children.find((child) => child.type === "title");
    const link = el(
      "a",
      { href: `#${section.ids?.[0] ?? ""}` },
      title ? titleInContents(title) : nothing,
    );
    return el(
      "li",
      { class: section.made ? "made" : undefined },
      link,
      section.made ? nothing : outlineEntries(section),
    );
  });
  return items.length > 0 ? el("ol", {}, lines(items)) : nothing;
}

/** The words of a title after its number, which stands apart from them. */
function titleInContents(title: NodeOf<"title">): Html {
  const [first, ...rest] = title.children;
  if (first?.type !== "generated") return text(plainText(title));
  const words = rest.map(plainText).join("");
  return join([el("span", { class: "sectnum" }, text(plainText(first).trim())), text(` ${words}`)]);
}

function sectionEntries(node: NodeOf<"document"> | NodeOf<"section">, depth: number): Html {
  const items = (depth === 0 ? [] : sectionsOf(node)).map((section) => {
    const title = section.children.find((child) => child.type === "title");
    return el(
      "li",
      {},
      el("a", { href: `#${section.ids?.[0] ?? ""}` }, text(title ? plainText(title) : "")),
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
