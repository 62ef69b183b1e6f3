import { isMarkdown } from "../base/formats.js";
import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import type { Project, Target } from "../load/project.js";
import { linesOf } from "../rst/lines.js";
import { basePathLabels, replaceLabels } from "./labels.js";
import type { Manuscript, ManuscriptFile, ManuscriptLine, Sections } from "./manuscript.js";
import { markdownPart } from "./markdown-part.js";
import { descriptionPart, headingLevels } from "./page-of-tree.js";
import { pagePath } from "./page-path.js";
import { Repeated } from "./repeated.js";
import { PageTitles } from "./titles.js";
import { replaceVariables } from "./variables.js";

/**
 * A target's files and the sections → the text of its page, file by file. The steps: `{{variable}}`s; `%LABEL%`s, which
 * may stand in all that came before. Every line knows the place it came from, every file the depth at which it is included.
 */

export { textOf, type Manuscript, type ManuscriptLine, type Sections } from "./manuscript.js";
export {
  assembleChangelogs,
  changelogPath,
  type ChangelogManuscript,
  type VersionManuscript,
} from "./changelogs.js";
export { Repeated } from "./repeated.js";
export { pagePath } from "./page-path.js";
export { reportSameVariables } from "./same-variables.js";
export { replaceLabels } from "./labels.js";
export { noteUnused, reportUnread } from "./unused.js";
export { variablesIn } from "./variables.js";

/** Put a target's files together: variables, labels, and the depths of titles. `repeated` is that of all pages of a build. */
export function assemble(
  target: Target,
  sections: Sections,
  project: Project,
  report: Report,
  repeated: Repeated = new Repeated(report),
): Manuscript {
  repeated.beginPage();
  const titles = new PageTitles(project.targets, report);
  const told = basePathLabels(project);
  const files: ManuscriptFile[] = [];
  for (const entry of target.files) {
    const source = project.texts.get(entry.path);
    if (!source) continue; // missing, which was reported where the target names it
    if (!repeated.allows(source, source.text.length, entry.path, () => entry.span)) continue;
    if (isMarkdown(entry.path)) {
      const { page } = target;
      const ownTitles = titles.ofFile(entry.depth);
      const levels = page ? headingLevels(page, ownTitles, report) : ownTitles;
      if (page?.description) files.push(descriptionPart(page.description, levels, project));
      files.push({
        ...markdownPart(source, entry.path, target, { sections, project, report, repeated, told }),
        titles: levels,
      });
      continue;
    }
    const whole = replaceVariables(linesOfFile(source), sections, report, repeated);
    files.push({
      lines: replaceLabels(whole, project.labels, report, repeated, told),
      titles: titles.ofFile(entry.depth),
    });
  }
  return { target, path: pagePath(target, project.labels, report), files, titles };
}

/** The lines of a file with two line feeds behind it. */
function linesOfFile(source: Source): readonly ManuscriptLine[] {
  const lines: ManuscriptLine[] = linesOf(source);
  const blank = { text: "", source, offset: source.text.length };
  if (source.text.endsWith("\n")) lines.push(blank);
  lines.push(blank);
  return lines;
}
