import type { Report } from "../base/diagnostics.js";
import type { Project } from "../load/project.js";
import type { Model } from "../model/model.js";
import type { Schemas } from "../resolve/resolve.js";

export { checks, type Check } from "./checks.js";

/** Looks for what a build can live with: reports what is wrong with schemas, APIs, examples, fragments and style. */
export function validate(
  _schemas: Schemas,
  _model: Model,
  _project: Project,
  _report: Report,
): void {}
