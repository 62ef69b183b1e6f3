import type { Report } from "../base/diagnostics.js";
import { type Source, type Span, lineStarts, wholeFile } from "../base/source.js";
import { indent, nearest } from "../base/text.js";
import { columnWidth } from "../base/unicode.js";
import type { Project } from "../load/project.js";
import { TemplateSet, type HelperOptions } from "../templates/templates.js";
import { wrap } from "./wrap.js";

/**
 * The project's templates, which print RST from views. They are strict: a name the view does not have is an error, not
 * nothing. Each template can include the others: `{{> table}}`.
 *
 * - `{{heading text}}`: the text and its underline, one level below the title around it. `{{heading text style="sametitle"}}`
 *   or `style="supertitle"` for the same level and the one above.
 * - `{{indent text 2}}`: each line moved in by so many blanks, lines without text stay empty.
 * - `{{wrap text 72}}`: paragraphs in lines of at most so many characters.
 */
export class Templates {
  readonly #set: TemplateSet;
  /** Names of templates that are missing or fail. */
  readonly #refused = new Set<string>();
  #printed = 0;
  /** Of that, descriptions: text that is read as markup takes longer than tables do. */
  #described = 0;
  #isTold = false;

  constructor(
    readonly project: Project,
    readonly report: Report,
  ) {
    const styles: ReadonlyMap<unknown, string> = new Map(
      Object.entries(project.targets.relativeTitleStyles),
    );
    const texts = new Map([...project.templates].map(([name, { text }]) => [name, text]));
    this.#set = new TemplateSet("sections", texts, {
      heading: (text: string, { hash }: HelperOptions) =>
        underlined(String(text), styles.get(hash["style"]) ?? styles.get("subtitle")!),
      indent: (text: string, by: number) =>
        indent(String(text), " ".repeat(countIn("indent", by, 0))),
      wrap: (text: string, width: number) =>
        wrapParagraphs(String(text), countIn("wrap", width, 1)),
    });
  }

  /** Whether so much is printed that nothing more is to be, which is reported once, at `at`. Endpoints and events may show the same large schema again and again. */
  isFull(at: () => Span | null): boolean {
    if (this.#printed <= mostPrinted && this.#described <= mostDescribed) return false;
    if (!this.#isTold) this.report("sections-too-much", at());
    this.#isTold = true;
    return true;
  }

  /** What a template prints of a view; empty, reported, where it cannot. `at` is where the author names the template. */
  render(name: string, view: object, at?: () => Span): string {
    if (this.#refused.has(name)) return "";
    const print = this.#set.get(name);
    if (!print) {
      const near = nearest(name, this.project.templates.keys());
      return this.#refuse(name, "no-template", at?.() ?? null, [name, ...near]);
    }
    try {
      const text = print(view);
      this.#printed += text.length;
      if ("description" in view && typeof view.description === "string")
        this.#described += view.description.length;
      return text;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const place = placeIn(this.project.templates.get(name)!, message);
      return this.#refuse(name, "bad-template", place, [name, said(message)]);
    }
  }

  /** One message for a template that fails, though every section with it does. */
  #refuse(name: string, ...finding: Parameters<Report>): string {
    this.#refused.add(name);
    this.report(...finding);
    return "";
  }
}

/** In characters; a large specification has one million, 300 operations with one schema of 1,000 properties have 30. */
const mostPrinted = 60_000_000;
const mostDescribed = 10_000_000;

/** The number that a helper is given, if it is one that lines can have. */
function countIn(helper: string, given: unknown, least: number): number {
  if (typeof given === "number" && Number.isInteger(given) && given >= least && given <= 1000)
    return given;
  throw new Error(`"${helper}" expects an integer from ${least} to 1000 after its text`);
}

function underlined(text: string, style: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return `${line}\n${style.repeat(Math.max(columnWidth(line), 3))}`;
}

function wrapParagraphs(text: string, width: number): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => wrap(paragraph, width).join("\n"))
    .join("\n\n");
}

/** `Parse error on line 3: …` and `"name" not defined in … - 4:2` both name a line. */
function placeIn(source: Source, message: string) {
  const line = /on line (\d+)| - (\d+):\d+/.exec(message);
  const start = lineStarts(source)[Number(line?.[1] ?? line?.[2] ?? 1) - 1];
  return start === undefined ? wholeFile(source) : { source, start, end: start };
}

function said(message: string): string {
  return message
    .split("\n")[0]!
    .replace(/ in \[object Object\]/, "")
    .replace(/[.:]$/, "");
}
