import { lineStarts, positionAt, type Source } from "../base/source.js";
import { childrenOf, type Node, type NodeOf } from "../rst/nodes.js";
import { linesOf } from "../rst/lines.js";
import { parseRst } from "../rst/rst.js";
import type { LineKind, Prose, ProseLine, Range } from "./rule.js";

/** Nodes whose lines are code, and nodes that hide what is written. */
const codeBlocks: ReadonlySet<Node["type"]> = new Set([
  "literal_block",
  "doctest_block",
  "math_block",
  "raw",
]);
const hidden: ReadonlySet<Node["type"]> = new Set([
  "literal",
  "math",
  "raw",
  "target",
  "substitution_definition",
]);
/** Nodes that text in single backquotes becomes. */
const phraseTypes: ReadonlySet<Node["type"]> = new Set([
  "title_reference",
  "reference",
  "emphasis",
  "strong",
  "literal",
  "math",
  "raw",
  "subscript",
  "superscript",
  "abbreviation",
  "acronym",
  "inline",
  "problematic",
]);
/** `` `text` `` and ``:role:`text` ``. */
const phraseRe = /(?::[\w.+:-]+:)?`(?!`)/y;

/**
 * Read a text for what its lines are. What is wrong with its markup is no concern here. Only blocks that are wanted
 * are parsed; the others count as code. `written` is the text with its tabs.
 */
export function readProse(
  source: Source,
  written: string,
  isWanted: (text: string) => boolean,
): Omit<Prose, "names"> {
  const code: Range[] = [];
  const comments: Range[] = [];
  const masks: Range[] = [];
  const titles: Range[] = [];
  const literals: Range[] = [];
  const phrases: Range[] = [];
  const paragraphs: Range[] = [];
  const itemTexts: Range[] = [];
  const itemTerms: { readonly term: Range; readonly list: Range }[] = [];
  const quotes: Range[] = [];
  const codes: (Range & { readonly language: string | undefined })[] = [];
  const terms: { readonly term: Range; readonly definition: Range }[] = [];
  const visit = (node: Node): void => {
    const { type, span } = node;
    const range = { start: span.start, end: span.end };
    if (span.source !== source && type !== "document") return;
    if (codeBlocks.has(type)) code.push(range);
    else if (type === "comment") comments.push(range);
    if (hidden.has(type) || isPhraseLink(node, source)) masks.push(range);
    if (type === "title_reference" && source.text[range.start] === "`") titles.push(range);
    if (type === "literal" && source.text.startsWith("``", range.start)) literals.push(range);
    if (isPhrase(node, source)) phrases.push(range);
    if (type === "paragraph") paragraphs.push(range);
    if (type === "literal_block")
      codes.push({
        ...range,
        language: node.classes?.[0] === "code" ? node.classes[1] : undefined,
      });
    if (type === "block_quote") quotes.push(range);
    if (type === "list_item") {
      const [first] = node.children;
      if (first?.type === "paragraph") itemTexts.push(first.span);
      const [term, list] = first?.type === "definition_list" ? termWithList(first) : [];
      if (term && list) itemTerms.push({ term: term.span, list: list.span });
    }
    if (type === "definition_list_item") {
      const [term, definition] = [node.children[0], node.children.at(-1)];
      if (term && definition && term.span.source === definition.span.source)
        terms.push({ term: term.span, definition: definition.span });
    }
    if (type !== "text") for (const child of childrenOf(node)) visit(child);
  };
  for (const { start, end, wanted } of runsOf(blocksOf(source.text), source.text, isWanted)) {
    if (wanted) visit(parseRst(linesOf(source, { from: start, to: end }), () => {}));
    else code.push({ start, end: end - 1 });
  }
  const lines = proseLines(source, code, comments, masks);
  const plain = lines.map((line) => line.plain).join("\n");
  return {
    source,
    written,
    lines,
    plain,
    titles,
    literals,
    phrases,
    paragraphs,
    itemTexts,
    itemTerms,
    quotes,
    codes,
    terms,
  };
}

/** The first term of a list of definitions, and the list that its meaning begins with, if it does. */
function termWithList({
  children,
}: NodeOf<"definition_list">): [term?: Node | undefined, list?: Node] {
  const item = children[0];
  if (item?.type !== "definition_list_item") return [];
  const meaning = item.children.at(-1);
  const list = meaning?.type === "definition" ? meaning.children[0] : undefined;
  return list?.type === "bullet_list" || list?.type === "enumerated_list"
    ? [item.children[0], list]
    : [];
}

function isPhrase({ type, span }: Node, { text }: Source): boolean {
  if (!phraseTypes.has(type) || span.end < span.start + 3) return false;
  phraseRe.lastIndex = span.start;
  return phraseRe.test(text);
}

/** A link in backquotes. Others may be a part of what was meant otherwise: `__very important__`, `[site](https://...)`. */
function isPhraseLink({ type, span }: Node, { text }: Source): boolean {
  return type === "reference" && text[span.start] === "`";
}

/** A title with an underline, after a blank line: what stands above is closed there, whatever it is. */
const titleRe = /\n[ \t]*\n(?=\S[^\n]*\n([!-/:-@[-`{-~])\1{2,}[ \t]*(?:\n|$))/g;
/** A text that is not indented, after a blank line: what stands above is closed there, but for what `::` announces. */
const blockRe = /(?<!::[ \t]*)\n[ \t]*\n(?=\S)/g;
/** A border of a table whose rows may stand apart. */
const borderRe = /^=+(?: +=+)+[ \t]*$/m;

/**
 * The parts of a text that can be read each by itself, where lists and definitions whose items stand apart are several;
 * the whole of one that changes how the rest is read.
 */
function blocksOf(text: string): Range[] {
  const whole = { start: 0, end: text.length };
  if (text.includes("role::")) return [whole];
  return split(whole, titleRe, text).flatMap((section) =>
    borderRe.test(text.slice(section.start, section.end)) ? section : split(section, blockRe, text),
  );
}

function split({ start, end }: Range, gapRe: RegExp, text: string): Range[] {
  const gaps = text.slice(start, end).matchAll(gapRe);
  const starts = [start, ...Array.from(gaps, ({ index, 0: gap }) => start + index + gap.length)];
  return starts.map((from, index) => ({ start: from, end: starts[index + 1] ?? end }));
}

interface Run extends Range {
  readonly wanted: boolean;
}

/** Neighbours of which all are wanted, or none, as one. */
function runsOf(
  blocks: readonly Range[],
  text: string,
  isWanted: (text: string) => boolean,
): readonly Run[] {
  const runs: Run[] = [];
  for (const { start, end } of blocks) {
    const wanted = isWanted(text.slice(start, end));
    const last = runs.at(-1);
    if (last?.wanted === wanted) runs[runs.length - 1] = { start: last.start, end, wanted };
    else runs.push({ start, end, wanted });
  }
  return runs;
}

function proseLines(
  source: Source,
  code: readonly Range[],
  comments: readonly Range[],
  masks: readonly Range[],
): ProseLine[] {
  const { text } = source;
  const plain = masked(text, [...code, ...comments, ...masks]).split("\n");
  const kinds = kindsOf(source, code, comments);
  const starts = lineStarts(source);
  return text.split("\n").map((line, index) => ({
    text: line,
    plain: plain[index]!,
    offset: starts[index]!,
    kind: kinds[index]!,
  }));
}

/** What each line is. */
function kindsOf(source: Source, code: readonly Range[], comments: readonly Range[]): LineKind[] {
  const starts = lineStarts(source);
  const kinds = starts.map((): LineKind => "text");
  const mark = ({ start, end }: Range, kind: LineKind) => {
    for (let at = positionAt(source, start).line - 1; at < starts.length; at++) {
      if (starts[at]! >= end && starts[at]! !== start) break;
      kinds[at] = kind;
    }
  };
  for (const range of comments) mark(range, "comment");
  for (const range of code) mark(range, "code");
  return kinds;
}

/** Parts of it stand for spaces: they take no memory of their own. */
const spaces = " ".repeat(400);

function blanked(text: string): string {
  if (!text.includes("\n") && text.length <= spaces.length) return spaces.slice(0, text.length);
  return text.replace(/[^\n]+/g, ({ length }) =>
    length <= spaces.length ? spaces.slice(0, length) : " ".repeat(length),
  );
}

/** A text with blanks in place of ranges; line feeds stay. */
function masked(text: string, ranges: readonly Range[]): string {
  let out = "";
  let at = 0;
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    out += text.slice(at, from) + blanked(text.slice(from, end));
    at = end;
  }
  return out + text.slice(at);
}
