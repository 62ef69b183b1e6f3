import { fileOf, type Finding } from "./finding.js";

/** The findings a project had when it took up the check: only new ones count. */
export interface Baseline {
  readonly fingerprints: ReadonlySet<string>;
}

/** A baseline as a file: an entry a line, sorted, so that versions can be compared. */
export function printBaseline(findings: readonly Finding[]): string {
  const entries = findings
    .map((finding) => ({
      file: fileOf(finding),
      code: finding.code,
      fingerprint: finding.fingerprint,
    }))
    .sort(
      (a, b) =>
        compare(a.file, b.file) || compare(a.code, b.code) || compare(a.fingerprint, b.fingerprint),
    );
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n");
  return `{\n  "version": 1,\n  "findings": [${lines === "" ? "" : `\n${lines}\n  `}]\n}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Read a baseline; `null` where the text is none. */
export function readBaseline(text: string): Baseline | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || value["version"] !== 1 || !Array.isArray(value["findings"])) return null;
  const fingerprints = value["findings"].map((entry: unknown) =>
    isRecord(entry) ? entry["fingerprint"] : undefined,
  );
  if (!fingerprints.every((each) => typeof each === "string")) return null;
  return { fingerprints: new Set(fingerprints) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The findings that a baseline does not have, and how many it has of these and of others that are gone. */
export function newFindings(
  findings: readonly Finding[],
  { fingerprints }: Baseline,
): { readonly fresh: readonly Finding[]; readonly known: number; readonly mended: number } {
  if (fingerprints.size === 0) return { fresh: findings, known: 0, mended: 0 };
  const fresh = findings.filter(({ fingerprint }) => !fingerprints.has(fingerprint));
  const known = findings.length - fresh.length;
  return { fresh, known, mended: fingerprints.size - known };
}
