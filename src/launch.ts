import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

/** What each of our programs exports: it takes the words of the command line, and gives the exit code. */
export interface Program {
  readonly run: (args: readonly string[]) => number | Promise<number>;
}

/** A file of a program that was loaded, by its path. */
interface LoadedFile {
  readonly script: Script;
  readonly module: { exports: unknown };
}

const loaded = new Map<string, LoadedFile>();
const requireHere = createRequire(import.meta.url);

// A build is over before most of V8's optimizing pays: it may begin later than in a program that stays.
setFlagsFromString("--interrupt-budget=600000");

/**
 * Load a program, a CommonJS file of the bundle, with the code that V8 compiled from it when it was built: without,
 * a tenth of what a check does is compiling. V8 itself refuses code of another version of it, or of a text of another
 * length; then it compiles anew. Throws where there is no such file.
 */
export function load(path: string): Program {
  return fileAt(path) as Program; // what the bundle's entries export
}

function fileAt(path: string): unknown {
  const known = loaded.get(path);
  if (known) return known.module.exports;
  const module = { exports: {} };
  const folder = dirname(path);
  const cachedData = codeOf(path);
  const script = new Script(`${wrapper}${readFileSync(path, "utf8")}\n})`, {
    filename: path,
    columnOffset: -wrapper.length,
    ...(cachedData && { cachedData }),
  });
  loaded.set(path, { script, module });
  const run = script.runInThisContext() as Wrapped;
  run(module.exports, (id) => requireFrom(folder, id), module, path, folder);
  return module.exports;
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

function requireFrom(folder: string, id: string): unknown {
  return id.startsWith(".") ? fileAt(join(folder, id)) : requireHere(id);
}

/** Where the compiled code of a file lies. */
const codePath = (path: string) => `${path}.code`;

function codeOf(path: string): Buffer | undefined {
  try {
    return readFileSync(codePath(path));
  } catch {
    return undefined; // it is not there: the program is slower, no more
  }
}

/** Which files of the program were loaded, and whether their compiled code was at hand. */
export function loadedFiles(): ReadonlyMap<string, "compiled" | "taken"> {
  return new Map(
    [...loaded].map(([path, { script }]) => [
      path,
      script.cachedDataRejected === false ? "taken" : "compiled",
    ]),
  );
}

/** What V8 compiled of the files that were loaded, with what ran until now, by the path where it is looked for. */
export function compiledCode(): ReadonlyMap<string, Buffer> {
  return new Map(
    [...loaded].map(([path, { script }]) => [codePath(path), script.createCachedData()]),
  );
}
