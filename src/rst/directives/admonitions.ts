import { idOf } from "../names.js";
import { admonitionNames } from "../nodes.js";
import type { Admonition, AdmonitionName, Block, Title } from "../nodes.js";
import { common, dress, inlineParent } from "./common.js";
import { directive } from "./directive.js";
import type { Directive } from "./spec.js";

/** `note`, `warning` and the other named ones: the name says the title. */
function namedAdmonition(type: AdmonitionName): Directive {
  return directive({
    names: [type],
    argument: "none",
    options: common,
    body: "required",
    run: ({ options, body, span }, cx) => {
      const node = { type, span, children: [] as (Block | Title)[] };
      node.children = [...dress(node, options, cx), ...cx.blocks(body)];
      return [node];
    },
  });
}

/** An admonition with a title of its own, which gives it a class where it is given none. */
const admonition = directive({
  names: ["admonition"],
  argument: "required",
  options: common,
  body: "required",
  run: ({ argument, options, body, span }, cx) => {
    const title = inlineParent("title", argument.lines, cx, span);
    const classes = options.class ?? [`admonition-${idOf(argument.text)}`];
    const node: Admonition = { type: "admonition", span, children: [] };
    node.children = [
      ...dress(node, { ...options, class: classes }, cx),
      title.node,
      ...title.messages,
      ...cx.blocks(body),
    ];
    return [node];
  },
});

export const admonitions: readonly Directive[] = [
  ...admonitionNames.map(namedAdmonition),
  admonition,
];
