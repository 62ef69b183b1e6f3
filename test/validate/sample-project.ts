import type { Code } from "../../src/base/diagnostics.js";
import { collector, type Diagnostic } from "../../src/base/diagnostics.js";
import { authored, positionAt } from "../../src/base/source.js";
import { checkSite } from "../../src/pipeline.js";
import { loadFiles, type Files } from "../load/tiny-project.js";

/** What a check of a project tells, and where. */
export interface Told {
  readonly code: Code;
  /** `api/things.yaml:7`; where it is used from and the like are in `notes`. */
  readonly at: string;
  readonly text: string;
  readonly diagnostic: Diagnostic;
}

export function checkAll(files: Files): Told[] {
  const { project, diagnostics } = loadFiles(files, { gitVersion: "Unknown", gitRev: "" });
  const { report, diagnostics: found } = collector();
  if (project) checkSite(project, report);
  return [...diagnostics, ...found].map((diagnostic) => ({
    code: diagnostic.code,
    at: placeOf(diagnostic.span),
    text: diagnostic.parts.join(" | "),
    diagnostic,
  }));
}

/** The same but for what the look of 2020 does not show: samples are short, and do not choose a look. */
export function check(files: Files): Told[] {
  return checkAll(files).filter(({ code }) => code !== "left-out");
}

export function placeOf(span: Diagnostic["span"]): string {
  const at = span && authored(span);
  return at ? `${at.source.path}:${positionAt(at.source, at.start).line}` : "-";
}
