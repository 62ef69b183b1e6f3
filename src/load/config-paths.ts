import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import {
  isArray,
  isObject,
  joinPointer,
  parsePointer,
  spanOf,
  type DataFile,
  type Json,
} from "../data/data.js";
import { isRefused } from "../files/files.js";
import type { Tree } from "../files/tree.js";
import { changelogPaths } from "./changelogs-config.js";
import type { ProjectConfig } from "./project.js";

/**
 * Report every folder and file of the settings that is not there, and labels that are not defined. The result is what is
 * meant: where only one name is near, that is read, so that all else that is wrong is found too.
 */
export function checkNames(
  config: ProjectConfig,
  file: DataFile,
  tree: Tree,
  report: Report,
): ProjectConfig {
  const checked = checkPaths(withSpecification(config, tree), file, tree, report);
  checkOutputs(config, file, report);
  return checkLabels(checked, file, report);
}

/** Files for programs of which there is nothing. What is there and was refused has been reported. */
function checkOutputs({ outputs }: ProjectConfig, file: DataFile, report: Report): void {
  const sources: Readonly<Record<string, string>> = { openapi: "apis", events: "events" };
  for (const [index, kind] of outputs.write.entries()) {
    const key = sources[kind];
    if (key === undefined || !isObject(file.value) || key in file.value) continue;
    const span = spanOf({ source: file.source, pointer: `/outputs/write/${index}` });
    report("nothing-to-export", span, [kind, key]);
  }
}

/** Where the settings do not say which folder has the texts, which was reported, the only one with a `targets.yaml`. */
function withSpecification(config: ProjectConfig, tree: Tree): ProjectConfig {
  if (config.specification !== "" || config.pages) return config;
  const top = tree.subfolders("");
  const folders = [...top, ...top.flatMap((each) => below(each, tree))].slice(0, mostFolders);
  const found = folders.filter((each) => !isRefused(tree.find(`${each}/targets.yaml`)));
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return config;
  return withMeant({ ...config, specification: only }, ["/specification"]);
}

function below(folder: string, tree: Tree): readonly string[] {
  if (folder === "node_modules") return [];
  return tree.subfolders(folder).map((name) => `${folder}/${name}`);
}

/** So many are looked through for the texts. */
const mostFolders = 500;

function checkPaths(
  config: ProjectConfig,
  file: DataFile,
  tree: Tree,
  report: Report,
): ProjectConfig {
  const wrong = wrongPaths(config, file, tree);
  const meant = wrong.flatMap(({ pointer, kind, path, near }) => {
    const [only, ...others] = near;
    if (only === undefined || others.length > 0 || changed(config, pointer, only) === config)
      return [];
    return whyNot(tree.find(only), kind) ? [] : [{ pointer, path, only }];
  });
  const tell = ({ path, what, pointer, why, near }: WrongPath) =>
    report("config-path", spanOf({ source: file.source, pointer }), [path, what, why, ...near]);
  if (meant.length === 0) {
    wrong.forEach(tell);
    return config;
  }
  wrong.filter(({ pointer }) => meant.some((each) => each.pointer === pointer)).forEach(tell);
  const repaired = meant.reduce((now, { pointer, only }) => changed(now, pointer, only), config);
  // What lies in a folder that is called otherwise is there.
  wrongPaths(repaired, file, tree).forEach(tell);
  return withMeant(
    repaired,
    meant.map(({ pointer }) => pointer),
  );
}

interface WrongPath extends ConfiguredPath {
  readonly why: string;
  readonly near: readonly string[];
}

function wrongPaths(config: ProjectConfig, file: DataFile, tree: Tree): readonly WrongPath[] {
  return pathsOf(config, file).flatMap((each) => {
    if (each.path === "") return []; // missing, which was told
    const found = tree.find(each.path);
    if (each.mayMiss && isRefused(found) && !found.isForbidden) return [];
    const [why, ...near] = whyNot(found, each.kind) ?? [];
    if (why === undefined) return [];
    // Where a file is named in place of its folder, that is meant.
    const around = posix.dirname(each.path);
    const isInFolder = each.kind === "folder" && !isRefused(found) && around !== ".";
    return [{ ...each, why, near: isInFolder ? [around] : near }];
  });
}

/** The settings with another path at a pointer; the same where that is none of a single path. */
function changed(config: ProjectConfig, pointer: string, path: string): ProjectConfig {
  const [top = "", name = "", key = ""] = parsePointer(pointer) ?? [];
  const { apis, events, tables, pages, changelogs } = config;
  if (pointer === "/specification") return { ...config, specification: path };
  if (pointer === "/templates") return { ...config, templates: path };
  if (pointer === "/pages/folder" && pages)
    return { ...config, pages: { ...pages, folder: path }, specification: path };
  if (/^\/changelogs(?:\/folder)?$/.test(pointer) && changelogs)
    return { ...config, changelogs: { ...changelogs, folder: path } };
  if (top === "apis" && key === "openapi")
    return { ...config, apis: withPart(apis, name, { openapi: path }) };
  if (top === "tables" && key === "data")
    return { ...config, tables: withPart(tables, name, { data: path }) };
  if (top === "events" && (name === "schemas" || name === "examples") && key === "" && events)
    return { ...config, events: { ...events, [name]: path } };
  return config;
}

function withPart<T extends object>(
  map: Readonly<Record<string, T>>,
  name: string,
  part: Partial<T>,
): Readonly<Record<string, T>> {
  const copy = Object.create(null) as Record<string, T>;
  for (const [key, value] of Object.entries(map))
    copy[key] = key === name ? { ...value, ...part } : value;
  return copy;
}

function withMeant(config: ProjectConfig, pointers: readonly string[]): ProjectConfig {
  return { ...config, meant: new Set([...config.meant, ...pointers]) };
}

function checkLabels(config: ProjectConfig, file: DataFile, report: Report): ProjectConfig {
  let checked = config;
  for (const [name, { version }] of Object.entries(config.apis)) {
    if (version === "" || Object.hasOwn(config.labels, version)) continue;
    const near = nearest(version, Object.keys(config.labels));
    const pointer = joinPointer("/apis", name, "version");
    report("config-unknown-label", spanOf({ source: file.source, pointer }), [
      version,
      name,
      ...near,
    ]);
    const [only, ...others] = near;
    if (only === undefined || others.length > 0) continue;
    const apis = withPart(checked.apis, name, { version: only });
    checked = withMeant({ ...checked, apis }, [pointer]);
  }
  return checked;
}

interface ConfiguredPath {
  readonly path: string;
  readonly what: string;
  readonly kind: "file" | "folder";
  readonly pointer: string;
  readonly mayMiss?: boolean;
}

function pathsOf(config: ProjectConfig, configFile: DataFile): ConfiguredPath[] {
  const folder = (path: string | undefined, pointer: string): ConfiguredPath[] =>
    path === undefined ? [] : [{ path, what: "folder", kind: "folder", pointer }];
  const file = (path: string, pointer: string): ConfiguredPath => ({
    path,
    what: "file",
    kind: "file",
    pointer,
  });
  const { events } = config;
  const schemas = (map: Readonly<Record<string, string>>) => Object.entries(map);
  return [
    ...(config.pages
      ? folder(config.pages.folder, "/pages/folder")
      : folder(config.specification, "/specification")),
    ...(config.pages?.static ?? []).flatMap((each) => folder(each.folder, "/pages/static")),
    ...Object.entries(config.apis).flatMap(([name, api]) =>
      folder(api.openapi, `/apis/${name}/openapi`),
    ),
    ...folder(events?.schemas, "/events/schemas"),
    ...folder(events?.examples, "/events/examples"),
    ...schemas(events?.common ?? {}).map(([name, path]) =>
      file(`${events!.schemas}/${path}`, `/events/common/${name}`),
    ),
    ...Object.keys(events?.kinds ?? {}).map((path) =>
      file(`${events!.schemas}/${path}`, joinPointer("/events/kinds", path)),
    ),
    ...changelogPaths(config, configFile),
    ...Object.entries(config.tables).map(([name, table]) =>
      file(table.data, `/tables/${name}/data`),
    ),
    ...folder(config.templates, "/templates"),
    ...(typeof config.formats === "string" ? [file(config.formats, "/formats")] : []),
    ...(isArray(config.formats as Json) ? (config.formats as readonly string[]) : []).map(
      (path, index) => ({ ...file(path, `/formats/${index}`), mayMiss: true }),
    ),
  ];
}

function whyNot(
  found: ReturnType<Tree["find"]>,
  kind: "file" | "folder",
): [string, ...string[]] | null {
  if (isRefused(found)) return [found.refused, ...found.near];
  if (found.kind === kind) return null;
  return [kind === "folder" ? "is no folder" : "is no file"];
}
