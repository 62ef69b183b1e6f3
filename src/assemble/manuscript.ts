import type { Source } from "../base/source.js";
import type { Target } from "../load/project.js";

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
