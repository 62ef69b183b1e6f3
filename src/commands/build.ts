import { mkdirSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { textOf } from "../assemble/assemble.js";
import { collector } from "../base/diagnostics.js";
import { printable } from "../base/printable.js";
import { withBackslashes } from "../base/verbatim.js";
import { settle } from "../check/check.js";
import { loadProject, type LoadOptions } from "../load/load.js";
import type { Project, Target } from "../load/project.js";
import { buildSite, type Build, type Watch } from "../pipeline.js";
import { linkOnTheWay, writeSite } from "../site/write-site.js";
import { UsageError, type Given, type Io } from "./commands.js";
import { listTargets, listVariables } from "./lists.js";
import { pairs, unknownName } from "./names.js";
import { exitCodeOf, paint, printDiagnostics, summaryOf } from "./print.js";
import { writeWhole } from "./write-whole.js";

/** `specpress build`: the site of a project. Exit code 1 where something is wrong with the specification; the site is written all the same, whole. */
export async function build(given: Given, io: Io): Promise<number> {
  const start = performance.now();
  const options = readOptions(given);
  const { report, diagnostics } = collector();
  const project = loadProject(options.load, report);
  if (!project) {
    printDiagnostics(diagnostics, io);
    return 2;
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
  const built = buildSite(project, report, targets, progress?.watch);
  progress?.end();
  if (options.keepRst !== undefined) keepRst(built, options.keepRst, project.root);
  const out = resolve(options.out ?? join(project.root, "dist/site"));
  const isWritten = writeSite(built.site, out, project.root, report);

  const settled = settle(diagnostics, project).diagnostics;
  printDiagnostics(settled, io);
  if (!options.quiet) {
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    const pages = `${targets.length} ${targets.length === 1 ? "page" : "pages"}`;
    io.err(`${pages}, ${summaryOf(settled)}, ${seconds} s\n`);
    if (isWritten) io.out(`${firstPage(built, out)}\n`);
  }
  return exitCodeOf(settled, options.strict);
}

interface BuildOptions {
  readonly load: LoadOptions;
  readonly out: string | undefined;
  readonly targets: readonly string[];
  readonly keepRst: string | undefined;
  readonly strict: boolean;
  readonly quiet: boolean;
}

function readOptions({ options }: Given): BuildOptions {
  const text = (name: string) => (typeof options[name] === "string" ? options[name] : undefined);
  const list = (name: string) =>
    Array.isArray(options[name]) ? (options[name] as readonly string[]) : [];
  const gitVersion = text("gitVersion");
  const gitRev = text("gitRev");
  return {
    load: {
      root: resolve(text("project") ?? "."),
      labels: pairs(list("label"), "--label", "NAME=VALUE"),
      releases: pairs(list("release"), "--release", "API=VERSION"),
      ...(gitVersion !== undefined && { gitVersion }),
      ...(gitRev !== undefined && { gitRev }),
    },
    out: text("out"),
    targets: list("target"),
    keepRst: text("keepRst"),
    strict: options["strict"] === true,
    quiet: options["quiet"] === true,
  };
}

/** Names on the command line that the project does not have are wrong use. */
function checkNames(options: BuildOptions, project: Project): void {
  const check = (option: string, names: Iterable<string>, known: readonly string[]) => {
    for (const name of names)
      if (!known.includes(name)) throw new UsageError(unknownName(option, name, known));
  };
  check(
    "--target",
    options.targets,
    project.targets.targets.map(({ name }) => name),
  );
  check("--label", options.load.labels?.keys() ?? [], Object.keys(project.config.labels));
  check(
    "--release",
    options.load.releases?.keys() ?? [],
    project.apis.map(({ name }) => name),
  );
}

function chosenTargets(names: readonly string[], project: Project): readonly Target[] {
  const { targets } = project.targets;
  return names.length === 0 ? targets : targets.filter(({ name }) => names.includes(name));
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

function keepRst(built: Build, folder: string, root: string): void {
  const link = linkOnTheWay(folder, root);
  if (link !== null)
    throw new UsageError(`--keep-rst: "${link}" is a link; name the folder itself`);
  mkdirSync(folder, { recursive: true });
  const there = readdirSync(folder);
  if (there.length > 0 && !there.includes(textsMarker))
    throw new UsageError(
      `--keep-rst: the folder "${folder}" holds something that this program did not write; name an empty or new one`,
    );
  writeWhole(join(folder, textsMarker), "The texts in this folder are written by specpress.\n");
  for (const manuscript of built.manuscripts) {
    const name = manuscript.target.name.replace(/[/\\]/g, "_");
    writeWhole(join(folder, `${name}.rst`), withBackslashes(textOf(manuscript)));
  }
}

/** The page to open first: `index.html` if there is one. */
function firstPage(built: Build, out: string): string {
  const pages = [...built.site.keys()].filter((path) => path.endsWith(".html"));
  const first = pages.includes("index.html") ? "index.html" : pages[0];
  const path = join(out, first ?? "");
  const short = relative(process.cwd(), path);
  return `Open ${printable(short.startsWith("..") ? path : short)} (${pathToFileURL(path).href})`;
}
