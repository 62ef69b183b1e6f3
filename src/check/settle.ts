import { mostOfOne, severityOf, type Code, type Diagnostic } from "../base/diagnostics.js";
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
  return { diagnostics: withoutTooMany(shownCauses(diagnostics, project)), accepted: count };
}

/** Without what follows from others. What is only counted is left out where nothing is left of its kind. */
function shownCauses(diagnostics: readonly Diagnostic[], project: Project): readonly Diagnostic[] {
  const counted = diagnostics.filter(({ count }) => count !== undefined);
  if (counted.length === 0) return causesOnly(diagnostics, project);
  const causes = causesOnly(
    diagnostics.filter(({ count }) => count === undefined),
    project,
  );
  const kinds = new Set(causes.map(kindOf));
  return sortDiagnostics([...causes, ...counted.filter((each) => kinds.has(kindOf(each)))]);
}

function kindOf(finding: Diagnostic): string {
  return `${finding.code}\n${placeOf(finding)?.span.source.path ?? ""}`;
}

/** Sorted findings; where there are too many of one code in one file, one finding says how many are left out. */
function withoutTooMany(sorted: readonly Diagnostic[]): readonly Diagnostic[] {
  const isCounted = sorted.some(({ count }) => count !== undefined);
  if (sorted.length <= mostOfOne && !isCounted) return sorted;
  const kept = new Map<string, number>();
  const left: Diagnostic[] = [];
  const closing = new Map<
    string,
    { readonly at: number; readonly first: Diagnostic; count: number }
  >();
  for (const finding of sorted) {
    const key = kindOf(finding);
    const before = kept.get(key) ?? 0;
    if (before < mostOfOne && finding.count === undefined) {
      kept.set(key, before + 1);
      left.push(finding);
      continue;
    }
    const count = finding.count ?? 1;
    const known = closing.get(key);
    if (known) known.count += count;
    else closing.set(key, { at: left.push(finding) - 1, first: finding, count });
  }
  for (const { at, first, count } of closing.values())
    left[at] = {
      code: "findings-left-out",
      span: first.span,
      parts: [String(count), first.code],
      severity: severityOf(first),
      count,
    };
  return left;
}
