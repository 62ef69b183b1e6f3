import type { Source, Span } from "../base/source.js";
import { makeEntry, type Entry } from "./entry.js";
import type { Fragment } from "./fragment.js";
import type { HistorySection } from "./history.js";
import { printEntry } from "./print-entry.js";
import { strip, stripStart } from "./python.js";
import type { ChangelogSettings } from "./settings.js";
import { linesOf } from "./titles.js";

/** What the version is called that is not released yet; it shows a draft of its changes. */
export const unreleased = "unstable";

/** The section that a release would add, as if it stood in the file of past entries; `null` where there is no news. */
export function draftSection(
  entry: Entry,
  settings: ChangelogSettings,
): { readonly source: Source; readonly section: HistorySection } | null {
  if (entry.sections.every(({ groups }) => groups.length === 0)) return null;
  // A page is the same whenever it is built, so that its title has no date.
  const isMarkdown = settings.syntax === "markdown";
  const plain = { ...settings, titleFormat: isMarkdown ? "# {version}" : "{version}" };
  const text = printEntry(entry, plain, { version: unreleased, date: "" });
  const source: Source = {
    path: "a draft",
    text,
    origin: (offset) => originIn(entry, text, offset),
  };
  const lines = linesOf(text).slice(isMarkdown ? 1 : 2);
  return { source, section: { title: unreleased, version: unreleased, offset: 0, lines } };
}

/** What a release would print, and the place in a fragment that a place of it comes from. */
export function draftOf(
  fragments: readonly Fragment[],
  settings: ChangelogSettings,
): { readonly text: string; readonly origin: (offset: number) => Span | undefined } {
  const entry = makeEntry(fragments, settings);
  const text = printEntry(entry, settings, { version: unreleased, date: "" });
  return { text, origin: (offset) => originIn(entry, text, offset) };
}

/** The place in a fragment that a place of the draft is printed from. */
function originIn(entry: Entry, text: string, offset: number): Span | undefined {
  const fragments = entry.sections
    .flatMap(({ groups }) => groups)
    .filter(({ type }) => type.showsContent)
    .flatMap(({ changes }) => changes.flatMap(({ fragments: [first] }) => first ?? []));
  let at = 0;
  let found: Span | undefined;
  for (const { source } of fragments) {
    const first = strip(source.text).split("\n", 1)[0]!;
    const start = text.indexOf(first, at);
    if (start === -1 || start > offset) break;
    at = start + first.length;
    // What follows a blank line that the fragment does not have is the next heading.
    const isAfter = blankLines(text.slice(start, offset)) > blankLines(strip(source.text));
    found = isAfter ? undefined : placeIn(source, text, start, offset);
  }
  return found;
}

function blankLines(text: string): number {
  return text.match(/\n[ \t]*(?=\n)/g)?.length ?? 0;
}

/** Printing moves the lines of a fragment to the right and leaves out the empty ones around them. */
function placeIn(source: Source, text: string, start: number, offset: number): Span {
  const indent = start - (text.lastIndexOf("\n", start - 1) + 1);
  const before = text.slice(start, offset).split("\n");
  const lead = source.text.length - stripStart(source.text).length;
  let line = lead;
  for (let left = before.length - 1; left > 0; left--) {
    const end = source.text.indexOf("\n", line);
    if (end === -1) break;
    line = end + 1;
  }
  const column = before.length === 1 ? before[0]!.length : before.at(-1)!.length - indent;
  const at = Math.min(line + Math.max(0, column), source.text.trimEnd().length);
  return { source, start: at, end: at };
}
