import { posix } from "node:path";
import { Repeated, replaceLabels, type Manuscript, type Sections } from "./assemble/assemble.js";
import type { Report } from "./base/diagnostics.js";
import { withLabels } from "./base/labels.js";
import { madeKey, madeMark, madeMarkIn } from "./base/made-mark.js";
import { authored, type Source, type Span } from "./base/source.js";
import { apiVariable } from "./base/variables.js";
import type { Project } from "./load/project.js";
import { Budget, documentBlocks, PageState } from "./render/render.js";
import type { Context } from "./rst/context.js";
import { markdownLines } from "./markdown/markdown.js";
import { linesOf } from "./rst/lines.js";
import type { Block } from "./rst/nodes.js";
import type { Spec } from "./spec.js";

/** Template variables whose blocks are made as nodes where they stand, by name. */
export type Made = ReadonlyMap<string, (page: PageState, cx: Context) => Block[]>;

/** What operations look like that are no text of reStructuredText first. */
export function madeOf(spec: Spec, project: Project, report: Report): Made {
  const made = new Map<string, (page: PageState, cx: Context) => Block[]>();
  const repeated = new Repeated(report);
  const budget = new Budget(report);
  const { config, configFile } = project;
  for (const { api, documents } of spec.apis)
    for (const { file, document } of documents) {
      const name = posix.basename(file.source.path).replace(/\.(?:ya?ml|json)$/, "");
      const view = {
        document,
        first: api.config.first?.[name] ?? [],
        show: config.show,
        descriptions: api.config.descriptions ?? "rst",
        labelled: (text: string) => withLabels(text, project.labels),
        markdown: config.markdown,
        linesOf: (source: Source, format?: "markdown") =>
          format === "markdown"
            ? replaceLabels(
                markdownLines(source),
                project.labels,
                report,
                repeated,
                undefined,
                true,
              )
            : replaceLabels(linesOf(source), project.labels, report, repeated),
        deprecation: { file: configFile, text: config.notices["deprecated"] ?? "" },
      } as const;
      made.set(apiVariable(name, api.config.suffix), (page, cx) =>
        documentBlocks(view, page, cx, budget),
      );
    }
  return made;
}

/** Sections with a line for each that is made as nodes. */
export function withMade(sections: Sections, made: Made): Sections {
  if (made.size === 0) return sections;
  const all = new Map(sections);
  for (const name of made.keys())
    all.set(name, { path: `{{${name}}}`, text: `\n\n${madeMark(name)}\n\n` });
  return all;
}

/** Puts the blocks of a page where their marks stand in its text. */
export class MadeOnPage {
  readonly #page = new PageState();
  readonly #placed = new Set<string>();

  constructor(readonly made: Made) {}

  /** The blocks that a mark stands for. */
  readonly blocks = (key: string, cx: Context, span: Span): Block[] => {
    this.#placed.add(placeOf(span));
    return this.made.get(key)?.(this.#page, cx) ?? [];
  };

  /** Report variables that stand where no blocks can: within code, where the page shows them as they are written. */
  reportUnplaced({ files }: Manuscript, report: Report): void {
    if (this.made.size === 0 && !files.some(({ read }) => read)) return;
    for (const { text, source, offset } of files.flatMap(({ lines }) => lines)) {
      const at = madeMarkIn(text);
      if (at === -1) continue;
      const span = { source, start: offset + at, end: offset + text.length };
      if (!this.#placed.has(placeOf(span)))
        report("variable-not-alone", authored(span), [madeKey(text.slice(at).trimEnd()) ?? ""]);
    }
  }
}

function placeOf(span: Span): string {
  const { source, start } = authored(span);
  return `${source.path}:${start}`;
}
