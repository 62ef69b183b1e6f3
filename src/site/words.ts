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
  // of versions, and where nothing is
  "banner-current": "Read this page in the current release.",
  "banner-old": "This is an old version of this specification, which is not the current one.",
  "banner-old-version":
    "This is version {version} of this specification, which is not the current one.",
  "banner-unstable":
    "This is an unstable version of this specification, which may change at any time.",
  "not-found": "Not found",
  "not-found-text": "There is no page at this address. Go to {site}.",
  "not-found-versions": "There is no page at this address. These are the versions of {site}:",
  "version-historical": "historical version",
  "version-named": "version {version}",
  "version-stable": "stable version",
  "version-unstable": "unstable version",
  versions: "Versions",
  "versions-choose": "Version {version}: choose another one",
  "versions-close": "Close",
  "versions-draft": "draft",
  "versions-elsewhere": "“{title}” is in:",
  "versions-lacking": "without this page",
  "versions-latest": "latest",
  "versions-no-page": "{version} has no page “{title}”. This is its first page.",
  "versions-no-place": "{version} has no place “#{place}” on this page.",
  "versions-not-latest":
    "This is version {version} of this specification, which is not the latest one.",
  "versions-of": "Versions of {site}",
  "versions-read-latest": "Read this page in the latest version, {version}.",
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

/** Those of the script of all versions, which pages that stand already run too. */
export function wordsForVersions(words: Words): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(words).filter(([name]) => name.startsWith("versions")));
}

/** A word with what it names in the place of `{version}` and the like. */
export function filled(word: string, parts: Readonly<Record<string, string>>): string {
  return word.replace(/\{(\w+)\}/g, (hole, name: string) => parts[name] ?? hole);
}

/** Languages whose scripts are written from right to left. */
const fromRight = /^(?:ar|arc|ckb|dv|fa|ha-arab|he|ks|ku-arab|ps|sd|ug|ur|yi)(?:-|$)/i;

export function directionOf(lang: string): "ltr" | "rtl" {
  return fromRight.test(lang) ? "rtl" : "ltr";
}

/** For `data-words` of a page, as JSON. */
export function wordsForScripts(words: Words, inText: HtmlWords): string {
  const own = Object.fromEntries(ofScripts.map((name) => [name, words[name]]));
  return JSON.stringify({ ...own, "link-to": inText["link-to"] });
}
