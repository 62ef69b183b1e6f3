import type { Report } from "../base/diagnostics.js";
import type { Source, Span } from "../base/source.js";
import type { PageFile, Project } from "../load/project.js";
import { markdownBlocks, markdownLines } from "../markdown/markdown.js";
import type { TitleReader } from "../rst/context.js";
import { replaceLabels } from "./labels.js";
import type { ManuscriptFile } from "./manuscript.js";
import type { Repeated } from "./repeated.js";

/**
 * The levels of headings on a page whose title stands in its front matter: they say themselves how deep they are, in the
 * page's own text and in the parts that it shows.
 */
export function headingLevels(page: PageFile, titles: TitleReader, report: Report): TitleReader {
  const top = page.isTitleInText ? 0 : 1;
  let before = top;
  let isFirst = true;
  /** Whether a heading of level 1 was no title: then those that follow are below it. */
  let isBelowOther = false;
  return {
    levelOf: (title) => titles.levelOf(title),
    isAdornment: (row) => titles.isAdornment(row),
    levelOfHeading: (written: number, title: string, span: Span) => {
      const isTitle = isFirst && page.isTitleInText;
      isFirst = false;
      if (written === 1 && !isTitle) isBelowOther = true;
      const level = isTitle ? 1 : Math.min(written + (isBelowOther ? 1 : 0), 6);
      if (written === 1 && !isTitle) report("page-title-repeated", span, [title]);
      else if (level > before + 1)
        report("heading-skips-level", span, [title, String(level), String(before)]);
      before = level;
      return level - top;
    },
  };
}

/** What the front matter says of a page, as its first paragraphs. */
export function descriptionPart(
  description: Source,
  version: string | undefined,
  titles: TitleReader,
  { config, labels }: Project,
  report: Report,
  repeated: Repeated,
): ManuscriptFile {
  const lines = markdownLines(description);
  return {
    lines: replaceLabels(lines, labels, report, repeated, undefined, true),
    titles,
    read: (lines, cx) => {
      cx.state.pageVersion = version ?? null;
      const children = markdownBlocks(lines, cx, config.markdown);
      const span = { source: description, start: 0, end: description.text.length };
      return [{ type: "container", span, classes: ["page-description"], children }];
    },
  };
}
