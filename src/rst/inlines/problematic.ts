import type { Span } from "../../base/source.js";
import type { Code } from "../../base/diagnostics.js";
import { mostMarked, type Context, type Inlines } from "../context.js";
import type { Problematic, SystemMessage } from "../nodes.js";
import { textNodes } from "./inline-text.js";

/** Whether so many faults of a code were found that no more of them are marked. */
export function isUnmarked(code: Code, { state }: Context): boolean {
  return (state.reported.get(code) ?? 0) > mostMarked;
}

/** The text that a message is about, marked, with the message; the text alone where there are too many. */
export function markedFault(
  text: string,
  span: Span,
  message: SystemMessage,
  cx: Context,
): Inlines {
  if (isUnmarked(message.code, cx)) return { nodes: textNodes(text, span), messages: [] };
  return { nodes: [problematic(text, span, message, cx)], messages: [message] };
}

/** The text that a message is about, marked in the tree and linked with the message both ways. */
export function problematic(
  text: string,
  span: Span,
  message: SystemMessage,
  cx: Context,
): Problematic {
  const refid = cx.names.setId(message);
  const node: Problematic = {
    type: "problematic",
    span,
    refid,
    children: textNodes(text, span),
  };
  (message.backrefs ??= []).push(cx.names.setId(node));
  return node;
}
