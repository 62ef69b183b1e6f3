import { textOf, type DocinfoName, type Node, type NodeOf } from "../rst/nodes.js";
import { el, join, nothing, text, type Html } from "./element.js";
import { anchors, claimIds, elementOf, writeAll, type Writing } from "./writing.js";

/** A section with its heading; what is below has headings one level deeper. */
export function writeSection(node: NodeOf<"section">, cx: Writing): Html {
  const [id, ...more] = claimIds(node.ids, cx);
  const within: Writing = { ...cx, level: cx.level + 1 };
  const children = node.children.map((child) =>
    child.type === "title" ? writeHeading(child, id ?? node.ids?.[0], cx) : cx.write(child, within),
  );
  return el("section", { id, class: node.classes ?? [] }, anchors(more), ...children);
}

/** A heading, h1 to h6 by its depth, with a permalink to `id`. The link's sign comes from the style sheet: it is no text of the heading. */
export function writeHeading(title: NodeOf<"title">, id: string | undefined, cx: Writing): Html {
  const level = Math.min(cx.level, 6);
  const permalink =
    id === undefined
      ? nothing
      : el("a", {
          class: "permalink",
          href: `#${id}`,
          "aria-label": `Link to ${plainTitle(title)}`,
        });
  return elementOf(
    `h${level}`,
    title,
    cx,
    { "aria-level": cx.level > 6 ? cx.level : undefined },
    writeAll(title.children, cx),
    permalink,
  );
}

/** The text of a title without the number that was put before it, in one line. */
export function plainTitle(title: NodeOf<"title">): string {
  const own = title.children.filter((child) => child.type !== "generated");
  return own.map(textOf).join("").replace(/\s+/g, " ").trim();
}

/** The second title of a document or section. */
export function writeSubtitle(node: NodeOf<"subtitle">, cx: Writing): Html {
  return elementOf(
    "p",
    node,
    cx,
    { class: "subtitle", role: "doc-subtitle" },
    writeAll(node.children, cx),
  );
}

/** Whether a topic is a table of contents. */
export function isContents(node: Node): node is NodeOf<"topic"> {
  return node.type === "topic" && (node.classes?.includes("contents") ?? false);
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
  const entries = sectionEntries(document, 3);
  if (document.children.filter(({ type }) => type === "section").length < 2) return nothing;
  return el(
    "nav",
    { class: "contents", role: "doc-toc", "aria-label": "Contents" },
    el("details", {}, el("summary", {}, text("Contents")), entries),
  );
}

function sectionEntries(node: NodeOf<"document"> | NodeOf<"section">, depth: number): Html {
  const sections = depth === 0 ? [] : node.children.filter((child) => child.type === "section");
  const items = sections.map((section) => {
    const title = section.children.find((child) => child.type === "title");
    return el(
      "li",
      {},
      el("a", { href: `#${section.ids?.[0] ?? ""}` }, text(title ? textOf(title) : "")),
      sectionEntries(section, depth - 1),
    );
  });
  return items.length > 0 ? el("ul", {}, ...items) : nothing;
}

/** The names of bibliographic fields as a reader sees them. */
const docinfoLabels: Readonly<Record<DocinfoName | "authors" | "address", string>> = {
  author: "Author",
  authors: "Authors",
  organization: "Organization",
  contact: "Contact",
  address: "Address",
  version: "Version",
  revision: "Revision",
  status: "Status",
  date: "Date",
  copyright: "Copyright",
};

/** Who wrote the document, when, which version: one entry each. */
export function writeDocinfoItem(node: NodeOf<DocinfoName | "address">, cx: Writing): Html {
  return docinfoEntry(
    node.type,
    elementOf("dd", node, cx, { class: node.type }, writeAll(node.children, cx)),
  );
}

/** Several authors, each in a line. */
export function writeAuthors(node: NodeOf<"authors">, cx: Writing): Html {
  const authors = node.children.map((author) =>
    elementOf("div", author, cx, {}, writeAll(author.children, cx)),
  );
  return docinfoEntry(node.type, elementOf("dd", node, cx, { class: "authors" }, ...authors));
}

function docinfoEntry(name: keyof typeof docinfoLabels, body: Html): Html {
  return join([el("dt", {}, text(`${docinfoLabels[name]}:`)), body]);
}

/** Data about the page, for its head. */
export function writeMeta(node: NodeOf<"meta">, cx: Writing): Html {
  const { name, content, lang, scheme, dir } = node;
  cx.meta.push(el("meta", { name, "http-equiv": node["http-equiv"], content, lang, scheme, dir }));
  return nothing;
}
