import { codes, type Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import { joinPointer, spanOf, type DataFile, type JsonObject } from "../data/data.js";
import { checkConfig } from "./check-config.js";
import type { AcceptConfig, ApiConfig, EventsConfig, ProjectConfig } from "./project.js";
import { isRefused, type Tree } from "./tree.js";

/** The settings of `specpress.yaml`, checked against their schema, defaults filled in. */
export function readConfig(file: DataFile, schema: JsonObject, report: Report): ProjectConfig {
  // The schema says what has which type; what did not fit is gone.
  const given = checkConfig(file, schema, report) as unknown as Partial<ProjectConfig>;
  checkCodes(given, file, report);
  return {
    name: "",
    specification: "",
    labels: {},
    notices: {},
    ...given,
    accept: (given.accept ?? []).filter(({ code, file }: Partial<AcceptConfig>) => code && file),
    apis: mapValues(given.apis ?? {}, apiWithDefaults),
    tables: mapValues(given.tables ?? {}, ({ data = "", columns = [] }) => ({ data, columns })),
    ...(given.events ? { events: eventsWithDefaults(given.events) } : {}),
  };
}

/** Report codes that there are not. */
function checkCodes(
  { severities = {}, accept = [] }: Partial<ProjectConfig>,
  file: DataFile,
  report: Report,
): void {
  const check = (code: string, pointer: string, of: "key" | "value") => {
    if (Object.hasOwn(codes, code)) return;
    const near = nearest(code, Object.keys(codes));
    report("unknown-code", spanOf({ source: file.source, pointer }, of), [code, ...near]);
  };
  for (const code of Object.keys(severities)) check(code, joinPointer("/severities", code), "key");
  accept.forEach(({ code }: Partial<AcceptConfig>, index) => {
    if (code !== undefined) check(code, joinPointer("/accept", index, "code"), "value");
  });
}

function mapValues<In, Out>(
  map: Readonly<Record<string, In>>,
  make: (value: Partial<In>, key: string) => Out,
): Readonly<Record<string, Out>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, make(value, key)]));
}

function apiWithDefaults(given: Partial<ApiConfig>, name: string): ApiConfig {
  return { title: name, purpose: "", openapi: "", suffix: name, version: "", ...given };
}

function eventsWithDefaults(given: Partial<EventsConfig>): EventsConfig {
  return {
    schemas: "",
    examples: "",
    kinds: {},
    common: {},
    variants: {},
    notes: {},
    groups: {},
    ...given,
  };
}

/** Report every folder and file of the settings that is not there, and labels that are not defined. */
export function checkPaths(
  config: ProjectConfig,
  file: DataFile,
  tree: Tree,
  report: Report,
): void {
  for (const { path, what, kind, pointer } of pathsOf(config)) {
    if (path === "") continue; // missing, which was told
    const why = whyNot(tree.find(path), kind);
    if (why) report("config-path", spanOf({ source: file.source, pointer }), [path, what, ...why]);
  }
  for (const [name, { version }] of Object.entries(config.apis)) {
    if (version === "" || Object.hasOwn(config.labels, version)) continue;
    const near = nearest(version, Object.keys(config.labels));
    const span = spanOf({ source: file.source, pointer: `/apis/${name}/version` });
    report("config-unknown-label", span, [version, name, ...near]);
  }
}

interface ConfiguredPath {
  readonly path: string;
  readonly what: string;
  readonly kind: "file" | "folder";
  readonly pointer: string;
}

function pathsOf(config: ProjectConfig): ConfiguredPath[] {
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
    ...folder(config.specification, "/specification"),
    ...Object.entries(config.apis).flatMap(([name, api]) =>
      folder(api.openapi, `/apis/${name}/openapi`),
    ),
    ...folder(events?.schemas, "/events/schemas"),
    ...folder(events?.examples, "/events/examples"),
    ...schemas(events?.common ?? {}).map(([name, path]) =>
      file(`${events!.schemas}/${path}`, `/events/common/${name}`),
    ),
    ...folder(config.changelogs, "/changelogs"),
    ...Object.entries(config.tables).map(([name, table]) =>
      file(table.data, `/tables/${name}/data`),
    ),
    ...folder(config.templates, "/templates"),
  ];
}

function whyNot(found: ReturnType<Tree["find"]>, kind: "file" | "folder"): string[] | null {
  if (isRefused(found)) return [found.refused, ...found.near];
  if (found.kind === kind) return null;
  return [kind === "folder" ? "is no folder" : "is no file"];
}
