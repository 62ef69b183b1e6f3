import type { HelperOptions, TemplateDelegate } from "handlebars";
import Handlebars from "handlebars/dist/handlebars.min.js";
import type { Report } from "../base/diagnostics.js";
import { type Source, type Span, lineStarts, wholeFile } from "../base/source.js";
import { indent, nearest } from "../base/text.js";
import { columnWidth } from "../base/width.js";
import type { Project } from "../load/project.js";
import { wrap } from "./wrap.js";

/** Said beforehand, so that every other name is a value of the view and templates compile to less. */
const knownHelpers = { heading: true, indent: true, wrap: true };

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
  readonly #handlebars = Handlebars.create();
  readonly #compiled = new Map<string, TemplateDelegate | null>();

  constructor(
    readonly project: Project,
    readonly report: Report,
  ) {
    const styles: { readonly [name: string]: string } = { ...project.targets.relativeTitleStyles };
    this.#handlebars.registerHelper({
      heading: (text: string, { hash }: HelperOptions) =>
        underlined(
          String(text),
          styles[String(hash["style"] ?? "subtitle")] ?? styles["subtitle"]!,
        ),
      indent: (text: string, by: number) => indent(String(text), " ".repeat(by)),
      wrap: (text: string, width: number) => wrapParagraphs(String(text), width),
    });
    for (const [name, { text }] of project.templates) this.#handlebars.registerPartial(name, text);
  }

  /** What a template prints of a view; empty, reported, where it cannot. `at` is where the author names the template. */
  render(name: string, view: object, at?: () => Span): string {
    const template = this.#template(name, at);
    if (!template) return "";
    try {
      return template(view);
    } catch (error) {
      this.#refuse(name, error);
      return "";
    }
  }

  #template(name: string, at?: () => Span): TemplateDelegate | null {
    const known = this.#compiled.get(name);
    if (known !== undefined) return known;
    const source = this.project.templates.get(name);
    if (!source)
      this.report("no-template", at?.() ?? null, [
        name,
        ...nearest(name, this.project.templates.keys()),
      ]);
    const template = source
      ? this.#handlebars.compile(source.text, {
          strict: true,
          noEscape: true,
          knownHelpers,
          knownHelpersOnly: true,
        })
      : null;
    this.#compiled.set(name, template);
    return template;
  }

  /** One message for a template that fails, though every section with it does. */
  #refuse(name: string, error: unknown): void {
    if (this.#compiled.get(name) === null) return;
    this.#compiled.set(name, null);
    const message = error instanceof Error ? error.message : String(error);
    const source = this.project.templates.get(name)!;
    this.report("bad-template", placeIn(source, message), [name, said(message)]);
  }
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
