import type { Context, ShortcodeCall, Shortcodes } from "../rst/context.js";
import type { Line } from "../rst/lines.js";
import { markOf, mayBegin, tagIn } from "./shortcodes.js";
import { MarkdownText } from "./text.js";

/**
 * Shortcodes that stand for the address of a page or for words, where a link has its address: `[x]({{< ref "a" >}}#b)` and
 * `<a href="{{% site %}}/a">`. What reads links and HTML would end at their spaces and quotation marks, so each travels as
 * stand-ins (`base/verbatim.ts`), which are as long as it is; where it is no address after all, it becomes itself again.
 */

/** What an address stands behind, `](`, `[x]: `, `href="`, and what it may begin with. */
const beforeRe =
  /(?:\]\([ \t]*<?[^\s()<>]*|^[ \t>]*\[[^\]]+\]:[ \t]*<?[^\s<>]*|<[^<>]*\s(?:href|src)\s*=\s*(?:"[^"<>]*|'[^'<>]*))$/i;

/** How many characters before a shortcode are looked at: more than an address has. A line may have thousands of shortcodes. */
const mostBefore = 1000;

/** The shortcodes of one text that stand for addresses, by how they travel. The same one in another text may stand for another. */
export type AddressCalls = ReadonlyMap<string, ShortcodeCall>;

/** A text in which such shortcodes travel as stand-ins. */
export function withAddressCalls(
  text: MarkdownText,
  { settings }: Context,
): { readonly text: MarkdownText; readonly calls: AddressCalls } {
  const known = settings.shortcodes;
  const calls = new Map<string, ShortcodeCall>();
  if (!known?.hasAddresses || !text.text.includes("{{")) return { text, calls };
  const lines = text.lines.map((line) => maskedLine(line, known, calls));
  return { text: calls.size === 0 ? text : new MarkdownText(lines), calls };
}

/** Where a link leads: its address with what the shortcodes in it stand for. */
export function addressOf(href: string, calls: AddressCalls, cx: Context): string {
  const addresses = new Map<string, string>();
  for (const masked of maskedIn(href, calls)) {
    const address = cx.settings.shortcodes?.address(calls.get(masked)!, cx) ?? null;
    if (address === null) return "#"; // which was reported
    addresses.set(masked, address);
  }
  return replaced(href, calls, (masked) => addresses.get(masked)!);
}

/** HTML with the addresses that shortcodes in it stand for, by what says where each leads. */
export function withAddresses(
  html: string,
  calls: AddressCalls,
  hrefOf: (masked: string) => string,
): string {
  const shown = new Map<string, string>();
  for (const masked of maskedIn(html, calls)) shown.set(masked, escaped(hrefOf(masked)));
  return replaced(html, calls, (masked) => shown.get(masked)!);
}

/** The different shortcodes that travel in a text. */
function maskedIn(text: string, calls: AddressCalls): ReadonlySet<string> {
  const found = new Set<string>();
  replaced(text, calls, (masked) => (found.add(masked), ""));
  return found;
}

/** A text with something else for each shortcode that travels in it. */
function replaced(text: string, calls: AddressCalls, by: (masked: string) => string): string {
  if (calls.size === 0) return text;
  let shown = "";
  let from = 0;
  for (let at = text.indexOf(begins); at !== -1; at = text.indexOf(begins, Math.max(from, at + 1)))
    for (let end = text.indexOf(ends, at); end !== -1; end = text.indexOf(ends, end + 1)) {
      const masked = text.slice(at, end + ends.length);
      if (!calls.has(masked)) continue;
      shown += text.slice(from, at) + by(masked);
      from = at + masked.length;
      break;
    }
  return shown + text.slice(from);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

function maskedLine(line: Line, known: Shortcodes, calls: Map<string, ShortcodeCall>): Line {
  const { text, source, offset } = line;
  const shown: string[] = [];
  /** The last characters that are shown, and how far. */
  let before = "";
  let from = 0;
  const show = (part: string, end: number) => {
    shown.push(part);
    before = (before + part).slice(-mostBefore);
    from = end;
  };
  for (let at = text.indexOf("{{"); at !== -1; at = text.indexOf("{{", Math.max(from, at + 1))) {
    const tag = mayBegin(text, at) ? tagIn(text, at) : null;
    if (!tag || tag.kind === "close" || known.formOf(tag.name)?.mayBeAddress !== true) continue;
    show(text.slice(from, at), at);
    if (!beforeRe.test(at > mostBefore ? `…${before}` : before)) continue;
    const masked = maskOf(text.slice(at, tag.end));
    const { call } = markOf(tag, (start, end) => ({
      source,
      start: offset + start,
      end: offset + end,
    }));
    calls.set(masked, call);
    show(masked, tag.end);
  }
  return from === 0 ? line : { ...line, text: shown.join("") + text.slice(from) };
}

/** A shortcode as it travels. */
function maskOf(written: string): string {
  return written.replace(/[\0-\xff]/g, standIn);
}

function standIn(char: string): string {
  return String.fromCharCode(0xdc00 + char.charCodeAt(0));
}

/** What all that travel begin and end with. */
const begins = maskOf("{{");
const ends = maskOf("}}");
