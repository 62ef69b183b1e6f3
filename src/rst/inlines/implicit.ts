import type { Context, Settings } from "../context.js";
import type { Inline, Reference } from "../nodes.js";
import { closesAt, escapeMark, opensBefore } from "./characters.js";
import { type InlineText, shown } from "./inline-text.js";
import { uriSchemes } from "./uri-schemes.js";
import { type Uri, UriFinder } from "./uri.js";

/** Where the numbers of PEPs and RFCs lead. Numbers are given as their digits. */
export function pepUri(digits: string): string {
  return `https://peps.python.org/pep-${withoutZeros(digits).padStart(4, "0")}`;
}
export function rfcUri(digits: string): string {
  return `https://tools.ietf.org/html/rfc${withoutZeros(digits)}.html`;
}
function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=[0-9])/, "");
}

/** The text between constructs: links that stand in it without any markup, and text nodes. */
export function implicitMarkup(
  source: InlineText,
  start: number,
  end: number,
  cx: Context,
): Inline[] {
  const text = source.text.slice(start, end);
  const links = text === "" ? [] : linksIn(text, cx);
  if (links.length === 0) return source.textNodes(start, end);
  const nodes: Inline[] = [];
  let at = 0;
  for (const link of links) {
    nodes.push(...source.textNodes(start + at, start + link.start));
    nodes.push(reference(source, start + link.start, start + link.end, link.refuri));
    at = link.end;
  }
  nodes.push(...source.textNodes(start + at, end));
  return nodes;
}

function reference(source: InlineText, start: number, end: number, refuri: string): Reference {
  return {
    type: "reference",
    span: source.span(start, end),
    refuri,
    children: source.textNodes(start, end),
  };
}

interface Link {
  readonly start: number;
  readonly end: number;
  readonly refuri: string;
}

/**
 * The links of a text, in order. As in docutils, a URI of unknown scheme ends the search for URIs: only numbers of PEPs
 * and RFCs are looked for from there on, and behind each of them URIs again.
 */
function linksIn(text: string, cx: Context): Link[] {
  const { pepReferences, rfcReferences } = cx.settings;
  const hasUri = text.includes(":") || text.includes("@");
  if (!hasUri && !pepReferences && !rfcReferences) return [];
  const finder = new UriFinder(text, cx.settings);
  const links: Link[] = [];
  let uri = hasUri ? finder.next(0) : null;
  for (let at = 0; ; at = links.at(-1)!.end) {
    if (uri && uri.start < at) uri = finder.next(at);
    const link = uri ? uriLink(text, uri) : null;
    const next = nextNumber(text, at, link?.start ?? text.length, cx.settings) ?? link;
    if (!next) return links;
    links.push(next);
  }
}

function uriLink(text: string, uri: Uri): Link | null {
  if (uri.scheme !== undefined && !uriSchemes.has(uri.scheme.toLowerCase())) return null;
  const address = shown(text.slice(uri.start, uri.end));
  return { ...uri, refuri: uri.scheme === undefined ? `mailto:${address}` : address };
}

/** The first `PEP 8`, `pep-0008.txt` or `RFC 2822` between two offsets, as far as the settings ask for them. */
function nextNumber(text: string, from: number, to: number, settings: Settings): Link | null {
  const { pepReferences, rfcReferences, characterLevelInlineMarkup } = settings;
  if (!pepReferences && !rfcReferences) return null;
  const pattern =
    /(?:pep-|PEP\s+)(?<pep>[0-9]+)(?:(?<=pep-[0-9]+).txt)?|RFC(?:-|\s+)?(?<rfc>[0-9]+)/g;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = match.index;
    const end = start + match[0].length;
    if (end > to) return null;
    const { pep, rfc } = match.groups!;
    if (pep === undefined ? !rfcReferences : !pepReferences) continue;
    const opens =
      start === from ||
      (characterLevelInlineMarkup ? text[start - 1] !== escapeMark : opensBefore(text, start));
    if (opens && (characterLevelInlineMarkup || closesAt(text, end)))
      return { start, end, refuri: pep === undefined ? rfcUri(rfc!) : pepUri(pep) };
  }
  return null;
}
