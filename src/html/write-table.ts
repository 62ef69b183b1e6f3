import type { Colspec, Entry, NodeOf, Row, Tgroup } from "../rst/nodes.js";
import { el, join, nothing, type Html } from "./element.js";
import { length } from "./write-inline.js";
import { elementOf, lines, plainText, writeAll, writeCompact, type Writing } from "./writing.js";

/** A table in a box of its own, within which a wide one scrolls. */
export function writeTable(node: NodeOf<"table">, cx: Writing): Html {
  const title = node.children.find((child) => child.type === "title");
  const groups = node.children.filter((child) => child.type === "tgroup");
  const attributes = {
    class: node.align && `align-${node.align}`,
    style: node.width === undefined ? undefined : `width: ${length(node.width)}`,
  };
  const caption = title
    ? elementOf("caption", title, cx, {}, writeAll(title.children, cx))
    : nothing;
  const classes = (node.classes ?? []).filter((name) => !name.startsWith("colwidths-"));
  const isOfFields = groups.length === 1 && listsFields(groups[0]!, classes.includes("made"));
  if (isOfFields) classes.push("fields");
  const given = !isOfFields && (node.classes?.includes("colwidths-given") ?? false);
  const body = groups.map((group) => writeGroup(group, given, cx));
  return el(
    "div",
    { class: "table" },
    elementOf("table", { ...node, classes }, cx, attributes, caption, ...body),
  );
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

/** Columns, head and body. Widths are written only where the author set them: a browser knows better how wide text is. */
function writeGroup(group: Tgroup, widthsGiven: boolean, cx: Writing): Html {
  const columns = group.children.filter((child) => child.type === "colspec");
  const parts = group.children.map((child) => {
    if (child.type === "colspec") return nothing;
    const inHead = child.type === "thead";
    return el(child.type, {}, lines(writeRows(child.children, columns, inHead, cx)));
  });
  return lines([widthsGiven ? writeWidths(columns) : nothing, ...parts]);
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
  inHead: boolean,
  cx: Writing,
): Html[] {
  // For each column, how many rows a cell from above still covers.
  const covered = new Uint32Array(columns.length + 1);
  return rows.map((row) => {
    let column = 0;
    const cells = row.children.map((entry) => {
      while (column < columns.length && covered[column]! > 0) column++;
      const at = column;
      const end = Math.min(at + 1 + (entry.morecols ?? 0), columns.length);
      // One more than it reaches down, since every row takes one off below.
      for (; column < end; column++) covered[column] = (entry.morerows ?? 0) + 1;
      return writeEntry(entry, headingScope(inHead, columns[at]?.stub === 1), cx);
    });
    for (let index = 0; index < covered.length; index++) if (covered[index]! > 0) covered[index]!--;
    return elementOf("tr", row, cx, {}, join(cells));
  });
}

function headingScope(inHead: boolean, isStub: boolean): "col" | "row" | undefined {
  if (inHead) return "col";
  return isStub ? "row" : undefined;
}

function writeEntry(entry: Entry, scope: "col" | "row" | undefined, cx: Writing): Html {
  const attributes = {
    scope,
    colspan: entry.morecols === undefined ? undefined : entry.morecols + 1,
    rowspan: entry.morerows === undefined ? undefined : entry.morerows + 1,
  };
  return elementOf(scope ? "th" : "td", entry, cx, attributes, writeCompact(entry.children, cx));
}
