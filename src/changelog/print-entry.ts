import type { Change, Entry, EntrySection } from "./entry.js";
import { fillFormat, lengthOf, stripEnd, wholeNumber } from "./python.js";
import type { ChangelogSettings, FragmentType } from "./settings.js";
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

/** The entry as RST, byte by byte as towncrier 22.12 prints it: title, a heading for each type, a bullet for each change. */
export function printEntry(entry: Entry, settings: ChangelogSettings, release: Release): string {
  const title = entryTitle(settings, release);
  const heading = title === null ? "" : underlined(title, settings.underlines[0]);
  const body = entry.sections.map((section) => printSection(section, settings)).join("");
  const end = settings.template === "hr-between-versions" ? "----\n" : "";
  if (!settings.wraps) return `${stripEnd(heading + body + end)}\n`;
  // A title with a format of its own is written around what is wrapped; one without is so short that it does not matter.
  const wrapped = (body + end)
    .split("\n")
    .map((line) => wrapLine(line, indentBelow(line, settings)));
  return `${stripEnd(heading + wrapped.join("\n"))}\n`;
}

function underlined(title: string, line: string): string {
  return `${title}\n${line.repeat(lengthOf(title))}\n`;
}

function printSection({ name, groups }: EntrySection, settings: ChangelogSettings): string {
  const [, ofSections, ofTypes] = settings.underlines;
  const isCompact = settings.template === "single-file-no-bullets";
  const heading = name === "" ? "" : underlined(name, ofSections);
  const gap = isCompact ? "" : "\n";
  if (groups.length === 0) return `${heading}${gap}${noChanges}\n\n\n`;
  const printed = groups.map(({ type, changes }) => {
    const title = underlined(type.name, name === "" ? ofSections : ofTypes);
    const lines = changes.map((change) => `${printChange(change, type, settings)}\n`).join("");
    return isCompact
      ? `\n${title}\n${lines}${type.showsContent ? "" : "\n"}`
      : `${title}\n${lines}\n\n`;
  });
  return `${heading}${gap}${printed.join("")}`;
}

/** One change as the bullet it is shown as. */
export function printChange(
  { text, issues }: Change,
  type: FragmentType,
  settings: ChangelogSettings,
): string {
  const shown = issues.map((issue) => printIssue(issue, settings));
  if (!type.showsContent) return `- ${shown.join(", ")}`;
  if (settings.template === "hr-between-versions") return `- ${text}\n  ${shown.join(",\n  ")}`;
  if (settings.template === "single-file-no-bullets")
    return `${text}\n${indentBelow(text, settings)}(${shown.join(", ")})\n`;
  return `- ${text}${shown.length > 0 ? ` (${shown.join(", ")})` : ""}`;
}

function printIssue(issue: string, { issueFormat }: ChangelogSettings): string {
  if (issueFormat !== undefined) return fillFormat(issueFormat, { issue });
  return wholeNumber(issue) === null ? issue : `#${issue}`;
}

/** How far a line moves in that goes on below this one. */
function indentBelow(line: string, { allBullets }: ChangelogSettings): string {
  if (allBullets || /^[-*] /.test(line)) return "  ";
  return line.startsWith("#. ") ? "   " : "";
}
