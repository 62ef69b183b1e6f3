import { PartIds, Places } from "./point/point.js";
import { idsIn, type PageState } from "./render/render.js";
import type { Document } from "./rst/nodes.js";

/** A page that fills nodes when all pages are there. */
export interface Unfilled {
  readonly path: string;
  readonly document: Document;
  readonly later: PageState["later"];
}

/** Fill what pages say of all pages. `others`: pages that are there besides, by path. */
export function fillLater(
  pages: readonly Unfilled[],
  others: ReadonlyMap<string, Document>,
  isPartial: boolean,
): void {
  if (pages.every(({ later }) => later.length === 0)) return;
  const places = new Places();
  for (const { path, document } of pages) places.note(path, document);
  for (const [path, document] of others) places.note(path, document);
  for (const { path, document, later } of pages) {
    if (later.length === 0) continue;
    const ids = new PartIds(idsIn(document));
    const claimId = (words: string) => ids.claim("index", words);
    for (const fill of later) fill({ places, page: path, isWhole: !isPartial, claimId });
  }
}
