import { isObject, lookUp, type DataFile } from "../data/data.js";
import { plainPath } from "./pages-config.js";
import type { ChangelogsConfig, ProjectConfig, VersionPagesConfig } from "./project.js";

/** The folder alone, or an object. */
export function changelogsOf(
  given: string | Partial<ChangelogsConfig> | undefined,
): Pick<ProjectConfig, "changelogs"> {
  if (given === undefined) return {};
  if (typeof given === "string") return { changelogs: { folder: plainPath(given) } };
  const { folder, entries, pages } = given;
  if (folder === undefined) return {}; // missing, which was reported
  return {
    changelogs: {
      folder: plainPath(folder),
      ...(entries && { entries }),
      ...(pages?.folder !== undefined && { pages: versionPagesOf(pages) }),
    },
  };
}

function versionPagesOf(given: VersionPagesConfig): VersionPagesConfig {
  const { folder, draft } = given;
  const front = (each: Partial<VersionPagesConfig>) => ({
    "front-matter": each["front-matter"] ?? {},
  });
  return {
    folder: plainPath(folder),
    ...front(given),
    ...(draft?.name !== undefined && { draft: { name: draft.name, ...front(draft) } }),
  };
}
interface ChangelogPath {
  readonly path: string;
  readonly what: string;
  readonly kind: "file" | "folder";
  readonly pointer: string;
}

/** The folder may be the setting itself. */
export function changelogPaths(
  { changelogs }: ProjectConfig,
  { value }: DataFile,
): readonly ChangelogPath[] {
  if (!changelogs) return [];
  const { folder, entries, pages } = changelogs;
  const pointer = isObject(lookUp(value, "/changelogs")) ? "/changelogs/folder" : "/changelogs";
  const of = (path: string | undefined, kind: ChangelogPath["kind"], at: string) =>
    path === undefined ? [] : [{ path, what: kind, kind, pointer: at }];
  return [
    ...of(folder, "folder", pointer),
    ...of(entries?.template, "file", "/changelogs/entries/template"),
    ...of(pages?.folder, "folder", "/changelogs/pages/folder"),
  ];
}
