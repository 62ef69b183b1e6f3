import { printable, printableName } from "../base/printable.js";
import { readFragments, readHistory, type Fragment } from "../changelog/changelog.js";
import { wholeProject } from "../base/whole-project.js";
import type { ChangelogFiles } from "../load/project.js";
import { aboutChangelogs, openProject } from "./changelogs.js";
import type { Given, Io } from "./command.js";
import { exitCodeOf, printDiagnostics } from "./print.js";

/** `specpress changelog list`: APIs, what is pending, what was released. */
export async function list(given: Given, io: Io): Promise<number> {
  const opened = openProject(given, io);
  if (typeof opened === "number") return opened;
  const { project, report } = opened;
  for (const [api, files] of project.changelogs) {
    const { settings } = files;
    const fragments = settings ? readFragments(files.fragments, settings, report) : [];
    io.out(
      `${printableName(api === wholeProject ? project.config.name : api)}\n  pending   ${pendingText(fragments)}\n`,
    );
    for (const line of linesOf(fragments)) io.out(`            ${line}\n`);
    io.out(`  versions  ${printable(versionsText(files))}\n`);
  }
  if (project.changelogs.size === 0) io.out("no API has a changelog\n");
  printDiagnostics(aboutChangelogs(opened), io);
  return exitCodeOf(aboutChangelogs(opened), false);
}

/** `3 fragments: 1 new, 2 clarification` */
function pendingText(fragments: readonly Fragment[]): string {
  if (fragments.length === 0) return "none";
  const counts = new Map<string, number>();
  for (const { type } of fragments) counts.set(type.key, (counts.get(type.key) ?? 0) + 1);
  const types = [...counts].map(([type, count]) => `${count} ${type}`).join(", ");
  return printable(
    `${fragments.length} ${fragments.length === 1 ? "fragment" : "fragments"}: ${types}`,
  );
}

/** Each fragment with the beginning of its text. */
function linesOf(fragments: readonly Fragment[]): readonly string[] {
  const named = fragments.map(({ source: { path, text } }) => ({
    name: path.slice(path.lastIndexOf("/") + 1),
    text: text.trim().split("\n", 1)[0]!,
  }));
  const width = Math.max(0, ...named.map(({ name }) => name.length));
  return named.map(({ name, text }) =>
    printable(`${name.padEnd(width)}  ${shortened(text)}`).trimEnd(),
  );
}

const longest = 60;

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;
}

function versionsText({ history, settings }: ChangelogFiles): string {
  const sections = history ? readHistory(history, settings).sections : [];
  return sections.map(({ version }) => version).join(", ") || "none";
}
