import { authored, type Span } from "../base/source.js";
import type { PageFile } from "../load/project.js";
import {
  textOf,
  walk,
  type Block,
  type Document,
  type Meta,
  type Node,
  type Section,
  type Text,
} from "../rst/nodes.js";

/**
 * Given the document of a page of a tree, the result is that it begins with the page's title, that its headings have
 * their numbers, and that those whose ids are counted have a lasting one as well.
 */
export function dressPage(
  document: Document,
  page: PageFile,
  { isNumbered, endpoints }: { readonly isNumbered: boolean; readonly endpoints: Block | null },
): void {
  addSectionIds(document);
  const title = page.isTitleInText ? document.children.find(isSection) : undefined;
  const { children } = title ?? document;
  if (title) moveBelow(document, title);
  if (isNumbered) numberSections(children, "");
  if (!title) {
    const span = authored(page.spanOf("title"));
    document.title = page.title;
    children.unshift({ type: "title", span, children: [textNode(page.title, span)] });
  }
  const described = children.findIndex(isDescription);
  if (endpoints) children.splice(Math.max(described, 0) + 1, 0, endpoints);
  if (described === -1) return;
  // Behind a section whose title is to be the document's nothing may stand.
  const summary = summaryOf(children[described]!);
  if (title) document.children.unshift(summary);
  else document.children.push(summary);
}

/** What stands before the title, as the description of the front matter does, comes below it. */
function moveBelow({ children }: Document, title: Section): void {
  const before = children.splice(0, children.indexOf(title));
  title.children.splice(1, 0, ...(before as Block[]));
}

function isSection(node: Node): node is Section {
  return node.type === "section";
}

function isDescription(node: Node): boolean {
  return node.type === "container" && node.classes?.includes("page-description") === true;
}

/** What search engines and the like show of the page. */
function summaryOf(description: Node): Meta {
  const { span } = description;
  const content = textOf(description).replace(/\s+/g, " ").trim();
  return { type: "meta", span, attributes: { name: "description", content } };
}

function textNode(value: string, span: Span): Text {
  return { type: "text", span, value };
}

/** `1`, `1.1`, ... before the titles of an author's sections; what the program makes in them has none. */
function numberSections(nodes: readonly Node[], prefix: string): void {
  let number = 0;
  for (const node of nodes) {
    if (node.type !== "section" || node.made) continue;
    const own = `${prefix}${++number}`;
    const [title] = node.children;
    if (title?.type === "title") {
      const { span } = title;
      const children = [textNode(`${own}\u00a0\u00a0\u00a0`, span)];
      title.children.unshift({ type: "generated", span, classes: ["sectnum"], children });
      title.auto = 1;
    }
    numberSections(node.children, `${own}.`);
  }
}

/** A heading, the id that its words alone would have, and the lasting id of the section it stands in. */
interface Heading {
  readonly section: Section;
  readonly base: string;
  readonly within: string | null;
}

/**
 * Given headings of the same words, whose ids end with their number on the page, the result is that each has a further id,
 * made of its section's: `push-client-behaviour` besides `client-behaviour-7`, which is another one's when a part of the
 * page comes or goes. An id that something on the page has already is not given.
 */
function addSectionIds(document: Document): void {
  const known = new Set<string>();
  noteIds(document.children, known);
  const headings: Heading[] = [];
  addHeadings(document.children, null, known, headings);
  const counts = new Map<string, number>();
  for (const { base } of headings) counts.set(base, (counts.get(base) ?? 0) + 1);
  const shared = headings.filter(({ base, within }) => within !== null && counts.get(base)! > 1);
  if (shared.length === 0) return;
  const taken = idsIn(document);
  for (const { section, base, within } of shared) {
    const id = `${within}-${base}`;
    if (taken.has(id)) continue;
    taken.add(id);
    section.ids!.push(id);
  }
}

/** The first ids of the sections of an author. */
function noteIds(nodes: readonly Node[], ids: Set<string>): void {
  for (const node of nodes) {
    if (node.type !== "section" || node.made) continue;
    const [id] = node.ids ?? [];
    if (id !== undefined) ids.add(id);
    noteIds(node.children, ids);
  }
}

function addHeadings(
  nodes: readonly Node[],
  within: string | null,
  known: ReadonlySet<string>,
  headings: Heading[],
): void {
  for (const node of nodes) {
    if (node.type !== "section" || node.made) continue;
    const [id] = node.ids ?? [];
    if (id === undefined) continue;
    const stem = /^(?<stem>.+)-\d+$/.exec(id)?.groups?.["stem"];
    const base = stem !== undefined && known.has(stem) ? stem : id;
    headings.push({ section: node, base, within });
    const lasting = base === id || within === null ? id : `${within}-${base}`;
    addHeadings(node.children, lasting, known, headings);
  }
}

function idsIn(document: Document): Set<string> {
  const ids = new Set<string>();
  walk(document, (node) => {
    if (node.type === "text") return;
    for (const id of node.ids ?? []) ids.add(id);
  });
  return ids;
}
