import { isBlank, spanOfLines } from "../lines.js";
import type { Line } from "../lines.js";
import type { Block, LiteralBlock, MathBlock } from "../nodes.js";
import { common, dress, inlineParent, textOf } from "./common.js";
import { directive } from "./directive.js";
import { flag, integer, someText, text } from "./options.js";
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
    // Sphinx's words for the same, and those of its options that change only the looks.
    linenos: flag,
    "lineno-start": integer,
    force: flag,
    caption: someText,
    dedent: text,
    "emphasize-lines": text,
  },
  body: "required",
  run: ({ name, argument, options, body, fault, optionSpan }, cx) => {
    const language = argument ? [argument.text] : [];
    const node: LiteralBlock = codeBlock(body, [...language, ...(options.class ?? [])]);
    const start = options["number-lines"] ?? options["lineno-start"] ?? (options.linenos && 1);
    if (start !== undefined) node.number_lines = start;
    const { name: target } = options;
    const blocks: Block[] = [
      node,
      ...dress(node, target === undefined ? {} : { name: target }, cx),
    ];
    for (const option of ["caption", "dedent", "emphasize-lines"] as const)
      if (options[option] !== undefined)
        blocks.push(fault("sphinx-option-ignored", [name, option], optionSpan(option)));
    return blocks;
  },
});

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
  for (const line of lines) {
    if (!isBlank(line)) found.at(-1)!.push(line);
    else if (found.at(-1)!.length > 0) found.push([]);
  }
  return found.filter((formula) => formula.length > 0);
}
