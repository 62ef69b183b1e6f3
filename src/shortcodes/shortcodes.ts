import { posix } from "node:path";
import type { Code, Report } from "../base/diagnostics.js";
import { authored } from "../base/source.js";
import { nearest } from "../base/text.js";
import type { ShortcodeConfig } from "../load/project.js";
import {
  includedMarkdown,
  type MarkdownOptions,
  type MarkdownSettings,
} from "../markdown/markdown.js";
import type { Context } from "../rst/context.js";
import type { Line } from "../rst/lines.js";
import type { Block, Inline } from "../rst/nodes.js";
import { blocksOf } from "../rst/rst.js";
import type { ShortcodeCall, Shortcodes } from "../rst/shortcode.js";
import { Given, type Setting } from "./given.js";
import { kinds } from "./kinds.js";

/**
 * The shortcodes of a page: `{{% name key="value" %}}` in a text of Markdown → nodes, as `shortcodes` of the settings says.
 * The parser finds them and gives what they hold as nodes (`markdown/shortcodes.ts`); the parameters are put into the
 * settings (`given.ts`), and each kind makes of these what it shows (`kinds.ts`). What a specification says is made by
 * those who know it (`Makers`).
 */

export type { Given, Setting } from "./given.js";

/** Makes the blocks of what a setting names; what is not there is reported. */
export type Maker = (named: Setting, given: Given, cx: Context) => Iterable<Block>;

/** Makes what a specification says. */
export interface Makers {
  readonly operations: Maker;
  readonly event: Maker;
  readonly events: Maker;
  readonly fields: Maker;
  readonly definition: Maker;
  readonly table: Maker;
}

/** A file as a part of a page. */
export interface PagePart {
  /** Its path in the project. */
  readonly path: string;
  readonly lines: readonly Line[];
  /** How it is read, where it is in Markdown; else it is reStructuredText. */
  readonly markdown: MarkdownOptions | null;
}

/** What the shortcodes of a page are shown with. */
export interface PageShown {
  readonly shortcodes: ReadonlyMap<string, ShortcodeConfig>;
  readonly markdown: MarkdownSettings;
  readonly labelled: (text: string) => string;
  readonly makers: Makers;
  /** A file by its path below the folder of the texts, or beside the text at `from` where it begins with a dot; or why not. `null` where it is shown too often, which is reported. */
  readonly partOf: (
    named: Setting,
    given: Given,
  ) => PagePart | { readonly refused: string; readonly near: readonly string[] } | null;
  /** To be told of the group that the operations belong to that are made. */
  readonly state: { group: string | null };
  readonly report: Report;
}

/** Files within one another; more would be more than anyone follows. */
const deepest = 30;

type Included = (withTitles: boolean) => Iterable<Block>;

export class PageShortcodes implements Shortcodes {
  private readonly shown: PageShown;
  /** The files that the text at hand stands in, the outermost first. */
  private readonly within: readonly string[];
  private readonly ahead = new Map<ShortcodeCall, Included>();

  constructor(shown: PageShown, within: readonly string[] = []) {
    this.shown = shown;
    this.within = within;
  }

  get makers(): Makers {
    return this.shown.makers;
  }

  get markdown(): MarkdownSettings {
    return this.shown.markdown;
  }

  labelled(text: string): string {
    return this.shown.labelled(text);
  }

  formOf(name: string): ReturnType<Shortcodes["formOf"]> {
    const config = this.shown.shortcodes.get(name);
    return config && kinds[config.shows].form;
  }

  near(name: string): readonly string[] {
    return nearest(name, this.shown.shortcodes.keys());
  }

  /** Files are read ahead: links that they define may be used anywhere on the page. */
  prepare(call: ShortcodeCall, cx: Context): void {
    const config = this.shown.shortcodes.get(call.name);
    if (config?.shows !== "page") return;
    const given = this.given(call, config);
    this.ahead.set(call, this.include(given, cx));
  }

  *blocks(call: ShortcodeCall, content: Block[], cx: Context): Iterable<Block> {
    const config = this.shown.shortcodes.get(call.name)!; // the parser asks for those that there are
    const given = this.ahead.has(call)
      ? new Given(call, config, () => {})
      : this.given(call, config);
    yield* kinds[config.shows].blocks?.({ given, page: this, cx }, content) ?? [];
  }

  inlines(call: ShortcodeCall, content: Inline[], cx: Context): Inline[] {
    const config = this.shown.shortcodes.get(call.name)!;
    const given = this.given(call, config);
    return kinds[config.shows].inlines?.({ given, page: this, cx }, content) ?? [];
  }

  private given(call: ShortcodeCall, config: ShortcodeConfig): Given {
    const given = new Given(call, config, this.shown.report);
    given.check();
    return given;
  }

  /** The blocks of a file that stands in place of a shortcode. */
  *included(given: Given, cx: Context): Iterable<Block> {
    const read = this.ahead.get(given.call) ?? this.include(given, cx);
    const { state } = this.shown;
    const group = given.may("group")?.value ?? state.group;
    const blocks = read(cx.titles)[Symbol.iterator]();
    for (;;) {
      const before = state.group;
      state.group = group;
      const { done, value } = blocks.next();
      state.group = before;
      if (done) return;
      yield value;
    }
  }

  private include(given: Given, cx: Context): Included {
    const nothing: Included = () => [];
    const file = given.need("file");
    if (!file) return nothing;
    const { report, partOf } = this.shown;
    const part = partOf(file, given);
    if (!part) return nothing;
    if ("refused" in part) {
      const { refused, near } = part;
      report("shortcode-file", file.span, [file.value, given.call.name, refused, ...near]);
      return nothing;
    }
    const outer = this.within.length > 0 ? this.within : [authored(file.span).source.path];
    if (outer.includes(part.path)) {
      report("shortcode-cycle", given.call.span, [
        ...outer.slice(outer.indexOf(part.path)),
        part.path,
      ]);
      return nothing;
    }
    if (outer.length >= deepest) {
      report("nested-too-deep", given.call.span, [String(deepest)]);
      return nothing;
    }
    const shortcodes = new PageShortcodes(this.shown, [...outer, part.path]);
    const settings = { ...cx.settings, shortcodes };
    const context = Object.create(cx, { settings: { value: settings } }) as Context;
    const { lines, markdown } = part;
    if (markdown) return includedMarkdown(lines, context, this.markdown, markdown);
    return (withTitles) => (withTitles ? blocksOf(lines, context) : context.blocks(lines));
  }
}

/** Report what a shortcode names and there is not. */
export function reportNothing(
  report: Report,
  what: string,
  { value, span }: Setting,
  { call }: Given,
  known: Iterable<string>,
): void {
  const code: Code = "shortcode-shows-nothing";
  report(code, span, [what, value, call.name, ...nearest(value, known)]);
}

/** The path of a text that a setting names below the folder of the texts, from the root of the project. */
export function partPath(named: Setting, folder: string): string {
  return /^\.\.?\//.test(named.value) ? pathOf(named) : posix.join(folder, named.value);
}

/** The path that a setting names, from the root of the project. */
export function pathOf({ value, span }: Setting): string {
  if (!/^\.\.?\//.test(value)) return posix.normalize(value);
  return posix.join(posix.dirname(authored(span).source.path), value);
}
