import { lastAtMost, type Source, type Span } from "../base/source.js";
import type { Line } from "../rst/lines.js";

/** The lines of a source as Markdown reads them: tabs and spaces at their ends stay, since both mean something. */
export function markdownLines(source: Source): Line[] {
  const lines: Line[] = [];
  let offset = 0;
  for (const line of source.text.split("\n")) {
    lines.push({ text: cleaned(line), source, offset });
    offset += line.length + 1;
  }
  if (lines.at(-1)!.text === "" && lines.length > 1) lines.pop();
  return lines;
}

function cleaned(line: string): string {
  const text = line.endsWith("\r") ? line.slice(0, -1) : line;
  return text.includes("\0") ? text.replaceAll("\0", "\ufffd") : text;
}

/** Lines as one text whose offsets lead back to where each line came from. */
export class MarkdownText {
  readonly text: string;
  readonly lines: readonly Line[];
  /** Where each line begins in `text`. */
  readonly starts: readonly number[];

  constructor(lines: readonly Line[]) {
    const starts: number[] = [];
    let at = 0;
    for (const { text } of lines) {
      starts.push(at);
      at += text.length + 1;
    }
    this.lines = lines;
    this.starts = starts;
    this.text = lines.map(({ text }) => text).join("\n");
  }

  /** The span from one offset up to another; as far as it stands in the source that it begins in. */
  span(start: number, end: number): Span {
    const first = this.lineAt(start);
    const line = this.lines[first];
    if (!line) return { source: { path: "", text: "" }, start: 0, end: 0 };
    const from = line.offset + Math.min(start - this.starts[first]!, line.text.length);
    let last = end <= (this.starts[first + 1] ?? Infinity) ? first : this.lineAt(end);
    while (this.lines[last]!.source !== line.source) last--;
    const { text, offset, source } = this.lines[last]!;
    const to = offset + Math.min(end - this.starts[last]!, text.length);
    return { source, start: from, end: Math.max(from, to) };
  }

  /** The span of some lines, without the spaces around them. */
  spanOfLines(from: number, to: number): Span {
    let last = Math.min(to, this.lines.length) - 1;
    while (last > from && this.lines[last]!.text.trim() === "") last--;
    const first = this.lines[from];
    if (!first) return this.span(this.text.length, this.text.length);
    const indent = first.text.length - first.text.trimStart().length;
    const end = Math.max(last, from);
    return this.span(
      this.starts[from]! + indent,
      this.starts[end]! + this.lines[end]!.text.trimEnd().length,
    );
  }

  private lineAt(offset: number): number {
    return lastAtMost(this.starts, offset);
  }
}
