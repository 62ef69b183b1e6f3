import { severityOf, type Code, type Diagnostic } from "../base/diagnostics.js";
import { placeOf, sortDiagnostics } from "../base/show-diagnostic.js";
import type { Project } from "../load/project.js";
import { accept } from "./acceptances.js";
import { causesOnly } from "./consequences.js";
import { severitiesOf, withSeverities, type Severities } from "./settings.js";

export interface SettleOptions {
  /** Before those of the project. */
  readonly severities?: Severities;
  /** Whether a run looked for a code: if not, an acceptance of it may match nothing. */
  readonly wasLookedFor?: (code: Code) => boolean;
}

export interface Settled {
  /** Sorted by place, each once, without those that nobody is shown and those that follow from others. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many more are accepted. */
  readonly accepted: number;
}

/** What was reported, as the project wants it: as grave as it says, and without what it accepts. */
export function settle(
  reported: readonly Diagnostic[],
  project: Project,
  { severities = new Map(), wasLookedFor = () => false }: SettleOptions = {},
): Settled {
  const wanted = new Map([...severitiesOf(project.config), ...severities]);
  // Most of what is reported is for nobody; it is dropped before anything is sorted.
  const shown = (diagnostics: readonly Diagnostic[]) =>
    sortDiagnostics(
      withSeverities(diagnostics, wanted).filter((each) => severityOf(each) !== "info"),
    );
  const { left, faults, count } = accept(
    shown(reported),
    project,
    (code) => wasLookedFor(code) && wanted.get(code) !== "off",
  );
  const diagnostics = faults.length === 0 ? left : shown([...left, ...faults]);
  return { diagnostics: withoutTooMany(causesOnly(diagnostics, project)), accepted: count };
}

/** Of one code in one file; nobody reads as many. */
const mostOfOne = 5000;

/** Sorted findings; where there are too many of one code in one file, one finding says how many are left out. */
function withoutTooMany(sorted: readonly Diagnostic[]): readonly Diagnostic[] {
  if (sorted.length <= mostOfOne) return sorted;
  const counts = new Map<string, number>();
  const left: Diagnostic[] = [];
  const closing = new Map<string, { readonly at: number; readonly first: Diagnostic }>();
  for (const finding of sorted) {
    const key = `${finding.code}\n${placeOf(finding)?.span.source.path ?? ""}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count <= mostOfOne) left.push(finding);
    else if (count === mostOfOne + 1)
      closing.set(key, { at: left.push(finding) - 1, first: finding });
  }
  for (const [key, { at, first }] of closing)
    left[at] = {
      code: "findings-left-out",
      span: first.span,
      parts: [String(counts.get(key)! - mostOfOne), first.code],
      severity: severityOf(first),
    };
  return left;
}
