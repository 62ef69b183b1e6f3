import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import type { Document, Node } from "../rst/nodes.js";
import type { SiteLink } from "./page.js";

/** A page that has links to places of any page. */
export interface Draft {
  readonly path: string;
  readonly siteLinks: readonly SiteLink[];
  readonly ids: ReadonlySet<string>;
}

/**
 * Given pages with links to `#id`, the result is that each leads to that place, of its own page or else of the first page
 * that has it. What no page has is reported, unless it may be on pages that are not known; there it is no link.
 */
export function leadToPages(
  drafts: readonly Draft[],
  others: readonly { readonly path: string; readonly ids: ReadonlySet<string> }[],
  isPartial: boolean,
  report: Report,
): void {
  const pages = [...drafts, ...others];
  const missing = new Set<string>();
  for (const draft of drafts)
    for (const { node, id, span } of draft.siteLinks) {
      const home = draft.ids.has(id) ? draft : pages.find(({ ids }) => ids.has(id));
      if (home) {
        const page = home === draft ? "" : posix.relative(posix.dirname(draft.path), home.path);
        node.refuri = `${page}#${id}`;
      }
      if (home || isPartial || missing.has(id)) continue;
      missing.add(id);
      const near = nearest(id, new Set(pages.flatMap(({ ids }) => [...ids])));
      report("dead-fragment", span, [`#${id}`, "", ...near.slice(0, 1).map((each) => `#${each}`)]);
    }
}

/** All ids of a document. */
export function idsIn(document: Document): ReadonlySet<string> {
  const found = new Set<string>();
  const collect = (node: Node | Document) => {
    if (node.type === "text") return;
    const { ids = [], children = [] } = node as {
      readonly ids?: readonly string[];
      readonly children?: readonly Node[];
    };
    for (const id of ids) found.add(id);
    for (const child of children) collect(child);
  };
  collect(document);
  return found;
}
