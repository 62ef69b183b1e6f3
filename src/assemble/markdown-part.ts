import { posix } from "node:path";
import { madeKey, madeMark } from "../base/made-mark.js";
import type { Report } from "../base/diagnostics.js";
import type { Source, Span } from "../base/source.js";
import type { Project, Target } from "../load/project.js";
import { markdownFile, markdownLines } from "../markdown/markdown.js";
import { replaceLabels } from "./labels.js";
import type { ManuscriptFile, ManuscriptLine, Sections } from "./manuscript.js";
import { pagePath } from "./page-path.js";
import type { Repeated } from "./repeated.js";
import { markdownVariables, sectionLines } from "./variables.js";

interface Assembly {
  readonly sections: Sections;
  readonly project: Project;
  readonly report: Report;
  readonly repeated: Repeated;
  readonly told: ReadonlySet<string>;
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
): Omit<ManuscriptFile, "titles"> {
  const shown = new Map<string, readonly ManuscriptLine[]>();
  const written = markdownLines(source).slice(target.page?.frontLines ?? 0);
  const replaced = written.map((line) => {
    if (!line.text.includes("{{")) return line;
    const found = markdownVariables(line, sections, report);
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
  const pages = pagesOf(project);
  return {
    lines,
    read: (given, cx) =>
      markdownFile(given, cx, project.config.markdown, {
        isBelowFrontMatter: target.page !== undefined,
        hrefOf: (href) => addressOf(href, path, target, pages, project),
        textOf: (key: string, _span: Span) => shown.get(key),
      }),
  };
}

const fileLinkRe = /^(?<file>[^?#:]+\.(?:md|markdown|rst))(?<fragment>#.*)?$/i;

/** Where a link of a file leads on its page: one to another file of the specification to the page that shows that file. */
function addressOf(
  href: string,
  from: string,
  target: Target,
  pages: ReadonlyMap<string, readonly Target[]>,
  { labels }: Project,
): string {
  const { file, fragment = "" } = fileLinkRe.exec(href)?.groups ?? {};
  if (file === undefined || file.startsWith("/")) return href;
  const named = posix.join(posix.dirname(from), decoded(file));
  const targets = pages.get(named);
  if (!targets) return href;
  if (targets.includes(target)) return fragment === "" ? "#" : fragment;
  const page = pagePath(targets[0]!, labels);
  return posix.relative(posix.dirname(pagePath(target, labels)), page) + fragment;
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
