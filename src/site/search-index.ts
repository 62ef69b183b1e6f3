import type { PagesConfig } from "../load/project.js";
import { isReleasePage } from "./page-layouts.js";
import type { Page } from "./page.js";

/** Where the search of a page looks: beside the page, so that pages are built one by one. */
function indexPath(page: string): string {
  return page.replace(/[^/]*$/, "search.js");
}

const listPath = "static/search-pages.js";

/** The paths that the files of search may have. */
export function searchPaths(pages: readonly Page[]): readonly string[] {
  return [listPath, ...pages.map(({ path }) => indexPath(path))];
}

/**
 * The files of search, as scripts that the pages load when somebody looks for something, which works from the disk too: a
 * list of all pages, those of changelogs last, and for each page that is built what it says.
 */
export function searchFiles(
  pages: readonly Page[],
  built: readonly Page[],
  settings: PagesConfig | undefined,
): ReadonlyMap<string, string> {
  const shown = pages.filter(({ file }) => file !== undefined);
  const isLast = ({ file }: Page) => file !== undefined && isReleasePage(file, settings);
  const list = [...shown.filter((page) => !isLast(page)), ...shown.filter(isLast)].map((page) => [
    page.path,
    page.title,
    isLast(page),
  ]);
  return new Map([
    [listPath, `specpressPages(${JSON.stringify(list)});\n`],
    ...built.flatMap(({ path, entries }): readonly [string, string][] =>
      entries
        ? [
            [
              indexPath(path),
              `specpressPage(${JSON.stringify(path)}, ${JSON.stringify(entries)});\n`,
            ],
          ]
        : [],
    ),
  ]);
}
