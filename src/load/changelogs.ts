import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Source } from "../base/source.js";
import { nearest } from "../base/text.js";
import type { ChangelogFiles, ProjectConfig } from "./project.js";
import type { Reader } from "./reader.js";
import { isRefused } from "./tree.js";

const configNames = ["pyproject.toml", "towncrier.toml"];
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
  const history = readIf(`${root}/${name}.rst`, reader);
  const config = hasFolder
    ? configNames.map((file) => readIf(`${folder}/${file}`, reader)).find(Boolean)
    : undefined;
  const fragments = directoryOf(config);
  if (hasFolder) noteStrays(folder, fragments, reader, report);
  const paths = hasFolder ? reader.tree.files(`${folder}/${fragments}`) : [];
  return {
    ...(config ? { config } : {}),
    ...(history ? { history } : {}),
    fragments: paths.flatMap((file) => readIf(`${folder}/${fragments}/${file}`, reader) ?? []),
  };
}

/** `directory` of `[tool.towncrier]`, without its tables: those say what types are called. */
function directoryOf(config: Source | undefined): string {
  const head = config?.text.split(/^\s*\[\[/m, 1)[0] ?? "";
  const directory = /^[ \t]*directory[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)')/m.exec(head);
  return (directory?.[1] ?? directory?.[2] ?? "newsfragments").replace(/\/+$/, "");
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
