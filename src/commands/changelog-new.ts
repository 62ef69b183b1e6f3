import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { printablePath } from "../base/printable.js";
import type { Source } from "../base/source.js";
import { wholeProject } from "../base/whole-project.js";
import { collector } from "../base/diagnostics.js";
import {
  fragmentName,
  readFragments,
  type ChangelogSettings,
  type SectionFolder,
} from "../changelog/changelog.js";
import type { ChangelogFiles, Project } from "../load/project.js";
import { leftReleases } from "../load/release-state.js";
import { checkFragment } from "../validate/validate.js";
import { apiGiven, changelogOf, openProject, textOption } from "./changelogs.js";
import { UsageError, type Given, type Io } from "./command.js";
import { refusal } from "./exchange.js";
import { unknownName } from "./names.js";
import { printDiagnostics } from "./print.js";
import { checkWritable } from "./write-path.js";

/** What a fragment is made of; the number is empty for one without an issue. */
interface Wanted {
  readonly api: string;
  readonly section: string | undefined;
  readonly number: string;
  readonly type: string;
  readonly text: string;
}

/** `specpress changelog new`: writes a fragment. What is not given is asked for, where there is a terminal. */
export async function newFragment(given: Given, io: Io): Promise<number> {
  const opened = openProject(given, io);
  if (typeof opened === "number") return opened;
  const { project } = opened;
  for (const left of leftReleases(project.root)) throw refusal(left);
  const wanted = await complete(given, project, io);
  const { files, settings } = usable(project, wanted.api);
  checkType(wanted.type, settings);
  const folder = folderOf(files, settings, wanted.section);
  const path = `${folder}/${freeName(wanted, folder, files, settings)}`;
  checkWritable(project.root, path);
  mkdirSync(join(project.root, dirname(path)), { recursive: true });
  const text = settings.endsLines ? `${wanted.text}\n` : wanted.text;
  writeNew(join(project.root, path), text);
  io.out(`${printablePath(path)}\n`);
  tellFaults({ path, text }, settings, project, io);
  return 0;
}

/** The file is whole, or not there. */
function writeNew(file: string, text: string): void {
  const opened = openSync(file, "wx");
  try {
    writeFileSync(opened, text);
  } catch (error) {
    rmSync(file);
    throw error;
  } finally {
    closeSync(opened);
  }
}

async function complete(given: Given, project: Project, io: Io): Promise<Wanted> {
  const {
    api,
    rest: [number, type, ...words],
  } = apiGiven(project, given.arguments);
  const apis = [...project.changelogs.keys()];
  const theApi = api ?? (await ask("API", apis, io));
  const { settings } = usable(project, theApi);
  const section = textOption(given, "section") ?? (await askSection(settings, io));
  const theNumber = checkNumber(
    number ?? (await ask("number of the issue, or + for none", [], io)),
  );
  const types = settings.types.map(({ key }) => key);
  const theType = type ?? (await ask("type", types, io));
  checkType(theType, settings);
  const isShown = settings.types.some(({ key, showsContent }) => key === theType && showsContent);
  const text = words.join(" ").trim();
  const theText =
    text || !isShown ? text : await ask("text, one sentence with a full stop", [], io);
  return { api: theApi, section, number: theNumber, type: theType, text: theText };
}

/** Where all sections have names, none of them is the usual one. */
async function askSection({ sections }: ChangelogSettings, io: Io): Promise<string | undefined> {
  const names = sections.map(({ name }) => name);
  if (names.length < 2 || names.includes("")) return undefined;
  if (io.ask) return ask("section", names, io);
  throw new UsageError(`new: give the section with --section; there is ${names.join(", ")}`);
}

async function ask(what: string, choices: readonly string[], io: Io): Promise<string> {
  const shown = choices.length > 0 ? `${what} (${choices.join(", ")})` : what;
  if (!io.ask) throw new UsageError(`new: give the ${shown}; there is no terminal to ask`);
  const answer = (await io.ask(`${shown}: `)).trim();
  if (answer === "") throw new UsageError(`new: there is no fragment without ${what}`);
  return answer;
}

function usable(
  project: Project,
  api: string,
): { readonly files: ChangelogFiles; readonly settings: ChangelogSettings } {
  const files = changelogOf(project, api);
  const { settings } = files;
  if (!settings) throw new UsageError(noSettings(api, files));
  return { files, settings };
}

function noSettings(api: string, { config }: ChangelogFiles): string {
  const name = api === wholeProject ? "the changelog" : `the changelog of "${api}"`;
  return config
    ? `${name} has no settings that can be used; see "specpress changelog check"`
    : `${name} has no settings; write a towncrier.toml or pyproject.toml with a table [tool.towncrier] into its folder`;
}

function checkType(type: string, { types }: ChangelogSettings): void {
  const known = types.map(({ key }) => key);
  if (!known.includes(type))
    throw new UsageError(unknownName("type", type, known, "the changelog"));
}

/** A number, `+` for none, or a name such as `gh-12`. */
function checkNumber(number: string): string {
  const name = number.trim();
  if (name === "+") return "";
  if (/^#?\d+$/.test(name)) return name.replace("#", "");
  if (/^[\p{L}\p{N}_-]+$/u.test(name)) return name;
  throw new UsageError(
    `new: "${number}" is no number of an issue; write + for a fragment without one`,
  );
}

function folderOf(
  files: ChangelogFiles,
  settings: ChangelogSettings,
  section: string | undefined,
): string {
  if (section === undefined) return files.folder;
  const { sectionFolders: all } = files;
  const isCalled = ({ folder }: SectionFolder) => folder.split("/").includes(section);
  const byFolder = all.filter(isCalled);
  const found =
    all.find(({ name }) => name === section) ?? (byFolder.length === 1 ? byFolder[0] : undefined);
  if (found) return found.folder;
  const known = settings.sections.map(({ name }) => name).filter((name) => name !== "");
  throw new UsageError(unknownName("--section", section, known, "the changelog"));
}

/** `12.new`, or `12.new.1` where there is one already; `+first-words.new` where there is no issue. */
function freeName(
  { number, type, text }: Wanted,
  folder: string,
  files: ChangelogFiles,
  { orphanPrefix, extension }: ChangelogSettings,
): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const issue = number || `${orphanPrefix}${words.slice(0, 4).join("-") || "news"}`;
  const taken = new Set(
    files.fragments
      .filter(({ path }) => dirname(path) === folder)
      .map(({ path }) => basename(path)),
  );
  let counter = 0;
  while (taken.has(fragmentName(issue, type, counter, extension))) counter++;
  return fragmentName(issue, type, counter, extension);
}

/** The fragment is written; what could be better about it is said at once. */
function tellFaults(file: Source, settings: ChangelogSettings, { config }: Project, io: Io): void {
  const { report, diagnostics } = collector();
  for (const fragment of readFragments([file], settings, report))
    checkFragment(fragment, settings, config.markdown, report);
  printDiagnostics(diagnostics, io);
}
