import { withoutStandIns } from "../base/verbatim.js";
import type { Context } from "../rst/context.js";
import type { Line } from "../rst/lines.js";
import { normalizeName, idOf } from "../rst/names.js";
import type { Block, Section } from "../rst/nodes.js";
import { BlockReader, type MarkdownOptions } from "./blocks.js";
import { frontMatterOf, type FrontMatter } from "./front-matter.js";
import { githubId } from "./heading-ids.js";
import type { Tell } from "./html-flow.js";
import type { MarkdownSettings } from "./settings.js";
import { MarkdownText } from "./text.js";

/**
 * Markdown → the tree of docutils, every node with its place: CommonMark 0.31 with GitHub's tables, strikethrough,
 * autolinks, task lists and alerts, footnotes, definition lists, attributes, front matter and formulas. The blocks and
 * texts are found by markdown-it (`parser.ts`), which is made to say where each of its tokens stands; what follows here is
 * nodes made of tokens (`blocks.ts`, `inlines.ts`), in the context that the parser of reStructuredText gives: names, ids
 * and levels of titles are those of the whole page, in whatever its texts are written.
 */

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
  if (front?.title && cx.titles && !beginsWithTitle(rest))
    yield titleSection(front.title, cx, settings);
  yield* new BlockReader(new MarkdownText(rest), cx, settings, options).all();
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

function withoutTitles(cx: Context): Context {
  return Object.create(cx, { titles: { value: false } }) as Context;
}

function beginsWithTitle(lines: readonly Line[]): boolean {
  const index = lines.findIndex(({ text }) => text.trim() !== "");
  if (index === -1) return false;
  const below = lines[index + 1]?.text ?? "";
  return /^ {0,3}# /.test(lines[index]!.text) || /^ {0,3}=+\s*$/.test(below);
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
