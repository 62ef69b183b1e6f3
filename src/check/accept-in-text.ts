import { lineStarts, positionAt, type Source } from "../base/source.js";
import { childrenOf, type Node, type NodeOf } from "../rst/nodes.js";
import { isMarkdown } from "../base/formats.js";
import { defaultMarkdown, markdownFile, markdownLines } from "../markdown/markdown.js";
import { parseParts, parseRst, type TextPart } from "../rst/rst.js";
import { acceptRe, type Comment } from "./accept-comment.js";

/**
 * Acceptances in the comments of a text. One concerns the block below it; of a section only the title:
 *
 *     .. specpress: accept dead-link because the page is made by another program
 *
 *     See `the list <#list>`_.
 *
 * In Markdown it is a comment of HTML: `<!-- specpress: accept dead-link because … -->`.
 */
export function acceptancesInText(source: Source): Comment[] {
  const comments: Comment[] = [];
  // Parsed alone, so that what a literal block shows is not taken for a comment; what is wrong with the text is told elsewhere.
  const stack: Node[] = [
    isMarkdown(source.path) ? treeOfMarkdown(source) : parseRst(source, () => {}),
  ];
  for (let node = stack.pop(); node; node = stack.pop()) {
    // From the last to the first: what stands below is known then, also below a row of comments.
    let next: Node | undefined;
    let covered: ((line: number) => boolean) | undefined;
    for (const child of [...childrenOf(node)].reverse()) {
      stack.push(child);
      if (child.type !== "comment") {
        next = child;
        covered = undefined;
        continue;
      }
      covered ??= linesBelow(source, child.span.end, next);
      const isCovered = covered;
      const words = wordsOf(child);
      if (words !== undefined)
        comments.push({ words, span: child.span, covers: ({ place }) => isCovered(place.line) });
    }
  }
  return comments;
}

function treeOfMarkdown(source: Source): Node {
  const read: TextPart["read"] = (lines, cx) => markdownFile(lines, cx, defaultMarkdown);
  return parseParts([{ lines: markdownLines(source), read }], () => {});
}

function wordsOf(comment: NodeOf<"comment">): string | undefined {
  const written = comment.children.map((child) => (child.type === "text" ? child.value : ""));
  const text = written.join("").replace(/^<!--\s*|\s*-->$/g, ""); // in Markdown
  const match = acceptRe.exec(text);
  return match?.index === 0
    ? text.slice(text.indexOf("accept") + "accept".length).trim()
    : undefined;
}

/** The lines of what stands below an offset: of the next block, or up to a blank line. */
function linesBelow(
  source: Source,
  offset: number,
  next: Node | undefined,
): (line: number) => boolean {
  const starts = lineStarts(source);
  const isBlank = (line: number) =>
    source.text.slice(starts[line - 1], starts[line] ?? undefined).trim() === "";
  const block = next && next.type !== "section" && next.type !== "text" ? next.span : undefined;
  const isHere = block?.source === source && block.start >= offset;
  let first = positionAt(source, isHere ? block.start : offset).line + (isHere ? 0 : 1);
  while (first < starts.length && isBlank(first)) first++;
  let last = first;
  while (last < starts.length && !isBlank(last + 1)) last++;
  if (isHere) last = Math.max(last, positionAt(source, Math.max(block.start, block.end - 1)).line);
  return (line) => line >= first && line <= last;
}
