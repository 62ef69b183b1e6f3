import type { ShortcodeKind } from "../load/project.js";
import { markdownInlines, markdownLines } from "../markdown/markdown.js";
import type { Context } from "../rst/context.js";
import { admonitionNames, type Block, type Inline } from "../rst/nodes.js";
import type { ShortcodeForm } from "../rst/shortcode.js";
import type { Given, Setting } from "./given.js";
import type { PageShortcodes } from "./shortcodes.js";

/** What is needed to show a shortcode. */
export interface Showing {
  readonly given: Given;
  readonly page: PageShortcodes;
  readonly cx: Context;
}

/** A kind of what shortcodes show. */
export interface Kind {
  readonly form: ShortcodeForm;
  readonly blocks?: (showing: Showing, content: Block[]) => Iterable<Block>;
  readonly inlines?: (showing: Showing, content: Inline[]) => Inline[];
}

const block = { holds: false, place: "block" } as const;

/** What shortcodes show, by the word of the settings. */
export const kinds: Readonly<Record<ShortcodeKind, Kind>> = {
  added: {
    form: { holds: false, place: "text" },
    inlines: version("[Added in `{}`]", "[New in this version]"),
  },
  admonition: { form: { holds: true, place: "block" }, blocks: admonition },
  changed: {
    form: { holds: false, place: "text" },
    inlines: version("[Changed in `{}`]", "[Changed in this version]"),
  },
  definition: {
    form: block,
    blocks: ({ given, page, cx }) => {
      const file = given.need("file");
      return file ? page.makers.definition(file, given, cx) : [];
    },
  },
  event: {
    form: block,
    blocks: ({ given, page, cx }) => {
      const event = given.need("event");
      return event ? page.makers.event(event, given, cx) : [];
    },
  },
  events: {
    form: block,
    blocks: ({ given, page, cx }) => {
      const match = given.need("match");
      return match ? page.makers.events(match, given, cx) : [];
    },
  },
  fields: {
    form: block,
    blocks: ({ given, page, cx }) => {
      const schema = given.need("schema");
      return schema ? page.makers.fields(schema, given, cx) : [];
    },
  },
  operations: {
    form: block,
    blocks: ({ given, page, cx }) => {
      const file = given.need("file");
      return file ? page.makers.operations(file, given, cx) : [];
    },
  },
  page: { form: block, blocks: ({ given, page, cx }) => page.included(given, cx) },
  picture: { form: { holds: false, place: "either" } },
  table: {
    form: block,
    blocks: ({ given, page, cx }) => {
      const table = given.need("table");
      return table ? page.makers.table(table, given, cx) : [];
    },
  },
  template: { form: { holds: true, place: "either" } },
};

/** Markdown of the settings, as nodes of a text. */
export function inlinesOf({ value, span }: Setting, { cx, page }: Showing): Inline[] {
  const source = { path: span.source.path, text: value, origin: () => span };
  return markdownInlines(markdownLines(source), cx, page.markdown);
}

/**
 * Since when there is something: on a page of a version only where it is that version, and in other words. `{}`: the
 * version.
 */
function version(usual: string, usualNew: string): NonNullable<Kind["inlines"]> {
  return (showing) => {
    const { given, page, cx } = showing;
    const found = given.need("version");
    if (!found) return [];
    const { span } = given.call;
    const own = cx.state.pageVersion;
    if (own !== undefined && plainVersion(own) !== plainVersion(found.value)) return [];
    const text =
      own === undefined
        ? (given.may("text")?.value ?? usual.replace("{}", () => page.labelled(found.value)))
        : (given.may("new")?.value ?? usualNew);
    return [{ type: "strong", span, children: inlinesOf({ value: text, span }, showing) }];
  };
}

/** `v1.7` is `1.7`. */
function plainVersion(version: string): string {
  return version.trim().replace(/^v(?=\d)/i, "");
}

/** A box with a title, around what the shortcode holds. */
function* admonition(showing: Showing, content: Block[]): Iterable<Block> {
  const { given } = showing;
  const kind = given.need("kind")?.value;
  if (kind === undefined) {
    yield* content;
    return;
  }
  const { span } = given.call;
  const title = given.may("title");
  const isTitled = given.may("title-shown")?.value !== "false";
  const name = admonitionNames.find((each) => each === kind);
  if (name && !title && isTitled) {
    yield { type: name, span, children: content };
    return;
  }
  const shown = title ?? { value: kind.charAt(0).toUpperCase() + kind.slice(1), span };
  const heading = isTitled
    ? [{ type: "title" as const, span: shown.span, children: inlinesOf(shown, showing) }]
    : [];
  const classes = kind.split(/[^\p{L}\p{N}_-]+/u).filter((each) => each !== "");
  yield { type: "admonition", span, classes, children: [...heading, ...content] };
}
