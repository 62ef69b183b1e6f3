import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Source } from "../base/source.js";
import { nearest } from "../base/text.js";
import { readSettings, type ChangelogSettings, type FragmentFile } from "../changelog/changelog.js";
import type { ChangelogFiles, ProjectConfig } from "./project.js";
import type { Reader } from "./reader.js";
import { isRefused } from "./tree.js";

/** In the order in which towncrier looks for them. */
const configNames = ["towncrier.toml", "pyproject.toml"];
const fragmentName = /^(?:\d+|\+[^.]*)\.[a-z][\w-]*(?:\.\d+)?$/i;

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
  const first = settings?.sections[0]?.folder ?? "newsfragments";
  if (hasFolder) noteStrays(folder, first, reader, report);
  const historyPath = historyPathOf(root, name, settings);
  if (historyPath === null) reportOutside(config!, settings!.filename!, report);
  const history = readIf(historyPath ?? `${root}/${name}.rst`, reader);
  return {
    ...(config ? { config } : {}),
    settings,
    ...(history ? { history } : {}),
    historyPath: historyPath ?? `${root}/${name}.rst`,
    folder: `${folder}/${first}`,
    fragments: hasFolder ? readFragmentFiles(folder, settings, reader) : [],
  };
}

/** `filename` of the settings, seen from their folder; `null` where it leads out of the project. */
function historyPathOf(
  root: string,
  name: string,
  settings: ChangelogSettings | null,
): string | null {
  if (settings?.filename === undefined) return `${root}/${name}.rst`;
  const path = posix.join(root, name, settings.filename);
  return path.startsWith("../") || settings.filename.startsWith("/") ? null : path;
}

function reportOutside(config: Source, filename: string, report: Report): void {
  const what = `the file "${filename}" lies outside the project`;
  report("bad-changelog-config", wholeFile(config), [what]);
}

function readFragmentFiles(
  folder: string,
  settings: ChangelogSettings | null,
  reader: Reader,
): readonly FragmentFile[] {
  const sections = settings?.sections ?? [{ name: "", folder: "newsfragments" }];
  return sections.flatMap((section) =>
    reader.tree.files(`${folder}/${section.folder}`).flatMap((file) => {
      const source = readIf(`${folder}/${section.folder}/${file}`, reader);
      if (!source) return [];
      return section.name === "" ? source : { ...source, section: section.name };
    }),
  );
}

function noteStrays(folder: string, fragments: string, reader: Reader, report: Report): void {
  for (const name of reader.tree.files(folder)) {
    if (!fragmentName.test(name)) continue;
    const path = `${folder}/${name}`;
    const at = wholeFile(readIf(path, reader) ?? { path, text: "" });
    report("stray-fragment", at, [name, fragments]);
  }
}

function readIf(path: string, reader: Reader): Source | undefined {
  const text = reader.text(path);
  return isRefused(text) ? undefined : text;
}
