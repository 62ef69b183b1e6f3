import { childrenOf, type Node } from "../rst/nodes.js";
import { inlineMarkdown, type Links } from "./inline.js";

/**
 * A table as GitHub writes them: a head of one row, cells of one line. Blocks in a cell are told apart by breaks; the head
 * has no text where the table has none.
 */
export function tableMarkdown(
  table: Node,
  cellText: (entry: Node) => string,
  links: Links,
): string {
  const parts: string[] = [];
  for (const group of childrenOf(table)) {
    if (group.type === "title") parts.push(`**${inlineMarkdown(group, links)}**`);
    if (group.type === "tgroup") parts.push(rowsOf(group, cellText));
  }
  return parts.join("\n\n");
}

function rowsOf(group: Node, cellText: (entry: Node) => string): string {
  const width = group.type === "tgroup" ? group.cols : 1;
  const of = (type: Node["type"]) =>
    childrenOf(group)
      .filter((part) => part.type === type)
      .flatMap((part) => [...childrenOf(part)]);
  const head = of("thead");
  const grid = gridOf([...head, ...of("tbody")], width, cellText);
  const rows = head.length > 0 ? grid : [Array.from({ length: width }, () => ""), ...grid];
  const [first = [], ...others] = rows;
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(first), line(first.map(() => "---")), ...others.map(line)].join("\n");
}

/** The texts of all cells; those that a cell spans besides its own stay empty. */
function gridOf(
  rows: readonly Node[],
  width: number,
  cellText: (entry: Node) => string,
): readonly (readonly string[])[] {
  const grid = rows.map(() => Array.from<string | undefined>({ length: width }));
  for (const [index, row] of rows.entries()) {
    let at = 0;
    for (const entry of childrenOf(row)) {
      if (entry.type !== "entry") continue;
      while (grid[index]![at] !== undefined) at++;
      const { morerows = 0, morecols = 0 } = entry;
      for (let down = 0; down <= morerows; down++)
        for (let right = 0; right <= morecols; right++)
          if (grid[index + down] && at + right < width)
            grid[index + down]![at + right] = down + right === 0 ? oneLine(cellText(entry)) : "";
    }
  }
  return grid.map((row) => row.map((cell) => cell ?? ""));
}

/** Blocks and line ends as breaks; bars do not end the cell, in code neither. */
function oneLine(text: string): string {
  return text
    .trim()
    .replace(/(?<!\\)\|/g, "\\|")
    .replace(/\\?\n\n+/g, "<br><br>")
    .replace(/\n/g, " ");
}
