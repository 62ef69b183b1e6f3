import type { Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import type { ShowConfig } from "../load/project.js";
import type { Around } from "../point/point.js";
import type { Block, Container, Node, Reference } from "../rst/nodes.js";
import type { DocumentTerms, TermDefinition } from "../transform/transform.js";
import { leadTo, listOf } from "./indexes/parts.js";
import { paragraph, text } from "./nodes.js";
import type { PageState, SitePlaces } from "./page.js";
import { wordOf } from "./wordings.js";

/** Let the terms of a page lead to their definitions on any page, and these say where they are used, when all pages are there. */
export function termsLater(
  { defined, used, elsewhere }: DocumentTerms,
  page: PageState,
  show: ShowConfig,
  report: Report,
): void {
  for (const node of elsewhere) {
    const { refuri = "", span } = node;
    delete node.refuri;
    page.siteLinks.push({ node, id: refuri.slice(1), span });
  }
  for (const node of used) page.held.add(node);
  for (const { node, holder, block } of defined)
    for (const each of [node, holder, block]) page.held.add(each);
  const uses = usesOf(defined);
  if (used.length + defined.length === 0) return;
  page.later.push((site) => {
    leadToTerms(used, site, report);
    for (const { node } of defined) {
      const term = site.terms().definedBy(node);
      const before = term && site.terms().before(term);
      if (before)
        report(
          "duplicate-term",
          node.span,
          [term.name],
          [{ span: before.span, text: "It is first defined here." }],
        );
    }
    for (const each of uses) each.fill(site, show);
  });
}

/** Lead references to the definitions of their terms, those of no term nowhere. These are reported where all pages are known. */
export function leadToTerms(
  used: readonly Reference[],
  site: Omit<SitePlaces, "claimId">,
  report: Report,
): void {
  for (const reference of used) {
    const name = reference.term!; // it has one
    const found = site.terms().find(name, site.page);
    leadTo(reference, found?.place ?? null, site);
    if (!found && site.isWhole)
      report("unknown-term", reference.span, [name, ...nearest(name, site.terms().names())]);
  }
}

/** Where the terms are used whose definition is in the same place, said there. */
class Uses {
  readonly nodes: TermDefinition["node"][] = [];
  readonly #shown: Container;

  constructor(private readonly at: TermDefinition) {
    this.#shown = { type: "container", span: at.node.span, classes: ["used-in"], children: [] };
  }

  fill(site: SitePlaces, show: ShowConfig): void {
    const found = new Set<Around>();
    for (const node of this.nodes)
      for (const around of site.terms().definedBy(node)?.usedIn ?? []) found.add(around);
    const { holder, block } = this.at;
    if (!holder) return;
    const rest = holder.children.filter((each) => each !== this.#shown);
    this.#shown.children = this.#list([...found], site, show);
    const at = block ? rest.indexOf(block) + 1 : rest.length;
    holder.children = found.size > 0 ? rest.toSpliced(at, 0, this.#shown as Node) : rest;
  }

  #list(places: readonly Around[], site: SitePlaces, show: ShowConfig): Block[] {
    const { span } = this.#shown;
    const sorted = places.toSorted((one, other) => one.order - other.order);
    const listed = sorted.map(({ title, place }) => ({ label: [text(title, span)], place }));
    const said = paragraph([text(wordOf(show.wordings, "term-used-in"), span)], span);
    return [said, ...listOf(listed, site, span, show)];
  }
}

function usesOf(defined: readonly TermDefinition[]): readonly Uses[] {
  const byPlace = new Map<unknown, Uses>();
  for (const each of defined) {
    const place = each.block ?? each.holder;
    if (!place) continue;
    const uses = byPlace.get(place) ?? new Uses(each);
    byPlace.set(place, uses);
    uses.nodes.push(each.node);
  }
  return [...byPlace.values()];
}
