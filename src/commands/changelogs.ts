import { changelogCodes } from "../base/codes/changelog.js";
import { collector, type Code, type Diagnostic, type Report } from "../base/diagnostics.js";
import { authored, type Source } from "../base/source.js";
import { wholeProject } from "../base/whole-project.js";
import { historyFiles } from "../changelog/changelog.js";
import { pointerAt } from "../data/data.js";
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

/** The API whose changelog is meant, and what stands after it; where the whole project has one, none is named. */
export function apiGiven(
  project: Project,
  words: readonly string[],
): { readonly api: string | undefined; readonly rest: readonly string[] } {
  if (!project.changelogs.has(wholeProject)) return { api: words[0], rest: words.slice(1) };
  const [first] = words;
  // A number or a version has a digit in it.
  if (first !== undefined && !/\d/.test(first) && project.apis.some(({ name }) => name === first))
    refuseApi(project, [first]);
  return { api: wholeProject, rest: words };
}

/** Where the whole project has one changelog, no API is named. */
export function refuseApi({ changelogs }: Project, words: readonly string[]): void {
  if (changelogs.has(wholeProject))
    throw new UsageError(
      `the project has one changelog for all its APIs; leave out "${words.join(" ")}"`,
    );
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
  const folder = `${project.config.changelogs!.folder}/`;
  const paths = new Set([...project.changelogs.values()].flatMap(filesOf).map(({ path }) => path));
  const settings = project.configFile.source;
  return diagnostics.filter(({ code, span }) => {
    if (!span) return false;
    const { source, start } = authored(span);
    if (source === settings)
      return pointerAt(source, start)?.startsWith("/changelogs") === true || isOfChangelogs(code);
    return source.path.startsWith(folder) || paths.has(source.path) || isOfChangelogs(code);
  });
}

function filesOf({ config, fragments, history }: ChangelogFiles): readonly Source[] {
  return [...(config ? [config] : []), ...fragments, ...historyFiles(history)];
}

/** A changelog's files may lie elsewhere. */
function isOfChangelogs(code: Code): boolean {
  return Object.hasOwn(changelogCodes, code) && code !== "bad-template" && code !== "no-template";
}

export function textOption({ options }: Given, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** The day of a release: as given, or by `SOURCE_DATE_EPOCH`, or today where the program runs, which is what towncrier takes. */
export function dateOf(given: Given): string {
  const date = textOption(given, "date");
  if (date !== undefined) return checkedDate(date);
  const epoch = process.env["SOURCE_DATE_EPOCH"];
  if (epoch !== undefined && /^\d{1,11}$/.test(epoch))
    return new Date(Number(epoch) * 1000).toISOString().slice(0, 10);
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
