import type { Fragment } from "./fragment.js";
import type { ChangelogSettings, FragmentType } from "./settings.js";

/**
 * Changelogs as towncrier 22.12 keeps them: news fragments become an entry, printed as RST by its default template; past
 * entries stand in one file, the latest first.
 */
export { readFragments, type Fragment } from "./fragment.js";
export { sectionTitled, type HistorySection } from "./history.js";
export { readSettings, type ChangelogSettings, type FragmentType } from "./settings.js";

/** The changes of one version. */
export interface Entry {
  /** Types with changes, in the order of the settings. */
  readonly groups: readonly EntryGroup[];
}

export interface EntryGroup {
  readonly type: FragmentType;
  readonly changes: readonly Change[];
}

export interface Change {
  readonly text: string;
  /** Numbers after names, in order. */
  readonly issues: readonly string[];
  /** The fragments that say so. */
  readonly fragments: readonly Fragment[];
}

/** Group fragments by type; those with the same text become one change. */
export function makeEntry(fragments: readonly Fragment[], settings: ChangelogSettings): Entry {
  const groups = settings.types.map((type) => {
    const own = fragments.filter((fragment) => fragment.type.key === type.key);
    return { type, changes: makeChanges(own, type, settings) };
  });
  return { groups: groups.filter(({ changes }) => changes.length > 0) };
}

function makeChanges(
  fragments: readonly Fragment[],
  type: FragmentType,
  settings: ChangelogSettings,
): readonly Change[] {
  const byText = new Map<string, Fragment[]>();
  for (const fragment of fragments) {
    const text = type.showsContent ? textOf(fragment, settings) : "";
    const same = byText.get(text);
    if (same) same.push(fragment);
    else byText.set(text, [fragment]);
  }
  const changes = [...byText].map(([text, same]) => {
    const issues = same.map(({ issue }) => issue).filter((issue) => issue !== "");
    return { text, issues: issues.toSorted(compareIssues), fragments: same };
  });
  changes.sort(compareChanges);
  if (!settings.allBullets) changes.sort((a, b) => bulletRank(a.text) - bulletRank(b.text));
  return changes;
}

/** Continuation lines are indented below the bullet. Where texts bring their own bullets they stay as they are. */
function textOf({ source }: Fragment, { allBullets }: ChangelogSettings): string {
  if (!allBullets) return source.text.trimEnd();
  return source.text.trim().replace(/\n(?=[^\n]*\S)/g, "\n  ");
}

/** Names before numbers, names by their letters, numbers by size. */
function compareIssues(a: string, b: string): number {
  const [first, second] = [numberOf(a), numberOf(b)];
  if (first !== second) return first - second;
  if (first !== -1) return 0;
  return a < b ? -1 : Number(a > b);
}

function numberOf(issue: string): number {
  return /^\d+$/.test(issue) ? Number(issue) : -1;
}

/** By their issues, one after the other; those without any come last, by their text. */
function compareChanges(a: Change, b: Change): number {
  if (a.issues.length === 0 || b.issues.length === 0) {
    if (a.issues.length > 0 || b.issues.length > 0) return a.issues.length > 0 ? -1 : 1;
    return a.text < b.text ? -1 : Number(a.text > b.text);
  }
  for (const [index, issue] of a.issues.entries()) {
    const other = b.issues[index];
    if (other === undefined) return 1;
    const order = compareIssues(issue, other);
    if (order !== 0) return order;
  }
  return a.issues.length - b.issues.length;
}

function bulletRank(text: string): number {
  if (text === "") return -1;
  const rank = ["- ", "* ", "#. "].findIndex((bullet) => text.startsWith(bullet));
  return rank === -1 ? 3 : rank;
}

/** What the title of an entry may name. */
export interface Release {
  readonly name: string;
  readonly version: string;
  readonly date: string;
}

/** The title of an entry. */
export function entryTitle(settings: ChangelogSettings, release: Release): string {
  return settings.titleFormat
    .replaceAll("{name}", release.name)
    .replaceAll("{version}", release.version)
    .replaceAll("{project_date}", release.date)
    .trim();
}

/** The entry as RST: title, a heading for each type, a bullet for each change. */
export function printEntry(entry: Entry, settings: ChangelogSettings, release: Release): string {
  const title = entryTitle(settings, release);
  const [line, subline] = settings.underlines;
  const groups = entry.groups.map(({ type, changes }) =>
    [
      `${type.name}\n${subline.repeat(lengthOf(type.name))}\n`,
      ...changes.map((change) => printChange(change, type, settings)),
      "",
    ].join("\n"),
  );
  const body = groups.length > 0 ? groups.join("\n\n") : "No significant changes.";
  return `${title}\n${line.repeat(lengthOf(title))}\n\n${body}`.trimEnd() + "\n";
}

/** One change as the bullet it is shown as. */
export function printChange(
  { text, issues }: Change,
  type: FragmentType,
  settings: ChangelogSettings,
): string {
  const shown = issues.map((issue) => printIssue(issue, settings)).join(", ");
  if (!type.showsContent) return `- ${shown}`;
  return `- ${text}${shown ? ` (${shown})` : ""}`;
}

function printIssue(issue: string, { issueFormat }: ChangelogSettings): string {
  if (issueFormat !== undefined) return issueFormat.replaceAll("{issue}", issue);
  return numberOf(issue) === -1 ? issue : `#${issue}`;
}

/** Length in characters, not in UTF-16 units. */
function lengthOf(text: string): number {
  return [...text].length;
}
