import type { Entry } from "./entry.js";
import { oneOf } from "./words.js";

/** What can be wrong with: news fragments and changelogs. */
export const changelogCodes = {
  "stray-fragment": {
    severity: "warning",
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
    text: (name) => `The changelog of "${name}" has no pyproject.toml or towncrier.toml.`,
    hint: () =>
      "Add a towncrier.toml with [tool.towncrier]: filename, directory and the types; README shows one.",
  },
  "bad-changelog-config": {
    severity: "error",
    text: (what) => `The settings of the changelog cannot be used: ${what}.`,
    hint: () => 'README shows the settings of a changelog, under "Changelogs".',
  },
  "unknown-fragment": {
    severity: "warning",
    text: (name) => `"${name}" is not named like a news fragment and is left out.`,
    hint: (_name, types) => `Name it "<number>.<type>"; the types are ${types}.`,
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
    hint: () => 'Correct the template; what it is given is described in README, under "templates".',
  },
  "no-template": {
    severity: "error",
    text: (name) => `There is no template "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
} satisfies Record<string, Entry>;
