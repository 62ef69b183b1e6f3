import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { trailingSpaces } from "../base/trailing-spaces.js";

/** What no reader sees at the ends of the lines of a file, and editors change along with something else. */
export function checkLooseEnds(source: Source, report: Report): void {
  checkTrailingSpaces(source, report);
  checkLastLine(source, report);
}

/** A last line without a line feed: what is added below it changes it too. */
export function checkLastLine(source: Source, report: Report): void {
  const { text } = source;
  const start = text.lastIndexOf("\n") + 1;
  if (start < text.length)
    report("last-line-open", { source, start: text.length - 1, end: text.length });
}

/** Spaces and tabs at the ends of lines: one finding for a file, at the first of them. */
export function checkTrailingSpaces(source: Source, report: Report): void {
  const { text } = source;
  const [first, ...others] = trailingSpaces(text);
  if (first) report("trailing-spaces", { source, ...first }, [String(others.length + 1)]);
}
