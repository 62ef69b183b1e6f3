import type { Span } from "../base/source.js";
import type { Context } from "../rst/context.js";

/** `<div id="x">`, `<div class="a" id=x>` */
const idRe =
  /<[A-Za-z][\w-]*(?=\s)[^<>]*?\sid\s*=\s*(?:"(?<double>[^"]+)"|'(?<single>[^']+)'|(?<bare>[^\s"'<>=`]+))/gi;

/** Note the ids of HTML, and report those that the page has already. `spanOf`: where one is written so. */
export function noteIds(html: string, cx: Context, spanOf: (written: string) => Span): void {
  if (!/\sid\s*=/i.test(html)) return;
  for (const { 0: found, groups } of html.matchAll(idRe)) {
    const { double, single, bare } = groups!;
    const id = double ?? single ?? bare!;
    const span = spanOf(/\bid\s*=[^]*$/i.exec(found)![0]);
    if (!cx.names.noteInHtml(id, span)) cx.message("duplicate-heading-id", span, [id]);
  }
}
