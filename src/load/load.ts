import { lstatSync, statSync } from "node:fs";
import { collector, type Report } from "../base/diagnostics.js";
import { wholeFile, type Source } from "../base/source.js";
import { isMarkdown } from "../base/formats.js";
import { allowSuggestions, nearest } from "../base/text.js";
import { isObject, joinPointer, spanOf, type DataFile } from "../data/data.js";
import { withApis } from "./api-pages.js";
import { readApi } from "./apis.js";
import { checkAddressLabels } from "./address-labels.js";
import { readChangelogs } from "./changelogs.js";
import { readConfig } from "./config.js";
import { checkNames } from "./config-paths.js";
import { readFormats } from "./formats.js";
import { readEvents } from "./events.js";
import { addIndexPage, withIndexPage } from "./index-page.js";
import { matching } from "../base/path-patterns.js";
import type { KeptReads } from "./kept-reads.js";
import { labelledConfig, labelledPages } from "./labelled.js";
import { labelsOf } from "./labels.js";
import { textLanguages } from "./languages.js";
import { byVersion } from "./openapi-version.js";
import { meantFor, reportBeside } from "./other-settings.js";
import { withPublication, withVersion } from "./pages-config.js";
import type { Project, ProjectConfig, Publication, RawHtml, VersionStatus } from "./project.js";
import { Reader } from "./reader.js";
import { lastChangesOf, type LastChanges } from "./last-changes.js";
import { commitOf, revisionOf, type Revision } from "./revision.js";
import type { MarkdownSettings } from "../markdown/settings.js";
import { readPages } from "./pages.js";
import { readSettingsFile } from "./settings-file.js";
import { readStaticFiles } from "./static-files.js";
import { readTargets, targetsOfPages } from "./targets.js";
import { projectSchema, readTemplates } from "./templates.js";
import { readViewer } from "./viewer.js";
import { diskFiles } from "../files/disk.js";
import { isRefused, type Files, type Refused } from "../files/files.js";
import { Tree } from "../files/tree.js";
import { ignoredByGit } from "./git-ignored.js";
import { unreadData, unreadFiles } from "./unread.js";

import { addDraft } from "./version-page.js";

export { frontMatterKeys } from "./front-matter.js";
export { shortcodeSettings } from "./shortcodes.js";
export { KeptReads } from "./kept-reads.js";
export { packageFolder, projectSchema } from "./templates.js";
export { lastChangesOf, type LastChanges } from "./last-changes.js";
export { decodedText, textOf } from "./reader.js";
export { commitOf, revisionOf, type Revision } from "./revision.js";
export { versionPage } from "./version-page.js";

/**
 * The first phase: a specification's repository → `Project`. Finds `specpress.yaml`, reads every file that it and its
 * folders name, each once, and says which file is what. Nothing outside the project's root is read, whatever a path or a
 * link says.
 */

export interface LoadOptions {
  /** The folder of `specpress.yaml`. */
  readonly root: string;
  /** A file whose settings are taken in place of those of `specpress.yaml`; it must be there. Paths in it are the project's. */
  readonly config?: string;
  /**
   * Whether settings that are wrong are read as what they can only mean, and around lines that are no YAML, so that all else
   * that is wrong is found too. Not for what publishes or writes: it is a guess.
   */
  readonly asMeant?: boolean;
  /** In place of what that folder holds on the disk. */
  readonly files?: Files;
  /** What former loads have read, for who loads again and again. */
  readonly kept?: KeptReads;
  /** Values of labels, in place of the project's. */
  readonly labels?: ReadonlyMap<string, string>;
  /** Versions by API: each is the value of the label that holds it. That of all pages of a tree under `wholeProject`. */
  readonly releases?: ReadonlyMap<string, string>;
  /** Of the version that the pages are, in place of the project's. */
  readonly status?: VersionStatus;
  /** As what the site is published beside other versions; `publish` of the settings says the rest. */
  readonly publication?: Pick<Publication, "name" | "status"> & Partial<Publication>;
  /** In place of what git says. */
  readonly gitVersion?: string;
  readonly gitRev?: string;
  /** In place of asking git, for both. */
  readonly revisionOf?: (root: string) => Revision;
  /** In place of asking git for those of the commit that is checked out. */
  readonly lastChangesOf?: (root: string) => LastChanges;
}

/** Read a project. `null` where there is none; everything else that is wrong is reported and left out. */
export function loadProject(options: LoadOptions, report: Report): Project | null {
  allowSuggestions();
  const files = options.files ?? filesOn(options.root);
  if (!files) return reportNoProject(options, null, report);
  const { asMeant = false } = options;
  const reader = new Reader(new Tree(files), report, options.kept, asMeant);
  const configFile = readSettingsFile(options.config, reader, report);
  if (isRefused(configFile)) {
    const why = whySettingsRefused(reader, configFile);
    if (why) return reportSettingsRefused(why, report);
    return reportNoProject(options, reader, report, configFile.refused);
  }
  if (!isObject(configFile.value)) return reportNoMap(configFile, report);
  const written = withVersion(
    readConfig(configFile, projectSchema(), report, asMeant),
    options.releases,
    options.status,
  );
  const publication = options.publication ? { ...written.publish, ...options.publication } : null;
  const published = withPublication(written, publication);
  const checked = checkNames(published, configFile, reader.tree, report);
  const config = asMeant ? checked : published;
  return { ...readProject(options, config, configFile, reader, report), publication };
}

/** What a project says of its texts; what it says nothing of is as it is without a project. */
export interface TextSettings {
  readonly raw?: RawHtml;
  readonly markdown?: MarkdownSettings;
}

/**
 * What a project says of HTML in its texts and of Markdown, for a text that is read by itself. What cannot be used of `raw`
 * refuses all HTML; what is wrong with either is reported.
 */
export function loadTextSettings(root: string, report: Report): TextSettings {
  const reader = new Reader(new Tree(diskFiles(root)), report);
  const file = reader.data("specpress.yaml");
  if (isRefused(file)) {
    const why = whySettingsRefused(reader, file);
    if (!why) return {};
    reportSettingsRefused(why, report);
    return { raw: "refuse" };
  }
  if (!isObject(file.value)) {
    reportNoMap(file, report);
    return { raw: "refuse" };
  }
  const isGiven = (key: string) => isObject(file.value) && file.value[key] !== undefined;
  // Only these settings are asked for.
  const { report: note, diagnostics } = collector();
  const { raw, markdown } = readConfig(file, projectSchema(), note);
  for (const key of ["raw", "markdown"].filter(isGiven)) {
    const at = spanOf({ source: file.source, pointer: `/${key}` }, "value");
    for (const { span, code, parts } of diagnostics)
      if (span && span.start >= at.start && span.start <= at.end) report(code, span, parts);
  }
  return { ...(isGiven("raw") ? { raw: raw ?? "refuse" } : {}), markdown };
}

/**
 * What a project says of the severities of codes; nothing where there is no project, or its settings cannot be read. What is
 * wrong with them is reported by `loadProject`.
 */
export function loadSeverities({
  root,
  config,
}: Pick<LoadOptions, "root" | "config">): Pick<ProjectConfig, "severities"> {
  return loadSettings({ root, ...(config === undefined ? {} : { config }) }) ?? {};
}

/** The settings of a project; `null` where there are none that can be read, which is reported by `loadProject`. */
export function loadSettings({
  root,
  config,
  files = filesOn(root) ?? undefined,
}: Pick<LoadOptions, "root" | "config" | "files">): ProjectConfig | null {
  const { report } = collector();
  const file = files ? readSettingsFile(config, new Reader(new Tree(files), report), report) : null;
  if (!file || isRefused(file) || !isObject(file.value)) return null;
  return readConfig(file, projectSchema(), report);
}

/** What the texts of the project in a folder are written in; both where there is none. */
export function languagesOf(root: string | null): ReadonlySet<"rst" | "markdown"> {
  return textLanguages(root, root === null ? null : loadSettings({ root }));
}

function filesOn(root: string): Files | null {
  return statSync(root, { throwIfNoEntry: false })?.isDirectory() ? diskFiles(root) : null;
}

function reportNoProject(
  { root }: LoadOptions,
  reader: Reader | null,
  report: Report,
  refused = "does not exist",
): null {
  if (reader && reader.tree.unreadable.size > 0) reportRefused(reader, report);
  else {
    const why = refused.startsWith("is ") ? refused : "";
    const [near] = reader ? meantFor("specpress.yaml", "", reader.tree) : [];
    const hasOther = why === "" && near !== undefined;
    report("project-file-missing", null, [
      root,
      ...(hasOther ? ["", near] : why === "" ? [] : [why]),
    ]);
  }
  return null;
}

/** Why a `specpress.yaml` that is there is not read; `null` where there is none, or where it cannot be read. */
function whySettingsRefused({ tree }: Reader, { refused, isForbidden }: Refused): string | null {
  const entry = lstatSync(`${tree.root}/specpress.yaml`, { throwIfNoEntry: false });
  if (entry?.isSymbolicLink() !== true) return null;
  return isForbidden || refused === "is a folder" ? refused : "leads to nothing";
}

function reportSettingsRefused(why: string, report: Report): null {
  const path = "specpress.yaml";
  report("link-refused", wholeFile({ path, text: "" }), [path, why]);
  return null;
}

function reportNoMap(file: DataFile, report: Report): null {
  if (!file.isUnreadable && !file.source.text.includes("\ufffd"))
    report("config-wrong-type", wholeFile(file.source), [
      "The file",
      "an object",
      "something else",
    ]);
  return null;
}

function readProject(
  options: LoadOptions,
  settings: ProjectConfig,
  configFile: DataFile,
  reader: Reader,
  report: Report,
): Project {
  const labels = labelsOf(options, settings, configFile, report);
  const config = labelledConfig(settings, labels, configFile, report);
  reader.isIgnored = matching(config.ignore);
  const { pages: tree } = config;
  const texts = readTexts(config.specification, tree ? isPage : isRst, reader);
  const git = lazyRevision(options, reader.tree.root, texts);
  const changelogs = readChangelogs(config, configFile, reader, report);
  if (tree && config.changelogs)
    addDraft(
      config,
      changelogs,
      texts,
      () => commitIn(reader.tree.root, options),
      report,
      options.kept,
    );
  if (tree) addIndexPage(config, configFile, texts, report, options.kept);
  const pages = tree
    ? withApis(
        labelledPages(readPages(tree, texts, report, options.kept), labels, report),
        config.apis,
      )
    : null;
  const has = (path: string) => addText(path, config.specification, texts, reader);
  const whyNot = (path: string) => whyForbidden(`${config.specification}/${path}`, reader);
  const exists = (path: string) => !isRefused(reader.text(`${config.specification}/${path}`));
  // What the settings name and nothing reads is reported there.
  const isKnown = (path: string) => reader.wasRead(path) || configFile.source.text.includes(path);
  const project: Project = {
    root: reader.tree.root,
    config,
    configFile,
    apis: Object.entries(config.apis).map(([name, api]) =>
      byVersion(readApi(name, api, reader, report), reader.files, reader.asMeant, report),
    ),
    events: config.events ? readEvents(config.events, reader, report) : null,
    changelogs,
    texts,
    formats: readFormats(config, configFile, reader, report),
    targets: pages
      ? targetsOfPages(pages, texts, configFile)
      : withIndexPage(
          readTargets(
            readTargetsFile(config, configFile, reader, report),
            { has, exists, whyNot, names: () => texts.keys() },
            report,
          ),
          config,
          configFile,
          texts,
          report,
          options.kept,
        ),
    pages: pages && { pages, files: readStaticFiles(tree!, reader, report) },
    tables: readTables(config, reader),
    proposals: proposalsFile(config, configFile, reader, report),
    templates: readTemplates(config, reader, report, options.kept),
    viewer: readViewer(config, configFile, report),
    labels,
    git,
    publication: null,
    files: reader.files,
    readData: (path) => reader.data(path),
    asMeant: reader.asMeant,
    readText: (path, encoding) => reader.text(path, encoding),
    readBytes: (path) => reader.bytes(path),
    look: (work) => reader.look(work),
    unread: () =>
      unreadFiles(
        config,
        reader.tree,
        reader.isIgnored,
        (path) => isKnown(path) || beside.has(path),
        (paths) => ignoredByGit(reader.tree.root, paths),
      ),
    unreadData: () => unreadData(reader.tree, (path) => reader.wasRead(path)),
  };
  const beside = new Set([
    ...(options.config === undefined ? reportBeside("specpress.yaml", "", reader, report) : []),
    ...(tree ? [] : reportBeside("targets.yaml", config.specification, reader, report)),
  ]);
  checkAddressLabels(project.apis, project.labels, report);
  noteUnusedTexts(project, report);
  reportEmpty(project, report);
  reportNoFiles(project, reader, report);
  reportRefused(reader, report);
  checkVersionLabels(project, report);
  return project;
}

/** The list of proposals, which is there once it was fetched. */
function proposalsFile(
  { proposals }: ProjectConfig,
  { source }: DataFile,
  reader: Reader,
  report: Report,
): DataFile | null {
  if (!proposals?.file) return null;
  const file = reader.data(proposals.file);
  if (!isRefused(file)) return file;
  const span = spanOf({ source, pointer: "/proposals/file" });
  report("no-proposals", span, [proposals.file, file.refused]);
  return null;
}

/** Report what lies in the folders of the project and was not read, so that nothing is missing without a word. */
function reportRefused({ tree }: Reader, report: Report): void {
  for (const [path, { refused }] of tree.refusedLinks)
    report("link-refused", wholeFile({ path, text: "" }), [path, refused]);
  for (const path of tree.unreadable)
    report("unreadable-file", wholeFile({ path, text: "" }), [path || "."]);
}

/** Report what is named like a file of an API or an event, but is none: a folder, a link to nothing or to itself. */
function reportNoFiles({ apis, events }: Project, { tree }: Reader, report: Report): void {
  const tell = (path: string, why: string) =>
    report("unreadable-file", wholeFile({ path, text: "" }), [path, why]);
  const dataRe = /\.(?:ya?ml|json)$/;
  const folders = apis.map(({ config }) => config.openapi);
  const ofEvents = events ? [events.config.schemas, events.config.examples] : [];
  for (const folder of new Set([...folders, ...ofEvents].filter((each) => each !== ""))) {
    for (const [name, why] of tree.noFiles(folder))
      if (dataRe.test(name) || ofEvents.includes(folder)) tell(`${folder}/${name}`, why);
    for (const name of tree.subfolders(folder))
      if (dataRe.test(name)) tell(`${folder}/${name}`, "is a folder");
  }
}

/** Report the texts of pages that hold nothing. */
function reportEmpty({ targets, texts }: Project, report: Report): void {
  const paths = new Set(targets.targets.flatMap(({ files }) => files.map(({ path }) => path)));
  for (const path of paths) {
    const source = texts.get(path);
    if (source?.text.trim() === "") report("empty-text", wholeFile(source));
  }
}

/** Note the texts that are in no target and that no other text includes. Which of them shortcodes show is not known yet. */
function noteUnusedTexts({ texts, targets, pages, config }: Project, report: Report): void {
  if (pages || config.shortcodes) return;
  const used = new Set(targets.targets.flatMap(({ files }) => files.map(({ path }) => path)));
  const included = new Set<string>();
  for (const { text } of texts.values())
    if (text.includes(".. include::"))
      for (const [, path] of text.matchAll(/^[ \t]*\.\. include::[ \t]*(\S+)/gm))
        included.add(basename(path!));
  for (const [path, source] of texts)
    if (!used.has(path) && !included.has(basename(path)))
      report("unused-text", wholeFile(source), [path]);
}

/** Report labels that are not defined in the names of pages, and names of labels that stand for themselves there. */
function checkVersionLabels({ targets, labels }: Project, report: Report): void {
  for (const { name, versionLabel = "" } of targets.targets) {
    const pointer = joinPointer("/targets", name, "version_label");
    const place = () => spanOf({ source: targets.file.source, pointer });
    if ((labels.get(versionLabel) ?? versionLabel) !== versionLabel)
      report("version-label-is-name", place(), [name, versionLabel]);
    for (const [, label = ""] of versionLabel.matchAll(/%([A-Za-z_][\w.-]*)%/g))
      if (!labels.has(label))
        report("undefined-path-label", place(), [label, ...nearest(label, labels.keys())]);
  }
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function readTargetsFile(
  config: ProjectConfig,
  configFile: DataFile,
  reader: Reader,
  report: Report,
): DataFile {
  const path = `${config.specification}/targets.yaml`;
  const file = reader.settings(path);
  if (!isRefused(file)) {
    if (!isObject(file.value)) reportNoMap(file, report);
    return file;
  }
  // A missing specification folder was told of already.
  if (reader.tree.unreadable.has(path)) return { source: { path, text: "" }, value: null };
  if (config.specification !== "" && !isRefused(reader.tree.find(config.specification))) {
    const span = spanOf({ source: configFile.source, pointer: "/specification" });
    const near = meantFor("targets.yaml", config.specification, reader.tree);
    report("config-path", span, [
      path,
      "file",
      file.refused,
      ...(near.length > 0 ? near.map((name) => `${config.specification}/${name}`) : file.near),
    ]);
  }
  return { source: { path, text: "" }, value: null };
}

const isRst = (path: string) => path.endsWith(".rst");
const isPage = (path: string) => isRst(path) || isMarkdown(path);

function readTexts(
  folder: string,
  isText: (path: string) => boolean,
  reader: Reader,
): Map<string, Source> {
  const texts = new Map<string, Source>();
  if (folder === "") return texts;
  for (const path of reader.deepFilesIn(folder, true))
    if (isText(path)) addText(path, folder, texts, reader);
  return texts;
}

/** Add a text that is not there yet, such as one with another extension; false where there is no such file. */
function addText(
  path: string,
  folder: string,
  texts: Map<string, Source>,
  reader: Reader,
): boolean {
  if (texts.has(path)) return true;
  const text = reader.text(`${folder}/${path}`);
  if (isRefused(text)) return false;
  texts.set(path, text);
  return true;
}

/** Why a file may not be read, though it may be there. */
function whyForbidden(path: string, { tree }: Reader): string | undefined {
  const found = tree.find(path);
  return isRefused(found) && found.isForbidden ? found.refused : undefined;
}

function readTables(config: ProjectConfig, reader: Reader): Map<string, DataFile> {
  const tables = new Map<string, DataFile>();
  for (const [variable, { data }] of Object.entries(config.tables)) {
    const file = reader.data(data);
    if (!isRefused(file)) tables.set(variable, file);
  }
  return tables;
}

/** The commit that is checked out. */
function commitIn(root: string, { gitRev, revisionOf: revision }: LoadOptions): string {
  return gitRev ?? revision?.(root).rev ?? commitOf(root);
}

/** Git is asked only if a text shows what it says: starting it takes longer than reading the project. */
function lazyRevision(
  options: LoadOptions,
  root: string,
  texts: ReadonlyMap<string, Source>,
): Project["git"] {
  const revision = options.revisionOf ?? revisionOf;
  let asked: Revision | undefined;
  let changes: LastChanges | undefined;
  const ask = () => {
    const isShown = [...texts.values()].some(({ text }) => /\{\{\s*git_/.test(text));
    return (asked ??= isShown ? revision(root) : { version: "Unknown", rev: "" });
  };
  return {
    get version() {
      return options.gitVersion ?? ask().version;
    },
    get rev() {
      return options.gitRev ?? ask().rev;
    },
    get lastChanges() {
      return (changes ??= (options.lastChangesOf ?? lastChangesOf)(root));
    },
  };
}
