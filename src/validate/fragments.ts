import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Source } from "../base/source.js";
import { readFragments, type ChangelogSettings, type Fragment } from "../changelog/changelog.js";
import { spanOf } from "../data/data.js";
import type { ChangelogFiles, Project } from "../load/project.js";
import { textOf, type Document } from "../rst/nodes.js";
import { parseRst } from "../rst/rst.js";

/** Report what is wrong with the news fragments of all changelogs. Files in the wrong folder were told when they were read. */
export function checkFragments(project: Project, report: Report): void {
  for (const [api, files] of project.changelogs) checkChangelog(project, api, files, report);
}

function checkChangelog(
  project: Project,
  api: string,
  { config, settings, fragments }: ChangelogFiles,
  report: Report,
): void {
  if (!config && fragments.length > 0) {
    const at = { source: project.configFile.source, pointer: `/apis/${api}` };
    report("no-changelog-config", spanOf(at, "key"), [api]);
  }
  if (!settings) return;
  for (const fragment of readFragments(fragments, settings, report))
    checkFragment(fragment, settings, report);
}

/** Report what is wrong with one fragment: its issue, and its text where that is shown. */
export function checkFragment(
  { source, issue, type }: Fragment,
  settings: ChangelogSettings,
  report: Report,
): void {
  const name = source.path.slice(source.path.lastIndexOf("/") + 1);
  if (issue !== "" && !/^\d+$/.test(issue))
    report("fragment-issue", wholeFile(source), [name, issue, settings.orphanPrefix]);
  if (!type.showsContent) return;
  if (source.text.trim() === "") report("empty-fragment", wholeFile(source), [name]);
  else {
    checkEnd(parseRst(source, report), source, report);
    const end = source.text.length;
    if (!source.text.endsWith("\n")) report("fragment-last-line", { source, start: end - 1, end });
  }
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
