import type { Code } from "../../base/diagnostics.js";
import { withoutStandIns } from "../../base/verbatim.js";
import { spanOfLine, spanOfLines, textOfLines } from "../lines.js";
import type { Line } from "../lines.js";
import type { Context } from "../context.js";
import type { LiteralBlock, SystemMessage, Text } from "../nodes.js";

/** A literal block of these lines. */
export function literalBlockOf(lines: readonly Line[]): LiteralBlock {
  const span = spanOfLines(lines);
  const text: Text = { type: "text", span, value: withoutStandIns(textOfLines(lines)) };
  const children = [text];
  return { type: "literal_block", span, children };
}

/** The warning for a construct that ends at a line that should have been blank. */
export function unindentWarning(
  what: string,
  next: Line | undefined,
  cx: Context,
): SystemMessage[] {
  return next ? [cx.message("unexpected-unindent", spanOfLine(next), [what])] : [];
}

const nameCodes: ReadonlySet<Code> = new Set<Code>([
  "duplicate-explicit-name",
  "duplicate-implicit-name",
  "name-overrides-title",
  "same-external-target",
]);

/** Messages about the names of inline targets apart from those about markup: the former stand before the text. */
export function sortMessages(messages: readonly SystemMessage[]) {
  return {
    names: messages.filter(({ code }) => nameCodes.has(code)),
    markup: messages.filter(({ code }) => !nameCodes.has(code)),
  };
}

/** True for text that ends in `::`, not escaped. */
export function endsInColons(line: string): boolean {
  return line.endsWith("::") && /(?:^|[^\\])(?:\\\\)*::$/.test(line.slice(-1000));
}
