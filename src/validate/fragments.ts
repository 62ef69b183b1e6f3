import type { Report } from "../base/diagnostics.js";
import { wholeProject } from "../base/whole-project.js";
import { authored, wholeFile, type Source } from "../base/source.js";
import {
  fileSpan,
  isClear,
  makeEntry,
  printEntry,
  readFragments,
  unclearPart,
  unreleased,
  type ChangelogSettings,
  type Fragment,
} from "../changelog/changelog.js";
import { joinPointer, spanOf } from "../data/data.js";
import type { ChangelogFiles, Project } from "../load/project.js";
import { markdownBlocks, markdownLines, type MarkdownSettings } from "../markdown/markdown.js";
import type { Context } from "../rst/context.js";
import type { Line } from "../rst/lines.js";
import { textOf, type Document } from "../rst/nodes.js";
import { parseParts, parseRst } from "../rst/rst.js";

/** Report what is wrong with the settings, the past entries and the news fragments of all changelogs. Files in the wrong folder were told when they were read. */
export function checkFragments(project: Project, report: Report): void {
  for (const [api, files] of project.changelogs) checkChangelog(project, api, files, report);
}

function checkChangelog(
  project: Project,
  api: string,
  { config, settings, history, hasFolder, fragments }: ChangelogFiles,
  report: Report,
): void {
  if (!config && hasFolder) {
    const pointer = api === wholeProject ? "/changelogs" : joinPointer("", "apis", api);
    const at = { source: project.configFile.source, pointer };
    report("no-changelog-config", spanOf(at, "key"), [api]);
  }
  if (!settings) return;
  if (history && !isClear(history, settings))
    report("unreadable-history", unclearPart(history, settings), [
      history.path,
      settings.startStrings[0]!.trim(),
    ]);
  const news = readFragments(fragments, settings, report);
  // A template of the project tells its faults when it prints.
  if (typeof settings.template === "object")
    printEntry(makeEntry(news, settings), settings, { version: unreleased, date: "2000-01-01" });
  const read = new Set<string>();
  for (const fragment of news) {
    // The text that several links lead to is looked at once.
    const { path } = authored(wholeFile(fragment.source)).source;
    checkFragment(fragment, settings, project.config.markdown, report, read.has(path));
    read.add(path);
  }
}

/** Report what is wrong with one fragment: its name, and its text where that is shown and was not told of before. */
export function checkFragment(
  fragment: Fragment,
  settings: ChangelogSettings,
  markdown: MarkdownSettings,
  report: Report,
  isKnown = false,
): void {
  const { source, type } = fragment;
  const name = source.path.slice(source.path.lastIndexOf("/") + 1);
  checkIssue(fragment, name, settings, report);
  if (!type.showsContent || isKnown) return;
  if (source.text.trim() === "") report("empty-fragment", fileSpan(source), [name]);
  else checkText(source, settings, markdown, report);
}

function checkIssue(
  { source, issue, type }: Fragment,
  name: string,
  { edition, issuePattern, orphanPrefix }: ChangelogSettings,
  report: Report,
): void {
  if (issue !== "" && !/^\d+$/.test(issue) && issuePattern === undefined)
    report("fragment-issue", fileSpan(source), [name, issue, orphanPrefix]);
  const isLost = issue === "" && !type.showsContent && edition === "22.12";
  if (isLost && source.text.trim() !== "")
    report("hidden-orphan", fileSpan(source), [name, type.key]);
}

function checkText(
  source: Source,
  { syntax, endsLines, allBullets }: ChangelogSettings,
  markdown: MarkdownSettings,
  report: Report,
): void {
  const end = source.text.length;
  const document =
    syntax === "rst" ? parseRst(source, report) : parseMarkdown(source, markdown, report);
  checkEnd(document, source, report);
  if (allBullets) checkMark(document, source, report);
  if (endsLines && !source.text.endsWith("\n"))
    report("fragment-last-line", { source, start: end - 1, end });
}

function parseMarkdown(source: Source, markdown: MarkdownSettings, report: Report): Document {
  const read = (lines: readonly Line[], cx: Context) => markdownBlocks(lines, cx, markdown);
  return parseParts([{ lines: markdownLines(source), read }], report);
}

/** An entry is an item of a list already: one that is a list of one item is a list within it. */
function checkMark({ children }: Document, source: Source, report: Report): void {
  const [list, ...others] = children;
  if (list?.type !== "bullet_list" || list.children.length > 1 || others.length > 0) return;
  const [lead = "", mark = ""] = /^\s*([-*+•])[ \t]+/.exec(source.text) ?? [];
  if (mark !== "")
    report("fragment-mark", { source, start: lead.indexOf(mark), end: lead.length }, [mark]);
}

/** A sentence may end within quotes, brackets or markup. A list or code at the end is no sentence. */
const sentenceEnd = /[.!?…。！？]["'”’»)\]]*$/u;

function checkEnd({ children }: Document, source: Source, report: Report): void {
  const shown = children.filter(({ type }) => type !== "comment" && type !== "target");
  const last = shown.at(-1);
  if (last?.type !== "paragraph") return;
  const text = textOf(last).trimEnd();
  if (sentenceEnd.test(text)) return;
  const end = source.text.trimEnd().length;
  const word = /\S{0,20}$/u.exec(text)![0];
  report("fragment-full-stop", { source, start: end - 1, end }, [word]);
}
