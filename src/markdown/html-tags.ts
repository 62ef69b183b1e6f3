/** Elements that have no end tag (HTML, "void elements"). */
export const voidElements = new Set(
  "area base br col embed hr img input link meta param source track wbr".split(" "),
);

/** What is said of an end tag without an element: its name, and whether there is no such end tag. */
export function closes(name: string): readonly string[] {
  return voidElements.has(name) ? [name, "void"] : [name];
}

/** Elements whose end tag may be left out. */
export const endsItself = new Set(
  "body colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr".split(" "),
);

/** Elements whose content is no HTML. */
const rawText = new Set("script style textarea title xmp".split(" "));

export interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly start: number;
  readonly end: number;
}

/** Where a tag begins that does not end, in which a browser takes what follows for attributes; -1 where all do. */
export function openTagIn(html: string): number {
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", at)) {
    if (html.startsWith("<!", at) || html.startsWith("<?", at)) {
      const close = html.startsWith("<!--", at) ? "-->" : ">";
      const end = html.indexOf(close, at + 2);
      if (end === -1) return -1; // which is told otherwise
      at = end;
      continue;
    }
    const name = /^<\/?([A-Za-z][A-Za-z0-9-]*)/.exec(html.slice(at, at + 80))?.[1]?.toLowerCase();
    if (name === undefined) {
      at++;
      continue;
    }
    const end = tagEnd(html, at);
    if (end === -1) return at;
    const isRaw = html[at + 1] !== "/" && rawText.has(name);
    at = isRaw ? rawEnd(html, name, end) : end;
  }
  return -1;
}

/** Where the end tag of an element begins whose text is no HTML: of one without, the end of all. */
function rawEnd(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}`, "gi");
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

/** Where the tag ends that begins at an offset: quotation marks around values may hold anything; -1 where it does not. */
function tagEnd(html: string, start: number): number {
  const mark = /(?<==\s*)["']|>/g;
  mark.lastIndex = start;
  for (let found = mark.exec(html); found; found = mark.exec(html)) {
    if (found[0] === ">") return mark.lastIndex;
    const close = html.indexOf(found[0], mark.lastIndex);
    if (close === -1) return -1;
    mark.lastIndex = close + 1;
  }
  return -1;
}

/** A tag; the attributes of one that is longer are no HTML that anybody writes. */
const tagRe =
  /<(?<slash>\/?)(?<name>[A-Za-z][A-Za-z0-9-]*)(?:"[^"]{0,5000}"|'[^']{0,5000}'|[^"'<>]){0,500}>/y;

/** The tags of a text in HTML that open or close an element; what comments hold and what has no end tag is left out. */
export function* tagsIn(html: string): Iterable<Tag> {
  const ends = new Map<string, number>();
  const endOf = (mark: string, from: number) => {
    const known = ends.get(mark);
    if (known === -1) return html.length;
    const at = html.indexOf(mark, from);
    ends.set(mark, at);
    return at === -1 ? html.length : at + mark.length;
  };
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", at)) {
    const special = [
      ["<!--", "-->"],
      ["<![CDATA[", "]]>"],
      ["<?", "?>"],
      ["<!", ">"],
    ].find(([open]) => html.startsWith(open!, at));
    if (special) {
      at = endOf(special[1]!, at + 2);
      continue;
    }
    tagRe.lastIndex = at;
    const tag = tagRe.exec(html);
    if (!tag) {
      at++;
      continue;
    }
    const name = tag.groups!["name"]!.toLowerCase();
    const end = at + tag[0].length;
    const isEnd = tag.groups!["slash"] === "/";
    const isWhole = tag[0].endsWith("/>") && !isEnd;
    if ((isEnd || !voidElements.has(name)) && !isWhole) yield { name, isEnd, start: at, end };
    at = end;
    if (rawText.has(name) && !isEnd) at = rawEnd(html, name, at);
  }
}
