import type { DirectiveCall } from "../directives.js";
import { cut, spanOfLine } from "../lines.js";
import type { Line, LineReader } from "../lines.js";
import { takeIndented, trimEnd } from "./indented.js";

/** Take a directive whose start `match` matched on the line at the cursor; its first group is the name. */
export function directiveCallOf(
  lines: LineReader,
  match: RegExpExecArray,
  insert?: (lines: readonly Line[]) => void,
): { readonly call: DirectiveCall; readonly finished: boolean } {
  const start = lines.at;
  const line = lines.peek()!;
  const name = match[1]!;
  const at = match[0].indexOf(name);
  const body = takeIndented(lines, { first: match[0].length, keepTop: true });
  const [first, ...rest] = body.lines;
  const quoted = lines.lines.slice(start, lines.at);
  const call: DirectiveCall = {
    name,
    nameSpan: spanOfLine(cut({ ...line, text: line.text.slice(0, at + name.length) }, at)),
    first: first!,
    rest: trimEnd(rest),
    lines: trimEnd(quoted),
    quoted,
    ...(insert && { insert }),
  };
  return { call, finished: body.finished };
}
