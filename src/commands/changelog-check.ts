import { settle } from "../check/check.js";
import { checkFragments } from "../validate/validate.js";
import { aboutChangelogs, openProject } from "./changelogs.js";
import type { Given, Io } from "./command.js";
import { exitCodeOf, printDiagnostics, summaryOf } from "./print.js";

/** `specpress changelog check`: what `specpress check` says of settings and fragments. */
export async function check(given: Given, io: Io): Promise<number> {
  const opened = openProject(given, io);
  if (typeof opened === "number") return opened;
  const { project, report } = opened;
  checkFragments(project, report);
  const found = settle(aboutChangelogs(opened), project).diagnostics;
  printDiagnostics(found, io);
  if (given.options["quiet"] !== true) io.err(`${summaryOf(found)}\n`);
  return exitCodeOf(found, given.options["strict"] === true);
}
