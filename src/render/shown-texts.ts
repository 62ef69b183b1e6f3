import type { Source } from "../base/source.js";
import type { EditedText, Located } from "../data/data.js";
import { walk, type Node } from "../rst/nodes.js";

/** How a page shows a text. */
export interface ShownText {
  readonly format: "rst" | "markdown";
  /** How often. */
  readonly count: number;
}

/**
 * The texts of authors in data files that a page shows as blocks, by their places: for who puts other words in their place. Nothing
 * else on the page hangs on their words, but for what is told here.
 */
export class ShownTexts {
  readonly #shown = new Map<string, ShownText>();
  readonly #keys = new WeakMap<Source, string>();
  readonly #read = new Set<string>();
  readonly #readFiles = new Set<string>();
  readonly #compared = new Map<string, string>();

  /** A text is shown once more: its blocks are made of a source of its own. */
  show(at: Located, format: ShownText["format"], source: Source): void {
    const key = keyOf(at.file.source.path, at.pointer);
    this.#keys.set(source, key);
    this.#shown.set(key, { format, count: (this.#shown.get(key)?.count ?? 0) + 1 });
  }

  /** What a text says has decided what is shown besides. */
  read({ file, pointer }: Located): void {
    this.#read.add(keyOf(file.source.path, pointer));
  }

  /** The words of some blocks have decided what is shown besides. */
  readAll(blocks: readonly Node[]): void {
    for (const block of blocks)
      walk(block, (node) => {
        const key = node.type === "text" ? undefined : this.#keys.get(node.span.source);
        if (key !== undefined) this.#read.add(key);
      });
  }

  /** Whether a text is another one has decided what is shown besides. */
  compare({ file, pointer }: Located, other: string): void {
    const key = keyOf(file.source.path, pointer);
    const known = this.#compared.get(key) ?? other;
    if (known === other) this.#compared.set(key, other);
    else this.#read.add(key);
  }

  /** Any text of a file may have decided what is shown: it was given to a template. */
  readFile(path: string): void {
    this.#readFiles.add(path);
  }

  /** How the text at a place is shown that was `old` and is `next`; `null`: it is not, or not as blocks alone. */
  of(path: string, { pointer, old, next }: EditedText): ShownText | null {
    const key = keyOf(path, pointer);
    if (this.#readFiles.has(path) || this.#read.has(key)) return null;
    const other = this.#compared.get(key);
    if (other !== undefined && (other === old || other === next)) return null;
    return this.#shown.get(key) ?? null;
  }
}

function keyOf(path: string, pointer: string): string {
  return `${path}#${pointer}`;
}
