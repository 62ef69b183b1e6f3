import type { Report } from "../base/diagnostics.js";
import { type Source, wholeFile } from "../base/source.js";
import { wholeNumber } from "./python.js";
import type { ChangelogSettings, FragmentType } from "./settings.js";

/** A file among the fragments, and the section in whose folder it lies. */
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

/** The fragments among the files of a folder, by file name. Others are reported, except hidden files and those that towncrier keeps beside them. */
export function readFragments(
  files: readonly FragmentFile[],
  settings: ChangelogSettings,
  report: Report,
): readonly Fragment[] {
  const fragments: Fragment[] = [];
  const seen = new Set<string>();
  for (const source of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const name = source.path.slice(source.path.lastIndexOf("/") + 1);
    const fragment = readFragment(source, name, settings);
    if (!fragment) {
      if (!isKeptBeside(name)) reportUnknown(source, name, settings, report);
      continue;
    }
    const identity = `${fragment.section}/${fragment.issue}.${fragment.type.key}.${fragment.counter}`;
    if (fragment.issue !== "" && seen.has(identity))
      report("duplicate-fragment", wholeFile(source), [fragment.issue, fragment.type.key]);
    else fragments.push(fragment);
    seen.add(identity);
  }
  return fragments;
}

function reportUnknown(
  source: Source,
  name: string,
  { types }: ChangelogSettings,
  report: Report,
): void {
  report("unknown-fragment", wholeFile(source), [name, types.map(({ key }) => key).join(", ")]);
}

function isKeptBeside(name: string): boolean {
  return name.startsWith(".") || /^readme(?:\.\w+)?$/i.test(name);
}

/**
 * `<issue>.<type>`, or with more parts the first one that is a type; before it stands the issue, behind it may stand a
 * counter and an extension: `123.feature.1.rst`, `fix-1.2.3.feature`. `007` is issue 7, and so is `+7`, though a `+`
 * marks orphans otherwise.
 */
function readFragment(
  source: FragmentFile,
  name: string,
  settings: ChangelogSettings,
): Fragment | null {
  const parts = name.split(".");
  const at = parts.findIndex(
    (part, index) => index > 0 && settings.types.some(({ key }) => key === part),
  );
  if (at === -1) return null;
  const issue = wholeNumber(parts[at - 1]!) ?? parts[at - 1]!;
  const isOrphan = settings.orphanPrefix !== "" && issue.startsWith(settings.orphanPrefix);
  const counter = parts[at + 1] ?? "";
  return {
    source,
    section: source.section ?? "",
    issue: isOrphan ? "" : issue,
    type: settings.types.find(({ key }) => key === parts[at])!,
    counter: /^\d+$/.test(counter) ? Number(counter) : 0,
  };
}

/** What a new fragment is called; an orphan has no issue but a word of its own. */
export function fragmentName(issue: string, type: string, counter: number): string {
  return `${issue}.${type}${counter > 0 ? `.${counter}` : ""}`;
}
