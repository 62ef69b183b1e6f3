import type { Span } from "../base/source.js";
import { nearest, quoted } from "../base/text.js";
import type { Content } from "./content.js";
import type { Tell } from "./html-flow.js";
import type { Token } from "./tokens.js";

/** reStructuredText that its author wrote into Markdown, where it is text or code. */

const directiveRe = /^\.\. (?:\|[^|\n]{1,80}\| )?(?<name>[A-Za-z][\w:-]*)::(?=\s|$)/;
const targetRe = /^\.\. _(?<name>`[^`]+`|[^:`]+):(?:\s+(?<address>\S.*))?$/;
const noteRe = /^\.\. \[(?<label>\d+|[#*]|#?[A-Za-z][\w.-]*)\] \S.*$/;
const noteReferenceRe = /(?<![\w\]])\[(?<label>\d+|[#*]|#?[A-Za-z][\w.-]*)\]_(?![\w([])/g;
const anonymousRe = /^__ (?<address>\S+)$/;
/** A whole paragraph that begins so; a sentence hardly begins with two dots. */
const commentRe = /^\.\.(?: (?!\.)(?=[A-Za-z])|\n)/;
const itemRe = /^#\.[ \t]+\S/;
/** `:Author: Me`, `:param name: what`; a name in small letters may be that of a picture. */
const fieldRe =
  /^:(?<name>[A-Z][\w -]{0,40}|(?:param(?:eter)?|type|raises?) [\w.]+|returns?|rtype|orphan):(?:[ \t]+\S.*)?$/;
const rowRe = /^(?<mark>[!-/:-@[-`{-~])\k<mark>{2,}$/;

const alerts = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
/** `:::note`, `:::{note}` of MyST, `::: {.callout-note}` of Quarto, `::: package.name` of what reads it in code. */
const boxRe =
  /^[ \t]*(?<mark>:{3,}[ \t]*(?:(?<kind>[A-Za-z][\w-]*(?:\.[A-Za-z_]\w*)*)|\{\.?(?:callout-)?(?<named>[A-Za-z][\w-]*)[^{}\n]{0,200}\}))/gm;

/** Report boxes of Docusaurus and others, which are text here; one may follow other lines of a paragraph. */
export function reportBox(content: Content, tell: Tell): void {
  if (!content.text.includes(":::")) return;
  for (const { index, 0: found, groups } of content.text.matchAll(boxRe)) {
    const { mark = "", kind, named } = groups!;
    if (index > 0 && /\s/.test(mark) && kind !== undefined) continue; // ::: in a sentence
    const end = index + found.length;
    const span = content.span(end - mark.length, end);
    if (kind?.includes(".")) tell("foreign-markup", span, [mark, "code docs"]);
    else tell("colons-as-text", span, [mark, kind ?? named!]);
  }
}

const scriptRe =
  /^(?:import\s+(?:[\w$*{][\w\s$*{},]*\sfrom\s+)?(["'])[^"'\n]+\1;?|export\s+(?:default\s|const\s+\w+\s*=|function\s+\w+\s*\().*)$/m;

/** Report JavaScript of MDX, which is text here. */
export function reportScript(content: Content, tell: Tell): void {
  const { text } = content;
  if (!text.startsWith("import") && !text.startsWith("export")) return;
  const found = scriptRe.exec(text);
  if (found?.index !== 0) return;
  tell("script-as-text", content.span(0, found[0].length), [quoted(found[0])]);
}

const alertRe =
  /^\[!(?:(?<word>[A-Za-z]+)\][+-]?[ \t]*(?=\n|$)|(?<kind>NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?![([:]))/i;

/** Report a quotation that begins as an alert does, with a word that is none or with text on the same line. */
export function reportAlert(content: Content, tell: Tell): void {
  const found = alertRe.exec(content.text);
  if (!found) return;
  const { word, kind } = found.groups!;
  const meant = kind ?? nearest(word!.toUpperCase(), alerts)[0];
  tell("unknown-alert", content.span(0, found[0].trimEnd().length), [
    found[0].trimEnd(),
    ...(meant === undefined ? [] : [meant.toUpperCase()]),
  ]);
}

/** `##Title`, seven marks, or a paragraph that is `#Title` or `#The title`; `#tag #other`, `#include <a>` are none. */
const headingRe =
  /^#{2,}(?=[^#\s!.,:;)\]])|^#{7,}(?=\s)|^#(?=[A-Z][\w'-]*(?: [\w'"(][^\n#.!?]*)?$)/;

/** Report what lines of a paragraph begin with, and what underlines its only line. */
export function reportRstLines(content: Content, tell: Tell): void {
  const { text } = content;
  if (text.startsWith("..") || text.includes("\n.. ")) {
    let at = 0;
    let isKnown = false;
    for (const line of text.split("\n")) {
      const directive = directiveRe.exec(line);
      const target = directive ? null : targetRe.exec(line);
      const note = noteRe.exec(line);
      isKnown ||= (directive ?? target ?? note) !== null;
      if (note)
        tell("rst-footnote", content.span(at, at + note[0].length), [
          quoted(note[0]),
          note.groups!["label"]!,
        ]);
      const found = directive ?? target;
      if (found) {
        const { name = "", address = "" } = found.groups!;
        const code = directive ? "rst-directive" : "rst-target";
        const parts = [quoted(found[0]), name.replaceAll("`", ""), address];
        tell(code, content.span(at, at + found[0].length), parts);
      }
      at += line.length + 1;
    }
    if (!isKnown && commentRe.test(text)) {
      const [first = ""] = text.split("\n", 1);
      tell("rst-comment", content.span(0, first.length), [quoted(first)]);
    }
  }
  const anonymous = text.startsWith("__ ") ? anonymousRe.exec(text) : null;
  if (anonymous)
    tell("rst-target", content.span(0, text.length), [
      quoted(text),
      "name",
      anonymous.groups!["address"]!,
    ]);
  if (itemRe.test(text)) tell("rst-list", content.span(0, 2), ["#."]);
  reportLineBlock(content, tell);
  const end = text.indexOf("\n");
  const firstLine = end === -1 ? text : text.slice(0, end);
  const field = firstLine.startsWith(":") ? fieldRe.exec(firstLine) : null;
  if (field)
    tell("rst-field", content.span(0, firstLine.length), [
      quoted(firstLine),
      field.groups!["name"]!,
    ]);
  const marks = headingRe.exec(text)?.[0];
  if (marks) tell("heading-as-text", content.span(0, marks.length), [marks]);
  if (end === -1 || !/[!-/:-@[-`{-~]{3}$/.test(text)) return;
  const [title, row, ...more] = text.split("\n");
  if (more.length === 1 && rowRe.test(title!) && more[0] === title)
    tell("rst-title", content.span(0, end), [title!.slice(0, 40)]);
  if (more.length > 0 || !rowRe.test(row!) || row!.length < Math.min(4, title!.length)) return;
  tell("rst-title", content.span(end + 1, text.length), [row!.slice(0, 40)]);
}

/** Report lines that all begin with a bar, and are no rows of a table. */
function reportLineBlock(content: Content, tell: Tell): void {
  const { text } = content;
  if (!text.startsWith("| ") || !text.includes("\n")) return;
  const lines = text.split("\n");
  if (lines.every((line) => /^\|(?: [^|]*)?$/.test(line)))
    tell("rst-line-block", content.span(0, lines[0]!.length), []);
}

/** `|name|`, with a space or a bracket around it. */
const substitutionRe =
  /(?<![^\s("'[{<>\-/:])\|(?<name>[A-Za-z][\w.+-]*(?: [\w.+-]+){0,4})\|(?<link>_{0,2})(?![^\s)"'\]}>.,:;!?/\\-])/g;
/** What stands beside bars in a formula, `|key| = 32`, and in texts about lengths, `|key| is its length`. */
const formulaRe = /[=<>≤≥≠+*×·^∈∪∩⊆]\s*$|^\s*[=≤≥≠+*×·^∈∪∩⊆]|^\s+[<>-]\s/u;
const measureRe =
  /\b(?:length|size|bytes?|bits?|octets?|number|count|cardinality|magnitude|norm|denotes?|notation|absolute)\b/i;

/**
 * Report footnotes and substitutions that stand in a text. `text`: with other characters in place of what is none; `isDefined`:
 * whether a substitution is defined beside it, which is reported there.
 */
export function reportRstText(
  text: string,
  tell: Tell,
  spanOf: (start: number, end: number) => Span,
  isDefined: (name: string) => boolean,
): void {
  if (text.includes("]_"))
    for (const { index, 0: found, groups } of text.matchAll(noteReferenceRe))
      tell("rst-footnote", spanOf(index, index + found.length), [found, groups!["label"]!]);
  if (!text.includes("|")) return;
  for (const { index, 0: found, groups } of text.matchAll(substitutionRe)) {
    const { name = "" } = groups!;
    const end = index + found.length;
    const before = /[^.!?\n]{0,30}$/.exec(text.slice(Math.max(0, index - 30), index))![0];
    const after = /^[^.!?\n]{0,30}/.exec(text.slice(end, end + 30))![0];
    if (name.length < 3 || isRow(text, index, end) || isDefined(name)) continue;
    if (formulaRe.test(before.slice(-4)) || formulaRe.test(after.slice(0, 4))) continue;
    if (measureRe.test(before) || measureRe.test(after)) continue;
    tell("rst-substitution", spanOf(index, end), [found, name]);
  }
}

/** Whether what is between two bars stands in a row of a table, or is a line above or below another such line. */
function isRow(text: string, start: number, end: number): boolean {
  const from = text.lastIndexOf("\n", start) + 1;
  const to = text.indexOf("\n", end);
  const line = text.slice(from, to === -1 ? text.length : to).trim();
  if (!line.startsWith("|") || !line.endsWith("|")) return false;
  const isAlone = line === text.slice(start, end);
  return !isAlone || text[from - 2] === "|" || (to !== -1 && text[to + 1] === "|");
}

/** Report a heading whose text begins with a row of punctuation: a title with an overline. */
export function reportOverline(content: Content, tell: Tell): void {
  const end = content.text.indexOf("\n");
  const row = end === -1 ? "" : content.text.slice(0, end);
  if (rowRe.test(row)) tell("rst-title", content.span(0, end), [row.slice(0, 40)]);
}

/** The name of a role after code: `` `x`:math: ``. */
const roleAfterRe = /^:[A-Za-z][\w+.-]*:(?!\w)/;
/** `{ref}`, before code: roles of MyST, by the names that Sphinx and docutils have; `{id}` may be part of a path. */
const mystRoleRe =
  /(?<![\\{\w/])\{(?:abbr|any|bdg(?:-[a-z]+)*|c(?:ite|pp|s)?(?::[a-z]+)*|cite[:\w]*|code|command|doc|download|envvar|eq|eval|external[:\w+]*|file|func|guilabel|index|js:[a-z]+|kbd|keyword|math|menuselection|mod|numref|octicon|option|pep|program|py:[a-z]+|raw|ref|rfc|samp|smallcaps|sub|subscript|sup|superscript|term|token|underline)\}$/;
const roleRe = /(?:^|[\s(])(?<role>:[A-Za-z][\w+.:-]*:)$/;
const linkRe = /^(?<text>[^]*?)\s*<(?<address>[^<>\s]+)>$/;

/**
 * Report code with the name of a role before it, or an underscore after it that makes it a link. `endsEmphasis`: an underscore
 * after it would end an emphasis that began before the code.
 */
export function reportRstMarkup(
  content: Content,
  { start = 0, end = 0 }: Token,
  endsEmphasis: boolean,
  tell: Tell,
): void {
  const { text } = content;
  const marks = /^`+/.exec(text.slice(start, start + 3))![0];
  if (marks.length > 2) return;
  if (text[start - 1] === ":") {
    const role = roleRe.exec(text.slice(Math.max(0, start - 60), start))?.groups!["role"];
    if (role === undefined) return;
    const from = start - role.length;
    tell("rst-role", content.span(from, end), [quoted(text.slice(from, end))]);
    return;
  }
  const before = text[start - 1] === "}" ? text.slice(Math.max(0, start - 60), start) : "";
  const role = mystRoleRe.exec(before)?.[0];
  if (role !== undefined) {
    const from = start - role.length;
    tell("foreign-markup", content.span(from, end), [quoted(text.slice(from, end)), "role"]);
    return;
  }
  const after = text[end] === ":" ? roleAfterRe.exec(text.slice(end, end + 60)) : null;
  if (after) {
    const to = end + after[0].length;
    tell("rst-role", content.span(start, to), [quoted(text.slice(start, to))]);
    return;
  }
  const isTarget = text[start - 1] === "_" && !/[\w\\]/.test(text[start - 2] ?? "");
  // An underscore further on ends an emphasis.
  if (isTarget && !/_(?!\w)/.test(text.slice(end))) {
    const written = text.slice(start - 1, end);
    tell("rst-target", content.span(start - 1, end), [
      quoted(written),
      text.slice(start + marks.length, end - marks.length),
    ]);
    return;
  }
  if (
    text[end] !== "_" ||
    endsEmphasis ||
    /\w/.test(text[end + 1] === "_" ? (text[end + 2] ?? "") : (text[end + 1] ?? ""))
  )
    return;
  const written = text.slice(start + marks.length, end - marks.length).trim();
  const found = linkRe.exec(written)?.groups;
  tell("rst-link", content.span(start, end + 1), [
    quoted(text.slice(start, end + 1)),
    found?.["text"] ?? (marks === "``" ? `\`${written}\`` : written),
    found?.["address"] ?? "#id",
    ...(marks === "``" ? ["literal"] : []),
  ]);
}
