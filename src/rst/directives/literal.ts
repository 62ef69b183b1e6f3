import type { Span } from "../../base/source.js";
import type { Context } from "../context.js";
import { cut, indentOf, isBlank, spanOfLines } from "../lines.js";
import type { Line } from "../lines.js";
import type { Block, Container, LiteralBlock, MathBlock } from "../nodes.js";
import { common, dress, inlineParent, textOf } from "./common.js";
import { directive } from "./directive.js";
import { flag, integer, integerOrNone, lineNumbers, someText } from "./options.js";
import { Invalid } from "./spec.js";
import type { OptionReader } from "./spec.js";

/** Text whose line breaks stay, with inline markup. */
export const parsedLiteral = directive({
  names: ["parsed-literal"],
  argument: "none",
  options: common,
  body: "required",
  run: ({ options, body, span }, cx) => {
    const { node, messages } = inlineParent("literal_block", body, cx, span);
    return [node, ...dress(node, options, cx), ...messages];
  },
});

/** Where line numbers begin; 1 if nothing is said. */
export const firstNumber: OptionReader<number> = (value) => {
  if (value === null) return 1;
  const number = integer(value);
  return number instanceof Invalid ? new Invalid("line-number-not-integer") : number;
};

/** Program text. Colours are the writer's business: the language is a class. */
export const code = directive({
  names: ["code", "code-block", "sourcecode"],
  argument: "optional-word",
  options: {
    ...common,
    "number-lines": firstNumber,
    // Those of Sphinx.
    linenos: flag,
    "lineno-start": integer,
    force: flag,
    caption: someText,
    dedent: integerOrNone,
    "emphasize-lines": lineNumbers,
  },
  body: "required",
  run: ({ argument, options, body, span, optionLines }, cx) => {
    const language = argument ? [argument.text] : [];
    const { dedent } = options;
    const lines = dedent ? body.map((line) => cut(line, Math.min(dedent, indentOf(line)))) : body;
    const node: LiteralBlock = codeBlock(lines, [...language, ...(options.class ?? [])]);
    const start = options["number-lines"] ?? options["lineno-start"] ?? (options.linenos && 1);
    if (start !== undefined) node.number_lines = start;
    const { name: target } = options;
    if (options["emphasize-lines"]) node.emphasized_lines = options["emphasize-lines"];
    const blocks: Block[] = [
      node,
      ...dress(node, target === undefined ? {} : { name: target }, cx),
    ];
    return options.caption === undefined
      ? blocks
      : [captioned(optionLines("caption"), blocks, span, cx)];
  },
});

/** Blocks with a line of text above them. */
function captioned(
  caption: readonly Line[],
  blocks: readonly Block[],
  span: Span,
  cx: Context,
): Container {
  const { node, messages } = inlineParent("paragraph", caption, cx);
  const title: Block = { ...node, classes: ["code-block-caption"] };
  return {
    type: "container",
    span,
    classes: ["literal-block-wrapper"],
    children: [title, ...messages, ...blocks],
  };
}

/** A block of code with its classes. */
export function codeBlock(lines: readonly Line[], classes: readonly string[]): LiteralBlock {
  return {
    type: "literal_block",
    span: spanOfLines(lines),
    classes: ["code", ...classes],
    children: [textOf(lines)],
  };
}

/** Formulas; a blank line begins the next one. */
export const math = directive({
  names: ["math"],
  argument: "none",
  options: common,
  sphinxOptions: {
    label: 'Write ":name:" for it.',
    nowrap: "Formulas are set by themselves, leave it out.",
    "no-wrap": "Formulas are set by themselves, leave it out.",
  },
  body: "required",
  run: ({ options, body }, cx) =>
    formulas(body).flatMap((lines, index) => {
      const node: MathBlock = {
        type: "math_block",
        span: spanOfLines(lines),
        children: [textOf(lines)],
      };
      const { name, ...others } = options;
      return [node, ...dress(node, index === 0 && name ? options : others, cx)];
    }),
});

function formulas(lines: readonly Line[]): Line[][] {
  const found: Line[][] = [[]];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const formula = found.at(-1)!;
    // Two more blank lines are nothing, a single one belongs to what follows.
    if (isBlank(line) && formula.length > 0) found.push([]);
    else if (isBlank(line) && isBlank(lines[at + 1])) at++;
    else formula.push(line);
  }
  return found.filter((formula) => formula.some((line) => !isBlank(line)));
}
