import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { codeFolder, codeName, readCode, writeCode } from "./code-cache.js";

/** What each of our programs exports: it takes the words of the command line, and gives the exit code. */
interface Program {
  readonly run: (args: readonly string[]) => number | Promise<number>;
}

/** A file of a program that was loaded. */
interface LoadedFile {
  readonly script: Script;
  readonly module: { exports: unknown };
  /** The name of its compiled code, and how long the run worked that compiled it, in ms. */
  readonly code: string;
  readonly work: number;
}

/** Which files of the program were loaded, by path, and whether their compiled code was at hand. */
export type Loaded = ReadonlyMap<string, "compiled" | "taken">;

/** Commands that stay until they are told to end. */
const staying = new Set(["serve", "lsp", "background"]);

/** Whether V8 may be told what suits a program that ends. Known to the V8 of Node 20; later ones print a warning. */
function isTold(command: string): boolean {
  return process.versions.node.startsWith("20.") && !staying.has(command);
}

/** A build is over before most of V8's optimizing pays: it may begin later than in a program that stays. */
function optimizeLater(): void {
  setFlagsFromString("--interrupt-budget=600000");
}

/**
 * The space where V8 makes new objects, of which it has two. Left to itself, each grows to 16 MB, and a build is no faster
 * by that: most of what it makes stays until a page is done.
 */
class NewSpace {
  constructor() {
    this.hold();
  }

  /** It does not grow. Compiled code is made and taken with this setting, since V8 refuses what was made with another. */
  hold(): void {
    setFlagsFromString("--semi-space-growth-factor=1");
  }

  /** It may grow to 4 MB. */
  release(): void {
    const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
    if (space!.space_size < 8 * 2 ** 20) setFlagsFromString("--semi-space-growth-factor=4");
    else this.hold();
  }
}

/**
 * Run a program, a CommonJS file of the bundle, with the code that V8 compiled from it in an earlier run of the same
 * command: without, a tenth of what a check does is compiling. What V8 refuses is compiled anew.
 */
export async function launch(
  path: string,
  args: readonly string[],
): Promise<{ readonly exitCode: number; readonly loaded: Loaded }> {
  const command = /^[a-z]{1,20}$/.exec(args[0] ?? "")?.[0] ?? "program";
  if (isTold(command)) optimizeLater();
  const files = new Files(codeFolder(command), isTold(command) ? new NewSpace() : null);
  const exitCode = await (files.at(path) as Program).run(args); // what the bundle's entries export
  // A machine of a CI service is new each time; a word that is no command is not worth a folder.
  if (exitCode < 2 && !process.env["CI"]) files.keepCode(staying.has(command));
  return { exitCode, loaded: files.loaded() };
}

/** End the process when all that it printed is written. Left to itself, V8 would free its memory piece by piece, which the system does at once. */
export function endProcess(): void {
  const isWritten = ({ writableLength }: NodeJS.WriteStream) => writableLength === 0;
  if (isWritten(process.stdout) && isWritten(process.stderr)) process.exit();
}

class Files {
  readonly #folder: string | null;
  readonly #newSpace: NewSpace | null;
  readonly #files = new Map<string, LoadedFile>();
  readonly #require = createRequire(import.meta.url);

  constructor(folder: string | null, newSpace: NewSpace | null) {
    this.#folder = folder;
    this.#newSpace = newSpace;
  }

  /** What a file of the program exports. Throws where there is no such file. */
  at(path: string): unknown {
    const known = this.#files.get(path);
    if (known) return known.module.exports;
    const module = { exports: {} };
    const bytes = readFileSync(path);
    const text = bytes.toString("latin1"); // the bundle is written in ASCII
    const code = codeName(bytes);
    const kept = this.#folder === null ? undefined : readCode(this.#folder, code);
    this.#newSpace?.hold();
    const script = new Script(`${wrapper}${text}\n})`, {
      filename: path,
      columnOffset: -wrapper.length,
      ...(kept && { cachedData: kept.code }),
    });
    this.#files.set(path, { script, module, code, work: kept?.work ?? 0 });
    this.#newSpace?.release();
    const run = script.runInThisContext() as Wrapped;
    const folder = dirname(path);
    run(module.exports, (id) => this.#requireFrom(folder, id), module, path, folder);
    this.#newSpace?.release();
    return module.exports;
  }

  #requireFrom(folder: string, id: string): unknown {
    return id.startsWith(".") ? this.at(join(folder, id)) : this.#require(id);
  }

  loaded(): Loaded {
    return new Map(
      [...this.#files].map(([path, { script }]) => [path, isTaken(script) ? "taken" : "compiled"]),
    );
  }

  /**
   * Keep for the next run what this one had to compile. A run that worked much longer than the one whose code it took has
   * compiled more functions, and keeps all of them; one that stays works for ever, and does not.
   */
  keepCode(isStaying: boolean): void {
    const { user, system } = process.cpuUsage();
    const work = (user + system) / 1000;
    const isMore = (known: number) => !isStaying && work > 2 * known + 200;
    const compiled = [...this.#files.values()].filter(
      (file) => !isTaken(file.script) || isMore(file.work),
    );
    if (this.#folder === null || compiled.length === 0) return;
    this.#newSpace?.hold();
    writeCode(
      this.#folder,
      new Map(compiled.map(({ script, code }) => [code, script.createCachedData()])),
      work,
    );
  }
}

function isTaken(script: Script): boolean {
  return script.cachedDataRejected === false;
}

const wrapper = "(function (exports, require, module, __filename, __dirname) {";

/** A CommonJS file as a function. */
type Wrapped = (
  exports: unknown,
  require: (id: string) => unknown,
  module: { exports: unknown },
  filename: string,
  folder: string,
) => void;
