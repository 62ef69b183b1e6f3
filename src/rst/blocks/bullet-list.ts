import type { Context } from "../context.js";
import { isBlank, spanOfLines } from "../lines.js";
import type { LineReader } from "../lines.js";
import type { Block, BulletList, ListItem } from "../nodes.js";
import { unindentWarning } from "./common.js";
import { takeIndented } from "./indented.js";

export const bulletRe = /^[-+*•‣⁃](?: +|$)/;

/**
 * ```rst
 * - An item. Its text is as far to the right
 *   as on its first line.
 * - The next one.
 * ```
 *
 * Another bullet character begins another list.
 */
export function bulletList(lines: LineReader, cx: Context): Block[] | null {
  const bullet = bulletRe.exec(lines.peek()!.text)?.[0][0];
  if (bullet === undefined) return null;
  const items: ListItem[] = [];
  let finished = true;
  for (lines.skipBlank(); ; lines.skipBlank()) {
    const marker = bulletRe.exec(lines.peek()?.text ?? "")?.[0];
    if (marker?.[0] !== bullet) break;
    const item = takeItem(lines, marker.length, cx);
    finished = item.finished;
    items.push(item.node);
  }
  const list: BulletList = {
    type: "bullet_list",
    span: { ...items[0]!.span, end: items.at(-1)!.span.end },
    bullet,
    children: items,
  };
  return finished ? [list] : [list, ...unindentWarning("Bullet list", lines.peek(), cx)];
}

/** Take a list item whose marker is `width` columns wide, and parse its text. */
export function takeItem(
  lines: LineReader,
  width: number,
  cx: Context,
): { readonly node: ListItem; readonly finished: boolean } {
  const first = lines.peek()!;
  const start = lines.at;
  // Behind a marker without text, the lines below say how far the item is indented.
  const body = takeIndented(lines, first.text.length > width ? { known: width } : { first: width });
  const taken = lines.lines.slice(start, lines.at).filter((line) => !isBlank(line));
  const node: ListItem = {
    type: "list_item",
    span: spanOfLines(taken),
    children: cx.blocks(body.lines),
  };
  return { node, finished: body.finished };
}
