import { posix } from "node:path";
import type { Code, Diagnostic } from "../base/diagnostics.js";
import { placeOf } from "../base/show-diagnostic.js";
import type { Project, ShortcodeKind } from "../load/project.js";
import { isSameFile, pathOf, type Rule } from "./rule.js";

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
  {
    causes,
    hides: ["unused-file", "unused-text", "unused-variable"],
    follows: (_finding, cause, project) => mayShow(cause, project),
  },
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

/** Kinds that show words of their own and what the shortcode holds, which is read all the same. */
const wordsOnly: ReadonlySet<ShortcodeKind> = new Set([
  "added",
  "address",
  "admonition",
  "changed",
  "text",
]);

/**
 * Whether what a broken shortcode was to show may have ids or be a file: not if it is one of words, by its own name or all
 * those that may have been meant; nor if it has an end, or stands within a line, and nothing is known of it.
 */
function mayShow(cause: Diagnostic, { config: { shortcodes } }: Project): boolean {
  const place = placeOf(cause);
  if (!place) return true;
  const { text } = place.span.source;
  const start = text.lastIndexOf("{{", place.span.start + 1);
  const [tag = "", name = ""] =
    /^\{\{[%<]\s*\/?([^\s%>]*)/.exec(text.slice(start, start + 200)) ?? [];
  const near = cause.code === "unknown-shortcode" ? cause.parts.slice(1) : [];
  const meant = [name, ...near].flatMap((each) => shortcodes?.get(each) ?? []);
  if (meant.length > 0) return meant.some(({ shows }) => !wordsOnly.has(shows));
  if (cause.code !== "unknown-shortcode") return true;
  const before = text.slice(text.lastIndexOf("\n", start) + 1, start);
  return before.trim() === "" && !tag.includes("/");
}

/** Whether a shortcode shows the file in which the cause stands. */
function isOfFile({ parts: [path] }: Diagnostic, cause: Diagnostic): boolean {
  return path === pathOf(cause);
}

/** Whether a link leads to the page that has the shortcode, and to nothing like what is there. */
function leadsIntoIt(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  if (!mayShow(cause, project)) return false;
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
