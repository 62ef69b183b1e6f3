import { createRequire } from "node:module";
import type { Span } from "../base/source.js";
import type { NodeOf } from "../rst/nodes.js";
import { rawText } from "./writing.js";

/** What raw HTML has that links lead to, and where its own links lead. */
export interface HtmlPlaces {
  /** Values of `id`, and of `name` of `a` (HTML, "Find a potential indicated element"). */
  readonly ids: readonly string[];
  /** Addresses of links, and of films and sounds. */
  readonly links: readonly string[];
  /** Addresses of pictures. */
  readonly pictures: readonly string[];
}

const none: HtmlPlaces = { ids: [], links: [], pictures: [] };
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
  const { source, start, text } = authoredIn(node);
  let from = 0;
  return links.map((href) => {
    const written = node.written?.get(href);
    const words = written ?? href;
    const link = { href, ...(written !== undefined && { written }) };
    const at = placeOf(words, text, from);
    if (at === -1) return { ...link, span: node.span };
    from = at;
    return { ...link, span: { source, start: start + at, end: start + at + words.length } };
  });
}

/** Where the text of raw HTML stands, and how its author wrote it. */
function authoredIn(node: NodeOf<"raw">): Span & { readonly text: string } {
  const span = node.children[0]?.span ?? node.span;
  const { source, start, end } = span;
  return { ...span, text: source.text.slice(start, end === start ? undefined : end) };
}

/** The text of raw HTML with its pictures where they are, by what says where that is. */
export function withPictures(
  node: NodeOf<"raw">,
  uriOf: (uri: string, span: Span) => string,
): string {
  const html = rawText(node);
  const { pictures } = placesIn(node);
  if (pictures.length === 0) return html;
  const { source, start, text } = authoredIn(node);
  let shown = "";
  let [from, fromText] = [0, 0];
  for (const uri of pictures) {
    const at = pictureAt(uri, html, from);
    if (at === -1) continue; // one with entities
    const written = pictureAt(uri, text, fromText);
    const span =
      written === -1
        ? node.span
        : { source, start: start + written, end: start + written + uri.length };
    if (written !== -1) fromText = written + uri.length;
    shown += html.slice(from, at) + escapedUri(uriOf(uri, span));
    from = at + uri.length;
  }
  return shown + html.slice(from);
}

/** Where an address stands in HTML as a value, or in a list of them; -1 where it is not found. */
function pictureAt(uri: string, html: string, from: number): number {
  let at = html.indexOf(uri, from);
  while (at > 0 && !/[\s"'=,]/.test(html[at - 1]!)) at = html.indexOf(uri, at + 1);
  return at;
}

function escapedUri(uri: string): string {
  return uri.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}

/** Where the address of a link stands in HTML: between quotation marks, or after an equals sign; -1 where it is not found. */
function placeOf(href: string, html: string, from: number): number {
  const quoted = [`"${href}"`, `'${href}'`, `=${href}`].map((each) => html.indexOf(each, from));
  const found = quoted.filter((each) => each !== -1);
  return found.length > 0 ? Math.min(...found) + 1 : -1;
}

const mostMissed = 100;

/** Lead the links of raw HTML elsewhere. It keeps the addresses that its author wrote. */
export function leadLinks(node: NodeOf<"raw">, lead: (href: string) => string): void {
  const [child] = node.children;
  if (child?.type !== "text" || node.children.length > 1) return;
  const written = new Map<string, string>();
  const html = child.value;
  let shown = "";
  let from = 0;
  let missed = 0;
  for (const href of placesIn(node).links) {
    const led = lead(href);
    if (led === href) continue;
    const words = [href, href.replaceAll("&", "&amp;")].find(
      (each) => placeOf(each, html, from) !== -1,
    );
    if (words === undefined) {
      // Addresses with entities are not looked for one by one.
      if (++missed > mostMissed) break;
      continue;
    }
    const at = placeOf(words, html, from);
    const isQuoted = html[at - 1] !== "=";
    const value = escapedUri(led);
    shown += html.slice(from, at) + (isQuoted ? value : `"${value}"`);
    from = at + words.length;
    written.set(led, href);
  }
  if (written.size === 0) return;
  child.value = shown + html.slice(from);
  node.written = written;
}

function placesIn(node: NodeOf<"raw">): HtmlPlaces {
  return isForHtml(node) && !node.made ? placesInHtml(rawText(node)) : none;
}

/** Find the places and links in HTML, which a page asks for several times. */
function placesInHtml(html: string): HtmlPlaces {
  if (!/\b(?:id|name|href|src|srcset|poster)\s*=/i.test(html)) return none;
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
  const pictures: string[] = [];
  const machine = new Parser({
    onopentag: (tag, { id, name, href, src, srcset, poster }) => {
      if (id !== undefined && id !== "") ids.push(id);
      if (src !== undefined && tag === "img") pictures.push(src.trim());
      if (src !== undefined && films.has(tag)) links.push(src.trim());
      if (srcset !== undefined) pictures.push(...candidatesIn(srcset));
      if (poster !== undefined) pictures.push(poster.trim());
      if (tag !== "a" && tag !== "area") return;
      if (tag === "a" && name !== undefined && name !== "") ids.push(name);
      if (href !== undefined) links.push(href.trim());
    },
  });
  machine.write(html);
  machine.end();
  return { ids, links, pictures };
}

const films = new Set(["audio", "video", "source", "track"]);

/** The addresses of `a.png, b.png 2x`. */
function candidatesIn(srcset: string): string[] {
  return srcset.split(/,\s+|,$/).flatMap((each) => each.trim().split(/\s+/, 1).filter(Boolean));
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
