import { withoutStandIns } from "../base/verbatim.js";
import type { Block } from "../rst/nodes.js";
import { contentOfLines } from "./content.js";
import { reportCoded, reportComponents } from "./foreign-markup.js";
import type { HtmlFlow } from "./html-flow.js";
import { noteIds } from "./html-ids.js";
import { openTagIn } from "./html-tags.js";
import type { Reader } from "./reader.js";
import { hasShortcode } from "./shortcodes.js";
import type { Token } from "./tokens.js";

/** A block of HTML: what is shown of it, or a comment. */
export function htmlBlock(reader: Reader, token: Token, flow: HtmlFlow): Block[] {
  const span = reader.spanOf(token);
  const content = contentOfLines(token.content.replace(/\n$/, ""), token.map![0], reader.text);
  const html = withoutStandIns(reader.inline.addressed(token.content));
  if (/^\s*(?:<!--(?:(?!-->)[^])*-->\s*)+$/.test(html)) {
    const value = html.trim();
    return [{ type: "comment", span, children: [{ type: "text", span, value }] }];
  }
  const open = unclosedComment(html);
  if (open !== -1) {
    reader.tell("comment-not-closed", content.span(open, open + 4));
    return [{ type: "comment", span, children: [{ type: "text", span, value: html.trim() }] }];
  }
  const spanOf = (from: number, to: number) => content.span(from, to);
  reportComponents(content.text, reader.tell, spanOf);
  reportCoded(content.text, reader.tell, spanOf);
  if (reader.cx.settings.shortcodes && hasShortcode(html.trimStart())) {
    const at = Math.max(0, content.text.search(/\{\{[%<]/));
    reader.tell("shortcode-in-html", content.span(at, at + 3));
  }
  const cut = openTagIn(html);
  if (cut !== -1) {
    const tag = /^<\/?[\w-]+/.exec(html.slice(cut, cut + 80))![0];
    reader.tell("html-not-closed", content.span(cut, cut + tag.length), [tag.slice(1), "tag"]);
  }
  const whole = cut === -1 ? html : html.slice(0, cut) + html.slice(cut).replaceAll("<", "&lt;");
  const shown = flow.read(whole, span, spanOf);
  if (shown === "") return [];
  let from = 0;
  noteIds(shown, reader.cx, (written) => {
    const at = content.text.indexOf(written, from);
    if (at === -1) return span;
    from = at + written.length;
    return content.span(at, from);
  });
  return [{ type: "raw", span, format: "html", children: [{ type: "text", span, value: shown }] }];
}

/** Where a comment begins that does not end; -1 where all do. */
function unclosedComment(html: string): number {
  const last = html.lastIndexOf("<!--");
  return last !== -1 && !html.includes("-->", last + 2) ? last : -1;
}
