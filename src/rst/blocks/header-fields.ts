import { withoutStandIns } from "../../base/verbatim.js";
import type { Context } from "../context.js";
import { cut, spanOfLine, spanOfLines } from "../lines.js";
import type { LineReader } from "../lines.js";
import type { Block, Field, FieldList } from "../nodes.js";
import { unindentWarning } from "./common.js";
import { takeIndented, trimEnd } from "./indented.js";

/** A name of printable ASCII without a colon, as in the headers of mail (RFC 2822, section 2.2). */
const header = /^([!-9;-~]+):( +|$)/;

/**
 * The headers that a PEP begins with, up to the first blank line. They stand only at the very start of a document:
 *
 *     Author: Me,
 *         Myself
 *     Version: 1
 */
export function headerFields(lines: LineReader, cx: Context): Block[] {
  lines.skipBlank();
  const fields: Field[] = [];
  for (let match = matchAt(lines); match; match = matchAt(lines))
    fields.push(takeField(lines, match[1]!, match[0].length, cx));
  if (fields.length === 0) return [];
  const list: FieldList = {
    type: "field_list",
    span: { ...fields[0]!.span, end: fields.at(-1)!.span.end },
    classes: ["rfc2822"],
    children: fields,
  };
  const next = lines.peek();
  if (!next || next.text === "") return [list];
  return [list, ...unindentWarning("RFC2822-style field list", next, cx)];
}

function matchAt(lines: LineReader): RegExpExecArray | null {
  return header.exec(lines.peek()?.text ?? "");
}

function takeField(lines: LineReader, name: string, width: number, cx: Context): Field {
  const start = lines.at;
  const first = lines.peek()!;
  const body = takeIndented(lines, { first: width, untilBlank: true });
  const span = spanOfLines(trimEnd(lines.lines.slice(start, lines.at)));
  const nameSpan = spanOfLine({ ...cut(first, 0), text: name });
  return {
    type: "field",
    span,
    children: [
      {
        type: "field_name",
        span: nameSpan,
        children: [{ type: "text", span: nameSpan, value: withoutStandIns(name) }],
      },
      {
        type: "field_body",
        span: { ...span, start: Math.min(span.start + width, span.end) },
        children: cx.blocks(body.lines),
      },
    ],
  };
}
