type Content = string | Uint8Array;

/** Files by path, some of which are made when they are first asked for. They keep their order. */
export class LateFiles extends Map<string, Content> {
  readonly #late = new Map<string, () => Content>();

  /** A file that is made at first use. */
  setLate(path: string, make: () => Content): void {
    this.set(path, "");
    this.#late.set(path, make);
  }

  /** Whether a file is still to be made. */
  isLate(path: string): boolean {
    return this.#late.has(path);
  }

  override set(path: string, content: Content): this {
    // The constructor of maps may call this before there are fields.
    this.#late?.delete(path);
    return super.set(path, content);
  }

  override get(path: string): Content | undefined {
    const make = this.#late.get(path);
    if (make) this.set(path, make());
    return super.get(path);
  }

  override delete(path: string): boolean {
    this.#late.delete(path);
    return super.delete(path);
  }

  override *entries(): MapIterator<[string, Content]> {
    for (const path of this.keys()) yield [path, this.get(path)!];
  }

  override *values(): MapIterator<Content> {
    for (const [, content] of this.entries()) yield content;
  }

  override forEach(
    visit: (content: Content, path: string, files: Map<string, Content>) => void,
  ): void {
    for (const [path, content] of this.entries()) visit(content, path, this);
  }

  override [Symbol.iterator](): MapIterator<[string, Content]> {
    return this.entries();
  }
}

/** The files of a site, and others where the site has none of that path. */
export function withOthers(
  site: ReadonlyMap<string, Content>,
  others: ReadonlyMap<string, Content>,
): LateFiles {
  const all = new LateFiles();
  for (const files of [others, site])
    for (const path of files.keys())
      if (files instanceof LateFiles && files.isLate(path))
        all.setLate(path, () => files.get(path)!);
      else all.set(path, files.get(path)!);
  return all;
}
