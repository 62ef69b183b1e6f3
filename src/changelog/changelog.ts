/**
 * Changelogs as towncrier 22.12 keeps them: news fragments become an entry, printed as RST by its default template; past
 * entries stand in one file, the latest first, and are read back into the same structure.
 */
export {
  fileSpan,
  fragmentName,
  readFragments,
  type Fragment,
  type FragmentFile,
} from "./fragment.js";
export { makeEntry, type Change, type Entry, type EntryGroup, type EntrySection } from "./entry.js";
export { entryTitle, printChange, printEntry, type Release } from "./print-entry.js";
export { compareVersions, isPrerelease } from "./compare-versions.js";
export { fitsExactly } from "./glob.js";
export {
  fileOf,
  fileOfVersion,
  historyFiles,
  isJoined,
  joinHistory,
  versionOfFile,
} from "./history-files.js";
export { readHistory, sectionOf, type History, type HistorySection } from "./history.js";
export { linesOf, syntaxOf, titlesIn, type HistoryLine, type TitleLine } from "./titles.js";
export { readVersion, type Changes, type Part, type PastChange, type Version } from "./version.js";
export { linkVersions, recordsOf, type ChangeRecord, type LinkedVersion } from "./records.js";
export { namesAsData } from "./names-as-data.js";
export { badField, fillFormat } from "./python.js";
export { asWritten } from "./edition.js";
export { draftOf, draftSection, unreleased } from "./draft.js";
export { addEntry, isClear, unclearPart } from "./release.js";
export {
  hasSettings,
  readSettings,
  type ChangelogSettings,
  type OwnSettings,
  type FragmentType,
  type LoadTemplate,
  type OwnTemplate,
  type SectionFolder,
} from "./settings.js";
export type { EntryView } from "./entry-view.js";
