import type { Located } from "../data/data.js";

/** How a page shows a text. */
export interface ShownText {
  readonly format: "rst" | "markdown";
  /** How often. */
  readonly count: number;
}

/**
 * The texts of authors in data files that a page shows as blocks, by their places: for who puts other words in their place. Nothing
 * else on the page hangs on their words, but for those that were read besides.
 */
export class ShownTexts {
  readonly #shown = new Map<string, ShownText>();
  readonly #read = new Set<string>();
  readonly #files = new Set<string>();
  readonly #readFiles = new Set<string>();

  /** A text is shown once more. */
  show(at: Located, format: ShownText["format"]): void {
    const { path } = at.file.source;
    this.#files.add(path);
    const key = keyOf(path, at.pointer);
    this.#shown.set(key, { format, count: (this.#shown.get(key)?.count ?? 0) + 1 });
  }

  /** What a text says has decided what is shown besides. */
  read({ file, pointer }: Located): void {
    this.#read.add(keyOf(file.source.path, pointer));
  }

  /** Any text of a file may have decided what is shown: it was given to a template. */
  readFile(path: string): void {
    this.#readFiles.add(path);
  }

  /** How the text at a place is shown; `null`: it is not, or not as blocks alone. */
  of(path: string, pointer: string): ShownText | null {
    const key = keyOf(path, pointer);
    if (this.#readFiles.has(path) || this.#read.has(key)) return null;
    return this.#shown.get(key) ?? null;
  }

  /** Whether the text at a place, a description in a file of which other texts are shown, is neither shown nor read. */
  isUnshown(path: string, pointer: string): boolean {
    const key = keyOf(path, pointer);
    if (!this.#files.has(path) || this.#readFiles.has(path)) return false;
    return !this.#read.has(key) && !this.#shown.has(key);
  }
}

function keyOf(path: string, pointer: string): string {
  return `${path}#${pointer}`;
}
