import type { Source } from "../base/source.js";

/** The entry of one version in the file of past entries. */
export interface HistorySection {
  readonly title: string;
  /** The lines below the title, with their offsets in the file. */
  readonly lines: readonly { readonly text: string; readonly offset: number }[];
}

/** The section of a version: from its title, underlined with `=`, to the next such title. `null` where there is none. */
export function sectionTitled(history: Source, title: string): HistorySection | null {
  const lines = linesOf(history.text);
  const start = lines.findIndex(
    ({ text }, index) => text.trim() === title && isTitle(lines, index),
  );
  if (start === -1) return null;
  let end = start + 2;
  while (end < lines.length && !isTitle(lines, end)) end++;
  return { title, lines: lines.slice(start + 2, end) };
}

/** A line between an empty one and a row of `=`. */
function isTitle(lines: readonly { readonly text: string }[], index: number): boolean {
  const isEmpty = (at: number) => (lines[at]?.text.trim() ?? "") === "";
  return isEmpty(index - 1) && !isEmpty(index) && /^={2,}\s*$/.test(lines[index + 1]?.text ?? "");
}

function linesOf(text: string): { text: string; offset: number }[] {
  const lines: { text: string; offset: number }[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    lines.push({ text: line.replace(/\r$/, ""), offset });
    offset += line.length + 1;
  }
  return lines;
}
