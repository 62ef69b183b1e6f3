import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { settle } from "../../src/check/check.js";
import { checkSite } from "../../src/pipeline.js";
import { loadFiles, type Files } from "../load/tiny-project.js";
import { placeOf } from "./sample-project.js";

const folder = "test/validate/correct";

/** The files of a project of all kinds of files, in which nothing is found. */
export const correct: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
);

/** Its look of 2020 leaves something out, as any does. */
export const severities = new Map([["left-out", "off"]] as const);

/** `path:line code` of what is shown of a check of that project with other files in it; `null` leaves a file out. */
export function foundWith(files: { readonly [path: string]: Files[string] | null }): string[] {
  const all = Object.entries({ ...correct, ...files }).flatMap(([path, text]) =>
    text === null ? [] : [[path, text] as const],
  );
  const { project, report, diagnostics } = loadFiles(Object.fromEntries(all), {
    gitVersion: "Unknown",
    gitRev: "",
    asMeant: true,
  });
  if (project) checkSite(project, report);
  const shown = project ? settle(diagnostics, project, { severities }).diagnostics : diagnostics;
  return shown.map(({ code, span }) => `${placeOf(span)} ${code}`);
}
