import { childrenOf, type Text } from "../rst/nodes.js";
import type { TextPart } from "./inlines.js";

/** Nodes whose text is shown as it is written. */
const asWritten = new Set(["literal", "math", "math_block", "raw", "image"]);

/** Inline nodes with the quotes, dashes and dots of typesetting in place of those of typewriters. */
export function smartened<T extends TextPart>(nodes: T[]): T[] {
  const texts: Text[] = [];
  const places: string[] = [];
  const visit = (node: ReturnType<typeof childrenOf>[number]): void => {
    if (node.type === "text") {
      texts.push(node);
      places.push(node.value);
    } else if (asWritten.has(node.type)) places.push("\u0001");
    else for (const child of childrenOf(node)) visit(child);
  };
  for (const node of nodes)
    if (node.type === "shortcode") places.push("\u0001");
    else visit(node);
  const whole = places.join("");
  let at = 0;
  let index = 0;
  for (const place of places) {
    if (place !== "\u0001" || texts[index]?.value === place) {
      const text = texts[index++]!;
      text.value = smart(text.value, whole[at - 1] ?? " ", whole[at + place.length] ?? " ");
    }
    at += place.length;
  }
  return nodes;
}

const marksRe = /---|--|\.\.\.|<<|>>|["']/g;
const plain: Readonly<Record<string, string>> = {
  "---": "—",
  "--": "–",
  "...": "…",
  "<<": "«",
  ">>": "»",
};

function smart(value: string, before: string, after: string): string {
  if (!/["'.<>-]/.test(value)) return value;
  return value.replace(marksRe, (mark: string, at: number) => {
    const known = plain[mark];
    if (known !== undefined) return known;
    const left = at === 0 ? before : value[at - 1]!;
    const right = at + 1 < value.length ? value[at + 1]! : after;
    return quote(mark, left, right);
  });
}

/** A quotation mark opens where text begins behind it and none ends before it. */
function quote(mark: string, left: string, right: string): string {
  const opens = /[\s([{\u2013\u2014"'/=|-]/.test(left) && !/\s/.test(right);
  if (mark === '"') return opens ? "“" : "”";
  // '90s: the digits of a year that were left out.
  return opens && !/\d/.test(right) ? "‘" : "’";
}
