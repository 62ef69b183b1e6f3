import { entryOf, type Code } from "../../base/diagnostics.js";
import { printableJson } from "../../base/printable.js";
import { positionAt, type Span } from "../../base/source.js";
import type { Finding } from "../finding.js";
import type { Result } from "../result.js";

interface SarifSetting {
  readonly prefix: string;
  readonly version: string;
}

/** A result as SARIF 2.1.0, which code scanning and editors read. https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function asSarif({ findings }: Result, { prefix, version }: SarifSetting): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "specpress", version, rules: codes.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => resultOf(finding, codes.indexOf(finding.code), prefix)),
      },
    ],
  };
  return `${printableJson(JSON.stringify(log, null, 2))}\n`;
}

function ruleOf(code: Code) {
  const { severity } = entryOf(code);
  return {
    id: code,
    shortDescription: { text: code.replaceAll("-", " ") },
    help: { text: `specpress explain ${code} shows a wrong and a right example.` },
    defaultConfiguration: { level: severity === "info" ? "none" : severity },
  };
}

function resultOf(finding: Finding, ruleIndex: number, prefix: string) {
  const { code, severity, message, hint, place, pointer, notes, fingerprint } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: hint === undefined ? message : `${message}\n${hint}` },
    ...(place && {
      locations: [
        {
          ...locationOf(place.span, prefix),
          ...(pointer
            ? { logicalLocations: [{ fullyQualifiedName: pointer, kind: "element" }] }
            : {}),
        },
      ],
    }),
    ...(notes.length > 0 && {
      relatedLocations: notes.map((note) => ({
        ...locationOf(note.place.span, prefix),
        message: { text: note.text },
      })),
    }),
    partialFingerprints: { "specpress/v1": fingerprint },
  };
}

function locationOf(span: Span, prefix: string) {
  const start = positionAt(span.source, span.start);
  const end = positionAt(span.source, Math.max(span.start, span.end));
  return {
    physicalLocation: {
      artifactLocation: {
        uri: (prefix + span.source.path).split("/").map(encodeURIComponent).join("/"),
      },
      region: {
        startLine: start.line,
        startColumn: start.column,
        endLine: end.line,
        endColumn: end.column,
      },
    },
  };
}
