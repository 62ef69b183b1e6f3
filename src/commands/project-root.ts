import { statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { nearestProject } from "../load/nearest-project.js";
import { UsageError, type Given, type Io } from "./command.js";

/** Where a command finds its project: the folder, and the file with its settings where that is named. */
export interface ProjectPlace {
  readonly root: string;
  readonly config?: string;
}

/** What `--project` and `--config` say. */
export function projectPlace(given: Given, io: Io): ProjectPlace {
  const { config, project } = given.options;
  if (typeof config !== "string") return { root: projectRoot(given, io) };
  if (statSync(config, { throwIfNoEntry: false })?.isFile() !== true)
    throw new UsageError(`--config: there is no file ${config}`);
  return { root: resolve(typeof project === "string" ? project : "."), config: resolve(config) };
}

/**
 * The folder of the project: what `--project` says, else the current folder or the nearest one above it that has a
 * `specpress.yaml`, up to the root of the checkout. One above is told of, since paths in messages begin there.
 */
function projectRoot({ options }: Given, io: Io): string {
  const { project } = options;
  if (typeof project === "string") return resolve(project);
  const here = resolve(".");
  const found = nearestProject(here);
  if (found !== null && found !== here && options["quiet"] !== true)
    io.err(`The project is in ${relative(here, found)}; paths in messages begin there.\n`);
  return found ?? here;
}
