/**
 * The words of the interface around the text of pages. A project replaces them by `words` of its settings, which lists the
 * same names; those of made content are in `render/wordings.ts`.
 */
export const usualWords = {
  "all-pages": "All pages",
  breadcrumbs: "Breadcrumbs",
  changelog: "Changelog",
  contents: "Contents",
  "filter-contents": "Filter the contents",
  next: "Next",
  pager: "Previous and next page",
  pages: "Pages of this site",
  previous: "Previous",
  search: "Search",
  "search-site": "Search this site",
  skip: "Skip to the text",
  "theme-dark": "Theme: dark",
  "theme-light": "Theme: light",
  "theme-system": "Theme: as the system",
  "to-top": "Back to top",
  "link-to": "Link to {title}",
  // what scripts say
  code: "Code",
  "code-copied": "Code copied",
  "copy-code": "Copy code",
  examples: "Examples",
  "fold-all": "Fold all tables",
  "fold-section": "Sections of {title}",
  "fold-table": "Fold {title}",
  "link-copied": "Link copied",
  table: "Table",
  "unfold-all": "Unfold all tables",
  version: "Version",
} as const;

export type WordName = keyof typeof usualWords;
export type Words = Readonly<Record<WordName, string>>;

/** The words that scripts add to a page: they are handed over with it. */
const ofScripts = [
  "theme-dark",
  "theme-light",
  "theme-system",
  "code",
  "code-copied",
  "copy-code",
  "examples",
  "fold-all",
  "fold-section",
  "fold-table",
  "link-copied",
  "table",
  "unfold-all",
  "version",
] as const satisfies readonly WordName[];

/** The words of a project's site. */
export function wordsOf(given: { readonly [name: string]: string } = {}): Words {
  return { ...usualWords, ...given };
}

/** For `data-words` of a page, as JSON. */
export function wordsForScripts(words: Words): string {
  return JSON.stringify(Object.fromEntries(ofScripts.map((name) => [name, words[name]])));
}
