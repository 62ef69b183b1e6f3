/** A tag of a template that begins, goes on with or ends a block. */
export interface BlockTag {
  readonly start: number;
  readonly end: number;
  readonly kind: "opens" | "closes";
  /** `each` of `{{#each rows}}` and `{{/each}}`. */
  readonly name: string;
}

// \\?{{!-- … --}}   {{! … }}   {{#each rows}}   {{^if a}}   {{#> layout}}   {{#*inline "a"}}   {{/each}}   {{{{raw}}}}
const tagRe =
  /(?<escape>\\{0,2})(?:\{\{~?!--[^]*?--~?\}\}|\{\{~?![^]*?\}\}|\{\{\{\{(?<raw>\/?)\s*(?<rawName>[^\s}]+)[^]*?\}\}\}\}|\{\{~?(?<mark>[#^/]?)[>*]?\s*(?<name>[^\s}~]*)[^]*?\}\})/g;

/** The tags of blocks in the text of a template, in order. */
export function blockTags(text: string): BlockTag[] {
  const tags: BlockTag[] = [];
  for (const { 0: whole, index, groups = {} } of text.matchAll(tagRe)) {
    const { escape = "", raw, rawName, mark } = groups;
    const name = rawName ?? groups["name"] ?? "";
    // `\{{` is text; two backslashes are one before a tag. `{{^}}` is another way to write `{{else}}`.
    if (escape.length === 1 || name === "") continue;
    const isClosing = raw === "/" || mark === "/";
    if (raw === undefined && !mark) continue;
    const start = index + escape.length;
    tags.push({ start, end: index + whole.length, kind: isClosing ? "closes" : "opens", name });
  }
  return tags;
}

export interface UnpairedTag {
  readonly tag: BlockTag;
  /** The open block that a closing tag does not belong to. */
  readonly open?: BlockTag;
}

/** The first block that is not closed, or tag that closes nothing or another block. */
export function unpairedTag(text: string): UnpairedTag | null {
  const open: BlockTag[] = [];
  for (const tag of blockTags(text)) {
    if (tag.kind === "opens") {
      open.push(tag);
      continue;
    }
    const last = open.pop();
    if (last === undefined) return { tag };
    if (last.name === tag.name) continue;
    // A block around is closed: the inner one is what lacks its end.
    return open.some(({ name }) => name === tag.name) ? { tag: last } : { tag, open: last };
  }
  const tag = open.pop();
  return tag ? { tag } : null;
}
