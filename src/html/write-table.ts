import type { Colspec, Entry, Node, NodeOf, Row, Tgroup } from "../rst/nodes.js";
import { el, join, nothing, type Html } from "./element.js";
import { length } from "./write-inline.js";
import {
  anchors,
  claimIds,
  elementOf,
  lines,
  oneLine,
  plainText,
  sourceLinks,
  writeAll,
  writeCompact,
  type Writing,
} from "./writing.js";

/** A table in a box of its own, within which a wide one scrolls. */
export function writeTable(node: NodeOf<"table">, cx: Writing): Html {
  const title = node.children.find((child) => child.type === "title");
  const groups = node.children.filter((child) => child.type === "tgroup");
  const attributes = {
    class: node.align && `align-${node.align}`,
    style: node.width === undefined ? undefined : `width: ${length(node.width)}`,
    "aria-label": title ? undefined : node.label,
  };
  const caption = title
    ? elementOf("caption", title, cx, {}, writeAll(title.children, cx))
    : nothing;
  const classes = (node.classes ?? []).filter((name) => !name.startsWith("colwidths-"));
  const isMade = classes.includes("made");
  const isOfFields =
    groups.length === 1 && !classes.includes("listing") && listsFields(groups[0]!, isMade);
  if (isOfFields) classes.push("fields");
  const given = !isOfFields && (node.classes?.includes("colwidths-given") ?? false);
  const isListing = classes.includes("listing");
  const body = groups.map((group) => writeGroup(group, given, isListing ? headsOf(group) : [], cx));
  // Within the caption it would be part of the table's name.
  return el(
    "div",
    isOfFields ? { class: ["table", "of-fields"] } : { class: "table", tabindex: 0 },
    isOfFields || isMade ? sourceOf(node, title, cx) : nothing,
    elementOf("table", { ...node, classes }, cx, attributes, caption, ...body),
  );
}

/** A table of a type leads to its schema. */
function sourceOf(node: NodeOf<"table">, title: Node | undefined, cx: Writing): Html {
  const name = title ? oneLine(plainText(title)) : (node.label ?? "");
  return cx.sources && name !== "" ? sourceLinks(["source"], node.span, name, cx) : nothing;
}

/**
 * Whether a table lists parameters, properties or the like, each with its name, its type and what it means: what is made of
 * data has these three columns, and so has what templates print.
 */
function listsFields(group: Tgroup, isMade: boolean): boolean {
  const head = group.children.find((child) => child.type === "thead");
  const [first, ...more] = head?.children ?? [];
  if (!first || more.length > 0 || first.children.length !== 3) return false;
  if (isMade) return true;
  const [, type, meaning] = first.children.map((entry) => plainText(entry).trim().toLowerCase());
  return type === "type" && meaning === "description";
}

/** What the columns of a listing are called, but the first: on phones cells stand below one another. */
function headsOf(group: Tgroup): readonly string[] {
  const [row] = group.children.find((child) => child.type === "thead")?.children ?? [];
  return row?.children.map((entry, index) => (index > 0 ? plainText(entry) : "")) ?? [];
}

/** Columns, head and body. Widths are written only where the author set them: a browser knows better how wide text is. */
function writeGroup(
  group: Tgroup,
  widthsGiven: boolean,
  heads: readonly string[],
  cx: Writing,
): Html {
  const columns = group.children.filter((child) => child.type === "colspec");
  const parts = group.children.map((child) => {
    if (child.type === "colspec") return nothing;
    const inHead = child.type === "thead";
    const rows = writeRows(child.children, columns, inHead ? "head" : heads, cx);
    if (inHead) return el("thead", {}, lines(rows));
    return lines(grouped(child.children, rows).map((group) => el("tbody", {}, lines(group))));
  });
  return lines([widthsGiven ? writeWidths(columns) : nothing, ...parts]);
}

/** Rows in groups, each of which begins with the row that heads it. */
function grouped(nodes: readonly Row[], rows: readonly Html[]): Html[][] {
  const groups: Html[][] = [[]];
  for (const [index, row] of rows.entries()) {
    if (nodes[index]!.heads === "group" && groups.at(-1)!.length > 0) groups.push([]);
    groups.at(-1)!.push(row);
  }
  return groups;
}

function writeWidths(columns: readonly Colspec[]): Html {
  const widths = columns.map(({ colwidth }) => Number.parseFloat(String(colwidth)) || 1);
  const sum = widths.reduce((total, width) => total + width, 0);
  const columnOf = (width: number) =>
    el("col", { style: `width: ${Math.round((width / sum) * 1000) / 10}%` });
  return el("colgroup", {}, join(widths.map(columnOf)));
}

/** Rows with each cell's true column in mind: cells from rows above reach down into later ones, and stub columns head their row. */
function writeRows(
  rows: readonly Row[],
  columns: readonly Colspec[],
  heads: "head" | readonly string[],
  cx: Writing,
): Html[] {
  const inHead = heads === "head";
  // For each column, how many rows a cell from above still covers.
  const covered = new Uint32Array(columns.length + 1);
  return rows.map((row) => {
    let column = 0;
    const [id, ...more] = claimIds(row.ids, cx);
    const last = row.children.at(-1);
    const cells = row.children.map((entry, index) => {
      while (column < columns.length && covered[column]! > 0) column++;
      const at = column;
      const end = Math.min(at + 1 + (entry.morecols ?? 0), columns.length);
      // One more than it reaches down, since every row takes one off below.
      for (; column < end; column++) covered[column] = (entry.morerows ?? 0) + 1;
      const scope = headingScope(inHead, columns[at]?.stub === 1, index === 0 && row.heads);
      // A row holds cells only: its further ids stand in the last of them.
      const head = inHead ? "" : (heads[at] ?? "");
      return writeEntry(entry, scope, head, entry === last ? anchors(more) : nothing, cx);
    });
    for (let index = 0; index < covered.length; index++) if (covered[index]! > 0) covered[index]!--;
    return el("tr", { id, class: row.classes ?? [] }, join(cells));
  });
}

type Scope = "col" | "row" | "rowgroup";

function headingScope(
  inHead: boolean,
  isStub: boolean,
  heads: Row["heads"] | false,
): Scope | undefined {
  if (inHead) return "col";
  if (heads === "group") return "rowgroup";
  return isStub || heads === "row" ? "row" : undefined;
}

function writeEntry(
  entry: Entry,
  scope: Scope | undefined,
  head: string,
  end: Html,
  cx: Writing,
): Html {
  const content = writeCompact(entry.children, cx);
  // An empty cell heads nothing.
  const heads = content === "" ? undefined : scope;
  const attributes = {
    scope: heads,
    "data-head": content === "" || head === "" ? undefined : head,
    colspan: entry.morecols === undefined ? undefined : entry.morecols + 1,
    rowspan: entry.morerows === undefined ? undefined : entry.morerows + 1,
  };
  return elementOf(heads ? "th" : "td", entry, cx, attributes, content, end);
}
