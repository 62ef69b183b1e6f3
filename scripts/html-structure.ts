import { parseDocument, ElementType } from "htmlparser2";
import type { ChildNode, Element } from "domhandler";

/**
 * What a reader gets from HTML, whoever wrote it: an outline to compare ours with that of docutils' html5 writer. Kept are
 * the nesting of blocks (sections, lists and their kinds, tables with their spans, notes, boxes, figures), headings, text,
 * links with where they lead, images, and inline markup. Left out are:
 *
 * - classes, styles, roles, `<div>`, `<span>` and `<main>` that only group;
 * - the level of a heading, which follows from where its section stands;
 * - `<p>` around the only text of an item, a cell or a figure's caption: text by itself counts as a paragraph there;
 * - permalinks of headings, messages of the system, comments, colours and numbers of lines in code;
 * - what stands inside a formula, of which there is more than one right notation.
 */
export function structureOf(html: string): string {
  const out: string[] = [];
  blocks(parseDocument(html).children, "", out);
  return out.join("\n");
}

/** Where links may lead: every id, sorted. */
export function idsOf(html: string): string[] {
  const ids: string[] = [];
  const visit = (node: ChildNode): void => {
    if (!isElement(node) || isNoise(node)) return;
    if (node.attribs["id"]) ids.push(node.attribs["id"]);
    node.children.forEach(visit);
  };
  parseDocument(html).children.forEach(visit);
  return ids.sort();
}

function isElement(node: ChildNode): node is Element {
  return node.type === ElementType.Tag;
}

function classesOf(node: Element): readonly string[] {
  return (node.attribs["class"] ?? "").split(/\s+/);
}

function has(node: Element, ...names: readonly string[]): boolean {
  return names.some((name) => classesOf(node).includes(name));
}

/** What is no part of the author's text. */
function isNoise(node: ChildNode): boolean {
  if (!isElement(node)) return node.type !== ElementType.Text;
  if (node.name === "colgroup" || (node.name === "small" && has(node, "ln"))) return true;
  return has(
    node,
    "self-link",
    "permalink",
    "system-message",
    "system-messages",
    "line-numbers",
    "backrefs",
  );
}

/** Blocks, and what each is called in the outline. */
const blockNames: Readonly<Record<string, string>> = {
  aside: "box", blockquote: "quote", caption: "caption", dd: "dd", dl: "dl", dt: "dt", figcaption: "below", figure: "figure",
  footer: "footer", header: "header", hr: "line across", li: "item", nav: "contents", ol: "ol", p: "p", pre: "pre",
  section: "section", table: "table", tbody: "body", td: "cell", th: "head cell", thead: "head", tr: "row", ul: "ul",
}; // prettier-ignore

/** Whose content is text alone, so that it needs no paragraph. */
const holdsText = new Set([
  "p",
  "dt",
  "caption",
  "heading",
  "subtitle",
  "title",
  "pre",
  "line",
  "label",
]);

function blockName(node: Element): string | undefined {
  if (has(node, "footnote-list", "citation-list")) return undefined;
  if (has(node, "footnote", "citation") && node.name !== "a") return "note";
  if (has(node, "label") && node.name !== "a") return "label";
  if (has(node, "line-block")) return "lines";
  if (has(node, "line") && node.name === "div") return "line";
  if (has(node, "subtitle", "section-subtitle")) return "subtitle";
  if (/^h[1-6]$/.test(node.name)) return "heading";
  if (
    node.name === "summary" ||
    classesOf(node).some((name) => name.endsWith("-title") && node.name === "p")
  )
    return "title";
  if (has(node, "topic", "admonition", "sidebar") && node.name === "div") return "box";
  return blockNames[node.name];
}

/** A wrapper with blocks in it is passed through; text and inline markup between blocks make a paragraph. */
function blocks(nodes: readonly ChildNode[], indent: string, out: string[]): void {
  let run: ChildNode[] = [];
  const flush = (): void => {
    const text = inlines(run).trim();
    if (text !== "") out.push(`${indent}p`, `${indent}  ${text}`);
    run = [];
  };
  for (const node of nodes) {
    if (isNoise(node)) continue;
    if (!isElement(node) || !isBlock(node)) {
      run.push(node);
      continue;
    }
    flush();
    block(node, indent, out);
  }
  flush();
}

function isBlock(node: Element): boolean {
  return (
    blockName(node) !== undefined ||
    node.name === "div" ||
    node.name === "main" ||
    node.name === "details" ||
    node.name === "aside" ||
    isDisplayed(node)
  );
}

function isDisplayed(node: Element): boolean {
  return node.name === "math" && node.attribs["display"] === "block";
}

function block(node: Element, indent: string, out: string[]): void {
  if (isDisplayed(node)) {
    out.push(`${indent}formula`);
    return;
  }
  const name = blockName(node);
  if (name === undefined) {
    blocks(node.children, indent, out);
    return;
  }
  const inner = `${indent}  `;
  const start = out.length;
  out.push(indent + name + detailsOf(node));
  if (name === "label") out.push(...labelOf(node).map((line) => inner + line));
  else if (name === "pre" || (name === "dd" && has(node, "address")))
    out.push(...preformatted(node).map((line) => inner + line));
  else if (holdsText.has(name)) {
    const text = inlines(node.children).trim();
    if (text !== "") out.push(inner + text.replace(/( :)+ /g, " : "));
  } else blocks(node.children, inner, out);
  // An empty paragraph shows nothing.
  if (name === "p" && out.length === start + 1) out.pop();
}

const listKinds: Readonly<Record<string, string>> = {
  "1": "arabic",
  a: "loweralpha",
  A: "upperalpha",
  i: "lowerroman",
  I: "upperroman",
};

function detailsOf(node: Element): string {
  const { colspan, rowspan, start, type } = node.attribs;
  if (node.name === "ol") {
    const kinds = Object.values(listKinds);
    const kind =
      listKinds[type ?? ""] ?? classesOf(node).find((name) => kinds.includes(name)) ?? "arabic";
    return ` ${kind}${start && start !== "1" ? ` from ${start}` : ""}`;
  }
  return (
    (colspan && colspan !== "1" ? ` over ${colspan} columns` : "") +
    (rowspan && rowspan !== "1" ? ` over ${rowspan} rows` : "")
  );
}

/** The label of a note, and the places that refer to it. */
function labelOf(node: Element): string[] {
  const places = [
    node,
    ...(node.parent?.children.filter((child) => isElement(child) && has(child, "backrefs")) ?? []),
  ];
  const links = places.flatMap((place) => linksIn(place as Element));
  const label = node.children.filter((child) => !isElement(child) || child.name !== "em");
  return [inlines(label, true).replace(/[[\]\s]/g, ""), ...links.map((href) => `from ${href}`)];
}

function linksIn(node: ChildNode): string[] {
  if (!isElement(node)) return [];
  return [
    ...(node.name === "a" ? [node.attribs["href"] ?? ""] : []),
    ...node.children.flatMap(linksIn),
  ];
}

/** Text whose lines stay. */
function preformatted(node: Element): string[] {
  return inlines(node.children, true).replace(/\n+$/, "").split("\n");
}

const inlineNames: Readonly<Record<string, string>> = {
  em: "em",
  strong: "strong",
  code: "code",
  tt: "code",
  samp: "code",
  cite: "cite",
  sup: "sup",
  sub: "sub",
  abbr: "abbr",
  acronym: "abbr",
  kbd: "kbd",
  var: "var",
};

/** Inline markup in a line; as it stands where `keep` is set, and there without the marks of code. */
function inlines(nodes: readonly ChildNode[], keep = false): string {
  let text = "";
  for (const node of nodes) {
    if (isNoise(node)) continue;
    if (!isElement(node)) text += "data" in node ? node.data : "";
    else text += inline(node, keep);
  }
  return keep ? text : text.replace(/\s+/g, " ");
}

function inline(node: Element, keep: boolean): string {
  if (node.name === "math") return "(formula)";
  if (node.name === "br") return "";
  if (node.name === "img") return `[image ${node.attribs["src"]} "${node.attribs["alt"] ?? ""}"]`;
  const { href } = node.attribs;
  const content = inlines(node.children, keep);
  const linksBack = has(node, "toc-backref") || href === "#top";
  if (linksBack || (has(node, "problematic", "math") && node.name !== "a")) return content;
  // Between a term and its classifiers the style sheet of docutils puts what stands in ours.
  if (has(node, "classifier")) return ` : ${content}`;
  if (node.name === "a" && href !== undefined && !href.startsWith("#system-message"))
    return keep && node.attribs["role"] === "doc-backlink"
      ? content
      : `[${content.trim()}](${href})`;
  const name = has(node, "literal") ? "code" : inlineNames[node.name];
  if (name === undefined || (keep && name === "code")) return content;
  return `<${name}>${content}</${name}>`;
}
