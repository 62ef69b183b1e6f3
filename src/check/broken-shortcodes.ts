import { posix } from "node:path";
import type { Code, Diagnostic } from "../base/diagnostics.js";
import type { Project } from "../load/project.js";
import { allTexts } from "./lost-parts.js";
import { isSameFile, mayBeIn, pathOf, type Rule } from "./rule.js";

/** A shortcode that shows nothing: what it was to show seems to be used by no page, and links into it lead nowhere. */

const causes: readonly Code[] = [
  "shortcode-syntax",
  "unknown-shortcode",
  "unknown-parameter",
  "missing-parameter",
  "parameter-twice",
  "parameters-mixed",
  "shortcode-file",
  "shortcode-shows-nothing",
  "shortcode-not-in-text",
  "no-template",
];

export const brokenShortcodes: readonly Rule[] = [
  { causes, hides: ["unused-file", "unused-text", "unused-variable"] },
  { causes, hides: ["dead-link", "dead-fragment"], follows: leadsIntoIt },
  // A file that could not be read is told of itself.
  {
    causes: [
      "yaml-syntax",
      "empty-file",
      "nul-character",
      "invalid-utf8",
      "data-too-deep",
      "openapi-version",
    ],
    hides: ["shortcode-file"],
    follows: isOfFile,
  },
  // A table that the settings call otherwise.
  {
    causes: ["undefined-variable"],
    hides: ["shortcode-shows-nothing"],
    follows: ({ parts: [kind, name] }, cause) => kind === "table" && name === cause.parts[0],
  },
];

/** Whether a shortcode shows the file in which the cause stands. */
function isOfFile({ parts: [path] }: Diagnostic, cause: Diagnostic): boolean {
  return path === pathOf(cause);
}

/** Whether a link leads to the page that has the shortcode, and to nothing like what is there. */
function leadsIntoIt(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  if (!mayBeIn(finding, allTexts(project))) return false;
  if (finding.code === "dead-link") return isSameFile(finding, cause) && finding.parts.length === 1;
  const [, place, ...near] = finding.parts;
  if (near.length > 0) return false;
  return place === "this page" ? isSameFile(finding, cause) : place === pageOf(cause, project);
}

/** The page of a text in a folder of pages. */
function pageOf(cause: Diagnostic, { config }: Project): string | null {
  if (!config.pages) return null;
  const path = posix.relative(config.pages.folder, pathOf(cause));
  return posix.join(path.replace(/(?:(?:^|\/)_?index)?\.md$/, ""), "index.html");
}
