import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Source } from "../base/source.js";
import { nearest } from "../base/text.js";
import { wholeProject } from "../base/whole-project.js";
import {
  asWritten,
  hasSettings,
  historyFiles,
  joinHistory,
  readSettings,
  versionOfFile,
  type ChangelogSettings,
  type FragmentFile,
  type SectionFolder,
} from "../changelog/changelog.js";
import { entryTemplate } from "./entry-template.js";
import type { DataFile } from "../data/data.js";
import { checkVersionPages, ownSettings } from "./own-entries.js";
import type { ChangelogFiles, ChangelogsConfig, ProjectConfig } from "./project.js";
import type { Reader } from "./reader.js";
import { leftReleases } from "./release-state.js";
import { whyUnsafe } from "../base/safe-path.js";
import { isRefused } from "../files/files.js";

/** In the order in which towncrier looks for them. */
const configNames = ["towncrier.toml", "pyproject.toml"];
/** `2387.new`, `+typo.fix.2` */
const fragmentName = /^(?:\d+|\+[^.]*)\.(?<type>[^.]+)(?:\.\d+)?(?:\.(?:rst|md|txt))?$/;

/** The changelog files of each API that has a folder or a history, or those of the whole project. */
export function readChangelogs(
  config: ProjectConfig,
  configFile: DataFile,
  reader: Reader,
  report: Report,
): ReadonlyMap<string, ChangelogFiles> {
  if (config.changelogs === undefined) return new Map();
  const root = config.changelogs.folder;
  const cx = { root, settings: config.changelogs, configFile, reader, report };
  checkVersionPages(config.changelogs, config.pages, configFile, report);
  const changelogs = isOfWholeProject(config, reader) ? readOfProject(cx) : readOfApis(config, cx);
  reportReleases(root, reader, report);
  return changelogs;
}

interface Reading {
  /** Folder of the changelogs. */
  readonly root: string;
  readonly settings: ChangelogsConfig;
  readonly configFile: DataFile;
  readonly reader: Reader;
  readonly report: Report;
}

/** One changelog for all: its settings lie in the folder itself, and those of no API below it; or each version has a page. */
function isOfWholeProject({ apis, changelogs }: ProjectConfig, reader: Reader): boolean {
  const { folder, pages } = changelogs!;
  if (pages) return true;
  const of = (home: string) =>
    configNames.some((name) => {
      const file = readIf(posix.join(home, name), reader);
      return file !== undefined && hasSettings(file);
    });
  return of(folder) && !Object.keys(apis).some((name) => of(posix.join(folder, name)));
}

function readOfProject(cx: Reading): ReadonlyMap<string, ChangelogFiles> {
  const changelogs = new Map([[wholeProject, readChangelog(wholeProject, true, cx)]]);
  tellStrays(cx.root, changelogs, cx.reader, cx.report);
  return changelogs;
}

function readOfApis(config: ProjectConfig, cx: Reading): ReadonlyMap<string, ChangelogFiles> {
  const { root, reader, report } = cx;
  const changelogs = new Map<string, ChangelogFiles>();
  const names = new Set(reader.tree.subfolders(root));
  for (const name of Object.keys(config.apis)) {
    const files = readChangelog(name, names.has(name), cx);
    if (files.config || files.history || names.has(name)) changelogs.set(name, files);
  }
  reportShared(changelogs, reader, report);
  const strays = tellStrays(root, changelogs, reader, report);
  for (const name of names)
    if (!Object.hasOwn(config.apis, name) && !strays.has(name))
      reportUnknown(posix.join(root, name), name, config, report);
  return changelogs;
}

function reportUnknown(path: string, name: string, config: ProjectConfig, report: Report): void {
  const near = nearest(name, Object.keys(config.apis));
  report("unknown-changelog", wholeFile({ path, text: "" }), [name, ...near]);
}

function readChangelog(
  name: string,
  hasFolder: boolean,
  { root, settings: own, configFile, reader, report }: Reading,
): ChangelogFiles {
  const folder = posix.join(root, name);
  const config = hasFolder
    ? configNames.map((file) => readIf(`${folder}/${file}`, reader)).find(Boolean)
    : undefined;
  if (hasFolder) reportHidden(folder, reader, report);
  const given = config
    ? readSettings(
        config,
        report,
        entryTemplate(folder, reader, report),
        ownSettings(own, folder, configFile, reader, report),
        reader.asMeant,
      )
    : null;
  const usual = usualHistory(root, name, config, reader);
  const historyPath = historyPathOf(folder, config, given, reader, report) ?? usual;
  const history = historyAt(historyPath, given, reader);
  const settings = given && history ? asWritten(given, history) : given;
  const sections = foldersOf(settings, folder, reader, report);
  const types = new Set(settings?.types.map(({ key }) => key));
  if (settings && isNamedLikeFragment(posix.basename(historyPath), types))
    report("bad-changelog-config", settings.filenameAt, [
      `the file "${settings.filename}" is named like a fragment, so that it would be a changelog and a fragment at once`,
    ]);
  for (const { folder: home } of sections) reportNoFragments(home, types, reader, report);
  const others = new Set([config?.path, ...historyFiles(history).map(({ path }) => path)]);
  return {
    ...(config ? { config } : {}),
    settings,
    ...(history ? { history } : {}),
    historyPath,
    folder: sections[0]?.folder ?? posix.join(folder, "newsfragments"),
    sectionFolders: sections,
    hasFolder,
    fragments: hasFolder ? readFragmentFiles(sections, others, reader) : [],
  };
}

/** The past entries: of one file, or of a file for each version. */
function historyAt(
  path: string,
  settings: ChangelogSettings | null,
  reader: Reader,
): Source | undefined {
  if (!settings || settings.isSingleFile || settings.filename === undefined)
    return readIf(path, reader);
  const home = posix.dirname(path);
  const names = reader.tree.files(home).filter((name) => versionOfFile(name, settings) !== null);
  const files = names.flatMap((name) => readIf(`${home}/${name}`, reader) ?? []);
  if (files.length === 0) return undefined;
  const join = () => joinHistory(files, path, settings);
  return reader.kept?.made(`history ${path}`, [files, settings], join) ?? join();
}

/** Settings in both files: the second is not read. */
function reportHidden(folder: string, reader: Reader, report: Report): void {
  const [read, hidden] = configNames.map((file) => readIf(`${folder}/${file}`, reader));
  const header = hidden && /^[ \t]*\[+[ \t]*tool[ \t]*\.[ \t]*towncrier\b[^\n]*/m.exec(hidden.text);
  if (!read || !header) return;
  const span = { source: hidden, start: header.index, end: header.index + header[0].length };
  report("hidden-changelog-config", span, [read.path]);
}

/** `changelogs/<api>.rst`; towncrier's own `NEWS.rst` beside the settings where that is there instead. */
function usualHistory(
  root: string,
  name: string,
  config: Source | undefined,
  { tree }: Reader,
): string {
  if (name === wholeProject) return posix.join(root, "NEWS.rst");
  const usual = posix.join(root, `${name}.rst`);
  const news = posix.join(root, name, "NEWS.rst");
  const isNews = config && isRefused(tree.find(usual)) && !isRefused(tree.find(news));
  return isNews ? news : usual;
}

/** `filename` of the settings, seen from their folder. What cannot be that file is reported. */
function historyPathOf(
  folder: string,
  config: Source | undefined,
  settings: ChangelogSettings | null,
  reader: Reader,
  report: Report,
): string | null {
  const filename = settings?.filename;
  if (!config || !filename) return null;
  const path = posix.join(folder, filename);
  const refuse = (what: string) => report("bad-changelog-config", settings.filenameAt, [what]);
  const why = whyUnsafe(filename.startsWith("/") ? filename : path);
  const found = reader.tree.find(path);
  const isFolder = !isRefused(found) && found.kind === "folder";
  if (why !== null && !isFolder) refuse(`the file "${filename}" ${why}`);
  else {
    const twin = isRefused(found) ? twinOf(path, reader) : undefined;
    if (twin !== undefined) refuse(`the file "${filename}" is called "${twin}"`);
    if (isRefused(found) || found.kind === "file") return path;
    refuse(`the file "${filename}" is a folder`);
  }
  return null;
}

/** What the file or folder is called that differs in case only: on some systems it is the same, on others not. */
function twinOf(path: string, { tree }: Reader): string | undefined {
  const [parent, name] = [posix.dirname(path), posix.basename(path)];
  return [...tree.files(parent), ...tree.subfolders(parent)].find(
    (other) => other.toLowerCase() === name.toLowerCase(),
  );
}

/** The folders of fragments as paths of the project. Those that cannot be are reported and left out. */
function foldersOf(
  settings: ChangelogSettings | null,
  folder: string,
  reader: Reader,
  report: Report,
): readonly SectionFolder[] {
  if (!settings) return [];
  const isThere = (path: string) => !isRefused(reader.tree.find(posix.join(folder, path)));
  const keys = new Set(settings.types.map(({ key }) => key));
  const taken = new Set(settings.sections.map((each) => posix.join(folder, each.folder)));
  return settings.sections.flatMap(({ name, folder: first, otherwise, at }): SectionFolder[] => {
    const given =
      otherwise !== undefined && !isThere(first) && isThere(otherwise) ? otherwise : first;
    const path = posix.join(folder, given).replace(/(?<=.)\/$/, "");
    const refuse = (what: string) => report("bad-changelog-config", at, [what]);
    const why = whyUnsafe(given.startsWith("/") ? given : path);
    if (why !== null) {
      refuse(`the folder "${given}" ${why}`);
      return [];
    }
    if (isThere(given)) return [{ name, folder: path, at }];
    const twin = twinOf(path, reader);
    if (twin !== undefined) refuse(`the folder "${given}" is called "${twin}"`);
    const meant = twin === undefined ? meantFolder(path, taken, keys, reader) : null;
    if (meant !== null)
      report("bad-changelog-config", at, [
        `there is no folder "${given}" with its fragments`,
        `Those in ${meant}/ may be meant.`,
      ]);
    return [{ name, folder: (reader.asMeant && meant) || path, at }];
  });
}

/** The folder that was meant by one that is not there: beside it, with files that are named like fragments, of no other section. */
function meantFolder(
  path: string,
  taken: ReadonlySet<string>,
  keys: ReadonlySet<string>,
  { tree }: Reader,
): string | null {
  const parent = posix.dirname(path);
  const found = tree
    .subfolders(parent)
    .filter(
      (name) =>
        !taken.has(posix.join(parent, name)) &&
        tree.files(posix.join(parent, name)).some((file) => isNamedLikeFragment(file, keys)),
    );
  const [near = found.length === 1 ? found[0] : undefined] = nearest(posix.basename(path), found);
  return near === undefined ? null : posix.join(parent, near);
}

function readFragmentFiles(
  sections: readonly SectionFolder[],
  others: ReadonlySet<string | undefined>,
  reader: Reader,
): readonly FragmentFile[] {
  return sections.flatMap(({ name, folder }) =>
    reader.tree.files(folder).flatMap((file) => {
      const path = posix.join(realPath(folder, reader), file);
      const source = readIf(path, reader);
      if (!source || others.has(source.path)) return [];
      const own = source.path === path ? source : linkTo(source, path);
      return name === "" ? own : { ...own, section: name };
    }),
  );
}

/** Links that are named like fragments and lead to nothing, and folders: the news they stand for would be missing. */
function reportNoFragments(
  folder: string,
  types: ReadonlySet<string>,
  reader: Reader,
  report: Report,
): void {
  const isNamedByType = (name: string) =>
    name
      .split(".")
      .slice(1)
      .some((part) => types.has(part));
  const spanOfName = (name: string) =>
    wholeFile({ path: posix.join(realPath(folder, reader), name), text: "" });
  for (const name of reader.tree.brokenLinks(folder).filter(isNamedByType)) {
    const span = spanOfName(name);
    report("link-refused", span, [span.source.path, "leads to nothing"]);
  }
  for (const name of reader.tree.subfolders(folder).filter(isNamedByType))
    report("unknown-fragment", spanOfName(name), [name, "", "folder"]);
}

/** A link has a name of its own, but the text of its target. */
function linkTo(source: Source, path: string): Source {
  return { path, text: source.text, origin: (at) => ({ source, start: at, end: at }) };
}

function realPath(path: string, { tree }: Reader): string {
  const found = tree.find(path);
  return isRefused(found) ? path : found.path;
}

/** A folder of fragments belongs to one API: a release of another would take its news. */
function reportShared(
  changelogs: ReadonlyMap<string, ChangelogFiles>,
  reader: Reader,
  report: Report,
): void {
  const owners = new Map<string, string>();
  for (const [api, { sectionFolders }] of changelogs)
    for (const { folder, at } of sectionFolders) {
      const real = realPath(folder, reader);
      const owner = owners.get(real) ?? api;
      owners.set(real, owner);
      if (owner !== api)
        report("bad-changelog-config", at, [
          `the folder "${real}" has the fragments of "${owner}" too, and a release of one API would take the news of the other`,
          `Give each API a "directory" of its own.`,
        ]);
    }
}

/** Files anywhere below the changelogs, or below a folder of fragments, that are named like fragments, but lie in no such folder. Gives the folders below the changelogs they were found in. */
function tellStrays(
  root: string,
  changelogs: ReadonlyMap<string, ChangelogFiles>,
  reader: Reader,
  report: Report,
): ReadonlySet<string> {
  const homes = [...changelogs.values()].flatMap(({ sectionFolders }) => sectionFolders);
  const real = new Set(homes.map(({ folder }) => realPath(folder, reader)));
  const types = typesOf(changelogs);
  const found = new Set<string>();
  const told = new Set<string>();
  const tell = (path: string, homeOfStray: () => string): boolean => {
    const name = posix.basename(path);
    const isHome = real.has(posix.dirname(path));
    if (isHome || told.has(path) || !isNamedLikeFragment(name, types)) return false;
    told.add(path);
    const source = readIf(path, reader) ?? { path, text: "" };
    report("stray-fragment", wholeFile(source), [name, homeOfStray()]);
    return true;
  };
  for (const file of reader.tree.deepFiles(root, false)) {
    const [top = ""] = file.split("/", 1);
    const path = posix.join(realPath(root, reader), file);
    if (tell(path, () => homeOf(top, root, changelogs))) found.add(top);
  }
  // Folders of fragments may lie elsewhere.
  for (const home of real)
    if (home !== "" && home !== ".")
      for (const file of reader.tree.deepFiles(home, false)) tell(`${home}/${file}`, () => home);
  return found;
}

/** The types of all changelogs. */
function typesOf(changelogs: ReadonlyMap<string, ChangelogFiles>): ReadonlySet<string> {
  const settings = [...changelogs.values()].flatMap((files) => files.settings ?? []);
  return new Set(settings.flatMap(({ types }) => types.map(({ key }) => key)));
}

/** The folder a fragment belongs into: that of its changelog, or of the one that is meant, or of the only one. */
function homeOf(
  name: string,
  root: string,
  changelogs: ReadonlyMap<string, ChangelogFiles>,
): string {
  const { sectionFolders: sections = [] } = changelogs.get(wholeProject) ?? {};
  const section = sections.find(({ folder }) => folder.startsWith(`${posix.join(root, name)}/`));
  const home = section ?? sections[0];
  if (home) return home.folder;
  const [only, ...others] = changelogs.values();
  const [near = name] = nearest(name, changelogs.keys());
  const own =
    changelogs.get(name) ?? changelogs.get(near) ?? (others.length > 0 ? undefined : only);
  return own?.folder ?? posix.join(root, "<api>", "newsfragments");
}

function isNamedLikeFragment(name: string, types: ReadonlySet<string>): boolean {
  const type = fragmentName.exec(name)?.groups?.["type"];
  return type !== undefined && types.has(type);
}

/** A release that was killed leaves changelogs that are half old and half new. */
function reportReleases(root: string, { tree }: Reader, report: Report): void {
  for (const { pid, process } of leftReleases(tree.root))
    report("interrupted-release", wholeFile({ path: root, text: "" }), [
      process === "alive" ? `is being made by process ${pid}` : "was interrupted",
    ]);
}

function readIf(path: string, reader: Reader): Source | undefined {
  const text = reader.text(path);
  return isRefused(text) ? undefined : text;
}
