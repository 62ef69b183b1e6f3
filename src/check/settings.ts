import { codes, entryOf, type Code, type Diagnostic, type Severity } from "../base/diagnostics.js";
import type { ProjectConfig } from "../load/project.js";

/** What a project can say about a code: how grave it is, or that nobody wants to know. */
export const settableLevels = ["off", "note", "warning", "error"] as const;
export type SettableLevel = (typeof settableLevels)[number];

export type Severities = ReadonlyMap<Code, SettableLevel>;

export function isCode(name: string): name is Code {
  return Object.hasOwn(codes, name);
}

export function isSettableLevel(word: string): word is SettableLevel {
  return (settableLevels as readonly string[]).includes(word);
}

/** The severities of `specpress.yaml`; a code that there is not was told when the file was read. */
export function severitiesOf({ severities = {} }: Pick<ProjectConfig, "severities">): Severities {
  const known = new Map<Code, SettableLevel>();
  for (const [code, level] of Object.entries(severities))
    if (isCode(code) && isSettableLevel(level)) known.set(code, level);
  return known;
}

/** Diagnostics as grave as the project wants them; those that are off are gone. */
export function withSeverities(
  diagnostics: readonly Diagnostic[],
  severities: Severities,
): Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const level = severities.get(diagnostic.code);
    if (level === undefined || level === entryOf(diagnostic.code).severity) return [diagnostic];
    return level === "off" ? [] : [{ ...diagnostic, severity: level satisfies Severity }];
  });
}
