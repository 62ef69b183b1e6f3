import type { HistorySection } from "./history.js";
import { readIssues, type WithIssues } from "./issues.js";
import type { ChangelogSettings } from "./settings.js";
import { strongTitles, titlesIn, type HistoryLine, type Syntax } from "./titles.js";

/** The changes of one version as they stand in a file, whoever wrote them: towncrier, this program or a person. */
export interface Version {
  readonly version: string;
  readonly title: string;
  readonly date?: string;
  readonly parts: readonly Part[];
}

export type Part = TextPart | Changes;

/** What is no list of changes, as it stands. */
export interface TextPart {
  readonly kind: "text";
  readonly text: string;
}

export interface Changes {
  readonly kind: "changes";
  /** The named section above the type, if there is one. */
  readonly section?: string;
  /** Empty for changes without a heading. */
  readonly heading: string;
  /** The type that is called so in the settings. */
  readonly type: string | null;
  readonly changes: readonly PastChange[];
}

export interface PastChange extends WithIssues {
  /** Of its bullet in the file. */
  readonly offset: number;
}

/**
 * Read a section: titles are the names of types, bullets below them changes. Where bullets stand below no title, one that
 * only announces those within it is a heading, as old hand-written sections have it:
 *
 *     - Spec clarifications:
 *
 *       - Say who may do it (`#12 <...>`_).
 */
export function readVersion(
  section: HistorySection,
  settings: ChangelogSettings | null,
  syntax: Syntax = "rst",
): Version {
  const { title, version, date, lines } = section;
  const cx: Reading = { settings, parts: [] };
  const titles = [
    ...titlesIn(lines, 0, syntax),
    ...(syntax === "markdown" ? strongTitles(lines) : []),
  ];
  titles.sort((a, b) => a.at - b.at);
  readBlocks(lines.slice(0, titles[0]?.at ?? lines.length), { heading: "" }, cx);
  let name: string | undefined;
  for (const [index, { text, end }] of titles.entries()) {
    const body = lines.slice(end, titles[index + 1]?.at ?? lines.length);
    if (settings?.sections.some((known) => known.name === text)) name = text;
    const isSection = name === text;
    const before = cx.parts.length;
    readBlocks(body, { heading: isSection ? "" : text, ...(name && { section: name }) }, cx);
    // A title with nothing below it is kept as well.
    if (cx.parts.length === before && !isSection) cx.parts.push({ kind: "text", text });
  }
  return { version, title, ...(date === undefined ? {} : { date }), parts: cx.parts };
}

interface Reading {
  readonly settings: ChangelogSettings | null;
  readonly parts: (TextPart | Growing)[];
}

/** Changes while they are read. */
interface Growing extends Changes {
  readonly changes: PastChange[];
}

interface Place {
  readonly heading: string;
  readonly section?: string;
}

/** Lists and what stands between them. */
function readBlocks(lines: readonly HistoryLine[], place: Place, cx: Reading): void {
  let at = 0;
  while (at < lines.length) {
    const start = at;
    const isItem = isBullet(lines[at]!);
    at++;
    while (at < lines.length && !isBullet(lines[at]!) && (!isItem || isWithin(lines[at]!))) at++;
    const block = lines.slice(start, at);
    if (!isItem) addText(block, place, cx);
    else if (place.heading !== "" || !addAnnounced(block, place, cx)) addChange(block, place, cx);
  }
}

function isBullet({ text }: HistoryLine): boolean {
  return /^[-*+] +\S/.test(text);
}

/** Whether a line belongs to the bullet above it. */
function isWithin({ text }: HistoryLine): boolean {
  return text.trim() === "" || /^\s/.test(text);
}

function addText(lines: readonly HistoryLine[], place: Place, cx: Reading): void {
  const text = trimLines(lines.map((line) => line.text));
  if (text === "") return;
  const isFirst = !cx.parts.some(
    (part) => part.kind === "changes" && part.heading === place.heading,
  );
  const heading = place.heading !== "" && isFirst ? `${place.heading}\n\n` : "";
  cx.parts.push({ kind: "text", text: heading + text });
}

function addChange(lines: readonly HistoryLine[], { heading, section }: Place, cx: Reading): void {
  const within = dedent(lines);
  const text = trimLines(within.map((line) => line.text));
  const change = { ...readIssues(text, cx.settings), offset: lines[0]!.offset };
  const last = cx.parts.at(-1);
  if (last?.kind === "changes" && last.heading === heading && last.section === section) {
    last.changes.push(change);
    return;
  }
  const type = typeNamed(heading, cx.settings);
  cx.parts.push({ kind: "changes", ...(section && { section }), heading, type, changes: [change] });
}

/** The bullets within one that only announces them; false where it says more than that. */
function addAnnounced(lines: readonly HistoryLine[], place: Place, cx: Reading): boolean {
  const within = dedent(lines);
  const first = within.findIndex((line, index) => index > 0 && /^\s*[-*+] +\S/.test(line.text));
  if (first === -1) return false;
  const label = within.slice(0, first).map(({ text }) => text.trim());
  const isOneParagraph = !label.some((text, index) => text === "" && label[index + 1]);
  if (!isOneParagraph) return false;
  const heading = label.join(" ").trim().replace(/:$/, "");
  readBlocks(withoutIndent(within.slice(first)), { ...place, heading }, cx);
  return true;
}

function typeNamed(heading: string, settings: ChangelogSettings | null): string | null {
  const found = settings?.types.find(({ name }) => name.toLowerCase() === heading.toLowerCase());
  return found?.key ?? null;
}

/** The lines of a bullet without it, moved out to where its text begins. */
function dedent([first, ...more]: readonly HistoryLine[]): HistoryLine[] {
  const indent = /^[-*+] +/.exec(first!.text)?.[0].length ?? 0;
  return [cut(first!, indent), ...more.map((line) => cut(line, Math.min(indent, indentOf(line))))];
}

function withoutIndent(lines: readonly HistoryLine[]): HistoryLine[] {
  const filled = lines.filter(({ text }) => text.trim() !== "");
  const least = filled.reduce((least, line) => Math.min(least, indentOf(line)), Infinity);
  return lines.map((line) => cut(line, Math.min(least, indentOf(line))));
}

function indentOf({ text }: HistoryLine): number {
  return text.length - text.trimStart().length;
}

function cut({ text, offset }: HistoryLine, by: number): HistoryLine {
  return { text: text.slice(by), offset: offset + by };
}

function trimLines(lines: readonly string[]): string {
  return lines
    .join("\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}
