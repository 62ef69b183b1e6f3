import { madeKey } from "../../base/made-mark.js";
import type { BlockParser } from "../context.js";
import { spanOfLine } from "../lines.js";

/** A line that stands for blocks which whoever calls the parser makes. */
export const made: BlockParser = (lines, cx) => {
  const key = madeKey(lines.peek()!.text);
  if (key === null) return null;
  const span = spanOfLine(lines.peek()!);
  lines.take(1);
  return cx.settings.made?.(key, cx, span) ?? [];
};
