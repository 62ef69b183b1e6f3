import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Source } from "../base/source.js";
import { wholeProject } from "../base/whole-project.js";
import { draftOf, fillFormat, readFragments } from "../changelog/changelog.js";
import { isArray, isObject, keysOf, yamlText, type Json, type JsonObject } from "../data/data.js";
import type { KeptReads } from "./kept-reads.js";
import type { ChangelogFiles, ProjectConfig } from "./project.js";

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
 * Add the page of what is not released yet to the texts of pages, as a release would write it: a text that is no file, whose
 * places lead to those of the fragments. Where the pages are those of a release, there is one only if it has news. `kept`: what
 * was read in former loads.
 */
export function addDraft(
  { changelogs: { pages } = { folder: "" }, pages: tree }: ProjectConfig,
  changelogs: ReadonlyMap<string, ChangelogFiles>,
  texts: Map<string, Source>,
  commit: () => string,
  report: Report,
  kept?: KeptReads,
): void {
  const { settings, fragments: files = [] } = changelogs.get(wholeProject) ?? {};
  if (!tree || !pages?.draft || !settings) return;
  const fragments = readFragments(files, settings, report);
  if (fragments.length === 0 && tree.version?.status !== "unstable") return;
  const { name, "front-matter": frontMatter } = pages.draft;
  const { text: entry, origin } = draftOf(fragments, settings);
  const isCommitShown = JSON.stringify(frontMatter).includes("{commit}");
  const text = versionPage(entry, frontMatter, {
    version: name,
    commit: isCommitShown ? commit() : "",
  });
  const lead = text.length - entry.length;
  const make = (): Source => ({
    path: posix.join(pages.folder, `${name}.md`),
    text,
    origin: (offset) => (offset < lead ? undefined : origin(offset - lead)),
  });
  const source = kept?.made("draft", [pages.folder, name, text, files], make) ?? make();
  const file = posix.relative(tree.folder, source.path);
  if (file.startsWith("../")) return; // reported with the settings
  const written = texts.get(file);
  if (written)
    report("page-twice", wholeFile(written), [
      `/${file.slice(0, -3)}`,
      "the draft of the changelog",
    ]);
  texts.set(file, source);
}
