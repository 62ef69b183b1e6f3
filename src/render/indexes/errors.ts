import { errorCodesOf } from "../../api/api.js";
import type { Operation } from "../../api/model.js";
import type { Span } from "../../base/source.js";
import type { Context } from "../../rst/context.js";
import { childrenOf, type Block, type Inline, type Node, type Row } from "../../rst/nodes.js";
import { literal, paragraph, spanAt, text } from "../nodes.js";
import type { PageState, SitePlaces } from "../page.js";
import { wordOf } from "../wordings.js";
import { addressOf, allOperations, placeOf } from "./endpoints.js";
import type { IndexView } from "./view.js";
import { bodyOf, Columns, endpoint, indexOf, laterLink, leadTo, listing, listOf } from "./parts.js";

/** The class of lists in texts that describe codes of errors. */
const describing = "errors";

/** An operation, and with which statuses it answers so. */
interface Use {
  readonly operation: Operation;
  readonly statuses: string[];
}

/**
 * All codes of errors, in the order of their letters: what a list of the texts or the settings say of each, and the
 * operations that return it. A code that nobody describes has no description.
 */
export function errorIndex(view: IndexView, page: PageState, cx: Context): Block[] {
  const uses = usesOf(view);
  const span = spanAt({ file: view.settings, pointer: "/indexes" });
  const said = (name: Parameters<typeof wordOf>[1]) => wordOf(view.show.wordings, name);
  const head = [said("index-error"), said("description"), said("index-returned-by")];
  const codes = [...new Set([...uses.keys(), ...view.errors.keys()])].sort();
  const rows = codes.map((code) => {
    const [use] = uses.get(code) ?? [];
    const at = use ? spanAt(use.operation.at) : span;
    return { span: at, cells: [[codeCell(code, at)], view.errors.get(code)?.(cx) ?? [], []] };
  });
  const made = listing(head, rows, span);
  const holder = indexOf([made], span);
  const body = bodyOf(made);
  const known = new Map(codes.map((code, index) => [code, body.children[index]!]));
  const own = new Map([...known].map(([code, row]) => [code, row.children[1]!.children]));
  const columns = new Columns(made);
  page.later.push((site) => {
    columns.showAll();
    const told = new Map(
      [...site.places.defined(describing)].map((each) => [each.node.name, each.node]),
    );
    const all = [...new Set([...known.keys(), ...told.keys()])].sort();
    body.children = all.flatMap((code): Row[] => {
      const users = (uses.get(code) ?? []).filter(
        ({ operation }) => !site.isWhole || placeOf(operation, view)(site) !== null,
      );
      const described = told.get(code);
      if (users.length === 0 && !described && !view.errors.has(code)) return [];
      const row = known.get(code) ?? rowOf(code, described?.span ?? span, site);
      const [name, description, returned] = row.children;
      name!.children = [codeCell(code, row.span, described?.place ?? null, site)];
      const written = own.get(code) ?? [];
      description!.children =
        written.length > 0 ? written : described ? firstParagraph(described.told, row.span) : [];
      returned!.children = listOf(
        users.map(({ operation, statuses }) => ({
          label: [
            ...endpoint(operation.method, addressOf(operation, view), row.span),
            text(` (${statuses.join(", ")})`, row.span),
          ],
          place: placeOf(operation, view)(site),
        })),
        site,
        row.span,
        view.show,
      );
      return [row];
    });
    columns.leaveOutEmpty();
    const [container] = holder;
    if (container?.type === "container")
      container.children = body.children.length > 0 ? [made] : [];
  });
  return holder;
}

function usesOf({ apis, errorNames, labelled }: IndexView): ReadonlyMap<string, readonly Use[]> {
  const names = new Set(errorNames);
  const uses = new Map<string, Use[]>();
  for (const operation of allOperations(apis))
    for (const response of operation.responses)
      for (const found of errorCodesOf(response, names)) {
        const code = labelled(found);
        const known = uses.get(code) ?? [];
        uses.set(code, known);
        const use = known.find((each) => each.operation === operation);
        if (!use) known.push({ operation, statuses: [response.status] });
        else if (!use.statuses.includes(response.status)) use.statuses.push(response.status);
      }
  for (const { statuses } of [...uses.values()].flat()) statuses.sort();
  return uses;
}

function codeCell(code: string, span: Span, place?: string | null, site?: SitePlaces): Block {
  const name = literal(code, span);
  if (!place || !site) return paragraph([name], span);
  const link = laterLink([name], span);
  leadTo(link, place, site);
  return paragraph([link], span);
}

/** A row for a code that only texts speak of, with an id of its own. */
function rowOf(code: string, span: Span, { claimId }: SitePlaces): Row {
  const cell = (): Row["children"][number] => ({ type: "entry", span, children: [] });
  const id = claimId(`error ${code}`);
  return {
    type: "row",
    span,
    heads: "row",
    ...(id === null ? {} : { ids: [id] }),
    children: [cell(), cell(), cell()],
  };
}

/** The first paragraph of what a text says, without links and ids, which are of its place. */
function firstParagraph(told: Node, span: Span): Block[] {
  const first = childrenOf(told).find(({ type }) => type === "paragraph");
  return first ? [paragraph(bare(childrenOf(first) as readonly Inline[]), span)] : [];
}

function bare(nodes: readonly Inline[]): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    if (node.type === "text") return [node];
    const children = bare(childrenOf(node) as readonly Inline[]);
    switch (node.type) {
      case "literal":
      case "emphasis":
      case "strong":
        return [{ type: node.type, span: node.span, children }];
      default:
        return children;
    }
  });
}
