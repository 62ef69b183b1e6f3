import type { ApiConfig, PageFile } from "./project.js";

/**
 * The pages of a tree, of which those know their API that are called as it is, or else the only one that is titled as it is:
 * names of pages are those of files, which may be others.
 */
export function withApis(
  pages: readonly PageFile[],
  apis: Readonly<Record<string, ApiConfig>>,
): readonly PageFile[] {
  const apiOf = new Map<PageFile, string>();
  for (const [api, { title }] of Object.entries(apis)) {
    const titled = pages.filter((page) => page.title === title);
    const page =
      pages.find(({ name }) => name === api) ?? (titled.length === 1 ? titled[0] : undefined);
    if (page && !apiOf.has(page)) apiOf.set(page, api);
  }
  return pages.map((page) => {
    const api = apiOf.get(page);
    return api === undefined ? page : { ...page, api };
  });
}
