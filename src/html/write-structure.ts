import { reportTo, tellAgain } from "../base/diagnostics.js";
import type { DocinfoName, Document, Inline, NodeOf } from "../rst/nodes.js";
import { breakable, el, inOnePiece, join, nothing, text, type Html } from "./element.js";
import { writeParts } from "./write-parts.js";
import {
  anchors,
  claimIds,
  elementOf,
  lines,
  oneLine,
  permalink,
  sourceLinks,
  writeAll,
  plainText,
  type Link,
  type Writing,
} from "./writing.js";

/** A section with its heading; what is below has headings one level deeper. */
export function writeSection(node: NodeOf<"section">, cx: Writing): Html {
  if (isSystemMessages(node)) return nothing;
  if (!cx.kept) return writeAnew(node, cx);
  const known = cx.kept.get(node);
  if (known?.level === cx.level) {
    for (const id of known.ids) cx.ids.add(id);
    for (const link of known.links) cx.links.push(link);
    return known.html;
  }
  const ids = new Set<string>();
  const links: Link[] = [];
  const meta: Html[] = [];
  let isReported = false;
  const report = reportTo((finding) => {
    isReported = true;
    tellAgain(finding, cx.report);
  });
  const written = writeAnew(node, {
    ...cx,
    links,
    meta,
    report,
    ids: new IdsOfSection(cx.ids, ids),
  });
  // What others are within is put together of theirs.
  const html = node.children.some(({ type }) => type === "section") ? written : inOnePiece(written);
  for (const link of links) cx.links.push(link);
  cx.meta.push(...meta);
  // What is reported, or goes into the head of the page, does so again.
  if (!isReported && meta.length === 0)
    cx.kept.set(node, { html, level: cx.level, ids: [...ids], links });
  return html;
}

/** The ids of a page, which notes those that a section adds. */
class IdsOfSection extends Set<string> {
  constructor(
    private readonly all: Set<string>,
    private readonly own: Set<string>,
  ) {
    super();
  }

  override has(id: string): boolean {
    return this.all.has(id);
  }

  override add(id: string): this {
    this.all.add(id);
    this.own.add(id);
    return this;
  }
}

function writeAnew(node: NodeOf<"section">, cx: Writing): Html {
  const [id, ...more] = claimIds(node.ids, cx);
  const within: Writing = { ...cx, level: cx.level + 1 };
  const title = node.children.find((child) => child.type === "title");
  const rest = node.children.filter((child) => child !== title);
  const { folding } = node;
  const target = id ?? node.ids?.[0];
  const classes = node.classes ?? [];
  if (!folding || !title) {
    const heading = title ? writeHeading(title, target, cx) : nothing;
    const body = lines([heading, writeParts(rest, within)]);
    return el("section", { id, class: classes }, anchors(more), body);
  }
  // What opens a part may hold nothing else that can be pressed: the links of its heading stand beside it.
  const links = target === undefined ? nothing : headingLinks(title, target, cx);
  const summary = el("summary", {}, headingAlone(title, cx));
  const body = lines([summary, writeParts(rest, within)]);
  const details = el("details", { open: folding === "open" }, body);
  return el("section", { id, class: [...classes, "foldable"] }, anchors(more), links, details);
}

/** A heading that is no section's: one that says how deep it is has an element that says so too. */
export function writeRubric(node: NodeOf<"rubric">, cx: Writing): Html {
  const level = node.heading === undefined ? null : cx.level - 1 + node.heading;
  const classes = ["rubric", ...(level === null ? [] : deepClass(level))];
  const tag = level === null ? "p" : `h${Math.min(level, 6)}`;
  const attributes = { class: classes.join(" ") };
  const rubric = elementOf(tag, node, cx, attributes, writeAll(node.children, cx));
  const [id] = node.ids ?? [];
  if (level === null || id === undefined) return rubric;
  return join([rubric, permalink(id, oneLine(plainText(node)), cx)]);
}

/** HTML and those who read it aloud have six levels of headings; the style sheet tells the deeper ones apart. */
function deepClass(level: number): readonly string[] {
  return level > 6 ? [`level-${Math.min(level, 9)}`] : [];
}

/** docutils gathers its messages in a section at the end; a build has told them already. */
export function isSystemMessages(node: NodeOf<"section">): boolean {
  return node.classes?.includes("system-messages") ?? false;
}

/**
 * A heading, h1 to h6 by its depth, and after it a permalink to `id`: the link is no part of what the heading is called, and
 * its sign comes from the style sheet.
 */
export function writeHeading(
  title: NodeOf<"title" | "subtitle">,
  id: string | undefined,
  cx: Writing,
): Html {
  const heading = headingAlone(title, cx);
  return id === undefined ? heading : join([heading, headingLinks(title, id, cx)]);
}

function headingAlone(title: NodeOf<"title" | "subtitle">, cx: Writing): Html {
  const classes = [...(title.type === "subtitle" ? ["subtitle"] : []), ...deepClass(cx.level)];
  const attributes = { class: classes.length > 0 ? classes.join(" ") : undefined };
  const tag = `h${Math.min(cx.level, 6)}`;
  return elementOf(tag, title, cx, attributes, writeTitle(title.children, cx));
}

/** To the heading, and to where its section comes from. */
function headingLinks(title: NodeOf<"title" | "subtitle">, id: string, cx: Writing): Html {
  const name = plainTitle(title);
  return join([permalink(id, name, cx), sourceLinks(["edit", "report"], title.span, name, cx)]);
}

/** The text of a heading: the method of an operation has an element of its own, where the title is its method and address as code. */
function writeTitle(children: readonly Inline[], cx: Writing): Html {
  return join(children.map((child) => operationTitle(child) ?? cx.write(child, cx)));
}

function operationTitle(child: Inline): Html | null {
  const operation = operationIn(child);
  if (!operation) return null;
  const address = el("span", { class: ["address"] }, breakable(operation.address));
  return el("code", {}, methodBadge(operation.method), text(" "), address);
}

/** What a literal names that is an operation, and nothing else. */
export function operationIn(
  child: Inline,
): { readonly method: string; readonly address: string } | null {
  if (child.type !== "literal" || child.classes || child.ids) return null;
  const { method, address } = operationRe.exec(plainText(child))?.groups ?? {};
  return method === undefined || address === undefined ? null : { method, address };
}

/** `GET`, by a class of its own. */
export function methodBadge(method: string): Html {
  return el("span", { class: ["method", method.toLowerCase()] }, text(method));
}

/** `GET /rooms/{roomId}` */
const operationRe =
  /^(?<method>GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|QUERY) (?<address>\S+)$/;

/** What of the title of an operation says that it is deprecated. */
export function isDeprecatedTitle(children: readonly Inline[]): boolean {
  const own = children.filter(({ type }) => type !== "generated");
  const [first, second] = own;
  if (own.some((child) => child.type !== "text" && child.classes?.includes("deprecated")))
    return true;
  return first?.type === "text" && first.value === "Deprecated: " && second?.type === "literal";
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
