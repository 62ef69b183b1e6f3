import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { wholeProject } from "../base/whole-project.js";
import { draftOf, fillFormat, readFragments } from "../changelog/changelog.js";
import { isArray, isObject, keysOf, yamlText, type Json, type JsonObject } from "../data/data.js";
import type { ChangelogFiles, ChangelogsConfig } from "./project.js";

/** An entry as a page of its own: below its front matter, whose strings have the fields filled in. */
export function versionPage(
  entry: string,
  frontMatter: JsonObject,
  fields: Readonly<Record<string, string>>,
): string {
  const front = yamlText(filled(frontMatter, fields) as JsonObject); // an object stays one
  return front === "" ? entry.replace(/^\n+/, "") : `---\n${front}---\n${entry}`;
}

function filled(value: Json, fields: Readonly<Record<string, string>>): Json {
  if (typeof value === "string") return fillFormat(value, fields);
  if (isArray(value)) return value.map((item) => filled(item, fields));
  if (!isObject(value)) return value;
  return Object.fromEntries(keysOf(value).map((key) => [key, filled(value[key]!, fields)]));
}

/**
 * The page of what is not released yet, as a release would write it: a text that is no file, whose places lead to those of
 * the fragments. `null` where the project has no such page.
 */
export function draftPage(
  { pages }: ChangelogsConfig,
  changelogs: ReadonlyMap<string, ChangelogFiles>,
  commit: () => string,
  report: Report,
): Source | null {
  const { settings, fragments = [] } = changelogs.get(wholeProject) ?? {};
  if (!pages?.draft || !settings) return null;
  const { name, "front-matter": frontMatter } = pages.draft;
  const { text: entry, origin } = draftOf(readFragments(fragments, settings, report), settings);
  const isCommitShown = JSON.stringify(frontMatter).includes("{commit}");
  const text = versionPage(entry, frontMatter, {
    version: name,
    commit: isCommitShown ? commit() : "",
  });
  const lead = text.length - entry.length;
  return {
    path: posix.join(pages.folder, `${name}.md`),
    text,
    origin: (offset) => (offset < lead ? undefined : origin(offset - lead)),
  };
}
