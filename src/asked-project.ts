import type { Ask } from "./base/memo.js";
import type { Project } from "./load/project.js";

/** What steps ask of a project besides their inputs. */
type Reads = Pick<Project, "readData" | "readText" | "readBytes">;

/** Answers questions of steps: for files of a project. */
export function answersOf(project: Reads): Ask {
  const reads: Readonly<Record<string, (path: string, encoding?: string) => unknown>> = {
    readData: (path) => project.readData(path),
    readText: (path, encoding) => project.readText(path, encoding),
    readBytes: (path) => project.readBytes(path),
  };
  return (question, ...words) => reads[question]!(...(words as [string, string?]));
}

/** A project as a step sees it, which asks for each file that it reads. */
export function asking(project: Project, ask: Ask): Project {
  // The answers are those of the functions whose names are asked.
  return {
    ...project,
    readData: (path) => ask("readData", path) as ReturnType<Project["readData"]>,
    readText: (path, encoding) =>
      ask("readText", path, encoding) as ReturnType<Project["readText"]>,
    readBytes: (path) => ask("readBytes", path) as ReturnType<Project["readBytes"]>,
  };
}
