import type { Source } from "../base/source.js";
import { isJoined, type JoinedHistory } from "./history-files.js";
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
 * of titles; where none does, of the first one that has a version in it, or at least a number. In Markdown, where some
 * programs write a small release as a smaller title, those of several levels that are all version and date.
 */
export function readHistory(source: Source, settings: ChangelogSettings | null): History {
  if (isJoined(source)) return readJoined(source, settings);
  const syntax = syntaxOf(source.path);
  const lines = linesOf(source.text);
  const from = lineAfterStart(source, settings, lines);
  const namesIn = namesReader(settings, syntax);
  const titles = [
    ...titlesIn(lines, from, syntax),
    ...plainTitles(lines, from, settings, syntax),
  ].filter(({ text }) => !isHeading(text, settings));
  titles.sort((a, b) => a.at - b.at);
  const releases = releasesAmong(titles, lines);
  const first = titles.find(({ text }) => namesIn(text)) ?? firstByLook(titles, releases);
  if (!first) return { source, syntax, start: source.text.length, sections: [] };
  const ours =
    mixedReleases(titles, syntax) ??
    titles.filter(
      (title) =>
        // Plain lines by the format stand above headings of before.
        (title.style === first.style || first.style === plainStyle) &&
        (title.style === plainStyle ||
          (title.style === first.style && title.at >= first.at) ||
          (isNamedRelease(title) && releases.has(title))),
    );
  return {
    source,
    syntax,
    start: lines[ours[0]!.at]!.offset,
    sections: ours.map(({ text, at, end }, index) => ({
      title: text,
      ...(namesIn(text) ?? namesByLook(text)),
      offset: lines[at]!.offset,
      lines: lines.slice(end, ours[index + 1]?.at),
    })),
  };
}

/** Whether a title is one within entries: of a section, or of a type. In Markdown they may have the level of the versions. */
function isHeading(text: string, settings: ChangelogSettings | null): boolean {
  if (!settings) return false;
  const { sections, types } = settings;
  return sections.some(({ name }) => name === text) || types.some(({ name }) => name === text);
}

/** One version for each file. */
function readJoined(source: JoinedHistory, settings: ChangelogSettings | null): History {
  const syntax = syntaxOf(source.path);
  const namesIn = namesReader(settings, syntax);
  const sections = source.parts.map(({ version, start, end, date: given }) => {
    const own = linesOf(source.text.slice(start, end));
    const lines = own.map(({ text, offset }) => ({ text, offset: start + offset }));
    const title = titlesIn(lines, 0, syntax)[0]!;
    const date = given ?? (namesIn(title.text) ?? namesByLook(title.text)).date;
    const below = lines.slice(title.end);
    return {
      title: title.text,
      version,
      ...(date === undefined ? {} : { date }),
      offset: start,
      lines: below,
    };
  });
  return { source, syntax, start: 0, sections };
}

// 1.0.0   [v1.0.0] - 2020-01-01   Version 2.1 (May 2020)
const releaseTitle =
  /^(?:version\s+|release\s+)?[[(]?[vr]?\d+(?:\.\d+)+[\w.+-]*[\])]?(?:\s*(?:[(/,:]|[-–—]\s)[^]*)?$/i;

function isRelease({ text }: TitleLine): boolean {
  return releaseTitle.test(plainTitle(text).trim());
}

// Thing 1.0.0 (2020-01-01)   9.0.0: what an earlier or a later format made
const namedRelease =
  /^(?:[\p{L}][\w.-]*\s+){0,3}[vr]?\d+(?:\.\d+)+[\w.+-]*(?:\s*(?:[(,:]|[-–—]\s)[^]*)?$/u;

/** Whether a title is one of a version by its look, whatever the format. */
function isNamedRelease({ text }: TitleLine): boolean {
  return namedRelease.test(plainTitle(text).trim()) && !isChangelogTitle(text);
}

/**
 * The titles that are those of versions, as far as they may be by their words: those that are no more than a version, have a
 * date in them, or a list below them. Prose is below the heading of a file as well: "About SemVer 2.0"; "What's new in Lamp 2.0?" is none with a list either.
 */
function releasesAmong(
  titles: readonly TitleLine[],
  lines: readonly HistoryLine[],
): ReadonlySet<TitleLine> {
  const found = new Set<TitleLine>();
  const ends = new Map<string, number>();
  for (const title of titles.toReversed()) {
    const end = ends.get(title.style) ?? lines.length;
    ends.set(title.style, title.at);
    const isQuestion = title.text.trimEnd().endsWith("?");
    if (saysRelease(title) || (!isQuestion && hasList(lines, title.end, end))) found.add(title);
  }
  return found;
}

function saysRelease(title: TitleLine): boolean {
  return (
    isRelease(title) ||
    /^(?:version |release |[vr])?\d+$/i.test(title.text) ||
    /\d{4}-\d\d-\d\d/.test(title.text)
  );
}

function hasList(lines: readonly HistoryLine[], from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (/^\s*(?:[-*+]|\d+[.)]|#\.)\s/.test(lines[at]!.text)) return true;
  return false;
}

/** The first title that has a version in it, or a number; not one below a title that is no heading of the file. */
function firstByLook(
  all: readonly TitleLine[],
  releases: ReadonlySet<TitleLine>,
): TitleLine | undefined {
  const titles = all.filter((title) => !/\d/.test(title.text) || releases.has(title));
  const [heading] = titles;
  const versioned = titles.find(({ text }) => /\d\.\d/.test(text));
  if (versioned) {
    // "Release notes 2.0" above "2.0.1" and "2.0.0"
    const isHeading =
      versioned === heading &&
      titles.every((title) => title === heading || title.style !== heading.style);
    const release = isHeading && !isRelease(heading) ? titles.find(isRelease) : undefined;
    return release ?? (isWithin(versioned, titles.slice(1)) ? undefined : versioned);
  }
  const numbered = titles.find(({ text }) => /\d/.test(text));
  const above = heading && isChangelogTitle(heading.text) ? titles.slice(1) : titles;
  return numbered && !isWithin(numbered, above) ? numbered : undefined;
}

/** Whether a title stands below one of these that is of a higher level. */
function isWithin(title: TitleLine, titles: readonly TitleLine[]): boolean {
  const before = titles.filter(({ at }) => at < title.at);
  if (before.every(({ style }) => style === title.style)) return false;
  const levels = [...new Set(titles.map(({ style }) => style))];
  const level = ({ style }: TitleLine) =>
    /^h\d$/.test(style) ? Number(style.slice(1)) : levels.indexOf(style);
  return before.some((other) => level(other) < level(title));
}

/** Whether a title cannot be that of one version, whatever number is in it: "Changelog of Lamp 2.0". */
export function isFileTitle(text: string): boolean {
  return /\bchange ?log\b|\bhistory\b/i.test(text);
}

/** Whether a title is that of a file of changes. */
export function isChangelogTitle(text: string): boolean {
  return /chang|news|histor|release|\blog\b/i.test(text);
}

function mixedReleases(titles: readonly TitleLine[], syntax: Syntax): readonly TitleLine[] | null {
  if (syntax === "rst") return null;
  const releases = titles.filter(isRelease);
  return new Set(releases.map(({ style }) => style)).size > 1 ? releases : null;
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
    const found = readers[1]?.(plainTitle(title)) ?? readers[0]!(title) ?? null;
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

/** Of titles that are no headings. */
const plainStyle = "text";

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
      : [{ text: title, style: plainStyle, at, end: at + 1 }];
  });
}
