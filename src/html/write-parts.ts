import type { Node } from "../rst/nodes.js";
import { el, type Html } from "./element.js";
import { lines, oneLine, plainText, writeLines, type Writing } from "./writing.js";

/**
 * Blocks of a section. A label such as "Request format:" and what it heads are a group of that name for those who listen;
 * groups of deeper labels lie within.
 */
export function writeParts(nodes: readonly Node[], cx: Writing): Html {
  const first = nodes.findIndex((node) => levelOf(node) !== null);
  // An author's HTML may begin an element here and end it further down: nothing may lie across its end.
  if (first === -1 || nodes.some(({ type }) => type === "raw")) return writeLines(nodes, cx);
  return lines([writeLines(nodes.slice(0, first), cx), ...writeGroups(nodes.slice(first), cx)]);
}

/** The first node is a label. */
function writeGroups(nodes: readonly Node[], cx: Writing): Html[] {
  const groups: Html[] = [];
  for (let at = 0; at < nodes.length;) {
    const level = levelOf(nodes[at]!);
    const end = level === null ? at + 1 : endOf(nodes, at, level);
    const part = nodes.slice(at, end);
    groups.push(level === null ? writeLines(part, cx) : writeGroup(part, cx));
    at = end;
  }
  return groups;
}

/** Where a part ends: at a label that is no deeper, and before sections. */
function endOf(nodes: readonly Node[], start: number, level: number): number {
  for (let at = start + 1; at < nodes.length; at++) {
    const other = levelOf(nodes[at]!);
    if (nodes[at]!.type === "section" || (other !== null && other <= level))
      return withoutExamples(nodes, start, at);
  }
  return withoutExamples(nodes, start, nodes.length);
}

/** Code after the table of a type is an example of what the type is shown with. */
function withoutExamples(nodes: readonly Node[], start: number, end: number): number {
  const label = nodes[start]!;
  if (label.type !== "rubric" || !label.classes?.includes("type")) return end;
  let at = end;
  while (nodes[at - 1]!.type === "literal_block") at--;
  return at;
}

function writeGroup([label, ...rest]: readonly Node[], cx: Writing): Html {
  const name = oneLine(plainText(label!)).replace(/\s*:$/, "");
  const group = { class: "part", role: "group", "aria-label": name };
  return el("div", group, lines([cx.write(label!, cx), writeParts(rest, cx)]));
}

/** How deep a label is; `null` for what is none. */
function levelOf(node: Node): number | null {
  return node.type === "paragraph" || node.type === "rubric" ? (node.part ?? null) : null;
}
