import type { Code, Report } from "../base/diagnostics.js";
import type { Targets } from "../load/project.js";
import type { ManuscriptLine } from "./manuscript.js";

/**
 * Title levels. Each style of underline stands for a level, the first for 0. A file is written as if it stood alone; where
 * it is included deeper, its underlines change. Templates do not know where they are used, so their underlines say only
 * "one deeper", "the same" or "one up".
 */

/** The file's lines with its titles at the level where it is included: depth + level - level of the file's first title. */
export function adjustTitles(
  lines: readonly ManuscriptLine[],
  depth: number,
  styles: readonly string[],
  report: Report,
): readonly ManuscriptLine[] {
  let first: number | undefined;
  let before = 0;
  return withUnderlines(lines, styles, (line, level) => {
    first ??= level;
    const wanted = depth + level - first;
    if (level > before + 1) tell("title-skips-level", line, [names(styles, before + 1)]);
    else if (level < first && wanted < 0) tell("title-above-first", line, [styles[first]!]);
    else if (wanted >= styles.length) tell("title-too-deep", line, [String(depth)]);
    before = level;
    return restyled(line, styles[Math.max(0, Math.min(wanted, styles.length - 1))]!);
  });

  function tell(code: Code, line: ManuscriptLine, parts: readonly string[]): void {
    report(code, spanOfLine(line), [line.text[0]!, ...parts, styles.join(" ")]);
  }
}

function names(styles: readonly string[], count: number): string {
  return styles.slice(0, count + 1).join(" ");
}

/** The page's lines with relative underlines turned into those of the level that follows from the last absolute one. */
export function settleRelativeTitles(
  lines: readonly ManuscriptLine[],
  targets: Pick<Targets, "titleStyles" | "relativeTitleStyles">,
  report: Report,
): readonly ManuscriptLine[] {
  const { titleStyles: styles, relativeTitleStyles } = targets;
  const { subtitle, sametitle, supertitle } = relativeTitleStyles;
  const steps = new Map([
    [subtitle, 1],
    [sametitle, 0],
    [supertitle, -1],
  ]);
  let last = -1;
  const settled = (line: ManuscriptLine): ManuscriptLine => {
    const level = last + steps.get(line.text[0]!)!;
    const style = styles[level];
    if (style !== undefined) return restyled(line, style);
    report("relative-title-out-of-range", spanOfLine(line), [
      line.text[0]!,
      styles[last] ?? "",
      styles.join(" "),
    ]);
    return restyled(line, styles[Math.max(0, Math.min(level, styles.length - 1))]!);
  };
  const absolute = withUnderlines(
    lines,
    styles,
    (line, level) => {
      last = level;
      return line;
    },
    (line) => (isRelative(line.text, steps) ? settled(line) : line),
  );
  return absolute;
}

/** Three or more characters, all of them relative styles. */
function isRelative(text: string, steps: ReadonlyMap<string, number>): boolean {
  if (text.length < 3 || !steps.has(text[0]!)) return false;
  for (const char of text) if (!steps.has(char)) return false;
  return true;
}

/**
 * Lines with each underline replaced by what `underline` makes of it, and other lines by what `other` does. An underline
 * has at least 3 characters, all the same and one of the styles, and is at least as long as the line before that was no
 * underline. A row of its own between blank lines is a transition.
 */
function withUnderlines(
  lines: readonly ManuscriptLine[],
  styles: readonly string[],
  underline: (line: ManuscriptLine, level: number) => ManuscriptLine,
  other: (line: ManuscriptLine) => ManuscriptLine = (line) => line,
): readonly ManuscriptLine[] {
  const levels = new Map(styles.map((style, level) => [style, level]));
  let above = 0; // length of the last line that was no underline
  return lines.map((line, index) => {
    const { text } = line;
    const level = text.length < 3 || text.length < above ? undefined : levels.get(text[0]!);
    const isAlone = above === 0 && (lines[index + 1]?.text ?? "") === "";
    if (level !== undefined && !isAlone && isRow(text)) return underline(line, level);
    above = text.length;
    return other(line);
  });
}

function isRow(text: string): boolean {
  for (let at = 1; at < text.length; at++) if (text[at] !== text[0]) return false;
  return true;
}

/** An underline in another style. As it has the same length, its places stay true. */
function restyled(line: ManuscriptLine, style: string): ManuscriptLine {
  return { ...line, text: style.repeat(line.text.length) };
}

function spanOfLine({ source, offset, text }: ManuscriptLine): Parameters<Report>[1] {
  return { source, start: offset, end: offset + text.length };
}
