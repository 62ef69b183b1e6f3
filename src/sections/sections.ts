import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import type { Project } from "../load/project.js";
import type { Model } from "../model/model.js";

/** Render every template variable of the project. The RST has relative title underlines and unreplaced `%LABEL%`s; `assemble` settles both. */
export function renderSections(
  _model: Model,
  _project: Project,
  _report: Report,
): ReadonlyMap<string, Source> {
  throw new Error("not written");
}
