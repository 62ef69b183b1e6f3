import { realpathSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { releaseName, wholeProject } from "../base/whole-project.js";
import {
  compareVersions,
  fileOf,
  historyFiles,
  isJoined,
  readHistory,
} from "../changelog/changelog.js";
import { git } from "../load/git.js";
import { tagsOf } from "../load/tags.js";
import type { ChangelogFiles, Project } from "../load/project.js";
import { isRefused } from "../files/files.js";
import { changedFiles, isAsCommitted, type WorkTree } from "../load/work-tree.js";
import { UsageError } from "./command.js";

/** A project that notes which files are read: those that it was loaded from, and those that pages ask for later. */
export function noting(project: Project): {
  readonly project: Project;
  readonly read: Set<string>;
} {
  const changelogs = [...project.changelogs.values()].flatMap((files) => [
    ...(files.config ? [files.config] : []),
    ...historyFiles(files.history),
    ...files.fragments,
  ]);
  const sources = [project.configFile.source, project.targets.file.source, ...changelogs];
  const read = new Set<string>([
    ...sources.map(({ path }) => path),
    ...[...project.texts.values()].map(({ path }) => path),
    ...project.files.keys(),
    ...ownTemplates(project),
  ]);
  const note = <T extends object>(path: string, found: T): T => {
    if (!isRefused(found)) read.add(realPath(project.root, path));
    return found;
  };
  return {
    read,
    project: {
      ...project,
      readData: (path) => note(path, project.readData(path)),
      readText: (path) => note(path, project.readText(path)),
      readBytes: (path) => note(path, project.readBytes(path)),
    },
  };
}

function ownTemplates({ config, templates }: Project): readonly string[] {
  if (config.templates === undefined) return [];
  const paths = [...templates.values()].map(({ path }) => path);
  return paths.filter((path) => path.startsWith(`${config.templates}/`));
}

function realPath(root: string, path: string): string {
  try {
    return relative(root, realpathSync(join(root, path)))
      .split(sep)
      .join("/");
  } catch {
    return posix.normalize(path); // where a link is a file that holds its path
  }
}

/** The files that make the site another one than the tag's: changed since the commit, or read and never committed. */
export function notCommitted(
  tree: WorkTree,
  read: Iterable<string>,
  out: string,
): readonly string[] {
  const site = relative(join(tree.repository.top, tree.repository.prefix), out)
    .split(sep)
    .join("/");
  const paths = new Set(changedFiles(tree));
  for (const path of read) if (!isAsCommitted(tree, path)) paths.add(path);
  return [...paths].filter((path) => !path.startsWith(`${site}/`)).toSorted();
}

/** The tag of a version, with what git does not take in a name replaced. @see https://git-scm.com/docs/git-check-ref-format */
export function tagOf({ api, version }: Released): string {
  return api === wholeProject ? refPart(version) : `${refPart(api)}/${refPart(version)}`;
}

interface Released {
  readonly api: string;
  readonly version: string;
}

function refPart(text: string): string {
  return text
    .replace(/[\p{Cc}\s~^:?*[\\/]|\.\.|@\{/gu, "-")
    .replace(/^[.-]/, "_")
    .replace(/(?:\.|\.lock)$/, "_");
}

/**
 * Refuse a version whose tag there is; say where one is lower than what was released. A tag without the API's name is
 * that of the version where the project has no other API.
 */
export function versionNotes(
  { api, version }: Released,
  { config, changelogs }: Project,
  tree: WorkTree | null,
): readonly string[] {
  const isTag = (tag: string) =>
    tree !== null &&
    git(tree.repository, ["rev-parse", "--verify", "--quiet", `refs/tags/${tag}`]) !== null;
  const bare = refPart(version);
  const isOnly = Object.keys(config.apis).length === 1 || api === wholeProject;
  const tag = [tagOf({ api, version }), ...(isOnly ? [bare] : [])].find(isTag);
  if (tag !== undefined)
    throw new UsageError(`the tag ${tag} exists already; name another version, or remove the tag`);
  const doubt = !isOnly && isTag(bare) ? [`there is a tag ${bare}; it may be that of ${api}`] : [];
  const lower = lowerNotes({ api, version }, changelogs.get(api)!);
  return [...doubt, ...(lower.length > 0 ? lower : lowerThanTags({ api, version }, tree, isOnly))];
}

/** The same by the tags of the API, and those without its name where they are its own. */
function lowerThanTags(
  { api, version }: Released,
  tree: WorkTree | null,
  isOnly: boolean,
): readonly string[] {
  const before = api === wholeProject ? "" : `${refPart(api)}/`;
  const versionIn = (tag: string) =>
    tag.startsWith(before) ? tag.slice(before.length) : isOnly ? tag : "";
  const tags = (tree && tagsOf(tree.repository)) ?? [];
  const released = tags.filter(({ name }) => /^[a-z]?\d[^/]*$/i.test(versionIn(name)));
  const [highest] = released
    .filter(({ name }) => compareVersions(versionIn(name), version) > 0)
    .toSorted((a, b) => compareVersions(versionIn(b.name), versionIn(a.name)));
  if (!highest) return [];
  return [
    `${releaseName(api, version)} is lower than ${versionIn(highest.name)}, which has the tag ${highest.name}`,
  ];
}

function lowerNotes(
  { api, version }: Released,
  { history, settings }: ChangelogFiles,
): readonly string[] {
  const known = history ? readHistory(history, settings).sections : [];
  const released = known.map((section) => section.version).filter((name) => /\d/.test(name));
  const higher = released.filter((name) => compareVersions(name, version) > 0);
  const [highest] = higher.toSorted((a, b) => compareVersions(b, a));
  if (highest === undefined) return [];
  const where = isJoined(history!) ? fileOf(history, highest) : history!.path;
  return [`${releaseName(api, version)} is lower than ${highest}, which ${where} has already`];
}
