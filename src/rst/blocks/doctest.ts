import { withoutStandIns } from "../../base/verbatim.js";
import { isBlank, spanOfLines, textOfLines } from "../lines.js";
import type { LineReader } from "../lines.js";
import type { Block } from "../nodes.js";

/**
 * ```rst
 * >>> print("up to a blank line")
 * up to a blank line
 * ```
 */
export function doctest(lines: LineReader): Block[] | null {
  if (!/^>>>(?: |$)/.test(lines.peek()!.text)) return null;
  let count = 1;
  while (!isBlank(lines.peek(count))) count++;
  const taken = lines.take(count);
  const span = spanOfLines(taken);
  return [
    {
      type: "doctest_block",
      span,
      children: [{ type: "text", span, value: withoutStandIns(textOfLines(taken)) }],
    },
  ];
}
