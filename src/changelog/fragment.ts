import type { Report } from "../base/diagnostics.js";
import { type Source, type Span, wholeFile } from "../base/source.js";
import { fitsName } from "./glob.js";
import { matchesWhole } from "./issue-pattern.js";
import { strip, wholeNumber } from "./python.js";
import type { ChangelogSettings, FragmentType } from "./settings.js";

/** A file among the fragments, and the section in whose folder it lies. A link is called by its own name; its `origin` is the text it leads to. */
export interface FragmentFile extends Source {
  readonly section?: string;
}

/** One news fragment: what changed, and for which issue. */
export interface Fragment {
  readonly source: Source;
  /** Empty where the project has no named sections. */
  readonly section: string;
  /** Empty for an orphan. */
  readonly issue: string;
  readonly type: FragmentType;
  /** Tells several fragments of one issue and type apart. */
  readonly counter: number;
}

/** The fragments among the files of a folder, by file name. Others are reported, except those that are ignored. */
export function readFragments(
  files: readonly FragmentFile[],
  settings: ChangelogSettings,
  report: Report,
): readonly Fragment[] {
  const fragments: Fragment[] = [];
  const seen = new Set<string>();
  for (const source of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const name = source.path.slice(source.path.lastIndexOf("/") + 1);
    if (isIgnored(name, settings)) continue;
    const fragment = readFragment(source, name, settings);
    if (!fragment) {
      if (!isKeptBeside(name)) reportUnknown(source, name, settings, report);
      continue;
    }
    const { section, issue, type, counter } = fragment;
    const identity = `${section}/${issue}.${type.key}.${counter}`;
    if (issue !== "" && !fitsPattern(issue, settings)) reportIssue(source, issue, settings, report);
    if (issue !== "" && seen.has(identity))
      report("duplicate-fragment", fileSpan(source), [issue, type.key]);
    else fragments.push(fragment);
    seen.add(identity);
  }
  return fragments;
}

/** The file itself, not the text that it may be a link to. */
export function fileSpan(source: Source): Span {
  return wholeFile(source.origin ? { path: source.path, text: source.text } : source);
}

function reportUnknown(
  source: Source,
  name: string,
  { types }: ChangelogSettings,
  report: Report,
): void {
  report("unknown-fragment", fileSpan(source), [name, types.map(({ key }) => key).join(", ")]);
}

function reportIssue(
  source: Source,
  issue: string,
  { issuePattern = "" }: ChangelogSettings,
  report: Report,
): void {
  report("fragment-issue-pattern", fileSpan(source), [issue, issuePattern]);
}

function fitsPattern(issue: string, { issuePattern }: ChangelogSettings): boolean {
  return issuePattern === undefined || matchesWhole(issue, issuePattern);
}

/** Those that the settings name, and hidden ones. */
function isIgnored(name: string, { ignore }: ChangelogSettings): boolean {
  return name.startsWith(".") || ignore.some((pattern) => fitsName(name, pattern));
}

/** What is no fragment by its name and is found among them all the same. */
function isKeptBeside(name: string): boolean {
  return /^readme(?:\.\w+)?$|^_?template\b|\.(?:jinja2?|j2|hbs)$/i.test(name);
}

/**
 * `<issue>.<type>`: before the type stands the issue, behind it may stand a counter and an extension: `123.feature.1.rst`.
 * `007` is issue 7. In 22.12 the type is the first part that is one, and the issue the part before it; `+7` is issue 7,
 * though a `+` marks orphans otherwise. In 24.8 it is the last part that is one, and the issue all that stands before.
 */
function readFragment(
  source: FragmentFile,
  name: string,
  settings: ChangelogSettings,
): Fragment | null {
  const { types, edition, orphanPrefix } = settings;
  const parts = name.split(".");
  const isType = (part: string, index: number) =>
    index > 0 && types.some(({ key }) => key === part);
  const at = edition === "22.12" ? parts.findIndex(isType) : parts.findLastIndex(isType);
  if (at === -1) return null;
  const issue = edition === "22.12" ? partBefore(parts, at) : allBefore(parts, at);
  const isOrphan = orphanPrefix !== "" && issue.startsWith(orphanPrefix);
  const counter = parts[at + 1] ?? "";
  return {
    source,
    section: source.section ?? "",
    issue: isOrphan ? "" : issue,
    type: types.find(({ key }) => key === parts[at])!,
    counter: /^\d+$/.test(counter) ? Number(counter) : 0,
  };
}

function partBefore(parts: readonly string[], at: number): string {
  return wholeNumber(parts[at - 1]!) ?? parts[at - 1]!;
}

function allBefore(parts: readonly string[], at: number): string {
  const issue = strip(parts.slice(0, at).join("."));
  return /^\d+$/.test(issue) ? issue.replace(/^0+(?=\d)/, "") : issue;
}

/** What a new fragment is called; an orphan has no issue but a word of its own. */
export function fragmentName(
  issue: string,
  type: string,
  counter: number,
  extension: string = "",
): string {
  return `${issue}.${type}${counter > 0 ? `.${counter}` : ""}${extension}`;
}
