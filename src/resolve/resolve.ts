import type { Report } from "../base/diagnostics.js";
import type { Json, JsonObject, Origin } from "../data/data.js";
import type { Project } from "../load/project.js";

/**
 * The data files with every `$ref` replaced by what it names. Values without a `$ref` below them are those of the file
 * itself; objects made by putting a target and its siblings together know where each key came from.
 */
export interface Schemas {
  /** The resolved value of a file, by path relative to the root. `null` where there is no such file. */
  document(path: string): Json;
  /** Where an object of a resolved document, or the value of one of its keys, stands. */
  originOf(object: JsonObject | readonly Json[], key?: string | number): Origin | null;
}

/** Follow every `$ref` of the project's data files. Reports missing files, missing fragments, cycles and paths out of the project. */
export function resolve(_project: Project, _report: Report): Schemas {
  throw new Error("not written");
}
