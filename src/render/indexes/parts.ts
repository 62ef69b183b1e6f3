import type { Span } from "../../base/source.js";
import type { ShowConfig } from "../../load/project.js";
import type { Block, Inline, NodeOf, Row, Table } from "../../rst/nodes.js";
import { paragraph, table, text, type MadeRow } from "../nodes.js";
import type { PageState, SitePlaces } from "../page.js";
import { wordOf } from "../wordings.js";

/** What indexes are put together of. */

/** A row of an index, and where on the site its thing is; `null` where no page shows it. */
export interface IndexRow {
  readonly row: MadeRow;
  readonly place: (site: SitePlaces) => string | null;
  /** The link to that place, among what the row shows. */
  readonly link: NodeOf<"reference">;
  /** Fills what can be said only when all pages are there. */
  readonly fill?: (site: SitePlaces, row: Row) => void;
}

/** Words that are a link as soon as it is known where they lead. */
export function laterLink(children: readonly Inline[], span: Span): NodeOf<"reference"> {
  return { type: "reference", span, internal: true, children: [...children] };
}

/** Lead a link to a place of the site, or nowhere. */
export function leadTo(
  link: NodeOf<"reference">,
  place: string | null,
  site: Pick<SitePlaces, "places" | "page">,
): void {
  if (place === null) delete link.refuri;
  else link.refuri = site.places.addressFrom(site.page, place);
}

/** A table of an index. When all pages are there, rows are left out of what none of them shows. */
export function indexTable(
  head: readonly string[],
  rows: readonly IndexRow[],
  span: Span,
  page: PageState,
): Table {
  const made = listing(
    head,
    rows.map(({ row }) => row),
    span,
  );
  const body = bodyOf(made);
  const all = [...body.children];
  const columns = new Columns(made);
  page.later.push((site) => {
    columns.showAll();
    const shown: Row[] = [];
    for (const [index, { place, link, fill }] of rows.entries()) {
      const found = place(site);
      if (found === null && site.isWhole) continue;
      leadTo(link, found, site);
      fill?.(site, all[index]!);
      shown.push(all[index]!);
    }
    body.children = shown;
    columns.leaveOutEmpty();
  });
  return made;
}

/** A table of an index. */
export function listing(
  head: readonly string[],
  rows: readonly MadeRow[],
  span: Span,
  title: readonly Inline[] = [],
  id?: string,
): Table {
  return { ...table(title, head, rows, span, id), classes: ["made", "listing"] };
}

export function bodyOf(made: Table): NodeOf<"tbody"> {
  for (const part of groupOf(made).children) if (part.type === "tbody") return part;
  throw new Error("a table without rows");
}

function groupOf(made: Table): NodeOf<"tgroup"> {
  for (const group of made.children) if (group.type === "tgroup") return group;
  throw new Error("a table without columns");
}

/** The columns of a table, of which those are left out that are empty in all rows. */
export class Columns {
  readonly #group: NodeOf<"tgroup">;
  readonly #parts: NodeOf<"tgroup">["children"];
  /** The cells of rows that lack some. */
  readonly #cells = new Map<Row, Row["children"]>();

  constructor(private readonly made: Table) {
    this.#group = groupOf(made);
    this.#parts = this.#group.children;
  }

  /** All columns again, before the rows are made anew. */
  showAll(): void {
    for (const [row, cells] of this.#cells) row.children = cells;
    this.#cells.clear();
    this.#group.children = this.#parts;
    this.#group.cols = this.#parts.filter(({ type }) => type === "colspec").length;
  }

  leaveOutEmpty(): void {
    const { children: rows } = bodyOf(this.made);
    // The specifications of columns come first.
    const columns = this.#parts.filter(({ type }) => type === "colspec");
    const shown = new Set(
      [...columns.keys()].filter((column) => {
        const cells = rows.map(({ children }) => children[column]);
        return column === 0 || cells.some((cell) => cell!.children.length > 0);
      }),
    );
    const isShown = (_part: unknown, column: number) => shown.has(column);
    this.#group.children = this.#parts.filter(
      (part, at) => part.type !== "colspec" || shown.has(at),
    );
    this.#group.cols = shown.size;
    const heads = this.#parts.flatMap((part) => (part.type === "thead" ? part.children : []));
    for (const row of [...heads, ...rows]) {
      this.#cells.set(row, row.children);
      row.children = row.children.filter(isShown);
    }
  }
}

/** What an index is, so that it does not count as a place where things are spoken of. */
export function indexOf(blocks: readonly Block[], span: Span): Block[] {
  return [{ type: "container", span, classes: ["index"], children: [...blocks] }];
}

/** More links than these are folded. */
const mostOpen = 8;

/** Places that are listed in a cell: few as they are, many to be opened. */
export function listOf(
  places: readonly { readonly label: readonly Inline[]; readonly place: string | null }[],
  site: SitePlaces,
  span: Span,
  show: ShowConfig,
): Block[] {
  const links = places.map(({ label, place }) => {
    const link = laterLink(label, span);
    leadTo(link, place, site);
    return link;
  });
  if (links.length === 0) return [];
  const list: Block = {
    type: "bullet_list",
    span,
    classes: ["places"],
    children: links.map((link) => ({
      type: "list_item",
      span,
      children: [paragraph([link], span)],
    })),
  };
  if (links.length <= mostOpen) return [list];
  const count = wordOf(show.wordings, "index-many", { count: String(links.length) });
  return [
    {
      type: "definition_list",
      span,
      classes: ["details"],
      children: [
        {
          type: "definition_list_item",
          span,
          children: [
            { type: "term", span, children: [text(count, span)] },
            { type: "definition", span, children: [list] },
          ],
        },
      ],
    },
  ];
}

export function marked(name: string, value: string, span: Span): Inline {
  return { type: "inline", span, classes: [name], children: [text(value, span)] };
}

/** The method and the address of an operation. */
export function endpoint(method: string, address: string, span: Span): Inline[] {
  const name = { ...marked("method", method, span), classes: ["method", method.toLowerCase()] };
  return [name, text(" ", span), marked("endpoint", address, span)];
}
