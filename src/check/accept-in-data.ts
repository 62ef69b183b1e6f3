import { lineStarts, positionAt, type Source } from "../base/source.js";
import { lookUp, pointerAt, spanOf, type Json } from "../data/data.js";
import { acceptRe, type Comment } from "./accept-comment.js";

const commentRe = new RegExp(`(?<=^|\\s)#[ \\t]*${acceptRe.source}`, "gm");
const onlyComment = /^\s*(?:#.*)?$/;

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
  return [...source.text.matchAll(commentRe)].flatMap((match) => {
    if (value !== undefined && isInText(source, match.index, value)) return [];
    let line = positionAt(source, match.index).line;
    while (line < starts.length && onlyComment.test(textOf(line))) line++;
    const span = { source, start: match.index, end: match.index + match[0].trimEnd().length };
    return [
      {
        words: match.groups!["words"]!,
        span,
        covers: (place) =>
          place.line === line || firstLineOfText(source, place.span.start, value) === line,
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

/** The line in which the text at an offset begins, its key included. */
function firstLineOfText(
  source: Source,
  offset: number,
  value: Json | undefined,
): number | undefined {
  const pointer = value === undefined ? null : pointerAt(source, offset);
  if (pointer === null || typeof lookUp(value ?? null, pointer) !== "string") return undefined;
  return positionAt(source, spanOf({ source, pointer }, "key").start).line;
}
