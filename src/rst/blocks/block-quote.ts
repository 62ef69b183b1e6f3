import type { Context } from "../context.js";
import { cut, indentOf, isBlank, spanOfLines } from "../lines.js";
import type { Line, LineReader } from "../lines.js";
import type { Attribution, Block, BlockQuote } from "../nodes.js";
import { unindentWarning } from "./common.js";
import { takeIndented, trimEnd } from "./indented.js";

/** `-- Author`, `--- Author`, with an em dash as well. */
const attributionRe = /^(?:---?(?!-)|\u2014) *(?=[^ ])/;

/**
 * ```rst
 *     Text that is indented is quoted,
 *
 *     -- up to who said it
 * ```
 */
export function blockQuote(lines: LineReader, cx: Context): Block[] | null {
  if (!lines.peek()!.text.startsWith(" ")) return null;
  const block = takeIndented(lines);
  const blocks = blockQuotes(block.lines, cx);
  return block.finished ? blocks : [...blocks, ...unindentWarning("Block quote", lines.peek(), cx)];
}

/** The block quotes that indented text makes: each attribution ends one. */
export function blockQuotes(lines: readonly Line[], cx: Context): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  while (start < lines.length) {
    const attribution = findAttribution(lines, start);
    const body = lines.slice(start, attribution?.start);
    const end = attribution?.end ?? lines.length;
    const quote: BlockQuote = {
      type: "block_quote",
      span: spanOfLines(trimEnd(lines.slice(start, end))),
      children: cx.blocks(body),
    };
    blocks.push(quote);
    if (attribution) {
      const { node, messages } = readAttribution(lines.slice(attribution.start, end), cx);
      quote.children.push(node);
      for (const message of messages) blocks.push(message);
    }
    start = end;
    while (start < lines.length && isBlank(lines[start])) start++;
  }
  return blocks;
}

/** The first attribution behind text and a blank line. */
function findAttribution(
  lines: readonly Line[],
  start: number,
): { start: number; end: number } | null {
  for (let index = start + 2; index < lines.length; index++) {
    if (!isBlank(lines[index - 1]) || !attributionRe.test(lines[index]!.text)) continue;
    const end = attributionEnd(lines, index);
    if (end !== null) return { start: index, end };
  }
  return null;
}

/** Where an attribution ends: its further lines are all indented alike, else it is none. */
function attributionEnd(lines: readonly Line[], start: number): number | null {
  let indent: number | undefined;
  let end = start + 1;
  for (; end < lines.length && !isBlank(lines[end]); end++) {
    const own = indentOf(lines[end]!);
    indent ??= own;
    if (own !== indent) return null;
  }
  return end;
}

function readAttribution(lines: readonly Line[], cx: Context) {
  const text = lines.map((line, index) =>
    cut(line, index === 0 ? attributionRe.exec(line.text)![0].length : indentOf(line)),
  );
  const { nodes, messages } = cx.inlines(text);
  const node: Attribution = { type: "attribution", span: spanOfLines(text), children: nodes };
  return { node, messages };
}
