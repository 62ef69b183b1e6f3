import { createRequire } from "node:module";
import type { Span } from "../base/source.js";
import type { NodeOf } from "../rst/nodes.js";
import { plainText } from "./writing.js";

/** What raw HTML has that links lead to, and where its own links lead. */
export interface HtmlPlaces {
  /** Values of `id`, and of `name` of `a` (HTML, "Find a potential indicated element"). */
  readonly ids: readonly string[];
  readonly links: readonly string[];
}

const none: HtmlPlaces = { ids: [], links: [] };
const found = new Map<string, HtmlPlaces>();

/** Whether raw text is meant for us. */
export function isForHtml(node: NodeOf<"raw">): boolean {
  return node.format.toLowerCase().split(/\s+/).includes("html");
}

/** The ids that raw HTML brings along, so that links may lead to them and nothing else takes them. */
export function idsIn(node: NodeOf<"raw">): readonly string[] {
  return placesIn(node).ids;
}

/** The links of raw HTML, each where its address stands: all of the text where that cannot be told. */
export function linksIn(
  node: NodeOf<"raw">,
): { readonly href: string; readonly written?: string; readonly span: Span }[] {
  const { links } = placesIn(node);
  const { source, start, end } = node.children[0]?.span ?? node.span;
  const text = source.text.slice(start, end === start ? undefined : end);
  let from = 0;
  return links.map((href) => {
    const written = node.written?.get(href);
    const words = written ?? href;
    const link = { href, ...(written !== undefined && { written }) };
    const quoted = [`"${words}"`, `'${words}'`, `=${words}`].map((each) =>
      text.indexOf(each, from),
    );
    const at = Math.min(...quoted.filter((each) => each !== -1)) + 1;
    if (at === Infinity) return { ...link, span: node.span };
    from = at;
    return { ...link, span: { source, start: start + at, end: start + at + words.length } };
  });
}

function placesIn(node: NodeOf<"raw">): HtmlPlaces {
  return isForHtml(node) && !node.made ? placesInHtml(plainText(node)) : none;
}

/** Find the places and links in HTML, which a page asks for several times. */
function placesInHtml(html: string): HtmlPlaces {
  if (!/\b(?:id|name|href)\s*=/i.test(html)) return none;
  let places = found.get(html);
  if (!places) found.set(html, (places = read(html)));
  return places;
}

// Loaded when it is first needed: few projects have raw HTML with such attributes.
let parser: typeof import("htmlparser2") | undefined;
const require = createRequire(import.meta.url);

function read(html: string): HtmlPlaces {
  const { Parser } = (parser ??= require("htmlparser2") as typeof import("htmlparser2"));
  const ids: string[] = [];
  const links: string[] = [];
  const machine = new Parser({
    onopentag: (tag, { id, name, href }) => {
      if (id !== undefined && id !== "") ids.push(id);
      if (tag !== "a" && tag !== "area") return;
      if (tag === "a" && name !== undefined && name !== "") ids.push(name);
      if (href !== undefined) links.push(href.trim());
    },
  });
  machine.write(html);
  machine.end();
  return { ids, links };
}

/**
 * A fragment without the part that is for the browser alone: `#:~:text=word` asks it to show a word and names no place.
 *
 * @see https://wicg.github.io/scroll-to-text-fragment/
 */
export function withoutDirective(fragment: string): string {
  const at = fragment.indexOf(":~:");
  return at === -1 ? fragment : fragment.slice(0, at);
}
