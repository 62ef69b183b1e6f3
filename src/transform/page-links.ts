import { elementsOf, findAll } from "./tree.js";
import type { Work } from "./work.js";

/**
 * Given an id that several elements have (copies that substitutions made), the result is that only the first keeps it.
 * Ids of the author are told about.
 */
export function uniqueIds(work: Work): void {
  const seen = new Set<string>();
  for (const element of elementsOf(work.document)) {
    if (!element.ids?.length) continue;
    const own = element.ids.filter((id) => !seen.has(id));
    if (own.length < element.ids.length && element.type !== "footnote_reference")
      for (const id of element.ids) if (seen.has(id)) work.report("duplicate-id", element.span, [id]);
    for (const id of own) seen.add(id);
    if (own.length > 0) element.ids = own;
    else delete element.ids;
  }
}

/** Given links to places of this page, the result is a report of those that lead nowhere. */
export function pageLinks(work: Work): void {
  const ids = new Set(elementsOf(work.document).flatMap((element) => element.ids ?? []));
  for (const reference of findAll(work.document, "reference")) {
    const id = idInPage(reference);
    if (id === undefined || id === "" || id === "top" || ids.has(id)) continue;
    work.report("dead-link", reference.span, [id, ...work.near(id, ids)]);
  }
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
