import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { spanOf, type DataFile } from "../data/data.js";
import type { ProjectConfig } from "./project.js";
import { packageFolder } from "./templates.js";

/** The package whose files show an API and try it: `viewer: true` needs it, nothing else does. */
const viewerPackage = "swagger-ui-dist";
const [major, leastMinor] = [5, 35] as const; // the first that shows OpenAPI 3.2

/** What of the package a site needs: the program, its style, where an OAuth server sends readers back to, and the licences of all of it. */
const needed = [
  "swagger-ui-bundle.js",
  "swagger-ui.css",
  "oauth2-redirect.html",
  "oauth2-redirect.js",
  "LICENSE",
  "NOTICE",
  "swagger-ui-bundle.js.LICENSE.txt",
] as const;

/**
 * The files of the viewer by name, if the settings ask for it: of the package as it is installed beside this program. One
 * that the project brings along is not taken: who changes the project could put any script there, or a link to any file.
 * `null` where no viewer is asked for, or where there is none, which is reported.
 */
export function readViewer(
  { viewer }: Pick<ProjectConfig, "viewer">,
  { source }: DataFile,
  report: Report,
): ReadonlyMap<string, string> | null {
  if (!viewer) return null;
  const folder = folderOfPackage();
  const version = folder === null ? "" : versionOf(folder);
  if (folder !== null && isFit(version)) return filesOf(folder);
  const least = `${major}.${leastMinor}`;
  report("no-viewer", spanOf({ source, pointer: "/viewer" }), [viewerPackage, least, version]);
  return null;
}

function folderOfPackage(): string | null {
  try {
    const require = createRequire(join(packageFolder(), "package.json"));
    return dirname(require.resolve(`${viewerPackage}/package.json`));
  } catch {
    return null;
  }
}

function versionOf(folder: string): string {
  const text = readFileSync(join(folder, "package.json"), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version; // npm installs none without one
}

function isFit(version: string): boolean {
  const [first = 0, second = 0] = version.split(".").map(Number);
  return first === major && second >= leastMinor;
}

const known = new Map<string, ReadonlyMap<string, string>>();

/** A folder's files, read once: they are many times as large as most projects, which are built again and again when served. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  let files = known.get(folder);
  if (!files) {
    const there = needed.filter((name) => existsSync(join(folder, name)));
    files = new Map(there.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
    known.set(folder, files);
  }
  return files;
}
