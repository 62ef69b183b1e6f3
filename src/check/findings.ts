import { adviceOf, entryOf, severityOf, type Diagnostic } from "../base/diagnostics.js";
import { locate, placeOf } from "../base/show-diagnostic.js";
import type { Project } from "../load/project.js";
import type { Finding } from "./finding.js";
import { withFingerprints } from "./fingerprint.js";
import { pointerOf } from "./pointer-of.js";

/** Diagnostics, sorted as they are, in words. Those for nobody are left out. */
export function findingsOf(
  diagnostics: readonly Diagnostic[],
  project: Pick<Project, "files">,
): Finding[] {
  const findings = diagnostics.flatMap((diagnostic) => {
    const { code, parts, notes = [], count } = diagnostic;
    const severity = severityOf(diagnostic);
    if (severity === "info") return [];
    const { text } = entryOf(code);
    const place = placeOf(diagnostic);
    const advice = adviceOf(diagnostic);
    return [
      {
        code,
        severity,
        message: text(...parts),
        parts,
        ...(advice === undefined ? {} : { hint: advice }),
        place,
        pointer: place && pointerOf(place, project),
        notes: notes.map((note) => ({ place: locate(note.span), text: note.text })),
        ...(count === undefined ? {} : { count }),
      },
    ];
  });
  return withFingerprints(findings);
}
