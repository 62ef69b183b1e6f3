import { quoted } from "../base/text.js";
import type { Span } from "../base/source.js";
import type { Content } from "./content.js";
import type { Tell } from "./html-flow.js";

/** Markup that its author did not write to its end, or with a space too many, so that it is text. */

// `**Note: text`: before a word, where strong text begins; not the power in `2**3`, the path `**/a`, nor a mark of a note, `word**`.
const strongRe = /(?<![^\s("'“‘>])\*\*(?=[\p{L}\p{N}])/u;

/** `*Note**` and `**Note*`, which no other star is near. */
const unevenRe =
  /(?<![^\s("'“‘>])(?<open>\*{1,2})(?=[\p{L}\p{N}])[^*\n]{1,200}(?<=[^\s*])(?<close>\*{1,2})(?![*\p{L}\p{N}])/gu;
const inCodeRe = /(`+)(?!`)[^\n]*?(?<!`)\1(?!`)|\\[*`]/g;

/** Report words with one star on one side and two on the other: one of them is shown. */
export function reportUnevenStars(content: Content, tell: Tell): void {
  if (!content.text.includes("**")) return;
  const plain = content.text.replace(inCodeRe, (code) => code.replace(/[^\n]/g, " "));
  for (const { index, 0: found, groups } of plain.matchAll(unevenRe)) {
    const { open = "", close = "" } = groups!;
    if (open === close) continue;
    const at = open === "**" ? index : index + found.length - 2;
    tell("mark-alone", content.span(at, at + 2), ["**", "the strong text"]);
  }
}

/** Not what is left of a variable in code that stands for nothing. */
const codeRe = /(?!(?<![\w`])``(?:[\s.,;:)]|$))(?<!`)`+/;

/** `[text] (address)`, and `[text](address` without an end. */
const linkRe =
  /(?<![\w\]\\])\[(?<text>[^[\]\n]{1,200})\](?:[ \t]+\((?<apart>(?:#|\.{0,2}\/|https?:\/\/)[^\s()]*|[\w./-]+\.(?:md|rst|html?)(?:#[^\s()]*)?)\)|\((?<open>(?:#|\.{0,2}\/|https?:\/\/)[^\s()]*|[^\s()]+\.(?:md|rst|html?)(?:#[^\s()]*)?)(?=\s|$))/g;

/** `![text](my file.png)`, `[text](my file.md "title")`: an address with spaces, which no link has. The text may begin with code. */
const spacedRe =
  /(?:(?<![\w\]\\!])(?<words>!?\[(?:[^[\]\n\0]|\[[^[\]\n\0]{0,100}\]){0,200})|^[^[\]\n\0]{0,200})\]\([ \t]*(?<address>[^\s()<>"'][^()<>"\n]{0,200}[^\s()<>"'])(?<title>[ \t]+(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'))?[ \t]*\)/g;
/** `[label]: my file.md` */
const spacedLabelRe =
  /(?:^|(?<=\n))[ \t]{0,3}(?<label>\[[^[\]^\n][^[\]\n]{0,200}\]):[ \t]+(?<address>[^\s<>"'][^<>"\n]{0,200}[^\s<>"'])[ \t]*(?=\n|$)/g;

/** What cannot be a remark in brackets: it begins as an address does, or ends as the name of a file. */
const addressRe =
  /^(?:#(?!\d*\s)|\.{0,2}\/(?=\S)|[a-z][a-z+.-]{1,20}:\/\/)|\.(?:md|mdx|rst|html?|txt|pdf|csv|json|ya?ml|xml|xsd|toml|proto|png|jpe?g|gif|svg|webp|avif|ico|bmp|mp4|webm|mp3|docx?|xlsx?|pptx?|odt|zip|tar|gz|tgz|css|js|ts|py|rs|go|java|sh)(?:[#?]\S*)?$/i;

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
  const spaced = reportSpaces(text + restOf(text, after), tell, spanOf);
  for (const { index, 0: found, groups } of (text + address).matchAll(linkRe)) {
    if (spaced.has(index)) continue;
    const { text: words = "", apart, open = "" } = groups!;
    tell("link-as-text", spanOf(index, index + found.length), [
      quoted(found),
      `[${words}](${apart ?? open.replace(/[.,;:]$/, "")})`,
    ]);
  }
}

/** What follows a text that ends within the brackets of an address, up to their end: `https://a b)`. */
function restOf(text: string, after: string): string {
  return /\]\([^()\n]*$/.test(text.slice(-300))
    ? (/^[^()<>\n]{1,250}\)/.exec(after)?.[0] ?? "")
    : "";
}

/** Report addresses with spaces; returns where their links begin. */
function reportSpaces(
  text: string,
  tell: Tell,
  spanOf: (start: number, end: number) => Span,
): ReadonlySet<number> {
  const starts = new Set<number>();
  if (text.includes("]("))
    for (const { index, 0: found, groups } of text.matchAll(spacedRe)) {
      const { words = "", address = "", title = "" } = groups!;
      if (!/\s/.test(address) || !(words.startsWith("!") || addressRe.test(address))) continue;
      starts.add(index);
      tell("link-as-text", spanOf(index, index + found.length), [
        quoted(found),
        `${words}](<${address}>${title})`,
        address,
      ]);
    }
  if (text.includes("]:"))
    for (const { index, 0: found, groups } of text.matchAll(spacedLabelRe)) {
      const { label, address = "" } = groups!;
      if (/\s/.test(address) && addressRe.test(address) && !/[.,;:] /.test(address))
        tell("link-as-text", spanOf(index, index + found.length), [
          quoted(found.trim()),
          `${label}: <${address}>`,
          address,
        ]);
    }
  return starts;
}
