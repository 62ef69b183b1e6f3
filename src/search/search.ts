/**
 * Search, as a reader has it in a browser, without a server: parts of pages in, a file out with all words and where they are.
 * `index-file.ts` writes it when a site is built, `find.ts` answers queries with it (in a browser, and in tests).
 */
export {
  entryKinds,
  indexFile,
  shortened,
  type Entry,
  type EntryKind,
  type IndexFile,
  type SearchedPage,
} from "./index-file.js";
