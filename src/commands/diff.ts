import { realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { printablePath } from "../base/printable.js";
import { isChangeCode, changeRules } from "../base/change-rules.js";
import { collector } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import { positionAt } from "../base/source.js";
import { changeAcceptances } from "../check/check.js";
import {
  acceptChanges,
  diff,
  diffFormats,
  isBreaking,
  listRules,
  matchNews,
  siteOfChanges,
  type AcceptedChange,
  type Change,
  type DiffFormat,
  type DiffReport,
} from "../diff/diff.js";
import type { Project } from "../load/project.js";
import { buildSite } from "../pipeline.js";
import { writeSite } from "../site/write-site.js";
import { UsageError, type Given, type Io } from "./command.js";
import {
  comparedVersion,
  losesMore,
  tellLosses,
  workingVersion,
  type Compared,
} from "./compared.js";
import { newsBetween, worthNews } from "./news-items.js";
import { paint, printDiagnostics } from "./print.js";
import { projectPlace } from "./project-root.js";

/**
 * `specpress diff`: what changed between two versions of a specification, and whom it breaks. Exit code 1 where there is
 * what `--fail-on` names, or may be.
 */
export async function compare(given: Given, io: Io): Promise<number> {
  if (given.options["list"] === true) {
    io.out(listRules());
    return 0;
  }
  const [first, second] = given.arguments;
  if (first === undefined)
    throw new UsageError("diff needs what to compare: a folder, a revision of git or a spec.json");
  const place = projectPlace(given, io);
  const before = comparedVersion(first, place, io);
  const after =
    second === undefined ? workingVersion(place, io) : comparedVersion(second, place, io);
  const report = changesBetween(before, after, given, io);
  const { site } = given.options;
  if (typeof site === "string" && !writeChanges(site, report, before, after, io)) return 2;
  const isFailing = failing(given);
  const format = given.options["format"] as DiffFormat; // one of the choices
  const setting = {
    painter: paint({ ...io, color: io.outColor }),
    isQuiet: given.options["quiet"] === true,
    prefix: after.project ? prefixOf(after.project.root) : "",
    isFailing,
  };
  const print = format === "github" ? (io.commands ?? io.out) : io.out;
  print(diffFormats[format](report, setting));
  if (typeof site === "string" && !setting.isQuiet)
    io.err(`The pages that changed: ${printablePath(join(site, "index.html"))}\n`);
  if (report.changes.some(isFailing)) return 1;
  if (given.options["failOn"] === undefined || !losesMore(before, after)) return 0;
  io.err(`${after.name} has errors that ${before.name} has not: what they hide may be a change.\n`);
  return 1;
}

/** What changed from one version to the other, of what is asked for. `areLossesShown`: whether errors of the later one were shown before. */
export function changesBetween(
  before: Compared,
  after: Compared,
  given: Given,
  io: Io,
  areLossesShown = false,
): DiffReport {
  tellLosses(before, after, io, areLossesShown);
  const settled = settledChanges(before, after, io);
  return {
    before: before.name,
    after: after.name,
    changes: settled.changes.filter(isWanted(given)),
    accepted: settled.accepted,
    ...(given.options["news"] === true
      ? { news: matchNews(worthNews(settled.changes, [before, after]), newsBetween(before, after)) }
      : {}),
  };
}

/** Write both sites' pages with what changed in them; whether it could be. */
export function writeChanges(
  out: string,
  report: DiffReport,
  before: Compared,
  after: Compared,
  io: Io,
): boolean {
  const [old, now] = [before, after].map(({ name, project }) => {
    if (!project) throw new UsageError(`--site: ${name} has no pages, only what is said on them`);
    return buildSite(project, () => {}).site;
  });
  const { report: tell, diagnostics } = collector();
  const files = siteOfChanges(old!, now!, report);
  const isWritten = writeSite(files, resolve(out), after.project!.root, tell);
  printDiagnostics(diagnostics, io);
  return isWritten;
}

/** The changes that the later version does not accept. Acceptances that match nothing are told of. */
function settledChanges(
  before: Compared,
  after: Compared,
  io: Io,
): { readonly changes: readonly Change[]; readonly accepted: number } {
  const all = diff(before.side, after.side);
  const { project } = after;
  if (!project) return { changes: all, accepted: 0 };
  const { changes, accepted, unused } = acceptChanges(all, acceptancesIn(project));
  for (const { code, file, at } of unused) {
    const elsewhere = changes.find(
      ({ code: other, after: place }) => code === other && file === place?.file,
    );
    const hint = elsewhere?.after
      ? `; that of line ${elsewhere.after.line} is accepted by a comment on that line or above it`
      : "";
    io.err(`${at}: nothing that changed has the code "${code}" that is accepted here${hint}\n`);
  }
  return { changes, accepted: accepted.length };
}

function acceptancesIn(project: Project): readonly (AcceptedChange & { readonly at: string })[] {
  return changeAcceptances(project).map(({ code, file, isFile, span, covers }) => {
    const { line, column } = positionAt(span.source, span.start);
    return {
      code,
      file,
      ...(isFile && { isFile }),
      at: `${span.source.path}:${line}:${column}`,
      covers: (line: number, pointer: string | null) =>
        covers({
          place: { span, line, column: 1 },
          pointer: () => pointer,
          firstLine: () => null,
        }),
    };
  });
}

function isWanted({ options }: Given): (change: Change) => boolean {
  const only = Array.isArray(options["only"]) ? (options["only"] as readonly string[]) : [];
  for (const code of only)
    if (!isChangeCode(code)) {
      const near = nearest(code, Object.keys(changeRules));
      const advice =
        near.length > 0
          ? `did you mean ${near.join(" or ")}?`
          : "specpress diff --list shows them.";
      throw new UsageError(`--only: there is no code "${code}"; ${advice}`);
    }
  const isOnlyBreaking = options["breaking"] === true;
  return (change) =>
    (only.length === 0 || only.includes(change.code)) && (!isOnlyBreaking || isBreaking(change));
}

/** Which changes fail the run. */
export function failing({ options }: Given): (change: Change) => boolean {
  switch (options["failOn"]) {
    case "breaking":
      return isBreaking;
    case "client":
      return ({ breaks }) => breaks.client;
    case "server":
      return ({ breaks }) => breaks.server;
    case "any":
      return () => true;
    default:
      return () => false;
  }
}

/** Paths of other programs begin where the command runs, if the project lies there. */
function prefixOf(root: string): string {
  const path = relative(realpathSync("."), root).split(sep).join("/");
  return path === "" || path.startsWith("..") || isAbsolute(path) ? "" : `${path}/`;
}
