import { printableText } from "../base/printable.js";
import { makeEntry, printEntry, readFragments, unreleased } from "../changelog/changelog.js";
import { wholeProject } from "../base/whole-project.js";
import { spanOf } from "../data/data.js";
import type { Project } from "../load/project.js";
import {
  aboutChangelogs,
  changelogOf,
  dateOf,
  openProject,
  refuseApi,
  textOption,
} from "./changelogs.js";
import type { Given, Io } from "./command.js";
import { exitCodeOf, printDiagnostics } from "./print.js";

/** `specpress changelog draft`: what towncrier prints as a draft, for each API. Several are told apart by a comment above each. */
export async function draft(given: Given, io: Io): Promise<number> {
  if (given.options["suggest"] === true) {
    const { suggest } = await import("./changelog-suggest.js");
    return suggest(given, io);
  }
  const date = dateOf(given);
  const opened = openProject(given, io);
  if (typeof opened === "number") return opened;
  const { project, report } = opened;
  const version = textOption(given, "version") ?? unreleased;
  if (given.arguments.length > 0) refuseApi(project, given.arguments);
  const apis = given.arguments.length > 0 ? given.arguments : apisWithSettings(project);
  const drafts = apis.map((api) => {
    const files = changelogOf(project, api);
    if (!files.config) report("no-changelog-config", apiSpan(project, api), [api]);
    if (!files.settings) return "";
    const entry = makeEntry(readFragments(files.fragments, files.settings, report), files.settings);
    const printed = `${printEntry(entry, files.settings, { version, date })}\n`;
    const name = files.settings.syntax === "rst" ? `.. ${api}` : `<!-- ${api} -->`;
    return apis.length > 1 ? `${name}\n\n${printed}` : printed;
  });
  io.out(printableText(drafts.join("")));
  printDiagnostics(aboutChangelogs(opened), io);
  return exitCodeOf(aboutChangelogs(opened), false);
}

function apisWithSettings({ changelogs }: Project): readonly string[] {
  return [...changelogs].filter(([, { config }]) => config).map(([name]) => name);
}

/** Where the project file names an API, or the changelogs. */
export function apiSpan(project: Project, api: string) {
  if (api === wholeProject)
    return spanOf({ source: project.configFile.source, pointer: "/changelogs" }, "key");
  return spanOf({ source: project.configFile.source, pointer: `/apis/${api}` }, "key");
}
