import { posix } from "node:path";
import type { Code, Diagnostic } from "../base/diagnostics.js";
import { placeOf } from "../base/show-diagnostic.js";
import type { Project, ShortcodeKind } from "../load/project.js";
import { allTexts } from "./lost-parts.js";
import { isSameFile, isSameLine, mayBeIn, pathOf, type Rule } from "./rule.js";

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
  // A file under another name than the one that is asked for.
  {
    causes: ["shortcode-file"],
    hides: ["unread-file"],
    follows: ({ parts: [path = ""] }, { parts }) =>
      parts.some(
        (part) => path.startsWith(`${part}.`) || part === path || part.startsWith(`${path}.`),
      ),
  },
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
  // What is no shortcode may have bars, which end cells; and one in the address of a link makes that lead nowhere.
  { causes: ["shortcode-syntax"], hides: ["table-cell-left-out"], follows: isSameLine },
  { causes: ["shortcode-in-html"], hides: ["dead-page-link"], follows: isSameLine },
  {
    causes: ["shortcode-as-text"],
    hides: ["dead-page-link", "missing-image", "undefined-link-label", "link-as-text"],
    follows: (finding, cause) =>
      isSameFile(finding, cause) &&
      finding.parts.slice(0, 2).some((part) => /\{\{[%<]|%7B%7B%(?:25|3C)/i.test(part)),
  },
  // One that begins in a text and ends in an item of a list, or the other way round.
  {
    causes: ["shortcode-not-closed"],
    hides: ["shortcode-not-open"],
    follows: (finding, cause) =>
      isSameFile(finding, cause) &&
      finding.parts[0] === cause.parts[0] &&
      placeOf(cause)!.span.start < placeOf(finding)!.span.start,
  },
  // What is no complete shortcode, or calls no known one, may be the other half.
  {
    causes: ["shortcode-syntax", "unknown-shortcode"],
    hides: ["shortcode-not-open", "shortcode-not-closed"],
    follows: (finding, cause) => {
      if (!isSameFile(finding, cause)) return false;
      const [name = ""] = finding.parts;
      const isEnd = /^\{\{[%<]\s*\//.test(tagOf(cause).tag);
      if (cause.code === "unknown-shortcode" && !cause.parts.includes(name, 1)) return false;
      if (cause.code === "shortcode-syntax" && tagOf(cause).name !== name) return false;
      return isEnd === (finding.code === "shortcode-not-closed");
    },
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

/** The text of a broken shortcode from its braces on, what stands on its line before it, and its name. */
function tagOf(cause: Diagnostic) {
  const { source, start: at } = placeOf(cause)!.span;
  const start = source.text.lastIndexOf("{{", at + 1);
  const [tag = "", name = ""] =
    /^\{\{[%<]\s*\/?([^\s%>]*)/.exec(source.text.slice(start, start + 200)) ?? [];
  return { tag, name, before: source.text.slice(source.text.lastIndexOf("\n", start) + 1, start) };
}

/** Whether a broken shortcode may be one that shows files: all that it may have been meant as are not of words. */
function mayShow(cause: Diagnostic, { asMeant, config: { shortcodes } }: Project): boolean {
  if (!placeOf(cause)) return true;
  // A file with one that it can mean is read as that.
  if (cause.code === "shortcode-file" && asMeant && cause.parts.length === 4) return false;
  const near = cause.code === "unknown-shortcode" ? cause.parts.slice(1) : [];
  const meant = [tagOf(cause).name, ...near].flatMap((each) => shortcodes?.get(each) ?? []);
  return meant.length === 0 || meant.some(({ shows }) => !wordsOnly.has(shows));
}

/** Whether it may have ids: those that nothing is known of, too, but for one within a line, and the end of one that holds text. */
function mayHaveIds(cause: Diagnostic, project: Project): boolean {
  if (!mayShow(cause, project)) return false;
  if (cause.code !== "unknown-shortcode" || cause.parts.length > 1) return true;
  const { tag, before } = tagOf(cause);
  return before.trim() === "" && !tag.includes("/");
}

/** Whether a shortcode shows the file in which the cause stands. */
function isOfFile({ parts: [path] }: Diagnostic, cause: Diagnostic): boolean {
  return path === pathOf(cause);
}

/** Whether a link leads to the page that has the shortcode, and to nothing like what is there. */
function leadsIntoIt(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  if (!mayHaveIds(cause, project) || !mayBeIn(finding, allTexts(project))) return false;
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
