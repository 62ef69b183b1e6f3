import type { ShortcodeKind } from "../load/project.js";
import { includedMarkdown, markdownInlines } from "../markdown/markdown.js";
import { isRefused } from "../files/files.js";
import type { Line } from "../rst/lines.js";
import { admonitionNames, type Block, type Inline, type NodeOf } from "../rst/nodes.js";
import type { ShortcodeForm } from "../rst/context.js";
import type { Setting } from "./given.js";
import { pictureSize } from "./picture-size.js";
import { picturePath, type PageAddress, type Showing } from "./showing.js";

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
    inlines: version("added", "[Added in `{}`]", "[New in this version]"),
  },
  address: {
    form: { holds: false, place: "text", isAddress: true, mayBeAddress: true },
    inlines: (showing) => {
      const found = addressIn(showing);
      if (!found) return [];
      const { span } = showing.given.call;
      const children: Inline[] = [{ type: "text", span, value: found.title }];
      return [{ type: "reference", span, refuri: found.href, children }];
    },
  },
  admonition: { form: { holds: true, place: "block" }, blocks: admonition },
  changed: {
    form: { holds: false, place: "text" },
    inlines: version("changed", "[Changed in `{}`]", "[Changed in this version]"),
  },
  definition: {
    form: block,
    blocks: ({ given, page, cx }) => {
      const file = given.need("file");
      return file ? page.shown.makers.definition(file, given, cx) : [];
    },
  },
  event: {
    form: block,
    blocks: ({ given, page, cx }) => {
      const event = given.need("event");
      return event ? page.shown.makers.event(event, given, cx) : [];
    },
  },
  events: {
    form: block,
    blocks: ({ given, page, cx }) => {
      const match = given.need("match");
      return match ? page.shown.makers.events(match, given, cx) : [];
    },
  },
  fields: {
    form: block,
    blocks: ({ given, page, cx }) => {
      const schema = given.need("schema");
      return schema ? page.shown.makers.fields(schema, given, cx) : [];
    },
  },
  index: {
    form: block,
    blocks: ({ given, page, cx }) => {
      const of = given.need("of");
      return of ? page.shown.makers.index(of, given, cx) : [];
    },
  },
  operations: {
    form: block,
    blocks: ({ given, page, cx }) => {
      const file = given.need("file");
      return file ? page.shown.makers.operations(file, given, cx) : [];
    },
  },
  page: { form: block, blocks: ({ given, page, cx }) => page.included(given, cx) },
  pages: { form: block, blocks: ({ given, page, cx }) => page.pages(given, cx) },
  picture: {
    form: { holds: false, place: "either" },
    blocks: (showing) => picture(showing),
    inlines: (showing) => picture(showing),
  },
  table: {
    form: block,
    blocks: ({ given, page, cx }) => {
      const table = given.need("table");
      return table ? page.shown.makers.table(table, given, cx) : [];
    },
  },
  template: {
    form: { holds: false, place: "either" },
    blocks: function* ({ given, page, cx }, content) {
      const held = { blocks: content, count: 0 };
      const read = page.templated(given, cx, held, (lines, inner) =>
        includedMarkdown(lines, inner, page.shown.markdown),
      );
      if (!read) return;
      yield* read(cx.titles);
      page.checkHeld(given, held);
    },
    inlines: ({ given, page, cx }, content) => {
      const held = { inlines: content, count: 0 };
      const nodes = page.templated(given, cx, held, (printed, inner) => {
        const lines = trimmed(printed);
        if (lines.some(isBlank))
          page.shown.report("shortcode-not-in-text", given.call.span, [given.call.name]);
        return markdownInlines(lines, inner, page.shown.markdown);
      });
      if (nodes) page.checkHeld(given, held);
      return nodes ?? [];
    },
  },
  text: {
    form: { holds: false, place: "either", mayBeAddress: true },
    blocks: statusText,
    inlines: (showing) => {
      const said = statusSetting(showing);
      return said ? inlinesOf(said, showing) : [];
    },
  },
};

/** Markdown that the settings have for the status of the site. */
function* statusText(showing: Showing): Iterable<Block> {
  const { page } = showing;
  const said = statusSetting(showing);
  if (!said) return;
  const read = page.said(said, showing, (lines, cx) =>
    includedMarkdown(lines, cx, page.shown.markdown),
  );
  yield* read?.(false) ?? [];
}

/** What it says for the status of the site; `null`, which is reported, where it lacks a parameter. */
function statusSetting({ given, page }: Showing): Setting | null {
  const { status } = page.shown;
  return (status === null ? null : given.may(status)) ?? given.need("text");
}

/** What stands in an address for a shortcode; `null`, which is reported, where that is nothing. */
export function partOfAddress(showing: Showing): string | null {
  if (showing.given.config.shows === "address") return addressIn(showing)?.href ?? null;
  return statusSetting(showing)?.value.trim() ?? null;
}

/** The address of a page, and its title; `null`, which is reported, where there is none. */
function addressIn({ given, page }: Showing): PageAddress | null {
  const { addressOf, report } = page.shown;
  const named = given.need("page");
  if (!named) return null;
  const found = addressOf(named, given.may("output")?.value);
  if (!("near" in found)) return found;
  report("shortcode-shows-nothing", named.span, [
    "page",
    named.value,
    given.call.name,
    ...found.near,
  ]);
  return null;
}

/** Markdown of the settings, as nodes of a text. */
function inlinesOf(said: Setting, showing: Showing): Inline[] {
  const { page } = showing;
  const nodes = page.said(said, showing, (lines, cx) =>
    markdownInlines(lines, cx, page.shown.markdown),
  );
  return nodes ?? [];
}

/**
 * Since when there is something: on a page of a version only where it is that version, and in other words. `{}`: the
 * version.
 */
function version(
  kind: "added" | "changed",
  usual: string,
  usualNew: string,
): NonNullable<Kind["inlines"]> {
  return (showing) => {
    const { given, page, cx } = showing;
    const { span } = given.call;
    const said = (text: string, version?: string): Inline[] => {
      const children = inlinesOf({ value: text, span }, showing);
      return [
        { type: "strong", span, children, ...(version ? { change: { kind, version } } : {}) },
      ];
    };
    if (given.flag("is-new")) return page.showsNew ? said(given.may("new")?.value ?? usualNew) : [];
    const found = given.need("version");
    if (!found) return [];
    const own = cx.state.pageVersion ?? null;
    if (own !== null && plainVersion(own) !== plainVersion(found.value)) return [];
    const text =
      own === null
        ? (given.may("text")?.value ?? usual.replace("{}", () => page.shown.labelled(found.value)))
        : (given.may("new")?.value ?? usualNew);
    return said(text, page.shown.labelled(found.value));
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
  const isTitled = given.flag("title-shown") ?? true;
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

/** A picture with its size, as large on the page as its density says. */
function picture({ given, page }: Showing): NodeOf<"image">[] {
  const { readBytes, report } = page.shown;
  const { call } = given;
  const [file, alt] = [given.need("file"), given.need("alt")];
  if (!file || !alt) return [];
  if (alt.value.trim() === "") report("missing-parameter", alt.span, ["alt", call.name]);
  const path = picturePath(file, page.shown);
  const bytes = readBytes(path);
  if (isRefused(bytes)) {
    report("shortcode-file", file.span, [file.value, call.name, bytes.refused, ...bytes.near]);
    return [];
  }
  const density = given.amount("density") ?? 1;
  const size = pictureSize(bytes);
  const variants = (["double", "dark"] as const).flatMap((when) => {
    const found = given.may(when);
    return found ? [{ file: picturePath(found, page.shown), when }] : [];
  });
  return [
    {
      type: "image",
      span: file.span,
      uri: file.value,
      file: path,
      alt: alt.value,
      loading: "lazy",
      ...(size ? { size: [Math.round(size[0] / density), Math.round(size[1] / density)] } : {}),
      ...(variants.length > 0 ? { variants } : {}),
    },
  ];
}

function isBlank({ text }: Line): boolean {
  return text.trim() === "";
}

/** Lines without the blank ones around them, and the spaces at their ends. */
function trimmed(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex((line) => !isBlank(line));
  const last = lines.findLastIndex((line) => !isBlank(line));
  if (first === -1) return [];
  const end = lines[last]!;
  return [...lines.slice(first, last), { ...end, text: end.text.trimEnd() }];
}
