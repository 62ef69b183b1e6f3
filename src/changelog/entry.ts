import type { Fragment } from "./fragment.js";
import { compareText, isBlank, linesWithEnds, strip, stripEnd, wholeNumber } from "./python.js";
import type { ChangelogSettings, FragmentType } from "./settings.js";

/** The changes of one version, by section. */
export interface Entry {
  readonly sections: readonly EntrySection[];
}

export interface EntrySection {
  /** Empty where the project has no named sections. */
  readonly name: string;
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

/** Group fragments by section and type; those with the same text become one change. */
export function makeEntry(fragments: readonly Fragment[], settings: ChangelogSettings): Entry {
  const sections = settings.sections.map(({ name }) => {
    const own = fragments.filter((fragment) => fragment.section === name);
    const groups = settings.types.map((type) => ({
      type,
      changes: makeChanges(own, type, settings),
    }));
    return { name, groups: groups.filter(({ changes }) => changes.length > 0) };
  });
  return { sections };
}

function makeChanges(
  fragments: readonly Fragment[],
  type: FragmentType,
  settings: ChangelogSettings,
): readonly Change[] {
  const byText = new Map<string, Fragment[]>();
  for (const fragment of fragments) {
    if (fragment.type.key !== type.key) continue;
    const isShown = type.showsContent || (settings.edition !== "22.12" && fragment.issue === "");
    const text = isShown ? textOf(fragment, settings) : "";
    const same = byText.get(text);
    if (same) same.push(fragment);
    else byText.set(text, [fragment]);
  }
  const changes = [...byText].map(([text, same]) => {
    const issues = same.map(({ issue }) => issue).filter((issue) => issue !== "");
    const sorted = issues.toSorted((a, b) => compareIssues(a, b, settings));
    return { text, issues: sorted, fragments: same };
  });
  changes.sort((a, b) => compareChanges(a, b, settings));
  if (!settings.allBullets) changes.sort((a, b) => bulletRank(a.text) - bulletRank(b.text));
  return changes;
}

/** Continuation lines are indented below the bullet. Where texts bring their own bullets they stay as they are. */
function textOf({ source }: Fragment, { allBullets }: ChangelogSettings): string {
  if (!allBullets) return stripEnd(source.text);
  const [first = "", ...more] = linesWithEnds(strip(source.text));
  return first + more.map((line) => (isBlank(line) ? line : `  ${line}`)).join("");
}

/** Which of two issues comes first. */
export function compareIssues(a: string, b: string, { edition }: ChangelogSettings): number {
  const rank = edition === "22.12" ? numberOf : partsOf;
  const [first, second] = [rank(a), rank(b)];
  if (first.kind !== second.kind) return first.kind - second.kind;
  const byName = edition === "22.12" ? 0 : compareText(first.name, second.name);
  if (byName !== 0) return byName;
  if (first.size !== second.size) return first.size < second.size ? -1 : 1;
  return compareText(first.name, second.name);
}

interface IssueRank {
  readonly kind: number;
  readonly name: string;
  readonly size: bigint;
}

/** In 22.12, numbers by size; a name counts as -1, and names among themselves go by their letters. */
function numberOf(issue: string): IssueRank {
  const number = wholeNumber(issue);
  return number === null
    ? { kind: 0, size: -1n, name: issue }
    : { kind: 0, size: BigInt(number), name: "" };
}

/** In 24.8, names without a number, names by what is not their number and then by it, and numbers. */
function partsOf(issue: string): IssueRank {
  if (/^\d+$/.test(issue)) return { kind: 2, name: "", size: BigInt(issue) };
  const number = /\d+/.exec(issue);
  if (!number) return { kind: 0, name: issue, size: -1n };
  const end = number.index + number[0].length;
  return {
    kind: 1,
    name: issue.slice(0, number.index) + issue.slice(end),
    size: BigInt(number[0]),
  };
}

/** By their issues, one after the other; those without any come last, by their text. */
function compareChanges(a: Change, b: Change, settings: ChangelogSettings): number {
  const order = compareText(orphanText(a), orphanText(b));
  if (order !== 0) return order;
  for (const [index, issue] of a.issues.entries()) {
    const other = b.issues[index];
    if (other === undefined) return 1;
    const byIssue = compareIssues(issue, other, settings);
    if (byIssue !== 0) return byIssue;
  }
  return a.issues.length - b.issues.length;
}

function orphanText({ text, issues }: Change): string {
  return issues.length > 0 ? "" : text;
}

function bulletRank(text: string): number {
  if (text === "") return -1;
  const rank = ["- ", "* ", "#. "].findIndex((bullet) => text.startsWith(bullet));
  return rank === -1 ? 3 : rank;
}
