import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { badField, type OwnSettings } from "../changelog/changelog.js";
import {
  isObject,
  isArray,
  joinPointer,
  keysOf,
  spanOf,
  type DataFile,
  type Json,
} from "../data/data.js";
import { entryTemplate } from "./entry-template.js";
import type { ChangelogsConfig, EntriesConfig, PagesConfig } from "./project.js";
import type { Reader } from "./reader.js";

/** What each format of entries may name. */
const fields = {
  title: ["name", "version", "project_date"],
  section: ["name"],
  type: ["name"],
  change: ["text", "issues"],
  issue: ["issue"],
} as const satisfies { readonly [key in keyof EntriesConfig]?: readonly string[] };

/**
 * What `changelogs` of `specpress.yaml` says in place of towncrier's settings, as these have it: formats of entries, and
 * the pages of versions as files of past entries. Formats that cannot be used are reported and left out.
 */
export function ownSettings(
  { entries = {}, pages }: ChangelogsConfig,
  configFolder: string,
  file: DataFile,
  reader: Reader,
  report: Report,
): OwnSettings {
  const at = (...keys: readonly string[]) =>
    spanOf({ source: file.source, pointer: joinPointer("/changelogs", ...keys) });
  const format = (key: keyof typeof fields): string | undefined => {
    const given = entries[key];
    const bad = given === undefined ? undefined : badField(given, fields[key]);
    if (bad === undefined) return given;
    report("config-bad-value", at("entries", key), [
      `"changelogs.entries.${key}"`,
      given!,
      notAField(bad, fields[key]),
    ]);
    return undefined;
  };
  const [title, section, type, change, issue] = [
    format("title"),
    format("section"),
    format("type"),
    format("change"),
    format("issue"),
  ];
  const template =
    entries.template === undefined
      ? null
      : entryTemplate("", reader, report)(entries.template, at("entries", "template"));
  const hasFormats = section !== undefined || type !== undefined || change !== undefined;
  const formats = { section: section ?? "## {name}", type: type ?? "### {name}" };
  const titleFormat = title ?? (pages ? "" : undefined);
  return {
    ...(titleFormat !== undefined && { titleFormat: titleFormat === "" ? null : titleFormat }),
    ...(issue !== undefined && { issueFormat: issue }),
    ...(hasFormats && {
      template: {
        ...formats,
        ...(pages && type === undefined && { typeWithoutSection: formats.section }),
        ...(change !== undefined && { change }),
      },
    }),
    ...(template && { template }),
    ...(pages && {
      filename: posix.join(posix.relative(configFolder, pages.folder), "{version}.md"),
      filenameAt: at("pages", "folder"),
      isSingleFile: false,
      isPage: true,
    }),
  };
}

/** Report a folder of versions that is not one of the pages, and fields that there are not in the strings of front matter. */
export function checkVersionPages(
  { pages }: ChangelogsConfig,
  tree: PagesConfig | undefined,
  file: DataFile,
  report: Report,
): void {
  if (!pages) return;
  if (tree && !pages.folder.startsWith(`${tree.folder}/`))
    report(
      "config-bad-value",
      spanOf({ source: file.source, pointer: "/changelogs/pages/folder" }),
      [`"changelogs.pages.folder"`, JSON.stringify(pages.folder), `it must lie in ${tree.folder}/`],
    );
  const check = (
    value: Json,
    keys: readonly (string | number)[],
    known: readonly string[],
  ): void => {
    if (isArray(value))
      for (const [index, item] of value.entries()) check(item, [...keys, index], known);
    else if (isObject(value))
      for (const key of keysOf(value)) check(value[key]!, [...keys, key], known);
    else if (typeof value === "string") {
      const bad = badField(value, known);
      if (bad === undefined) return;
      const pointer = joinPointer("/changelogs/pages", ...keys);
      const name = `"${["changelogs", "pages", ...keys].join(".")}"`;
      report("config-bad-value", spanOf({ source: file.source, pointer }), [
        name,
        value,
        notAField(bad, known),
      ]);
    }
  };
  check(pages["front-matter"], ["front-matter"], ["version", "project_date"]);
  if (pages.draft)
    check(pages.draft["front-matter"], ["draft", "front-matter"], ["version", "commit"]);
}

function notAField(bad: string, known: readonly string[]): string {
  return `"${bad}" is none of ${known.map((name) => `{${name}}`).join(", ")}`;
}
