import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { codes, collector, type Code, type Diagnostic } from "../base/diagnostics.js";
import { printablePath } from "../base/printable.js";
import { sortDiagnostics } from "../base/show-diagnostic.js";
import type { Source } from "../base/source.js";
import { nearest } from "../base/text.js";
import {
  alsoHere,
  applyEdits,
  checkNews,
  compareIds,
  editsOf,
  exitCodeOf,
  fileOf,
  findingsOf,
  formats,
  isCode,
  isIdsRecord,
  isSettableLevel,
  newFindings,
  printBaseline,
  printIds,
  readBaseline,
  settableLevels,
  settle,
  severitiesOf,
  type Baseline,
  type Finding,
  type FormatName,
  type FirstIds,
  type Ids,
  type Result,
  type Severities,
} from "../check/check.js";
import { loadProject, loadSeverities } from "../load/load.js";
import { checkSite } from "../pipeline.js";
import { linkOnTheWay } from "../site/write-site.js";
import { changedSince, realPathOf, wasCommitted } from "./changed-files.js";
import { CheckMemory } from "./check-memory.js";
import { UsageError, type Given, type Io } from "./command.js";
import { writeWhole } from "./write-whole.js";
import { exitCodeWithout, paint, printDiagnostics } from "./print.js";
import { projectPlace, type ProjectPlace } from "./project-root.js";

/**
 * `specpress check`: everything that is wrong with a project. Exit code 1 where an error is found, or more warnings than allowed.
 * `memory`: what earlier checks of the same project left, by who runs one after the other.
 */
export async function check(given: Given, io: Io, memory?: CheckMemory): Promise<number> {
  const options = readOptions(given, io);
  if (given.options["list"]) {
    const own = severitiesOf(loadSeverities(options.place));
    const { listCodes } = await import("../check/explain.js");
    io.out(listCodes(new Map([...own, ...options.severities])));
    return 0;
  }
  const first = await examine(options, io, memory);
  if (typeof first === "number") return first;
  if (options.update) {
    updateRecords(options, first, io);
    return 0;
  }
  const fixed = options.fix ? fix(first) : 0;
  const last = fixed > 0 ? await examine(options, io, memory) : first;
  if (typeof last === "number") return last;
  const result: Result = { ...last, fixed };
  const setting = {
    prefix: prefixOf(last.root),
    version: io.version,
    painter: painterOf(io),
    isQuiet: given.options["quiet"] === true,
    maxWarnings: options.maxWarnings,
  };
  const print = options.format === "github" ? (io.commands ?? io.out) : io.out;
  print(formats[options.format](result, setting));
  return exitCodeOf(result, options.maxWarnings);
}

/** What a project has, before and after the baseline and what is asked for. */
interface Examined extends Omit<Result, "fixed"> {
  readonly root: string;
  readonly all: readonly Finding[];
  readonly ids: Ids;
  /** For the further ids of sections the first one. */
  readonly firstIds: FirstIds;
  /** Those of parameters, properties, responses and values. */
  readonly partIds: Ids;
}

/** Look at everything; where there is no project to look at, or to update records of, the exit code. */
async function examine(
  options: CheckOptions,
  io: Io,
  given: CheckMemory | undefined,
): Promise<Examined | 1 | 2> {
  const { report, diagnostics } = collector();
  // What git says of the folder is shown on pages; only addresses made of it are looked at, and only if asked.
  const git = options.external ? {} : { gitVersion: "Unknown", gitRev: "" };
  // What the changes of some files cause is found by a second look, which need not do again what is as it was.
  const memory = given ?? (options.files.length === 0 ? undefined : new CheckMemory());
  const files = memory?.look(options.place.root);
  const kept = memory ? { kept: memory.reads, ...(files && { files }) } : {};
  const project = loadProject(
    { ...options.place, ...git, ...kept, asMeant: !options.update },
    report,
  );
  if (!project) {
    const exitCode = exitCodeWithout(diagnostics);
    if (exitCode === 1 && !options.update) return withoutProject(options.place.root, diagnostics);
    printDiagnostics(diagnostics, io);
    return exitCode;
  }
  const { root } = project;
  const isInScope = options.files.length === 0 ? null : scopeOf(options.files, root);
  const isAsked = ({ code }: Finding) => options.only.length === 0 || options.only.includes(code);
  const changed =
    options.changedSince === undefined ? null : changedSince(project.root, options.changedSince);
  const memo = memory?.memo.next();
  const site = checkSite(project, report, undefined, undefined, memo);
  if (memory && memo) {
    memory.memo.drop();
    memory.memo = memo;
  }
  if (changed) {
    const { differsSince } = await import("./differs-since.js");
    const differs = differsSince(options.changedSince!, options.place, project);
    checkNews(project, changed, options.changedSince!, report, differs);
  }
  if (options.ids !== undefined && !options.update)
    compareIds(recordIn(options.ids, root), site, report);
  if (options.external) {
    const { checkExternalLinks } = await import("./external-links.js");
    await checkExternalLinks(site.links, project, io.version, report);
  }
  const settled = settle(diagnostics, project, {
    severities: options.severities,
    wasLookedFor: (code) => !isSkipped(code, options),
  });
  const all = findingsOf(settled.diagnostics, project);
  const baseline =
    options.baseline === undefined || options.update ? noBaseline : baselineIn(options.baseline);
  const { fresh, known, mended } = newFindings(all, baseline);
  const findings =
    isInScope === null || !memory
      ? fresh.filter(isAsked)
      : await inScope(fresh.filter(isAsked), isInScope, { ...options.place, root }, memory);
  return {
    root,
    all,
    ids: site.ids,
    firstIds: site.firstIds,
    partIds: site.partIds,
    findings,
    accepted: settled.accepted,
    known,
    mended,
  };
}

/** What is found where even the project file cannot be read. */
function withoutProject(root: string, diagnostics: readonly Diagnostic[]): Examined {
  const findings = findingsOf(sortDiagnostics(diagnostics), { files: new Map() });
  const none = {
    ids: new Map(),
    firstIds: new Map(),
    partIds: new Map(),
    accepted: 0,
    known: 0,
    mended: 0,
  };
  return { root, all: findings, findings, ...none };
}

/** Mend in the author's files what is mechanical; how many findings that are. */
function fix({ root, findings }: Examined): number {
  let fixed = 0;
  const sources = new Map(
    findings.flatMap(({ place }) => (place ? [[place.span.source.path, place.span.source]] : [])),
  );
  for (const [file, edits] of editsOf(findings)) {
    const path = join(root, file);
    const text = applyEdits(readFileSync(path), sources.get(file)!.text, edits);
    if (text === null) continue; // it was changed meanwhile, or cannot be written back as it was
    writeWhole(path, text);
    const ofFile = findings.filter(({ place }) => place?.span.source.path === file);
    fixed += ofFile.filter((each) => editsOf([each]).size > 0).length;
  }
  return fixed;
}

/** Paths of other programs begin where the command runs, if the project lies there. */
function prefixOf(root: string): string {
  const path = relative(realpathSync("."), root).split(sep).join("/");
  return path === "" || path.startsWith("..") || isAbsolute(path) ? "" : `${path}/`;
}

function painterOf(io: Io): ReturnType<typeof paint> {
  return paint({ ...io, color: io.outColor });
}

const noBaseline: Baseline = { fingerprints: new Set() };

function baselineIn(path: string): Baseline {
  if (!existsSync(path))
    throw new UsageError(`there is no baseline ${path}; --baseline ${path} --update writes it`);
  const baseline = readBaseline(readFileSync(path, "utf8"));
  if (!baseline) throw new UsageError(`${path} is no baseline that specpress wrote`);
  return baseline;
}

/** The record of ids, as a source for messages. */
function recordIn(path: string, root: string): Source {
  if (!existsSync(path))
    throw new UsageError(`there is no record of ids ${path}; --ids ${path} --update writes it`);
  const below = relative(root, realpathSync(path)).split(sep).join("/");
  return { path: below, text: readFileSync(path, "utf8") };
}

function updateRecords(
  { baseline, ids: record, idsOf }: CheckOptions,
  { all: findings, ids, firstIds, partIds, root }: Examined,
  io: Io,
): void {
  if (baseline !== undefined) {
    const isOurs = (text: string) => text === "" || readBaseline(text) !== null;
    writeRecord(baseline, printBaseline(findings), "--baseline", isOurs, root);
    io.err(`${printablePath(baseline)}: ${findings.length} findings\n`);
  }
  if (record !== undefined) {
    const text = printIds({ ids, firstIds }, idsOf === "all" ? undefined : partIds);
    writeRecord(record, text, "--ids", isIdsRecord, root);
    io.err(`${printablePath(record)}: ${text.split("\n").length - 1} ids\n`);
  }
}

/** Write a record that is new, or takes the place of one that this program wrote. No link is followed. */
function writeRecord(
  path: string,
  text: string,
  option: string,
  isOurs: (text: string) => boolean,
  root: string,
): void {
  const link = linkOnTheWay(path, root);
  if (link !== null) throw new UsageError(`${option}: "${link}" is a link; name the file itself`);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat && !(stat.isFile() && isOurs(readFileSync(path, "utf8"))))
    throw new UsageError(`${option}: ${path} is no file that specpress wrote; it was not changed`);
  writeWhole(path, text);
}

/** Codes that are looked for only if asked. */
function isSkipped(code: Code, { changedSince: since, ids, external }: CheckOptions): boolean {
  if (code === "news-missing") return since === undefined;
  if (code === "id-gone" || code === "id-moved" || code === "page-gone") return ids === undefined;
  return (code === "dead-external-link" || code === "unclear-external-link") && !external;
}

interface CheckOptions {
  readonly place: ProjectPlace;
  readonly severities: Severities;
  readonly only: readonly Code[];
  readonly maxWarnings: number;
  readonly format: FormatName;
  readonly baseline: string | undefined;
  readonly ids: string | undefined;
  readonly idsOf: "titles" | "all";
  readonly changedSince: string | undefined;
  readonly external: boolean;
  readonly update: boolean;
  readonly fix: boolean;
  /** Files and folders to which the report is limited. */
  readonly files: readonly string[];
}

function readOptions(given: Given, io: Io): CheckOptions {
  const { options } = given;
  const list = (name: string) =>
    Array.isArray(options[name]) ? (options[name] as readonly string[]) : [];
  const text = (name: string) => (typeof options[name] === "string" ? options[name] : undefined);
  const baseline = text("baseline");
  const update = options["update"] === true;
  const ids = text("ids");
  if (update && baseline === undefined && ids === undefined)
    throw new UsageError("--update needs --baseline FILE or --ids FILE: what it writes");
  return {
    place: projectPlace(given, io),
    // One of the choices, as the command's options say.
    format: text("format") as FormatName,
    baseline,
    ids,
    idsOf: text("idsOf") === "all" ? "all" : "titles",
    changedSince: text("changedSince"),
    external: options["external"] === true,
    update,
    fix: options["fix"] === true,
    files: given.arguments,
    severities: severitiesIn(list("severity")),
    only: list("only").map((name) => codeCalled("--only", name)),
    maxWarnings: maxWarningsIn(options["maxWarnings"]),
  };
}

function severitiesIn(settings: readonly string[]): Severities {
  return new Map(
    settings.map((setting) => {
      const [name = "", level = ""] = setting.split("=", 2);
      if (!isSettableLevel(level))
        throw new UsageError(
          `--severity takes CODE=LEVEL with one of ${settableLevels.join(", ")}, not "${setting}"`,
        );
      return [codeCalled("--severity", name), level];
    }),
  );
}

function codeCalled(option: string, name: string): Code {
  if (isCode(name)) return name;
  const near = nearest(name, Object.keys(codes));
  const advice =
    near.length > 0 ? `did you mean ${near.join(" or ")}?` : "specpress check --list shows them.";
  throw new UsageError(`${option}: there is no code "${name}"; ${advice}`);
}

function maxWarningsIn(given: unknown): number {
  if (given === undefined) return Infinity;
  if (typeof given === "string" && /^\d+$/.test(given)) return Number(given);
  throw new UsageError(`--max-warnings takes a number, not "${String(given)}"`);
}

/** The findings in the named files, and those elsewhere that their changes cause. */
async function inScope(
  findings: readonly Finding[],
  isNamed: (path: string) => boolean,
  place: ProjectPlace,
  memory: CheckMemory,
): Promise<readonly Finding[]> {
  const isIn = (finding: Finding) =>
    isNamed(fileOf(finding)) ||
    finding.notes.some(({ text, place }) => text === alsoHere && isNamed(place.span.source.path));
  const others = findings.filter((finding) => !isIn(finding));
  if (others.length === 0) return findings;
  const { causedBy } = await import("./caused-findings.js");
  const caused = causedBy(isNamed, others, place, memory);
  return findings.filter((finding) => isIn(finding) || caused.has(finding));
}

/** Whether a path is one of the files on the command line, or lies in a folder of them. */
function scopeOf(files: readonly string[], root: string): (path: string) => boolean {
  const paths = files.map((file) => pathBelow(root, file));
  return (file) =>
    paths.some((path) => path === "" || file === path || file.startsWith(`${path}/`));
}

function pathBelow(root: string, file: string): string {
  if (!existsSync(file) && !wasCommitted(file)) throw new UsageError(`there is no file ${file}`);
  const path = relative(root, realPathOf(file));
  if (path.startsWith("..") || isAbsolute(path))
    throw new UsageError(`${file} lies outside the project ${root}`);
  return path.split(sep).join("/");
}
