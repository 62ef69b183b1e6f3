import type { Code, Severity } from "../base/diagnostics.js";
import type { Place } from "../base/show-diagnostic.js";

/** How grave a finding can be for people; `info` is for nobody but the document tree. */
export type Level = Exclude<Severity, "info">;
export const levels: readonly Level[] = ["error", "warning", "note"];

/** A diagnostic as the reports of a check show it: in words, at its place in the author's file. */
export interface Finding {
  readonly code: Code;
  readonly severity: Level;
  readonly message: string;
  /** The author's words in the message. */
  readonly parts: readonly string[];
  readonly hint?: string;
  /** `null` where it has no place. */
  readonly place: Place | null;
  /** In data files: what it concerns. */
  readonly pointer: string | null;
  readonly notes: readonly { readonly place: Place; readonly text: string }[];
  /** The same as long as the finding is there, also where lines above it come and go. */
  readonly fingerprint: string;
  /** Where it stands for others that are left out: how many. */
  readonly count?: number;
}

/** The file a finding stands in; empty where it has no place. */
export function fileOf({ place }: Finding): string {
  return place?.span.source.path ?? "";
}

const longestPointer = 300;

/** The pointer of a finding as people read it: of one that nobody would read, its two ends. */
export function shownPointer({ pointer }: Finding): string | null {
  if (pointer === null || pointer.length <= longestPointer) return pointer;
  return `${pointer.slice(0, longestPointer / 2)}…${pointer.slice(-longestPointer / 2)}`;
}

/** Findings by file, the files in the order of their first finding. */
export function byFile(
  findings: readonly Finding[],
): readonly (readonly [file: string, findings: readonly Finding[]])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const file = fileOf(finding);
    const group = groups.get(file);
    if (group) group.push(finding);
    else groups.set(file, [finding]);
  }
  return [...groups];
}
