import type { Span } from "../../base/source.js";
import type { Context } from "../context.js";
import { isBlank, spanOfLine } from "../lines.js";
import type { Line, LineReader } from "../lines.js";
import type { Block } from "../nodes.js";
import { literalBlockOf, unindentWarning } from "./common.js";
import { takeIndented, trimEnd } from "./indented.js";

/** The literal block announced by `::`: indented lines, or lines that begin with the same punctuation. */
export function literalBlock(lines: LineReader, cx: Context): Block[] {
  const start = lines.at;
  lines.skipBlank();
  if (lines.peek()?.text.startsWith(" ")) {
    lines.at = start;
    const block = takeIndented(lines);
    const literal = literalBlockOf(trimEnd(block.lines));
    return block.finished
      ? [literal]
      : [literal, ...unindentWarning("Literal block", lines.peek(), cx)];
  }
  return quotedLiteralBlock(lines, cx);
}

/** The place where the line after the last one would be. */
function spanAfter({ source, offset, text }: Line): Span {
  // The line may have blanks behind its text.
  const end = source.text.indexOf("\n", offset + text.length);
  const at = end === -1 ? source.text.length : end + 1;
  return { source, start: at, end: at };
}

/** ASCII punctuation. */
const quoteRe = /^[!-/:-@[-`{-~]/;

/**
 * ```rst
 * > lines that all begin with the same character,
 * > up to a blank one
 * ```
 */
function quotedLiteralBlock(lines: LineReader, cx: Context): Block[] {
  const first = lines.peek();
  const quote = first && quoteRe.exec(first.text)?.[0];
  if (quote === undefined) {
    const span = first ? spanOfLine(first) : spanAfter(lines.lines.at(-1)!);
    return [cx.message("literal-block-missing", span)];
  }
  let count = 1;
  while (lines.peek(count)?.text.startsWith(quote)) count++;
  const literal = literalBlockOf(lines.take(count));
  const next = lines.peek();
  if (!next || isBlank(next)) return [literal];
  const code = next.text.startsWith(" ")
    ? "unexpected-indentation"
    : "literal-quoting-inconsistent";
  return [literal, cx.message(code, spanOfLine(next))];
}
