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

class PageText {
  readonly #sections: OutObject[] = [];
  readonly #ids: string[] = [];

  constructor(
    readonly path: string,
    readonly document: Document,
    readonly cx: OutputContext,
  ) {}

  write(): OutObject {
    const title = this.document.children.find((child) => child.type === "title");
    this.#section(this.document, 1, title);
    return outObject({
      path: this.path,
      title: title ? plain(title) : undefined,
      permalink: this.cx.permalinks.address(this.path, ""),
      sections: this.#sections,
      ids: this.#ids,
      source: this.#source(this.document.span),
    });
  }

  /** A section and those in it, from a stack of their own: they may be nested deeper than the call stack allows. */
  #section(root: Document, level: number, heading: Node | undefined): void {
    const stack: { readonly node: Document | NodeOf<"section">; readonly level: number }[] = [
      { node: root, level },
    ];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { node, level: depth } = next;
      const title = node === root ? heading : childrenOf(node).find(({ type }) => type === "title");
      if (node === root || !this.#isMade(node)) {
        this.#ids.push(...(node.ids ?? []));
        const blocks = childrenOf(node).filter(
          (child) => child !== title && child.type !== "section" && !this.#isMade(child),
        );
        for (const block of blocks) this.#idsBelow(block);
        const text = withoutStandIns(markdownOf(blocks)).trim();
        if (title || text !== "")
          this.#sections.push(
            outObject({
              id: node.ids?.[0],
              title: title ? plain(title) : undefined,
              level: depth,
              text,
              source: this.#source(title?.span ?? blocks[0]?.span ?? node.span),
            }),
          );
      }
      const below = childrenOf(node).filter((child) => child.type === "section");
      for (const section of below.toReversed()) stack.push({ node: section, level: depth + 1 });
    }
  }

  #idsBelow(block: Node): void {
    walk(block, (node) => {
      if (node.type === "target" || node.type === "term") this.#ids.push(...(node.ids ?? []));
    });
  }

  /** Whether a block is made of a data file. */
  #isMade(node: Node): boolean {
    const { path } = authored(node.span).source;
    return this.cx.project.files.has(path);
  }

  #source(span: Span): OutObject {
    const { source, start } = authored(span);
    const { line, column } = positionAt(source, Math.min(start, source.text.length));
    return outObject({ file: source.path, line, column });
  }
}

/** A title without its number, which hangs on those before it. */
function plain(title: Node): string {
  const words = childrenOf(title).filter(({ type }) => type !== "generated");
  return withoutStandIns(words.map(textOf).join("")).trim().replace(/\s+/g, " ");
}
