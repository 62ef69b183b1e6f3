import type { Source } from "../base/source.js";
import type { ChangelogSettings } from "./settings.js";

/** The file of past entries: what stands above them, and the section of each version, the latest first. */
export interface History {
  readonly source: Source;
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

export interface HistoryLine {
  readonly text: string;
  /** In the file. */
  readonly offset: number;
}

export interface TitleLine {
  readonly text: string;
  readonly style: string;
  /** Number of the line. */
  readonly at: number;
}

/**
 * Find the sections of the versions. Those are the titles underlined like the first one that fits the settings' format
 * of titles; where none does, like the first one that has a number in it.
 */
export function readHistory(source: Source, settings: ChangelogSettings | null): History {
  const lines = linesOf(source.text);
  const titles = titlesIn(lines, lineAfterStart(source, settings, lines));
  const pattern = titlePattern(settings);
  const first =
    titles.find(({ text }) => pattern.test(text)) ?? titles.find(({ text }) => /\d/.test(text));
  if (!first) return { source, start: source.text.length, sections: [] };
  const ours = titles.filter(({ style, at }) => style === first.style && at >= first.at);
  return {
    source,
    start: lines[first.at]!.offset,
    sections: ours.map(({ text, at }, index) => ({
      title: text,
      ...namesIn(text, pattern),
      offset: lines[at]!.offset,
      lines: lines.slice(at + 2, ours[index + 1]?.at),
    })),
  };
}

/** The section of a version, which may be given by its whole title. `null` where there is none. */
export function sectionOf(history: History, version: string): HistorySection | null {
  const { sections } = history;
  const found = sections.find(({ title }) => title === version);
  return found ?? sections.find((section) => section.version === version) ?? null;
}

/** Titles are short; patterns need not look at more. */
const longestTitle = 200;

/** Texts between an empty line and a row of the same sign, at least as long. */
export function titlesIn(lines: readonly HistoryLine[], from = 0): readonly TitleLine[] {
  const titles: TitleLine[] = [];
  for (let at = from; at + 1 < lines.length; at++) {
    const text = lines[at]!.text.trimEnd();
    const underline = lines[at + 1]!.text.trimEnd();
    const isAlone = at === from || lines[at - 1]!.text.trim() === "";
    if (
      !isAlone ||
      text === "" ||
      text.length > longestTitle ||
      /^\s/.test(text) ||
      !isRow(underline) ||
      isRow(text)
    )
      continue;
    if (underline.length >= Math.min(text.length, 4))
      titles.push({ text, style: underline.charAt(0), at });
  }
  return titles;
}

function isRow(line: string): boolean {
  const [first = ""] = line;
  return line.length > 1 && /[!-/:-@[-`{-~]/.test(first) && line === first.repeat(line.length);
}

/** Behind the text under which new entries are put, what stands above is no entry. */
function lineAfterStart(
  { text }: Source,
  settings: ChangelogSettings | null,
  lines: readonly HistoryLine[],
): number {
  const at = settings ? text.indexOf(settings.startString) : -1;
  if (!settings || at === -1) return 0;
  const end = at + settings.startString.length;
  const line = lines.findIndex(({ offset }) => offset >= end);
  return line === -1 ? lines.length : line;
}

/** What titles look like: a version has a number in it, or is "unstable" and the like only where nothing else is said. */
function titlePattern(settings: ChangelogSettings | null): RegExp {
  const format = settings?.titleFormat ?? "{version}";
  const parts: Readonly<Record<string, string>> = {
    "{version}": "(?<version>[^\\s\\d]*\\d\\S*)",
    "{name}": ".*",
    "{project_date}": "(?<date>.+)",
    "{{": "\\{",
    "}}": "\\}",
  };
  const seen = new Set<string>();
  const source = format.replace(/\{\w+\}|\{\{|\}\}|[^{}\w\s]|\s+/g, (part) => {
    if (/^\s/.test(part)) return "\\s+";
    const known = parts[part];
    if (known === undefined) return `\\${part}`;
    // A name may stand in a pattern once.
    const isAgain = seen.has(part);
    seen.add(part);
    return isAgain ? "\\S+" : known;
  });
  return new RegExp(`^${source.trim()}$`);
}

function namesIn(title: string, pattern: RegExp): { version: string; date?: string } {
  const groups = pattern.exec(title)?.groups;
  const version = groups?.["version"] ?? /[^\s(,]*\d[^\s),:;]*/.exec(title)?.[0] ?? title;
  const date = groups?.["date"] ?? /\b\d{4}-\d{2}-\d{2}\b/.exec(title)?.[0];
  return { version, ...(date === undefined ? {} : { date }) };
}

/** The lines of a text with their offsets. */
export function linesOf(text: string): HistoryLine[] {
  const lines: HistoryLine[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    lines.push({ text: line, offset });
    offset += line.length + 1;
  }
  return lines;
}
