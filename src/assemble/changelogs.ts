import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Source } from "../base/source.js";
import {
  draftSection,
  linkVersions,
  makeEntry,
  namesAsData,
  readFragments,
  readHistory,
  readVersion,
  syntaxOf,
  type HistorySection,
  type LinkedVersion,
} from "../changelog/changelog.js";
import { joinPointer, spanOf } from "../data/data.js";
import type { ChangelogFiles, Project, Target } from "../load/project.js";
import { linesOf } from "../rst/lines.js";
import { replaceLabels } from "./labels.js";
import type { Manuscript, ManuscriptLine } from "./manuscript.js";
import { pagePath } from "./page-path.js";
import { Repeated } from "./repeated.js";

/** The changelog of an API, as its page shows it: what is pending, then the versions, the latest first. */
export interface ChangelogManuscript {
  readonly api: string;
  /** What the API is called. */
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
  if (syntaxOf(files.historyPath) === "markdown") {
    const { history, config, historyPath } = files;
    report("markdown-changelog", wholeFile(history ?? config!), [historyPath]);
    return [];
  }
  const sections = [...draftOf(files, report), ...pastOf(files)];
  if (sections.length === 0) return [];
  repeated.beginPage();
  const versions = linkVersions(sections.map(({ section }) => readVersion(section, settings)));
  const target = project.targets.targets.find(({ name }) => name === api);
  const linesIn = (source: Source, from: number, to: number) =>
    replaceLabels(linesOf(source, { from, to }), project.labels, report, repeated);
  return [
    {
      api,
      title: project.config.apis[api]?.title ?? api,
      apiPage: target ? pagePath(target, project.labels) : null,
      manuscript: { target: targetOf(api, project), path: changelogPath(api) },
      header: headerOf(files, linesIn),
      versions: sections.map(({ source, section, end }, index) => ({
        version: versions[index]!,
        source,
        lines: linesIn(source, section.offset, end),
      })),
    },
  ];
}

/** `changelog/client_server.html`: as deep as the page of an API, so that relative links of its text lead to the same places. */
export function changelogPath(api: string): string {
  return `changelog/${api}.html`;
}

function targetOf(api: string, { configFile }: Project): Target {
  const at = { source: configFile.source, pointer: joinPointer("", "apis", api) };
  return { name: `changelog/${api}`, files: [], span: spanOf(at, "key") };
}

function draftOf({ settings, fragments }: ChangelogFiles, report: Report): readonly Section[] {
  if (!settings) return [];
  const draft = draftSection(
    makeEntry(readFragments(fragments, settings, report), settings),
    settings,
  );
  if (!draft) return [];
  const { source, section } = draft;
  return [{ source: namesAsData(source, settings), section, end: source.text.length }];
}

function pastOf({ history, settings }: ChangelogFiles): readonly Section[] {
  const sections = history ? readHistory(history, settings).sections : [];
  if (!history || sections.length === 0) return [];
  const source = namesAsData(history, settings);
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
