import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { costsContent } from "../base/codes/costs.js";
import { outputCodes } from "../base/codes/outputs.js";
import { collector, severityOf, type Diagnostic } from "../base/diagnostics.js";
import { settle } from "../check/check.js";
import { loadProject } from "../load/load.js";
import type { Project } from "../load/project.js";
import {
  optionsOf,
  outputFiles,
  Permalinks,
  type OutputName,
  type OutputOptions,
} from "../outputs/outputs.js";
import { specWithPages } from "../pipeline.js";
import { linkOnTheWay } from "../site/write-site.js";
import { UsageError, type Given, type Io } from "./command.js";
import { unknownName } from "./names.js";
import { exitCodeOf, exitCodeWithout, printDiagnostics } from "./print.js";
import { projectPlace } from "./project-root.js";
import { writeTogether } from "./write-whole.js";

/** `specpress export openapi`: an OpenAPI document of each API, or of those that are named. */
export async function exportOpenApi(given: Given, io: Io): Promise<number> {
  return exported("openapi", given, io);
}

/** `specpress export json`: all that the specification says. */
export async function exportJson(given: Given, io: Io): Promise<number> {
  return exported("json", given, io);
}

/** `specpress export events`: its events as JSON Schema. */
export async function exportEvents(given: Given, io: Io): Promise<number> {
  return exported("events", given, io);
}

/**
 * Files for programs: one goes to standard output unless a place is named for it, several go below a folder. Errors that
 * cost a page or a part of one are told and nothing is written: the files would lack something too.
 */
async function exported(name: OutputName, given: Given, io: Io): Promise<number> {
  const { report, diagnostics } = collector();
  const project = loadProject(projectPlace(given, io), report);
  if (!project) {
    printDiagnostics(diagnostics, io);
    return exitCodeWithout(diagnostics);
  }
  const apis = apisOf(given, project);
  const options = optionsWith(given, project);
  const permalinks = new Permalinks(project.config.outputs["base-url"]);
  const spec = specWithPages(project, report, permalinks);
  const chosen = { ...spec, apis: spec.apis.filter(({ api }) => apis.includes(api.name)) };
  const files = outputFiles([name], { spec: chosen, project, permalinks, options, report });
  const found = settle(diagnostics, project).diagnostics.filter(isToldHere);
  printDiagnostics(found, io);
  const isStrict = given.options["strict"] === true;
  if (found.some(isLoss) && given.options["keepGoing"] !== true) {
    io.err(
      "Nothing was written, since errors cost a part of what it says; --keep-going writes it all the same.\n",
    );
    return exitCodeOf(found, isStrict);
  }
  if (files.size === 0) throw new UsageError(whyNothing(name, project));
  write(name, files, given, project, io);
  return exitCodeOf(found, isStrict);
}

/** What the files may lack. All else that is wrong with the site is what a build and a check tell. */
function isToldHere(diagnostic: Diagnostic): boolean {
  return severityOf(diagnostic) === "error" || Object.hasOwn(outputCodes, diagnostic.code);
}

function isLoss(diagnostic: Diagnostic): boolean {
  return severityOf(diagnostic) === "error" && costsContent(diagnostic);
}

function whyNothing(name: OutputName, { config }: Project): string {
  if (name === "events") return `the project has no events: specpress.yaml has no "events"`;
  const has = Object.keys(config.apis).length > 0;
  return has
    ? "these APIs have no OpenAPI files"
    : `the project has no APIs: specpress.yaml has no "apis"`;
}

function apisOf({ arguments: names }: Given, project: Project): readonly string[] {
  const known = project.apis.map(({ name }) => name);
  for (const name of names)
    if (!known.includes(name))
      throw new UsageError(unknownName("API", name, known, "this project"));
  return names.length === 0 ? known : names;
}

/** What the command line says, else the settings of the project. */
function optionsWith({ options }: Given, project: Project): OutputOptions {
  const usual = optionsOf(project);
  const { server, openapi, out } = options;
  // A file says by its name what it holds.
  const named = typeof out === "string" ? formatOf(out) : undefined;
  const format = options["format"] ?? named;
  return {
    ...usual,
    ...(typeof openapi === "string" && { openapi: openapi as OutputOptions["openapi"] }),
    ...(typeof format === "string" && { format: format as OutputOptions["format"] }),
    ...(typeof server === "string" && { server }),
  };
}

function formatOf(path: string): OutputOptions["format"] | undefined {
  if (/\.ya?ml$/.test(path)) return "yaml";
  return path.endsWith(".json") ? "json" : undefined;
}

function write(
  name: OutputName,
  files: ReadonlyMap<string, string>,
  given: Given,
  project: Project,
  io: Io,
): void {
  const { out } = given.options;
  const [only] = files.values();
  if (typeof out !== "string") {
    // Of the events the first file has all of them.
    if (files.size > 1 && name !== "events")
      throw new UsageError(
        `there are ${files.size} files to write; name their folder with --out, or one of them`,
      );
    io.out(only!);
    return;
  }
  if (out === "") throw new UsageError("--out: no folder and no file is named");
  const isFile = /\.(?:json|ya?ml)$/.test(out) && !isFolder(out);
  if (isFile && files.size > 1 && name !== "events")
    throw new UsageError(
      `"${out}" is one file, and there are ${files.size} to write; name a folder`,
    );
  const placed = isFile
    ? [[resolve(out), only!] as const]
    : [...files].map(
        ([path, text]) => [join(resolve(out), path.replace(/^openapi\//, "")), text] as const,
      );
  for (const [path] of placed) checkPlace(path, project);
  writeTogether(new Map(placed));
}

/** Refuse a place that a link of the project leads to, and one of a file that the project is made of. */
function checkPlace(path: string, { root, files, configFile, config }: Project): void {
  const link = linkOnTheWay(path, root);
  if (link !== null) throw new UsageError(`--out: "${link}" is a link; name the folder itself`);
  const own = [...files.keys(), configFile.source.path].map((file) => resolve(root, file));
  if (existsSync(path) && own.includes(realpathSync(path)))
    throw new UsageError(`--out: "${path}" is a file that the project is made of; name another`);
  const { schemas, examples } = config.events ?? {};
  const folders = [...Object.values(config.apis).map(({ openapi }) => openapi), schemas, examples];
  for (const folder of folders)
    if (folder !== undefined && resolve(root, folder) === dirname(path) && dirname(path) !== root)
      throw new UsageError(
        `--out: what lies in "${dirname(path)}" is read as a part of the project; name another folder`,
      );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
