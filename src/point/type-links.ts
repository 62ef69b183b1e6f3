import { textOf, type Inline, type NodeOf, type Row } from "../rst/nodes.js";
import { oneLine } from "./labels.js";

/** A table of a type, which cells of the same section may name. */
export interface TypeTable {
  readonly title: string;
  readonly id: string;
  /** Its place among the tables of its section. */
  readonly at: number;
}

/** Given rows whose second cells name types, the result is that these lead to the tables of their types: of several with one title, to the next. */
export function linkTypes(
  rows: readonly { readonly row: Row; readonly at: number }[],
  tables: readonly TypeTable[],
): void {
  const byTitle = new Map<string, TypeTable[]>();
  for (const table of tables) {
    const known = byTitle.get(table.title);
    if (known) known.push(table);
    else byTitle.set(table.title, [table]);
  }
  if (byTitle.size === 0) return;
  for (const { row, at } of rows) {
    const paragraph = row.children[1]?.children[0];
    if (paragraph?.type !== "paragraph") continue;
    const links = paragraph.children.map((child) =>
      child.type === "text" ? withLinks(child, at, byTitle) : null,
    );
    if (links.some((each) => each !== null))
      paragraph.children = paragraph.children.flatMap((child, index) => links[index] ?? [child]);
  }
}

/** What stands between the names in `{string: [User]}` and `string or User`. */
const betweenNames = /[[\]{},:]|\s+or\s+/g;

/** A text with links in it; `null` where it has none. */
function withLinks(
  text: NodeOf<"text">,
  at: number,
  byTitle: ReadonlyMap<string, readonly TypeTable[]>,
): Inline[] | null {
  const nodes: Inline[] = [];
  let done = 0;
  const take = (start: number, end: number) => {
    const written = text.value.slice(start, end);
    const name = written.trim();
    const tables = byTitle.get(oneLine(name));
    if (!tables) return;
    const { id } = tables.find((table) => table.at > at) ?? tables[0]!;
    const from = start + written.indexOf(name);
    if (from > done) nodes.push({ ...text, value: text.value.slice(done, from) });
    done = from + name.length;
    const label: Inline = { ...text, value: name };
    nodes.push({
      type: "reference",
      span: text.span,
      refid: id,
      internal: true,
      beside: true,
      children: [label],
    });
  };
  const whole = oneLine(text.value);
  if (byTitle.has(whole)) take(0, text.value.length);
  else {
    let start = 0;
    for (const match of text.value.matchAll(betweenNames)) {
      take(start, match.index);
      start = match.index + match[0].length;
    }
    take(start, text.value.length);
  }
  if (nodes.length === 0) return null;
  if (done < text.value.length) nodes.push({ ...text, value: text.value.slice(done) });
  return nodes;
}

/** `` ``name`` `` above a table says what it is a table of. */
export function nameAbove(node: NodeOf<"paragraph">): string | null {
  const [only, ...more] = node.children;
  if (more.length > 0 || (only?.type !== "literal" && only?.type !== "strong")) return null;
  return oneLine(textOf(only));
}
