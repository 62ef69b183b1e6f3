import { tmpdir } from "node:os";
import { join } from "node:path";
import { collector, type Diagnostic } from "../../src/base/diagnostics.js";
import { plain, showDiagnostic } from "../../src/base/show-diagnostic.js";
import { editsOf, findingsOf, formats, printIds, settle } from "../../src/check/check.js";
import { loadProject } from "../../src/load/load.js";
import { buildSite, checkSite } from "../../src/pipeline.js";
import type { Site } from "../../src/site/site.js";

/** What a build and a check of a folder come to. */
export interface Examined {
  readonly site: Site;
  readonly diagnostics: readonly Diagnostic[];
}

const git = { gitVersion: "Unknown", gitRev: "" };

/** Build and check a project as the commands do, up to what they write; `null` where there is no project. */
export function examine(root: string): Examined | null {
  const { report, diagnostics } = collector();
  const project = loadProject({ root, ...git }, report);
  if (!project) {
    for (const each of diagnostics) showDiagnostic(each);
    return null;
  }
  printIds(checkSite(project, report));
  const settled = settle(diagnostics, project, { wasLookedFor: () => true });
  const findings = findingsOf(settled.diagnostics, project);
  const result = { findings, accepted: settled.accepted, known: 0, mended: 0, fixed: 0 };
  for (const format of Object.values(formats))
    format(result, { prefix: "", version: "1", painter: plain });
  editsOf(findings);
  // What is asked for once is remembered by sources: a build is of a project read anew.
  const again = loadProject({ root, ...git }, report)!;
  const { site } = buildSite(again, report);
  for (const path of site.keys()) join(tmpdir(), path);
  return { site, diagnostics };
}
