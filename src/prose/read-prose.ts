import type { Source, Span } from "../base/source.js";
import { withoutTabs } from "../rst/lines.js";
import { childrenOf, type Node } from "../rst/nodes.js";
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

/** Read a text for what its lines are. What is wrong with its markup is no concern here. */
export function readProse(source: Source): Prose {
  const code: Range[] = [];
  const comments: Range[] = [];
  const masks: Range[] = [];
  const titles: Range[] = [];
  const literals: Range[] = [];
  const paragraphs: Range[] = [];
  const quotes: Range[] = [];
  const terms: { readonly term: Range; readonly definition: Range }[] = [];
  const read = withoutTabs(source);
  // Places in the text as it is written, with its tabs.
  const placeOf = (offset: number) => read.origin?.(offset)?.start ?? offset;
  const rangeOf = ({ start, end }: Span): Range =>
    read === source ? { start, end } : { start: placeOf(start), end: placeOf(end) };
  const visit = (node: Node): void => {
    const { type, span } = node;
    if (span.source !== read && type !== "document") return;
    const range = rangeOf(span);
    if (codeBlocks.has(type)) code.push(range);
    else if (type === "comment") comments.push(range);
    if (hidden.has(type) || isPhraseLink(node, source)) masks.push(range);
    if (type === "title_reference" && source.text[range.start] === "`") titles.push(range);
    if (type === "literal" && source.text.startsWith("``", range.start)) literals.push(range);
    if (type === "paragraph") paragraphs.push(range);
    if (type === "block_quote") quotes.push(range);
    if (type === "definition_list_item") {
      const [term, definition] = [node.children[0], node.children.at(-1)];
      if (term && definition && term.span.source === definition.span.source)
        terms.push({ term: rangeOf(term.span), definition: rangeOf(definition.span) });
    }
    if (type !== "text") for (const child of childrenOf(node)) visit(child);
  };
  visit(parseRst(read, () => {}));
  const lines = linesOf(source.text, code, comments, masks);
  return {
    source,
    lines,
    plain: lines.map(({ plain }) => plain).join("\n"),
    titles,
    literals,
    paragraphs,
    quotes,
    terms,
  };
}

/** A link in backquotes. Others may be a part of what was meant otherwise: `__very important__`, `[site](https://...)`. */
function isPhraseLink({ type, span }: Node, { text }: Source): boolean {
  return type === "reference" && text[span.start] === "`";
}

function linesOf(
  text: string,
  code: readonly Range[],
  comments: readonly Range[],
  masks: readonly Range[],
): ProseLine[] {
  const plain = masked(text, [...code, ...comments, ...masks]).split("\n");
  let offset = 0;
  return text.split("\n").map((line, index) => {
    const kind = kindOf({ start: offset, end: offset + line.length }, code, comments);
    const read = { text: line, plain: plain[index]!, offset, kind };
    offset += line.length + 1;
    return read;
  });
}

function kindOf(line: Range, code: readonly Range[], comments: readonly Range[]): LineKind {
  const touches = ({ start, end }: Range) => start <= line.end && end > line.start;
  if (code.some(touches)) return "code";
  return comments.some(touches) ? "comment" : "text";
}

/** A text with blanks in place of ranges; line feeds stay. */
function masked(text: string, ranges: readonly Range[]): string {
  let out = "";
  let at = 0;
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    out += text.slice(at, from) + text.slice(from, end).replace(/[^\n]/g, " ");
    at = end;
  }
  return out + text.slice(at);
}
