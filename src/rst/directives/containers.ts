import { blockQuotes } from "../blocks/block-quote.js";
import { cut } from "../lines.js";
import type { Line } from "../lines.js";
import type { Compound, Container } from "../nodes.js";
import { addClasses, common, dress, inlineParent } from "./common.js";
import { directive } from "./directive.js";
import { classNames, text } from "./options.js";
import type { Directive } from "./spec.js";

/** A paragraph that other blocks interrupt. */
export const compound = directive({
  names: ["compound"],
  argument: "none",
  options: common,
  body: "required",
  run: ({ options, body, span }, cx) => {
    const node: Compound = { type: "compound", span, children: [] };
    node.children = [...dress(node, options, cx), ...cx.blocks(body)];
    return [node];
  },
});

/** Blocks with classes. */
export const container = directive({
  names: ["container"],
  argument: "optional",
  options: { name: text },
  body: "required",
  run: ({ argument, options, body, span, name, fault }, cx) => {
    const classes = classNames(argument?.text ?? "");
    if (!classes) return [fault("class-invalid", [name, argument!.text], argument!.span)];
    const node: Container = { type: "container", span, children: [] };
    const messages = dress(node, { ...options, class: classes }, cx);
    node.children = [...messages, ...cx.blocks(body)];
    return [node];
  },
});

/** Block quotes of some kind, each with its attribution. */
function quote(name: string): Directive {
  return directive({
    names: [name],
    argument: "none",
    body: "required",
    run: ({ body }, cx) => {
      const blocks = blockQuotes(body, cx);
      for (const block of blocks) if (block.type === "block_quote") addClasses(block, [name]);
      return blocks;
    },
  });
}

export const epigraph = quote("epigraph");
export const highlights = quote("highlights");
export const pullQuote = quote("pull-quote");

/** A heading that is in no contents. */
export const rubric = directive({
  names: ["rubric"],
  argument: "required",
  options: common,
  body: "none",
  run: ({ argument, options, span }, cx) => {
    const { node, messages } = inlineParent("rubric", argument.lines, cx, span);
    return [node, ...messages, ...dress(node, options, cx)];
  },
});

/** The old spelling of line blocks: every line of the content is one. */
export const lineBlock = directive({
  names: ["line-block"],
  argument: "none",
  options: common,
  body: "required",
  run: ({ options, body }, cx) => {
    const [block, ...more] = cx.blocks(body.map(withBar));
    if (!block) return [];
    return [block, ...dress(block, options, cx), ...more];
  },
});

/** A line as it stands in a line block: `| text`. */
function withBar(line: Line): Line {
  return {
    ...cut(line, 0),
    text: `| ${line.text}`.trimEnd(),
    offset: Math.max(0, line.offset - 2),
  };
}
