import type { Entry } from "./entry.js";
import { oneOf } from "./words.js";

/** What can be wrong with: news fragments and changelogs. */
export const changelogCodes = {
  "stray-fragment": {
    severity: "note",
    text: (name, folder) =>
      `The file "${name}" looks like a news fragment but does not lie in ${folder}/, so it is not one.`,
  },
  "unknown-changelog": {
    severity: "warning",
    text: (name) => `The changelog folder "${name}" belongs to no API.`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "no-changelog-config": {
    severity: "error",
    text: (name) => `The changelog of "${name}" has no pyproject.toml or towncrier.toml.`,
  },
  "bad-changelog-config": {
    severity: "error",
    text: (what) => `The settings of the changelog cannot be used: ${what}.`,
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
  "no-changelog-section": {
    severity: "error",
    text: (file, title) => `"${file}" has no section "${title}".`,
  },
  "bad-template": {
    severity: "error",
    text: (name, what) => `The template "${name}" cannot be printed: ${what}.`,
  },
  "no-template": {
    severity: "error",
    text: (name) => `There is no template "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
} satisfies Record<string, Entry>;
