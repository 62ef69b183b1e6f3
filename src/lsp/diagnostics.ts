import type { Diagnostic, DiagnosticSeverity, Location } from "vscode-languageserver-protocol";
import type { Found, FoundPlace } from "./checker.js";
import type { Workspace } from "./workspace.js";

const severities = { error: 1, warning: 2, note: 3 } as const satisfies Record<
  Found["severity"],
  DiagnosticSeverity
>;

/** The findings of the last check as an editor shows them, by the path of their file; those without a place are of the settings. */
export function diagnosticsByPath(workspace: Workspace): ReadonlyMap<string, Diagnostic[]> {
  const byPath = new Map<string, Diagnostic[]>();
  for (const found of workspace.found) {
    const path = found.place?.path ?? "specpress.yaml";
    const diagnostics = byPath.get(path) ?? [];
    byPath.set(path, diagnostics);
    diagnostics.push(diagnosticOf(workspace, found));
  }
  return byPath;
}

export function diagnosticOf(workspace: Workspace, found: Found): Diagnostic {
  const { code, severity, message, hint, place, notes } = found;
  const related = notes.map((note) => ({
    location: locationOf(workspace, note.place),
    message: note.text,
  }));
  return {
    range: place ? locationOf(workspace, place).range : emptyRange,
    severity: severities[severity],
    code,
    source: "specpress",
    message: hint === undefined ? message : `${message}\n${hint}`,
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

const start = { line: 0, character: 0 };
const emptyRange = { start, end: start };

function locationOf(workspace: Workspace, { path, start, end }: FoundPlace): Location {
  const source = workspace.checkedSource(path);
  return source
    ? workspace.location({ source, start, end })
    : { uri: workspace.uriOf(path), range: emptyRange };
}
