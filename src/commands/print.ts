import picocolors from "picocolors";
import { numberOf, severityOf, type Diagnostic, type Severity } from "../base/diagnostics.js";
import { showDiagnostic, sortDiagnostics } from "../base/show-diagnostic.js";
import type { Io } from "./command.js";

/** Colours where the terminal shows them. */
export function paint(io: Io): ReturnType<typeof picocolors.createColors> {
  return picocolors.createColors(io.color);
}

/** All findings that concern people, sorted by place, to the messages. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], io: Io): void {
  for (const diagnostic of sortDiagnostics(shown(diagnostics)))
    io.err(`${showDiagnostic(diagnostic, paint(io))}\n`);
}

/** `2 errors, 1 warning`, or `no diagnostics`. */
export function summaryOf(diagnostics: readonly Diagnostic[]): string {
  return countsText((severity) => countOf(diagnostics, severity));
}

/** The same of how many there are of each severity. */
export function countsText(countOf: (severity: "error" | "warning" | "note") => number): string {
  const counts = (["error", "warning", "note"] as const)
    .map((severity) => ({ severity, count: countOf(severity) }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? "" : "s"}`);
  return counts.join(", ") || "no diagnostics";
}

/** 2 where the output folder that was named is none for a site. */
export function exitCodeOf(diagnostics: readonly Diagnostic[], strict: boolean): 0 | 1 | 2 {
  if (diagnostics.some(({ code }) => code === "output-not-a-site")) return 2;
  return countOf(diagnostics, "error") > 0 || (strict && countOf(diagnostics, "warning") > 0)
    ? 1
    : 0;
}

/** The exit code where a project cannot be loaded: 2 where there is none, 1 where its author has to correct it. */
export function exitCodeWithout(diagnostics: readonly Diagnostic[]): 1 | 2 {
  return diagnostics.some(({ code }) => code === "project-file-missing") ? 2 : 1;
}

function countOf(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return numberOf(
    sortDiagnostics(shown(diagnostics)).filter((diagnostic) => severityOf(diagnostic) === severity),
  );
}

/** `info` stays in the document tree. */
function shown(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter((diagnostic) => severityOf(diagnostic) !== "info");
}
