import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { isInGroup } from "../base/event-group.js";
import { wholeFile, type Source, type Span } from "../base/source.js";
import { apiVariable, definitionVariable, eventVariable } from "../base/variables.js";
import { wholeProject } from "../base/whole-project.js";
import {
  historyFiles,
  readFragments,
  type FragmentFile,
  type SectionFolder,
} from "../changelog/changelog.js";
import { joinPointer, spanOf } from "../data/data.js";
import type { Api, ChangelogFiles, Project } from "../load/project.js";

/** Changed files that a message names besides the first. */
const mostNamed = 5;

/** What has changed in what a specification says: of an API, and in the files of its pages. */
export type Differs = (api: string, files: ReadonlySet<string>) => boolean;

/**
 * Report each API that changed without news, as far as it `differs` in what it says: one of its files, of the texts of its page or of the events these show is
 * among the `changed` ones (by path below the root), but neither a fragment nor the history of its changelog.
 */
export function checkNews(
  project: Project,
  changed: ReadonlySet<string>,
  since: string,
  report: Report,
  differs: Differs = () => true,
): void {
  const { changelogs } = project;
  let isTold = false;
  for (const api of project.apis) {
    const changelog = changelogs.get(api.name) ?? changelogs.get(wholeProject);
    if (!changelog) continue;
    const section = sectionOf(api, changelog);
    if (newsOf(section, changelog, project).some(({ path }) => changed.has(path))) continue;
    const all = filesOf(api, project, changed);
    const files = all.filter((path) => changed.has(path));
    // What was removed is in no list of files.
    const removed = [...changed].filter((path) => isIn(path, api) && !files.includes(path));
    const [first, ...others] = [...new Set([...files, ...removed])];
    if (first === undefined) continue;
    const isOther = [first, ...others].some((path) => !isCompared(path, project));
    if (!isOther && !differs(api.name, new Set([...all, ...removed]))) continue;
    const notes = others.slice(0, mostNamed).flatMap((path) => {
      const source = sourceAt(path, project);
      return source ? [{ span: wholeFile(source), text: "changed too" }] : [];
    });
    const named = changelogs.has(wholeProject) ? sectionOption(section) : api.name;
    report(
      "news-missing",
      placeOf(first, api, project),
      [api.name, since, section?.folder ?? homeOf(changelog, project), named],
      notes,
    );
    isTold = true;
  }
  if (!isTold) checkWhole(project, changed, since, report, differs);
}

/** Whether what a file says is compared between two versions; of others, such as the data of tables, only that it changed is known. */
function isCompared(path: string, { files, texts, config, tables }: Project): boolean {
  if ([...tables.values()].some(({ source }) => source.path === path)) return false;
  const { events } = config;
  const folders = [
    ...Object.values(config.apis).map(({ openapi }) => openapi),
    ...(events ? [events.schemas, events.examples] : []),
  ].map((folder) => posix.normalize(folder));
  const isText = [...texts.values()].some((text) => text.path === path);
  const isData = folders.some((folder) => path.startsWith(`${folder}/`));
  return isText || isData || !files.has(path);
}

/** Where the whole project has one changelog, report a change of any of its texts and data without news of anything. */
function checkWhole(
  project: Project,
  changed: ReadonlySet<string>,
  since: string,
  report: Report,
  differs: Differs,
): void {
  const { changelogs, texts, files, configFile } = project;
  const changelog = changelogs.get(wholeProject);
  if (!changelog) return;
  const news = new Set(
    [...countedFragments(changelog), ...historyFiles(changelog.history)].map(({ path }) => path),
  );
  if ([...changed].some((path) => news.has(path))) return;
  const sources = [...texts.values(), ...[...files.values()].map(({ source }) => source)];
  const first = sources.find(({ path }) => changed.has(path) && path !== configFile.source.path);
  const paths = sources.map(({ path }) => path).filter((path) => changed.has(path));
  // What was removed is in no list of files.
  const removed = first ? null : removedFrom(project, changed);
  if (!first && removed === null) return;
  const isOther = paths.some(
    (path) => path !== configFile.source.path && !isCompared(path, project),
  );
  if (isOther || differs("", new Set(changed)))
    report("news-missing", first ? wholeFile(first) : removed!, [
      "",
      since,
      homeOf(changelog, project),
      sectionOption(undefined),
    ]);
}

/** Where the project names the folder that a file of its texts or data was removed from; `null` where none was. */
function removedFrom(
  { config, files, texts, configFile }: Project,
  changed: ReadonlySet<string>,
): Span | null {
  const { pages, specification, apis, events } = config;
  const folders: readonly (readonly [string, string | undefined])[] = [
    ["/pages", pages?.folder],
    ["/specification", specification],
    ...Object.entries(apis).map(
      ([name, { openapi }]) => [joinPointer("/apis", name), openapi] as const,
    ),
    ["/events", events?.schemas],
    ["/events", events?.examples],
  ];
  const there = new Set([...files.keys(), ...[...texts.values()].map(({ path }) => path)]);
  for (const path of changed)
    for (const [pointer, folder] of folders)
      if (folder && path.startsWith(`${posix.normalize(folder)}/`) && !there.has(path))
        return spanOf({ source: configFile.source, pointer }, "key");
  return null;
}

/** The folder of fragments, or the one in which those of several sections lie. */
function homeOf({ folder, sectionFolders }: ChangelogFiles, { config }: Project): string {
  return sectionFolders.length > 1 ? (config.changelogs?.folder ?? folder) : folder;
}

/** What tells `changelog new` where the fragment belongs. */
function sectionOption(section: SectionFolder | undefined): string {
  return section ? `--section "${section.name}"` : "";
}

/** The section of the project's changelog that is called like the API, or whose folder is. */
function sectionOf({ name, config }: Api, changelog: ChangelogFiles): SectionFolder | undefined {
  const own = [name, config.title].map(plain);
  return changelog.sectionFolders.find(
    (section) =>
      section.name !== "" &&
      [section.name, ...section.folder.split("/")].some((word) => own.includes(plain(word))),
  );
}

/** `Client-Server API` and `client_server_api` are the same word. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
}

/**
 * What counts as news of an API: the past entries, and the fragments of its section, or of one that is no API's, such as
 * "Tooling".
 */
function newsOf(
  own: SectionFolder | undefined,
  changelog: ChangelogFiles,
  { apis }: Project,
): readonly { readonly path: string }[] {
  const others = own ? apis.map((api) => sectionOf(api, changelog)?.name) : [];
  const fragments = countedFragments(changelog).filter(
    ({ section = "" }) => section === own?.name || !others.includes(section),
  );
  return [...fragments, ...historyFiles(changelog.history)];
}

/** The fragments but those of types that count as no news. */
function countedFragments({ fragments, settings }: ChangelogFiles): readonly FragmentFile[] {
  if (!settings?.types.some(({ isNoNews }) => isNoNews)) return fragments;
  const others = readFragments(fragments, settings, () => {}).filter(({ type }) => type.isNoNews);
  const paths = new Set(others.map(({ source }) => source.path));
  return fragments.filter(({ path }) => !paths.has(path));
}

function isIn(path: string, { config }: Api): boolean {
  return path.startsWith(`${config.openapi}/`);
}

/** The files that make up an API's page, as far as they are there: its own, its texts, what these show, and what that refers to. */
function filesOf(api: Api, project: Project, changed: ReadonlySet<string>): string[] {
  const folder = (name: string) => name.split("@", 1)[0]!;
  const { targets } = project.targets;
  const own = targets.filter(({ name }) => name === api.name);
  const pages =
    own.length > 0 ? own : targets.filter(({ name }) => folder(name) === folder(api.name));
  const texts = pages.flatMap(({ files }) =>
    files.flatMap(({ path }) => project.texts.get(path) ?? []),
  );
  const data = [
    ...[...api.documents, ...api.newer].map(({ source }) => source.path),
    ...api.definitions.map(({ file }) => file.source.path),
  ];
  const shown = shownBy(variablesOf(texts), project, changed);
  return [...data, ...texts.map(({ path }) => path), ...withRefs([...data, ...shown], project)];
}

function variablesOf(texts: readonly Source[]): ReadonlySet<string> {
  return new Set(
    texts.flatMap(({ text }) =>
      [...text.matchAll(/\{\{[ \t]*([\w-]+)[ \t]*\}\}/g)].map(([, name]) => name!),
    ),
  );
}

/** The data files that template variables show. Those of events are also found among the changed ones: they may be gone. */
function shownBy(
  variables: ReadonlySet<string>,
  { apis, events, config, tables, files }: Project,
  changed: ReadonlySet<string>,
): string[] {
  const ofApis = apis.flatMap(({ config: { suffix }, documents, newer, definitions }) => [
    ...[...documents, ...newer]
      .filter(({ source }) => variables.has(apiVariable(posix.basename(source.path), suffix)))
      .map(({ source }) => source.path),
    ...definitions
      .filter(({ path }) => variables.has(definitionVariable(path, suffix)))
      .map(({ file }) => file.source.path),
  ]);
  const ofTables = [...tables]
    .filter(([variable]) => variables.has(variable))
    .map(([, { source }]) => source.path);
  if (!events || !config.events) return [...ofApis, ...ofTables];
  const { schemas, examples, groups, common } = config.events;
  const shownGroups = Object.entries(groups).filter(([variable]) => variables.has(variable));
  const isShown = (name: string) =>
    variables.has(eventVariable(name)) || shownGroups.some(([, group]) => isInGroup(group, name));
  const ofEvents = [...files.keys(), ...changed].filter((path) => {
    const name = posix.basename(path).replace(/\.(?:ya?ml|json)$/, "");
    const parent = posix.dirname(path);
    if (parent === posix.normalize(schemas)) return isShown(name);
    return (
      parent === posix.normalize(examples) && (isShown(name) || isShown(name.split("$", 1)[0]!))
    );
  });
  const ofCommon = Object.entries(common)
    .filter(([variable]) => variables.has(variable))
    .map(([, path]) => posix.join(schemas, path));
  return [...ofApis, ...ofTables, ...ofEvents, ...ofCommon];
}

/** Files, and those that a `$ref` leads to from them, by any way. */
function withRefs(paths: readonly string[], { files }: Project): readonly string[] {
  const found = new Set(paths);
  for (const path of found) {
    const text = files.get(path)?.source.text ?? "";
    for (const [, ref] of text.matchAll(/\$ref["']?[ \t]*:\s*["']?([^\s"',}#]+)/g))
      found.add(posix.join(posix.dirname(path), ref!));
  }
  return [...found];
}

function sourceAt(path: string, { files, texts }: Project): Source | undefined {
  return files.get(path)?.source ?? [...texts.values()].find((text) => text.path === path);
}

/** The changed file, or where the project speaks of the API if the file is gone. */
function placeOf(path: string, api: Api, project: Project): Span {
  const source = sourceAt(path, project);
  if (source) return wholeFile(source);
  return spanOf(
    { source: project.configFile.source, pointer: joinPointer("/apis", api.name) },
    "key",
  );
}
