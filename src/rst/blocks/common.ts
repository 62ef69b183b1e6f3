import type { Span } from "../../base/source.js";
import { spanOfLines, textOfLines } from "../lines.js";
import type { Line } from "../lines.js";
import type { Context } from "../context.js";
import type { LiteralBlock, SystemMessage } from "../nodes.js";

/** A literal block of these lines. */
export function literalBlockOf(lines: readonly Line[]): LiteralBlock {
  const span = spanOfLines(lines);
  return {
    type: "literal_block",
    span,
    children: [{ type: "text", span, value: textOfLines(lines) }],
  };
}

/** The span right before a line: where something was expected, or ended too early. */
export function startOf(line: Line): Span {
  return { source: line.source, start: line.offset, end: line.offset + line.text.length };
}

/** The warning for a construct that ends at a line that should have been blank. */
export function unindentWarning(
  what: string,
  next: Line | undefined,
  cx: Context,
): SystemMessage[] {
  return next ? [cx.message("unexpected-unindent", startOf(next), [what])] : [];
}
