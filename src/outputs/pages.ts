import { authored, positionAt, type Span } from "../base/source.js";
import { withoutStandIns } from "../base/verbatim.js";
import { markdownOf } from "../print-markdown/print-markdown.js";
import { childrenOf, textOf, walk, type Document, type Node, type NodeOf } from "../rst/nodes.js";
import type { OutputContext } from "./context.js";
import { outObject, type OutObject } from "./tree.js";

/** The texts of all pages, by section. What is made of data files is not among them: that is told where these are. */
export function pagesOf(cx: OutputContext): readonly OutObject[] {
  return [...cx.permalinks.documents].map(([path, document]) =>
    new PageText(path, document, cx).write(),
  );
}

/** A section with the blocks that are its author's. */
interface Gathered {
  readonly node: Document | NodeOf<"section">;
  readonly level: number;
  readonly title: Node | undefined;
  readonly blocks: Node[];
}

class PageText {
  readonly #ids: string[] = [];

  constructor(
    readonly path: string,
    readonly document: Document,
    readonly cx: OutputContext,
  ) {}

  write(): OutObject {
    const sections = this.#gather();
    const title = sections[0]?.title;
    return outObject({
      path: this.path,
      title: title ? plain(title) : undefined,
      permalink: this.cx.permalinks.address(this.path, ""),
      sections: sections.flatMap((section) => this.#written(section) ?? []),
      ids: this.#ids,
      source: this.#source(this.document.span),
    });
  }

  /** All sections of the author's, with a stack of our own: they may be nested deeper than the call stack allows. */
  #gather(): readonly Gathered[] {
    const found: Gathered[] = [];
    const stack: {
      readonly node: Document | NodeOf<"section">;
      readonly level: number;
      readonly around: Gathered | null;
    }[] = [{ node: this.document, level: 1, around: null }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { node, level, around } = next;
      const title = childrenOf(node).find(({ type }) => type === "title");
      const isOwn = around === null || !this.#isMade(node);
      // What stands below a section that is made is of the text around it.
      const section: Gathered = isOwn ? { node, level, title, blocks: [] } : around;
      if (isOwn) {
        found.push(section);
        this.#ids.push(...(node.ids ?? []));
      }
      const sections: NodeOf<"section">[] = [];
      for (const child of childrenOf(node))
        if (child.type === "section") sections.push(child);
        else if (child !== title && !this.#isMade(child)) {
          section.blocks.push(child);
          this.#idsBelow(child);
        }
      for (const below of sections.toReversed())
        stack.push({ node: below, level: level + 1, around: section });
    }
    return found;
  }

  #written({ node, level, title, blocks }: Gathered): OutObject | null {
    const text = withoutStandIns(markdownOf(blocks)).trim();
    if (!title && text === "") return null;
    return outObject({
      id: node.ids?.[0],
      title: title ? plain(title) : undefined,
      level,
      text,
      source: this.#source(title?.span ?? blocks[0]?.span ?? node.span),
    });
  }

  #idsBelow(block: Node): void {
    walk(block, (node) => {
      if (node.type === "target" || node.type === "term") this.#ids.push(...(node.ids ?? []));
    });
  }

  #firstWritten(): Span | undefined {
    let first: Span | undefined;
    walk(this.document, (node) => {
      const span = this.#writtenAt(node.span);
      if (!span.source.origin) first ??= span;
    });
    return first;
  }

  /** Whether a block is made of a data file. */
  #isMade(node: Node): boolean {
    const { path } = authored(node.span).source;
    return this.cx.project.files.has(path);
  }

  #writtenAt(span: Span): Span {
    return this.cx.permalinks.writtenAt(this.path, span);
  }

  /** In a text that is made, such as the draft of a changelog, what leads to no file stands where the first does that does. */
  #source(span: Span): OutObject {
    const own = this.#writtenAt(span);
    const { source, start } = own.source.origin ? (this.#firstWritten() ?? own) : own;
    const { line, column } = positionAt(source, Math.min(start, source.text.length));
    return outObject({ file: source.path, line, column });
  }
}

/** A title without its number, which hangs on those before it. */
function plain(title: Node): string {
  const words = childrenOf(title).filter(({ type }) => type !== "generated");
  return withoutStandIns(words.map(textOf).join("")).trim().replace(/\s+/g, " ");
}
