import type { Report } from "../base/diagnostics.js";
import type { Project } from "../load/project.js";
import { checkLinks } from "./check-links.js";
import { checkMovedTargets } from "./moved.js";
import type { Page } from "./page.js";
import { pagePrinter } from "./print-page.js";

export { changelogFile, changelogJson, joinVersions } from "./changelog-page.js";

/** The files of a site by path below the output folder, with `/`. */
export type Site = ReadonlyMap<string, string | Uint8Array>;

/** Where the files lie that all pages share. */
export const sharedFiles = { style: "static/style.css", script: "static/script.js" } as const;

export interface SiteOptions {
  /** Pages of the site that this build leaves out. */
  readonly elsewhere?: ReadonlySet<string>;
  /** Files that are no pages and belong to none. */
  readonly files?: ReadonlyMap<string, string>;
}

/**
 * All pages and the files they share → the site. Each page is printed in the project's template and lists the others;
 * links within the site are checked.
 */
export function layOutSite(
  pages: readonly Page[],
  project: Project,
  report: Report,
  { elsewhere = new Set(), files = new Map() }: SiteOptions = {},
): Site {
  const kept = pagesToKeep(pages, report);
  const site = new Map<string, string | Uint8Array>(files);
  const print = pagePrinter(kept, project, sharedFiles, report);
  for (const page of kept) for (const [path, bytes] of page.assets) site.set(path, bytes);
  for (const page of kept) site.set(page.path, print(page));
  site.set(sharedFiles.style, project.templates.get("style.css")?.text ?? "");
  site.set(sharedFiles.script, project.templates.get("script.js")?.text ?? "");
  checkMovedTargets(project, report);
  checkLinks(kept, site.keys(), elsewhere, report);
  return site;
}

/** Pages whose path lies below the output folder and is not taken yet. */
function pagesToKeep(pages: readonly Page[], report: Report): Page[] {
  const paths = new Set<string>();
  return pages.filter(({ path, span }) => {
    const fault = isBelow(path) ? (paths.has(path) ? "duplicate-page" : null) : "bad-page-path";
    if (fault) report(fault, span, [path]);
    paths.add(path);
    return fault === null;
  });
}

function isBelow(path: string): boolean {
  return (
    !/[\\\0]|^[a-z]:/i.test(path) &&
    path.split("/").every((part) => part !== "" && part !== "." && part !== "..")
  );
}
