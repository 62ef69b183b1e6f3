import type { Span } from "../../base/source.js";
import type { Context } from "../context.js";
import type { Problematic, SystemMessage } from "../nodes.js";
import { textNodes } from "./inline-text.js";

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
