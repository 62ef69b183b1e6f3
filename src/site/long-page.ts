import { trusted, type Html } from "../html/element.js";
import { isMostlyAscii, withReferences } from "./ascii-page.js";

/** A page so long that what it costs browsers is felt. */
export function isLong(body: string): boolean {
  return body.length >= 100_000;
}

/** The text of a page, a long one as browsers read it fastest. */
export function lightened(body: Html): Html {
  if (!isLong(body)) return body;
  return trusted(withHeights(isMostlyAscii(body) ? withReferences(body) : body));
}

/** What stands around the text of a page, written as that is. */
export function lightenedAround(frame: string, body: Html): string {
  return isLong(body) && !/[^\0-\x7f]/.test(body) ? withReferences(frame) : frame;
}

/**
 * A page whose sections say how high they are, nearly: browsers lay them out when they come near, and until then the page is
 * as long as it will be, and a link leads to where its place will stay.
 * @see https://drafts.csswg.org/css-sizing-4/#intrinsic-size-override
 */
export function withHeights(page: string): string {
  const heights = new Map<number, number>();
  const open: number[] = [];
  for (const { tag, index } of sectionTags(page)) {
    if (!tag.startsWith("</")) open.push(hasStyleRe.test(tag) ? -1 : index + "<section".length);
    else {
      const start = open.pop() ?? -1;
      if (start !== -1) heights.set(start, heightOf(index - start));
    }
  }
  const starts = [...heights.keys()].sort((one, other) => one - other);
  const parts = starts.map((start, at) => {
    const height = heights.get(start)!;
    return `${page.slice(starts[at - 1] ?? 0, start)} style="--height:${height}"`;
  });
  return parts.join("") + page.slice(starts.at(-1) ?? 0);
}

/** The tags of sections, and where they are. What an author's HTML may have that is none of the page is passed over. */
export function* sectionTags(html: string): Iterable<{ tag: string; index: number }> {
  for (const { 0: tag, index } of html.matchAll(sectionRe))
    if (/^<\/?section/i.test(tag)) yield { tag, index };
}

const sectionRe =
  /<!--[^]*?-->|<(script|style|template|textarea|svg|iframe)\b[^]*?<\/\1\s*>|<\/?section\b[^>]*>/gi;

const hasStyleRe = /\sstyle\s*=/i;

/**
 * The height in rem, wide, of so much HTML: of the endpoints, events and texts of a specification nine in ten differ from it
 * by less than a fifth. Two digits, so that an edit of some words leaves the sections around it as they are.
 */
function heightOf(length: number): number {
  return Math.max(4, Number((length * 0.02).toPrecision(2)));
}
