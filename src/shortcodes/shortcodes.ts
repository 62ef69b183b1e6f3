import { authored, type Source } from "../base/source.js";
import { nearest } from "../base/text.js";
import { verbatimMarkdown } from "../base/verbatim.js";
import { isRefused } from "../files/files.js";
import type { ShortcodeConfig } from "../load/project.js";
import { includedMarkdown, markdownLines } from "../markdown/markdown.js";
import type { Context } from "../rst/context.js";
import type { Line } from "../rst/lines.js";
import type { Block, Inline } from "../rst/nodes.js";
import { blocksOf } from "../rst/rst.js";
import type { ShortcodeCall, Shortcodes } from "../rst/context.js";
import { Given, type Setting } from "./given.js";
import { partOfAddress, kinds } from "./kinds.js";
import { pathOf, type Held, type Page, type PageShown, type Showing } from "./showing.js";

/**
 * The shortcodes of a page: `{{% name key="value" %}}` in a text of Markdown → nodes, as `shortcodes` of the settings says.
 * The parser finds them and gives what they hold as nodes (`markdown/shortcodes.ts`); the parameters are put into the
 * settings (`given.ts`), and each kind makes of these what it shows (`kinds.ts`). What a specification says is made by
 * those who know it (`Makers`).
 */

export type { Given, Setting } from "./given.js";
export { partPath, pathOf, reportNothing, type Makers, type PageShown } from "./showing.js";
export { addressesFor } from "./page-addresses.js";
export { ShortcodeTemplates } from "./templates.js";

/** Files within one another; more would be more than anyone follows. */
const deepest = 30;

/** What a text of the settings costs besides its characters where another one shows it: two that show two each are soon millions. */
const costOfText = 500;

/** What a text stands in: a file, a template, or a text of the settings. */
interface Outer {
  /** The same for the same one. */
  readonly of: string;
  /** As it is told of. */
  readonly shown: string;
}

type Included = (withTitles: boolean) => Iterable<Block>;

export class PageShortcodes implements Shortcodes, Page {
  readonly shown: PageShown;
  /** What the text at hand stands in, the outermost first. */
  private readonly within: readonly Outer[];
  private readonly held: Held | null;
  private readonly ahead = new Map<ShortcodeCall, Included | null>();

  readonly showsNew: boolean;

  constructor(
    shown: PageShown,
    within: readonly Outer[] = [],
    held: Held | null = null,
    showsNew = true,
  ) {
    this.shown = shown;
    this.within = within;
    this.held = held;
    this.showsNew = showsNew;
  }

  formOf(name: string): ReturnType<Shortcodes["formOf"]> {
    if (name === contentMark)
      return this.held ? { holds: false, place: this.held.blocks ? "block" : "text" } : undefined;
    const config = this.shown.shortcodes.get(name);
    if (!config) return undefined;
    const { form } = kinds[config.shows];
    return config.texts.get("content") === "true" ? { ...form, holds: true } : form;
  }

  get hasAddresses(): boolean {
    return this.shown.hasAddresses;
  }

  address(call: ShortcodeCall, cx: Context): string | null {
    const given = this.given(call, this.shown.shortcodes.get(call.name)!);
    return partOfAddress({ given, page: this, cx });
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
    if (call.name === contentMark) {
      yield* this.printed()?.blocks ?? [];
      return;
    }
    const config = this.shown.shortcodes.get(call.name)!; // the parser asks for those that there are
    const given = this.ahead.has(call)
      ? new Given(call, config, { ...this.shown, report: () => {} })
      : this.given(call, config);
    yield* kinds[config.shows].blocks?.({ given, page: this, cx }, content) ?? [];
  }

  inlines(call: ShortcodeCall, content: Inline[], cx: Context): Inline[] {
    if (call.name === contentMark) return this.printed()?.inlines ?? [];
    const config = this.shown.shortcodes.get(call.name)!;
    const given = this.given(call, config);
    return kinds[config.shows].inlines?.({ given, page: this, cx }, content) ?? [];
  }

  /** What is held, the first time that it is printed. */
  private printed(): Held | null {
    const { held } = this;
    if (!held || held.count++ > 0) return null;
    return held;
  }

  private given(call: ShortcodeCall, config: ShortcodeConfig): Given {
    const given = new Given(call, config, this.shown);
    const template = config.texts.get("template");
    if (template === undefined) given.check();
    else {
      // What a template uses that is not there, nobody knows.
      const source = this.shown.templates.get(template);
      given.check((name) => !source || namesIn(source).has(name));
    }
    return given;
  }

  /** What the template of a shortcode prints, as nodes, with what the shortcode holds. */
  templated<T>(
    given: Given,
    cx: Context,
    held: Held,
    read: (lines: readonly Line[], cx: Context) => T,
  ): T | null {
    const { report, templates, allows, linesOf } = this.shown;
    const { call } = given;
    const named = given.need("template");
    if (!named) return null;
    const source = templates.get(named.value);
    if (!source) {
      if (this.lacksData(given)) return null; // then it is not needed
      report("no-template", named.span, [named.value, ...nearest(named.value, templates.names)]);
      return null;
    }
    const within = this.inside(source.path, given);
    const view = within && this.viewOf(given, cx);
    const text = view && templates.print(named.value, view);
    if (!within || text === null) return null;
    const { span } = call;
    if (!allows(source, text.length, named.value, span)) return null;
    const made = { path: source.path, text, origin: () => span };
    const shortcodes = new PageShortcodes(this.shown, within, held, this.showsNew);
    return read(linesOf(made), withShortcodes(cx, shortcodes));
  }

  /** What is read of Markdown that a setting says, in which shortcodes may stand. */
  said<T>(
    { value, span }: Setting,
    { given, cx }: Showing,
    read: (lines: readonly Line[], cx: Context) => T,
  ): T | null {
    const lines = markdownLines({ path: span.source.path, text: value, origin: () => span });
    if (!value.includes("{{")) return read(lines, cx);
    const { call, config } = given;
    const isInText = this.within.some(({ shown }) => shown.startsWith("{{"));
    const cost = value.length + costOfText;
    if (isInText && !this.shown.allows(config, cost, call.name, call.span)) return null;
    const within = this.inside(`${call.name} ${value}`, given, `{{% ${call.name} %}}`);
    if (!within) return null;
    const shortcodes = new PageShortcodes(this.shown, within, this.held, this.showsNew);
    return read(lines, withShortcodes(cx, shortcodes));
  }

  /** Report where a template does not show once what the shortcode holds. */
  checkHeld({ call, config }: Given, { blocks, inlines, count }: Held): void {
    if (count === 1 || (blocks ?? inlines ?? []).length === 0) return;
    const why = count === 0 ? "does not print {{content}}" : "prints {{content}} more than once";
    const template = config.texts.get("template") ?? "";
    this.shown.report("shortcode-content-lost", call.span, [call.name, template, why]);
  }

  /** Whether the data are missing that a shortcode can do without. */
  private lacksData(given: Given): boolean {
    if (given.config.texts.get("data-optional") !== "true") return false;
    const data = given.may("data");
    if (!data) return false;
    const file = this.shown.readData(pathOf(data));
    return isRefused(file) && !file.isForbidden;
  }

  private viewOf(given: Given, cx: Context): object | null {
    const { readData, report, templates } = this.shown;
    const view = Object.create(null) as Record<string, unknown>;
    for (const [name, { value }] of given.parameters) view[name] = value;
    view["name"] ??= given.call.name;
    if (cx.state.pageVersion) view["version"] ??= cx.state.pageVersion;
    if (given.config.texts.get("content") === "true") view["content"] = `{{% ${contentMark} %}}`;
    const data = given.need("data");
    if (!data) return given.config.texts.has("data") ? null : view; // a parameter is missing, or none is set
    const file = readData(pathOf(data));
    if (!isRefused(file)) view["data"] = templates.viewOf(file);
    else if (given.config.texts.get("data-optional") !== "true" || file.isForbidden) {
      report("shortcode-file", data.span, [
        data.value,
        given.call.name,
        file.refused,
        ...file.near,
      ]);
      return null;
    }
    return view;
  }

  /** The blocks of a file that stands in place of a shortcode. */
  *included(given: Given, cx: Context): Iterable<Block> {
    const read = this.ahead.get(given.call) ?? this.include(given, cx);
    // What was parsed is large, and read once.
    this.ahead.set(given.call, null);
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

  /** The blocks of the pages that lie in this one, each under its title; or the way to the newest of them. */
  *pages(given: Given, cx: Context): Iterable<Block> {
    const { tree, report, state, linesOf, markdown } = this.shown;
    const { call } = given;
    if (!tree || tree.children.length === 0) {
      report("shortcode-shows-nothing", call.span, ["page", tree?.page.name ?? "", call.name]);
      return;
    }
    if (given.may("section")?.value === "newest" && /(?:^|\/)_index\.\w+$/.test(tree.page.file)) {
      state.leadsOn = true;
      return;
    }
    for (const page of tree.children) {
      if (typeof page.front["title"] === "string") {
        const text = `## ${verbatimMarkdown(page.title)}`;
        const lines = linesOf({ path: page.file, text, origin: () => page.spanOf("title") });
        yield* includedMarkdown(lines, cx, markdown)(cx.titles);
      }
      yield* this.include(given, cx, { value: page.file, span: call.span })(cx.titles);
    }
  }

  private include(given: Given, cx: Context, file = given.need("file")): Included {
    const nothing: Included = () => [];
    if (!file) return nothing;
    const { report, partOf } = this.shown;
    const found = partOf(file, given);
    if (found && "refused" in found) {
      const { refused, near } = found;
      report("shortcode-file", file.span, [file.value, given.call.name, refused, ...near]);
    }
    const part = found && "refused" in found ? found.meant : found;
    if (!part) return nothing;
    const within = this.inside(part.path, given);
    if (!within) return nothing;
    const isAsked = given.config.texts.has("new-shown");
    const showsNew = isAsked ? given.flag("new-shown") === true : this.showsNew;
    const context = withShortcodes(cx, new PageShortcodes(this.shown, within, null, showsNew));
    const { lines, markdown } = part;
    if (markdown) return includedMarkdown(lines, context, this.shown.markdown, markdown);
    return (withTitles) => (withTitles ? blocksOf(lines, context) : context.blocks(lines));
  }

  /** What a text stands in that is shown here; `null`, reported, where it stands in itself. */
  private inside(of: string, { call }: Given, shown = of): readonly Outer[] | null {
    const { report } = this.shown;
    const file = authored(call.span).source.path;
    const outer = this.within.length > 0 ? this.within : [{ of: file, shown: file }];
    const index = outer.findIndex((each) => each.of === of);
    if (index !== -1) {
      const cycle = outer.slice(index).map((each) => each.shown);
      report("shortcode-cycle", call.span, [...cycle, shown]);
      return null;
    }
    if (outer.length < deepest) return [...outer, { of, shown }];
    report("nested-too-deep", call.span, [String(deepest)]);
    return null;
  }
}

/** What a template prints for what the shortcode holds: a shortcode that no project has. */
const contentMark = "\u00aacontent";

function withShortcodes(cx: Context, shortcodes: PageShortcodes): Context {
  const settings = { ...cx.settings, shortcodes };
  return Object.create(cx, { settings: { value: settings } }) as Context;
}

const namesOf = new WeakMap<Source, ReadonlySet<string>>();

/** The names that a template has anywhere between its braces; thousands of shortcodes may ask for theirs. */
function namesIn(template: Source): ReadonlySet<string> {
  let names = namesOf.get(template);
  if (!names) {
    const tags = template.text.split("}").filter((part) => part.includes("{{"));
    const words = (tag: string) => tag.slice(tag.indexOf("{{")).match(/[\p{L}\p{N}_-]+/gu) ?? [];
    names = new Set(tags.flatMap(words));
    namesOf.set(template, names);
  }
  return names;
}
