import { printableJson } from "../../base/printable.js";
import { positionAt, type Span } from "../../base/source.js";
import type { Finding } from "../finding.js";
import { countsOf, type Result } from "../result.js";

/** A result as JSON: for programs. Paths are relative to the project; lines and columns count from 1, the end is not included. */
export function asJson(result: Result): string {
  const { accepted, known, mended, fixed, findings } = result;
  const counts = countsOf(findings);
  const value = {
    summary: {
      errors: counts.error,
      warnings: counts.warning,
      notes: counts.note,
      accepted,
      baseline: { known, mended },
      fixed,
    },
    findings: findings.map(viewOf),
  };
  return `${printableJson(JSON.stringify(value, null, 2))}\n`;
}

function viewOf({ code, severity, message, hint, place, pointer, notes, fingerprint }: Finding) {
  return {
    code,
    severity,
    message,
    ...(place && placeView(place.span)),
    ...(pointer === null ? {} : { pointer }),
    ...(hint === undefined ? {} : { hint }),
    ...(notes.length === 0
      ? {}
      : { notes: notes.map((note) => ({ text: note.text, ...placeView(note.place.span) })) }),
    fingerprint,
  };
}

function placeView(span: Span) {
  const start = positionAt(span.source, span.start);
  const end = positionAt(span.source, Math.max(span.start, span.end));
  return {
    file: span.source.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}
