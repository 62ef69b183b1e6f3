import { placeOf } from "../base/show-diagnostic.js";
import { entryOf, severityOf, type Code, type Diagnostic } from "../base/diagnostics.js";
import type { Project } from "../load/project.js";
import { eachOnce, grouped, withNotes } from "./once.js";
import { brokenData } from "./broken-data.js";
import { brokenMarkup } from "./broken-markup.js";
import { brokenShortcodes } from "./broken-shortcodes.js";
import {
  lacksWhatIsLost,
  isMeantKey,
  isMeantFiles,
  isMeantSource,
  isLabels,
  isBelowPath,
  needs,
  isOfEvents,
  isIn,
  isOfKeyword,
  isOfHolder,
  isWithin,
  isAroundRef,
  isLinkWithLabel,
  isMeantType,
  isInSameSecurity,
  isLinkOfTarget,
  leadsUp,
  isTypeOfExample,
} from "./causes.js";
import { foreignHtml } from "./foreign-html.js";
import { lostCharacters } from "./lost-characters.js";
import { isBesideExample, isOfPath, misspeltKeys } from "./misspelt-keys.js";
import { missingFiles } from "./missing-files.js";
import {
  brokenLinks,
  fileNamedIn,
  fileOfRef,
  holderOf,
  isLinkToLabelled,
  isNear,
  isOfTargets,
  isReadAsMeant,
  isSameFile,
  isSameLine,
  isSamePlace,
  pathOf,
  pointerIn,
  type Rule,
} from "./rule.js";
import { notShown } from "./not-shown.js";
import { unreadData } from "./unread-data.js";
import { wrongLevels } from "./wrong-levels.js";
import { wrongSettings } from "./wrong-settings.js";
import { wrongTargets } from "./wrong-targets.js";

/**
 * One cause, one finding: what follows from something else that was found is left out, and what is missing for the same
 * reason at several places is reported at the first of them. Each rule says which findings may be causes, and what each hides.
 */

/** Codes of settings that are not as they must be. */
const settingCodes: readonly Code[] = [
  "config-unknown-key",
  "config-missing-key",
  "config-wrong-type",
  "config-bad-value",
  "config-path",
  "config-unknown-label",
];

const rules: readonly Rule[] = [
  ...wrongSettings([...settingCodes, "yaml-syntax"]),
  ...misspeltKeys,
  ...wrongLevels,
  ...missingFiles,
  lostCharacters,
  ...brokenMarkup,
  ...brokenShortcodes,
  ...foreignHtml,
  { causes: ["config-unknown-key"], hides: ["config-missing-key"], follows: isMeantKey },
  { causes: ["config-unknown-key"], hides: ["not-a-list-of-files"], follows: isMeantFiles },
  {
    causes: ["config-unknown-key"],
    isCause: (cause, project) => !isReadAsMeant(cause, project),
    hides: ["unknown-group"],
    follows: isSameFile,
  },
  {
    causes: ["config-unknown-key"],
    isCause: (cause, project) => isLabels(cause) && !isReadAsMeant(cause, project),
    hides: ["config-unknown-label"],
  },
  { causes: ["config-wrong-type"], isCause: isLabels, hides: ["config-unknown-label"] },
  // A line of the settings that cannot be read: what lacks where it stands.
  {
    causes: ["yaml-syntax"],
    hides: [
      ...settingCodes,
      "not-a-list-of-files",
      "target-not-a-map",
      "bad-target-entry",
      "unknown-group",
      "setting-without-match",
      "nothing-to-export",
    ],
    follows: lacksWhatIsLost,
  },
  { causes: ["config-unknown-key"], hides: ["nothing-to-export"], follows: isMeantSource },
  { causes: ["config-path"], hides: ["config-path"], follows: isBelowPath },
  {
    causes: ["config-unknown-label"],
    hides: ["undefined-label", "undefined-path-label"],
    follows: isNear(0, 0),
  },
  {
    causes: ["config-unknown-label"],
    hides: ["undefined-variable"],
    follows: (finding, cause) => (finding.parts[0] ?? "").endsWith(`_${cause.parts[0]}`),
  },
  { causes: ["undefined-path-label"], hides: ["undefined-label"], follows: isNear(0, 0) },
  {
    causes: ["config-unknown-key", "config-missing-key", "config-wrong-type"],
    hides: ["config-path"],
    follows: ({ parts: [path = ""] }) => path.startsWith("/"),
  },
  ...wrongTargets,
  { causes: ["target-path-unsafe"], hides: [...brokenLinks, "no-changelog-section"] },
  {
    causes: ["text-repeated"],
    hides: [
      "ambiguous-target",
      "duplicate-explicit-name",
      "directive-repeated",
      "duplicate-substitution",
      "indirect-target-ambiguous",
    ],
  },
  ...unreadData(settingCodes),
  ...brokenData,
  ...notShown,
  // No value of JSON fits a schema that this one does not.
  {
    causes: ["number-not-json"],
    hides: [
      "schema-keyword",
      "openapi-value",
      "enum-wrong-type",
      "example-wrong-type",
      "example-wrong-value",
      "example-not-allowed",
    ],
    follows: isSamePlace,
  },
  // What stands at the key of a path that is none, and the parameters that its name lacks.
  {
    causes: ["path-malformed"],
    hides: ["openapi-unknown-key"],
    follows: (finding, cause, project) =>
      isSameFile(finding, cause) &&
      holderOf(pointerIn(finding, project) ?? "") === pointerIn(cause, project),
  },
  { causes: ["path-malformed"], hides: ["path-parameter-unknown"], follows: isWithin },
  { causes: ["openapi-value"], hides: ["operation-id-style"], follows: isSamePlace },
  // Parameters whose key is not there, so that they are among the requirements of security.
  {
    causes: ["undefined-security"],
    isCause: ({ parts: [name] }) => name === "in",
    hides: ["openapi-value", "undefined-security"],
    follows: isInSameSecurity,
  },
  {
    causes: ["undefined-security"],
    isCause: ({ parts: [name] }) => name === "in",
    hides: ["path-parameter-missing"],
    follows: isOfPath,
  },
  {
    causes: ["wrong-kind"],
    isCause: isIn(/\/(?:in|name)$/),
    hides: ["nameless-parameter"],
    follows: isOfHolder,
  },
  {
    causes: ["contradicts-parent"],
    hides: ["example-wrong-type"],
    follows: (finding, cause, project) =>
      ["`", "."].some((before) => finding.parts[0]!.endsWith(`${before}${cause.parts[0]}\``)) &&
      isBesideExample(finding, cause, project),
  },
  {
    causes: ["wrong-kind"],
    isCause: isIn(/\/title$/),
    hides: ["untitled-object"],
    follows: (...given) => isOfHolder(...given) || needs(...given),
  },
  // Values that a type does not allow, in the schema and in examples of it.
  {
    causes: ["enum-wrong-type"],
    hides: ["contradicts-parent"],
    follows: (finding, cause, project) =>
      isSameFile(finding, cause) &&
      (pointerIn(cause, project) ?? "").startsWith(`${pointerIn(finding, project)}/`),
  },
  {
    causes: ["enum-wrong-type"],
    hides: ["example-wrong-type"],
    follows: ({ parts: [, wanted, got] }, { parts: [value, type] }) =>
      wanted === type && got === value,
  },
  // A $ref that leads nowhere: what it stands for is missing where it stands.
  {
    causes: [
      "ref-not-found",
      "ref-fragment-not-found",
      "ref-remote",
      "ref-bad-fragment",
      "ref-not-string",
    ],
    hides: ["no-type", "nameless-parameter", "wrong-kind", "no-example", "openapi-missing"],
    follows: isAroundRef,
  },
  { causes: ["ref-not-string"], hides: ["schema-keyword"], follows: isSamePlace },
  // An example that is put together from files lacks what such a file says.
  {
    causes: ["ref-not-found", "ref-fragment-not-found", "ref-cycle", "ref-not-string"],
    hides: ["example-missing-key", "example-wrong-type"],
    follows: (finding, cause, project) =>
      isOfHolder(finding, cause, project) ||
      (pointerIn(cause, project) === "/$ref" &&
        (fileOfRef(finding, project) === pathOf(cause) || needs(finding, cause, project))),
  },
  // A keyword whose value, or a part of it, is of a wrong kind: what else is wrong with it, and what is missing without it.
  {
    causes: ["wrong-kind"],
    hides: ["schema-keyword", "unknown-type"],
    follows: isOfKeyword,
  },
  {
    causes: ["wrong-kind", "schema-keyword"],
    isCause: isIn(/\/(?:type|allOf|anyOf|oneOf)(?:\/\d+)?$/),
    hides: ["no-type", "no-example"],
    follows: (finding, cause, project) =>
      fileOfRef(finding, project) === pathOf(cause) || isOfHolder(finding, cause, project),
  },
  {
    causes: ["wrong-kind", "schema-keyword"],
    isCause: isIn(/\/(?:allOf|anyOf|oneOf)(?:\/\d+)?$/),
    hides: ["not-shown", "made-example"],
    follows: (finding, cause, project) =>
      isOfHolder(finding, cause, project) || isOfKeyword(finding, cause, project),
  },
  {
    causes: ["wrong-kind", "schema-keyword"],
    isCause: isIn(/\/(?:allOf|anyOf|oneOf)(?:\/\d+)?$/),
    hides: ["example-wrong-value"],
    follows: (finding, cause, project) =>
      isSameFile(finding, cause) || needs(finding, cause, project) || isOfEvents(cause, project),
  },
  // An alternative or a part that is no schema says no type.
  { causes: ["schema-keyword"], hides: ["no-type"], follows: isAroundRef },
  {
    causes: ["ref-fragment-not-found", "ref-not-found"],
    hides: ["unused-definition"],
    follows: ({ parts: [name] }, { parts }) =>
      parts.slice(2).some((near) => near === name || near.endsWith(`/${name}`)),
  },
  // A page that another file makes already.
  { causes: ["page-twice"], hides: ["unused-text"], follows: isSameFile },
  // A name that is misspelt: what it means seems unused.
  { causes: ["undefined-variable"], hides: ["unused-variable"], follows: isNear(0, 1) },
  { causes: ["undefined-variable"], hides: ["unused-file"], follows: isNear(2, 1) },
  {
    causes: ["variable-as-text"],
    hides: ["unused-file", "unused-variable"],
    follows: ({ parts }, { parts: [written = ""] }) =>
      (written.match(/[\w.-]+/g) ?? []).some((name) => parts.includes(name)),
  },
  // A box of which a variable was all there is.
  {
    causes: ["undefined-variable", "undefined-label"],
    hides: ["directive-content-missing"],
    follows: (finding, cause) =>
      isSameFile(finding, cause) &&
      [1, 2, 3].includes(placeOf(cause)!.line - placeOf(finding)!.line),
  },
  {
    causes: ["ref-not-found", "ref-fragment-not-found"],
    isCause: isIn(/^\/securityDefinitions\//),
    hides: ["undefined-security"],
    follows: isSameFile,
  },
  // A group of events that is not there at all: those that only it shows.
  {
    causes: ["undefined-variable"],
    isCause: ({ parts: [name = ""] }, { config }) =>
      name.endsWith("_events") && !Object.hasOwn(config.events?.groups ?? {}, name),
    hides: ["unused-file"],
    follows: ({ parts: [kind] }) => kind === "event schema",
  },
  {
    causes: ["undefined-label"],
    hides: ["dead-page-link", "dead-fragment", "dead-link"],
    follows: isLinkWithLabel,
  },
  // The page is called otherwise; a place that is like one of it is misspelt all the same.
  {
    causes: ["undefined-path-label", "version-label-is-name"],
    isCause: isOfTargets,
    hides: ["dead-page-link", "dead-fragment"],
    follows: (finding, _cause, project) =>
      isLinkToLabelled(finding, project) &&
      (finding.code === "dead-page-link" || finding.parts.length < 3),
  },
  {
    causes: ["version-label-not-text"],
    isCause: isOfTargets,
    hides: ["dead-page-link", "dead-fragment"],
    follows: (finding, cause, project) =>
      isLinkOfTarget(finding, cause, project) || leadsUp(finding),
  },
  // A type that is misspelt.
  {
    causes: ["unknown-keyword", "openapi-unknown-key"],
    isCause: isMeantType,
    hides: ["no-type"],
  },
  // What cannot be read beside a variable is no text of the author's.
  {
    causes: ["nul-character"],
    hides: ["variable-not-alone"],
    follows: isSameLine,
  },
  // Where an event is gone or what it begins with is misspelt, its kind seems to be that of none.
  {
    causes: [
      "config-path",
      "link-refused",
      "unknown-keyword",
      "undefined-variable",
      "empty-event-group",
    ],
    isCause: ({ code, parts }) =>
      code !== "unknown-keyword" || parts.some((near) => near === "allOf" || near === "$ref"),
    hides: ["setting-without-match"],
    follows: (finding) => finding.parts[1] === "events.kinds",
  },
  {
    causes: ["ref-not-found"],
    isCause: isOfEvents,
    hides: ["setting-without-match"],
    follows: (finding, cause) =>
      finding.parts[1] === "events.kinds" &&
      cause.parts.slice(2).some((near) => near.endsWith(finding.parts[0] ?? "")),
  },
  {
    causes: ["ref-not-found"],
    hides: ["unused-file"],
    follows: (finding, cause) =>
      cause.parts
        .slice(2)
        .some((near) => fileNamedIn(pathOf(cause), near) === (finding.parts[1] ?? "")),
  },
  {
    causes: ["example-without-event"],
    hides: ["event-without-example"],
    follows: isNear(0, 1),
  },
  // An example that is left out is there all the same.
  {
    causes: ["example-too-large"],
    hides: ["event-without-example"],
    follows: (finding, cause) =>
      pathOf(cause).replace(/^.*\//, "").split("$")[0] ===
      pathOf(finding).replace(/^.*\//, "").split("$")[0],
  },
  // An operation with the id of another one: a link has its own.
  { causes: ["duplicate-operation-id"], hides: ["link-target"], follows: isSameFile },
  { causes: ["event-name-mismatch"], hides: ["example-not-allowed"], follows: isTypeOfExample },
  // A template whose name is misspelt.
  {
    causes: ["no-template"],
    hides: ["unused-template"],
    follows: ({ parts: [path = ""] }, cause) =>
      cause.parts.slice(1).some((near) => path.endsWith(`/${near}.hbs`)),
  },
  // What stands in a label that there is not.
  {
    causes: ["undefined-label", "undefined-path-label"],
    hides: ["undefined-variable"],
    follows: (finding, cause) => (finding.parts[0] ?? "").endsWith(`_${cause.parts[0]}`),
  },
  // A title that is misspelt, or is none.
  {
    causes: ["front-matter-unknown-key"],
    hides: ["page-without-title"],
    follows: (finding, cause) =>
      isSameFile(finding, cause) && cause.parts.slice(1).includes("title"),
  },
  {
    causes: ["front-matter-bad-value"],
    hides: ["page-without-title"],
    follows: (finding, cause) => isSameFile(finding, cause) && cause.parts[0] === "title",
  },
];

/** Where there are so many findings, those that follow from others are no matter. */
const mostComparisons = 2_000_000;

/** Sorted findings without those that follow from others. */
export function causesOnly(found: readonly Diagnostic[], project: Project): readonly Diagnostic[] {
  const byCode = grouped(found, ({ code }) => code);
  const hidden = new Map<Diagnostic, Diagnostic>();
  const noted = new Set<Diagnostic>();
  let comparisonsLeft = mostComparisons;
  for (const rule of rules) {
    const causes = rule.causes
      .flatMap((code) => byCode.get(code) ?? [])
      .filter((cause) => rule.isCause?.(cause, project) ?? true);
    if (causes.length === 0) continue;
    for (const finding of rule.hides.flatMap((code) => byCode.get(code) ?? [])) {
      if (comparisonsLeft <= 0) break;
      const follows = (cause: Diagnostic) =>
        comparisonsLeft-- > 0 &&
        cause !== finding &&
        (rule.follows?.(finding, cause, project) ?? true);
      const cause = causes.find(follows);
      if (!cause) continue;
      hidden.set(finding, cause);
      if (rule.isNoted) noted.add(finding);
    }
  }
  const left = hidden.size === 0 ? found : withoutHidden(found, hidden, noted);
  return eachOnce(left, project);
}

/** Whether a code may be found as an error though it is less by itself: where an error follows from it. */
export function mayBeError(code: Code): boolean {
  return rules.some(
    ({ causes, hides }) =>
      causes.includes(code) && hides.some((hidden) => entryOf(hidden).severity === "error"),
  );
}

/** What is shown of a chain of causes: the first that follows from nothing else. */
function firstCause(cause: Diagnostic, hidden: ReadonlyMap<Diagnostic, Diagnostic>): Diagnostic {
  const passed = new Set([cause]);
  for (let next = hidden.get(cause); next && !passed.has(next); next = hidden.get(next)) {
    passed.add(next);
    cause = next;
  }
  return cause;
}

/** The findings that are left. What causes an error is one. */
function withoutHidden(
  found: readonly Diagnostic[],
  hidden: ReadonlyMap<Diagnostic, Diagnostic>,
  noted: ReadonlySet<Diagnostic>,
): readonly Diagnostic[] {
  const grave = new Set<Diagnostic>();
  const others = new Map<Diagnostic, Diagnostic[]>();
  for (const [finding, cause] of hidden) {
    const first = firstCause(cause, hidden);
    if (severityOf(finding) === "error") grave.add(first);
    if (noted.has(finding)) others.set(first, [...(others.get(first) ?? []), finding]);
  }
  return found
    .filter((finding) => !hidden.has(finding))
    .map((finding) => {
      const shown = withNotes(finding, others.get(finding) ?? []);
      return grave.has(finding) ? { ...shown, severity: "error" as const } : shown;
    });
}
