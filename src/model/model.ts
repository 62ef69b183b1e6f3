import type { Report } from "../base/diagnostics.js";
import type { Project } from "../load/project.js";
import type { Schemas } from "../resolve/resolve.js";

/** What the sections are printed from: endpoints, events, definitions, with their tables and examples. */
export interface Model {
  readonly todo?: never;
}

export function buildModel(_schemas: Schemas, _project: Project, _report: Report): Model {
  throw new Error("not written");
}
