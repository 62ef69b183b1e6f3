import { posix } from "node:path";
import type { Source } from "../base/source.js";
import { compareVersions } from "./compare-versions.js";
import { fillFormat } from "./python.js";
import type { ChangelogSettings } from "./settings.js";
import { titleReader } from "./title-format.js";
import { linesOf, plainTitle, syntaxOf, titlesIn } from "./titles.js";

/**
 * Past entries of which each has a file of its own, as `single_file = false` keeps them: one text with the latest version
 * first. Where a file has no title with its version, its name gives it one.
 */
export interface JoinedHistory extends Source {
  readonly parts: readonly HistoryPart[];
}

export interface HistoryPart {
  readonly file: Source;
  readonly version: string;
  /** That of its front matter. */
  readonly date?: string;
  /** Of its title in the joined text, and where the next one begins. */
  readonly start: number;
  readonly end: number;
}

export function isJoined(history: Source): history is JoinedHistory {
  return "parts" in history;
}

/** The files of past entries. */
export function historyFiles(history: Source | undefined): readonly Source[] {
  if (!history) return [];
  return isJoined(history) ? history.parts.map(({ file }) => file) : [history];
}

/** The version whose file of past entries is called so; `null` where the name is no such. */
export function versionOfFile(
  file: string,
  { filename = "", name }: ChangelogSettings,
): string | null {
  const own = name.replace(/[{}]/g, "$&$&");
  const format = posix.basename(filename).replaceAll("{name}", () => own);
  return titleReader(format)(file)?.version ?? null;
}

/** Join files, which are named by their versions, to one text. `pattern` is their path with the fields of `filename`. */
export function joinHistory(
  files: readonly Source[],
  pattern: string,
  settings: ChangelogSettings,
): JoinedHistory {
  const named = files.map((file) => ({
    file,
    version: versionOfFile(posix.basename(file.path), settings) ?? posix.basename(file.path),
  }));
  named.sort((a, b) => compareVersions(b.version, a.version));
  let text = "";
  const pieces: (HistoryPart & { readonly from: number; readonly lead: number })[] = [];
  for (const { file, version } of named) {
    const { title, from, date } = entryIn(file, version);
    const entry = `${title}${file.text.slice(from).trimEnd()}`;
    const start = text.length;
    text += `${entry}\n\n\n`;
    const place = { start, end: text.length, from, lead: title.length };
    pieces.push({ file, version, ...(date !== undefined && { date }), ...place });
  }
  const origin = (offset: number) => {
    const piece = pieces.findLast(({ start }) => start <= offset);
    if (!piece) return undefined;
    const at = piece.from + Math.max(0, offset - piece.start - piece.lead);
    const within = Math.min(at, piece.file.text.length);
    return { source: piece.file, start: within, end: within };
  };
  return { path: pattern, text, origin, parts: pieces };
}

interface EntryInFile {
  /** What the file lacks of a title. */
  readonly title: string;
  /** Where the entry begins. */
  readonly from: number;
  readonly date?: string;
}

function entryIn({ path, text }: Source, version: string): EntryInFile {
  const syntax = syntaxOf(path);
  const front = syntax === "markdown" ? frontMatterIn(text) : { end: 0 };
  const lines = linesOf(text);
  const titled = titlesIn(lines, 0, syntax).find((title) =>
    plainTitle(title.text)
      .split(/[\s(),:]+/)
      .includes(version),
  );
  const date = front.date === undefined ? {} : { date: front.date };
  if (titled) return { title: "", from: lines[titled.at]!.offset, ...date };
  const title =
    syntax === "rst"
      ? `${version}\n${"=".repeat(Math.max(4, version.length))}\n\n`
      : `# ${version}\n\n`;
  return { title, from: front.end + text.slice(front.end).search(/\S|$/), ...date };
}

/** Where the front matter of a page ends, and the date in it. */
function frontMatterIn(text: string): { readonly end: number; readonly date?: string } {
  const front =
    /^---[ \t]*\r?\n(?<lines>(?:(?!---[ \t]*\r?(?:\n|$)).*\n)*)---[ \t]*(?=\r?\n|\r?$)/.exec(text);
  if (!front) return { end: 0 };
  const date = /^date:\s*["']?(?<date>\d{4}-\d{2}-\d{2})/m.exec(front.groups!["lines"]!);
  return { end: front[0].length, ...(date && { date: date.groups!["date"]! }) };
}

/** The path of the file that holds a version. */
export function fileOf({ parts, path }: JoinedHistory, version: string): string {
  return parts.find((part) => part.version === version)?.file.path ?? path;
}

/** The path of a version's file. */
export function fileOfVersion(
  pattern: string,
  settings: ChangelogSettings,
  { version, date }: { readonly version: string; readonly date: string },
): string {
  return fillFormat(pattern, { name: settings.name, version, project_date: date });
}
