import { authoredPath } from "../base/source.js";
import { shortened, type Entry, type EntryKind } from "../search/search.js";
import { textOf, type Document, type Element, type Node, type NodeOf } from "../rst/nodes.js";

/** What a specification calls its things, to tell their sections from others. */
export interface SearchNames {
  /** By the file of a section and its title: `GET /rooms/{roomId}`. */
  readonly operation: (file: string, title: string) => SearchedOperation | null;
  /** What the sections are of that were made of a file. */
  readonly kindOf: (
    file: string,
  ) => { readonly kind: "event" | "type"; readonly deprecated: boolean } | null;
  /** What the properties are called that hold codes of errors. */
  readonly errorCodes: readonly string[];
}

export interface SearchedOperation {
  readonly method: string;
  /** With and without what all of the API begin with. */
  readonly paths: readonly string[];
  readonly operationId: string | null;
  readonly deprecated: boolean;
}

/** An entry of a page, and the names that it lists of things which are elsewhere. */
export interface PageEntry extends Entry {
  readonly listed: Entry["fields"];
}

/** What search finds in a page. */
export interface PageEntries {
  readonly entries: readonly PageEntry[];
  /** Codes of errors in its examples. */
  readonly errorCodes: ReadonlySet<string>;
}

/** The entries of a page, whose parents are counted from its first one. */
export function searchEntries(page: string, document: Document, names: SearchNames): PageEntries {
  return new EntryReader(page, names).read(document);
}

interface Draft {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly kind: EntryKind;
  readonly names: readonly string[];
  readonly parent: number;
  readonly deprecated: boolean;
  readonly fields: (readonly [string, string])[];
  readonly listed: (readonly [string, string])[];
  /** As it comes. */
  text: string;
  /** All of what `text` has the beginnings of. */
  whole: string;
  readonly code: Set<string>;
}

/** An identifier: `room_id`, `m.room.member`, `M_FORBIDDEN`. */
const identifier = /^[\p{L}_@$.][\p{L}\p{N}_.:$@/*{}<>[\]-]{0,79}$/u;
const wordInCode = /[\w.]{3,60}/g;
const isIdentifier = /^[a-z_][\w.]*?[._][a-z]/i;

class EntryReader {
  readonly #drafts: Draft[] = [];
  readonly #codeRe: RegExp | null;
  readonly #codes = new Set<string>();
  #isIndex = false;

  constructor(
    private readonly page: string,
    private readonly names: SearchNames,
  ) {
    const quoted = names.errorCodes.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    this.#codeRe =
      quoted.length === 0 ? null : new RegExp(`"(?:${quoted.join("|")})":\\s*"([^"\\s]+)"`, "g");
  }

  read(document: Document): PageEntries {
    const draft = this.#add("", document.title ?? "", "section", [], -1);
    for (const child of document.children) this.#node(child, draft);
    const entries = this.#drafts.map(
      ({
        id,
        title,
        kind,
        names,
        fields,
        listed,
        text,
        whole,
        code,
        parent,
        deprecated,
      }): PageEntry => ({
        page: this.page,
        id,
        title,
        kind,
        names,
        fields,
        listed,
        text: shortened(plain(text), longestText),
        found: [text, whole, [...code].join(" ")],
        parent,
        deprecated,
      }),
    );
    return { entries, errorCodes: this.#codes };
  }

  #add(
    id: string,
    title: string,
    kind: EntryKind,
    names: readonly string[],
    parent: number,
    deprecated = false,
  ): Draft {
    const number = this.#drafts.length;
    const draft = {
      number,
      id,
      title,
      kind,
      names,
      parent,
      deprecated,
      fields: [],
      listed: [],
      text: "",
      whole: "",
      code: new Set<string>(),
    };
    this.#drafts.push(draft);
    return draft;
  }

  #section(section: NodeOf<"section">, above: Draft): void {
    const heading = section.children.find((each) => each.type === "title");
    const title = heading ? wordsOf(heading).replace(/\s+/g, " ").trim() : "";
    const id = section.ids?.[0] ?? above.id;
    const path = authoredPath(section.span);
    const parent = above.number;
    const bare = title.replace(/^Deprecated: /, "");
    const operation = this.names.operation(path, bare);
    const made = operation ? null : this.names.kindOf(path);
    const draft = operation
      ? this.#add(id, title, "endpoint", operationNames(operation), parent, operation.deprecated)
      : this.#add(
          id,
          title,
          made?.kind ?? "section",
          [],
          parent,
          made?.deprecated ?? bare !== title,
        );
    for (const child of section.children) if (child.type !== "title") this.#node(child, draft);
  }

  #node(node: Node, draft: Draft): void {
    switch (node.type) {
      case "text":
        draft.text += node.value;
        return;
      case "section":
        this.#section(node, draft);
        return;
      case "literal_block":
      case "doctest_block":
        this.#code(textOf(node), draft);
        return;
      case "table":
        this.#table(node, draft);
        return;
      case "definition_list_item":
        this.#term(node, "term", "definition", draft);
        return;
      case "field":
        this.#term(node, "field_name", "field_body", draft);
        return;
      case "rubric":
        if (node.classes?.includes("type")) draft.fields.push([textOf(node), node.ids?.[0] ?? ""]);
        return;
      case "container":
        if (node.classes?.includes("used-in")) return;
        if (!node.classes?.includes("index")) return this.#children(node, draft);
        this.#isIndex = true;
        this.#children(node, draft);
        this.#isIndex = false;
        return;
      case "inline":
        if (node.defines !== undefined) draft.fields.push([node.defines, node.ids?.[0] ?? ""]);
        return this.#children(node, draft);
      case "image":
        draft.text += `${node.alt ?? ""} `;
        return;
      case "topic":
        if (!node.classes?.includes("contents")) this.#children(node, draft);
        return;
      default:
        if (!hidden.has(node.type) && !isRepeated(node)) this.#children(node, draft);
    }
  }

  #children(node: Element, draft: Draft): void {
    const { children } = node as { readonly children?: readonly Node[] };
    if (!children) return;
    for (const child of children) this.#node(child, draft);
    if (!inline.has(node.type)) draft.text += " ";
  }

  #code(text: string, draft: Draft): void {
    for (const word of text.match(wordInCode) ?? [])
      if (isIdentifier.test(word)) draft.code.add(word);
    if (this.#codeRe)
      for (const [, code] of text.matchAll(this.#codeRe)) {
        draft.code.add(code!);
        this.#codes.add(code!);
      }
  }

  #table(table: NodeOf<"table">, draft: Draft): void {
    for (const child of table.children)
      if (child.type === "title") {
        const name = textOf(child);
        draft.fields.push([name, table.ids?.[0] ?? ""]);
      } else {
        const hasHead = child.children.some(({ type }) => type === "thead");
        for (const part of child.children)
          if (part.type === "tbody")
            for (const row of part.children) {
              if (hasHead && child.cols > 1) this.#row(row, draft);
              this.#cells(row, draft);
            }
      }
  }

  /** Rows are many, and their beginnings say what they are about. */
  #cells(row: NodeOf<"row">, draft: Draft): void {
    const before = draft.text;
    draft.text = "";
    for (const entry of row.children) this.#node(entry, draft);
    const text = plain(draft.text);
    if (text.length > longestRow) draft.whole += `${text} `;
    draft.text = `${before}${shortened(text, longestRow)} `;
  }

  /** The first cell of a row may be the name of a field. */
  #row(row: NodeOf<"row">, draft: Draft): void {
    const [first] = row.children;
    if (!first || (first.morecols ?? 0) > 0) return;
    const name = textOf(first).trim();
    if (!identifier.test(name)) return;
    const names = this.#isIndex ? draft.listed : draft.fields;
    names.push([name, row.ids?.[0] ?? first.ids?.[0] ?? ""]);
  }

  /** A term with its definition is a part of its own, where it is one: a word of code, or of a list of definitions. */
  #term(
    item: NodeOf<"definition_list_item"> | NodeOf<"field">,
    named: "term" | "field_name",
    told: "definition" | "field_body",
    draft: Draft,
  ): void {
    const term = item.children.find(({ type }) => type === named);
    const title = term ? textOf(term).trim() : "";
    const isTerm =
      named === "term" ? title.length <= 60 : identifier.test(title) && isWorthATerm(term!);
    if (title === "" || !isTerm || isRepeated(item)) return this.#children(item, draft);
    const id = item.ids?.[0] ?? term!.ids?.[0] ?? draft.id;
    // What an event's key is called, as each of them says.
    if (named === "field_name" && draft.kind === "event") {
      draft.fields.push([title, id]);
      return this.#children(item, draft);
    }
    const own = this.#add(id, title, "term", [], draft.number);
    for (const child of item.children)
      if (child !== term && child.type === named)
        own.fields.push([textOf(child).trim(), child.ids?.[0] ?? id]);
    for (const child of item.children) if (child.type === told) this.#node(child, own);
  }
}

function plain(text: string): string {
  return text.replace(/\s{2,}|[^\S ]/g, " ").trim();
}

/** How much of a text is there to be shown; all of it is found. */
const longestText = 1200;
const longestRow = 90;

/** A field of a list that is written as code. */
function isWorthATerm(term: Node): boolean {
  const { children = [] } = term as { readonly children?: readonly Node[] };
  return children.some(({ type }) => type === "literal");
}

function operationNames({ method, paths, operationId }: SearchedOperation): readonly string[] {
  return [
    ...paths.flatMap((path) => [path, `${method} ${path}`]),
    ...(operationId === null ? [] : [operationId]),
  ];
}

function wordsOf(title: NodeOf<"title">): string {
  return title.children
    .filter(({ type }) => type !== "generated")
    .map(textOf)
    .join("");
}

/** What readers do not see, and what stands at every request. */
const hidden: ReadonlySet<string> = new Set([
  "comment",
  "meta",
  "raw",
  "system_message",
  "substitution_definition",
  "pending",
  "math_block",
]);

function isRepeated(node: Element): boolean {
  return node.classes?.some((name) => repeated.has(name)) === true;
}

const repeated: ReadonlySet<string> = new Set(["endpoints", "httpheaders", "facts"]);

const inline: ReadonlySet<string> = new Set([
  "literal",
  "emphasis",
  "strong",
  "reference",
  "footnote_reference",
  "citation_reference",
  "title_reference",
  "abbreviation",
  "acronym",
  "superscript",
  "subscript",
  "inline",
  "generated",
  "math",
  "target",
]);
