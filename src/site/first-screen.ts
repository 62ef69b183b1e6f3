import { el, nothing, trusted, type Html } from "../html/element.js";
import { withoutReferences } from "./ascii-page.js";
import { isLong, sectionTags } from "./long-page.js";

/** So much of a page's HTML fills any window: what follows may get its true size later without moving what is seen, and does not delay what is shown first. */
const firstScreen = 4_500;

/**
 * A style that lays out the sections at the beginning of a long page at once, and all of a shorter one. Others are laid out when they come near, and until
 * then have a size that is guessed: within the window all below would be seen to move.
 * @see https://drafts.csswg.org/css-contain-2/#content-visibility
 */
export function firstSections(body: string): Html {
  if (!isLong(body))
    return body.includes("<section") ? styleOf("main section:nth-of-type(n)") : nothing;
  const ids = body.slice(0, firstScreen).matchAll(/<section\b[^>]*?\sid="([^"]+)"/g);
  const named = Array.from(ids, ([, id]) => withoutReferences(id!))
    .filter((id) => !escapedRe.test(id))
    .map((id) => `[id="${id}"]`);
  return named.length === 0 ? nothing : styleOf(`main section:is(${named.join(",")})`);
}

/** What would have to be escaped in CSS, or is a reference. */
const escapedRe = /["&<\\\p{Cc}\p{Cs}]/u;

/**
 * Asks browsers to show the first screen of a long page as a whole: they would show the page's header, then lay out all
 * again for the text. Of other pages only the header must be there, which would be seen to move on a busy machine. Those
 * that do not know this link pass it over.
 * @see https://html.spec.whatwg.org/multipage/links.html#link-type-expect
 */
export function wholeFirstScreen(body: string): Html {
  const id = isLong(body) ? lastOfFirstScreen(body) : firstOfFirstScreen(body);
  return id === null ? nothing : el("link", { rel: "expect", href: `#${id}`, blocking: "render" });
}

/** The id of the last section that ends within the first screen. Ids that an address would have in another form are left out. */
function lastOfFirstScreen(body: string): string | null {
  let last: string | null = null;
  const open: (string | null)[] = [];
  for (const { tag, index } of sectionTags(body)) {
    if (index > firstScreen) break;
    if (tag.startsWith("</")) last = open.pop() ?? last;
    else open.push(plainIdOf(tag));
  }
  return last;
}

/** The id of the first section that begins within the first screen. */
function firstOfFirstScreen(body: string): string | null {
  for (const { tag, index } of sectionTags(body)) {
    if (index > firstScreen) break;
    const id = tag.startsWith("</") ? null : plainIdOf(tag);
    if (id !== null) return id;
  }
  return null;
}

function plainIdOf(tag: string): string | null {
  return /\sid="(?<id>[\w.:-]+)"/.exec(tag)?.groups!["id"] ?? null;
}

function styleOf(selector: string): Html {
  const rule = `${selector},${selector} :is(.table,pre){content-visibility:visible!important}`;
  return el("style", {}, trusted(rule));
}

/** What the button for all that folds on a page says at first; `null` where nothing folds. */
export function foldingOf(body: string): "fold-all" | "unfold-all" | null {
  let isFolding = false;
  for (const [start] of body.matchAll(/<details\b[^>]*>/g)) {
    if (!/\sopen(?=[\s=>])/.test(start)) return "unfold-all";
    isFolding = true;
  }
  if (isFolding) return "fold-all";
  return /<table class="(?:[^"]* )?fields(?: [^"]*)?"[^>]*><caption/.test(body) ? "fold-all" : null;
}
