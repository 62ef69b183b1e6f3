import { authored } from "../base/source.js";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { costsContent } from "../base/codes/costs.js";
import { collector, severityOf, type Diagnostic } from "../base/diagnostics.js";
import { isObject, parseJson, type Json } from "../data/data.js";
import { diff, type Change, type Side } from "../diff/diff.js";
import type { Files } from "../files/files.js";
import { memoryFiles } from "../files/memory.js";
import { filesOfCommit } from "../load/commit-files.js";
import { commitNamed, type Repository } from "../load/git.js";
import { decodedText, loadProject } from "../load/load.js";
import type { Project } from "../load/project.js";
import { optionsOf, Permalinks, specValue } from "../outputs/outputs.js";
import { specWithPages } from "../pipeline.js";
import { absenceHint, repositoryFor } from "./changed-files.js";
import { UsageError, type Io } from "./command.js";
import { printDiagnostics } from "./print.js";
import type { ProjectPlace } from "./project-root.js";
import { faultOfForm } from "./spec-file.js";

/** One of two versions that are compared. */
export interface Compared {
  /** As the command line names it. */
  readonly name: string;
  readonly side: Side;
  /** What it is made of; `null` where it is a `spec.json`. */
  readonly project: Project | null;
}

/**
 * A version of a specification by what the command line calls it: a folder with a project, a file (`spec.json`, or an
 * OpenAPI document), or a revision of git, whose files are read from git itself.
 */
export function comparedVersion(name: string, place: ProjectPlace, io: Io): Compared {
  const found = sourceOf(name, place);
  if ("spec" in found) return { name, side: { spec: found.spec }, project: null };
  return versionIn(name, found, place, io);
}

/** The project as it lies in its folder. */
export function workingVersion(place: ProjectPlace, io: Io): Compared {
  return { ...versionIn(place.root, { root: place.root }, place, io), name: "the working tree" };
}

/** A commit's version of a project; `null` where the commit has none that can be read. */
export function commitVersion(name: string, commit: string, place: ProjectPlace): Compared | null {
  const files = filesAt(commit, place.root);
  if (!files) return null;
  const config = place.config === undefined ? {} : { config: place.config };
  const { report, diagnostics } = collector();
  const project = loadProject({ root: place.root, ...config, ...sameGit, files }, report);
  return project && { name, side: sideOf(project, diagnostics), project };
}

/** A project that was read already, and that of a commit; `null` where the commit has none that can be read. */
export function changesSinceCommit(
  project: Project,
  commit: string,
  repository: Repository,
  place: ProjectPlace,
): readonly Change[] | null {
  const files = filesOfCommit(repository, commit);
  if (!files) return null;
  const ignore = () => {};
  const config = place.config === undefined ? {} : { config: place.config };
  const before = loadProject({ root: project.root, ...config, ...sameGit, files }, ignore);
  return before && diff(sideOf(before), sideOf(project));
}

/** What git says of a checkout differs from one to the next. */
const sameGit = { gitVersion: "Unknown", gitRev: "" };

type Found =
  | { readonly spec: Side["spec"] }
  | { readonly root: string; readonly files?: Files; readonly isOwn?: true };

function sourceOf(name: string, place: ProjectPlace): Found {
  const stat = statSync(name, { throwIfNoEntry: false });
  if (stat?.isFile()) return fileNamed(name);
  if (stat?.isDirectory() && existsSync(join(name, "specpress.yaml")))
    return { root: resolve(name) };
  // Settings that the command line names are those of any folder.
  if (stat?.isDirectory() && place.config !== undefined) return { root: resolve(name) };
  const files = filesAt(name, place.root);
  if (files) return { root: place.root, files };
  if (stat?.isDirectory())
    throw new UsageError(
      `the folder ${name} has no specpress.yaml, and git knows no revision of that name`,
    );
  const hint = absenceHint(existsSync(place.root) ? repositoryFor("diff", place.root) : null, name);
  throw new UsageError(
    `"${name}" is no folder, no file and no revision that git knows in ${place.root}${hint}`,
  );
}

/** The files of a revision; `null` where git knows none of that name. */
export function filesAt(revision: string, root: string): Files | null {
  if (!existsSync(root)) return null;
  const repository = repositoryFor("diff", root);
  if (repository === null) return null;
  const commit = commitNamed(repository, revision);
  return commit === null ? null : filesOfCommit(repository, commit);
}

function fileNamed(name: string): Found {
  const text = decodedText(readFileSync(name));
  const value = name.endsWith(".json") ? jsonIn(text, name) : null;
  if (isObject(value ?? undefined)) {
    const spec = value as Side["spec"];
    if (spec["format"] === "specpress-spec") {
      if (spec["version"] === 1) return { spec: wellFormed(spec, name) };
      throw new UsageError(
        `${name} has the version ${JSON.stringify(spec["version"]) ?? "(none)"} of spec.json; this program knows version 1`,
      );
    }
    if (!("openapi" in spec) && !("swagger" in spec)) throw notReadable(name);
  } else if (!/^(?:["']?)(?:openapi|swagger)["']?\s*:/m.test(text)) throw notReadable(name);
  return openApiFile(name);
}

function wellFormed(spec: Side["spec"], name: string): Side["spec"] {
  const fault = faultOfForm(spec);
  if (fault === null) return spec;
  throw new UsageError(`${name} is not as "specpress export json" writes it: ${fault}`);
}

function notReadable(name: string): UsageError {
  return new UsageError(
    `${name} is neither a spec.json, as "specpress export json" writes it, nor an OpenAPI document`,
  );
}

/** An OpenAPI document alone is a project of one API. */
function openApiFile(name: string): Found {
  const file = basename(name);
  const folder = resolve(name, "..");
  const contents = new Map<string, string | Uint8Array>([
    ["specpress.yaml", ownSettings],
    [`api/${file}`, readFileSync(name)],
  ]);
  return { root: folder, files: memoryFiles(contents, folder), isOwn: true };
}

const ownSettings = `name: OpenAPI
apis:
  api:
    title: API
    openapi: api
    descriptions: markdown
`;

function jsonIn(text: string, name: string): Json {
  let value: Json;
  try {
    value = parseJson(text);
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
  if (isDeeper(value, deepest)) throw new UsageError(`${name} is nested deeper than ${deepest}`);
  return value;
}

/** More than any schema of ours, which are nested no deeper than their files. */
const deepest = 1000;

function isDeeper(value: Json, most: number): boolean {
  const stack: { readonly value: Json; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (typeof next.value !== "object" || next.value === null) continue;
    if (next.depth > most) return true;
    for (const each of Object.values(next.value))
      stack.push({ value: each as Json, depth: next.depth + 1 });
  }
  return false;
}

function versionIn(
  name: string,
  { root, files, isOwn }: Extract<Found, { root: string }>,
  place: ProjectPlace,
  io: Io,
): Compared {
  const { report, diagnostics } = collector();
  const config = isOwn || place.config === undefined ? {} : { config: place.config };
  const project = loadProject({ root, ...config, ...sameGit, ...(files ? { files } : {}) }, report);
  // Of a document alone the settings are ours.
  const theirs = diagnostics.filter(({ span }) => !isOwn || span?.source.path !== "specpress.yaml");
  if (project) return { name, side: sideOf(project, theirs), project };
  printDiagnostics(diagnostics, io);
  throw new UsageError(`the specification ${name} cannot be read`);
}

const losses = new WeakMap<Side, readonly Diagnostic[]>();

/** `loading`: what was reported when the project was read. */
function sideOf(project: Project, loading: readonly Diagnostic[] = []): Side {
  const { report, diagnostics } = collector();
  const permalinks = new Permalinks(null);
  const spec = specWithPages(project, report, permalinks);
  const side = specValue({ spec, project, permalinks, options: optionsOf(project), report });
  losses.set(
    side,
    [...loading, ...diagnostics].filter(
      (each) => severityOf(each) === "error" && costsContent(each),
    ),
  );
  return side;
}

/**
 * Tells of errors that cost a part of what two versions say: changes may be wrong there. Those of both are shown once, and
 * none of the later version where they were shown before.
 */
export function tellLosses(before: Compared, after: Compared, io: Io, areShown = false): void {
  const shown = new Set(areShown ? losses.get(after.side)?.map(lossName) : []);
  for (const { name, side } of [after, before]) {
    const found = losses.get(side) ?? [];
    const others = found.filter((each) => !shown.has(lossName(each)));
    if (found.length > 0) io.err(`${name}: ${lossesOf(side)}${others.length > 0 ? ":" : "."}\n`);
    printDiagnostics(others.slice(0, mostLosses), io);
    for (const each of found) shown.add(lossName(each));
  }
}

/** What is said of a version that errors cost a part of; `null` where there are none. */
export function lossesOf(side: Side): string | null {
  const count = losses.get(side)?.length ?? 0;
  if (count === 0) return null;
  const errors = count === 1 ? "an error costs" : `${count} errors cost`;
  return `${errors} a part of what it says, so that changes may be missing or too many`;
}

/** Whether errors cost a part of the later version that the earlier one has. Of a `spec.json` nothing is known. */
export function losesMore(before: Compared, after: Compared): boolean {
  if (!before.project) return false;
  const known = new Set(losses.get(before.side)?.map(lossName));
  return losses.get(after.side)?.some((each) => !known.has(lossName(each))) === true;
}

function lossName({ code, span, parts }: Diagnostic): string {
  return [code, span && authored(span).source.path, ...parts].join("\n");
}

const mostLosses = 5;
