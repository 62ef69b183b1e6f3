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
  if (calls.size === 0 || !/[\udc00-\udcff]/.test(href)) return href;
  let shown = href;
  for (const [masked, call] of calls) {
    if (!shown.includes(masked)) continue;
    const address = cx.settings.shortcodes?.address(call, cx) ?? null;
    if (address === null) return "#"; // which was reported
    shown = shown.replaceAll(masked, () => address);
  }
  return shown;
}

/** HTML with the addresses that shortcodes in it stand for, by what says where each leads. */
export function withAddresses(
  html: string,
  calls: AddressCalls,
  hrefOf: (masked: string) => string,
): string {
  let shown = html;
  for (const masked of calls.keys())
    if (shown.includes(masked)) shown = shown.replaceAll(masked, () => escaped(hrefOf(masked)));
  return shown;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

function maskedLine(line: Line, known: Shortcodes, calls: Map<string, ShortcodeCall>): Line {
  let { text } = line;
  const { source, offset } = line;
  for (let at = text.indexOf("{{"); at !== -1; at = text.indexOf("{{", at + 1)) {
    if (!mayBegin(text, at) || !beforeRe.test(text.slice(0, at))) continue;
    const tag = tagIn(text, at);
    if (!tag || tag.kind === "close" || known.formOf(tag.name)?.mayBeAddress !== true) continue;
    const written = text.slice(at, tag.end);
    const masked = written.replace(/[\0-\xff]/g, standIn);
    const { call } = markOf(tag, (start, end) => ({
      source,
      start: offset + start,
      end: offset + end,
    }));
    calls.set(masked, call);
    text = text.slice(0, at) + masked + text.slice(tag.end);
  }
  return text === line.text ? line : { ...line, text };
}

function standIn(char: string): string {
  return String.fromCharCode(0xdc00 + char.charCodeAt(0));
}
