import type { Source } from "../base/source.js";
import type { ChangelogSettings } from "./settings.js";
import { titleReader, type TitleNames } from "./title-format.js";
import {
  linesOf,
  plainTitle,
  syntaxOf,
  titlesIn,
  type HistoryLine,
  type Syntax,
  type TitleLine,
} from "./titles.js";

/** The file of past entries: what stands above them, and the section of each version, the latest first. */
export interface History {
  readonly source: Source;
  readonly syntax: Syntax;
  /** Where the first section begins; what is before it belongs to no version. */
  readonly start: number;
  readonly sections: readonly HistorySection[];
}

/** The entry of one version in the file of past entries. */
export interface HistorySection {
  readonly title: string;
  readonly version: string;
  /** As the title has it. */
  readonly date?: string;
  /** Of its title in the file. */
  readonly offset: number;
  /** The lines below the title and its underline. */
  readonly lines: readonly HistoryLine[];
}

/**
 * Find the sections of the versions. Those are the titles in the style of the first one that fits the settings' format
 * of titles; where none does, of the first one that has a version in it, or at least a number.
 */
export function readHistory(source: Source, settings: ChangelogSettings | null): History {
  const syntax = syntaxOf(source.path);
  const lines = linesOf(source.text);
  const from = lineAfterStart(source, settings, lines);
  const namesIn = namesReader(settings, syntax);
  const titles = [...titlesIn(lines, from, syntax), ...plainTitles(lines, from, settings, syntax)];
  titles.sort((a, b) => a.at - b.at);
  const first =
    titles.find(({ text }) => namesIn(text)) ??
    titles.find(({ text }) => /\d\.\d/.test(text)) ??
    titles.find(({ text }) => /\d/.test(text));
  if (!first) return { source, syntax, start: source.text.length, sections: [] };
  const ours = titles.filter(({ style, at }) => style === first.style && at >= first.at);
  return {
    source,
    syntax,
    start: lines[first.at]!.offset,
    sections: ours.map(({ text, at, end }, index) => ({
      title: text,
      ...(namesIn(text) ?? namesByLook(text)),
      offset: lines[at]!.offset,
      lines: lines.slice(end, ours[index + 1]?.at),
    })),
  };
}

/** The section of a version, which may be given by its whole title. `null` where there is none. */
export function sectionOf(history: History, version: string): HistorySection | null {
  const { sections } = history;
  const found = sections.find(({ title }) => title === version);
  return found ?? sections.find((section) => section.version === version) ?? null;
}

/** The mark of the settings in a file of past entries, behind which new ones go: where it begins and ends. */
export function startMark(
  text: string,
  settings: ChangelogSettings | null,
): { readonly mark: string; readonly at: number; readonly end: number } | null {
  for (const mark of settings?.startStrings ?? []) {
    const at = text.indexOf(mark);
    if (at !== -1) return { mark, at, end: at + mark.length };
    // The last line of a file may have no end.
    const bare = mark.trimEnd();
    if (bare !== "" && text.endsWith(bare))
      return { mark, at: text.length - bare.length, end: text.length };
  }
  return null;
}

/** Behind the text under which new entries are put, what stands above is no entry. */
function lineAfterStart(
  { text }: Source,
  settings: ChangelogSettings | null,
  lines: readonly HistoryLine[],
): number {
  const mark = startMark(text, settings);
  if (!mark) return 0;
  const line = lines.findIndex(({ offset }) => offset >= mark.end);
  return line === -1 ? lines.length : line;
}

type Names = TitleNames & { readonly version: string };

/** Reads titles by the settings' format. In Markdown that may have the signs of a heading, and links. */
function namesReader(
  settings: ChangelogSettings | null,
  syntax: Syntax,
): (title: string) => Names | null {
  const format = settings?.titleFormat ?? "{version}";
  const bare = syntax === "markdown" ? format.trim().replace(/^#+(?=\s)/, "") : format;
  const readers =
    syntax === "markdown"
      ? [titleReader(bare), titleReader(plainTitle(bare))]
      : [titleReader(bare)];
  const known = new Map<string, Names | null>();
  return (title) => {
    const before = known.get(title);
    if (before !== undefined) return before;
    const found = readers[0]!(title) ?? readers[1]?.(plainTitle(title)) ?? null;
    const names = found && { ...found, version: found.version ?? title };
    known.set(title, names);
    return names;
  };
}

/** The version in a title that is not made by the format. */
function namesByLook(text: string): Names {
  const title = plainTitle(text);
  const version = /[^\s(,]*\d[^\s),:;]*/.exec(title)?.[0] ?? title;
  const date = /\b\d{4}-\d{2}-\d{2}\b/.exec(title)?.[0];
  return { version, ...(date === undefined ? {} : { date }) };
}

/** In Markdown a format without the signs of a heading makes titles that are plain lines: `**2.0**`. */
function plainTitles(
  lines: readonly HistoryLine[],
  from: number,
  settings: ChangelogSettings | null,
  syntax: Syntax,
): readonly TitleLine[] {
  const format = settings?.titleFormat?.trim();
  if (syntax !== "markdown" || !format || format.startsWith("#")) return [];
  const namesIn = titleReader(format);
  return lines.flatMap(({ text }, at) => {
    const isAlone = (line: HistoryLine | undefined) => !line || line.text.trim() === "";
    if (at < from || !isAlone(lines[at - 1]) || !isAlone(lines[at + 1])) return [];
    const title = text.trim();
    return namesIn(title)?.version === undefined
      ? []
      : [{ text: title, style: "text", at, end: at + 1 }];
  });
}
