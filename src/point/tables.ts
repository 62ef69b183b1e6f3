import {
  childrenOf,
  textOf,
  type Entry,
  type Node,
  type NodeOf,
  type Row,
  type Tgroup,
} from "../rst/nodes.js";
import { oneLine } from "./labels.js";

/** What the parts of tables are: which cell heads a row, which row heads those after it, what the columns are called. */

/** The words in a cell. */
export function cellText({ children }: Entry): string {
  return oneLine(children.map(textOf).join(" "));
}

/** The words of a title without its number. */
export function textWithoutNumber(title: Node): string {
  const own = childrenOf(title).filter(({ type }) => type !== "generated");
  return oneLine(own.map(textOf).join(""));
}

/** What a row is called: its first cell with words. */
export function rowName({ children }: Row): string {
  for (const cell of children) {
    const name = cellText(cell);
    if (name !== "") return name;
  }
  return "";
}

/** Longer texts over the whole width are remarks rather than headings. */
const longestHeading = 80;

/** Mark what heads rows of a table: their first cells where the columns have heads, and rows that are one cell over the whole width. */
export function markHeads(group: Tgroup): void {
  const hasHead = group.children.some(({ type }) => type === "thead");
  for (const body of group.children) {
    if (body.type !== "tbody") continue;
    const { children: rows } = body;
    // Cells that reach down from rows above stand before those of a row.
    let reaching = 0;
    for (const [index, row] of rows.entries()) {
      const isBegun = reaching > 0;
      reaching = isBegun ? reaching - 1 : (row.children[0]?.morerows ?? 0);
      const next = rows[index + 1];
      if (isWide(row, group.cols)) {
        if (next && !isWide(next, group.cols) && isHeading(row)) row.heads = "group";
      } else if (hasHead && !isBegun && group.cols > 1) {
        const [first] = row.children;
        if (first && cellText(first) !== "") row.heads = "row";
      }
    }
  }
}

function isWide({ children }: Row, columns: number): boolean {
  return columns > 1 && children.length === 1 && (children[0]!.morecols ?? 0) === columns - 1;
}

function isHeading({ children }: Row): boolean {
  const [entry] = children;
  const text = cellText(entry!);
  return entry!.children.length === 1 && text !== "" && text.length <= longestHeading;
}

/** The words in the heads of the columns. */
export function columnHeads(table: NodeOf<"table">): readonly string[] {
  for (const group of table.children)
    if (group.type === "tgroup")
      for (const part of group.children)
        if (part.type === "thead") return part.children.at(-1)?.children.map(cellText) ?? [];
  return [];
}

/** All rows of the body of a table. */
export function bodyRows(table: NodeOf<"table">): readonly Row[] {
  return table.children.flatMap((group) =>
    group.type === "tgroup"
      ? group.children.flatMap((part) => (part.type === "tbody" ? part.children : []))
      : [],
  );
}
