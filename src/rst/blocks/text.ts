import type { Span } from "../../base/source.js";
import { trimEnd } from "../../base/unicode.js";
import type { Context } from "../context.js";
import { isBlank, spanOfLine, spanOfRead } from "../lines.js";
import type { Line, LineReader } from "../lines.js";
import type { Block } from "../nodes.js";
import { endsInColons, sortMessages } from "./common.js";
import { definitionList } from "./definition-list.js";
import { literalBlock } from "./literal-block.js";
import { overlinedTitle, underlinedTitle } from "./section-title.js";

/** Text that is nothing else: what its second line looks like decides. */
export function text(lines: LineReader, cx: Context): Block[] {
  const second = lines.peek(1);
  if (!second || isBlank(second)) return paragraph(lines, 1, cx);
  if (second.text.startsWith(" ")) return definitionList(lines, cx);
  return underlinedTitle(lines, cx, flowing) ?? flowing(lines, cx);
}

/** A title with an overline, or a transition; text where the row of punctuation is too short to be either. */
export function adornment(lines: LineReader, cx: Context): Block[] | null {
  return overlinedTitle(lines, cx, text);
}

/** A paragraph of the lines up to a blank one; an indented line ends it too, with an error. */
function flowing(lines: LineReader, cx: Context): Block[] {
  let count = 1;
  while (!isBlank(lines.peek(count)) && !lines.peek(count)!.text.startsWith(" ")) count++;
  const next = lines.peek(count);
  return paragraph(lines, count, cx, next && !isBlank(next) ? next : undefined);
}

/** A paragraph of `count` lines, and the literal block that `::` at its end announces. */
function paragraph(lines: LineReader, count: number, cx: Context, indented?: Line): Block[] {
  const taken = lines.take(count);
  const shown = withoutColons(taken);
  const blocks: Block[] = [];
  const prose = shown ?? taken;
  if (prose.length > 0) {
    const { nodes, messages } = cx.inlines(prose);
    const node: Block = { type: "paragraph", span: spanOfRead(prose, nodes), children: nodes };
    if (messages.length === 0 && !indented && !shown) return [node]; // as most are
    if (messages.length === 0) blocks.push(node);
    else {
      const { names, markup } = sortMessages(messages);
      // docutils notices them where it has read on to: the last line, or the one behind a single line.
      if (cx.depth === 0)
        for (const message of names) message.span = endOf(node.span, taken.length === 1);
      for (const block of [...names, node, ...markup]) blocks.push(block);
    }
  }
  if (indented) blocks.push(cx.message("unexpected-indentation", spanOfLine(indented)));
  if (shown) blocks.push(...literalBlock(lines, cx));
  return blocks;
}

/** Where a block ends, or the line behind it begins. */
function endOf({ source, end }: Span, behind: boolean): Span {
  const at = behind ? Math.min(end + 1, source.text.length) : end;
  return { source, start: at, end: at };
}

/**
 * Given lines that end in `::`, the result is the lines as they are shown: one colon is left where it touches text,
 * nothing where it stands apart. `null` for other lines.
 */
export function withoutColons(lines: readonly Line[]): readonly Line[] | null {
  const last = lines.at(-1)!;
  if (!endsInColons(last.text)) return null;
  const rest = last.text.slice(0, -2);
  if (rest === "") return lines.slice(0, -1);
  const shown = rest.endsWith(" ") ? trimEnd(rest) : `${rest}:`;
  return [...lines.slice(0, -1), { ...last, text: shown }];
}
