import {
  compareIssues,
  type Change,
  type Entry,
  type EntryGroup,
  type EntrySection,
} from "./entry.js";
import type { ChangeView, EntryView } from "./entry-view.js";
import { fillFormat, lengthOf, stripEnd, wholeNumber } from "./python.js";
import type { ChangelogSettings, EntryFormats, FragmentType } from "./settings.js";
import { endsInBlock } from "./trailing-block.js";
import { wrapLine } from "./wrap.js";

/** What the title of an entry may name, besides the project. */
export interface Release {
  readonly version: string;
  /** `2020-06-30` */
  readonly date: string;
}

const noChanges = "No significant changes.";

/** The title of an entry; `null` where entries have none. */
export function entryTitle(settings: ChangelogSettings, release: Release): string | null {
  if (settings.titleFormat === null) return null;
  return fillFormat(settings.titleFormat, {
    name: settings.name,
    version: release.version,
    project_date: release.date,
  });
}

/** The entry, byte by byte as towncrier prints it: title, a heading for each type, a bullet for each change. */
export function printEntry(entry: Entry, settings: ChangelogSettings, release: Release): string {
  const { template, edition, wrapAt } = settings;
  if (typeof template === "object" && "print" in template)
    return `${stripEnd(template.print(viewOf(entry, settings, release)))}\n`;
  const title = entryTitle(settings, release);
  const heading = title === null ? "" : underlined(title, settings.underlines[0], settings);
  if (typeof template === "object") {
    const sections = entry.sections.map((section) => printFormatted(section, template, settings));
    return `${stripEnd(heading + sections.join(""))}\n`;
  }
  const print = settings.syntax === "markdown" ? printMarkdown : printSection;
  const sections = entry.sections.map((section) => print(section, settings));
  // The Markdown of 25.8 has an empty line below the title; before that, one in front of each section.
  const gap = settings.syntax === "markdown" && edition === "25.8" ? "\n" : "";
  const body = gap + sections.join("");
  const end = endOf(settings);
  const whole =
    edition === "22.12" ? (text: string) => `${stripEnd(text)}\n` : (text: string) => text;
  if (wrapAt === null) return whole(heading + body + end);
  // A title with a format of its own is written around what is wrapped; one without is so short that it does not matter.
  const wrapped = (body + end)
    .split("\n")
    .map((line) => wrapLine(line, indentBelow(line, settings), wrapAt));
  return whole(heading + wrapped.join("\n"));
}

/** What a template has below all sections. */
function endOf({ syntax, template, edition }: ChangelogSettings): string {
  if (syntax === "markdown") return "\n";
  if (template !== "hr-between-versions") return "";
  return edition === "22.12" ? "----\n" : "----";
}

function underlined(title: string, line: string, { syntax }: ChangelogSettings): string {
  return syntax === "markdown" ? `${title}\n` : `${title}\n${line.repeat(lengthOf(title))}\n`;
}

function printSection({ name, groups }: EntrySection, settings: ChangelogSettings): string {
  const [, ofSections, ofTypes] = settings.underlines;
  const isCompact = settings.template === "single-file-no-bullets";
  const heading = name === "" ? "" : underlined(name, ofSections, settings);
  const gap = isCompact ? "" : "\n";
  if (groups.length === 0) return `${heading}${gap}${noChanges}\n\n\n`;
  const printed = groups.map(({ type, changes }) => {
    const title = underlined(type.name, name === "" ? ofSections : ofTypes, settings);
    const lines = printLines(type, changes, settings);
    return isCompact
      ? `\n${title}\n${lines}${type.showsContent ? "" : "\n"}`
      : `${title}\n${lines}\n\n`;
  });
  return `${heading}${gap}${printed.join("")}`;
}

/** A bullet for each change. Templates other than the default one have one with the issues of a type that shows only these. */
function printLines(
  type: FragmentType,
  changes: readonly Change[],
  settings: ChangelogSettings,
): string {
  if (type.showsContent || settings.template === "default")
    return changes.map((change) => `${printChange(change, type, settings)}\n`).join("");
  const issues = changes.filter(({ text }) => text === "").flatMap((change) => change.issues);
  return `- ${issues.map((issue) => printIssue(issue, settings)).join(", ")}\n`;
}

/** As towncrier's Markdown template has it: links to the issues of a type stand below its changes where the issues are shown as such. */
function printMarkdown({ name, groups }: EntrySection, settings: ChangelogSettings): string {
  const isNewest = settings.edition === "25.8";
  const level = isNewest ? titleLevel(settings) : 1;
  const unnamed = isNewest ? "" : "\n";
  const heading = name === "" ? unnamed : `\n${"#".repeat(level + 1)} ${name}\n\n`;
  const isBelowTitle = name === "" && (isNewest || settings.isPage);
  const mark = "#".repeat(level + (isBelowTitle ? 1 : 2));
  if (groups.length === 0) return `${heading}${noChanges}\n\n`;
  const printed = groups.map((group) => {
    const lines = group.changes.map((change) => `${printBullet(change, settings)}\n`).join("");
    const shown = issuesOf(group, settings);
    const links = shown[0]?.includes("]: ") ? `${shown.join("\n")}\n\n` : "";
    return `${mark} ${group.type.name}\n\n${lines}\n${links}`;
  });
  return heading + printed.join("");
}

/** Of the heading that a title is in Markdown: 2 for `## {version}`, 1 where the format has no signs. */
function titleLevel({ titleFormat }: ChangelogSettings): number {
  return /^#+(?=\s)/m.exec(titleFormat ?? "")?.[0].length ?? 1;
}

/** By the formats of the project, with the empty lines of towncrier's Markdown template. */
function printFormatted(
  { name, groups }: EntrySection,
  { section, type, typeWithoutSection = type, change: ofChange }: EntryFormats,
  settings: ChangelogSettings,
): string {
  const heading = name === "" ? "" : `\n${fillFormat(section, { name })}\n`;
  const ofType = name === "" ? typeWithoutSection : type;
  if (groups.length === 0) return `${heading}\n${noChanges}\n\n`;
  const printed = groups.map(({ type, changes }) => {
    const lines = changes.map((change) => `${printFilled(change, ofChange, settings)}\n`).join("");
    return `${fillFormat(ofType, { name: type.name })}\n\n${lines}\n`;
  });
  return `${heading}\n${printed.join("")}`;
}

function printFilled(
  change: Change,
  format: string | undefined,
  settings: ChangelogSettings,
): string {
  if (format === undefined) return printBullet(change, settings);
  const { text, issueList } = viewOfChange(change, settings);
  // Of a type that shows its issues alone.
  if (text === "") return `${/^(?:[-*+] )?/.exec(format)![0]}${issueList}`;
  return fillFormat(format, { text, issues: issueList });
}

function printBullet({ text, issues }: Change, settings: ChangelogSettings): string {
  const shown = issues.map((issue) => printIssue(issue, settings).split(": ", 1)[0]!).join(", ");
  if (shown === "") return `- ${text}`;
  if (text === "") return `- ${shown}`;
  const isBelow = /\n {2}[-*] /.test(text) || endsInBlock(text, "markdown", 2);
  return isBelow ? `- ${text}\n\n  (${shown})` : `- ${text} (${shown})`;
}

/** One change as the bullet it is shown as. */
export function printChange(
  { text, issues }: Change,
  type: FragmentType,
  settings: ChangelogSettings,
): string {
  const shown = issues.map((issue) => printIssue(issue, settings));
  const isBare =
    !type.showsContent || (settings.edition !== "22.12" && settings.template === "default");
  if (isBare && text === "") return `- ${shown.join(", ")}`;
  // A paragraph of its own, where it would become a part of a block.
  const indent = indentBelow(text, settings);
  const gap = shown.length > 0 && endsInBlock(text, "rst", indent.length) ? "\n" : "";
  if (settings.template === "hr-between-versions")
    return `- ${text}\n${gap}  ${shown.join(",\n  ")}`;
  const list = `(${shown.join(", ")})`;
  if (settings.template === "single-file-no-bullets") return `${text}\n${gap}${indent}${list}\n`;
  if (gap) return `- ${text}\n\n${indent}${list}`;
  return `- ${text}${shown.length > 0 ? ` ${list}` : ""}`;
}

function printIssue(issue: string, { issueFormat }: ChangelogSettings): string {
  if (issueFormat !== undefined) return fillFormat(issueFormat, { issue });
  return wholeNumber(issue) === null ? issue : `#${issue}`;
}

/** The issues of a type, each once, as they are shown. */
function issuesOf({ changes }: EntryGroup, settings: ChangelogSettings): readonly string[] {
  const issues = new Set(changes.flatMap((change) => change.issues));
  return [...issues]
    .toSorted((a, b) => compareIssues(a, b, settings))
    .map((issue) => printIssue(issue, settings));
}

/** How far a line moves in that goes on below this one. */
function indentBelow(line: string, { allBullets }: ChangelogSettings): string {
  if (allBullets || /^[-*] /.test(line)) return "  ";
  return line.startsWith("#. ") ? "   " : "";
}

/** The entry as a template of the project is given it. */
function viewOf(entry: Entry, settings: ChangelogSettings, release: Release): EntryView {
  const title = entryTitle(settings, release) ?? "";
  const [ofTitle, ofSections, ofTypes] = settings.underlines;
  const row = (text: string, line: string) =>
    settings.syntax === "markdown" ? "" : line.repeat(lengthOf(text));
  return {
    title,
    underline: row(title, ofTitle),
    name: settings.name,
    version: release.version,
    date: release.date,
    sections: entry.sections.map(({ name, groups }) => ({
      name,
      underline: row(name, ofSections),
      types: groups.map((group) => ({
        ...group.type,
        underline: row(group.type.name, name === "" ? ofSections : ofTypes),
        changes: group.changes.map((change) => viewOfChange(change, settings)),
        issues: issuesOf(group, settings),
      })),
    })),
  };
}

function viewOfChange({ text, issues }: Change, settings: ChangelogSettings): ChangeView {
  const shown = issues.map((issue) => printIssue(issue, settings));
  return { text, issues: shown, issueList: shown.join(", ") };
}
