import { Memo } from "../base/memo.js";
import { collector, type Diagnostic } from "../base/diagnostics.js";
import { sortDiagnostics } from "../base/show-diagnostic.js";
import { settle } from "../check/check.js";
import { KeptReads, loadProject, type LoadOptions } from "../load/load.js";
import type { Project } from "../load/project.js";
import { checkSite, type Check, type OnPage, type Watch } from "../pipeline.js";

/** What the files of a project are, and all that is wrong with them. */
export interface Looked {
  /** `null` where there is none, or its settings cannot be read. */
  readonly project: Project | null;
  readonly check: Check | null;
  /** As `check` tells it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Codes that `check` looks for only if asked. */
const skipped: ReadonlySet<string> = new Set([
  "news-missing",
  "id-gone",
  "id-moved",
  "page-gone",
  "dead-external-link",
  "unclear-external-link",
]);

/** What one look at a project leaves to the next. */
export class Memory {
  readonly reads = new KeptReads();
  memo = new Memo();
}

/**
 * All that `check` finds in a project. Git is not asked. `watch` runs each phase, `onPage` is given each page; what either
 * throws ends the look, and the memory is as it was.
 */
export function look(load: LoadOptions, memory: Memory, watch?: Watch, onPage?: OnPage): Looked {
  const { report, diagnostics } = collector();
  const asked = { gitVersion: "Unknown", gitRev: "", asMeant: true };
  const project = loadProject({ ...load, ...asked, kept: memory.reads }, report);
  if (!project) return { project, check: null, diagnostics: sortDiagnostics(diagnostics) };
  const memo = memory.memo.next();
  const check = checkSite(project, report, watch, onPage, memo);
  memory.memo.drop();
  memory.memo = memo;
  const settled = settle(diagnostics, project, { wasLookedFor: (code) => !skipped.has(code) });
  return { project, check, diagnostics: settled.diagnostics };
}
