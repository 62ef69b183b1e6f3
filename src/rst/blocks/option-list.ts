import { withoutStandIns } from "../../base/verbatim.js";
import { wordsOf } from "../../base/unicode.js";
import type { Context } from "../context.js";
import { isBlank, spanOfLines } from "../lines.js";
import type { Line, LineReader } from "../lines.js";
import type { Block, Option, OptionList, OptionListItem } from "../nodes.js";
import { unindentWarning } from "./common.js";
import { takeIndented } from "./indented.js";

const argument = String.raw`(?:[a-zA-Z][a-zA-Z0-9_-]*|<[^<>]+>)`;
/** `-o`, `-o FILE`, `-oFILE`, `+o` */
const short = String.raw`[-+][a-zA-Z0-9](?: ?${argument})?`;
/** `--long`, `--long=ARG`, `--long ARG`, `/V` */
const long = String.raw`(?:--|/)[a-zA-Z0-9][a-zA-Z0-9_-]*(?:[ =]${argument})?`;
const option = `(?:${short}|${long})`;
/** One or more options, then two blanks and the description, or the end of the line. */
export const optionMarkerRe = new RegExp(`^(?<options>${option}(?:, ${option})*)(?:  +| ?$)`);

const optionPartRe = new RegExp(option, "g");

/** An option string, what stands between it and its argument, the argument. */
const optionRe =
  /^(?<name>[-+][a-zA-Z0-9](?!-)|(?:--|\/)[a-zA-Z0-9][a-zA-Z0-9_-]*)(?:(?<delimiter>[ =]?)(?<argument>.+))?$/;

/**
 * ```rst
 * -o FILE, --output=FILE  The description.
 * ```
 */
export function optionList(lines: LineReader, cx: Context): Block[] | null {
  const items: OptionListItem[] = [];
  let finished = true;
  let afterLast = lines.at;
  for (; ; lines.skipBlank()) {
    const item = takeItem(lines, cx);
    if (!item) break;
    finished = item.finished;
    items.push(item.node);
    afterLast = lines.at;
  }
  lines.at = afterLast;
  if (items.length === 0) return null;
  const list: OptionList = {
    type: "option_list",
    span: { ...items[0]!.span, end: items.at(-1)!.span.end },
    children: items,
  };
  return finished ? [list] : [list, ...unindentWarning("Option list", lines.peek(), cx)];
}

function takeItem(lines: LineReader, cx: Context) {
  const first = lines.peek();
  const match = first && optionMarkerRe.exec(first.text);
  if (!first || !match) return null;
  const start = lines.at;
  const body = takeIndented(lines, { first: match[0].length });
  if (body.lines.length === 0) {
    // Options without a description are text.
    lines.at = start;
    return null;
  }
  const taken = lines.lines.slice(start, lines.at).filter((line) => !isBlank(line));
  const span = spanOfLines(taken);
  const options = match.groups!["options"]!;
  const node: OptionListItem = {
    type: "option_list_item",
    span,
    children: [
      {
        type: "option_group",
        span: { ...span, end: span.start + options.length },
        children: optionsOf(options, first),
      },
      {
        type: "description",
        span: spanOfLines(body.lines.filter((line) => !isBlank(line))),
        children: cx.blocks(body.lines),
      },
    ],
  };
  return { node, finished: body.finished };
}

/** `-o FILE, --output=FILE` as options. */
function optionsOf(text: string, line: Line): Option[] {
  const options: Option[] = [];
  let at = 0;
  for (const [part] of text.matchAll(optionPartRe)) {
    const span = {
      source: line.source,
      start: line.offset + at,
      end: line.offset + at + part.length,
    };
    const { name, delimiter, argument } = optionRe.exec(part)!.groups!;
    const nameSpan = { ...span, end: span.start + name!.length };
    const node: Option = {
      type: "option",
      span,
      children: [
        {
          type: "option_string",
          span: nameSpan,
          children: [{ type: "text", span: nameSpan, value: name! }],
        },
      ],
    };
    if (argument !== undefined) {
      const argumentSpan = { ...span, start: span.end - argument.length };
      node.children.push({
        type: "option_argument",
        span: argumentSpan,
        delimiter: delimiter!,
        children: [
          { type: "text", span: argumentSpan, value: withoutStandIns(wordsOf(argument).join(" ")) },
        ],
      });
    }
    options.push(node);
    at += part.length + 2;
  }
  return options;
}
