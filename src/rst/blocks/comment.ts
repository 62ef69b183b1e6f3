import { cut, isBlank, spanOfLines, textOfLines } from "../lines.js";
import type { Line, LineReader } from "../lines.js";
import type { Block, Comment } from "../nodes.js";
import { takeIndented, trimEnd } from "./indented.js";

/** What a construct made, and whether a blank line follows it. */
export interface Explicit {
  readonly blocks: Block[];
  readonly finished: boolean;
}

/**
 * ```rst
 * .. Anything else is a comment.
 *    ".." alone above a blank line is an empty one, which ends what is above it.
 * ```
 */
export function comment(lines: LineReader, match: RegExpExecArray): Explicit {
  const first = lines.peek()!;
  const width = match[0].length;
  if (first.text.length <= width && isBlank(lines.peek(1))) {
    lines.take(1);
    return { blocks: [commentOf([first], "")], finished: true };
  }
  const body = takeIndented(lines, { first: width });
  const text = trimEnd(body.lines);
  const node = commentOf(text.length > 0 ? text : [cut(first, width)], textOfLines(text));
  return { blocks: [node], finished: body.finished };
}

function commentOf(lines: readonly Line[], value: string): Comment {
  const span = spanOfLines(lines);
  return { type: "comment", span, children: value === "" ? [] : [{ type: "text", span, value }] };
}

/** Read as a comment what turned out to be no other explicit markup. */
export function asComment(lines: LineReader): Explicit {
  return comment(lines, /^\.\. */.exec(lines.peek()!.text)!);
}
