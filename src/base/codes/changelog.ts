import type { Entry } from "./entry.js";
import { oneOf } from "./words.js";

/** What can be wrong with: news fragments and changelogs. */
export const changelogCodes = {
  "stray-fragment": {
    severity: "error",
    text: (name, folder) =>
      `The file "${name}" looks like a news fragment but does not lie in ${folder}/, so it is not one.`,
    hint: (_name, folder) =>
      `Move it into ${folder}/, or give it a name that does not look like a fragment.`,
  },
  "unknown-changelog": {
    severity: "warning",
    text: (name) => `The changelog folder "${name}" belongs to no API.`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "no-changelog-config": {
    severity: "error",
    text: (name) =>
      `The changelog${name === "" ? "" : ` of "${name}"`} has no pyproject.toml or towncrier.toml.`,
    hint: () =>
      'Write one with a table [tool.towncrier] into the folder of the changelog; "specpress explain no-changelog-config" shows one.',
  },
  "bad-changelog-config": {
    severity: "error",
    text: (what) => `The settings of the changelog cannot be used: ${what}.`,
    hint: (_what, how) => how,
  },
  "hidden-changelog-config": {
    severity: "warning",
    text: (read) => `This [tool.towncrier] is not read: "${read}" stands beside it.`,
    hint: (read) => `Keep one of them; towncrier reads ${read} too.`,
  },
  "unknown-changelog-setting": {
    severity: "warning",
    text: (key) => `towncrier has no setting "${key}"; it is ignored.`,
    hint: (_key, ...near) => oneOf("Did you mean", near),
  },
  "unknown-fragment": {
    severity: "error",
    text: (name, _types, kind = "file") =>
      kind === "folder"
        ? `"${name}" is named like a news fragment, but it is a folder; nothing of it is shown.`
        : `"${name}" is not named like a news fragment and is left out.`,
    hint: (name, types, kind) =>
      kind === "folder"
        ? `Write the news into a file that is called "${name}", or give the folder another name.`
        : `Name it "<number>.<type>"; the types are ${types}. A file that is no fragment belongs in "ignore" of the settings.`,
  },
  "fragment-issue-pattern": {
    severity: "error",
    text: (issue, pattern) =>
      `The news fragment is for "${issue}", which "issue_pattern" does not allow: ${pattern}.`,
    hint: () => "Name it by an issue that fits.",
  },
  "hidden-orphan": {
    severity: "warning",
    text: (name, type) =>
      `"${name}" has no issue and its type "${type}" shows only issues, so that its text appears nowhere.`,
    hint: () => "Name it by its issue, or give it a type whose text is shown.",
  },
  "unreadable-history": {
    severity: "error",
    text: (file) =>
      `It is not clear what in "${file}" is the entry of which version, so no new one can be put on top.`,
    hint: (_file, mark) =>
      `Give each entry a title with its version, and put the line "${mark}" below what belongs to none.`,
  },
  "duplicate-fragment": {
    severity: "error",
    text: (issue, type) => `There are two fragments of type "${type}" for "${issue}".`,
    hint: (issue, type) => `Number them: "${issue}.${type}.1", "${issue}.${type}.2".`,
  },
  "fragment-issue": {
    severity: "warning",
    text: (name, issue) => `The news fragment "${name}" is for "${issue}", which is no number.`,
    hint: (_name, issue, orphan = "") =>
      orphan === ""
        ? "Name it by the number of its issue."
        : `Name it by the number of its issue, or "${orphan}${issue}" where there is none.`,
  },
  "empty-fragment": {
    severity: "error",
    text: (name) => `The news fragment "${name}" says nothing.`,
    hint: () => "Say in one sentence what changed.",
  },
  "fragment-full-stop": {
    severity: "warning",
    text: (word) => `The news fragment ends with "${word}", not with a full stop.`,
    hint: () => "Write a whole sentence: entries stand below each other as such.",
  },
  "fragment-mark": {
    severity: "warning",
    text: (mark) =>
      `The news fragment begins with "${mark}", as its entry in the changelog does by itself: it is shown as a list within a list.`,
    hint: () => "Begin with the sentence; specpress check --fix removes the mark.",
  },
  "fragment-last-line": {
    severity: "note",
    text: () => "The last line of the news fragment does not end with a line feed.",
    hint: () => "Add one; specpress check --fix does.",
  },
  "interrupted-release": {
    severity: "error",
    text: (state) => `A release of the changelogs ${state}; they may be half old, half new.`,
    hint: () =>
      'Once it has ended, "specpress release --undo" puts back what was, as the next release does.',
  },
  "no-changelog-section": {
    severity: "error",
    text: (file, title) => `"${file}" has no section "${title}".`,
    hint: () =>
      'Name a version that was released (specpress changelog list shows them), or set the label to "unstable" to show the pending news.',
  },
  "bad-template": {
    severity: "error",
    text: (name, what) => `The template "${name}" cannot be printed: ${what}.`,
    hint: (_name, _what, fix) =>
      fix ||
      "Correct the template; that of specpress with this name shows what it is given, and docs/text/operations.md what templates may do.",
  },
  "no-template": {
    severity: "error",
    text: (name) => `There is no template "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
} satisfies Record<string, Entry>;
