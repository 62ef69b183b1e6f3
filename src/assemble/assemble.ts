import type { Report } from "../base/diagnostics.js";
import type { Project, Target } from "../load/project.js";
import { linesOf } from "../rst/lines.js";
import { replaceLabels } from "./labels.js";
import type { Manuscript, ManuscriptLine, Sections } from "./manuscript.js";
import { pagePath } from "./page-path.js";
import { adjustTitles, settleRelativeTitles } from "./titles.js";
import { replaceVariables } from "./variables.js";

/**
 * A target's files and the sections → the text of its page, line by line. The steps: titles of each file to the level of
 * its inclusion; `{{variable}}`s; relative titles, which only now have something to be relative to; `%LABEL%`s, which may
 * stand in all that came before. Every line knows the place it came from.
 */

export type { Manuscript, ManuscriptLine, Sections } from "./manuscript.js";
export {
  assembleChangelogs,
  changelogPath,
  type ChangelogManuscript,
  type VersionManuscript,
} from "./changelogs.js";
export { pagePath } from "./page-path.js";
export { noteUnused } from "./unused.js";
export { variablesIn } from "./variables.js";

/** Put a target's files together: title levels, variables, labels. */
export function assemble(
  target: Target,
  sections: Sections,
  project: Project,
  report: Report,
): Manuscript {
  const text = filesOf(target, project, report);
  const whole = replaceVariables(text, sections, report);
  const settled = settleRelativeTitles(whole, project.targets, report);
  return {
    target,
    path: pagePath(target, project.labels, report),
    lines: replaceLabels(settled, project.labels, report),
  };
}

/** The lines of all files, each with two line feeds behind it. */
function filesOf(target: Target, project: Project, report: Report): ManuscriptLine[] {
  const lines: ManuscriptLine[] = [];
  for (const { path, depth } of target.files) {
    const source = project.texts.get(path);
    if (!source) continue; // missing, which was reported where the target names it
    for (const line of adjustTitles(linesOf(source), depth, project.targets.titleStyles, report))
      lines.push(line);
    const blank = { text: "", source, offset: source.text.length };
    if (source.text.endsWith("\n")) lines.push(blank);
    lines.push(blank);
  }
  return lines;
}
