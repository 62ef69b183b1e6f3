import type { Context } from "../context.js";
import { spanOfLine, spanOfLines } from "../lines.js";
import type { LineReader } from "../lines.js";
import type { Block, Line, LineBlock, SystemMessage } from "../nodes.js";
import { sortMessages } from "./common.js";
import { takeIndented, trimEnd } from "./indented.js";

const markerRe = /^\|(?: +|$)/;

interface Entry {
  readonly line: Line;
  /** How far the text is indented behind its bar; `null` for an empty line, which takes that of the one before. */
  readonly indent: number | null;
}

/**
 * ```rst
 * | Each bar begins a line.
 * |    Indented ones nest;
 *   this continues the last.
 * ```
 */
export function lineBlock(lines: LineReader, cx: Context): Block[] | null {
  if (!markerRe.test(lines.peek()!.text)) return null;
  const start = lines.at;
  const entries: Entry[] = [];
  const messages: SystemMessage[] = [];
  let finished = true;
  for (;;) {
    const marker = markerRe.exec(lines.peek()?.text ?? "")?.[0];
    if (marker === undefined) break;
    const first = spanOfLine(lines.peek()!);
    const block = takeIndented(lines, { first: marker.length, untilBlank: true });
    finished = block.finished;
    const text = trimEnd(block.lines);
    const inlines = cx.inlines(text);
    const { names, markup } = sortMessages(inlines.messages);
    // docutils has no place for these but behind the first line.
    if (entries.length === 0) messages.push(...names);
    else cx.state.stray.push(...names);
    messages.push(...markup);
    const span = text.length > 0 ? spanOfLines(text) : first;
    entries.push({
      line: { type: "line", span, children: inlines.nodes },
      indent: first.end - first.start === 1 ? null : marker.length - 2,
    });
  }
  const next = lines.peek();
  if (!finished && next) {
    const message = cx.message("line-block-unfinished", spanOfLine(next));
    // docutils names the second line of the block, or the one behind it.
    messages.push({ ...message, span: spanOfLine(lines.lines[start + 1]!) });
  }
  return [nest(entries), ...messages];
}

/** Steps to the right that are told apart. */
const mostSteps = 100;

/** Given lines with their indentations, the result is line blocks in line blocks: one for each step to the right. */
function nest(entries: readonly Entry[]): LineBlock {
  // The blocks that are open, outermost first, each further to the right than the one before.
  const open: { readonly indent: number; readonly lines: LineBlock["children"] }[] = [];
  let indent = 0;
  for (const entry of entries) {
    indent = entry.indent ?? indent;
    while (open.length > 0 && open.at(-1)!.indent > indent) {
      const inner = blockOf(open.pop()!.lines);
      const outer = open.at(-1);
      if (outer && outer.indent >= indent) outer.lines.push(inner);
      else open.push({ indent, lines: [inner] });
    }
    const top = open.at(-1);
    if (top && (top.indent === indent || open.length === mostSteps)) top.lines.push(entry.line);
    else open.push({ indent, lines: [entry.line] });
  }
  while (open.length > 1) {
    const inner = blockOf(open.pop()!.lines);
    open.at(-1)!.lines.push(inner);
  }
  return blockOf(open[0]!.lines);
}

function blockOf(children: LineBlock["children"]): LineBlock {
  const span = { ...children[0]!.span, end: children.at(-1)!.span.end };
  return { type: "line_block", span, children };
}
