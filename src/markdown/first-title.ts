import { attributesAtEnd } from "./attributes.js";
import { blockTokens, inlineTokens } from "./parser.js";
import { defaultMarkdown } from "./settings.js";
import type { Token } from "./tokens.js";

/** A comment that begins a text, to the end of its last line. */
const commentRe = /\s*<!--[^]*?-->[^\n]*(?:\n|$)/y;

/** `# Title`, or a title of one line above a row of `=`, which is neither an item of a list nor a quotation. */
const titleRe =
  /(?:[ \t]*\n)* {0,3}(?:#[ \t]+(?<atx>[^\n]*\S)[ \t]*(?:\n|$)|(?![-#>|<`~=]|[*+][ \t]|\d{1,9}[.)][ \t]|\[[^\]\n]*\]:)(?<setext>\S[^\n]*)\n {0,3}=+[ \t]*(?:\n|$))/y;

/** The words of the heading of the highest level that a text begins with, but for comments; `null` where it begins otherwise. */
export function firstTitle(text: string): string | null {
  let at = 0;
  for (let isComment = true; isComment;) {
    commentRe.lastIndex = at;
    isComment = commentRe.test(text);
    if (isComment) at = commentRe.lastIndex;
  }
  titleRe.lastIndex = at;
  const { atx, setext } = titleRe.exec(text)?.groups ?? {};
  const written = atx?.replace(/(?:^|[ \t]+)#+$/, "") ?? setext?.trim();
  return written === undefined ? null : wordsOf(written);
}

/** The words of the first heading of a text, if it is of the highest level, whatever stands before it. */
export function headingOfPage(text: string): string | null {
  const first = firstTitle(text);
  if (first !== null || !/^ {0,3}(?:#[ \t]|=+[ \t]*$)/m.test(text)) return first;
  const tokens = blockTokens(text, defaultMarkdown, {});
  const at = tokens.findIndex(({ type, level }) => type === "heading_open" && level === 0);
  return tokens[at]?.tag === "h1" ? wordsOf(tokens[at + 1]!.content) : null;
}

/** A heading without its markup, and without the attributes at its end. */
function wordsOf(heading: string): string {
  const content = heading.slice(0, attributesAtEnd(heading)?.length ?? heading.length);
  const words = (tokens: readonly Token[]): string =>
    tokens.map((token) => (token.children ? words(token.children) : wordOf(token))).join("");
  return words(inlineTokens(content, defaultMarkdown, {}))
    .replace(/\s+/g, " ")
    .trim();
}

function wordOf({ type, content }: Token): string {
  if (type === "softbreak" || type === "hardbreak") return " ";
  return type === "html_inline" ? "" : content;
}
