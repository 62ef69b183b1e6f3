import { changelogCodes } from "../base/codes/changelog.js";
import { collector, type Code, type Diagnostic, type Report } from "../base/diagnostics.js";
import { authored } from "../base/source.js";
import { loadProject } from "../load/load.js";
import type { ChangelogFiles, Project } from "../load/project.js";
import { leftReleases } from "../load/release-state.js";
import { UsageError, type Given, type Io } from "./command.js";
import { recoverExchange, refusal } from "./exchange.js";
import { unknownName } from "./names.js";
import { exitCodeWithout, printDiagnostics } from "./print.js";
import { projectPlace } from "./project-root.js";

/** A project whose changelogs a command works on. */
export interface Opened {
  readonly project: Project;
  readonly report: Report;
  readonly diagnostics: readonly Diagnostic[];
}

/** Load the project, with these versions in place of its labels'. Where it cannot be loaded, which has been reported, the exit code. */
export function openProject(
  given: Given,
  io: Io,
  releases: ReadonlyMap<string, string> = new Map(),
): Opened | 1 | 2 {
  const { report, diagnostics } = collector();
  const project = loadProject({ ...projectPlace(given, io), releases }, report);
  if (!project) {
    printDiagnostics(diagnostics, io);
    return exitCodeWithout(diagnostics);
  }
  const folder = project.config.changelogs;
  if (folder === undefined)
    throw new UsageError(
      'the project has no changelogs; name their folder in specpress.yaml, such as "changelogs: changelogs"',
    );
  return { project, report, diagnostics };
}

/** Load the project to write a release: one that was interrupted is undone first, by a dry run only told of. */
export function openForRelease(
  given: Given,
  io: Io,
  releases: ReadonlyMap<string, string> = new Map(),
): Opened | 1 | 2 {
  const opened = openProject(given, io, releases);
  if (typeof opened === "number") return opened;
  const { root } = opened.project;
  const [left] = given.options["dryRun"] ? leftReleases(root) : [];
  if (left) throw refusal(left);
  if (given.options["dryRun"] || !recoverExchange(root, { elsewhere: false })) return opened;
  io.err("A release that was interrupted has been undone.\n");
  return openProject(given, io, releases);
}

/** The changelog of an API on the command line. */
export function changelogOf(project: Project, api: string): ChangelogFiles {
  const known = [...project.changelogs.keys()];
  const files = project.changelogs.get(api);
  if (!files) throw new UsageError(unknownName("changelog", api, known));
  return files;
}

/** What concerns changelogs: an unrelated fault elsewhere in the project is no matter of theirs. */
export function aboutChangelogs({ project, diagnostics }: Opened): readonly Diagnostic[] {
  const folder = `${project.config.changelogs}/`;
  return diagnostics.filter(({ code, span }) => {
    if (!span) return false;
    return authored(span).source.path.startsWith(folder) || isOfChangelogs(code);
  });
}

/** A changelog's files may lie elsewhere. */
function isOfChangelogs(code: Code): boolean {
  return Object.hasOwn(changelogCodes, code) && code !== "bad-template" && code !== "no-template";
}

export function textOption({ options }: Given, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** The day of a release: as given, or today where the program runs, which is what towncrier takes. */
export function dateOf(given: Given): string {
  const date = textOption(given, "date");
  if (date !== undefined) return checkedDate(date);
  const now = new Date();
  const pad = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

function checkedDate(date: string): string {
  // Some days that do not exist are read as days of the next month.
  const day = new Date(`${date}T00:00:00Z`);
  const isDate =
    /^\d{4}-\d{2}-\d{2}$/.test(date) &&
    !Number.isNaN(day.getTime()) &&
    day.toISOString().startsWith(date);
  if (!isDate) throw new UsageError(`--date takes YYYY-MM-DD, not "${date}"`);
  return date;
}
