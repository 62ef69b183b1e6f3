/**
 * The thread behind `serve --check`: all of `check` on the files as they are on the disk, each time it is asked. What it
 * finds goes back as plain data.
 */
import { parentPort } from "node:worker_threads";
import picocolors from "picocolors";
import { collector, type Diagnostic } from "../base/diagnostics.js";
import { plain, showDiagnostic } from "../base/show-diagnostic.js";
import { findingsOf, settle } from "../check/check.js";
import { loadProject } from "../load/load.js";
import { checkSite } from "../pipeline.js";
import type { Checked, CheckRequest } from "./checker.js";
import { withoutText } from "./checker.js";

const skipped: ReadonlySet<string> = new Set([
  "news-missing",
  "id-gone",
  "page-gone",
  "dead-external-link",
  "unclear-external-link",
]);

parentPort?.on("message", ({ load, color, id }: CheckRequest) => {
  parentPort?.postMessage({ id, ...check(load, color) } satisfies Checked);
});

function check(load: CheckRequest["load"], color: boolean): Omit<Checked, "id"> {
  const { report, diagnostics } = collector();
  try {
    const project = loadProject({ ...load, gitVersion: "Unknown", gitRev: "" }, report);
    if (!project) return { findings: [] }; // which the build tells
    checkSite(project, report);
    const found = settle(diagnostics, project, { wasLookedFor: (code) => !skipped.has(code) });
    const painter = color ? picocolors.createColors(true) : plain;
    const shown = (diagnostic: Diagnostic) => showDiagnostic(diagnostic, painter);
    const findings = findingsOf(found.diagnostics, project);
    return {
      findings: findings.map((finding, index) => ({
        finding: withoutText(finding),
        shown: shown(found.diagnostics[index]!),
      })),
    };
  } catch (error) {
    return {
      findings: [],
      fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
