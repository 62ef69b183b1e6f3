import { movedBy, type Moved } from "./edited-places.js";
import { DefinedTerms, PartIds, Places } from "./point/point.js";
import type { PageState, SitePlaces } from "./render/render.js";
import type { Document } from "./rst/nodes.js";

/** A page that fills nodes when all pages are there. */
export interface Unfilled {
  readonly path: string;
  readonly document: Document;
  /** How places in it have moved since it was read. */
  readonly edits: readonly Moved[];
  /** Of the document before it was filled. */
  readonly ids: ReadonlySet<string>;
  /** Of what the page describes, where that has versions. */
  readonly version: string | undefined;
  readonly later: PageState["later"];
}

/** What is known of the site, for a page of it. */
export type SiteFor = (page: string) => Omit<SitePlaces, "claimId">;

/** Fill what pages say of all pages. `others`: pages that are there besides, by path. Returns what is known for pages that come later. */
export function fillLater(
  pages: readonly Unfilled[],
  others: ReadonlyMap<string, Document>,
  isPartial: boolean,
): SiteFor {
  const places = new Places();
  for (const { path, document, edits } of pages) places.note(path, document, movedBy(edits));
  for (const [path, document] of others) places.note(path, document);
  const versions = new Map(pages.map(({ path, version }) => [path, version]));
  let known: DefinedTerms | undefined;
  const terms = () => (known ??= new DefinedTerms(places.all(), (page) => versions.get(page)));
  const siteFor: SiteFor = (page) => ({ places, terms, page, isWhole: !isPartial });
  for (const { path, ids: known, later } of pages) {
    if (later.length === 0) continue;
    const ids = new PartIds(known);
    const claimId = (words: string) => ids.claim("index", words);
    for (const fill of later) fill({ ...siteFor(path), claimId });
  }
  return siteFor;
}
