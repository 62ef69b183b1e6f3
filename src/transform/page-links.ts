import { idsInHtml } from "../html/element.js";
import {
  textOf,
  type CitationReference,
  type Element,
  type FootnoteReference,
  type Reference,
} from "../rst/nodes.js";
import type { Work } from "./work.js";

/** Given links to places of this page, the result is a report of those that lead nowhere. */
export function pageLinks(work: Work): void {
  const ids = new Set(work.document.ids);
  for (const element of work.namedOnPage()) if (isPlace(element)) add(ids, element.ids);
  for (const raw of work.all("raw")) if (work.isOnPage(raw)) add(ids, idsInHtml(textOf(raw)));
  const nearIds = new Map<string, readonly string[]>();
  for (const reference of work.all("reference", "footnote_reference", "citation_reference")) {
    const id = idInPage(reference);
    if (id === undefined || id === "" || id === "top" || ids.has(id)) continue;
    if (!work.isOnPage(reference)) continue;
    const near = nearIds.get(id) ?? work.near(id, ids);
    nearIds.set(id, near);
    work.report("dead-link", reference.span, [id, ...near]);
  }
}

function add(ids: Set<string>, more: readonly string[] | undefined): void {
  for (const id of more ?? []) ids.add(id);
}

/** A target that leads elsewhere is no place of the page. */
function isPlace(element: Element): boolean {
  if (element.type !== "target") return true;
  return (element.refuri ?? element.refid ?? element.refname) === undefined;
}

/** A reference to a note may lead to another target of that name. */
type Link = Reference | FootnoteReference | CitationReference;

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
