import { idsInHtml } from "../html/element.js";
import { textOf, walk, type Element } from "../rst/nodes.js";
import type { Work } from "./work.js";

/**
 * Given an id that several elements have (substitutions copy references to notes with theirs), the result is that only
 * the first keeps it. What stands in a definition is not on the page and does not count.
 */
export function uniqueIds(work: Work): void {
  const seen = new Set<string>();
  for (const element of elementsOnPage(work)) {
    if (element.backrefs) element.backrefs = [...new Set(element.backrefs)];
    if (!element.ids) continue;
    const own = element.ids.filter((id) => !seen.has(id));
    for (const id of own) seen.add(id);
    if (own.length > 0) element.ids = own;
    else delete element.ids;
  }
}

/** Given links to places of this page, the result is a report of those that lead nowhere. */
export function pageLinks(work: Work): void {
  const elements = elementsOnPage(work);
  const ids = new Set(elements.flatMap(idsOf));
  for (const reference of elements) {
    if (reference.type !== "reference") continue;
    const id = idInPage(reference);
    if (id === undefined || id === "" || id === "top" || ids.has(id)) continue;
    work.report("dead-link", reference.span, [id, ...work.near(id, ids)]);
  }
}

/** The ids that links can lead to; raw HTML brings its own. */
function idsOf(element: Element): readonly string[] {
  const ids = element.ids ?? [];
  return element.type === "raw" ? [...ids, ...idsInHtml(textOf(element))] : ids;
}

function elementsOnPage(work: Work): Element[] {
  const elements: Element[] = [];
  walk(work.document, (node) => {
    if (node.type === "substitution_definition") return false;
    if (node.type !== "text") elements.push(node);
  });
  return elements;
}

function idInPage(reference: { refid?: string; refuri?: string }): string | undefined {
  if (reference.refid !== undefined) return reference.refid;
  if (!reference.refuri?.startsWith("#")) return undefined;
  const fragment = reference.refuri.slice(1);
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
