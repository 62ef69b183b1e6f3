import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { wholeProject } from "../base/whole-project.js";
import {
  draftSection,
  linkVersions,
  makeEntry,
  namesAsData,
  readFragments,
  readHistory,
  readVersion,
  syntaxOf,
  titlesIn,
  type ChangelogSettings,
  type HistorySection,
  type LinkedVersion,
} from "../changelog/changelog.js";
import { joinPointer, spanOf } from "../data/data.js";
import type { ChangelogFiles, Project, Target } from "../load/project.js";
import { markdownLines } from "../markdown/markdown.js";
import { linesOf } from "../rst/lines.js";
import { replaceLabels } from "./labels.js";
import type { Manuscript, ManuscriptLine } from "./manuscript.js";
import { pagePath } from "./page-path.js";
import { Repeated } from "./repeated.js";

/** The changelog of an API, as its page shows it: what is pending, then the versions, the latest first. */
export interface ChangelogManuscript {
  readonly api: string;
  readonly syntax: "rst" | "markdown";
  /** What the API is called, or the project. */
  readonly title: string;
  /** Of the API's own page, below the output folder; `null` where no target has its name. */
  readonly apiPage: string | null;
  /** What the page is made of, and its path. */
  readonly manuscript: Pick<Manuscript, "target" | "path">;
  /** What stands above the first version. */
  readonly header: readonly ManuscriptLine[];
  readonly versions: readonly VersionManuscript[];
}

export interface VersionManuscript {
  readonly version: LinkedVersion;
  /** In which the offsets of the version's changes are counted. */
  readonly source: Source;
  readonly lines: readonly ManuscriptLine[];
}

interface Section {
  readonly source: Source;
  readonly section: HistorySection;
  readonly end: number;
}

/** Put the pages of the changelogs together: one for each API that has news or past versions. */
export function assembleChangelogs(
  project: Project,
  report: Report,
): readonly ChangelogManuscript[] {
  const repeated = new Repeated(report);
  return [...project.changelogs].flatMap(([api, files]) =>
    assembleOne(api, files, project, report, repeated),
  );
}

function assembleOne(
  api: string,
  files: ChangelogFiles,
  project: Project,
  report: Report,
  repeated: Repeated,
): readonly ChangelogManuscript[] {
  const { settings } = files;
  // Where each version has a page of its own, it is one of the project's pages.
  if (api === wholeProject && project.config.changelogs?.pages) return [];
  const syntax = settings?.syntax ?? syntaxOf(files.historyPath);
  const sections = [...draftOf(files, report), ...pastOf(files)];
  if (sections.length === 0) return [];
  repeated.beginPage();
  const versions = linkVersions(
    sections.map(({ section }) => readVersion(section, settings, syntax)),
  );
  const target = project.targets.targets.find(({ name }) => name === api);
  const isMarkdown = syntax === "markdown";
  const linesIn = (source: Source, from: number, to: number) => {
    const lines = isMarkdown ? markdownIn(source, from, to) : linesOf(source, { from, to });
    return replaceLabels(lines, project.labels, report, repeated, undefined, isMarkdown);
  };
  return [
    {
      api,
      title: api === wholeProject ? project.config.name : (project.config.apis[api]?.title ?? api),
      syntax,
      apiPage: target ? pagePath(target, project.labels) : null,
      manuscript: { target: targetOf(api, project), path: changelogPath(api) },
      header: headerOf(files, linesIn),
      versions: sections.map(({ source, section, end }, index) => ({
        version: versions[index]!,
        source,
        lines: isMarkdown
          ? withoutGap(linesIn(source, section.offset, end))
          : linesIn(source, section.offset, end),
      })),
    },
  ];
}

/** `changelog/client_server.html`: as deep as the page of an API, so that relative links of its text lead to the same places. */
export function changelogPath(api: string): string {
  return `changelog/${api === wholeProject ? "index" : api}.html`;
}

function targetOf(api: string, { configFile }: Project): Target {
  const pointer = api === wholeProject ? "/changelogs" : joinPointer("", "apis", api);
  const at = { source: configFile.source, pointer };
  return { name: changelogPath(api).replace(/\.html$/, ""), files: [], span: spanOf(at, "key") };
}

function draftOf({ settings, fragments }: ChangelogFiles, report: Report): readonly Section[] {
  if (!settings) return [];
  const draft = draftSection(
    makeEntry(readFragments(fragments, settings, report), settings),
    settings,
  );
  if (!draft) return [];
  const { source, section } = draft;
  return [{ source: namesIn(source, settings), section, end: source.text.length }];
}

/**
 * The lines of a version in Markdown. Its headings follow each other without a gap: towncrier puts `### New` below `# 1.0`
 * where there are no sections.
 */
function withoutGap(lines: readonly ManuscriptLine[]): readonly ManuscriptLine[] {
  const titles = titlesIn(lines, 0, "markdown").map(({ at, style }) => ({
    at,
    level: Number(style.slice(1)),
  }));
  const [title, ...others] = titles;
  const highest = Math.min(...others.map(({ level }) => level));
  const gap = title ? highest - title.level - 1 : 0;
  if (gap <= 0 || gap === Infinity) return lines;
  const moved = new Set(others.map(({ at }) => at));
  return lines.map((line, at) => {
    if (!moved.has(at)) return line;
    const cut = line.text.indexOf("#") + gap;
    return { ...line, text: line.text.slice(cut), offset: line.offset + cut };
  });
}

/** In reStructuredText, the names of types and sections are text. */
function namesIn(source: Source, settings: ChangelogSettings | null): Source {
  return settings?.syntax === "rst" ? namesAsData(source, settings) : source;
}

/** The lines of a part of a text in Markdown. */
function markdownIn(source: Source, from: number, to: number): readonly ManuscriptLine[] {
  const part = { path: source.path, text: source.text.slice(from, to) };
  return markdownLines(part).map(({ text, offset }) => ({ text, source, offset: offset + from }));
}

function pastOf({ history, settings }: ChangelogFiles): readonly Section[] {
  const sections = history ? readHistory(history, settings).sections : [];
  if (!history || sections.length === 0) return [];
  const source = namesIn(history, settings);
  return sections.map((section, index) => ({
    source,
    section,
    end: sections[index + 1]?.offset ?? history.text.length,
  }));
}

function headerOf(
  { history, settings }: ChangelogFiles,
  linesIn: (source: Source, from: number, to: number) => readonly ManuscriptLine[],
): readonly ManuscriptLine[] {
  return history ? linesIn(history, 0, readHistory(history, settings).start) : [];
}
