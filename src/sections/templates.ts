import type { Code, Parts, Report } from "../base/diagnostics.js";
import { withLabels } from "../base/labels.js";
import type { Span } from "../base/source.js";
import { nearest } from "../base/text.js";
import { columnWidth } from "../base/unicode.js";
import type { Project } from "../load/project.js";
import {
  countIn,
  includedIn,
  type HelperOptions,
  indentHelper,
  reportFaults,
  TemplateSet,
  textIn,
} from "../templates/templates.js";
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
  /** Faults that were reported: a template that fails does so in all that include it. */
  readonly #told = new Set<string>();
  #rows = 0;
  #printed = 0;
  /** Of that, descriptions: text that is read as markup takes longer than tables do. */
  #described = 0;
  #isTold = false;

  constructor(
    readonly project: Project,
    readonly report: Report,
  ) {
    const { relativeTitleStyles } = project.targets;
    const { labels } = project;
    const texts = new Map([...project.templates].map(([name, { text }]) => [name, text]));
    this.#set = new TemplateSet("sections", texts, {
      heading: {
        params: 1,
        options: ["style"],
        print: (text: unknown, { hash }: HelperOptions) =>
          underlined(textIn("heading", text), styleIn(hash["style"], relativeTitleStyles), labels),
      },
      indent: indentHelper,
      wrap: {
        params: 2,
        options: [],
        print: (text: unknown, width: unknown) =>
          wrapParagraphs(textIn("wrap", text), countIn("wrap", width, 1)),
      },
    });
  }

  /** Reports what is wrong with templates of the project, those that nothing shows included. */
  examine(): void {
    const { shortcodes } = this.project.config;
    const ofShortcodes = [...(shortcodes?.values() ?? [])].map(({ texts }) =>
      texts.get("template"),
    );
    const others = new Set(["page", ...ofShortcodes.filter((name) => name !== undefined)]);
    for (const name of others)
      for (const included of includedIn(this.project.templates.get(name)?.text ?? ""))
        others.add(included);
    for (const [name, { path }] of this.project.templates) {
      if (others.has(name) || !isOwn(path, this.project)) continue;
      try {
        this.#set.examine(name);
      } catch (error) {
        this.#failed(name, error);
      }
    }
  }

  #failed(name: string, error: unknown): "" {
    this.#refused.add(name);
    reportFaults(error, "bad-template", this.project.templates, this.#told, this.report);
    return "";
  }

  /** Whether so much is printed that nothing more is to be, which is reported once, at `at`. Endpoints and events may show the same large schema again and again. `rows`: those of what comes next. */
  isFull(at: () => Span | null, rows = 0): boolean {
    this.#rows += rows;
    const limit = this.#limitReached();
    if (limit === null) return false;
    if (!this.#isTold) this.report("sections-too-much", at(), [limit]);
    this.#isTold = true;
    return true;
  }

  #limitReached(): string | null {
    if (this.#printed > mostPrinted) return `${mostPrinted} characters of text`;
    if (this.#described > mostDescribed) return `${mostDescribed} characters of descriptions`;
    return this.#rows > mostRows ? `${mostRows} rows of tables` : null;
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
      return this.#failed(name, error);
    }
  }

  /** One message for a template that fails, though every section with it does. */
  #refuse<C extends Code>(name: string, code: C, span: Span | null, parts: Parts<C>): string {
    this.#refused.add(name);
    this.report(code, span, parts);
    return "";
  }
}

/** Whether a template lies in the project's folder of templates. */
function isOwn(path: string, { config }: Project): boolean {
  return (
    config.templates !== undefined &&
    path.startsWith(`${config.templates}/`) &&
    path.endsWith(".hbs")
  );
}

/** In characters; a large specification has one million. What is longer takes a gigabyte of memory. */
const mostPrinted = 23_000_000;
const mostDescribed = 10_000_000;
/** Of tables of events: as many as a page of operations may have. */
const mostRows = 150_000;

function styleIn(given: unknown, styles: Readonly<Record<string, string>>): string {
  const style = given === undefined ? "subtitle" : String(given);
  if (Object.hasOwn(styles, style)) return styles[style]!;
  const known = Object.keys(styles).map((name) => `"${name}"`);
  throw new Error(`"heading" expects a style of ${known.join(", ")}, got "${style}"`);
}

/** A title and a line below it that is as long, also once its labels are replaced. */
function underlined(text: string, style: string, labels: ReadonlyMap<string, string>): string {
  const line = text.replace(/\s+/g, " ").trim();
  const shown = columnWidth(withLabels(line, labels));
  return `${line}\n${style.repeat(Math.max(columnWidth(line), shown, 3))}`;
}

function wrapParagraphs(text: string, width: number): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => wrap(paragraph, width).join("\n"))
    .join("\n\n");
}
