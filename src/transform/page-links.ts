import { idsIn, linksIn, withoutDirective } from "../html/html-places.js";
import {
  type CitationReference,
  type Element,
  type FootnoteReference,
  type Reference,
} from "../rst/nodes.js";
import type { Span } from "../base/source.js";
import type { Work } from "./work.js";

/** Given links to places of this page, the result is a report of those that lead nowhere. Its parts get their ids before. */
export function pageLinks(work: Work): void {
  const ids = new Set(work.document.ids);
  for (const element of work.namedOnPage()) if (isPlace(element)) add(ids, element.ids);
  const raws = work.all("raw").filter((raw) => work.isOnPage(raw));
  for (const raw of raws) add(ids, idsIn(raw));
  const parts = work.settings.parts?.(work.document, ids);
  add(ids, parts);
  const nearIds = new Map<string, readonly string[]>();
  const check = (id: string | undefined, span: Span) => {
    if (id === undefined || id === "" || id === "top" || ids.has(id)) return;
    const near = nearIds.get(id) ?? viewersPlace(id, ids, work) ?? work.near(id, ids);
    nearIds.set(id, near);
    work.report("dead-link", span, [id, ...near]);
  };
  for (const reference of work.all("reference", "footnote_reference", "citation_reference")) {
    const id = idInPage(reference);
    if (id !== undefined && !ids.has(id) && work.isOnPage(reference)) check(id, reference.span);
  }
  for (const raw of raws) for (const { href, span } of linksIn(raw)) check(idOfAddress(href), span);
}

/**
 * What a link means that programs which show OpenAPI understand: `operation/getLamp`, `tag/Lamps/operation/getLamp` and
 * `/Lamps/getLamp` the operation, `tag/Lamps` and `section/The-lamps` a heading.
 */
function viewersPlace(id: string, ids: ReadonlySet<string>, work: Work): [string] | null {
  const name = /\/([^/]+)$/.exec(id)?.[1];
  if (name === undefined) return null;
  const operation = work.all("section").find(({ alias }) => alias === name);
  const place = operation?.ids?.[0];
  if (place !== undefined) return [place];
  const heading = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  return ids.has(heading) ? [heading] : null;
}

function add(ids: Set<string>, more: Iterable<string> | undefined): void {
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
  return reference.refuri === undefined ? undefined : idOfAddress(reference.refuri);
}

/** The id that an address within the page names. */
function idOfAddress(address: string): string | undefined {
  if (!address.startsWith("#")) return undefined;
  const fragment = withoutDirective(address.slice(1));
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
