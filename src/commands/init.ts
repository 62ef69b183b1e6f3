import { readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { printablePath } from "../base/printable.js";
import { statAt } from "../load/stat-at.js";
import { UsageError, type Given, type Io } from "./command.js";
import { quoted } from "./git-commands.js";
import { apiFrom } from "./init-from.js";
import {
  inTheWay,
  initFiles,
  mayBeThere,
  sampleApi,
  type InitFormat,
  type NewApi,
  type NewFiles,
} from "./init-files.js";
import { writeTogether } from "./write-whole.js";

/**
 * `specpress init`: a new project that builds and checks, in a folder that may have other files. What is not given is
 * asked for at a terminal and taken as usual elsewhere. No file is replaced: where one that the project needs is there
 * already, nothing is written. The settings come last: without them a run that was killed is taken up by the same command.
 */
export async function init(given: Given, io: Io): Promise<number> {
  if (given.arguments[0] === "") throw new UsageError("the folder has no name");
  const root = resolve(given.arguments[0] ?? ".");
  const sources = (given.options["from"] ?? []) as readonly string[];
  const files: NewFiles = new Map();
  const apis: NewApi[] = [];
  for (const path of sources) apis.push(apiFrom(path, apis, files));
  refuseFolder(root);
  const usual = apis.length === 1 ? apis[0]!.title : titleCased(basename(root));
  const name = nameOf(
    given.options["name"] ?? (await answer(io, "Name of the specification", usual)),
  );
  const format = await formatOf(given, io);
  const isSample = apis.length === 0;
  const project = {
    name,
    format,
    isSample,
    apis: isSample ? [{ ...sampleApi, title: `${name} API` }] : apis,
    version: io.version,
  };
  for (const [path, text] of initFiles(project)) files.set(path, text);
  const settings = files.get(settingsPath)!;
  files.delete(settingsPath);
  files.set(settingsPath, settings);
  if (!isThere(root, settingsPath))
    for (const [path, text] of files) if (isSame(root, path, text)) files.delete(path);
  const there = inTheWay(root, files);
  if (there.length > 0) throw new UsageError(whyInTheWay(there));
  const kept = [...files.keys()].filter((path) => mayBeThere.has(path) && isThere(root, path));
  for (const path of kept) files.delete(path);
  for (const path of files.keys()) refuseLinks(root, path);
  writeTogether(new Map([...files].map(([path, text]) => [join(root, path), text])), {
    isNew: true,
  });
  tell(root, files, kept, given.options["quiet"] === true, io);
  return 0;
}

const settingsPath = "specpress.yaml";

/** Whether a file is there as it is to be written. */
function isSame(root: string, path: string, text: string | Buffer): boolean {
  const place = join(root, path);
  if (statAt(place)?.isFile() !== true) return false;
  try {
    return readFileSync(place).equals(Buffer.from(text));
  } catch {
    return false; // it is in the way
  }
}

function whyInTheWay(there: readonly string[]): string {
  const shown = there.slice(0, 3).map((path) => `"${path}"`);
  const more = there.length > 3 ? ` and ${there.length - 3} more` : "";
  const are = there.length === 1 ? "is" : "are";
  return `${shown.join(", ")}${more} ${are} there already; nothing was written. Name an empty or new folder`;
}

function tell(
  root: string,
  files: NewFiles,
  kept: readonly string[],
  isQuiet: boolean,
  io: Io,
): void {
  const written = [...files.keys()].sort();
  if (!isQuiet) for (const path of written) io.out(`${printablePath(path)}\n`);
  for (const path of kept) io.err(`${path} is there already and was left as it is.\n`);
  if (kept.includes(".gitignore")) io.err('Let .gitignore have the line "dist/".\n');
  if (kept.includes("package.json")) io.err("npm install --save-dev specpress adds the program.\n");
  if (isQuiet) return;
  const folder = relative(".", root);
  // With "=" a folder may begin as options do.
  const way = folder === "" ? "" : ` --project=${quoted(printablePath(folder))}`;
  const page = printablePath(join(folder, "dist/site/index.html"));
  io.err(`Next: specpress build${way}, then open ${page}; specpress check${way}.\n`);
}

async function formatOf({ options }: Given, io: Io): Promise<InitFormat> {
  const given = options["format"] ?? (await answer(io, "Format, markdown or rst", "markdown"));
  if (given === "rst" || given === "markdown") return given;
  throw new UsageError(`"${String(given)}" is no format; there are markdown and rst`);
}

async function answer(io: Io, question: string, usual: string): Promise<string> {
  if (!io.ask) return usual;
  const text = (await io.ask(`${question} [${usual}]: `)).trim();
  return text === "" ? usual : text;
}

function nameOf(given: unknown): string {
  const name = String(given).replace(/\s+/g, " ").trim();
  if (name === "") throw new UsageError("--name: a specification has a name");
  // eslint-disable-next-line no-control-regex -- a title of several lines is none
  if (/[\u0000-\u001f\u007f-\u009f]/.test(name) || name.length > 200)
    throw new UsageError("--name: at most 200 characters, without control characters");
  return name;
}

/** `my-protocol` → `My Protocol` */
function titleCased(folder: string): string {
  const words = folder.split(/[-_.\s]+/).filter(Boolean);
  const name = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join(" ");
  return name === "" ? "My Specification" : name;
}

function refuseFolder(root: string): void {
  if (statAt(root) === undefined) return;
  const isFolder = statSync(root, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder) throw new UsageError(`"${root}" is no folder`);
}

function isThere(root: string, path: string): boolean {
  return statAt(join(root, path)) !== undefined;
}

/** What a link of the folder leads to is not the project's. */
function refuseLinks(root: string, path: string): void {
  const parts = path.split("/");
  for (let end = 1; end <= parts.length; end++) {
    const part = parts.slice(0, end).join("/");
    if (statAt(join(root, part))?.isSymbolicLink() === true)
      throw new UsageError(`"${part}" is a link; nothing was written`);
  }
}
