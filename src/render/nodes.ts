import type { Span } from "../base/source.js";
import { joinPointer, spanOf } from "../data/data.js";
import type { Located } from "../data/located.js";
import type {
  Block,
  Inline,
  LiteralBlock,
  Paragraph,
  Row,
  Rubric,
  Table,
  Text,
} from "../rst/nodes.js";

/** Nodes of made content, each with the place of what it shows. */

/** Where a value stands, found when it is asked for: few places of a page are. */
class LazySpan implements Span {
  readonly #at: Located;
  readonly #of: "key" | "value";
  #span: Span | undefined;

  constructor(at: Located, of: "key" | "value") {
    this.#at = at;
    this.#of = of;
  }

  get source() {
    return this.#at.file.source;
  }
  get start() {
    return this.#whole.start;
  }
  get end() {
    return this.#whole.end;
  }

  get #whole(): Span {
    const { file, pointer } = this.#at;
    return (this.#span ??= spanOf({ source: file.source, pointer }, this.#of));
  }
}

export function spanAt(at: Located, of: "key" | "value" = "key"): Span {
  return new LazySpan(at, of);
}

/** The place of the value that an object has under a key. */
export function spanBelow({ file, pointer }: Located, key: string): Span {
  return spanAt({ file, pointer: joinPointer(pointer, key) }, "value");
}

export function text(value: string, span: Span): Text {
  return { type: "text", span, value };
}

export function literal(value: string, span: Span, id?: string): Inline {
  const node = { type: "literal" as const, span, children: [text(value, span)] };
  return id === undefined ? node : { ...node, ids: [id] };
}

export function strong(value: string, span: Span): Inline {
  return { type: "strong", span, children: [text(value, span)] };
}

export function strongOf(children: readonly Inline[], span: Span): Inline {
  return { type: "strong", span, children: [...children] };
}

/** A text in which what stands between backquotes is code. */
export function withCode(value: string, span: Span): readonly Inline[] {
  const parts = value.split("`");
  return parts.flatMap((part, index) =>
    part === "" ? [] : [index % 2 === 1 ? literal(part, span) : text(part, span)],
  );
}

export function emphasis(value: string, span: Span): Inline {
  return { type: "emphasis", span, children: [text(value, span)] };
}

/** A link to a place of the page. */
export function link(id: string, children: readonly Inline[], span: Span): Inline {
  return { type: "reference", span, refid: id, internal: true, children: [...children] };
}

/** A link to another page. */
export function linkOut(uri: string, label: string, span: Span): Inline {
  return { type: "reference", span, refuri: uri, name: label, children: [text(label, span)] };
}

export function paragraph(children: readonly Inline[], span: Span): Paragraph {
  return { type: "paragraph", span, children: [...children] };
}

/** A heading that is no section's. */
export function rubric(
  children: readonly Inline[],
  span: Span,
  id?: string,
  classes: readonly string[] = [],
): Rubric {
  return {
    type: "rubric",
    span,
    classes: [...classes],
    ...(id === undefined ? {} : { ids: [id] }),
    children: [...children],
  };
}

/** A heading of a part of a section, which no contents list: `depth` levels below the section's own. */
export function heading(children: readonly Inline[], span: Span, depth: number): Rubric {
  return { type: "rubric", span, heading: depth, children: [...children] };
}

export function code(language: string, value: string, span: Span): LiteralBlock {
  return {
    type: "literal_block",
    span,
    classes: ["code", ...(language === "" ? [] : [language])],
    children: [text(value, span)],
  };
}

/** The same said in several ways, of which a page shows one at a time: each with its title. */
export function tabs(
  forms: readonly (readonly [title: string, block: Block])[],
  span: Span,
): Block {
  const children = forms.map(([label, block]): Block => ({
    type: "container",
    span,
    classes: ["tab"],
    label,
    children: [block],
  }));
  return { type: "container", span, classes: ["tabs"], children };
}

/** A table without a head, whose first column says what the second is. */
export function stubTable(rows: readonly (readonly (readonly Block[])[])[], span: Span): Table {
  const children = rows.map((cells): Row => ({
    type: "row",
    span,
    children: cells.map((cell) => ({ type: "entry", span, children: [...cell] })),
  }));
  return {
    type: "table",
    span,
    classes: ["made", "facts"],
    children: [
      {
        type: "tgroup",
        span,
        cols: 2,
        children: [
          { type: "colspec", span, colwidth: 1, stub: 1 },
          { type: "colspec", span, colwidth: 2 },
          { type: "tbody", span, children },
        ],
      },
    ],
  };
}

export interface MadeRow {
  readonly id?: string;
  readonly cells: readonly (readonly Block[])[];
  readonly span: Span;
  /** What it describes must be there. */
  readonly required?: boolean;
}

export function table(
  title: readonly Inline[],
  head: readonly string[],
  rows: readonly MadeRow[],
  span: Span,
  id?: string,
): Table {
  const headRow: Row = {
    type: "row",
    span,
    children: head.map((each) => ({
      type: "entry",
      span,
      children: [paragraph([text(each, span)], span)],
    })),
  };
  const bodyRows = rows.map((row): Row => ({
    type: "row",
    span: row.span,
    ...(row.id === undefined ? {} : { ids: [row.id] }),
    ...(row.required ? { classes: ["required"] } : {}),
    children: row.cells.map((cell) => ({ type: "entry", span: row.span, children: [...cell] })),
  }));
  return {
    type: "table",
    span,
    ...(id === undefined ? {} : { ids: [id] }),
    classes: ["made"],
    children: [
      ...(title.length === 0 ? [] : [{ type: "title" as const, span, children: [...title] }]),
      {
        type: "tgroup",
        span,
        cols: head.length,
        children: [
          ...head.map(() => ({ type: "colspec" as const, span, colwidth: 1 })),
          { type: "thead", span, children: [headRow] },
          { type: "tbody", span, children: bodyRows },
        ],
      },
    ],
  };
}
