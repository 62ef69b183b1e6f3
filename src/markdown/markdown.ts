import { withoutStandIns } from "../base/verbatim.js";
import type { Context } from "../rst/context.js";
import { textOfLines, type Line } from "../rst/lines.js";
import { normalizeName, idOf } from "../rst/names.js";
import type { Block, Inline, Section } from "../rst/nodes.js";
import { BlockReader, type MarkdownOptions } from "./blocks.js";
import { firstTitle } from "./first-title.js";
import { frontMatterOf, type FrontMatter } from "./front-matter.js";
import { githubId } from "./heading-ids.js";
import type { Tell } from "./html-flow.js";
import { contentOfLines } from "./content.js";
import { readInlines } from "./inlines.js";
import { withoutTitles } from "./open-shortcodes.js";
import type { MarkdownSettings } from "./settings.js";
import { inLine } from "./table.js";
import { MarkdownText } from "./text.js";

/**
 * Markdown → the tree of docutils, every node with its place: CommonMark 0.31 with GitHub's tables, strikethrough,
 * autolinks, task lists and alerts, footnotes, definition lists, attributes, front matter and formulas. The blocks and
 * texts are found by markdown-it (`parser.ts`), which is made to say where each of its tokens stands; what follows here is
 * nodes made of tokens (`blocks.ts`, `inlines.ts`), in the context that the parser of reStructuredText gives: names, ids
 * and levels of titles are those of the whole page, in whatever its texts are written.
 */

export { firstTitle, headingOfPage } from "./first-title.js";
export { githubId } from "./heading-ids.js";
export { markdownLines } from "./text.js";
export { frontMatterOf, type FrontMatter } from "./front-matter.js";
export { defaultMarkdown, type MarkdownSettings } from "./settings.js";
export type { MarkdownOptions } from "./blocks.js";

/**
 * The blocks of a file, its front matter left out. Where titles may stand each heading begins a section, whose level is
 * set in the context when it is given; the title that the front matter gives is the first one, unless the text begins with
 * a heading of the highest level.
 */
export function* markdownFile(
  lines: readonly Line[],
  cx: Context,
  settings: MarkdownSettings,
  options: MarkdownOptions = {},
): Iterable<Block> {
  const tell: Tell = (code, span, parts = []) => void cx.message(code, span, parts);
  const front = options.isBelowFrontMatter ? null : frontMatterOf(lines, tell);
  const rest = front ? lines.slice(front.lines) : lines;
  if (!options.isPart)
    cx.state.pageVersion = options.version === undefined ? versionIn(front) : options.version;
  if (front?.title && cx.titles && firstTitle(textOfLines(rest)) === null)
    yield titleSection(front.title, cx, settings);
  yield* new BlockReader(new MarkdownText(rest), cx, settings, {
    ...options,
    isShared: true,
  }).all();
}

function versionIn(front: FrontMatter | null): string | null {
  const version = front?.values["version"];
  return typeof version === "string" || typeof version === "number" ? String(version) : null;
}

/**
 * A file that a text shows in its midst: its front matter is left out, its headings are those of the page, and so are the
 * links that it defines, from when this is called. What is returned gives its blocks, once, as `markdownFile` does.
 */
export function includedMarkdown(
  lines: readonly Line[],
  cx: Context,
  settings: MarkdownSettings,
  options: MarkdownOptions = {},
): (withTitles: boolean) => Iterable<Block> {
  const tell: Tell = (code, span, parts = []) => void cx.message(code, span, parts);
  const front = frontMatterOf(lines, tell);
  const text = new MarkdownText(front ? lines.slice(front.lines) : lines);
  const reader = new BlockReader(text, cx, settings, { ...options, isShared: true });
  return (withTitles) => reader.all(withTitles && cx.titles);
}

/** A text of one line as the nodes of a paragraph. */
export function markdownInlines(
  lines: readonly Line[],
  cx: Context,
  settings: MarkdownSettings,
): Inline[] {
  const reader = new BlockReader(new MarkdownText([]), cx, settings, {});
  const text = reader.withCalls(new MarkdownText(lines));
  return readInlines(contentOfLines(text.text, 0, text), reader.inline).map(inLine);
}

/** The blocks of a text that stands within another one, such as a description: its headings begin no sections. */
export function markdownBlocks(
  lines: readonly Line[],
  cx: Context,
  settings: MarkdownSettings,
  options: MarkdownOptions = {},
): Block[] {
  const context = cx.titles ? withoutTitles(cx) : cx;
  return [...new BlockReader(new MarkdownText(lines), context, settings, options).all()];
}

function titleSection(
  { text, span }: NonNullable<FrontMatter["title"]>,
  cx: Context,
  settings: MarkdownSettings,
): Section {
  const { titleLevels, names } = cx;
  const value = withoutStandIns(text);
  titleLevels.current = titleLevels.reader?.levelOfHeading(1, value, span) ?? 1;
  const node: Section = {
    type: "section",
    span,
    names: [normalizeName(value)],
    children: [{ type: "title", span, children: [{ type: "text", span, value }] }],
  };
  node.ids = [
    settings.ids === "github"
      ? names.claimHeadingId(githubId(value) || "section")
      : names.claimId(idOf(value) || "section"),
  ];
  names.noteImplicit(node);
  return node;
}
