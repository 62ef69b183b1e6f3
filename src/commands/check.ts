import { realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { codes, collector, entryOf, type Code } from "../base/diagnostics.js";
import { sortDiagnostics } from "../base/show-diagnostic.js";
import { nearest } from "../base/text.js";
import {
  asText,
  exitCodeOf,
  fileOf,
  findingsOf,
  isCode,
  isSettableLevel,
  settableLevels,
  severitiesOf,
  withSeverities,
  type Result,
  type Severities,
} from "../check/check.js";
import { loadProject } from "../load/load.js";
import { checkSite } from "../pipeline.js";
import { UsageError, type Given, type Io } from "./commands.js";
import { paint, printDiagnostics } from "./print.js";

/** `specpress check`: everything that is wrong with a project. Exit code 1 where an error is found, or more warnings than allowed. */
export async function check(given: Given, io: Io): Promise<number> {
  const options = readOptions(given);
  if (given.options["list"]) {
    io.out(listCodes());
    return 0;
  }
  const { report, diagnostics } = collector();
  const project = loadProject({ root: options.root }, report);
  if (!project) {
    printDiagnostics(diagnostics, io);
    return 2;
  }
  const isInScope = scopeOf(given.arguments, project.root);
  checkSite(project, report);
  const severities = new Map([...severitiesOf(project.config), ...options.severities]);
  const findings = findingsOf(withSeverities(sortDiagnostics(diagnostics), severities)).filter(
    (finding) =>
      isInScope(fileOf(finding)) &&
      (options.only.length === 0 || options.only.includes(finding.code)),
  );
  const result: Result = { findings, accepted: 0, known: 0, mended: 0, fixed: 0 };
  io.out(asText(result, paint({ ...io, color: io.outColor })));
  return exitCodeOf(result, options.maxWarnings);
}

interface CheckOptions {
  readonly root: string;
  readonly severities: Severities;
  readonly only: readonly Code[];
  readonly maxWarnings: number;
}

function readOptions({ options }: Given): CheckOptions {
  const list = (name: string) =>
    Array.isArray(options[name]) ? (options[name] as readonly string[]) : [];
  return {
    root: resolve(typeof options["project"] === "string" ? options["project"] : "."),
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

/** Whether a file of the project, by its path below the root, is among those on the command line: itself or in a folder of them. */
function scopeOf(files: readonly string[], root: string): (path: string) => boolean {
  if (files.length === 0) return () => true;
  const paths = files.map((file) => {
    if (!statSync(file, { throwIfNoEntry: false }))
      throw new UsageError(`there is no file ${file}`);
    const path = relative(root, realpathSync(file));
    if (path.startsWith("..") || isAbsolute(path))
      throw new UsageError(`${file} lies outside the project ${root}`);
    return path.split(sep).join("/");
  });
  return (path) => paths.some((at) => at === "" || path === at || path.startsWith(`${at}/`));
}

/** `--list`: a line for each code. */
function listCodes(): string {
  const names = Object.keys(codes).sort() as Code[];
  const rows = names.filter((name) => entryOf(name).severity !== "info");
  const width = Math.max(...rows.map((name) => name.length));
  return rows.map((name) => `${name.padEnd(width)}  ${entryOf(name).severity}\n`).join("");
}
