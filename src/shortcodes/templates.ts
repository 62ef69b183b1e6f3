import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { verbatimMarkdown, withoutStandIns } from "../base/verbatim.js";
import { isArray, isObject, keysOf, type DataFile, type Json } from "../data/data.js";
import { indentHelper, reportFaults, TemplateSet, textIn } from "../templates/templates.js";

/**
 * The templates of a project that print Markdown for shortcodes. Texts of data files are printed as data, which no markup
 * is read in; `{{markdown text}}` prints one that is Markdown. `{{indent text 2}}` moves lines in.
 */
export class ShortcodeTemplates {
  private readonly set: TemplateSet;
  private readonly told = new Set<string>();
  /** Names of templates that fail. */
  private readonly refused = new Set<string>();
  private readonly data: Map<DataFile, unknown>;

  /** `others`: the same templates, for who is told of what is wrong on another page. */
  constructor(
    private readonly templates: ReadonlyMap<string, Source>,
    private readonly report: Report,
    others?: ShortcodeTemplates,
  ) {
    this.data = others?.data ?? new Map();
    if (others) {
      this.set = others.set;
      return;
    }
    const texts = new Map([...templates].map(([name, { text }]) => [name, text]));
    this.set = new TemplateSet("markdown", texts, {
      indent: indentHelper,
      markdown: {
        params: 1,
        options: [],
        print: (text: unknown) => withoutStandIns(textIn("markdown", text)),
      },
    });
  }

  get names(): Iterable<string> {
    return this.templates.keys();
  }

  get(name: string): Source | undefined {
    return this.templates.get(name);
  }

  /** What a template prints; `null` where it fails, which is reported once. */
  print(name: string, view: object): string | null {
    if (this.refused.has(name)) return null;
    try {
      return this.set.get(name)!(view);
    } catch (error) {
      this.refused.add(name);
      reportFaults(error, "bad-template", this.templates, this.told, this.report);
      return null;
    }
  }

  /** A data file as templates print it. */
  viewOf(file: DataFile): unknown {
    if (!this.data.has(file)) this.data.set(file, asData(file.value));
    return this.data.get(file);
  }
}

function asData(value: Json): unknown {
  if (typeof value === "string") return verbatimMarkdown(value);
  if (isArray(value)) return value.map(asData);
  if (!isObject(value)) return value;
  const view = Object.create(null) as Record<string, unknown>;
  for (const key of keysOf(value)) view[key] = asData(value[key]!);
  return view;
}
