import { lineStarts, positionAt, type Source } from "../base/source.js";
import { lookUp, pointerAt, type Json } from "../data/data.js";
import { acceptRe, type Comment } from "./accept-comment.js";

const commentRe = new RegExp(`(?<=^|\\s)#[ \\t]*${acceptRe.source}`, "gm");
/** A line that says nothing: blank, a comment, or the dash of a list item before one. */
const onlyComment = /^[-\s]*(?:#.*)?$/;

/**
 * Acceptances in the comments of a data file. One behind something concerns its own line, one that stands alone the next
 * line that says something; and there the whole of a text that goes on for several lines:
 *
 *     # specpress: accept description-end because it ends in a list
 *     description: |
 *       One of:
 *
 *       - this
 */
export function acceptancesInData(source: Source, value: Json | undefined): Comment[] {
  const starts = lineStarts(source);
  const textOf = (line: number) =>
    source.text.slice(starts[line - 1], (starts[line] ?? Infinity) - 1);
  /** By the line of a comment: the line that it concerns. From the last to the first, so that none is passed twice. */
  const concerned = new Map<number, number>();
  const matches = [...source.text.matchAll(commentRe)].reverse();
  return matches.flatMap((match) => {
    if (value !== undefined && isInText(source, match.index, value)) return [];
    const at = positionAt(source, match.index).line;
    let line = at;
    while (line < starts.length && onlyComment.test(textOf(line)))
      line = concerned.get(line + 1) ?? line + 1;
    concerned.set(at, line);
    return [
      {
        words: match.groups!["words"]!,
        span: { source, start: match.index, end: match.index + match[0].trimEnd().length },
        covers: ({ place, firstLine }) => place.line === line || firstLine() === line,
      },
    ];
  });
}

/** Whether an offset lies in a text that only speaks of acceptances. */
function isInText(source: Source, offset: number, value: Json): boolean {
  const pointer = pointerAt(source, offset);
  const text = pointer === null ? undefined : lookUp(value, pointer);
  return typeof text === "string" && acceptRe.test(text);
}
