import { usualEnvelope } from "../base/usual-envelope.js";
import { withoutControls } from "../base/printable.js";
import { isFileName } from "../base/safe-path.js";
import { changeRules, isChangeCode } from "../base/change-rules.js";
import { codes, type Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import {
  isArray,
  isObject,
  joinPointer,
  keysOf,
  lookUp,
  ownValue,
  spanOf,
  type DataFile,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { defaultMarkdown, type MarkdownSettings } from "../markdown/settings.js";
import { checkConfig } from "./check-config.js";
import { changelogsOf } from "./changelogs-config.js";
import { readPagesConfig, readPublishConfig } from "./pages-config.js";
import { editorOf } from "./editor.js";
import { repositoryOf } from "./repository-config.js";
import { shortcodesOf } from "./shortcodes.js";
import {
  indexKinds,
  type AcceptConfig,
  type ApiConfig,
  type EventsConfig,
  type IdsConfig,
  type IndexKind,
  type OutputsConfig,
  type ShowConfig,
  type ProjectConfig,
  type TableConfig,
} from "./project.js";

/** The settings of `specpress.yaml`, checked against their schema, defaults filled in. */
export function readConfig(
  file: DataFile,
  schema: JsonObject,
  report: Report,
  asMeant = false,
): ProjectConfig {
  // The schema says what has which type; what did not fit is gone.
  const { value, isBroken, meant, written: all } = checkConfig(file, schema, report, asMeant);
  const { pages: written, repository, changelogs, indexes, ...given } = value as unknown as Written;
  checkCodes(given, file, report);
  const pages = readPagesConfig(written, file, report);
  checkApiNames(given, file, report);
  if (!pages) checkNeeds(given, written !== undefined, { ...file, value: all }, report);
  else if (given.specification !== undefined)
    report(
      "pages-and-specification",
      spanOf({ source: file.source, pointer: "/specification" }, "key"),
    );
  const groups = without(given.events?.groups, isBroken);
  const columnsOf = ({ columns = [] }: Partial<TableConfig>) =>
    columns
      .filter((column) => !isBroken(column))
      .map((column) => ({ ...column, width: column.width ?? usualWidth }));
  const tables = without(
    given.tables,
    (table) => table.data === undefined || columnsOf(table).length === 0,
  );
  const unusable = [
    ...otherNames(file, "/events/groups", groups),
    ...otherNames(file, "/events/common", given.events?.common ?? {}),
    ...otherNames(file, "/tables", tables),
  ];
  return {
    name: "",
    specification: "",
    labels: mapOf<string>([]),
    notices: mapOf<string>([]),
    ignore: [],
    ...given,
    ...(given.name === undefined ? {} : { name: withoutControls(given.name) }),
    ...(pages ? { pages, specification: pages.folder } : {}),
    ...changelogsOf(changelogs),
    accept: placed(
      (given.accept ?? []).filter((each) => !isBroken(each)),
      file,
    ),
    apis: mapValues(given.apis ?? {}, apiWithDefaults),
    ...lookOf(given, file, report),
    show: { ...(isCompact(given) ? compact : allShown), ...given.show },
    ...idsOf(given),
    markdown: markdownOf(given.markdown),
    outputs: outputsOf(given.outputs),
    publish: readPublishConfig(given.publish, given.address, pages),
    ...editorOf(given.editor, file, report),
    formats: formatsOf(given.formats, file, report),
    "key-formats": given["key-formats"] ?? [],
    search: given.search ?? pages?.search ?? true,
    viewer: given.viewer ?? false,
    "composed-examples": given["composed-examples"] ?? false,
    versions: { added: [], changed: [], ...given.versions },
    indexes: indexes === true ? indexKinds : indexes || [],
    errors: given.errors ?? mapOf<string>([]),
    tables: mapValues(tables, (table) => ({ ...table, columns: columnsOf(table) })),
    ...repositoryIn(repository, file, report),
    shortcodes: shortcodesOf(given.shortcodes, isBroken, file, report),
    ...(given.events ? { events: eventsWithDefaults(given.events, groups) } : {}),
    unusable: new Set(unusable),
    meant: new Set(meant),
  };
}

/** The settings as they are written. */
type Written = Partial<Omit<ProjectConfig, "indexes">> & {
  readonly indexes?: boolean | readonly IndexKind[];
};

function repositoryIn(
  given: unknown,
  file: DataFile,
  report: Report,
): Pick<ProjectConfig, "repository"> {
  const repository = repositoryOf(given, file, report);
  return repository ? { repository } : {};
}

/** Files of the site, its exports and its changelogs are named by APIs. */
function checkApiNames(
  { apis = {} }: Partial<ProjectConfig>,
  { source }: DataFile,
  report: Report,
): void {
  for (const name of Object.keys(apis))
    if (!isFileName(name))
      report("config-bad-value", spanOf({ source, pointer: joinPointer("/apis", name) }, "key"), [
        "The name of an API",
        JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name),
        'files are named by it, so it can be "client_server", but no path, and not hidden',
      ]);
}

/** What a project needs whose pages are put together in targets.yaml. */
function checkNeeds(
  { specification, apis = {} }: Partial<ProjectConfig>,
  hasPages: boolean,
  file: DataFile,
  report: Report,
): void {
  const { source, value } = file;
  const tell = (key: string, pointer: string, where: string) =>
    report("config-missing-key", spanOf({ source, pointer }, "key"), [key, where]);
  const isGiven = (key: string, pointer = "") =>
    isObject(lookUp(value, pointer)) && lookUp(value, joinPointer(pointer, key)) !== undefined;
  if (hasPages) return;
  if (specification === undefined && !isGiven("specification"))
    tell("specification", "", "this file");
  for (const name of Object.keys(apis))
    for (const key of ["suffix", "version"])
      if (!isGiven(key, joinPointer("/apis", name)))
        tell(key, joinPointer("/apis", name), `"apis.${name}"`);
}

/** YAML reads `look: 2020` as a number. */
function lookOf(
  given: Partial<ProjectConfig>,
  file: DataFile,
  report: Report,
): Pick<ProjectConfig, "look"> {
  const look: unknown = given.look;
  const isMarkdown =
    given.shortcodes !== undefined ||
    [...Object.values(given.apis ?? {}), given.events].some(
      (each) => each?.descriptions === "markdown",
    );
  if (look === undefined) return isMarkdown ? { look: "current" } : {};
  // A set of `show` for what is otherwise shown alike.
  if (look === "current" || look === "compact") return { look: "current" };
  const isOld = look === 2020 || look === "2020";
  if (isOld && !isMarkdown) return { look: "2020" };
  const shown = typeof look === "string" ? look : JSON.stringify(look);
  const fault = isOld
    ? "only the look current has descriptions in Markdown, and shortcodes"
    : 'it must be "current", "compact" or "2020"';
  report("config-bad-value", spanOf({ source: file.source, pointer: "/look" }), [
    '"look"',
    isOld ? String(look) : JSON.stringify(shown.slice(0, 60)),
    fault,
    ...nearest(shown, ["current", "compact"]),
  ]);
  return isMarkdown ? { look: "current" } : {};
}

/** `"$ $"` are two delimiters. */
function markdownOf(given: unknown): MarkdownSettings {
  const { ids, smart, math } = (given ?? {}) as Partial<MarkdownSettings>;
  const written = (math ?? {}) as { readonly inline?: string[]; readonly block?: string[] };
  const delimiters = (pairs: readonly string[] = []) =>
    pairs.map((pair) => {
      const [open = "", close = ""] = pair.split(" ");
      return { open, close };
    });
  return {
    ids: ids ?? defaultMarkdown.ids,
    smart: smart ?? defaultMarkdown.smart,
    math: { inline: delimiters(written.inline), block: delimiters(written.block) },
  };
}

function outputsOf(given: Partial<OutputsConfig> = {}): OutputsConfig {
  const base = given["base-url"] ?? null;
  return {
    write: [],
    openapi: null,
    format: "json",
    server: null,
    "error-codes": ["errcode"],
    ...given,
    "base-url": base === null ? null : base.replace(/\/*$/, "/"),
  };
}

function isCompact(given: Partial<ProjectConfig>): boolean {
  const look: unknown = given.look;
  return look === "compact";
}

/** The ids of the look `compact`, and of whoever asks for some of them. */
const usualIds: IdsConfig = {
  operation: "{method}{address}",
  event: "{name}",
  definition: "definition-{title}",
  request: "{operation}_request",
  response: "{operation}_response-{status}",
  table: "{base}_{title}",
};

function idsOf(given: Partial<ProjectConfig>): Pick<ProjectConfig, "ids"> {
  return given.ids || isCompact(given) ? { ids: { ...usualIds, ...given.ids } } : {};
}

/** A path of a file, several, or a map. */
function formatsOf(
  given: ProjectConfig["formats"] | undefined,
  { source }: DataFile,
  report: Report,
): ProjectConfig["formats"] {
  const none = mapOf<string>([]);
  if (given === undefined || typeof given === "string") return given ?? none;
  const json = given as Json;
  if (isObject(json)) return given;
  if (isArray(json) && json.every((path) => typeof path === "string" && path !== "")) return given;
  const span = spanOf({ source, pointer: "/formats" });
  report("config-wrong-type", span, [
    '"formats"',
    "an object of addresses by name, the path of a file, or an array of paths",
    JSON.stringify(given).slice(0, 60),
  ]);
  return none;
}

const allShown: ShowConfig = {
  layout: "full",
  info: true,
  tags: true,
  summary: true,
  "body-description": true,
  "type-descriptions": true,
  "parameter-examples": true,
  deprecated: true,
  access: true,
  folding: "none",
  order: "source",
  values: "each",
  "event-kind": "base",
  "sample-values": true,
  "rate-limited": "declared",
  "requires-auth": true,
  "request-http": true,
  "request-curl": true,
  "code-samples": true,
  responses: "all",
  headers: true,
  constraints: true,
  defaults: true,
  "made-examples": true,
  credentials: true,
  extensions: [],
  wordings: {},
};

/** The same with few words: what is not shown the project adds by `show`. */
const compact: ShowConfig = {
  ...allShown,
  layout: "compact",
  "rate-limited": true,
  folding: "open",
  info: false,
  tags: false,
  summary: false,
  "body-description": false,
  "parameter-examples": false,
  "request-http": false,
  "request-curl": false,
  "code-samples": false,
  constraints: false,
  defaults: false,
  "sample-values": false,
};

/** Of a column that has none. Like all widths it only counts beside those of the others. */
const usualWidth = 20;
/** Report codes that there are not. */
function checkCodes(
  { severities = {}, accept = [] }: Partial<ProjectConfig>,
  file: DataFile,
  report: Report,
): void {
  const check = (code: string, pointer: string, of: "key" | "value") => {
    if (Object.hasOwn(codes, code) || (of === "value" && isChangeCode(code))) return;
    const changes = of === "value" ? Object.keys(changeRules) : [];
    const near = nearest(code, [...Object.keys(codes), ...changes]);
    report("unknown-code", spanOf({ source: file.source, pointer }, of), [code, ...near]);
  };
  for (const code of Object.keys(severities)) check(code, joinPointer("/severities", code), "key");
  for (const { code, index } of placed(accept, file))
    if (code !== undefined) check(code, joinPointer("/accept", index, "code"), "value");
}

/** Entries of `accept` with their index in the file, which may have others before them that did not fit. */
function placed<T extends Partial<AcceptConfig>>(
  kept: readonly T[],
  file: DataFile,
): readonly (T & { readonly index: number })[] {
  const given = lookUp(file.value, "/accept");
  let index = -1;
  return kept.map((entry) => {
    const isEntry = (value: Json, at: number) =>
      at > index && isObject(value) && holds(value, entry);
    index = isArray(given) ? given.findIndex(isEntry) : index + 1;
    return { ...entry, index };
  });
}

/** Whether an object has all values of another one. */
function holds(value: JsonObject, entry: object): boolean {
  return Object.entries(entry).every(([key, word]) => ownValue(value, key) === word);
}

type NamedParts<T> = Readonly<Record<string, T>>;

/** The parts of a map but for those that cannot be used. */
function without<T extends object>(
  map: NamedParts<T> | undefined,
  isUnusable: (part: T) => boolean,
): NamedParts<T> {
  return mapOf(Object.entries(map ?? {}).filter(([, part]) => !isUnusable(part)));
}

/** The names that the file has at a place, but not what is used of it. */
function otherNames(file: DataFile, pointer: string, used: object): readonly string[] {
  const given = lookUp(file.value, pointer);
  return isObject(given) ? keysOf(given).filter((name) => !Object.hasOwn(used, name)) : [];
}

function mapValues<In, Out>(
  map: NamedParts<In>,
  make: (value: In, key: string) => Out,
): NamedParts<Out> {
  return mapOf(Object.entries(map).map(([key, value]) => [key, make(value, key)]));
}

/** A map that inherits nothing. */
function mapOf<T>(entries: readonly (readonly [string, T])[]): NamedParts<T> {
  const map = Object.create(null) as Record<string, T>;
  for (const [name, value] of entries) map[name] = value;
  return map;
}

function apiWithDefaults(given: Partial<ApiConfig>, name: string): ApiConfig {
  return { title: name, purpose: "", openapi: "", suffix: name, version: "", ...given };
}

function eventsWithDefaults(
  given: Partial<EventsConfig>,
  groups: EventsConfig["groups"],
): EventsConfig {
  const none = mapOf<string>([]);
  return {
    schemas: "",
    examples: "",
    kinds: none,
    common: none,
    variants: none,
    notes: none,
    ...given,
    envelope: { ...usualEnvelope, ...given.envelope },
    groups,
  };
}
