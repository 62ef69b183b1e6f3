import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { printableText } from "../base/printable.js";
import { collector, type Diagnostic, type Report } from "../base/diagnostics.js";
import { settle } from "../check/check.js";
import { wholeProject } from "../base/whole-project.js";
import { diskFiles } from "../files/disk.js";
import { withContents } from "../files/memory.js";
import { loadProject } from "../load/load.js";
import type { Project } from "../load/project.js";
import { buildSite, checkSite } from "../pipeline.js";
import type { Site } from "../site/site.js";
import { writeSite } from "../site/write-site.js";
import { dateOf, openForRelease, openProject, textOption, type Opened } from "./changelogs.js";
import { summaryOf as summaryOfPlan } from "./changelog-release.js";
import { outputsBeside } from "./outputs-beside.js";
import { UsageError, type Given, type Io } from "./command.js";
import { unifiedDiff } from "./unified-diff.js";
import { exchange, recoverExchange } from "./exchange.js";
import { gitCommands, shortPath, takingBack } from "./git-commands.js";
import { projectPlace } from "./project-root.js";
import { versionPairs } from "./names.js";
import { exitCodeOf, printDiagnostics, summaryOf } from "./print.js";
import { notCommitted, noting } from "./release-checks.js";
import { checkPlace, planRelease, workTreeOf, type ReleasePlan } from "./release-plan.js";

/**
 * `specpress release`: the specification with the new versions is checked, its changelogs are written and its site is
 * built, all of it or nothing. What git has to be told is left to a person.
 */
export async function releaseAll(given: Given, io: Io): Promise<number> {
  if (given.options["undo"]) return undo(given, io);
  const versions = versionsIn(given.arguments);
  const date = dateOf(given);
  const ofApis = new Map([...versions].filter(([api]) => api !== wholeProject));
  const opened = openForRelease(given, io, ofApis);
  if (typeof opened === "number") return opened;
  checkNamed(opened.project, versions);
  const { report } = opened;
  const { project, read } = noting(opened.project);
  const tree = workTreeOf(project);
  const options = { date, tree };
  const plans = [...versions].map(([api, version]) =>
    planRelease(project, api, version, options, report),
  );
  const found = plans.every((plan) => plan !== null) ? plans : null;
  if (found) refuseShared(found);
  const pages = found && project.pages ? reloaded(given, io, found, report) : null;
  const { project: released, read: alsoRead } = pages
    ? noting(pages)
    : { project: found ? afterwards(project, found) : project, read: [] };
  checkSite(released, report);
  const diagnostics = findingsOf(opened);
  printDiagnostics(diagnostics, io);
  if (!found || (exitCodeOf(diagnostics, false) !== 0 && !given.options["force"])) {
    io.err(`${summaryOf(diagnostics)}. Nothing was changed.\n`);
    return 1;
  }
  for (const plan of found) checkPlace(project, plan, tree);
  for (const note of found.flatMap(({ notes }) => notes)) io.err(`specpress: warning: ${note}\n`);
  const site = await siteOf(released);
  const out = resolve(textOption(given, "out") ?? join(project.root, "dist/site"));
  // The page of a draft is no file, and that of the release is none yet.
  const isFile = (path: string) => existsSync(join(project.root, path));
  const all = [...read, ...alsoRead].filter(isFile);
  if (tree) tellUncommitted(notCommitted(tree, all, out), given, io);
  if (given.options["dryRun"])
    io.out(printableText(unifiedDiff(found.flatMap(({ diffs }) => diffs))));
  else {
    const failed = write(released, found, site, out, io);
    if (failed !== null) return failed;
    io.out(found.map(summaryOfPlan).join(""));
  }
  io.out(`${siteText(site, out, given.options["dryRun"] === true)}\n`);
  io.out(gitCommands(project.root, found));
  return 0;
}

/** The site with the files for programs that the project asks for. What is wrong was reported. */
async function siteOf(project: Project): Promise<Site> {
  const ignore = () => {};
  const beside = await outputsBeside(project, ignore);
  const { targets } = project.targets;
  const built = buildSite(project, ignore, targets, undefined, undefined, beside?.onPage);
  return beside ? beside.added(built).site : built.site;
}

/** A site of files that no commit has is not the one of the tag: refused, or with --force and in a dry run only said. */
function tellUncommitted(paths: readonly string[], given: Given, io: Io): void {
  if (paths.length === 0) return;
  const fault = `what is released is not what will be tagged: these are not committed as they are: ${paths.join(", ")}`;
  if (!given.options["force"] && !given.options["dryRun"])
    throw new UsageError(`${fault}; commit or stash them, or release all the same with --force`);
  io.err(`specpress: warning: ${fault}\n`);
}

/** `specpress release --undo`: puts back what a release left half done that was interrupted. */
function undo(given: Given, io: Io): number {
  if (given.arguments.length > 0)
    throw new UsageError("release: --undo takes no version: it undoes what was interrupted");
  const opened = openProject(given, io);
  if (typeof opened === "number") return opened;
  const isUndone = recoverExchange(opened.project.root, { elsewhere: true });
  io.out(isUndone ? "The interrupted release has been undone.\n" : "No release was interrupted.\n");
  if (!isUndone) io.err(takingBack(opened.project));
  return 0;
}

/** `["a=r1", "b=r2"]`, each API once; or `["v1.2"]` for the whole project. */
function versionsIn(given: readonly string[]): ReadonlyMap<string, string> {
  if (given.length === 0) throw new UsageError("release: name what is released: API=VERSION");
  const versions = versionPairs(given, "release");
  if (versions.size < given.length) throw new UsageError("release: an API is named twice");
  return versions;
}

/** Where the whole project has one changelog, no API is named, and nowhere else is that so. */
function checkNamed({ changelogs }: Project, versions: ReadonlyMap<string, string>): void {
  if (changelogs.has(wholeProject) === versions.has(wholeProject)) return;
  const [[api, version] = ["", ""]] = versions;
  throw new UsageError(
    api === wholeProject
      ? `release takes API=VERSION, not "${version}"`
      : `release: the project has one changelog for all its APIs; write "specpress release ${version}"`,
  );
}

/** The project of pages as it is when its files are written, as that release. */
function reloaded(
  given: Given,
  io: Io,
  plans: readonly ReleasePlan[],
  report: Report,
): Project | null {
  const place = projectPlace(given, io);
  const contents = new Map(
    plans.flatMap(({ diffs }) => diffs.map(({ path, after }) => [path, after] as const)),
  );
  const files = withContents(diskFiles(place.root), contents);
  const releases = new Map(plans.map(({ api, version }) => [api, version]));
  return loadProject({ ...place, files, releases }, report);
}

/** Two entries for one file would be one on top of the other, each as if it were alone. */
function refuseShared(plans: readonly ReleasePlan[]): void {
  const paths = plans.map(({ diffs }) => diffs[0]!.path);
  const shared = paths.find((path, index) => paths.indexOf(path) !== index);
  if (shared !== undefined)
    throw new UsageError(`several APIs have their changelog in ${shared}; release them one by one`);
}

/** The project as it is when the changelogs are written. */
function afterwards(project: Project, plans: readonly ReleasePlan[]): Project {
  const changelogs = new Map(project.changelogs);
  for (const { api, files } of plans) changelogs.set(api, files);
  return { ...project, changelogs };
}

function findingsOf({ project, diagnostics }: Opened): readonly Diagnostic[] {
  return settle(diagnostics, project).diagnostics;
}

/** Changelogs and site, or neither; the exit code where it is neither. */
function write(
  project: Project,
  plans: readonly ReleasePlan[],
  site: Site,
  out: string,
  io: Io,
): number | null {
  const { report, diagnostics } = collector();
  const changes = plans.flatMap(({ diffs }) => diffs);
  const isDone = exchange(project.root, changes, () => writeSite(site, out, project.root, report));
  printDiagnostics(diagnostics, io);
  if (isDone) return null;
  io.err("Nothing was changed.\n");
  return exitCodeOf(diagnostics, false) || 1;
}

/** How many pages there are, and before they are written, which files change. */
function siteText(site: Site, out: string, isDry: boolean): string {
  const pages = [...site.keys()].filter((path) => path.endsWith(".html")).length;
  const lines = [`# ${pages} pages in ${shortPath(out) || "."}`];
  if (isDry) for (const change of siteChanges(site, out)) lines.push(`#   ${change}`);
  return lines.join("\n");
}

/** `new main/r1.1.html`, `changed index.html`, `gone main/r1.0.html`: against the site that is there. */
function siteChanges(site: Site, out: string): readonly string[] {
  const there = existsSync(out)
    ? readdirSync(out, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
    : [];
  const gone = there
    .map(({ parentPath, name }) => relative(out, join(parentPath, name)).replaceAll("\\", "/"))
    .filter((path) => !site.has(path) && !path.startsWith("."));
  const kept = [...site].flatMap(([path, content]) => {
    const file = join(out, path);
    if (!existsSync(file)) return [`new ${path}`];
    return readFileSync(file).equals(Buffer.from(content)) ? [] : [`changed ${path}`];
  });
  return [...kept, ...gone.map((path) => `gone ${path}`)];
}
