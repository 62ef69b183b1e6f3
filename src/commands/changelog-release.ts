import { isAsCommitted, type WorkTree } from "../load/work-tree.js";
import { aboutChangelogs, dateOf, openForRelease } from "./changelogs.js";
import type { Given, Io } from "./command.js";
import { unifiedDiff } from "./diff.js";
import { exchange } from "./exchange.js";
import { exitCodeOf, printDiagnostics } from "./print.js";
import { checkPlace, planRelease, workTreeOf, type ReleasePlan } from "./release-plan.js";

/** `specpress changelog release`: the news go on top of the API's changelog, the fragments go; all of it or nothing. */
export async function release(given: Given, io: Io): Promise<number> {
  const date = dateOf(given);
  const opened = openForRelease(given, io);
  if (typeof opened === "number") return opened;
  const [api = "", version = ""] = given.arguments;
  const { project, report } = opened;
  const options = { date, keep: given.options["keep"] === true, tree: workTreeOf(project) };
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
    io.out(unifiedDiff(plan.diffs));
    return 0;
  }
  exchange(project.root, plan.diffs);
  io.out(summaryOf(plan));
  return 0;
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
