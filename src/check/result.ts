import type { Finding, Level } from "./finding.js";

/** What a check has to say. */
export interface Result {
  /** Sorted by place. */
  readonly findings: readonly Finding[];
  /** How many findings are accepted with a reason. */
  readonly accepted: number;
  /** How many findings are left out because the baseline has them. */
  readonly known: number;
  /** How many findings of the baseline are gone. */
  readonly mended: number;
  /** How many findings `--fix` mended. */
  readonly fixed: number;
}

/** How many there are of each severity, with those that are left out. */
export function countsOf(findings: readonly Finding[]): Readonly<Record<Level, number>> {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity, count = 1 } of findings) counts[severity] += count;
  return counts;
}

/** 1 where an error is found, or more warnings than allowed; else 0. */
export function exitCodeOf({ findings }: Result, maxWarnings: number): 0 | 1 {
  const { error, warning } = countsOf(findings);
  return error > 0 || warning > maxWarnings ? 1 : 0;
}
