import type { Source } from "../base/source.js";

/** The entry of one version in the file of past entries. */
export interface HistorySection {
  readonly title: string;
  /** The lines below the title, with their offsets in the file. */
  readonly lines: readonly { readonly text: string; readonly offset: number }[];
}

const titleUnderline = /^={3,}\s*$/;

/** The section of a version: from its title, underlined with `=`, to the next such title. `null` where there is none. */
export function sectionTitled(history: Source, title: string): HistorySection | null {
  const lines = linesOf(history.text);
  const isTitle = (index: number) =>
    lines[index + 1] !== undefined && titleUnderline.test(lines[index + 1]!.text);
  const start = lines.findIndex((line, index) => line.text.trim() === title && isTitle(index));
  if (start === -1) return null;
  let end = start + 2;
  while (end < lines.length && !isTitle(end)) end++;
  return { title, lines: lines.slice(start + 2, end) };
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
