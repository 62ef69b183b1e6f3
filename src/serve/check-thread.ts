/**
 * The thread behind `serve --check`: all of `check` on the files as they are on the disk, each time it is asked. What it
 * finds goes back as plain data.
 */
import { parentPort } from "node:worker_threads";
import picocolors from "picocolors";
import type { Diagnostic } from "../base/diagnostics.js";
import { plain, showDiagnostic } from "../base/show-diagnostic.js";
import { findingsOf } from "../check/check.js";
import type { Checked, CheckRequest } from "./checker.js";
import { withoutText } from "./checker.js";
import { look, Memory } from "./look.js";

parentPort?.on("message", ({ load, color, id }: CheckRequest) => {
  parentPort?.postMessage({ id, ...check(load, color) } satisfies Checked);
});

const memory = new Memory();

function check(load: CheckRequest["load"], color: boolean): Omit<Checked, "id"> {
  try {
    const { project, diagnostics } = look(load, memory);
    if (!project) return { findings: [] }; // which the build tells
    const painter = color ? picocolors.createColors(true) : plain;
    const shown = (diagnostic: Diagnostic) => showDiagnostic(diagnostic, painter);
    const findings = findingsOf(diagnostics, project);
    return {
      findings: findings.map((finding, index) => ({
        finding: withoutText(finding),
        shown: shown(diagnostics[index]!),
      })),
    };
  } catch (error) {
    return {
      findings: [],
      fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
