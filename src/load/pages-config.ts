import { wholeProject } from "../base/whole-project.js";
import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { isObject, joinPointer, spanOf, type DataFile, type Json } from "../data/data.js";
import type {
  PagesConfig,
  ProjectConfig,
  Publication,
  PublishConfig,
  VersionStatus,
} from "./project.js";

/** The setting of a tree of pages: a folder, or an object. Absent where there is none, or none that can be used. */
export function readPagesConfig(
  given: unknown,
  file: DataFile,
  report: Report,
): PagesConfig | undefined {
  const usual = {
    static: [],
    keys: [],
    numbers: true,
    endpoints: true,
    layouts: {},
    outputs: {},
  };
  if (typeof given === "string" && given !== "") return { ...usual, folder: plainPath(given) };
  if (given === undefined) return undefined;
  if (!isObject(given as Json)) {
    tellWrong("/pages", given as Json, file, report);
    return undefined;
  }
  const written = given as Partial<PagesConfig>;
  if (written.folder === undefined) return undefined;
  return {
    ...usual,
    ...written,
    folder: plainPath(written.folder),
    ...(written.address === undefined ? {} : { address: written.address.replace(/\/+$/, "") }),
    static: staticOf(written.static, file, report),
    layouts: whole(written.layouts),
    outputs: whole(written.outputs),
  };
}

/** Those that say what they show; what is missing was reported. */
function whole<T extends { readonly shows: string }>(
  given: Readonly<Record<string, Partial<T>>> | undefined,
): Readonly<Record<string, T>> {
  const entries = Object.entries(given ?? {}).filter(([, { shows }]) => shows !== undefined);
  return Object.fromEntries(entries) as Record<string, T>;
}

/**
 * The settings of a tree of pages with another status of its version, or as a release: a project of several versions, one for
 * each API, is called by the first that is named.
 */
export function withVersion(
  config: ProjectConfig,
  releases: ReadonlyMap<string, string> | undefined,
  status: VersionStatus | undefined,
): ProjectConfig {
  const { pages } = config;
  if (!pages) return config;
  const [released] = releases?.values() ?? [];
  const isVersioned = pages.version !== undefined || releases?.has(wholeProject) === true;
  const name = isVersioned ? released : undefined;
  const shown = status ?? (name === undefined ? undefined : "stable");
  if (shown === undefined) return config;
  const version = { ...pages.version, status: shown, ...(name === undefined ? {} : { name }) };
  return { ...config, pages: { ...pages, version } };
}

/** The settings of a project whose site is published as a version beside others: these know each other by themselves. */
export function withPublication(
  config: ProjectConfig,
  publication: Publication | null,
): ProjectConfig {
  const { pages } = config;
  if (!pages || !publication) return config;
  const { name, status, address } = publication;
  const version = {
    status: status === "draft" ? ("unstable" as const) : ("stable" as const),
    name,
  };
  const { address: _own, ...others } = pages;
  return {
    ...config,
    pages: {
      ...others,
      ...(address === null ? {} : { address: `${address}/${encodeURIComponent(name)}` }),
      version,
    },
  };
}

/** How versions are published: at the address of the site, or of its pages, unless another one is named. */
export function readPublishConfig(
  given: Partial<PublishConfig> | undefined,
  site: string | undefined,
  pages: PagesConfig | undefined,
): PublishConfig {
  const address = given?.address ?? site ?? pages?.address;
  return {
    "search-engines": given?.["search-engines"] ?? "all",
    address: address === undefined ? null : address.replace(/\/+$/, ""),
  };
}

/** `static: files`, or an object of several folders by their addresses. */
function staticOf(given: unknown, file: DataFile, report: Report): PagesConfig["static"] {
  if (given === undefined) return [];
  if (typeof given === "string" && given !== "") return [{ address: "", folder: plainPath(given) }];
  if (!isObject(given as Json)) {
    tellWrong("/pages/static", given as Json, file, report);
    return [];
  }
  return Object.entries(given as Readonly<Record<string, string>>).flatMap(([key, folder]) => {
    const address = key.replace(/^\/+|\/+$/g, "");
    if (addressRe.test(address)) return [{ address, folder: plainPath(folder) }];
    const span = spanOf({ source: file.source, pointer: joinPointer("/pages/static", key) }, "key");
    const fault = "it must be an address such as /icons";
    report("config-bad-value", span, ["A key of pages.static", JSON.stringify(key), fault]);
    return [];
  });
}

/** Names of folders that have no special meaning, one in the other. */
const addressRe = /^(?:[^/\\.:][^/\\:]*(?:\/[^/\\.:][^/\\:]*)*)?$/;

function tellWrong(pointer: string, given: Json, { source }: DataFile, report: Report): void {
  const name = `"${pointer.slice(1).replaceAll("/", ".")}"`;
  const shown = JSON.stringify(given).slice(0, 60);
  report("config-wrong-type", spanOf({ source, pointer }), [name, "a folder or an object", shown]);
}

/** `./changelogs/` is `changelogs`: paths are compared. */
export function plainPath(path: string): string {
  return path === "" ? "" : posix.normalize(path).replace(/(?<=.)\/$/, "");
}
