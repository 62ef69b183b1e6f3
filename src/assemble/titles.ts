import { tellAgain, type Code, type Report } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";
import type { Targets } from "../load/project.js";
import type { TitleReader, WrittenTitle } from "../rst/context.js";
import { spanOfLine, type Line } from "../rst/lines.js";

/**
 * Title levels. Each style of underline stands for a level, the first for 0. A file is written as if it stood alone; where
 * it is included deeper, its titles are. Templates do not know where they are used, so their underlines say only "one
 * deeper", "the same" or "one up". What is a title, the parser says; what its level is, it asks here.
 */
export class PageTitles {
  private readonly styles: readonly string[];
  private readonly steps: ReadonlyMap<string, number>;
  private readonly report: Report;
  private readonly settled = new Map<Line, string>();
  /** Level of the last title that is not relative; -1 before it. */
  private last = -1;
  /** Whether something is wrong with that title, or with one that is relative to it: more of them follow from it. */
  private told = false;

  constructor(
    { titleStyles, relativeTitleStyles }: Pick<Targets, "titleStyles" | "relativeTitleStyles">,
    report: Report,
  ) {
    const { subtitle, sametitle, supertitle } = relativeTitleStyles;
    this.styles = titleStyles;
    this.report = report;
    this.steps = new Map([
      [subtitle, 1],
      [sametitle, 0],
      [supertitle, -1],
    ]);
  }

  /** What reads the titles of a file at the depth where it is included. Files are read in their order on the page. */
  ofFile(depth: number): TitleReader {
    const file = new FileTitles(depth, this.styles, this.report);
    return {
      levelOf: (title) => this.levelOf(title, file) + 1,
      levelOfHeading: (level, title, span) => {
        this.last = file.levelOfHeading(level, title, span);
        this.told = file.isWrong;
        return this.last + 1;
      },
      isAdornment: (row) => this.isAdornment(row),
    };
  }

  /** The text of a line; that of an adornment in the style of the level that its title has on the page. */
  textOf(line: Line): string {
    const style = this.settled.get(line);
    return style === undefined ? line.text : style.repeat(line.text.length);
  }

  private levelOf(title: WrittenTitle, file: FileTitles): number {
    const mark = title.adornment.text[0]!;
    const step = this.styles.includes(mark) ? undefined : this.steps.get(mark);
    const level =
      step === undefined ? file.levelOf(title) : this.inRange(this.last + step, title.adornment);
    if (step === undefined) {
      this.last = level;
      this.told = file.isWrong;
    }
    for (const row of title.rows) this.settled.set(row, this.styles[level]!);
    return level;
  }

  private inRange(level: number, row: Line): number {
    if (this.styles[level] !== undefined) return level;
    const before = this.styles[this.last] ?? "";
    if (!this.told) tell(this.report, "relative-title-out-of-range", row, [before], this.styles);
    this.told = true;
    return clamp(level, this.styles);
  }

  /** A row in one of the styles. A single character may begin an item of a list, `::` announces literal text, and three backquotes begin code in Markdown. */
  private isAdornment({ text }: Line): boolean {
    const mark = text[0]!;
    if (text === "::" || text === "```" || (text.length === 1 && /[-+*|:.>]/.test(mark)))
      return false;
    return this.styles.includes(mark) || this.steps.has(mark);
  }
}

/** The titles of one file. */
class FileTitles {
  /** The styles that the file knows, from the highest: those of the project, and in their places those that it has besides. */
  private readonly known: string[];
  private readonly used = new Set<string>();
  private readonly depth: number;
  private readonly styles: readonly string[];
  private readonly report: Report;
  private first: number | undefined;
  private before: number | undefined;
  /** Whether something is wrong with the last title. */
  isWrong = false;

  constructor(depth: number, styles: readonly string[], report: Report) {
    this.depth = depth;
    this.styles = styles;
    this.known = [...styles];
    this.report = report;
  }

  /** The same for a heading of Markdown. */
  levelOfHeading(written: number, title: string, span: Span): number {
    this.isWrong = false;
    const level = written - 1;
    const before = this.before ?? level;
    const first = (this.first ??= level);
    const wanted = this.depth + level - first;
    const tell = (code: Code, parts: readonly string[]) => {
      this.isWrong = true;
      tellAgain({ code, span, parts }, this.report);
    };
    if (level > before + 1)
      tell("heading-skips-level", [title, String(written), String(before + 1)]);
    else if (wanted < 0) tell("heading-above-first", [title, String(first + 1)]);
    else if (wanted >= this.styles.length)
      tell("heading-too-deep", [title, String(this.depth), String(this.styles.length)]);
    this.before = level;
    return clamp(wanted, this.styles);
  }

  /** The level on the page: depth + level - level of the file's first title. */
  levelOf({ adornment, overlined }: WrittenTitle): number {
    this.isWrong = false;
    const level = this.levelInFile(adornment, overlined);
    const before = this.before ?? 0;
    const first = (this.first ??= level);
    const wanted = this.depth + level - first;
    const possible = this.styles.slice(0, before + 2).join(" ");
    if (level > before + 1) this.tell("title-skips-level", adornment, [possible]);
    else if (level < first && wanted < 0)
      this.tell("title-above-first", adornment, [this.styles[first] ?? ""]);
    else if (wanted >= this.styles.length)
      this.tell("title-too-deep", adornment, [String(this.depth)]);
    this.before = level;
    return clamp(wanted, this.styles);
  }

  /**
   * The level of a style. A title with an overline is above those with the same underline alone, if the file has both. A
   * style that the project does not have stands for the level below the title before it.
   */
  private levelInFile(adornment: Line, overlined: boolean): number {
    const mark = adornment.text[0]!;
    const style = overlined ? `${mark}/${mark}` : mark;
    const isNew = !this.used.has(style);
    this.used.add(style);
    const plain = this.known.indexOf(mark);
    if (overlined && isNew && plain !== -1 && !this.used.has(mark)) this.known[plain] = style;
    const level = this.known.indexOf(style);
    if (level !== -1) return level;
    if (!this.styles.includes(mark)) this.tell("unknown-title-style", adornment, []);
    const next = this.before === undefined ? 0 : this.before + 1;
    this.known.splice(next, 0, style);
    return next;
  }

  private tell(code: Code, row: Line, parts: readonly string[]): void {
    this.isWrong = true;
    tell(this.report, code, row, parts, this.styles);
  }
}

function tell(
  report: Report,
  code: Code,
  row: Line,
  parts: readonly string[],
  styles: readonly string[],
): void {
  report(code, spanOfLine(row), [row.text[0]!, ...parts, styles.join(" ")]);
}

function clamp(level: number, styles: readonly string[]): number {
  return Math.max(0, Math.min(level, styles.length - 1));
}
