import { posix } from "node:path";
import { isInGroup } from "../base/event-group.js";
import type { Code, Diagnostic } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import { isObject, lookUp } from "../data/data.js";
import type { Project } from "../load/project.js";
import { allTexts, textsWithoutPage, variablesWithoutPage } from "./lost-parts.js";
import {
  brokenLinks,
  isOfTargets,
  isReadAsMeant,
  mayBeIn,
  pathOf,
  pointerIn,
  unusedCodes,
  type Rule,
} from "./rule.js";

/** Targets that are not read as they are meant, and texts that are gone or empty: what pages lack, or are called instead. */

const hides: readonly Code[] = [
  "undefined-variable",
  ...unusedCodes,
  ...brokenLinks,
  "indirect-target-unknown",
  "undefined-substitution",
];

export const wrongTargets: readonly Rule[] = [
  {
    causes: [
      "target-file-missing",
      "unknown-group",
      "group-in-itself",
      "not-a-list-of-files",
      "target-not-a-map",
      "bad-target-entry",
      "bad-depth",
      "bad-depth-content",
      "target-too-large",
      "file-not-rst",
      "config-wrong-type",
      "config-unknown-key",
      "duplicate-key",
      "yaml-syntax",
    ],
    isCause: (cause, project) => saysWhatIsShown(cause, project) && !isReadAsMeant(cause, project),
    hides,
    follows: mayBeOnPage,
  },
  // A text that is not there, or has no word: nothing is known of what it says.
  {
    causes: ["target-file-missing", "empty-text"],
    isCause: (cause, project) => !isReadAsMeant(cause, project),
    hides,
    follows: (finding, cause, project) =>
      unusedCodes.includes(finding.code) ||
      concernsPages(finding, pagesOf(cause, project), project),
  },
];

/** Whether what a finding lacks may be in a text that is meant to be on a page and is on none; or on one, where such a text lacks it. */
function mayBeOnPage(finding: Diagnostic, _cause: Diagnostic, project: Project): boolean {
  if (finding.code === "unused-text") return true;
  if (finding.code === "undefined-variable") return isOfSketch(finding, project);
  if (finding.code === "unused-file") return mayBeShown(finding, project);
  const isStray =
    pathOf(finding).startsWith(`${project.config.specification}/`) &&
    pagesWith(pathOf(finding), project) === null;
  return mayBeIn(finding, isStray ? allTexts(project) : textsWithoutPage(project));
}

/** Whether a finding is of a text that is on no page and is not even nearly named: it may be on none on purpose. */
function isOfSketch(finding: Diagnostic, project: Project): boolean {
  const path = pathOf(finding);
  if (!path.startsWith(`${project.config.specification}/`)) return false;
  const name = posix.basename(path);
  const { text } = project.targets.file.source;
  const named: readonly string[] = text.match(/[^\s"',[\]{}/]+\.(?:rst|md)\b/g) ?? [];
  return (
    pagesWith(path, project) === null && !named.includes(name) && nearest(name, named).length === 0
  );
}

/** Whether a text that no page has shows a file: by its own variable, or by that of a group of events. */
function mayBeShown(
  { parts: [, path = "", variable = ""] }: Diagnostic,
  project: Project,
): boolean {
  const shown = variablesWithoutPage(project);
  const name = posix.basename(path);
  const groups = Object.entries(project.config.events?.groups ?? {});
  return (
    variable === "" ||
    shown.has(variable) ||
    groups.some(([each, group]) => shown.has(each) && isInGroup(group, name))
  );
}

/** Whether it is of what says which pages there are. */
function saysWhatIsShown(cause: Diagnostic, project: Project): boolean {
  if (!/^(?:duplicate-key|yaml-syntax|config-.*)$/.test(cause.code)) return true;
  return isOfTargets(cause, project) && !/style|title/.test(cause.parts[0] ?? "");
}

/** Names of pages; `null` where they are not known. */
type PageNames = ReadonlySet<string> | null;

/** The pages that lack a text: those that have the place where a finding stands, or the text that it is of. */
function pagesOf(cause: Diagnostic, project: Project): PageNames {
  if (!isOfTargets(cause, project)) return pagesWith(pathOf(cause), project);
  const pointer = pointerIn(cause, project) ?? "";
  const [, name] = /^\/targets\/([^/]+)/.exec(pointer) ?? [];
  if (name !== undefined) return new Set([name]);
  const [, group] = /^\/groups\/([^/]+)/.exec(pointer) ?? [];
  if (group === undefined) return null;
  const { file } = project.targets;
  const all = lookUp(file.value, "/targets");
  const uses = (value: unknown) => JSON.stringify(value).includes("group:");
  return isObject(all) ? new Set(Object.keys(all).filter((each) => uses(all[each]))) : null;
}

/** The pages that a text is in; `null` where it is in none, or no text of pages. */
function pagesWith(path: string, { config, targets }: Project): PageNames {
  const begin = `${config.specification}/`;
  if (!path.startsWith(begin)) return null;
  const file = path.slice(begin.length);
  const found = targets.targets.filter(({ files }) => files.some((each) => each.path === file));
  return found.length === 0 ? null : new Set(found.map(({ name }) => name));
}

/** Whether a link may lead to what pages lack: it stands in one of them, or names one. */
function concernsPages(finding: Diagnostic, pages: PageNames, project: Project): boolean {
  const { code, parts } = finding;
  if (code === "dead-page-link" || code === "api-without-page") return false;
  if (pages === null) return true;
  const from = pagesWith(pathOf(finding), project);
  const isThere = from === null || [...from].some((name) => pages.has(name));
  if (code !== "dead-fragment") return isThere;
  const [, to = ""] = parts;
  if (to === "" || to === "this page") return isThere;
  return [...pages].some((name) => to.startsWith(name));
}
