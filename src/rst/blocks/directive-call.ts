import type { DirectiveCall } from "../directives.js";
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
  const quoted = lines.lines.slice(start, lines.at);
  const nameStart = line.offset + at;
  const nameSpan = { source: line.source, start: nameStart, end: nameStart + name.length };
  const call: DirectiveCall = {
    name,
    nameSpan,
    first: body.lines[0]!,
    rest: trimEnd(body.lines.slice(1)),
    lines: trimEnd(quoted),
    quoted,
    insert,
  };
  return { call, finished: body.finished };
}
