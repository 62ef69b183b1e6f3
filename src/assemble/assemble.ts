import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import type { Project, Target } from "../load/project.js";

/** Template variables by name, each as the RST it stands for. */
export type Sections = ReadonlyMap<string, Source>;

/** The whole text of a page, line by line, before it is parsed. */
export interface Manuscript {
  readonly target: Target;
  /** Path of the page below the output folder: `client_server/unstable.html`. */
  readonly path: string;
  readonly lines: readonly ManuscriptLine[];
}

/** A line as the parser takes it (`rst/lines.ts` has the same shape). */
export interface ManuscriptLine {
  readonly text: string;
  readonly source: Source;
  readonly offset: number;
}

/** Put a target's files together: title levels, variables, labels. */
export function assemble(
  _target: Target,
  _sections: Sections,
  _project: Project,
  _report: Report,
): Manuscript {
  throw new Error("not written");
}
