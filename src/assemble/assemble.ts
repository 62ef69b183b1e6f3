import { isMarkdown } from "../base/formats.js";
import type { Report } from "../base/diagnostics.js";
import type { Project, Target } from "../load/project.js";
import { markdownFile } from "../markdown/markdown.js";
import { KeptLines } from "./kept-lines.js";
import { basePathLabels } from "./labels.js";
import type { Manuscript, ManuscriptFile, Sections } from "./manuscript.js";
import { markdownPart, rstPart } from "./markdown-part.js";
import { descriptionPart, headingLevels } from "./page-of-tree.js";
import { pagePath } from "./page-path.js";
import { Repeated } from "./repeated.js";
import { PageTitles } from "./titles.js";

/**
 * A target's files and the sections → the text of its page, file by file. The steps: `{{variable}}`s; `%LABEL%`s, which
 * may stand in all that came before. Every line knows the place it came from, every file the depth at which it is included.
 */

export { textsOf, type Manuscript, type ManuscriptLine, type Sections } from "./manuscript.js";
export {
  assembleChangelogs,
  changelogPath,
  type ChangelogManuscript,
  type VersionManuscript,
} from "./changelogs.js";
export { Repeated, type Repetition } from "./repeated.js";
export { pagePath } from "./page-path.js";
export { reportSameVariables } from "./same-variables.js";
export { basePathLabels, replaceLabels, reportNearLabels } from "./labels.js";
export { noteUnused, noteUnusedParts, reportUnread } from "./unused.js";
export { fileAddresses, markdownPart, rstPart, type Assembly } from "./markdown-part.js";
export { sectionLines, variablesIn } from "./variables.js";

/**
 * Put a target's files together: variables, labels, and the depths of titles. `repeated` is that of all pages of a build; `told` are the
 * labels that were reported where the paths of APIs have them; `isKept`: what is as it was is not put together again by this program.
 */
export function assemble(
  target: Target,
  sections: Sections,
  project: Project,
  report: Report,
  repeated: Repeated = new Repeated(report),
  told: ReadonlySet<string> = basePathLabels(project),
  isKept = false,
): Manuscript {
  repeated.beginPage();
  const titles = new PageTitles(project.targets, report);
  const kept = isKept ? new KeptLines() : undefined;
  const files: ManuscriptFile[] = [];
  for (const entry of target.files) {
    const source = project.texts.get(entry.path);
    if (!source) continue; // missing, which was reported where the target names it
    if (!repeated.allows(source, source.text.length, entry.path, () => entry.span)) continue;
    const assembly = { sections, project, report, repeated, told, kept };
    const { page } = target;
    const ownTitles = titles.ofFile(entry.depth);
    const levels = page ? headingLevels(page, ownTitles, report) : ownTitles;
    if (page?.description)
      files.push(
        descriptionPart(page.description, page.version, levels, project, report, repeated),
      );
    if (isMarkdown(entry.path)) {
      const { lines, options } = markdownPart(source, entry.path, target, assembly);
      files.push({
        lines,
        read: (given, cx) => markdownFile(given, cx, project.config.markdown, options),
        titles: levels,
      });
      continue;
    }
    const above = page?.file === entry.path ? page.frontLines : 0;
    files.push({ lines: rstPart(source, assembly, above), titles: levels });
  }
  return { target, path: pagePath(target, project.labels, report), files, titles };
}
