import { el, nothing, trusted, type Html } from "../html/element.js";
import { withoutReferences } from "./ascii-page.js";
import { isLong } from "./long-page.js";

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
  // Ids that would have to be escaped in CSS are left out.
  const ids = body
    .slice(0, firstScreen)
    .matchAll(/<section\b[^>]*?\sid="((?:[^"&<\\\p{Cc}]|&#\d+;)+)"/gu);
  const named = Array.from(ids, ([, id]) => `[id="${withoutReferences(id!)}"]`);
  return named.length === 0 ? nothing : styleOf(`main section:is(${named.join(",")})`);
}

function styleOf(selector: string): Html {
  const rule = `${selector},${selector} :is(.table,pre){content-visibility:visible!important}`;
  return el("style", {}, trusted(rule));
}

/** What the button for all that folds on a page says at first; `null` where nothing folds. */
export function foldingOf(body: string): "fold-all" | "unfold-all" | null {
  const details = body.match(/<details\b[^>]*>/g) ?? [];
  if (details.some((start) => !/\sopen(?=[\s=>])/.test(start))) return "unfold-all";
  if (details.length > 0) return "fold-all";
  return /<table class="(?:[^"]* )?fields(?: [^"]*)?"[^>]*><caption/.test(body) ? "fold-all" : null;
}
