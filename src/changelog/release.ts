import { wholeFile, type Source, type Span } from "../base/source.js";
import { isJoined } from "./history-files.js";
import { isChangelogTitle, isFileTitle, readHistory, startMark } from "./history.js";
import { stripEnd, stripStart } from "./python.js";
import type { ChangelogSettings } from "./settings.js";
import { linesOf, plainTitle, titlesIn, type Syntax } from "./titles.js";

/**
 * The file of past entries with a new one on top: behind the `start_string`, or below what stands above the first entry.
 * `null` stands for a file that is not there yet. The answer is `null` where it cannot be told what in the file is an entry.
 */
export function addEntry(
  history: Source | null,
  printed: string,
  settings: ChangelogSettings,
): string | null {
  const parts = history ? split(history, settings) : { header: "", body: "" };
  if (!parts) return null;
  const { header, body, links = "" } = parts;
  if (links) return `${header}${stripEnd(printed)}\n\n${links}`;
  return body === ""
    ? `${header}${stripEnd(printed)}\n`
    : header + printed + gapBelow(printed, settings) + body;
}

/** Whether it can be told what in a file of past entries is the entry of which version, so that pages can show it and a new one can be put on top. */
export function isClear(history: Source, settings: ChangelogSettings): boolean {
  if (isJoined(history)) return true;
  const parts = split(history, settings);
  if (!parts) return false;
  const hasText = aboveLinks(parts.body, settings.syntax).header !== "";
  const mayBeNameless = !hasText || settings.titleFormat === null;
  return mayBeNameless || readHistory(history, settings).sections.length > 0;
}

/** Where what is not clear begins: below the mark of the settings, if the file has it. */
export function unclearPart(history: Source, settings: ChangelogSettings): Span {
  const mark = startMark(history.text, settings);
  if (!mark) return wholeFile(history);
  const start = history.text.length - stripStart(history.text.slice(mark.end)).length;
  const end = history.text.indexOf("\n", start);
  return { source: history, start, end: end === -1 ? history.text.length : end };
}

/** towncrier 22.12 puts two empty lines below an entry; later templates end with them. */
function gapBelow(printed: string, { edition }: ChangelogSettings): string {
  if (edition === "22.12") return "\n\n";
  return printed.endsWith("\n") ? "" : "\n\n\n";
}

interface Parts {
  readonly header: string;
  readonly body: string;
  /** Where there is no entry: definitions of links, which stay at the end. */
  readonly links?: string;
}

function split(history: Source, settings: ChangelogSettings): Parts | null {
  const { text } = history;
  const mark = startMark(text, settings);
  if (mark) {
    const above = stripEnd(text.slice(0, mark.at));
    return { header: `${above}\n\n${mark.mark}\n`, body: stripStart(text.slice(mark.end)) };
  }
  const { start: first, sections, syntax } = readHistory(history, settings);
  const start = sections.length > 0 ? aboveAnchors(text, aboveTags(text, first, syntax)) : first;
  const header = text.slice(0, start);
  if (sections.length > 0)
    return mayHoldVersions(header, syntax) ? null : below(header, text.slice(start));
  if (stripStart(text) === "" || isHeader(text, syntax)) return aboveLinks(text, syntax);
  // Entries without titles stand on each other, as towncrier puts them.
  return settings.titleFormat === null ? below("", text) : null;
}

// .. _v1.0:   .. class:: latest   <a name="1.0"></a>
const anchor =
  /^(?:\.\. (?:_[^:\n]+:|(?:rst-)?class::[^\n]*|index::[^\n]*)|<a (?:name|id)=[^\n]*<\/a>)\s*$/;

/** What belongs to the title below it, such as a label: an entry between them would take it. */
function aboveAnchors(text: string, start: number): number {
  const lines = text.slice(0, start).split("\n");
  let kept = lines.length - 1;
  for (let at = kept - 1; at >= 0; at--) {
    const line = lines[at]!;
    if (anchor.test(line)) kept = at;
    else if (line.trim() !== "") break;
  }
  return lines.slice(0, kept).join("\n").length + (kept > 0 ? 1 : 0);
}

// <details>
const blockTag = /^ {0,3}<(?<close>\/?)(?<name>details|div|section|center|blockquote)\b[^>]*>/gim;

/** In Markdown, the place above an element in which past entries stand, unless a heading of the file is in it, too. */
function aboveTags(text: string, start: number, syntax: Syntax): number {
  if (syntax === "rst") return start;
  const open: { readonly name: string; readonly at: number }[] = [];
  for (const { groups, index } of text.slice(0, start).matchAll(blockTag)) {
    const name = groups!["name"]!.toLowerCase();
    if (!groups!["close"]) open.push({ name, at: index });
    else if (open.at(-1)?.name === name) open.pop();
  }
  const [outer] = open;
  if (!outer) return start;
  return titlesIn(linesOf(text.slice(outer.at, start)), 0, syntax).length > 0 ? start : outer.at;
}

const linkLine = {
  markdown: /^ {0,3}\[[^\]]+\]:\s*\S/,
  rst: /^\.\. (?:_[^:]+:\s+\S|\|[^|]+\|\s)/,
};

/** A header without entries, and the definitions of links at its end. */
function aboveLinks(text: string, syntax: Syntax): Parts {
  const lines = stripEnd(text).split("\n");
  let at = lines.length;
  while (at > 0 && (lines[at - 1]!.trim() === "" || linkLine[syntax].test(lines[at - 1]!))) at--;
  const links = stripStart(lines.slice(at).join("\n"));
  const { header } = below(lines.slice(0, at).join("\n"), "");
  return { header, body: "", ...(links && { links: `${links}\n` }) };
}

function below(header: string, body: string): Parts {
  const above = stripEnd(header);
  return { header: above === "" ? "" : `${above}\n\n`, body: stripStart(body) };
}

/**
 * Whether a text says no more than what a file of changes is for: at most one title, and no lists. What is not released yet
 * may stand below it.
 */
function isHeader(whole: string, syntax: Syntax): boolean {
  const pending = titlesIn(linesOf(whole), 0, syntax).find(({ text }) =>
    /^unreleased$/i.test(plainTitle(text).trim()),
  );
  const text = pending ? whole.split("\n").slice(0, pending.at).join("\n") : whole;
  const rest = pending ? whole.slice(text.length) : "";
  if (mayHoldVersions(rest, syntax)) return false;
  const lines = linesOf(text);
  const titles = titlesIn(lines, 0, syntax);
  if (titles.length > 1 || lines.length > longestHeader || mayHoldVersions(text, syntax))
    return false;
  if (lines.some(({ text: line }) => mayBeEntry(line))) return false;
  const isOfChanges = /\bchange(?:s|log)\b|\brelease notes\b/i.test(text);
  return titles.every(
    ({ text: title }) => !isOneRelease(title) && (isChangelogTitle(title) || isOfChanges),
  );
}

/** Whether a title may be that of one release without a number: "First release", "Beta". */
function isOneRelease(title: string): boolean {
  return /\b(?:alpha|beta|final|first|initial|version)\b|\brelease\b(?! (?:notes|log|history))/i.test(
    title,
  );
}

/** Whether a line may be one of past entries that have no titles: of a list, of a table, or with a version or a date at its beginning. */
function mayBeEntry(line: string): boolean {
  return (
    /^\s*(?:[-*+]|\d+[.)])\s/.test(line) ||
    /^\s*(?:\|.*\||\+[-=]+\+.*|=+(?: +=+)+)\s*$/.test(line) ||
    /^[\s:>*_`[(]*(?:version |release |[vr])?(?:\d+\.\d|\d{4}-\d\d)/i.test(line)
  );
}

const longestHeader = 40;

/** Whether a short line that stands alone has a version in it which is not read as a title: `**1.1** (2020-01-01)`. */
function mayHoldVersions(text: string, syntax: Syntax): boolean {
  const lines = text.split("\n").map((line) => line.trim());
  const titles = titlesIn(linesOf(text), 0, syntax).filter((title) => isFileTitle(title.text));
  const isOfFile = (line: number) => titles.some(({ at, end }) => at <= line && line < end);
  return lines.some((line, at) => {
    if (isOfFile(at) || lines[at - 1] || !isEndOfTitle(lines[at + 1])) return false;
    const isShort = line.length < 100 && line.split(/\s+/).length <= 6;
    return (
      isShort &&
      /(?:^|[\s[(*_`vr])\d+\.\d+/.test(line) &&
      !/^(?:\.\. |<!--|:|\[?!\[)|[.:,;]$/.test(line)
    );
  });
}

function isEndOfTitle(line: string | undefined): boolean {
  return !line || /^(?<sign>[^\w\s])\k<sign>+$/.test(line);
}
