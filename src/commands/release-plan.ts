import { extname, join, relative, sep } from "node:path";
import { existsSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import type { Report } from "../base/diagnostics.js";
import { releaseName, wholeProject } from "../base/whole-project.js";
import { authored, positionAt, type Source } from "../base/source.js";
import {
  addEntry,
  fileOfVersion,
  historyFiles,
  isClear,
  joinHistory,
  makeEntry,
  printEntry,
  readFragments,
  readHistory,
  sectionOf,
  unclearPart,
  unreleased,
  type ChangelogSettings,
  type Fragment,
} from "../changelog/changelog.js";
import { versionPage } from "../load/load.js";
import type { ChangelogFiles, Project } from "../load/project.js";
import { statAt } from "../load/stat-at.js";
import { isAsCommitted, readWorkTree, type WorkTree } from "../load/work-tree.js";
import { repositoryFor } from "./changed-files.js";
import { apiSpan } from "./changelog-draft.js";
import { changelogOf } from "./changelogs.js";
import { UsageError } from "./command.js";
import type { FileDiff } from "./unified-diff.js";
import { versionNotes } from "./release-checks.js";
import { checkWritable } from "./write-path.js";

/** What a release of one API changes. Making it changes nothing. */
export interface ReleasePlan {
  readonly api: string;
  readonly version: string;
  readonly fragments: readonly Fragment[];
  readonly diffs: readonly FileDiff[];
  /** The changelog's files afterwards. */
  readonly files: ChangelogFiles;
  /** What is odd about it, in a sentence each. */
  readonly notes: readonly string[];
}

export interface ReleaseOptions {
  /** `2020-06-30` */
  readonly date: string;
  /** Whether the fragments stay; not asked where that is no choice. */
  readonly keep?: boolean;
  /** Whether it is only shown: what a release refuses since fragments are not committed is then a note. */
  readonly isDry?: boolean;
  /** What git knows of the project; `null` where it is in no repository. */
  readonly tree: WorkTree | null;
}

/**
 * Plan the release of an API's changelog. What cannot be released is wrong use, told at once; faults of settings and
 * fragments are reported, and the answer is `null` where there are no settings.
 */
export function planRelease(
  project: Project,
  api: string,
  version: string,
  { date, keep, isDry = false, tree }: ReleaseOptions,
  report: Report,
): ReleasePlan | null {
  const files = changelogOf(project, api);
  checkVersion(version);
  const { settings, history } = files;
  if (!files.config) report("no-changelog-config", apiSpan(project, api), [api]);
  if (!files.config || !settings) return null;
  refuseSecond(api, version, files, settings);
  const fragments = readFragments(files.fragments, settings, report);
  const advice = keep === undefined ? "" : ", or keep all with --keep";
  if (!keep) checkOwn(project, api, fragments, advice);
  const refused = keep || !tree ? null : uncommitted(tree, fragments, advice);
  if (refused !== null && !isDry) throw new UsageError(refused);
  if (!keep && !tree) checkRemovable(project, fragments, advice);
  const printed = printEntry(makeEntry(fragments, settings), settings, { version, date });
  const pages = api === wholeProject ? project.config.changelogs?.pages : undefined;
  const entry = pages
    ? versionPage(printed, pages["front-matter"], { version, project_date: date })
    : printed;
  const past = settings.isSingleFile ? (history ?? null) : null;
  const text = past && !isClear(past, settings) ? null : addEntry(past, entry, settings);
  if (text === null) return refuseUnclear(history!, settings, report);
  if (past) refuseSwallowed(api, version, past, text, settings);
  const path = settings.isSingleFile
    ? (history?.path ?? files.historyPath)
    : freeFile(project.root, fileOfVersion(files.historyPath, settings, { version, date }));
  const before = settings.isSingleFile && history ? readText(project.root, path) : null;
  const gone = keep ? [] : fragments.map(({ source }) => source);
  return {
    api,
    version,
    notes: [
      ...(refused === null ? [] : [refused]),
      ...versionNotes({ api, version }, project, tree),
    ],
    fragments,
    diffs: [
      { path, before, after: writtenLike(before ?? "", text) },
      ...gone.map(({ path }) => removal(project.root, path)),
    ],
    files: {
      ...files,
      history: settings.isSingleFile
        ? { path, text }
        : joinHistory([{ path, text }, ...historyFiles(history)], files.historyPath, settings),
      fragments: files.fragments.filter((file) => !gone.includes(file)),
    },
  };
}

/** The file of a version is new: towncrier would replace one that is there. */
function freeFile(root: string, path: string): string {
  if (statAt(join(root, path))) throw new UsageError(`"${path}" is there already`);
  return path;
}

/** A link goes itself, not what it leads to. */
function removal(root: string, path: string): FileDiff {
  const file = join(root, path);
  const isLink = statAt(file)?.isSymbolicLink() === true;
  const before = isLink ? readlinkSync(file) : readText(root, path);
  return { path, before, after: null, ...(isLink && { isLink }) };
}

function refuseUnclear(history: Source, settings: ChangelogSettings, report: Report): null {
  report("unreadable-history", unclearPart(history, settings), [
    history.path,
    settings.startStrings[0]!.trim(),
  ]);
  return null;
}

/**
 * Below a title of the whole file, an entry whose title is underlined as that one is takes the entries below it in: readers
 * would find what they brought in the new version.
 */
function refuseSwallowed(
  api: string,
  version: string,
  past: Source,
  text: string,
  settings: ChangelogSettings,
): void {
  const versions = (source: Source) =>
    readHistory(source, settings).sections.map((each) => each.version);
  const after = new Set(versions({ path: past.path, text }));
  const lost = versions(past).find((each) => !after.has(each));
  if (lost !== undefined)
    throw new UsageError(
      `"${past.path}" would have ${lost} as a part of ${api} ${version}, since their titles are not of one level: ` +
        `underline the titles of versions alike, or set "underlines" in the settings of towncrier`,
    );
}

/** A version stands in titles, file names and links. */
function checkVersion(version: string): void {
  if (version === unreleased)
    throw new UsageError(
      `"${unreleased}" is what is not released yet; name a version such as r1.2.0`,
    );
  if (!/^[^\s/\\<>"'`|:*?#%]*\d[^\s/\\<>"'`|:*?#%]*$/.test(version))
    throw new UsageError(
      `"${version}" is no version: it has a number in it and neither blanks nor signs such as / or #`,
    );
}

function refuseSecond(
  api: string,
  version: string,
  { history }: ChangelogFiles,
  settings: ChangelogSettings,
): void {
  if (!history) return;
  const known = readHistory(history, settings);
  const named = sectionOf(known, version);
  const section =
    named ?? known.sections.find((each) => withoutMark(each.version) === withoutMark(version));
  if (!section) return;
  const { source, start } = authored({
    source: history,
    start: section.offset,
    end: section.offset,
  });
  const { line } = positionAt(source, start);
  const other = named ? "" : ` as ${section.version}`;
  throw new UsageError(
    `${releaseName(api, version)} is released already${other}: see ${source.path}:${line}`,
  );
}

/** `v1.0` and `r1.0` are 1.0. */
function withoutMark(version: string): string {
  return version.replace(/^[vr](?=\d)/i, "");
}

/** A fragment that git does not have as it is would be lost: why there is no release; `null` where there is none. */
function uncommitted(
  tree: WorkTree,
  fragments: readonly Fragment[],
  advice: string,
): string | null {
  const paths = fragments.map(({ source }) => source.path);
  const dirty = paths.filter((path) => !isAsCommitted(tree, path));
  return dirty.length === 0
    ? null
    : `a release removes the fragments, but these are not committed as they are: ${dirty.join(", ")}; commit them${advice}`;
}

/** What git knows of a project that is to be released. */
export function workTreeOf({ root }: Project): WorkTree | null {
  const repository = repositoryFor("release", root);
  return repository && readWorkTree(repository);
}

/** A changelog lies below the folder of the changelogs, or it is a text of the project: no other file gets an entry on top. */
export function checkPlace(
  project: Project,
  { diffs, files }: ReleasePlan,
  tree: WorkTree | null,
): void {
  const { path } = diffs[0]!;
  if (path === files.config?.path)
    throw new UsageError(`"${path}" has the settings of the changelog and cannot be it too`);
  checkWritable(project.root, path);
  if (isBelowChangelogs(project, path)) return;
  const isNamedAsText = [".rst", ".md", ".txt"].includes(extname(path).toLowerCase());
  const isTracked = tree?.indexed.has(path) === true;
  const isThere = existsSync(join(project.root, path));
  const isText =
    tree && isThere ? isTracked && (isNamedAsText || extname(path) === "") : isNamedAsText;
  if (isText) return;
  throw new UsageError(
    `"${path}" is no place for a changelog: outside ${project.config.changelogs!.folder}/ it has to be a text (.rst, .md, .txt)${tree ? " that git tracks" : ""}`,
  );
}

/** What is news of another API too would be lost to it. */
function checkOwn(
  { changelogs }: Project,
  api: string,
  fragments: readonly Fragment[],
  advice: string,
): void {
  const paths = new Set(fragments.map(({ source }) => source.path));
  for (const [other, files] of changelogs) {
    const shared = files.fragments.find(({ path }) => other !== api && paths.has(path));
    if (shared)
      throw new UsageError(
        `a release removes the fragments, but ${shared.path} is one of ${other} too; give each API a folder of its own${advice}`,
      );
  }
}

/** Without git, fragments are removed where they lie below the folder of the changelogs. */
function checkRemovable(project: Project, fragments: readonly Fragment[], advice: string): void {
  const far = fragments
    .map(({ source }) => source.path)
    .find((path) => !isBelowChangelogs(project, path));
  if (far !== undefined)
    throw new UsageError(
      `a release removes the fragments, and without git only those in a folder of changelogs of its own; ${far} is in none: commit it with git${advice}`,
    );
}

function isBelowChangelogs({ root, config }: Project, path: string): boolean {
  const folder = realpathSync(join(root, config.changelogs!.folder));
  const below = relative(root, folder).split(sep).join("/");
  return below !== "" && path.startsWith(`${below}/`);
}

/** With the byte order mark and the line ends that the file has. */
function writtenLike(before: string, text: string): string {
  const mark = before.startsWith("\ufeff") ? "\ufeff" : "";
  const isCrlf = before.includes("\r\n") && !/(?<!\r)\n/.test(before);
  return mark + (isCrlf ? text.replaceAll("\n", "\r\n") : text);
}

/** As it is on the disk, byte order mark and line ends included. */
function readText(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}
