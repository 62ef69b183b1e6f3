import { runDirective } from "../directives.js";
import type { Context } from "../context.js";
import { isBlank } from "../lines.js";
import type { LineReader } from "../lines.js";
import type { Block } from "../nodes.js";
import { isSimpleName } from "../simple-name.js";
import { comment } from "./comment.js";
import type { Explicit } from "./comment.js";
import { unindentWarning } from "./common.js";
import { directiveCallOf } from "./directive-call.js";
import { citation, footnote } from "./footnote.js";
import { substitutionDefinition } from "./substitution.js";
import { anonymousTarget, target } from "./target.js";

interface Construct {
  /** What stands behind the `..`; anything, if absent. */
  readonly sign?: string;
  /** Matches the first line up to where the construct's text begins; the match is handed on. */
  readonly start: RegExp;
  /** The group of the match that is a simple name, if it is there. */
  readonly name?: number;
  readonly parse: (lines: LineReader, match: RegExpExecArray, cx: Context) => Explicit;
}

/** Tried in this order on a line that begins with `..`; what none takes is a comment. */
const constructs: readonly Construct[] = [
  { sign: "[", start: /^\.\. +\[([0-9]+|\*|#|#(\S+?))\](?: +|$)/, name: 2, parse: footnote },
  { sign: "[", start: /^\.\. +\[(\S+?)\](?: +|$)/, name: 1, parse: citation },
  { sign: "_", start: /^\.\. +_(?! |$)/, parse: target },
  { sign: "|", start: /^\.\. +\|(?! |$)/, parse: substitutionDefinition },
  { start: /^\.\. +(\S+?) ?::(?: +|$)/, name: 1, parse: directive },
  { start: /^__(?: +|$)/, parse: anonymousTarget },
  { start: /^\.\.(?: +|$)/, parse: comment },
];

/** Explicit markup: what begins with `..`, and `__`. Constructs may follow each other without a blank line. */
export function explicit(lines: LineReader, cx: Context): Block[] | null {
  const blocks: Block[] = [];
  let last: Explicit | null = null;
  for (;;) {
    const next = explicitAt(lines, cx);
    if (!next) break;
    for (const block of next.blocks) blocks.push(block);
    last = next;
    if (next.finished) break;
  }
  if (!last) return null;
  return last.finished
    ? blocks
    : [...blocks, ...unindentWarning("Explicit markup", lines.peek(), cx)];
}

function explicitAt(lines: LineReader, cx: Context): Explicit | null {
  const text = lines.peek()?.text;
  if (!text || !(text.startsWith("..") || text.startsWith("__"))) return null;
  const behind = text.slice(2).trimStart()[0];
  for (const { sign, start, name, parse } of constructs) {
    if (sign !== undefined && sign !== behind) continue;
    const match = start.exec(text);
    const found = name === undefined ? undefined : match?.[name];
    if (match && (found === undefined || isSimpleName(found))) return parse(lines, match, cx);
  }
  return null;
}

function directive(lines: LineReader, match: RegExpExecArray, cx: Context): Explicit {
  const { call, finished } = directiveCallOf(lines, match, (more) => lines.insert(more));
  const blocks = runDirective(call, cx);
  // An `include` puts a blank line behind itself.
  return { blocks, finished: finished || isBlank(lines.peek()) };
}
