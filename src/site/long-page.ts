import {
  referencesFor,
  withReferences,
  withReferencesAgain,
  type AsciiPage,
} from "./ascii-page.js";
import { changeOf, foundAgain, isFarReaching, type Found } from "./found-again.js";

/** A page so long that what it costs browsers is felt. */
export function isLong(body: string): boolean {
  return body.length >= 100_000;
}

/** A long page as browsers read it fastest, and what it was made of, for the page as it will be after an edit. */
export interface LightPage {
  readonly text: string;
  readonly given: string;
  readonly ascii: AsciiPage;
  readonly tags: readonly Tag[];
}

/** What stands around the text of a page, written as that is. */
export function lightenedAround(frame: string, body: string): string {
  return isLong(body) && !/[^\0-\x7f]/.test(body) ? referencesFor(frame).text : frame;
}

/** Lighten a page. `former`: what was made of it before; what is the same is not gone through again. */
export function lightened(page: string, former?: LightPage): LightPage {
  const again = former && lightenedAgain(page, former);
  if (again) return again;
  const ascii = withReferences(page);
  const tags = tagsIn(ascii.text);
  return { text: withHeights(ascii.text, tags), given: page, ascii, tags };
}

function lightenedAgain(page: string, former: LightPage): LightPage | null {
  const change = changeOf(former.given, page);
  if (isFarReaching(former.given, page, change)) return null;
  const again = withReferencesAgain(former.given, former.ascii, page, change);
  if (!again) return null;
  const { ascii } = again;
  const part = ascii.text.slice(again.change.start, again.change.nextEnd);
  const tags = foundAgain(former.tags, again.change, tagsIn(part));
  return tags && { text: withHeights(ascii.text, tags), given: page, ascii, tags };
}

/** A tag of a section, or something that is passed over; a section with a style of its own keeps that. */
interface Tag extends Found {
  readonly kind: "start" | "styled" | "end" | "other";
}

function tagsIn(page: string): readonly Tag[] {
  return Array.from(page.matchAll(sectionRe), ({ 0: tag, index }) => {
    const kind = !tag.startsWith("<section")
      ? tag.startsWith("</section")
        ? "end"
        : "other"
      : hasStyleRe.test(tag)
        ? "styled"
        : "start";
    return { kind, start: index, end: index + tag.length };
  });
}

/**
 * A page whose sections say how high they are, nearly: browsers lay them out when they come near, and until then the page is
 * as long as it will be, and a link leads to where its place will stay.
 * @see https://drafts.csswg.org/css-sizing-4/#intrinsic-size-override
 */
export function withHeights(page: string, tags = tagsIn(page)): string {
  const heights = new Map<number, number>();
  const open: Tag[] = [];
  for (const tag of tags) {
    if (tag.kind === "start" || tag.kind === "styled") open.push(tag);
    else if (tag.kind === "end") {
      const { kind, start } = open.pop() ?? tag;
      const inside = start + "<section".length;
      if (kind === "start") heights.set(inside, heightOf(tag.start - inside));
    }
  }
  const starts = [...heights.keys()].sort((one, other) => one - other);
  const parts = starts.flatMap((start, at) => [
    page.slice(starts[at - 1] ?? 0, start),
    ` style="--height:${heights.get(start)}"`,
  ]);
  return [...parts, page.slice(starts.at(-1) ?? 0)].join("");
}

/** The tags of sections; and what an author's HTML may have that is none of the page, which is passed over. */
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
