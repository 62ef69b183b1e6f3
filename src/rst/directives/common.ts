import type { Span } from "../../base/source.js";
import { withoutStandIns } from "../../base/verbatim.js";
import type { Context } from "../context.js";
import { spanOfLines, textOfLines } from "../lines.js";
import type { Line } from "../lines.js";
import { normalizeName } from "../names.js";
import { joinsInline } from "../nodes.js";
import type { Element, Inline, SystemMessage, Text } from "../nodes.js";
import { names, text } from "./options.js";

/** The options that nearly every directive has. */
export const common = { class: names, name: text };

/** What those options give. */
interface Common {
  readonly class?: readonly string[];
  readonly name?: string;
}

/**
 * Give a node the classes and the name that options say. The messages are about names that others have too; they stand
 * in the node, so one that holds no blocks has them reported only.
 */
export function dress(node: Element, options: Common, cx: Context): SystemMessage[] {
  if (options.class) addClasses(node, options.class);
  const name = options.name && normalizeName(options.name);
  if (!name) return [];
  node.names = [name];
  const messages = cx.names.noteExplicit(node);
  if (!joinsInline(node) && node.type !== "image" && node.type !== "table") return messages;
  cx.state.stray.push(...messages);
  return [];
}

/** Add classes behind those a node has. */
export function addClasses(node: Element, classes: readonly string[]): void {
  if (classes.length > 0) node.classes = [...(node.classes ?? []), ...classes];
}

/** A title or another text with inline markup, and the messages that belong behind it: they stand for the `whole` directive if it is given. */
export function inlineParent<T extends string>(
  type: T,
  lines: readonly Line[],
  cx: Context,
  whole?: Span,
): {
  readonly node: { type: T; span: Span; children: Inline[] };
  readonly messages: SystemMessage[];
} {
  const { nodes, messages } = cx.inlines(lines);
  if (whole) for (const message of messages) message.span = whole;
  return { node: { type, span: spanOfLines(lines), children: nodes }, messages };
}

/** Lines as one text node, taken as they are. */
export function textOf(lines: readonly Line[]): Text {
  return { type: "text", span: spanOfLines(lines), value: withoutStandIns(textOfLines(lines)) };
}

/** The whole of a piece of a source as a text node. */
export function textNode(value: string, span: Span): Text {
  return { type: "text", span, value: withoutStandIns(value) };
}
