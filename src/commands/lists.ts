import { pagePath, variablesIn } from "../assemble/assemble.js";
import { printable, printableName } from "../base/printable.js";
import type { Report } from "../base/diagnostics.js";
import type { Project } from "../load/project.js";
import { sectionsOf } from "../pipeline.js";

/** `--list-targets`: each page with its files, indented as deep as they are included. */
export function listTargets(project: Project, report: Report): string {
  return project.targets.targets
    .map((target) => {
      const files = target.files.map(
        ({ path, depth }) => `  ${"  ".repeat(depth)}${printableName(path)}\n`,
      );
      const page = printable(pagePath(target, project.labels, report));
      return `${printableName(target.name)} → ${page}\n${files.join("")}`;
    })
    .join("");
}

/** `--list-variables`: a line each with name, size in characters and the texts that use it, sorted by name. */
export function listVariables(project: Project, report: Report): string {
  const sections = sectionsOf(project, report);
  const uses = usesOf(project);
  const rows = [...sections.keys()].sort().map((name) => {
    const size = sections.get(name)?.text.length ?? 0;
    return [`{{${name}}}`, String(size), (uses.get(name) ?? ["(unused)"]).join(", ")] as const;
  });
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  const lines = rows.map(
    ([name, size, where]) =>
      `${printable(`${name.padEnd(widths[0]!)}  ${size.padStart(widths[1]!)}  ${where}`)}\n`,
  );
  return `${lines.join("")}${rows.length} variables\n`;
}

/** Which texts use which variables. */
function usesOf(project: Project): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  for (const [path, { text }] of project.texts)
    for (const name of new Set(variablesIn(text)))
      uses.set(name, [...(uses.get(name) ?? []), path]);
  return uses;
}
