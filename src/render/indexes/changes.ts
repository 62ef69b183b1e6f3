import type { Span } from "../../base/source.js";
import type { Context } from "../../rst/context.js";
import type { Block, Inline, Table } from "../../rst/nodes.js";
import { literal, paragraph, spanAt, text } from "../nodes.js";
import type { PageState, SitePlaces } from "../page.js";
import { wordOf } from "../wordings.js";
import type { IndexView } from "./view.js";
import { indexOf, laterLink, leadTo, listing } from "./parts.js";

/** What pages say to be added or changed in a version, the newest version first. */
export function changeIndex(view: IndexView, page: PageState, _cx: Context): Block[] {
  const span = spanAt({ file: view.settings, pointer: "/indexes" });
  const holder = indexOf([], span);
  page.later.push((site) => {
    const [container] = holder;
    if (container?.type === "container") container.children = tables(site, view, span);
  });
  return holder;
}

type Change = ReturnType<SitePlaces["places"]["changes"]>[number];

function tables(site: SitePlaces, view: IndexView, span: Span): Block[] {
  const versions = new Map<string, Change[]>();
  for (const change of site.places.changes()) {
    // `v1.7` is `1.7`.
    const version = change.node.version.trim().replace(/^v(?=\d)/i, "");
    const known = versions.get(version);
    if (known) known.push(change);
    else versions.set(version, [change]);
  }
  return [...versions]
    .toSorted(([one], [other]) => other.localeCompare(one, "en", { numeric: true }))
    .map(([version, changes]) => tableOf(version, changes, site, view, span));
}

function tableOf(
  version: string,
  changes: readonly Change[],
  site: SitePlaces,
  { show, labelled }: IndexView,
  span: Span,
): Table {
  const said = (name: Parameters<typeof wordOf>[1]) => wordOf(show.wordings, name);
  const head = [said("index-change"), said("index-place")];
  const id = site.claimId(`version ${version}`) ?? undefined;
  const seen = new Set<string>();
  const rows = changes.flatMap(({ node, around }) => {
    const place = node.of?.place ?? around.place;
    const kind = said(node.kind === "added" ? "index-added" : "index-changed");
    if (seen.has(`${kind} ${place}`)) return [];
    seen.add(`${kind} ${place}`);
    const words: Inline[] = [
      text(around.title, span),
      ...(node.of ? [text(": ", span), literal(node.of.name, span)] : []),
    ];
    const link = laterLink(words, span);
    leadTo(link, place, site);
    return [{ span, cells: [[paragraph([text(kind, span)], span)], [paragraph([link], span)]] }];
  });
  return listing(head, rows, span, [text(labelled(version), span)], id);
}
