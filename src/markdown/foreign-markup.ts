import { quoted } from "../base/text.js";
import type { Span } from "../base/source.js";
import { componentIn } from "./components.js";
import type { Content } from "./content.js";
import type { Tell } from "./html-flow.js";

/**
 * Markup of other programs that build sites of Markdown, which is text here. The names of the kinds are those of
 * `base/codes/markdown.ts`, which says what to write in place of each.
 */

type Found = readonly [kind: string, re: RegExp];

/** What lines of a paragraph begin with, or are. */
const ofLines: readonly Found[] = [
  // !!! note "Title"      ??? info
  [
    "box",
    /^(?:!!!|\?\?\?\+?)[ \t]+[a-z][\w-]*(?:[ \t]+inline(?:[ \t]+end)?)?(?:[ \t]+"[^"]*")?[ \t]*$/,
  ],
  // === "Windows"
  ["tabs", /^===[!+]?[ \t]+"[^"]+"[ \t]*$/],
  // --8<-- "part.md"      <<< @/part.js      !include part.md      {* part.py hl[2] *}      {! part.md !}
  [
    "inclusion",
    /^(?:--8<--(?:[ \t].*)?|<<<[ \t]+@.*|!include[ \t(].*|@include[ \t].*|\{\*[ \t]*[\w./-]+\.\w+(?:[ \t].*)?\*\}|\{![ \t]*[\w./-]+\.\w+(?:[ \t].*)?!\})[ \t]*$/,
  ],
  ["contents", /^(?:\[TOC\]|\[\[_?TOC_?\]\])[ \t]*$/i],
  // {/* a comment of MDX */}, which may end in a later paragraph
  ["comment", /^[ \t]*\{\/\*(?:.*\*\/\}[ \t]*|(?:(?!\*\/\}).)*)$/],
  // *[HTML]: Hypertext Markup Language
  ["abbreviation", /^\*\[[^\]]+\]:[ \t].*$/],
  // : A text, below several terms
  ["terms", /^:[ \t]+\S.*$/],
  // $$ above and below a formula, or at both its ends
  ["formula", /^[ \t]*\$\$(?:[ \t]*|.*\$\$[ \t]*)$/],
];

/** Names that GitHub and its kin show as pictures: those that texts of this kind use, not all of them. */
const pictureNames =
  "\\+1|-1|100|arrow_(?:down|left|right|up)|ballot_box_with_check|bangbang|blue_circle|book|bookmark|books|boom|bug|bulb|calendar|clipboard|clock[1-9]|construction|cross_mark|exclamation|eyes|fire|gear|green_circle|grey_(?:exclamation|question)|hammer|hammer_and_wrench|heart|heavy_(?:check_mark|exclamation_mark|minus_sign|multiplication_x|plus_sign)|hourglass|information_source|interrobang|key|large_(?:blue|green|orange|red|yellow)_circle|link|lock|mag|memo|negative_squared_cross_mark|new|no_entry|no_entry_sign|o|octagonal_sign|ok|ok_hand|orange_circle|package|page_facing_up|pencil|pencil2|point_(?:down|left|right|up)|pushpin|question|recycle|red_circle|rocket|rotating_light|skull|smile|soon|sparkles|star|stop_sign|tada|thumbsdown|thumbsup|triangular_flag_on_post|unlock|warning|wave|white_check_mark|white_circle|wrench|x|yellow_circle|zap";

/** What stands anywhere in a text, outside of code, links and HTML. */
const ofTexts: readonly (readonly [kind: string, mark: string, re: RegExp])[] = [
  // {% include "part.md" %}, but not the inside of {{% name %}}
  ["tag", "{%", /(?<!\{)\{%[-+]?[ \t]*\/?[A-Za-z][^%{}\n]{0,200}%\}(?!\})/g],
  // {{#include part.md}} of mdBook
  [
    "inclusion",
    "{{#",
    /(?<![{\\])\{\{#(?:include|rustdoc_include|playground|title)[ \t][^{}\n]{1,200}\}\}/g,
  ],
  // {{ site.name }}, {{ page | upper }}
  [
    "value",
    "{{",
    /(?<![{\\$])\{\{-?[ \t]*(?:\.[A-Za-z]|[A-Za-z_$][\w$]*[ \t]*[.|[(])[^{}\n]{0,200}\}\}/g,
  ],
  ["wiki link", "[[", /\[\[(?!_?toc_?\])[\p{L}\p{N}][^[\]\n]{0,200}(?<!\s)\]\](?![([])/giu],
  // ## Title {/* #its-id */}, as MDX has it
  ["id", "{/*", /\{\/\*[ \t]*#[^\s*]+[ \t]*\*\/\}/g],
  // a note^[of this place]
  ["note", "^[", /(?<=[\p{L}\p{N}.,;:!?)"”’])\^\[[^[\]\n]*[ \t][^[\]\n]*\]/gu],
  // $\frac{1}{2}$
  [
    "formula",
    "\\",
    /(?<![\w$\\])\$(?![\s$])[^$\n]{0,200}\\[A-Za-z]+[^$\n]{0,200}(?<!\s)\$(?![\w$])/g,
  ],
  // <S3_BUCKET> is a name for what a reader knows, shown as it is meant, but not
  // <Icon.Box name="a" />, <Plot data={{ a: "b" }} />, <img src={at("a")} />, which are no HTML
  ["component", "<", /<\/?(?![A-Z\d_]+>)[A-Z]\w*(?:\.[A-Za-z]\w*)*(?:\s[^<>]{0,600})?\/?>/g],
  [
    "component",
    "={",
    /<[a-z][\w-]*\s[^<>={}\n]{0,200}(?:=[^<>={}\n]{1,200}){0,20}=\{[^<>\n]{0,300}>/g,
  ],
  // ++ctrl+alt+del++
  ["key", "++", /(?<![\w+])\+\+[A-Za-z][\w-]*(?:\+[\w-]+)*\+\+(?![\w+])/g],
  // ==marked words==
  ["marked", "==", /(?<![\w=])==(?![\s=])[^=\n]{1,200}(?<![\s=])==(?![\w=])/g],
  // x^2^
  ["raised", "^", /(?<=\w)\^\w{1,5}\^(?!\w)/g],
  // :warning:
  ["picture", ":", new RegExp(String.raw`(?<![\w:/])(?::(?:${pictureNames}):)(?![\w:])`, "g")],
  // {: .note } of kramdown
  ["attributes", "{:", /\{:[ \t]*(?:[.#][\w-]|:?toc\b|[\w-]+=["'])[^{}\n]{0,200}\}/g],
];

/** `{width=50}` or `{ .class key="value" }` behind a picture, a link or other markup, as other programs dress it. */
const dressRe =
  /^\{[ \t]*(?:[.#][A-Za-z][\w-]*|[A-Za-z][\w-]*=(?:"[^"{}\n]{0,200}"|[\w%./-]{1,200}))(?:[ \t]+(?:[.#][A-Za-z][\w-]*|[A-Za-z][\w-]*=(?:"[^"{}\n]{0,200}"|[\w%./-]{1,200}))){0,20}[ \t]*\}/;

/** `<Box` and lines of attributes below it: the `>` of the next line begins a quotation. */
const openComponentRe = /(?:^|\n)[ \t]*(?<tag><[A-Z]\w*(?:\.\w+)*)(?:\s[^<>]*)?$/;

/** Report lines of a paragraph that mean something to other programs. */
export function reportForeignLines(content: Content, tell: Tell): void {
  const { text } = content;
  if (!/^(?:[!?=[@*]|:[ \t]|\{[*!]|--8|<<<|[ \t]*(?:\{\/\*|\$\$|<[A-Z]))/m.test(text)) return;
  let at = 0;
  let isInFormula = false;
  for (const line of text.split("\n")) {
    const found = ofLines.find(([, re]) => re.test(line))?.[0];
    // Below one line such a text defines it, and is no paragraph.
    const kind = found === "terms" && at === 0 ? undefined : found;
    const endsFormula = isInFormula && line.trim() === "$$";
    if (line.trim() === "$$") isInFormula = !isInFormula;
    if (kind !== undefined && !endsFormula)
      tell("foreign-markup", content.span(at, at + line.trimEnd().length), [
        quoted(line.trim()),
        kind,
      ]);
    at += line.length + 1;
  }
  const open = text.includes("<") ? openComponentRe.exec(text) : null;
  if (open && componentIn(`${open.groups!["tag"]!}>`) !== null) {
    const tag = open.groups!["tag"]!;
    const start = open.index + open[0].indexOf("<");
    tell("foreign-markup", content.span(start, start + tag.length), [tag, "component"]);
  }
}

/**
 * Report what of a text means something to other programs. `text`: with other characters in place of what is none;
 * `isBehind`: whether it follows a picture, a link or other markup.
 */
export function reportForeignText(
  text: string,
  tell: Tell,
  spanOf: (start: number, end: number) => Span,
  isBehind = false,
): void {
  const dress = isBehind ? dressRe.exec(text)?.[0] : undefined;
  if (dress !== undefined)
    tell("foreign-markup", spanOf(0, dress.length), [quoted(dress), "attributes"]);
  for (const [kind, mark, re] of ofTexts)
    if (text.includes(mark))
      for (const { index, 0: found } of text.matchAll(re))
        tell("foreign-markup", spanOf(index, index + found.length), [quoted(found), kind]);
}

/** An attribute whose value is code, as JSX has it: `style={{ color: "red" }}`. HTML reads words of it as attributes. */
const codedRe =
  /<[A-Za-z][\w.-]{0,60}(?:\s+[\w:.-]{1,60}(?:=(?:"[^"]{0,300}"|'[^']{0,300}'|[^\s"'<>{}]{1,300}))?){0,20}\s+(?<coded>[\w:.-]{1,60}=\{)/g;

/** Report attributes of tags whose values are code: the first of each tag. */
export function reportCoded(
  html: string,
  tell: Tell,
  spanOf: (start: number, end: number) => Span,
): void {
  if (!html.includes("={")) return;
  for (const { index, 0: tag, groups } of html.matchAll(codedRe)) {
    const end = index + tag.length;
    const { coded } = groups!;
    tell("jsx-attribute", spanOf(end - coded!.length, end), [coded!.slice(0, -2)]);
  }
}

/** `// highlight-next-line` and `// [!code ++]`, by which other programs dress lines of code. */
const ofCode =
  /^.*?(?:\/\/|\/\*|#|--|<!--|;|%)[ \t]*(?<mark>highlight-(?:next-line|start|end)\b|\[!code[ \t][^\]\n]{1,80}\]).*$/m;

/** Lines of Rust that mdBook leaves out, which the documentation of Rust has in examples. */
const hiddenRe = /^[ \t]*#(?:[ \t].*)?$/m;

/** What a fence says of its code that is for readers: `title="src/a.ts"`. */
const titleRe =
  /(?:^|[\s{,])(?<title>(?:title|filename|caption)=(?:"[^"\n]+"|'[^'\n]+'|[^\s{}"',]+))/;

/** Languages whose code other programs draw. */
const drawn = new Set(["mermaid", "plantuml", "puml"]);

/** Directives of MyST that are written as code: `{note}`. */
const directiveRe =
  /^\{(?<name>note|warning|tip|important|caution|danger|hint|seealso|attention|admonition|dropdown|figure|image|include|literalinclude|code-block|code-cell|math|toctree|contents|list-table|csv-table|glossary|versionadded|versionchanged|deprecated|tab-set|eval-rst)\}/;

/** Report what of code between fences means something to other programs: the first of each kind. `info`: what its first line says. */
export function reportForeignCode(
  { info, language = "", code }: { info: string; language: string | undefined; code: string },
  tell: Tell,
  spanOfInfo: (start: number, end: number) => Span,
  spanOfCode: (start: number, end: number) => Span,
): void {
  const name = language.toLowerCase();
  if (drawn.has(name)) {
    const at = info.indexOf(language);
    tell("foreign-markup", spanOfInfo(at, at + language.length), [language, "diagram"]);
  }
  const directive = directiveRe.exec(info);
  if (directive)
    tell("foreign-markup", spanOfInfo(0, directive[0].length), [directive[0], "directive"]);
  const title = directive ? null : titleRe.exec(info);
  if (title) {
    const written = title.groups!["title"]!;
    const end = title.index + title[0].length;
    tell("foreign-markup", spanOfInfo(end - written.length, end), [quoted(written), "code title"]);
  }
  const mark = ofCode.exec(code);
  if (mark) {
    const start = mark.index + mark[0].indexOf(mark.groups!["mark"]!);
    const written = mark.groups!["mark"]!;
    tell("foreign-markup", spanOfCode(start, start + written.length), [written, "code mark"]);
  }
  const hidden = name === "rust" ? hiddenRe.exec(code) : null;
  if (hidden && (code.slice(0, hidden.index).split('"').length - 1) % 2 === 0) {
    const start = hidden.index + hidden[0].indexOf("#");
    tell("foreign-markup", spanOfCode(start, start + 1), ["#", "hidden line"]);
  }
}

/** Report the tags of components that a block of HTML begins with, each once. */
export function reportComponents(
  html: string,
  tell: Tell,
  spanOf: (start: number, end: number) => Span,
): void {
  const seen = new Set<string>();
  for (const { index, 0: tag } of html.matchAll(/<[A-Z][\w.]*[a-z.][\w.]*[\s/>]/g)) {
    if (seen.has(tag)) continue;
    seen.add(tag);
    reportComponent(tag, tell, () => spanOf(index, index + tag.trimEnd().length));
  }
}

/** Report the tag of a component, as MDX and Vue have them: HTML has no such element. */
export function reportComponent(tag: string, tell: Tell, span: () => Span): void {
  const name = componentIn(tag);
  if (name !== null) tell("component-as-html", span(), [name]);
}
