import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { collector, type Diagnostic } from "../base/diagnostics.js";
import { settle } from "../check/check.js";
import type { Project } from "../load/project.js";
import { buildSite, checkSite } from "../pipeline.js";
import type { Site } from "../site/site.js";
import { writeSite } from "../site/write-site.js";
import { dateOf, openForRelease, openProject, textOption, type Opened } from "./changelogs.js";
import { summaryOf as summaryOfPlan } from "./changelog-release.js";
import { outputsBeside } from "./outputs-beside.js";
import { UsageError, type Given, type Io } from "./command.js";
import { unifiedDiff } from "./diff.js";
import { exchange, recoverExchange } from "./exchange.js";
import { gitCommands, shortPath, takingBack } from "./git-commands.js";
import { pairs } from "./names.js";
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
  const opened = openForRelease(given, io, versions);
  if (typeof opened === "number") return opened;
  const { report } = opened;
  const { project, read } = noting(opened.project);
  const tree = workTreeOf(project);
  const options = { date, tree };
  const plans = [...versions].map(([api, version]) =>
    planRelease(project, api, version, options, report),
  );
  const found = plans.every((plan) => plan !== null) ? plans : null;
  if (found) refuseShared(found);
  const released = found ? afterwards(project, found) : project;
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
  if (tree) tellUncommitted(notCommitted(tree, read, out), given, io);
  if (given.options["dryRun"]) io.out(unifiedDiff(found.flatMap(({ diffs }) => diffs)));
  else if (!write(released, found, site, out, io)) return 1;
  else io.out(found.map(summaryOfPlan).join(""));
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

/** `["a=r1", "b=r2"]`, each API once. */
function versionsIn(given: readonly string[]): ReadonlyMap<string, string> {
  if (given.length === 0) throw new UsageError("release: name what is released: API=VERSION");
  const versions = pairs(given, "release", "API=VERSION");
  if (versions.size < given.length) throw new UsageError("release: an API is named twice");
  return versions;
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

/** Changelogs and site, or neither. */
function write(
  project: Project,
  plans: readonly ReleasePlan[],
  site: Site,
  out: string,
  io: Io,
): boolean {
  const { report, diagnostics } = collector();
  const changes = plans.flatMap(({ diffs }) => diffs);
  const isDone = exchange(project.root, changes, () => writeSite(site, out, project.root, report));
  printDiagnostics(diagnostics, io);
  if (!isDone) io.err("Nothing was changed.\n");
  return isDone;
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
