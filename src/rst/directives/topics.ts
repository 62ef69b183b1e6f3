import type { Context } from "../context.js";
import type { Sidebar, Topic } from "../nodes.js";
import { common, dress, inlineParent } from "./common.js";
import { directive } from "./directive.js";
import { someText } from "./options.js";

/** Pseudo-sections may stand where sections may, and in sidebars: `false` anywhere else. */
export function mayStandHere(
  { substitution }: { readonly substitution: string | undefined },
  cx: Context,
): boolean {
  return substitution === undefined && (cx.titles || cx.sidebar);
}

/** A block with a title that is no section. */
export const topic = directive({
  names: ["topic"],
  argument: "required",
  options: common,
  body: "optional",
  run: ({ argument, options, body, span, name, substitution, fault }, cx) => {
    if (!mayStandHere({ substitution }, cx)) return [fault("directive-nested", [name])];
    if (body.length === 0) return [fault("directive-content-missing", [name])];
    const title = inlineParent("title", argument.lines, cx, span);
    const node: Topic = { type: "topic", span, children: [title.node, ...title.messages] };
    node.children = [...node.children, ...dress(node, options, cx), ...cx.blocks(body)];
    return [node];
  },
});

/** A topic beside the text; title and subtitle may be missing. */
export const sidebar = directive({
  names: ["sidebar"],
  argument: "optional",
  options: { ...common, subtitle: someText },
  body: "optional",
  run: (
    { argument, options, body, span, name, substitution, fault, optionLines, optionSpan },
    cx,
  ) => {
    if (cx.sidebar) return [fault("sidebar-in-sidebar", [name])];
    if (options.subtitle && !argument)
      return [fault("subtitle-without-title", [name], optionSpan("subtitle"))];
    if (!cx.titles || substitution !== undefined) return [fault("directive-nested", [name])];
    if (body.length === 0) return [fault("directive-content-missing", [name])];
    const node: Sidebar = { type: "sidebar", span, children: [] };
    const title = argument && inlineParent("title", argument.lines, cx, span);
    const subtitle =
      options.subtitle && inlineParent("subtitle", optionLines("subtitle"), cx, span);
    if (title) node.children.push(title.node);
    if (subtitle) node.children.push(subtitle.node);
    node.children = [
      ...node.children,
      ...(title?.messages ?? []),
      ...(subtitle ? subtitle.messages : []),
      ...dress(node, options, cx),
      ...cx.blocks(body, { sidebar: true }),
    ];
    return [node];
  },
});
