import type { Context } from "../context.js";
import { isBlank, spanOfLine, spanOfLines } from "../lines.js";
import type { LineReader } from "../lines.js";
import type {
  Block,
  Classifier,
  DefinitionList,
  DefinitionListItem,
  Inline,
  SystemMessage,
  Term,
  Text,
} from "../nodes.js";
import { startsOtherBlock } from "./block-start.js";
import { unindentWarning } from "./common.js";
import { takeIndented } from "./indented.js";
import { endsInColons } from "./text.js";

/**
 * ```rst
 * term : classifier
 *     The definition, right below.
 * ```
 */
export function definitionList(lines: LineReader, cx: Context): Block[] {
  const items: DefinitionListItem[] = [];
  let finished = true;
  let afterLast = lines.at;
  do {
    const item = takeItem(lines, cx);
    finished = item.finished;
    items.push(item.node);
    afterLast = lines.at;
    lines.skipBlank();
  } while (startsItem(lines));
  lines.at = afterLast;
  const list: DefinitionList = {
    type: "definition_list",
    span: { ...items[0]!.span, end: items.at(-1)!.span.end },
    children: items,
  };
  return finished ? [list] : [list, ...unindentWarning("Definition list", lines.peek(), cx)];
}

function startsItem(lines: LineReader): boolean {
  const below = lines.peek(1);
  return below !== undefined && below.text.startsWith(" ") && !startsOtherBlock(lines.peek()!.text);
}

function takeItem(lines: LineReader, cx: Context) {
  const start = lines.at;
  const line = lines.take(1)[0]!;
  const body = takeIndented(lines);
  const taken = lines.lines.slice(start, lines.at).filter((each) => !isBlank(each));
  const { nodes, messages } = cx.inlines([line]);
  const notes: SystemMessage[] = endsInColons(line.text)
    ? [cx.message("literal-in-definition", spanOfLine(taken[1]!))]
    : [];
  const node: DefinitionListItem = {
    type: "definition_list_item",
    span: spanOfLines(taken),
    children: [
      ...termAndClassifiers(nodes, spanOfLine(line)),
      {
        type: "definition",
        span: spanOfLines(taken.slice(1)),
        children: [...messages, ...notes, ...cx.blocks(body.lines)],
      },
    ],
  };
  return { node, finished: body.finished };
}

const delimiterRe = / +: +/g;

/** Given the inline nodes of `term : one : two`, the result is the term and its classifiers. */
function termAndClassifiers(nodes: readonly Inline[], span: Term["span"]): (Term | Classifier)[] {
  const parts: (Term | Classifier)[] = [{ type: "term", span, children: [] }];
  for (const node of nodes) {
    if (node.type !== "text") {
      parts.at(-1)!.children.push(node);
      continue;
    }
    let at = 0;
    for (const match of node.value.matchAll(delimiterRe)) {
      const before = piece(node, at, match.index);
      if (before.value !== "") parts.at(-1)!.children.push(before);
      at = match.index + match[0].length;
      parts.push({
        type: "classifier",
        span: piece(node, at, node.value.length).span,
        children: [],
      });
    }
    const rest = piece(node, at, node.value.length);
    if (rest.value !== "") parts.at(-1)!.children.push(rest);
  }
  for (const part of parts) {
    const first = part.children[0];
    const last = part.children.at(-1);
    if (first && last) part.span = { ...first.span, end: last.span.end };
  }
  return parts;
}

/** A piece of a text; its place is exact as long as the text has no escapes. */
function piece(node: Text, start: number, end: number): Text {
  const { span, value } = node;
  const exact = span.end - span.start === value.length;
  return {
    type: "text",
    span: exact ? { ...span, start: span.start + start, end: span.start + end } : span,
    value: value.slice(start, end),
  };
}
