/** A tag of a template that begins, goes on with or ends a block. */
export interface BlockTag {
  readonly start: number;
  readonly end: number;
  readonly kind: "opens" | "closes";
  /** `each` of `{{#each rows}}` and `{{/each}}`. */
  readonly name: string;
}

/** How tags begin and end: the first one of these that has an end is the tag. */
const shapes: readonly { readonly head: RegExp; readonly end: RegExp }[] = [
  { head: /\{\{~?!--/y, end: /--~?\}\}/g }, // {{!-- … --}}
  { head: /\{\{~?!/y, end: /\}\}/g }, // {{! … }}
  { head: /\{\{\{\{(?<raw>\/?)\s*(?<rawName>[^\s}]+)/y, end: /\}\}\}\}/g }, // {{{{raw}}}}
  // {{#each rows}}   {{^if a}}   {{#> layout}}   {{#*inline "a"}}   {{/each}}
  { head: /\{\{~?(?<mark>[#^/]?)[>*]?\s*(?<name>[^\s}~]*)/y, end: /\}\}/g },
];

/** The tags of blocks in the text of a template, in order. */
export function blockTags(text: string): BlockTag[] {
  const tags: BlockTag[] = [];
  for (const { start, end, escape, groups } of allTags(text)) {
    const { raw, rawName, mark } = groups;
    const name = rawName ?? groups["name"] ?? "";
    // `\{{` is text; two backslashes are one before a tag. `{{^}}` is another way to write `{{else}}`.
    if (escape === 1 || name === "") continue;
    const isClosing = raw === "/" || mark === "/";
    if (raw === undefined && !mark) continue;
    tags.push({ start, end, kind: isClosing ? "closes" : "opens", name });
  }
  return tags;
}

interface AnyTag {
  readonly start: number;
  readonly end: number;
  /** How many backslashes stand before it, of which two count. */
  readonly escape: number;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** All tags in a text. An end that is not found once is not looked for again, so that a text of open braces takes no longer than others. */
function* allTags(text: string): Iterable<AnyTag> {
  const endless = new Set<RegExp>();
  const endAfter = (end: RegExp, from: number) => {
    end.lastIndex = from;
    if (end.test(text)) return end.lastIndex;
    endless.add(end);
    return -1;
  };
  let done = 0;
  for (let start = text.indexOf("{{"); start !== -1;) {
    let to = start + 1;
    for (const { head, end } of shapes) {
      if (endless.has(end)) continue;
      head.lastIndex = start;
      const match = head.exec(text);
      const stop = match ? endAfter(end, head.lastIndex) : -1;
      if (!match || stop === -1) continue;
      const escape = /\\{0,2}$/.exec(text.slice(Math.max(done, start - 2), start))![0].length;
      yield { start, end: stop, escape, groups: match.groups ?? {} };
      done = to = stop;
      break;
    }
    start = text.indexOf("{{", to);
  }
}

/** Blocks and the conditions of their `else if`s within one another: a parser looks at all of them again for each one. */
export const deepestBlock = 300;

/** The first tag that is nested deeper than that. */
export function tooDeepTag(text: string): { readonly start: number; readonly end: number } | null {
  /** How deep each open block lies. */
  const open: number[] = [];
  let depth = 0;
  for (const { start, end, escape, groups } of allTags(text)) {
    const { raw, mark, name = "" } = groups;
    if (escape === 1) continue;
    if (raw === "/" || mark === "/") depth = open.pop() ?? 0;
    else if (raw !== undefined || (mark && name !== "")) open.push(depth++);
    else if (name === "else" && !/^\{\{~?\s*else\s*~?\}\}$/.test(text.slice(start, end))) depth++;
    if (depth > deepestBlock) return { start, end };
  }
  return null;
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
