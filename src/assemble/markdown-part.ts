import { posix } from "node:path";
import { isText } from "../base/formats.js";
import { madeKey, madeMark } from "../base/made-mark.js";
import type { Report } from "../base/diagnostics.js";
import type { Source, Span } from "../base/source.js";
import type { Project, Target } from "../load/project.js";
import { markdownLines, type MarkdownOptions } from "../markdown/markdown.js";
import { linesOf } from "../rst/lines.js";
import type { Basis, KeptLines } from "./kept-lines.js";
import { replaceLabels } from "./labels.js";
import type { ManuscriptLine, Sections } from "./manuscript.js";
import { pagePath } from "./page-path.js";
import type { Repeated } from "./repeated.js";
import { markdownVariables, replaceVariables, sectionLines } from "./variables.js";

/** What the texts of a page are put together with. */
export interface Assembly {
  readonly sections: Sections;
  readonly project: Project;
  readonly report: Report;
  readonly repeated: Repeated;
  readonly told: ReadonlySet<string>;
  /** Of programs that stay: what was put together before. */
  readonly kept?: KeptLines | undefined;
}

const fenceRe = /^\s*(?:>\s*)?(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})/;

/** Whether a line of HTML ends within `<pre>`, which its lines show as they are. */
function endsInPre(text: string, isBefore: boolean): boolean {
  const begins = text.search(/^\s*<pre[\s>]/i);
  const ends = text.search(/<\/pre>/i);
  return ends !== -1 ? false : isBefore || begins !== -1;
}

/**
 * A file in Markdown as a part of a page. A variable that stands for blocks becomes a line with a mark, whose blocks are put
 * there when the file is read; a link to another file of the specification leads to the page that shows it.
 */
export function markdownPart(
  source: Source,
  path: string,
  target: Target,
  { sections, project, report, repeated, told }: Assembly,
): { readonly lines: readonly ManuscriptLine[]; readonly options: MarkdownOptions } {
  const shown = new Map<string, readonly ManuscriptLine[]>();
  // The front matter of a page was read when the pages were found; that of a part is read with it.
  const page = target.page?.file === path ? target.page : undefined;
  const written = markdownLines(source).slice(page?.frontLines ?? 0);
  let fence: string | null = null;
  let isInPre = false;
  const replaced = written.map((line) => {
    const mark: string | undefined = fenceRe.exec(line.text)?.[1];
    if (fence === null) fence = mark ?? null;
    else if (mark?.startsWith(fence)) fence = null;
    const wasInPre = isInPre;
    if (fence === null && line.text.includes("pre")) isInPre = endsInPre(line.text, wasInPre);
    if (!line.text.includes("{{")) return line;
    const found = markdownVariables(line, sections, report, fence !== null || wasInPre || isInPre);
    if (!("section" in found)) return found;
    const { name, indent, section } = found;
    const span = () => ({ source, start: line.offset, end: line.offset + line.text.length });
    if (!repeated.allows(section, section.text.length, name, span)) return { ...line, text: "" };
    const lines = shown.get(name) ?? sectionLines(section);
    // A section that is made of nodes has no other line than its mark.
    if (!lines.some(({ text }) => madeKey(text) === name))
      shown.set(name, replaceLabels(lines, project.labels, report, repeated, told));
    return { ...line, text: indent + madeMark(name) };
  });
  const lines = replaceLabels(replaced, project.labels, report, repeated, told, true);
  return {
    lines,
    options: {
      isBelowFrontMatter: page !== undefined,
      ...(page?.version === undefined ? {} : { version: page.version }),
      hrefOf: fileAddresses(path, target, project),
      textOf: (key: string, _span: Span) => shown.get(key),
    },
  };
}

/** Where links of a text lead that name other files of the specification: to the pages that show them. */
export function fileAddresses(
  path: string,
  target: Target,
  project: Project,
): (href: string) => string {
  const pages = pagesOf(project);
  return (href) => addressOf(href, path, target, pages, project);
}

/** The lines of a file in reStructuredText as a part of a page, but for those of its front matter. */
export function rstPart(
  source: Source,
  { sections, project, report, repeated, told, kept }: Assembly,
  frontLines = 0,
): readonly ManuscriptLine[] {
  const basis = { sections, labels: project.labels, report, repeated };
  const make = (given: Basis): readonly ManuscriptLine[] => {
    const lines = linesOfFile(source).slice(frontLines);
    const whole = replaceVariables(lines, given.sections, given.report, repeated, linesOfSection);
    return replaceLabels(whole, given.labels, given.report, repeated, told);
  };
  const linesOfSection = kept && ((section: Source) => kept.ofSection(section));
  return kept ? kept.ofFile(source, frontLines, basis, make) : make(basis);
}

/** The lines of a file with two line feeds behind it. */
function linesOfFile(source: Source): readonly ManuscriptLine[] {
  const lines: ManuscriptLine[] = linesOf(source);
  const blank = { text: "", source, offset: source.text.length };
  if (source.text.endsWith("\n")) lines.push(blank);
  lines.push(blank);
  return lines;
}

const fileLinkRe = /^(?<file>[^?#:]+)(?<query>\?[^#]*)?(?<fragment>#.*)?$/s;

/** Where a link of a file leads on its page: one to another file of the specification to the page that shows that file. */
function addressOf(
  href: string,
  from: string,
  target: Target,
  pages: ReadonlyMap<string, readonly Target[]>,
  { labels, config }: Project,
): string {
  const { file, query = "", fragment = "" } = fileLinkRe.exec(href)?.groups ?? {};
  if (file === undefined || !isText(file)) return href;
  const texts = config.pages?.folder ?? config.specification;
  const path = decoded(file);
  if (path.startsWith("/") && (!config.pages || pages.has(path.slice(1)))) return href; // of the site
  // By way of folders above the texts, too; one from the root of the project is read so where the site has no such page.
  const whole = path.startsWith("/") ? path : posix.join("/", texts, posix.dirname(from), path);
  const targets = pages.get(posix.relative(posix.join("/", texts), whole));
  if (!targets) return href;
  if (targets.includes(target)) return query + fragment || "#";
  const page = pagePath(targets[0]!, labels);
  return posix.relative(posix.dirname(pagePath(target, labels)), page) + query + fragment;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const known = new WeakMap<Project, ReadonlyMap<string, readonly Target[]>>();

/** The targets that show a file of the specification. */
function pagesOf(project: Project): ReadonlyMap<string, readonly Target[]> {
  const found = known.get(project);
  if (found) return found;
  const pages = new Map<string, Target[]>();
  for (const target of project.targets.targets)
    for (const { path } of target.files) {
      const others = pages.get(path);
      if (others) others.push(target);
      else pages.set(path, [target]);
    }
  known.set(project, pages);
  return pages;
}
