import type { Report } from "../base/diagnostics.js";
import { spanOf, type DataFile } from "../data/data.js";
import { readProposals, type Proposal, type ProposalsConfig } from "../proposals/proposals.js";
import type { Context } from "../rst/context.js";
import { normalizeName } from "../rst/names.js";
import type { Block, Inline, Section } from "../rst/nodes.js";
import { linkOut, paragraph, rubric, table, text, type MadeRow } from "./nodes.js";

/** The proposals of a project, in a section with a table for each state, those without one last; states that none has have no section. */
export function proposalBlocks(
  file: DataFile,
  config: ProposalsConfig,
  cx: Context,
  report: Report,
): Block[] {
  const all = readProposals(file, report);
  const titles = new Map(config.states.map(({ label, title = label }) => [label, title]));
  const groups = new Map<string | null, (typeof all)[number][]>(
    [...titles.keys(), null].map((state) => [state, []]),
  );
  for (const proposal of all) {
    const { state } = proposal;
    groups.get(state !== null && titles.has(state) ? state : null)!.push(proposal);
  }
  const span = spanOf({ source: file.source, pointer: "" });
  const linked = Object.keys(config.links ?? {});
  return [...groups].flatMap(([state, proposals]): Block[] => {
    if (proposals.length === 0) return [];
    const title = state === null ? "Without a state" : titles.get(state)!;
    const rows = proposals.map((each) => row(each, linked, file));
    const made = table([], [...head, ...linked], rows, span);
    if (!cx.titles) return [rubric([text(title, span)], span), made];
    const section: Section = {
      type: "section",
      span,
      made: true,
      names: [normalizeName(title)],
      children: [{ type: "title", span, children: [text(title, span)] }, made],
    };
    cx.names.noteImplicit(section);
    return [section];
  });
}

const head = ["Number", "Title", "Authors", "Created", "Updated", "State"];

function row(
  proposal: Proposal & { readonly pointer: string },
  linked: readonly string[],
  { source }: DataFile,
): MadeRow {
  const { number, title, url, authors, created, updated, isOpen, links } = proposal;
  const span = spanOf({ source, pointer: proposal.pointer });
  const cell = (...children: readonly Inline[]) => [paragraph(children, span)];
  const addresses = (name: string) =>
    (links.get(name) ?? []).flatMap((address, index) => [
      ...(index === 0 ? [] : [text(", ", span)]),
      linkOut(address, String(index + 1), span),
    ]);
  return {
    span,
    cells: [
      cell(linkOut(url, String(number), span)),
      cell(text(title, span)),
      cell(text(authors.join(", "), span)),
      cell(text(created, span)),
      cell(text(updated, span)),
      cell(text(isOpen ? "open" : "closed", span)),
      ...linked.map((name) => cell(...addresses(name))),
    ],
  };
}
