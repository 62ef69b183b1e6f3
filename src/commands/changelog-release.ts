import { wholeProject } from "../base/whole-project.js";
import { printableText } from "../base/printable.js";
import type { Project } from "../load/project.js";
import { isAsCommitted, type WorkTree } from "../load/work-tree.js";
import { aboutChangelogs, apiGiven, dateOf, openForRelease, textOption } from "./changelogs.js";
import { UsageError, type Given, type Io } from "./command.js";
import { unifiedDiff } from "./unified-diff.js";
import { exchange } from "./exchange.js";
import { exitCodeOf, printDiagnostics } from "./print.js";
import { checkPlace, planRelease, workTreeOf, type ReleasePlan } from "./release-plan.js";

/** `specpress changelog release`: the news go on top of the API's changelog, the fragments go; all of it or nothing. */
export async function release(given: Given, io: Io): Promise<number> {
  const date = dateOf(given);
  const opened = openForRelease(given, io);
  if (typeof opened === "number") return opened;
  const { project, report } = opened;
  const { api, version } = releasedBy(given, project);
  const options = {
    date,
    keep: given.options["keep"] === true,
    isDry: given.options["dryRun"] === true,
    tree: workTreeOf(project),
  };
  const plan = planRelease(project, api, version, options, report);
  const diagnostics = aboutChangelogs(opened);
  printDiagnostics(diagnostics, io);
  if (!plan || exitCodeOf(diagnostics, false) !== 0) {
    io.err("Nothing was changed.\n");
    return 1;
  }
  checkPlace(project, plan, options.tree);
  const notes = [...plan.notes, ...uncommittedNotes(plan, options.tree)];
  for (const note of notes) io.err(`specpress: warning: ${note}\n`);
  if (given.options["dryRun"]) {
    io.out(printableText(unifiedDiff(plan.diffs)));
    return 0;
  }
  exchange(project.root, plan.diffs);
  io.out(summaryOf(plan));
  return 0;
}

/** `API VERSION`, the version alone where the whole project has one changelog; it may be given as an option. */
function releasedBy(
  given: Given,
  project: Project,
): { readonly api: string; readonly version: string } {
  const { api, rest } = apiGiven(project, given.arguments);
  const option = textOption(given, "version");
  const [version, ...more] = option === undefined ? rest : [option, ...rest];
  if (api === undefined || version === undefined)
    throw new UsageError(
      `release: name ${api === wholeProject ? "the version" : "an API and its version"}`,
    );
  if (more.length > 0)
    throw new UsageError(`release: one version is released at a time, not "${more.join(" ")}" too`);
  return { api, version };
}

/** What else is changed in the files of the release: a commit of it takes that along, and what takes it back loses that. */
function uncommittedNotes(
  { diffs: [changelog], files: { config } }: ReleasePlan,
  tree: WorkTree | null,
): readonly string[] {
  if (!tree || !changelog) return [];
  const paths = [config!.path, ...(changelog.before === null ? [] : [changelog.path])];
  const changed = paths.filter((path) => !isAsCommitted(tree, path));
  return changed.map((path) => `${path} was not committed as it is before this release`);
}

/** `changelogs/main.rst: r1.1 with 3 fragments, which were removed` */
export function summaryOf({ version, fragments, diffs }: ReleasePlan): string {
  const count = `${fragments.length} ${fragments.length === 1 ? "fragment" : "fragments"}`;
  const removed =
    diffs.length > 1 ? `, which ${fragments.length === 1 ? "was" : "were"} removed` : "";
  return `${diffs[0]!.path}: ${version} with ${count}${removed}\n`;
}
