import { usualHtmlWords, type HtmlWords } from "../html/words.js";

/**
 * The words of the interface around the text of pages. A project replaces them by `words` of its settings, which lists the
 * same names; those of made content are in `render/wordings.ts`.
 */
export const usualWords = {
  "all-pages": "All pages",
  breadcrumbs: "Breadcrumbs",
  changelog: "Changelog",
  contents: usualHtmlWords.contents,
  edit: "Edit {title}",
  "filter-contents": "Filter the contents",
  "last-change": "Last change",
  next: "Next",
  pager: "Previous and next page",
  pages: "Pages of this site",
  previous: "Previous",
  "report-problem": "Report a problem with {title}",
  search: "Search",
  "search-site": "Search this site",
  skip: "Skip to the text",
  "source-of": "Source of {title}",
  "theme-dark": "Theme: dark",
  "theme-light": "Theme: light",
  "theme-system": "Theme: as the system",
  "to-top": "Back to top",
  // what scripts say
  code: "Code",
  "code-copied": "Code copied",
  "copy-code": "Copy code",
  examples: "Examples",
  "fold-all": "Fold all",
  "fold-section": "Sections of {title}",
  "fold-table": "Fold {title}",
  formula: "Formula",
  "link-copied": "Link copied",
  table: "Table",
  "unfold-all": "Unfold all",
  version: "Version",
  // what the viewer of APIs says
  viewer: "Try it",
  "viewer-hint":
    "Nothing is sent before you name a server, and then to that server alone when you ask for it.",
  "viewer-server": "Server",
  "viewer-use": "Use it",
  // what search says
  "search-close": "Close",
  "search-count": "{count} results",
  "search-deprecated": "deprecated",
  "search-endpoint": "Endpoint",
  "search-error": "Error code",
  "search-event": "Event",
  "search-failed": "The index of this site could not be loaded.",
  "search-field": "Field",
  "search-first": "The first {shown} of {count} results",
  "search-hint": "Endpoint, event, error code, field, words",
  "search-instead": "Nothing found for this, so these are for “{words}”. {results}",
  "search-loading": "Loading …",
  "search-nothing": "Nothing found.",
  "search-one": "1 result",
  "search-results": "Results",
  "search-section": "Section",
  "search-term": "Term",
  "search-type": "Type",
} as const;

/** All words that `words` of the settings may replace. */
export const replaceableWords = { ...usualWords, ...usualHtmlWords };

/** Those that stand in the text of pages. */
export function htmlWordsOf(given: { readonly [name: string]: string } = {}): HtmlWords {
  return { ...usualHtmlWords, ...given };
}

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
  "formula",
  "link-copied",
  "table",
  "unfold-all",
  "version",
] as const satisfies readonly WordName[];

/** The words of a project's site. */
export function wordsOf(given: { readonly [name: string]: string } = {}): Words {
  return { ...usualWords, ...given };
}

/** The words of the search, as a script that sets a global. */
export function wordsForSearch(words: Words): string {
  const own = Object.entries(words).filter(([name]) => name.startsWith("search"));
  return `globalThis.specpressSearchWords = ${JSON.stringify(Object.fromEntries(own))};\n`;
}

/** For `data-words` of a page, as JSON. */
export function wordsForScripts(words: Words, inText: HtmlWords): string {
  const own = Object.fromEntries(ofScripts.map((name) => [name, words[name]]));
  return JSON.stringify({ ...own, "link-to": inText["link-to"] });
}
