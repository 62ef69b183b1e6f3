import type { DocinfoName, Document, NodeOf } from "../rst/nodes.js";
import { el, join, nothing, text, type Html } from "./element.js";
import {
  anchors,
  claimIds,
  elementOf,
  lines,
  writeAll,
  writeLines,
  plainText,
  type Writing,
} from "./writing.js";

/** A section with its heading; what is below has headings one level deeper. */
export function writeSection(node: NodeOf<"section">, cx: Writing): Html {
  if (isSystemMessages(node)) return nothing;
  const [id, ...more] = claimIds(node.ids, cx);
  const within: Writing = { ...cx, level: cx.level + 1 };
  const title = node.children.find((child) => child.type === "title");
  const rest = node.children.filter((child) => child !== title);
  const heading = title ? writeHeading(title, id ?? node.ids?.[0], cx) : nothing;
  const { folding } = node;
  const body =
    folding && title
      ? el(
          "details",
          { open: folding === "open" },
          lines([el("summary", {}, heading), writeLines(rest, within)]),
        )
      : lines([heading, writeLines(rest, within)]);
  return el("section", { id, class: node.classes ?? [] }, anchors(more), body);
}

/** A heading that is no section's: one that says how deep it is has an element that says so too. */
export function writeRubric(node: NodeOf<"rubric">, cx: Writing): Html {
  const level = node.heading === undefined ? null : cx.level - 1 + node.heading;
  const attributes = {
    class: "rubric",
    "aria-level": level !== null && level > 6 ? level : undefined,
  };
  const tag = level === null ? "p" : `h${Math.min(level, 6)}`;
  return elementOf(tag, node, cx, attributes, writeAll(node.children, cx));
}

/** docutils gathers its messages in a section at the end; a build has told them already. */
export function isSystemMessages(node: NodeOf<"section">): boolean {
  return node.classes?.includes("system-messages") ?? false;
}

/** A heading, h1 to h6 by its depth, with a permalink to `id`. The link's sign comes from the style sheet: it is no text of the heading. */
export function writeHeading(
  title: NodeOf<"title" | "subtitle">,
  id: string | undefined,
  cx: Writing,
): Html {
  const attributes = {
    class: title.type === "subtitle" ? "subtitle" : undefined,
    "aria-level": cx.level > 6 ? cx.level : undefined,
  };
  const permalink = {
    class: "permalink",
    href: `#${id}`,
    "aria-label": `Link to ${plainTitle(title)}`,
  };
  const link = id === undefined ? nothing : el("a", permalink);
  return elementOf(
    `h${Math.min(cx.level, 6)}`,
    title,
    cx,
    attributes,
    writeAll(title.children, cx),
    link,
  );
}

/** The title of a document as plain text, and whether its page begins with it. */
export function titleOf(document: Document): {
  readonly title: string | null;
  readonly hasHeading: boolean;
} {
  const title = document.children.find((child) => child.type === "title");
  return {
    title: document.title ?? (title ? plainTitle(title) : null),
    hasHeading: title !== undefined,
  };
}

/** The text of a title without the number that was put before it, in one line. */
export function plainTitle(title: NodeOf<"title" | "subtitle">): string {
  const own = title.children.filter((child) => child.type !== "generated");
  return own.map(plainText).join("").replace(/\s+/g, " ").trim();
}

/** The second title of a document. It was the title of a section, whose permalink it keeps. */
export function writeSubtitle(node: NodeOf<"subtitle">, cx: Writing): Html {
  return writeHeading(node, node.ids?.[0], cx);
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
  return docinfoEntry(node.type, elementOf("dd", node, cx, { class: "authors" }, join(authors)));
}

function docinfoEntry(name: keyof typeof docinfoLabels, body: Html): Html {
  return join([el("dt", {}, text(`${docinfoLabels[name]}:`)), body]);
}

/** Data about the page, for its head. */
export function writeMeta(node: NodeOf<"meta">, cx: Writing): Html {
  cx.meta.push(el("meta", node.attributes));
  return nothing;
}
