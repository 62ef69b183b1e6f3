import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Source } from "../base/source.js";
import { nearest } from "../base/text.js";
import { readSettings, type ChangelogSettings, type FragmentFile } from "../changelog/changelog.js";
import type { ChangelogFiles, ProjectConfig } from "./project.js";
import type { Reader } from "./reader.js";
import { leftReleases } from "./release-state.js";
import { whyUnsafe } from "./safe-path.js";
import { isRefused } from "./tree.js";

/** In the order in which towncrier looks for them. */
const configNames = ["towncrier.toml", "pyproject.toml"];
/** `2387.new`, `+typo.fix.2` */
const fragmentName = /^(?:\d+|\+[^.]*)\.(?<type>[^.]+)(?:\.\d+)?(?:\.(?:rst|md|txt))?$/;

/** The changelog files of each API that has a folder or a history. */
export function readChangelogs(
  config: ProjectConfig,
  reader: Reader,
  report: Report,
): Map<string, ChangelogFiles> {
  const changelogs = new Map<string, ChangelogFiles>();
  const root = config.changelogs;
  if (root === undefined) return changelogs;
  const names = new Set(reader.tree.subfolders(root));
  for (const name of Object.keys(config.apis)) {
    const files = readChangelog(root, name, names.has(name), reader, report);
    if (files.config || files.history || names.has(name)) changelogs.set(name, files);
  }
  for (const name of names)
    if (!Object.hasOwn(config.apis, name)) reportUnknown(`${root}/${name}`, name, config, report);
  tellStrays(root, changelogs, reader, report);
  reportReleases(root, reader, report);
  return changelogs;
}

function reportUnknown(path: string, name: string, config: ProjectConfig, report: Report): void {
  const near = nearest(name, Object.keys(config.apis));
  report("unknown-changelog", wholeFile({ path, text: "" }), [name, ...near]);
}

function readChangelog(
  root: string,
  name: string,
  hasFolder: boolean,
  reader: Reader,
  report: Report,
): ChangelogFiles {
  const folder = `${root}/${name}`;
  const config = hasFolder
    ? configNames.map((file) => readIf(`${folder}/${file}`, reader)).find(Boolean)
    : undefined;
  const settings = config ? readSettings(config, report) : null;
  const given =
    settings?.filename === undefined ? null : placeOf(folder, settings.filename, reader);
  if (given?.why) report("bad-changelog-config", wholeFile(config!), [given.why]);
  const historyPath = given && !given.why ? given.path : `${root}/${name}.rst`;
  const history = readIf(historyPath, reader);
  return {
    ...(config ? { config } : {}),
    settings,
    ...(history ? { history } : {}),
    historyPath,
    folder: `${folder}/${foldersOf(settings)[0]!.folder}`,
    fragments: hasFolder ? readFragmentFiles(folder, settings, reader) : [],
  };
}

/** Where `filename` of the settings leads from their folder, and why no changelog can be written there. */
function placeOf(
  folder: string,
  filename: string,
  { tree }: Reader,
): { readonly path: string; readonly why?: string } {
  const path = posix.join(folder, filename);
  const found = tree.find(path);
  const isFolder = !isRefused(found) && found.kind === "folder";
  const why = isFolder ? "is a folder" : whyUnsafe(filename.startsWith("/") ? filename : path);
  return why === null ? { path } : { path, why: `the file "${filename}" ${why}` };
}

function readFragmentFiles(
  folder: string,
  settings: ChangelogSettings | null,
  reader: Reader,
): readonly FragmentFile[] {
  return foldersOf(settings).flatMap((section) =>
    reader.tree.files(`${folder}/${section.folder}`).flatMap((file) => {
      const source = readIf(`${folder}/${section.folder}/${file}`, reader);
      if (!source) return [];
      return section.name === "" ? source : { ...source, section: section.name };
    }),
  );
}

/** Files anywhere below the changelogs that are named like fragments, but lie in no folder of fragments. */
function tellStrays(
  root: string,
  changelogs: ReadonlyMap<string, ChangelogFiles>,
  reader: Reader,
  report: Report,
): void {
  const homes = new Map<string, readonly string[]>();
  for (const [name, { settings }] of changelogs)
    homes.set(
      name,
      foldersOf(settings).map(({ folder }) => `${root}/${name}/${folder}`),
    );
  const all = new Set([...homes.values()].flat());
  const types = typesOf(changelogs);
  for (const file of reader.tree.deepFiles(root, false)) {
    const path = `${root}/${file}`;
    const name = posix.basename(path);
    if (all.has(posix.dirname(path)) || !isNamedLikeFragment(name, types)) continue;
    const [home = "newsfragments"] = homes.get(file.split("/")[0]!) ?? [];
    const at = wholeFile(readIf(path, reader) ?? { path, text: "" });
    report("stray-fragment", at, [name, home.slice(home.lastIndexOf("/") + 1)]);
  }
}

/** The types of all changelogs. */
function typesOf(changelogs: ReadonlyMap<string, ChangelogFiles>): ReadonlySet<string> {
  const settings = [...changelogs.values()].flatMap((files) => files.settings ?? []);
  return new Set(settings.flatMap(({ types }) => types.map(({ key }) => key)));
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

function foldersOf(settings: ChangelogSettings | null): ChangelogSettings["sections"] {
  return settings?.sections ?? [{ name: "", folder: "newsfragments" }];
}

function readIf(path: string, reader: Reader): Source | undefined {
  const text = reader.text(path);
  return isRefused(text) ? undefined : text;
}
