/**
 * Gives the parts of a page what others need to point at them: rows of tables, labels such as "Request format:", lists of
 * terms get ids that last; tables get names, rows their heads, and the
 * types in made tables lead to their tables. In comes the document of a page when all other ids are there.
 */
import {
  childrenOf,
  joinsInline,
  textOf,
  type Document,
  type Node,
  type NodeOf,
  type Row,
} from "../rst/nodes.js";
import { labelText, labelWord, oneLine, OpenLabels, placeWord, type Label } from "./labels.js";
import { codesOf, PartIds, wordOf } from "./part-ids.js";
import { bodyRows, columnHeads, markHeads, rowName, textWithoutNumber } from "./tables.js";
import { linkTypes, nameAbove, type TypeTable } from "./type-links.js";

export { PartIds } from "./part-ids.js";
export { DefinedTerms } from "./defined-terms.js";
export { Places, type Around, type Defined, type Place } from "./places.js";

/** `taken`: the ids of the document. Returns the ids that its parts were given. */
export function pointAtParts(document: Document, taken: ReadonlySet<string>): ReadonlySet<string> {
  const ids = new PartIds(taken);
  const { children } = document;
  // A lone section has become the subtitle, with its id.
  const subtitle = children.find((child) => child.type === "subtitle");
  const title = subtitle ?? children.find(({ type }) => type === "title");
  const id = subtitle?.ids?.[0] ?? document.ids?.[0] ?? wholePage;
  new SectionParts(ids, id, title ? textWithoutNumber(title) : "").all(children);
  return ids.given;
}

/** What parts begin with that are in no section, on a page without a title of its own. */
const wholePage = "content";

/** The parts of a section, without those of the sections in it. */
class SectionParts {
  /** How many tables are called so. */
  readonly #names = new Map<string, number>();
  readonly #tables: TypeTable[] = [];
  readonly #typed: { readonly row: Row; readonly at: number }[] = [];
  #count = 0;
  /** The labels that are open. */
  #labels: readonly { readonly level: number; readonly id: string; readonly text: string }[] = [];

  constructor(
    readonly ids: PartIds,
    readonly id: string,
    readonly title: string,
    readonly isMade: boolean = false,
  ) {}

  all(children: readonly Node[]): void {
    this.#blocks(children, true);
    linkTypes(this.#typed, this.#tables);
  }

  #blocks(children: readonly Node[], areOwn: boolean): void {
    const labels = new OpenLabels(this.isMade);
    for (let index = 0; index < children.length; index++) {
      const node = children[index]!;
      if (node.type === "section") {
        this.#section(node);
        continue;
      }
      if (areOwn) {
        const level = labels.take(node);
        if (level !== null) {
          this.#label(node as Label, level); // only these have a level
          continue;
        }
      }
      this.#block(node, children[index - 1]);
    }
  }

  #section({ ids, children, made }: NodeOf<"section">): void {
    const title = children.find(({ type }) => type === "title");
    const id = ids?.[0] ?? this.id;
    const name = title ? textWithoutNumber(title) : this.title;
    new SectionParts(this.ids, id, name, made === true).all(children);
  }

  #block(node: Node, before: Node | undefined): void {
    switch (node.type) {
      case "text":
        return;
      case "table":
        return this.#table(node, before);
      case "definition_list":
        if (!node.classes?.includes("details")) for (const item of node.children) this.#term(item);
        return;
      case "field_list":
        for (const field of node.children) this.#field(field, isFacts(node));
        return;
      case "bullet_list":
        for (const item of node.children) if (item.type === "list_item") this.#item(item);
        return;
      case "container":
        if (!node.classes?.includes("endpoints")) this.#blocks(node.children, false);
        return;
      case "rubric":
        this.#point(node, oneLine(textOf(node)));
        return;
      case "topic":
      case "docinfo":
        return;
      default:
        if (!joinsInline(node)) this.#blocks(childrenOf(node), false);
    }
  }

  /** The id that what stands here begins with. */
  get #within(): string {
    return this.#labels.at(-1)?.id ?? this.id;
  }

  #label(node: Label, level: number): void {
    const text = labelText(node);
    this.#labels = this.#labels.filter((each) => each.level < level);
    // "Example" is called by what it is an example of, all others by their section.
    const within = level > 2 ? this.#within : this.id;
    const id = this.#point(node, labelWord(text), within);
    node.part = level;
    this.#labels = [...this.#labels, { level, id: id ?? this.#within, text }];
  }

  /** Gives a node an id if it has none; returns its id, `null` where it has no words. */
  #point(
    node: Exclude<Node, NodeOf<"text">>,
    name: string,
    within = this.#within,
    word?: string,
  ): string | null {
    const known = node.ids?.[0];
    const id = known ?? this.ids.claim(within, word ?? name);
    if (id === null) return null;
    if (known === undefined) node.ids = [id];
    return id;
  }

  #table(table: NodeOf<"table">, before: Node | undefined): void {
    const at = this.#count++;
    const caption = table.children.find(({ type }) => type === "title");
    const above = before?.type === "paragraph" ? nameAbove(before) : null;
    const title = caption ? oneLine(textOf(caption)) : above;
    const isFields = isMade(table) && columnHeads(table).length === 3;
    if (caption === undefined) table.label = this.#nameOf(above ?? this.#labels.at(-1)?.text);
    const id = title === null ? table.ids?.[0] : this.#titled(table, title);
    if (isFields && title !== null && id) {
      table.shows = title;
      this.#tables.push({ title, id, at });
    }
    if (isFacts(table)) return;
    for (const group of table.children) if (group.type === "tgroup") markHeads(group);
    this.#rows(bodyRows(table), id ?? this.#within, id !== undefined && id !== null);
    if (isFields && isPrinted(table))
      for (const row of bodyRows(table)) {
        this.#typed.push({ row, at });
        const last = row.children.at(-1);
        if (last && /^Required\b/.test(strongStart(last))) addClass(row, "required");
      }
  }

  /** Parameters by where they are sent are named by that: their place in the section says no more. */
  #titled(table: NodeOf<"table">, title: string): string | null {
    const name = placeWord(title);
    return this.#point(table, name, name === title ? this.#within : this.id);
  }

  #rows(rows: readonly Row[], within: string, isNamed: boolean): void {
    let base = within;
    for (const row of rows) {
      const name = rowName(row);
      if (row.heads === "group") {
        const group = placeWord(name);
        base = this.#point(row, group, isNamed ? within : this.id) ?? within;
      } else this.#point(row, wordOf(name) === "" ? codesOf(name) : name, base);
      for (const cell of row.children)
        if (cell.children.some(({ type }) => type !== "paragraph"))
          this.#blocks(cell.children, false);
    }
  }

  /** A name for a table without a title; of several, each has its own. */
  #nameOf(label: string | undefined): string {
    const name = [label, this.title].filter(Boolean).join(", ");
    const count = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  }

  #term(item: NodeOf<"definition_list_item">): void {
    const term = item.children.find(({ type }) => type === "term");
    if (term && term.type === "term") {
      if (!term.ids?.length || item.ids?.length) this.#point(item, oneLine(textOf(term)));
    }
    for (const part of item.children)
      if (part.type === "definition") this.#blocks(part.children, false);
  }

  #field({ children }: NodeOf<"field">, isFact: boolean): void {
    for (const part of children)
      if (part.type === "field_name") {
        if (!isFact && !isPrinted(part)) this.#point(part, oneLine(textOf(part)));
      } else this.#blocks(part.children, false);
  }

  /** An item that begins with code explains it, as in lists of values and error codes. */
  #item(item: NodeOf<"list_item">): void {
    const [first] = item.children;
    const name = first?.type === "paragraph" ? explained(first) : null;
    if (name !== null && !item.ids?.length && wordOf(name) !== "") this.#point(item, name);
    this.#blocks(item.children, false);
  }
}

/** What a paragraph such as "``M_FORBIDDEN``: ..." explains; `null` where it does not begin so. */
function explained({ children: [first, second] }: NodeOf<"paragraph">): string | null {
  const code = first?.type === "strong" || first?.type === "reference" ? first.children[0] : first;
  if (code?.type !== "literal") return null;
  if (second === undefined) return oneLine(textOf(code));
  return second.type === "text" && /^\s*(?::|[-–—]\s)/.test(second.value)
    ? oneLine(textOf(code))
    : null;
}

/** The strong words that a cell begins with. */
function strongStart({ children: [block] }: NodeOf<"entry">): string {
  const first = block?.type === "paragraph" ? block.children[0] : undefined;
  return first?.type === "strong" ? textOf(first) : "";
}

/** Whether the program made it of data, as nodes or as text. */
function isMade(node: Exclude<Node, NodeOf<"text">>): boolean {
  return (node.classes?.includes("made") ?? false) || isPrinted(node);
}

/** Whether it says in a word each what holds for all of an operation. */
function isFacts({ classes }: NodeOf<"table" | "field_list">): boolean {
  return classes?.some((name) => name === "facts" || name === "release") ?? false;
}

/** Whether a template printed it, as reStructuredText. */
function isPrinted({ span }: Exclude<Node, NodeOf<"text">>): boolean {
  return span.source.path.endsWith("}}");
}

function addClass(node: Exclude<Node, NodeOf<"text">>, name: string): void {
  if (!node.classes?.includes(name)) node.classes = [...(node.classes ?? []), name];
}
