import { posix } from "node:path";
import type { Diagnostic } from "../base/diagnostics.js";
import { placeOf } from "../base/show-diagnostic.js";
import { lastAtMost, type Source } from "../base/source.js";
import { nearest } from "../base/text.js";
import type { Project } from "../load/project.js";
import {
  isNextLine,
  isSameFile,
  isSameLine,
  isSamePlace,
  mayBeIn,
  otherCodes,
  pathOf,
  unreadOf,
  unusedCodes,
  type Rule,
  type Unread,
} from "./rule.js";

/** Definitions of RST that fail: what they would have defined is not there, or there twice. */
export const brokenMarkup: readonly Rule[] = [
  {
    causes: ["substitution-invalid"],
    hides: ["undefined-substitution"],
    follows: (finding, cause) => isSameFile(finding, cause) && finding.parts[0] === cause.parts[0],
  },
  {
    causes: [
      "character-unknown",
      "directive-content-missing",
      "directive-argument-missing",
      "replace-not-paragraph",
      "unknown-directive",
      "file-unreadable",
    ],
    hides: ["substitution-invalid"],
    follows: isSameLine,
  },
  {
    causes: ["unknown-role", "role-name-invalid", "role-not-supported"],
    hides: ["unknown-role"],
    follows: (finding, cause) => definesRole(cause, finding.parts[0] ?? ""),
  },
  // The last mark of git is no sentence, and the one in the middle makes a heading of the lines above it.
  {
    causes: ["conflict-mark"],
    hides: ["fragment-full-stop", "heading-skips-level"],
    follows: isSameFile,
  },
  { causes: ["conflict-mark"], hides: ["page-title-repeated"], follows: isSameLine },
  // What stands between the marks is there twice.
  {
    causes: ["conflict-mark"],
    hides: otherCodes("conflict-mark"),
    follows: isBetweenMarks,
  },
  // News with such marks, where they are printed.
  {
    causes: ["conflict-mark"],
    hides: ["heading-in-list"],
    follows: ({ parts: [heading = ""] }, { parts: [mark = ""] }) =>
      /^[<«]/.test(heading) && heading.includes(mark.replace(/^<+ /, "")),
  },
  // Front matter that is read as text.
  {
    causes: ["bad-front-matter"],
    hides: ["rst-title", "heading-skips-level"],
    follows: (finding, cause) => {
      if (!isSameFile(finding, cause)) return false;
      const [at, from] = [placeOf(finding)!.span.start, placeOf(cause)!.span.start];
      return at >= from && at < from + 500;
    },
  },
  // A bar within code parts a row of a table, and the code.
  { causes: ["table-cell-left-out"], hides: ["mark-alone"], follows: isSameLine },
  // What is no literal any more is read as markup.
  {
    causes: ["literal-quoting-inconsistent"],
    hides: ["unclosed-inline-markup", "unknown-title-style", "unknown-target", "markdown-fence"],
    follows: isSameLine,
  },
  // A row that is not as deep as those above it ends the list.
  {
    causes: ["list-table-not-list"],
    hides: ["unexpected-unindent", "unexpected-indentation"],
    follows: isSameLine,
  },
  // `text <name_>`_: the text is a target too, which leads nowhere.
  {
    causes: ["unknown-target"],
    hides: ["indirect-target-unknown"],
    follows: (finding, cause) => isSameLine(finding, cause) && finding.parts[1] === cause.parts[0],
  },
  // A line that stands too far out ends what it is in; what comes next seems to be something else.
  {
    causes: ["unexpected-unindent"],
    hides: ["unexpected-unindent", "lost-markup"],
    follows: (finding, cause) => isInOneRun(cause, finding),
  },
  {
    causes: ["unexpected-unindent"],
    hides: ["unclosed-inline-markup"],
    follows: (finding, cause) => isInOneRun(finding, cause),
  },
  // A directive that is read as text ends with the mark of a literal block.
  {
    causes: ["lost-markup"],
    hides: ["literal-block-missing"],
    follows: (finding, cause) => {
      const [lost, missing] = [placeOf(cause), placeOf(finding)];
      if (!lost || !missing || !isSameFile(finding, cause) || lost.line > missing.line)
        return false;
      const { text } = lost.span.source;
      return /^\.\. [^\n]*::\s*$/.test(text.slice(lost.span.start, missing.span.start));
    },
  },
  // What was to be explicit markup defines nothing.
  {
    causes: ["lost-markup", "target-malformed"],
    hides: ["unknown-target", "indirect-target-unknown", "undefined-substitution"],
    follows: wouldDefine,
  },
  { causes: ["unknown-target"], hides: ["too-many-footnote-references"], follows: isSameLine },
  // What is read as more of a text is no title, neither to links nor for those below it.
  {
    causes: ["glued-title", "broken-underline", "underline-apart"],
    hides: ["title-skips-level", "unknown-target", "dead-link", "dead-fragment"],
    follows: (finding, cause) =>
      finding.code === "title-skips-level"
        ? isSameFile(finding, cause) && placeOf(cause)!.line < placeOf(finding)!.line
        : isIdOf(finding.parts[0]!.replace(/^.*#/, ""), cause.parts[0]!),
  },
  // Two names that lead to each other: neither leads anywhere else.
  {
    causes: ["indirect-target-circular"],
    hides: ["dead-link"],
    follows: (finding, cause) =>
      isSameFile(finding, cause) &&
      cause.parts.some((name) => isIdOf(finding.parts[0]!, /^"([^"]*)"/.exec(name)?.[1] ?? name)),
  },
  // A footnote whose name is misspelt at one of its two places.
  {
    causes: ["undefined-footnote"],
    hides: ["unused-footnote"],
    follows: (finding, cause) =>
      isSameFile(finding, cause) && nearest(cause.parts[0]!, [finding.parts[0]!]).length > 0,
  },
  {
    causes: ["table-bottom-unclear"],
    hides: ["table-bottom-not-found", "unexpected-indentation"],
    follows: (finding, cause) => isInOneRun(cause, finding),
  },
  // A row of a table in a list that is no list ends the one above it.
  { causes: ["list-table-row"], hides: ["unexpected-unindent"], follows: isNextLine },
  // Code that does not go on as code: lines of it seem to be titles.
  {
    causes: ["unexpected-unindent"],
    hides: ["title-not-allowed"],
    follows: (finding, cause) => {
      const [at, from] = [placeOf(finding), placeOf(cause)];
      if (!at || !from || !isSameFile(finding, cause)) return false;
      return at.line > from.line && at.line <= from.line + 10 && at.column > 1;
    },
  },
  // A heading without its space is none, neither to links nor for those below it.
  {
    causes: ["heading-as-text", "heading-as-code"],
    hides: ["dead-link", "dead-fragment", "heading-skips-level"],
    follows: (finding, cause) =>
      finding.code === "heading-skips-level"
        ? isSameFile(finding, cause) && placeOf(cause)!.line < placeOf(finding)!.line
        : isIdOf(finding.parts[0]!.replace(/^.*#/, ""), headingAt(cause)),
  },
  // A table without its last line ends where its text does.
  {
    causes: ["table-bottom-unclear"],
    hides: ["no-blank-line-after-table"],
    follows: (finding, cause) => isInOneRun(cause, finding),
  },
  // Code that has one backquote on one side begins as a literal, and does not end as one.
  {
    causes: ["unequal-backquotes"],
    hides: ["unclosed-inline-markup"],
    follows: isSamePlace,
  },
  // Code that does not end: the headings below its begin are none, and shortcodes show nothing.
  {
    causes: ["fence-not-closed"],
    hides: ["dead-link", "dead-fragment"],
    follows: (finding, cause) =>
      (isSameFile(finding, cause) || finding.code === "dead-fragment") &&
      mayBeIn(finding, textBelow(cause)),
  },
  {
    causes: ["fence-not-closed"],
    isCause: (cause) => textBelow(cause)?.includes("{{") !== false,
    hides: unusedCodes,
  },
  // A file that is not included: the titles and targets that it has.
  {
    causes: ["file-unreadable"],
    hides: ["dead-link", "unknown-target"],
    follows: (finding, cause, project) =>
      isSameFile(finding, cause) && mayBeIn(finding, textMeant(cause, project)),
  },
  {
    causes: ["duplicate-explicit-name"],
    hides: ["ambiguous-target"],
    follows: (finding, cause) => finding.parts[0] === cause.parts[0],
  },
];

/** What a line says after its signs of a heading. */
function headingAt(cause: Diagnostic): string {
  const place = placeOf(cause);
  const { text = "" } = place?.span.source ?? {};
  const start = text.lastIndexOf("\n", (place?.span.start ?? 0) - 1) + 1;
  const [, words = ""] = /^\s*#+\s*([^\n]*)/.exec(text.slice(start, start + 500)) ?? [];
  return words.replace(/\s*\{#?[^{}]*\}\s*$|[\s#]+$/, "");
}

/** Whether a finding stands between the first mark of git and the last one below it. */
function isBetweenMarks(finding: Diagnostic, cause: Diagnostic): boolean {
  const [at, first] = [placeOf(finding), placeOf(cause)];
  if (!at || !first || !isSameFile(finding, cause) || at.span.start < first.span.start)
    return false;
  const { text } = first.span.source;
  const last = text.indexOf("\n>>>>>>> ", first.span.start);
  return last !== -1 && at.span.start <= text.indexOf("\n", last + 1);
}

/** Whether an id is made of a name. */
function isIdOf(id: string, name: string): boolean {
  const words = (text: string) =>
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join("-");
  return words(id) === words(name);
}

function textBelow(cause: Diagnostic): Unread {
  const { source, start } = placeOf(cause)!.span;
  return unreadOf([source.text.slice(start)]);
}

/** The text of the file that a missing one may mean; where none is known, their names. */
function textMeant(cause: Diagnostic, { texts }: Project): Unread {
  const folder = posix.dirname(pathOf(cause));
  const near = cause.parts.flatMap((name) => texts.get(posix.join(folder, name)) ?? []);
  return unreadOf(near.length === 0 ? [cause.parts.join(" ")] : near.map(({ text }) => text));
}

/** Whether a finding is in a directive that would have defined a role: `.. role:: name(base)`. */
function definesRole(cause: Diagnostic, name: string): boolean {
  const place = placeOf(cause);
  if (!place) return false;
  const { text } = place.span.source;
  const start = text.lastIndexOf("\n", place.span.start - 1) + 1;
  const [, defined] = /^\s*\.\. role::\s*([^\s(]+)/.exec(text.slice(start, start + 200)) ?? [];
  return defined?.toLowerCase() === name.toLowerCase();
}

/** Whether the second of two findings stands below the first, with no blank line between them. */
function isInOneRun(first: Diagnostic, second: Diagnostic): boolean {
  const [from, to] = [placeOf(first), placeOf(second)];
  if (!from || !to || !isSameFile(first, second) || from.line >= to.line) return false;
  const { starts, ends } = blankLines(from.span.source);
  const next = ends[lastAtMost(starts, from.span.start - 1) + 1];
  return next === undefined || next > to.span.start;
}

interface BlankLines {
  /** Where the line before each ends, and where each itself does. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const blankLinesOf = new WeakMap<Source, BlankLines>();

/** The lines of a text that have but spaces; thousands of findings may be asked for those between them. */
function blankLines(source: Source): BlankLines {
  let lines = blankLinesOf.get(source);
  if (!lines) {
    const found = [...source.text.matchAll(/\n(?=(?<blank>[ \t]*\n))/g)];
    const ends = found.map(({ index, groups }) => index + 1 + groups!["blank"]!.length);
    // The first one is before all.
    lines = { starts: [-1, ...found.map(({ index }) => index)], ends: [0, ...ends] };
    blankLinesOf.set(source, lines);
  }
  return lines;
}

/** Whether what a finding misses is defined in lines that are shown as text, or are a comment. */
function wouldDefine({ code, parts }: Diagnostic, cause: Diagnostic): boolean {
  const place = placeOf(cause);
  const name = (code === "indirect-target-unknown" ? parts[1] : parts[0])?.toLowerCase();
  if (!place || !name) return false;
  const below = place.span.source.text.slice(place.span.start, place.span.start + 2000);
  const lost = below.split(/\n[ \t]*\n/, 1)[0]!.toLowerCase();
  const forms = [
    `_${name}:`,
    `_\`${name}\``,
    `_\`${name}\`:`,
    `[${name}]`,
    `[#${name}]`,
    `|${name}|`,
  ];
  return forms.some((form) => lost.includes(form));
}
