import { wholeProject } from "../base/whole-project.js";
import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { textsOf } from "../assemble/assemble.js";
import { costsContent } from "../base/codes/costs.js";
import { systemErrorText } from "../base/system-error.js";
import { collector, severityOf, type Diagnostic } from "../base/diagnostics.js";
import { printable, printablePath } from "../base/printable.js";
import { withBackslashes } from "../base/verbatim.js";
import { settle } from "../check/check.js";
import { loadProject, type LoadOptions } from "../load/load.js";
import type { Project, Target, VersionStatus } from "../load/project.js";
import { buildSite, type Build, type Watch } from "../pipeline.js";
import { changelogFile, mergeChangelogs, type Site } from "../site/site.js";
import { addToSite, fileOfSite, filesOfSite, linkOnTheWay, writeSite } from "../site/write-site.js";
import { UsageError, type Given, type Io } from "./command.js";
import { listTargets, listVariables } from "./lists.js";
import { pairs, unknownName, versionPairs } from "./names.js";
import { exitCodeOf, exitCodeWithout, paint, printDiagnostics, summaryOf } from "./print.js";
import { outputsBeside } from "./outputs-beside.js";
import { writeTogether } from "./write-whole.js";
import { projectPlace } from "./project-root.js";

/**
 * `specpress build`: the site of a project. Exit code 1 where something is wrong with the specification. Errors that cost
 * a page or a part of one leave the last site as it is, unless it is to be replaced all the same; where there is none, what
 * there is of the new one is written.
 */
export async function build(given: Given, io: Io): Promise<number> {
  const start = performance.now();
  const options = readOptions(given, io);
  const { report, diagnostics } = collector();
  const project = loadProject(options.load, report);
  if (!project) {
    printDiagnostics(diagnostics, io);
    return exitCodeWithout(diagnostics);
  }
  if (options.load.status !== undefined && !project.pages)
    throw new UsageError("--status: only projects of pages have a version with a status");
  // A name may be missing since the file that has it cannot be read.
  const broken = settle(diagnostics, project).diagnostics.filter(({ span }) => span !== null);
  if (lossesIn(broken) > 0 && wrongName(options, project) !== null) {
    printDiagnostics(broken, io);
    return exitCodeOf(broken, options.strict);
  }
  checkNames(options, project);
  if (given.options["listTargets"]) io.out(listTargets(project, report));
  if (given.options["listVariables"]) io.out(listVariables(project, report));
  if (given.options["listTargets"] || given.options["listVariables"]) {
    const settled = settle(diagnostics, project).diagnostics;
    printDiagnostics(settled, io);
    return exitCodeOf(settled, options.strict);
  }

  const targets = chosenTargets(options.targets, project);
  const progress = options.quiet ? null : progressOf(targets.length, io);
  const out = resolve(options.out ?? join(project.root, "dist/site"));
  const there = filesOfSite(out);
  if (options.keepRst !== undefined) refuseTexts(options.keepRst, out, project.root);
  const isWhole = targets.length === project.targets.targets.length;
  const standing = new Set(isWhole ? [] : there);
  const beside = isWhole ? await outputsBeside(project, report) : null;
  const pages = buildSite(project, report, targets, progress?.watch, standing, beside?.onPage);
  const built = beside ? beside.added(pages) : pages;
  progress?.end();
  const found = settle(diagnostics, project).diagnostics;
  const isEmpty = targets.length === 0 || !hasPages(built.site);
  const why = whyNot(found, isEmpty, there, options);
  const writing = collector();
  const texts = options.keepRst === undefined ? new Map() : textsIn(options.keepRst, built);
  const writeBuilt = () =>
    isWhole
      ? writeSite(built.site, out, project.root, writing.report)
      : addToSite(withOthers(built.site, targets, out), out, project.root, writing.report);
  const write = () => writeTogether(texts, { belonging: writeBuilt });
  const { isWritten, fault } = why === null ? tried(write) : { isWritten: false };

  const all = [...found, ...writing.diagnostics];
  const code = exitCodeOf(all, options.strict);
  printDiagnostics(all, io);
  if (!options.quiet) {
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    const others = isWritten && !isWhole ? leftText(built.site, there, project) : "";
    io.err(`${plural(targets.length, "page")}${others}, ${summaryOf(all)}, ${seconds} s\n`);
    if (isWritten && code === 0) io.out(`${firstPage(built, out)}\n`);
  }
  const place = printablePath(shortPath(out));
  if (fault) {
    if (there.length > 0) io.err(`${place}: the last site was left as it is.\n`);
    throw fault;
  }
  if (why !== null) io.err(`${place}: ${why}\n`);
  else if (isWritten && lossesIn(found) > 0)
    io.err(`${place}: the site is not whole, since ${costText(lossesIn(found))}.\n`);
  return code;
}

/** Writes a site and its texts; where they cannot be written, what was found is told all the same. */
function tried(write: () => boolean): { readonly isWritten: boolean; readonly fault?: unknown } {
  try {
    return { isWritten: write() };
  } catch (fault) {
    if (systemErrorText(fault) === null && !(fault instanceof UsageError)) throw fault;
    return { isWritten: false, fault };
  }
}

/** Why a site is not written, as the end of a sentence about its folder; `null` where it may be. */
function whyNot(
  found: readonly Diagnostic[],
  isEmpty: boolean,
  there: readonly string[],
  { keepGoing }: BuildOptions,
): string | null {
  const left = there.length > 0 ? "the last site was left as it is" : "nothing was written";
  if (isEmpty && found.some((each) => severityOf(each) === "error"))
    return `${left}, since the new one would have no page.`;
  const losses = lossesIn(found);
  if (losses === 0 || keepGoing || there.length === 0) return null;
  return `${left}, since ${costText(losses)}; --keep-going replaces it all the same.`;
}

function hasPages(site: Site): boolean {
  return [...site.keys()].some((path) => path.endsWith(".html"));
}

/** How many errors cost a page or a part of one. */
export function lossesIn(found: readonly Diagnostic[]): number {
  return found.filter((each) => severityOf(each) === "error" && costsContent(each)).length;
}

export function costText(losses: number): string {
  return `${losses === 1 ? "an error costs" : `${losses} errors cost`} a page or a part of one`;
}

/** The pages of some targets, with what the site that is there has in a file that they share. */
function withOthers(site: Site, targets: readonly Target[], out: string): Site {
  const before = fileOfSite(out, changelogFile);
  if (before === null) return site;
  const apis = new Set(targets.map(({ name }) => name));
  return new Map([
    ...site,
    [changelogFile, mergeChangelogs(before, site.get(changelogFile), apis)],
  ]);
}

/** ` (3 other pages and the files for programs left as they are)`: those say what all pages do, and only a whole build makes them. */
function leftText(site: Site, there: readonly string[], { config, viewer }: Project): string {
  const left = there.filter((path) => path.endsWith(".html") && !site.has(path)).length;
  const kinds = [
    ...(left === 0 ? [] : [plural(left, "other page")]),
    ...(config.outputs.write.length > 0 ? ["the files for programs"] : []),
    ...(viewer ? ["the viewer"] : []),
  ];
  if (kinds.length === 0) return "";
  const isOne = kinds.length === 1 && left === 1;
  return ` (${kinds.join(" and ")} left as ${isOne ? "it is" : "they are"})`;
}

function plural(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

interface BuildOptions {
  readonly load: LoadOptions;
  readonly out: string | undefined;
  readonly targets: readonly string[];
  readonly keepRst: string | undefined;
  readonly keepGoing: boolean;
  readonly strict: boolean;
  readonly quiet: boolean;
}

function readOptions(given: Given, io: Io): BuildOptions {
  const { options } = given;
  const text = (name: string) => (typeof options[name] === "string" ? options[name] : undefined);
  const list = (name: string) =>
    Array.isArray(options[name]) ? (options[name] as readonly string[]) : [];
  const gitVersion = text("gitVersion");
  const gitRev = text("gitRev");
  return {
    load: {
      ...projectPlace(given, io),
      // One of the choices, as the command's options say.
      ...(text("status") !== undefined && { status: text("status") as VersionStatus }),
      labels: pairs(list("label"), "--label", "NAME=VALUE"),
      releases: versionPairs(list("release"), "--release"),
      ...(gitVersion !== undefined && { gitVersion }),
      ...(gitRev !== undefined && { gitRev }),
    },
    out: text("out"),
    targets: list("target"),
    keepRst: text("keepRst"),
    keepGoing: options["keepGoing"] === true,
    strict: options["strict"] === true,
    quiet: options["quiet"] === true,
  };
}

/** Names on the command line that the project does not have are wrong use. */
export function checkNames(
  options: Pick<BuildOptions, "load" | "targets">,
  project: Project,
): void {
  const wrong = wrongName(options, project);
  if (wrong !== null) throw new UsageError(wrong);
}

/** What to say of the first name that the project does not have; `null` where it has all. */
function wrongName(
  { load, targets }: Pick<BuildOptions, "load" | "targets">,
  project: Project,
): string | null {
  const pages = targets.map((name) => pageName(name, project));
  const named: readonly (readonly [string, Iterable<string>, readonly string[]])[] = [
    ["--target", pages, project.targets.targets.map(({ name }) => name)],
    ["--label", load.labels?.keys() ?? [], Object.keys(project.config.labels)],
    ["--release", load.releases?.keys() ?? [], project.apis.map(({ name }) => name)],
  ];
  const whole = load.releases?.get(wholeProject);
  if (whole !== undefined && !project.pages) return `--release takes API=VERSION, not "${whole}"`;
  for (const [option, names, known] of named)
    for (const name of names)
      if ((name !== wholeProject || option !== "--release") && !known.includes(name))
        return unknownName(option, name, known);
  return null;
}

function chosenTargets(names: readonly string[], project: Project): readonly Target[] {
  const { targets } = project.targets;
  if (names.length === 0) return targets;
  const wanted = new Set(names.map((name) => pageName(name, project)));
  return targets.filter(({ name }) => wanted.has(name));
}

/** The name of a target; a page of a tree may be called by its address: `/rooms/v1/`. */
function pageName(name: string, { pages }: Project): string {
  if (!pages) return name;
  const address = name.replace(/^\/+|(?:\/(?:index\.html)?)+$/g, "");
  const wanted = address === "" ? "index.html" : `${address}/index.html`;
  return pages.pages.find(({ path }) => path === wanted)?.name ?? name;
}

/** How far the build is: one line that is written over on a terminal, a line per page in a pipe. */
function progressOf(total: number, io: Io): { readonly watch: Watch; readonly end: () => void } {
  let done = 0;
  const watch: Watch = (phase, work, page) => {
    if (io.terminal && page !== undefined)
      io.err(`\r\x1b[K${paint(io).dim(`${done + 1}/${total} ${printable(page)}: ${phase}`)}`);
    const result = work();
    if (phase === "page") {
      done++;
      if (!io.terminal) io.err(`[${done}/${total}] ${printable(page ?? "")}\n`);
    }
    return result;
  };
  return { watch, end: () => io.terminal && io.err("\r\x1b[K") };
}

/** Marks a folder whose texts this program wrote and may write again. */
const textsMarker = ".specpress-rst";

/** A folder of texts is new, empty or has our mark, lies behind no link, and stays when the site is replaced. */
function refuseTexts(folder: string, out: string, root: string): void {
  const link = linkOnTheWay(folder, root);
  if (link !== null)
    throw new UsageError(`--keep-rst: "${link}" is a link; name the folder itself`);
  if (`${resolve(folder)}${sep}`.startsWith(`${out}${sep}`))
    throw new UsageError(
      `--keep-rst: the folder "${folder}" is replaced with the site in "${out}"; name another`,
    );
  const there = existsSync(folder) ? readdirSync(folder) : [];
  if (there.length > 0 && !there.includes(textsMarker))
    throw new UsageError(
      `--keep-rst: the folder "${folder}" holds something that this program did not write; name an empty or new one`,
    );
}

/** The texts of a build, by the paths that they have in a folder. */
function textsIn(folder: string, built: Build): Map<string, string> {
  const files = new Map([
    [join(folder, textsMarker), "The texts in this folder are written by specpress.\n"],
  ]);
  const taken = new Set<string>();
  for (const manuscript of built.manuscripts) {
    const { name } = manuscript.target;
    const texts = textsOf(manuscript);
    for (const [index, { format, text }] of texts.entries()) {
      const file = fileNameFor(texts.length === 1 ? name : `${name}.${index + 1}`, taken);
      files.set(join(folder, `${file}.${format}`), withBackslashes(text));
    }
  }
  return files;
}

/** Room for the ending, a number and what a file is called while it is written, in the 255 bytes of a name. */
const longestName = 200;

/** A name of a file like that of a target, other than those that are taken. */
function fileNameFor(target: string, taken: Set<string>): string {
  // eslint-disable-next-line no-control-regex -- file systems refuse some of them
  let name = target.replace(/[/\\\u0000-\u001f]/g, "_");
  while (Buffer.byteLength(name) > longestName) name = [...name].slice(0, -1).join("");
  for (let count = 2; taken.has(name.toLowerCase()); count++)
    name = `${name.replace(/~\d+$/, "")}~${count}`;
  taken.add(name.toLowerCase());
  return name;
}

/** The page to open first: `index.html` if there is one. */
function firstPage(built: Build, out: string): string {
  const pages = [...built.site.keys()].filter((path) => path.endsWith(".html"));
  const first = pages.includes("index.html") ? "index.html" : pages[0];
  const path = join(out, first ?? "");
  return `Open ${printable(shortPath(path))} (${pathToFileURL(path).href})`;
}

function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}
