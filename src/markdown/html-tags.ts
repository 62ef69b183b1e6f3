/** Elements that have no end tag (HTML, "void elements"). */
export const voidElements = new Set(
  "area base br col embed hr img input link meta param source track wbr".split(" "),
);

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
    if (!voidElements.has(name) && !isWhole) yield { name, isEnd, start: at, end };
    at = end;
    if (rawText.has(name) && !isEnd) {
      const close = html.toLowerCase().indexOf(`</${name}`, at);
      at = close === -1 ? html.length : close;
    }
  }
}
