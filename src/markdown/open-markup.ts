import { quoted } from "../base/text.js";
import type { Span } from "../base/source.js";
import type { Tell } from "./html-flow.js";

/** Markup that its author did not write to its end, or with a space too many, so that it is text. */

// `**Note: text`: before a word, where strong text begins; not the power in `2**3`, the path `**/a`, nor a mark of a note, `word**`.
const strongRe = /(?<![^\s("'“‘>])\*\*(?=[\p{L}\p{N}])/u;

/** Not what is left of a variable in code that stands for nothing. */
const codeRe = /(?!(?<![\w`])``(?:[\s.,;:)]|$))(?<!`)`+/;

/** `[text] (address)`, and `[text](address` without an end or with spaces in it. */
const linkRe =
  /(?<![\w\]\\])\[(?<text>[^[\]\n]{1,200})\](?:[ \t]+\((?<apart>(?:#|\.{0,2}\/|https?:\/\/)[^\s()]*|[\w./-]+\.(?:md|rst|html?)(?:#[^\s()]*)?)\)|\((?<spaced>(?=[^()\n]{1,200}[ \t])[^()<>"'\n]{1,200}\.(?:md|rst|html?)(?:#[^\s()]*)?)\)|\((?<open>(?:#|\.{0,2}\/|https?:\/\/)[^\s()]*|[^\s()]+\.(?:md|rst|html?)(?:#[^\s()]*)?)(?=\s|$))/g;

/** `<#id>`, which is a link in reStructuredText alone. */
const fragmentRe = /(?<![\w<])<#(?<id>[A-Za-z][\w-]*)>/g;

/** Report what of a text was meant as markup. `text`: with other characters in place of what is none; `after`: what follows, an address for one. */
export function reportOpenMarkup(
  text: string,
  after: string,
  tell: Tell,
  spanOf: (start: number, end: number) => Span,
): void {
  const code = codeRe.exec(text);
  if (code)
    tell("mark-alone", spanOf(code.index, code.index + code[0].length), [code[0], "the code"]);
  const strong = text.includes("**") ? strongRe.exec(text) : null;
  if (strong) tell("mark-alone", spanOf(strong.index, strong.index + 2), ["**", "the strong text"]);
  if (text.includes("<#"))
    for (const { index, 0: found, groups } of text.matchAll(fragmentRe))
      tell("link-as-text", spanOf(index, index + found.length), [
        quoted(found),
        `[${groups!["id"]!.replaceAll("-", " ")}](#${groups!["id"]})`,
      ]);
  if (!text.includes("]")) return;
  // An address with its scheme is a link by itself, which the text ends before.
  const address = text.endsWith("(") ? (/^https?:[^\s()]*\)?/.exec(after)?.[0] ?? "") : "";
  for (const { index, 0: found, groups } of (text + address).matchAll(linkRe)) {
    const { text: words = "", apart, spaced, open = "" } = groups!;
    const span = spanOf(index, index + found.length);
    if (spaced) tell("link-as-text", span, [quoted(found), `[${words}](<${spaced}>)`]);
    else
      tell("link-as-text", span, [
        quoted(found),
        `[${words}](${apart ?? open.replace(/[.,;:]$/, "")})`,
      ]);
  }
}
