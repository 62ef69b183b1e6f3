import type { Report } from "../base/diagnostics.js";
import { type Source, wholeFile } from "../base/source.js";
import {
  type Change,
  type ChangelogSettings,
  type EntryGroup,
  draftSection,
  makeEntry,
  printChange,
  readFragments,
  readHistory,
  sectionOf,
  syntaxOf,
  titlesIn,
  unreleased,
  type HistoryLine,
  type TitleLine,
} from "../changelog/changelog.js";
import { verbatim } from "../base/verbatim.js";
import { joinPointer, spanOf } from "../data/data.js";
import type { ChangelogFiles, Project } from "../load/project.js";
import type { Line } from "../rst/lines.js";
import type { Recorder } from "./recorder.js";

const noChanges = "No significant changes.";

/** The changes of an API's version, as RST without headings: the names of the types are paragraphs. Pages show it indented below a title of theirs. */
export function changelogText(
  api: string,
  files: ChangelogFiles,
  version: string,
  project: Project,
  report: Report,
  recorder: Recorder,
): string {
  if (version === unreleased) return draftText(api, files, project, report, recorder);
  const section = files.history && sectionOf(readHistory(files.history, files.settings), version);
  if (!section) {
    reportNoSection(files, version, project, report);
    return noChanges;
  }
  const titles = titlesIn(section.lines);
  const rows = new Set(titles.flatMap(rowsOf));
  const lines = withNames(section.lines, titles, files.settings).filter(
    ({ text }, at) => !rows.has(at) && !/^(?:\.\. |-{3,}\s*$)/.test(text),
  );
  for (const { text, offset } of lines)
    recorder.told(text, files.history, (at) => spanAt(files.history!, offset + at));
  return lines
    .map(({ text }) => text)
    .join("\n")
    .trim();
}

/**
 * The lines of an API's version in Markdown, below its title. `null` where its changelog is reStructuredText.
 */
export function markdownChangelog(
  files: ChangelogFiles,
  version: string,
  project: Project,
  report: Report,
): (() => readonly Line[]) | null {
  const { settings, history, historyPath, fragments } = files;
  if ((settings?.syntax ?? syntaxOf(historyPath)) !== "markdown") return null;
  const linesOf = (source: Source, lines: readonly HistoryLine[]): readonly Line[] =>
    lines.map(({ text, offset }) => ({ text, source, offset }));
  const none = () =>
    linesOf({ path: historyPath, text: noChanges }, [{ text: noChanges, offset: 0 }]);
  return () => {
    if (version === unreleased) {
      const entry = settings && makeEntry(readFragments(fragments, settings, report), settings);
      const draft = entry && draftSection(entry, settings);
      return draft ? linesOf(draft.source, draft.section.lines) : none();
    }
    const section = history && sectionOf(readHistory(history, settings), version);
    if (section) return linesOf(history, section.lines);
    reportNoSection(files, version, project, report);
    return none();
  };
}

function reportNoSection(
  { history, historyPath }: ChangelogFiles,
  version: string,
  { configFile }: Project,
  report: Report,
): void {
  report("no-changelog-section", wholeFile(history ?? configFile.source), [historyPath, version]);
}

/** The names of types and sections as the text that they are. */
function withNames(
  lines: readonly HistoryLine[],
  titles: readonly TitleLine[],
  settings: ChangelogSettings | null,
): readonly HistoryLine[] {
  const names = new Set(
    [...(settings?.types ?? []), ...(settings?.sections ?? [])].map(({ name }) => name),
  );
  const named = new Set(titles.filter(({ text }) => names.has(text)).map(({ end }) => end - 2));
  return lines.map((line, at) =>
    named.has(at) ? { ...line, text: verbatim(line.text.trim()) } : line,
  );
}

/** The lines above and below a title's text. */
function rowsOf({ at, end }: { readonly at: number; readonly end: number }): readonly number[] {
  return end - at === 3 ? [at, at + 2] : [at + 1];
}

function draftText(
  api: string,
  files: ChangelogFiles,
  project: Project,
  report: Report,
  recorder: Recorder,
): string {
  const { settings } = files;
  if (!files.config) {
    const pointer = joinPointer("", "apis", api);
    const at = spanOf({ source: project.configFile.source, pointer }, "key");
    report("no-changelog-config", at, [api]);
  }
  if (!settings) return noChanges;
  const entry = makeEntry(readFragments(files.fragments, settings, report), settings);
  const sections = entry.sections.filter(({ groups }) => groups.length > 0);
  if (sections.length === 0) return noChanges;
  return sections
    .map(({ name, groups }) => {
      const printed = groups.map((group) => printGroup(group, settings, recorder));
      return [name && verbatim(name), ...printed].filter((part) => part !== "").join("\n\n\n");
    })
    .join("\n\n\n");
}

function printGroup(
  { type, changes }: EntryGroup,
  settings: ChangelogSettings,
  recorder: Recorder,
): string {
  const bullets = changes.map((change) => {
    remember(change, recorder);
    return printChange(change, type, settings);
  });
  return `${verbatim(type.name)}\n\n${bullets.join("\n")}`;
}

/** The text of a change is that of its first fragment. */
function remember({ fragments }: Change, recorder: Recorder): void {
  const source = fragments[0]?.source;
  if (source) recorder.told(source.text, source, (at) => spanAt(source, at));
}

function spanAt(source: Source, start: number) {
  return { source, start, end: start };
}
