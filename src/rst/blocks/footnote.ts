import type { Context } from "../context.js";
import { isBlank, spanOfLines } from "../lines.js";
import type { LineReader } from "../lines.js";
import { normalizeName } from "../names.js";
import type { Block, Citation, Footnote, Label } from "../nodes.js";
import type { Explicit } from "./comment.js";
import { takeIndented } from "./indented.js";

/**
 * ```rst
 * .. [1] A numbered footnote; "#" is numbered later, "#name" has a name too, "*" gets a symbol.
 * ```
 */
export function footnote(lines: LineReader, match: RegExpExecArray, cx: Context): Explicit {
  const { span, whole, body, label } = cutOut(lines, match);
  const node: Footnote = { type: "footnote", span, children: [] };
  const text = match[1]!;
  if (text === "*") node.auto = "*";
  else if (text.startsWith("#")) node.auto = 1;
  else node.children.push(label);
  const name = normalizeName(text.replace(/^[#*]/, ""));
  if (name) {
    node.names = [name];
    node.children.push(...cx.names.noteExplicit(node));
  } else cx.names.setId(node);
  node.children = [
    ...node.children,
    ...contents(body.lines, () => cx.message("footnote-empty", whole), cx),
  ];
  return { blocks: [node], finished: body.finished };
}

/**
 * ```rst
 * .. [Name2020] A citation.
 * ```
 */
export function citation(lines: LineReader, match: RegExpExecArray, cx: Context): Explicit {
  const { span, whole, body, label } = cutOut(lines, match);
  const node: Citation = {
    type: "citation",
    span,
    names: [normalizeName(match[1]!)],
    children: [label],
  };
  node.children = [
    ...node.children,
    ...cx.names.noteExplicit(node),
    ...contents(body.lines, () => cx.message("citation-empty", whole), cx),
  ];
  return { blocks: [node], finished: body.finished };
}

function cutOut(lines: LineReader, match: RegExpExecArray) {
  const start = lines.at;
  const body = takeIndented(lines, { first: match[0].length });
  const taken = lines.lines.slice(start, lines.at).filter((line) => !isBlank(line));
  const span = spanOfLines(taken);
  const text = match[1]!;
  const from = span.start + match[0].indexOf("[") + 1;
  const labelSpan = { ...span, start: from, end: from + text.length };
  const label: Label = {
    type: "label",
    span: labelSpan,
    children: [{ type: "text", span: labelSpan, value: text }],
  };
  const whole = spanOfLines(lines.lines.slice(start, lines.at));
  return { span, whole, body, label };
}

function contents(
  lines: Parameters<Context["blocks"]>[0],
  empty: () => Block,
  cx: Context,
): Block[] {
  return lines.some((line) => !isBlank(line)) ? cx.blocks(lines) : [empty()];
}
