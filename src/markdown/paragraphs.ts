import type { Span } from "../base/source.js";
import type { Block, Inline } from "../rst/nodes.js";
import type { Content } from "./content.js";
import { readParts, type InlineContext, type InlineOrFormula, type TextPart } from "./inlines.js";
import type { ShortcodeMark } from "./shortcodes.js";
import { smartened } from "./smart.js";

/** A block, or a shortcode that stands for some or begins or ends one. */
export type Part = Block | ShortcodeMark;

/** The paragraphs of a text, and the formulas and shortcodes that part them. */
export function paragraphsOf(
  content: Content,
  shared: InlineContext,
  asShown: (node: InlineOrFormula) => InlineOrFormula = (node) => node,
): Part[] {
  const read = readParts(content, shared);
  const nodes: TextPart[] = shared.settings.smart ? smartened(read) : read;
  const parts: Part[] = [];
  let inlines: Inline[] = [];
  const hasShortcodes = shared.cx.settings.shortcodes !== undefined && content.text.includes("{{");
  const end = () => {
    const trimmed = withoutBreaks(inlines);
    if (trimmed.length > 0)
      parts.push({ type: "paragraph", span: spanAround(trimmed), children: trimmed });
    inlines = [];
  };
  for (const node of nodes) {
    const shown = node.type === "shortcode" ? node : asShown(node);
    if (shown.type === "math_block" || shown.type === "shortcode") {
      end();
      parts.push(shown);
    } else inlines.push(shown);
  }
  if (parts.length > 0 || hasShortcodes) end();
  else {
    const span = content.span(0, content.text.length);
    parts.push({ type: "paragraph", span, children: inlines });
  }
  return parts;
}

function spanAround(nodes: readonly Inline[]): Span {
  const first = nodes[0]!.span;
  const last = nodes.at(-1)!.span;
  return last.source === first.source ? { ...first, end: Math.max(first.end, last.end) } : first;
}

/** Text without the line ends around it, where a formula stood. */
function withoutBreaks(nodes: Inline[]): Inline[] {
  const trimmed = nodes.map((node, index): Inline => {
    if (node.type !== "text") return node;
    let { value } = node;
    if (index === 0) value = value.trimStart();
    if (index === nodes.length - 1) value = value.trimEnd();
    return value === node.value ? node : { ...node, value };
  });
  return trimmed.filter((node) => node.type !== "text" || node.value !== "");
}
