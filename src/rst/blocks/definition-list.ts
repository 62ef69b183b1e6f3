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
import { sortMessages, unindentWarning } from "./common.js";
import { takeIndented } from "./indented.js";

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
  const { names, markup } = sortMessages(messages);
  cx.state.stray.push(...names);
  const notes: SystemMessage[] = line.text.endsWith("::")
    ? [cx.message("literal-in-definition", spanOfLine(body.lines[0]!))]
    : [];
  const node: DefinitionListItem = {
    type: "definition_list_item",
    span: spanOfLines(taken),
    children: [
      ...termAndClassifiers(nodes, spanOfLine(line)),
      {
        type: "definition",
        span: spanOfLines(taken.slice(1)),
        children: [...markup, ...notes, ...cx.blocks(body.lines)],
      },
    ],
  };
  return { node, finished: body.finished };
}

const delimiterRe = /(?<! ) +: +/g;

/** Given the inline nodes of `term : one : two`, the result is the term and its classifiers. */
export function termAndClassifiers(
  nodes: readonly Inline[],
  span: Term["span"],
): [Term, ...Classifier[]] {
  const parts: [Term, ...Classifier[]] = [{ type: "term", span, children: [] }];
  for (const node of nodes)
    if (node.type === "text")
      for (const [index, piece] of splitText(node).entries()) {
        if (index > 0) parts.push({ type: "classifier", span: piece.span, children: [] });
        if (piece.value !== "") parts.at(-1)!.children.push(piece);
      }
    else parts.at(-1)!.children.push(node);
  for (const part of parts) {
    const first = part.children[0];
    const last = part.children.at(-1);
    if (first && last) part.span = { ...first.span, end: last.span.end };
  }
  return parts;
}

/** The pieces of a text between the delimiters that are not escaped in its source. */
function splitText(node: Text): Text[] {
  const { value, span } = node;
  const source = span.source.text.slice(span.start, span.end);
  const escapes = source === value ? null : unescape(source);
  // Text that is not what its place says (tabs were expanded): its pieces have the place of the whole.
  const known = escapes === null || escapes.value === value;
  const masked = known && escapes ? escapes.masked : value;
  const placeOf = (at: number) => span.start + (escapes ? escapes.places[at]! : at);
  const pieces: Text[] = [];
  let start = 0;
  const add = (end: number) => {
    const place = known ? { ...span, start: placeOf(start), end: placeOf(end) } : span;
    pieces.push({ type: "text", span: place, value: value.slice(start, end) });
  };
  for (const match of masked.matchAll(delimiterRe)) {
    add(match.index);
    start = match.index + match[0].length;
  }
  add(value.length);
  return pieces;
}

/** Text with its escapes resolved, the same with escaped characters made unrecognizable, and where each one stands. */
function unescape(source: string): { value: string; masked: string; places: number[] } {
  let value = "";
  let masked = "";
  const places: number[] = [];
  for (let at = 0; at < source.length; at++) {
    const escaped = source[at] === "\\";
    if (escaped && (source[at + 1] === " " || at + 1 === source.length)) {
      at++;
      continue;
    }
    places.push(at);
    if (escaped) at++;
    value += source[at];
    masked += escaped ? "\0" : source[at];
  }
  places.push(source.length);
  return { value, masked, places };
}
