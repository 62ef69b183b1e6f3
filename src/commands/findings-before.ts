import { collector } from "../base/diagnostics.js";
import { findingsOf, settle, type Finding } from "../check/check.js";
import { loadProject } from "../load/load.js";
import { checkSite } from "../pipeline.js";
import { filesAt } from "./compared.js";
import type { ProjectPlace } from "./project-root.js";

/** What tells a finding apart from others. */
export type Known = Pick<Finding, "code" | "message" | "fingerprint">;

/** What is found in the project as it is in a commit; nothing where the commit has none that can be read. */
export function findingsAt(commit: string, { root, config }: ProjectPlace): readonly Known[] {
  const files = filesAt(commit, root);
  if (!files) return [];
  const { report, diagnostics } = collector();
  const unasked = { gitVersion: "Unknown", gitRev: "", asMeant: true };
  const place = { root, files, ...(config === undefined ? {} : { config }) };
  const project = loadProject({ ...place, ...unasked }, report);
  if (!project) return [];
  checkSite(project, report);
  return findingsOf(settle(diagnostics, project).diagnostics, project);
}

/**
 * The findings that were not there before. One that reads the same as another that is gone is that one at another place:
 * its line was changed elsewhere, or moved to another file.
 */
export function newSince<T extends Known>(findings: readonly T[], before: readonly Known[]): T[] {
  const known = new Set(before.map(({ fingerprint }) => fingerprint));
  const now = new Set(findings.map(({ fingerprint }) => fingerprint));
  const gone = new Map<string, number>();
  for (const each of before)
    if (!now.has(each.fingerprint)) gone.set(wordsOf(each), (gone.get(wordsOf(each)) ?? 0) + 1);
  return findings.filter((each) => {
    if (known.has(each.fingerprint)) return false;
    const left = gone.get(wordsOf(each)) ?? 0;
    gone.set(wordsOf(each), left - 1);
    return left <= 0;
  });
}

function wordsOf({ code, message }: Known): string {
  return `${code}\n${message}`;
}
