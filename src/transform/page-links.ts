import { idsInHtml } from "../html/element.js";
import {
  textOf,
  type CitationReference,
  type Element,
  type FootnoteReference,
  type Reference,
} from "../rst/nodes.js";
import { asHolder, type Holder } from "./tree.js";
import type { Work } from "./work.js";

/** Given links to places of this page, the result is a report of those that lead nowhere. */
export function pageLinks(work: Work): void {
  const ids = new Set(work.document.ids);
  const references: Link[] = [];
  collect(asHolder(work.document)!, ids, references);
  const nearIds = new Map<string, readonly string[]>();
  for (const reference of references) {
    const id = idInPage(reference);
    if (id === undefined || id === "" || id === "top" || ids.has(id)) continue;
    const near = nearIds.get(id) ?? work.near(id, ids);
    nearIds.set(id, near);
    work.report("dead-link", reference.span, [id, ...near]);
  }
}

function collect(holder: Holder, ids: Set<string>, references: Link[]): void {
  const { children } = holder;
  for (let index = 0; index < children.length; index++) {
    const node = children[index]!;
    // What stands in a definition is on the page only where it is used.
    if (node.type === "text" || node.type === "substitution_definition") continue;
    if (isLink(node)) references.push(node);
    if (node.ids || node.type === "raw") for (const id of idsOf(node)) ids.add(id);
    const inner = asHolder(node);
    if (inner) collect(inner, ids, references);
  }
}

/** The ids that links can lead to; raw HTML brings its own. */
function idsOf(element: Element): readonly string[] {
  // A target that leads elsewhere is no place of the page.
  if (
    element.type === "target" &&
    (element.refuri ?? element.refid ?? element.refname) !== undefined
  )
    return [];
  const ids = element.ids ?? [];
  return element.type === "raw" ? [...ids, ...idsInHtml(textOf(element))] : ids;
}

/** A reference to a note may lead to another target of that name. */
type Link = Reference | FootnoteReference | CitationReference;

function isLink(node: Element): node is Link {
  return (
    node.type === "reference" ||
    node.type === "footnote_reference" ||
    node.type === "citation_reference"
  );
}

function idInPage(reference: Link): string | undefined {
  if (reference.refid !== undefined) return reference.refid;
  if (!reference.refuri?.startsWith("#")) return undefined;
  const fragment = reference.refuri.slice(1);
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
