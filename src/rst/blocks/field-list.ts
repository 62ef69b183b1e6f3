import type { Context } from "../context.js";
import { cut, isBlank, spanOfLine, spanOfLines } from "../lines.js";
import type { LineReader } from "../lines.js";
import type { Block, Field, FieldList } from "../nodes.js";
import { sortMessages, unindentWarning } from "./common.js";
import { takeIndented } from "./indented.js";

/**
 * ```rst
 * :name: The field's body; the lines below may be
 *     indented as far as one likes.
 * ```
 */
export function fieldList(lines: LineReader, cx: Context): Block[] | null {
  if (!readMarker(lines.peek()!.text)) return null;
  const fields: Field[] = [];
  let finished = true;
  for (lines.skipBlank(); ; lines.skipBlank()) {
    const marker = readMarker(lines.peek()?.text ?? "");
    if (!marker) break;
    const field = takeField(lines, marker, cx);
    finished = field.finished;
    fields.push(field.node);
  }
  const list: FieldList = {
    type: "field_list",
    span: { ...fields[0]!.span, end: fields.at(-1)!.span.end },
    children: fields,
  };
  return finished ? [list] : [list, ...unindentWarning("Field list", lines.peek(), cx)];
}

export interface Marker {
  /** Column of the colon behind the name. */
  readonly close: number;
  /** Columns up to the body. */
  readonly width: number;
}

function takeField(lines: LineReader, marker: Marker, cx: Context) {
  const first = lines.peek()!;
  const start = lines.at;
  const name = cut({ ...first, text: first.text.slice(0, marker.close) }, 1);
  const body = takeIndented(lines, { first: marker.width });
  const span = spanOfLines(lines.lines.slice(start, lines.at).filter((line) => !isBlank(line)));
  const { nodes, messages } = cx.inlines([name]);
  const { names, markup } = sortMessages(messages);
  cx.state.stray.push(...names);
  const bodyStart = Math.min(span.start + marker.width, span.end);
  const node: Field = {
    type: "field",
    span,
    children: [
      { type: "field_name", span: spanOfLine(name), children: nodes },
      {
        type: "field_body",
        span: { ...span, start: bodyStart },
        children: [...markup, ...cx.blocks(body.lines)],
      },
    ],
  };
  return { node, finished: body.finished };
}

/**
 * The marker that a line begins with. A colon inside the name is escaped, or followed by neither a blank, a backquote nor
 * the end of the line; the one behind the name is followed by a blank or the end, and not preceded by a blank.
 */
export function readMarker(text: string): Marker | null {
  if (text[0] !== ":" || text[1] === ":" || text[1] === " " || text.length < 3) return null;
  for (let at = 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === ":") {
      const next = text[at + 1];
      if (next === "`") return null;
      if (next !== undefined && next !== " ") continue;
      if (text[at - 1] === " ") return null;
      let width = at + 1;
      while (text[width] === " ") width++;
      return { close: at, width };
    }
  }
  return null;
}
