import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { nearest } from "../base/text.js";
import { madeKey } from "../base/made-mark.js";
import { linesOf } from "../rst/lines.js";
import { madeLine, type Piece } from "./made-line.js";
import type { ManuscriptLine, Sections } from "./manuscript.js";
import type { Repeated } from "./repeated.js";

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
): ManuscriptLine[] {
  const out: ManuscriptLine[] = [];
  let endOfMade = 0;
  for (const line of lines)
    if (line.text.includes("{{")) {
      const isBelowMade = out.slice(endOfMade).every(({ text }) => text === "") && endOfMade > 0;
      replaceIn(line, sections, report, repeated, out, isBelowMade);
      if (isVariable.test(line.text)) endOfMade = out.length;
    } else out.push(line);
  return out;
}

/**
 * Put what a line becomes behind the lines that are made already. `isBelowMade`: only blank lines stand between it and the
 * text of another variable, of which an indented text would become a part.
 */
function replaceIn(
  line: ManuscriptLine,
  sections: Sections,
  report: Report,
  repeated: Repeated,
  made: ManuscriptLine[],
  isBelowMade: boolean,
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
    const own = isShown ? linesOfSection(section, place) : [{ ...place, text: "" }];
    const inserted = isBelowMade && isAlone && indent === "" ? withoutIndent(own) : own;
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

/** Lines without the indentation that all of them have. */
function withoutIndent(lines: readonly Piece[]): readonly Piece[] {
  const indents = lines
    .filter(({ text }) => text.trim() !== "")
    .map(({ text }) => text.length - text.trimStart().length);
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  if (common === 0) return lines;
  return lines.map((line) =>
    line.text.trim() === ""
      ? line
      : { ...line, text: line.text.slice(common), offset: line.offset + common },
  );
}

type Place = Pick<Piece, "source" | "offset"> & { readonly replaced: number };

/** A section's lines, the last of them empty behind a line feed. A single line stands for its placeholder: that is what the author wrote there. */
function linesOfSection(section: Source, place: Place): Piece[] {
  const { text } = section;
  if (!text.includes("\n")) return [{ ...place, text }];
  const lines: Piece[] = linesOf(section).map((line) =>
    madeKey(line.text) === null ? line : { ...place, text: line.text },
  );
  if (text.endsWith("\n")) lines.push({ text: "", source: section, offset: text.length });
  return lines;
}
