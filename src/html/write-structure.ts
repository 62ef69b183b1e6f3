import type { DocinfoName, Document, NodeOf } from "../rst/nodes.js";
import { el, join, nothing, text, type Html } from "./element.js";
import { writeParts } from "./write-parts.js";
import {
  anchors,
  claimIds,
  elementOf,
  lines,
  permalink,
  permalinkOf,
  writeAll,
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
  const { folding } = node;
  const heading = title ? writeHeading(title, id ?? node.ids?.[0], cx) : nothing;
  const body =
    folding && title
      ? el(
          "details",
          { open: folding === "open" },
          lines([el("summary", {}, heading), writeParts(rest, within)]),
        )
      : lines([heading, writeParts(rest, within)]);
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
  const link = permalinkOf(node);
  const children = writeAll(node.children, cx);
  if (level === null) return elementOf(tag, node, cx, attributes, children, link);
  return join([elementOf(tag, node, cx, attributes, children), link]);
}

/** docutils gathers its messages in a section at the end; a build has told them already. */
export function isSystemMessages(node: NodeOf<"section">): boolean {
  return node.classes?.includes("system-messages") ?? false;
}

/** A heading, h1 to h6 by its depth, with a permalink to `id` beside it: as part of the heading it would be read with its words. */
export function writeHeading(
  title: NodeOf<"title" | "subtitle">,
  id: string | undefined,
  cx: Writing,
): Html {
  const attributes = {
    class: title.type === "subtitle" ? "subtitle" : undefined,
    "aria-level": cx.level > 6 ? cx.level : undefined,
  };
  const heading = elementOf(
    `h${Math.min(cx.level, 6)}`,
    title,
    cx,
    attributes,
    writeAll(title.children, cx),
  );
  return id === undefined ? heading : join([heading, permalink(id, plainTitle(title))]);
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
