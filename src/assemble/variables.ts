import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { nearest } from "../base/text.js";
import { madeKey } from "../base/made-mark.js";
import { linesOf } from "../rst/lines.js";
import { takesContent } from "../rst/rst.js";
import { madeLine, type Piece } from "./made-line.js";
import type { ManuscriptLine, Sections } from "./manuscript.js";
import type { Repeated } from "./repeated.js";

/** The lines of a section. */
type SectionLines = (section: Source) => readonly ManuscriptLine[];

interface Replacing {
  readonly report: Report;
  readonly repeated: Repeated;
  readonly linesOf: SectionLines;
}

/** `{{name}}`; blanks inside the braces do not count. */
const placeholder = /\{\{[ \t]*(?<name>[\w-]+)[ \t]*\}\}/g;

/** A line that a comment begins with, and a placeholder the comment: `.. {{name}}`. */
const commentedOut = /^[ \t]*\.\.[ \t]+\{\{/;

/** A line that is a variable and no more, without indentation. */
const isVariable = /^\{\{[ \t]*[\w-]+[ \t]*\}\}[ \t]*$/;

/** The names of the variables that a text uses. */
export function variablesIn(text: string): string[] {
  return text.includes("{{")
    ? [...text.matchAll(placeholder)].map(({ groups }) => groups!["name"]!)
    : [];
}

/**
 * Lines with their `{{variable}}`s replaced by the sections' text. A variable of one line may stand anywhere. One that
 * stands for blocks is alone on its line, whose indentation is that of the whole section; with other text beside it, it is
 * reported. What is reported stays as it is written, and so does what a comment begins with (`.. {{name}}`).
 */
export function replaceVariables(
  lines: readonly ManuscriptLine[],
  sections: Sections,
  report: Report,
  repeated: Repeated,
  linesOf: SectionLines = sectionLines,
): ManuscriptLine[] {
  const out: ManuscriptLine[] = [];
  let endOfMade = 0;
  for (const line of lines)
    if (line.text.includes("{{")) {
      // No further than to what a variable became: thousands may have become nothing.
      let above = out.length - 1;
      while (above >= endOfMade && out[above]!.text.trim() === "") above--;
      const isBelowMade = above < endOfMade && endOfMade > 0;
      const isTaken =
        isBelowMade || (above !== -1 && takesUnmeant(out, above, out.length - 1 - above));
      replaceIn(line, sections, { report, repeated, linesOf }, out, isTaken);
      if (isVariable.test(line.text)) endOfMade = out.length;
    } else out.push(line);
  return out;
}

/**
 * The last line of what takes an indented text below it for a part of its own, though none is meant: a comment, a footnote, the
 * item of a list, a field, or what is indented itself. An empty comment and a target do not.
 */
const takesIndented =
  /^(?:[ \t]+\S|\.\.[ \t]+(?!_)\S|[-+*•‣⁃][ \t]|\(?(?:\d+|[A-Za-z]|#|[ivxlcdmIVXLCDM]+)[.)][ \t]|:(?![:\s])[^]*\S:(?:\s|$))/;

// .. topic:: One
const directiveLine = /^\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?(?<name>[\w:.+-]+?)[ \t]?::(?:[ \t]|$)/;

const optionLine = /^[ \t]+:(?![:\s])[^]*?\S:(?:\s|$)/;

/** Whether an indented text below a line, after `blank` lines, would become a part of it that its author does not mean. */
function takesUnmeant(lines: readonly ManuscriptLine[], above: number, blank: number): boolean {
  let first = above;
  while (first > 0 && optionLine.test(lines[first]!.text)) first--;
  const name = directiveLine.exec(lines[first]!.text)?.groups!["name"];
  if (name !== undefined) return !takesContent(name);
  const line = lines[above]!.text;
  return (blank > 0 || /^[ \t]/.test(line)) && takesIndented.test(line);
}

/**
 * Put what a line becomes behind the lines that are made already. `isTaken`: an indented text would become a part of what
 * stands above it, which may be the text of another variable.
 */
function replaceIn(
  line: ManuscriptLine,
  sections: Sections,
  { report, repeated, linesOf }: Replacing,
  made: ManuscriptLine[],
  isTaken: boolean,
): void {
  const { text, source, offset } = line;
  let pieces: Piece[] = [];
  let at = 0;
  const copyUpTo = (end: number) => {
    if (end > at) pieces.push({ text: text.slice(at, end), source, offset: offset + at });
    at = end;
  };
  const isComment = commentedOut.test(text);
  for (const match of text.matchAll(placeholder)) {
    const name = match.groups!["name"]!;
    const start = offset + match.index;
    const section = sections.get(name);
    if (!section) {
      const near = nearest(name, sections.keys());
      report("undefined-variable", { source, start, end: start + match[0].length }, [
        name,
        ...near,
      ]);
      continue;
    }
    const isAlone = match[0].length === text.trim().length;
    if (!isAlone && section.text.includes("\n")) {
      if (!isComment)
        report("variable-not-alone", { source, start, end: start + match[0].length }, [name]);
      continue;
    }
    copyUpTo(match.index);
    at += match[0].length;
    const indent = isAlone ? text.slice(0, match.index) : "";
    const place = { source, offset: start, replaced: match[0].length };
    const span = () => ({ source, start, end: start + match[0].length });
    const isShown = repeated.allows(section, section.text.length, name, span);
    const own = isShown ? linesOfSection(section, place, linesOf) : [{ ...place, text: "" }];
    const inserted = isTaken && isAlone && indent === "" ? withoutIndent(own) : own;
    for (let index = 0; index < inserted.length; index++) {
      const next = inserted[index]!;
      const isLast = index === inserted.length - 1;
      if (index > 0 && indent !== "" && next.text !== "") pieces.push({ ...place, text: indent });
      if (pieces.length === 0 && !isLast) made.push(next);
      else pieces.push(next);
      if (isLast || pieces.length === 0) continue;
      made.push(madeLine(pieces));
      pieces = [];
    }
  }
  const isAsWritten = at === 0;
  copyUpTo(text.length);
  made.push(isAsWritten ? line : madeLine(pieces));
}

/** A line that is nothing but a variable which stands for blocks. */
export interface VariableLine {
  readonly name: string;
  readonly indent: string;
  readonly section: Source;
}

/**
 * A line of Markdown with its variables replaced by what they stand for, where that is text of a line; or the variable
 * that it stands for. `isCode`: the line stands in a fence, or in `<pre>`.
 */
export function markdownVariables(
  line: ManuscriptLine,
  sections: Sections,
  report: Report,
  isCode = false,
): ManuscriptLine | VariableLine {
  const { text, source, offset } = line;
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(placeholder)) {
    const name = match.groups!["name"]!;
    const start = offset + match.index;
    const span = { source, start, end: start + match[0].length };
    const section = sections.get(name);
    if (!section) {
      const near = nearest(name, sections.keys());
      // Code may have braces of its own.
      if (near.length > 0 || !(isCode || isInCodeSpan(text, match.index)))
        report("undefined-variable", span, [name, ...near]);
      continue;
    }
    if (section.text.includes("\n")) {
      if (match[0].length === text.trim().length)
        return { name, indent: text.slice(0, match.index), section };
      if (!text.includes("<!--")) report("variable-not-alone", span, [name]);
      continue;
    }
    pieces.push({ text: text.slice(at, match.index), source, offset: offset + at });
    pieces.push({ text: section.text, source, offset: start, replaced: match[0].length });
    at = match.index + match[0].length;
  }
  if (at === 0) return line;
  pieces.push({ text: text.slice(at), source, offset: offset + at });
  return madeLine(pieces, true);
}

/** Code between backticks, or within HTML that shows code. */
const codeSpanRe =
  /(?<!`)(?<ticks>`+)(?!`)[^]*?[^`]\k<ticks>(?!`)|<(?<tag>code|kbd|pre|samp|tt)[\s>][^]*?<\/\k<tag>>/gi;

function isInCodeSpan(text: string, at: number): boolean {
  if (!text.includes("`") && !text.includes("</")) return false;
  return [...text.matchAll(codeSpanRe)].some(
    ({ index, 0: span }) => index < at && at < index + span.length,
  );
}

/** Lines without the indentation that all of them have. */
function withoutIndent(lines: readonly Piece[]): readonly Piece[] {
  let common = Infinity;
  for (const { text } of lines)
    if (text.trim() !== "") common = Math.min(common, text.length - text.trimStart().length);
  if (common === 0 || common === Infinity) return lines;
  return lines.map((line) =>
    line.text.trim() === ""
      ? line
      : { ...line, text: line.text.slice(common), offset: line.offset + common },
  );
}

type Place = Pick<Piece, "source" | "offset"> & { readonly replaced: number };

/** The lines of a section that is shown by itself. */
export function sectionLines(section: Source): readonly ManuscriptLine[] {
  return linesOf(section);
}

/** A section's lines, the last of them empty behind a line feed. A single line stands for its placeholder: that is what the author wrote there. */
function linesOfSection(section: Source, place: Place, linesOf: SectionLines): Piece[] {
  const { text } = section;
  if (!text.includes("\n")) return [{ ...place, text }];
  const lines: Piece[] = linesOf(section).map((line) =>
    madeKey(line.text) === null ? line : { ...place, text: line.text },
  );
  if (text.endsWith("\n")) lines.push({ text: "", source: section, offset: text.length });
  return lines;
}
