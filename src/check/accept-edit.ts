import type { Code } from "../base/diagnostics.js";
import { isMarkdown } from "../base/formats.js";
import { lineStarts, positionAt, type Span } from "../base/source.js";
import { lookUp, spanOf, type DataFile } from "../data/data.js";
import type { Edit } from "./edit.js";

/** What stands for the reason until somebody writes it. */
const reason = "(say why)";

/**
 * The comment that accepts a finding where it stands, as an edit of its file: above its line, or above the text or the
 * block that holds it. `null` where no comment can stand, such as in JSON. `file` and `pointer`: the data at the place.
 */
export function acceptanceEdit(
  code: Code,
  span: Span,
  pointer: string | null,
  file: DataFile | null,
): Edit | null {
  const { source } = span;
  const words = `specpress: accept ${code} because ${reason}`;
  if (source.path.endsWith(".json")) return null;
  const { line } = positionAt(source, span.start);
  if (file || /\.(?:ya?ml|toml)$/.test(source.path))
    return commentAbove(span, lineOfText(line, pointer, file), `# ${words}\n`);
  const comment = isMarkdown(source.path) ? `<!-- ${words} -->\n\n` : `.. ${words}\n\n`;
  return commentAbove(span, firstLineOfBlock(span, line), comment);
}

/** The line in which the text that holds a place begins, its key included. */
function lineOfText(line: number, pointer: string | null, file: DataFile | null): number {
  if (!file || pointer === null || typeof lookUp(file.value, pointer) !== "string") return line;
  const { start } = spanOf({ source: file.source, pointer }, "key");
  return positionAt(file.source, start).line;
}

function firstLineOfBlock({ source }: Span, line: number): number {
  const starts = lineStarts(source);
  const isBlank = (each: number) =>
    source.text.slice(starts[each - 1], (starts[each] ?? Infinity) - 1).trim() === "";
  let first = line;
  while (first > 1 && !isBlank(first - 1)) first--;
  return first;
}

function commentAbove({ source }: Span, line: number, comment: string): Edit {
  const start = lineStarts(source)[line - 1]!;
  const indent = /^[ \t]*/.exec(source.text.slice(start, start + 400))![0];
  return { start, end: start, text: `${indent}${comment}` };
}
