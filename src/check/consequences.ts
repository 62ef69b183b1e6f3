import { entryOf, severityOf, type Code, type Diagnostic, type Note } from "../base/diagnostics.js";
import { placeOf } from "../base/show-diagnostic.js";
import type { Project } from "../load/project.js";
import { brokenMarkup } from "./broken-markup.js";
import { brokenShortcodes } from "./broken-shortcodes.js";
import { misspeltKeys } from "./misspelt-keys.js";
import { missingFiles } from "./missing-files.js";
import { pointerOf } from "./pointer-of.js";
import {
  brokenLinks,
  fileNamedIn,
  fileOfRef,
  holderOf,
  isNear,
  isOfTargets,
  isReadAsMeant,
  isSameFile,
  isSameLine,
  isSamePlace,
  mayBeIn,
  pathOf,
  pointerIn,
  unusedCodes,
  type Rule,
} from "./rule.js";
import { wrongSettings } from "./wrong-settings.js";

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

/** Why a data file is not read at all. */
const unreadableCodes: readonly Code[] = [
  "yaml-syntax",
  "empty-file",
  "duplicate-key",
  "nul-character",
  "invalid-utf8",
  "data-too-deep",
];

const rules: readonly Rule[] = [
  ...wrongSettings(settingCodes),
  ...misspeltKeys,
  ...missingFiles,
  ...brokenMarkup,
  ...brokenShortcodes,
  { causes: ["config-unknown-key"], hides: ["config-missing-key"], follows: isMeantKey },
  { causes: ["config-unknown-key"], hides: ["not-a-list-of-files"], follows: isMeantFiles },
  {
    causes: ["config-unknown-key"],
    isCause: (cause, project) => !isReadAsMeant(cause, project),
    hides: ["unknown-group"],
    follows: isSameFile,
  },
  { causes: ["config-unknown-key"], isCause: isLabels, hides: ["config-unknown-label"] },
  { causes: ["config-wrong-type"], isCause: isLabels, hides: ["config-unknown-label"] },
  { causes: ["config-path"], hides: ["config-path"], follows: isBelowPath },
  {
    causes: ["config-unknown-label"],
    hides: ["undefined-label", "undefined-path-label"],
    follows: isNear(0, 0),
  },
  { causes: ["undefined-path-label"], hides: ["undefined-label"], follows: isNear(0, 0) },
  {
    causes: ["config-unknown-key", "config-missing-key", "config-wrong-type"],
    hides: ["config-path"],
    follows: ({ parts: [path = ""] }) => path.startsWith("/"),
  },
  // Targets that are not read as they are meant.
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
    ],
    isCause: (cause, project) => !isReadAsMeant(cause, project),
    hides: [...unusedCodes, ...brokenLinks, "indirect-target-unknown", "undefined-substitution"],
  },
  // Pages that are called otherwise than they are meant, or not there.
  {
    causes: ["duplicate-key"],
    isCause: isOfTargets,
    hides: [...unusedCodes, ...brokenLinks],
  },
  { causes: ["target-path-unsafe"], hides: [...brokenLinks, "no-changelog-section"] },
  {
    causes: ["text-repeated"],
    hides: [
      "ambiguous-target",
      "duplicate-explicit-name",
      "directive-repeated",
      "duplicate-substitution",
    ],
  },
  // Files that cannot be read: what they may have shown and named.
  {
    causes: unreadableCodes,
    isCause: isUnreadable,
    hides: ["unused-definition", "unknown-schema"],
  },
  {
    causes: unreadableCodes,
    isCause: isUnreadable,
    hides: [...unusedCodes, ...brokenLinks],
    follows: mayBeInUnread,
  },
  {
    causes: unreadableCodes,
    isCause: isUnreadable,
    hides: ["wrong-kind", "no-type", "openapi-missing"],
    follows: isSameFile,
  },
  // What is made of a file without what it needs is empty.
  {
    causes: [...unreadableCodes, ...settingCodes],
    hides: ["csv-content-missing", "option-value-missing", "title-not-allowed"],
    follows: (finding) => pathOf(finding).startsWith("{{"),
  },
  {
    causes: unreadableCodes,
    isCause: isUnreadable,
    hides: [
      "no-type",
      "no-example",
      "nameless-parameter",
      "unsupported-body",
      "untitled-object",
      "field-not-shown",
      "event-without-type",
      "event-type-from-file",
      "state-key-undescribed",
      "example-missing-key",
      "example-wrong-type",
      "example-not-allowed",
      "openapi-missing",
    ],
    follows: needs,
  },
  // What all events have is said by some of their files.
  {
    causes: unreadableCodes,
    isCause: (cause, project) => isUnreadable(cause, project) && isOfEvents(cause, project),
    hides: ["field-not-shown"],
  },
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
  { causes: ["path-malformed"], hides: ["openapi-unknown-key"], follows: isWithin },
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
  { causes: ["ref-fragment-not-found"], hides: ["unused-definition"], follows: isNear(0, 2) },
  // A name that is misspelt: what it means seems unused.
  { causes: ["undefined-variable"], hides: ["unused-variable"], follows: isNear(0, 1) },
  { causes: ["undefined-variable"], hides: ["unused-file"], follows: isNear(2, 1) },
  {
    causes: ["undefined-label"],
    hides: ["dead-page-link", "dead-fragment"],
    follows: isLinkWithLabel,
  },
  {
    causes: ["undefined-path-label"],
    isCause: isOfTargets,
    hides: ["dead-page-link", "dead-fragment"],
  },
  // A type that is misspelt.
  {
    causes: ["unknown-keyword", "openapi-unknown-key"],
    isCause: isMeantType,
    hides: ["no-type"],
  },
  // What cannot be read beside a variable is no text of the author's.
  {
    causes: ["invalid-utf8", "nul-character"],
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
    hides: ["setting-without-match"],
    follows: (finding) => finding.parts[1] === "events.kinds",
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
  { causes: ["event-name-mismatch"], hides: ["example-not-allowed"], follows: isTypeOfExample },
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

/** What is missing, or waits for a setting, is reported once, however often it is named. */
const once: ReadonlySet<Code> = new Set([
  "undefined-variable",
  "undefined-label",
  "undefined-path-label",
  "unknown-target",
  "unknown-shortcode",
  "front-matter-unknown-key",
  "front-matter-unknown-name",
  "raw-html",
  "component-as-html",
  "target-on-other-page",
  "ref-not-found",
  "missing-image",
  "undefined-security",
  "undefined-substitution",
  "sphinx-role",
  "wrong-kind",
  "schema-keyword",
]);

/** The text of the notes for the places where the same is missing. */
export const alsoHere = "also here";
const mostNotes = 8;

/** Where there are so many findings, those that follow from others are no matter. */
const mostComparisons = 2_000_000;

/** Sorted findings without those that follow from others. */
export function causesOnly(found: readonly Diagnostic[], project: Project): readonly Diagnostic[] {
  const byCode = grouped(found, ({ code }) => code);
  const hidden = new Map<Diagnostic, Diagnostic>();
  let comparisonsLeft = mostComparisons;
  for (const rule of rules) {
    const causes = rule.causes
      .flatMap((code) => byCode.get(code) ?? [])
      .filter((cause) => rule.isCause?.(cause, project) ?? true);
    if (causes.length === 0) continue;
    for (const finding of rule.hides.flatMap((code) => byCode.get(code) ?? [])) {
      const follows = (cause: Diagnostic) =>
        comparisonsLeft-- > 0 &&
        cause !== finding &&
        (rule.follows?.(finding, cause, project) ?? true);
      const cause = causes.find(follows);
      if (cause) hidden.set(finding, cause);
    }
  }
  const left = hidden.size === 0 ? found : withoutHidden(found, hidden);
  return left.some(({ code }) => once.has(code)) ? eachOnce(left, project) : left;
}

/** Whether a code may be found as an error though it is less by itself: where an error follows from it. */
export function mayBeError(code: Code): boolean {
  return rules.some(
    ({ causes, hides }) =>
      causes.includes(code) && hides.some((hidden) => entryOf(hidden).severity === "error"),
  );
}

/** The findings that are left. What causes an error is one. */
function withoutHidden(
  found: readonly Diagnostic[],
  hidden: ReadonlyMap<Diagnostic, Diagnostic>,
): readonly Diagnostic[] {
  const grave = new Set<Diagnostic>();
  for (const [finding, cause] of hidden) if (severityOf(finding) === "error") grave.add(cause);
  return found
    .filter((finding) => !hidden.has(finding))
    .map((finding) => (grave.has(finding) ? { ...finding, severity: "error" as const } : finding));
}

function eachOnce(found: readonly Diagnostic[], project: Project): readonly Diagnostic[] {
  const groups = grouped<unknown>(found, (finding) =>
    once.has(finding.code) ? keyOf(finding, project) : finding,
  );
  return [...groups.values()].map(([first, ...others]) => {
    if (others.length === 0) return first!;
    const notes = others
      .slice(0, mostNotes)
      .flatMap(({ span }): Note[] => (span ? [{ span, text: alsoHere }] : []));
    return { ...first!, notes: [...(first!.notes ?? []), ...notes] };
  });
}

function grouped<Key>(
  found: readonly Diagnostic[],
  keyOfGroup: (finding: Diagnostic) => Key,
): Map<Key, Diagnostic[]> {
  const groups = new Map<Key, Diagnostic[]>();
  for (const finding of found) {
    const key = keyOfGroup(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return groups;
}

/** What is missing. A `$ref` is relative to the folder of its file; what is no schema is so where it is referred to. */
function keyOf(finding: Diagnostic, project: Project): unknown {
  const { code, parts } = finding;
  if (code === "ref-not-found") return `${code}\n${fileNamedIn(pathOf(finding), parts[0]!)}`;
  // Each document has schemes of its own.
  if (code === "undefined-security") return `${parts[0]}\n${pathOf(finding)}`;
  if (code === "sphinx-role") return parts.join("\n");
  if (code !== "wrong-kind" && code !== "schema-keyword") return [code, parts[0]].join("\n");
  const file = fileOfRef(finding, project);
  return file === null ? finding : `wrong-kind\n${file}`;
}

/** A missing key that the unknown one may mean, of the same object. */
function isMeantKey(finding: Diagnostic, cause: Diagnostic): boolean {
  const [key = "", where] = finding.parts;
  return cause.parts[1] === where && cause.parts.slice(2).includes(key);
}

function isMeantFiles(finding: Diagnostic, cause: Diagnostic): boolean {
  return isSameFile(finding, cause) && cause.parts.slice(2).includes("files");
}

function isLabels(cause: Diagnostic): boolean {
  const [name = "", , ...near] = cause.parts;
  return near.includes("labels") || /^"?labels\b/.test(name);
}

/** A file in a folder that is not there. */
function isBelowPath(finding: Diagnostic, cause: Diagnostic): boolean {
  return (finding.parts[0] ?? "").startsWith(`${cause.parts[0]}/`);
}

/** Whether a data file is not read at all for what was found in it. */
function isUnreadable(cause: Diagnostic, { files }: Project): boolean {
  return files.get(pathOf(cause))?.isUnreadable === true;
}

/** Whether what a finding lacks may be in a data file that cannot be read, or in what is made of it. */
function mayBeInUnread(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  if (isOfSettings(cause, project)) return true;
  const path = pathOf(cause);
  const { config, files } = project;
  if (finding.code === "unused-text" || isBelow(path, config.events?.examples)) return false;
  const paths = [path, ...needersOf(path, files)];
  return mayBeIn(
    finding,
    paths.map((each) => files.get(each)!.source.text),
  );
}

function isOfSettings(cause: Diagnostic, project: Project): boolean {
  return pathOf(cause) === project.configFile.source.path || isOfTargets(cause, project);
}

function isBelow(path: string, folder: string | undefined): boolean {
  return folder !== undefined && path.startsWith(`${folder}/`);
}

/** What is found in a file that is made of one that cannot be read, through any number of `$ref`s. */
function needs(finding: Diagnostic, cause: Diagnostic, { files }: Project): boolean {
  return needersOf(pathOf(cause), files).has(pathOf(finding));
}

const needers = new WeakMap<Project["files"], Map<string, ReadonlySet<string>>>();

/** The files that a `$ref` leads from to a file, by any way. Files are known by their names, so that links do not matter. */
function needersOf(path: string, files: Project["files"]): ReadonlySet<string> {
  let known = needers.get(files);
  if (!known) needers.set(files, (known = new Map()));
  let found = known.get(path);
  if (!found) known.set(path, (found = needersAmong(namesInRefs(files), path)));
  return found;
}

function namesInRefs(files: Project["files"]): [path: string, names: ReadonlySet<string>][] {
  const ref = /\$ref["']?[ \t]*:\s*["']?(?<path>[^\s"',}#]+)/g;
  return [...files].map(([path, { source }]) => [
    path,
    new Set([...source.text.matchAll(ref)].map(([, name]) => nameIn(name!))),
  ]);
}

function needersAmong(
  refs: readonly (readonly [path: string, names: ReadonlySet<string>])[],
  path: string,
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const name = nameIn(next);
    for (const [from, names] of refs)
      if (names.has(name) && !found.has(from)) {
        found.add(from);
        open.push(from);
      }
  }
  return found;
}

/** The last part of a path. */
function nameIn(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function isOfEvents(cause: Diagnostic, { config }: Project): boolean {
  return config.events !== undefined && pathOf(cause).startsWith(`${config.events.schemas}/`);
}

function isIn(pattern: RegExp): NonNullable<Rule["isCause"]> {
  return (cause, project) => pattern.test(pointerIn(cause, project) ?? "");
}

/** Whether a finding concerns the keyword in whose value the cause stands. */
function isOfKeyword(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  if (!isSameFile(finding, cause)) return false;
  const [keyword, within] = [pointerIn(finding, project), pointerIn(cause, project)];
  if (!keyword || !within) return isSameLine(finding, cause);
  return within === keyword || holderOf(within) === keyword;
}

/** Whether a finding concerns the object that has the keyword in whose value the cause stands, or another keyword of it. */
function isOfHolder(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  if (!isSameFile(finding, cause)) return false;
  const [at, within] = [pointerIn(finding, project), pointerIn(cause, project)];
  if (within === null) return false;
  const keyword = /\/\d+$/.test(within) ? holderOf(within) : within;
  return (at ?? "") === holderOf(keyword) || holderOf(at ?? "") === holderOf(keyword);
}

/** What is found in the value at whose key the cause stands. */
function isWithin(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  if (!isSameFile(finding, cause)) return false;
  const [place, holder] = [placeOf(finding), placeOf(cause)];
  const pointer = place && pointerOf(place, project);
  const within = holder && pointerOf(holder, project);
  return (
    typeof pointer === "string" && typeof within === "string" && pointer.startsWith(`${within}/`)
  );
}

/** What concerns the value that a `$ref` stands for, or what holds it. */
function isAroundRef(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  if (!isSameFile(finding, cause)) return false;
  const [place, ref] = [placeOf(finding), placeOf(cause)];
  const pointer = place && pointerOf(place, project);
  const within = ref && pointerOf(ref, project)?.replace(/\/\$ref$/, "");
  if (typeof pointer !== "string" || typeof within !== "string") return false;
  const isPart = within.startsWith(`${pointer}/`) && partOf.test(within.slice(pointer.length));
  // Some findings stand at the key of what holds the value.
  return within === pointer || isPart || isSameLine(finding, cause);
}

/** Below a schema: one of several that it is put together from. */
const partOf = /^\/(?:allOf|anyOf|oneOf)\/\d+$/;

/** Whether a dead link is one with an undefined label in its address. */
function isLinkWithLabel(finding: Diagnostic, cause: Diagnostic): boolean {
  const [href = ""] = finding.parts;
  return isSameLine(finding, cause) && href.includes(`%${cause.parts[0]}%`);
}

function isMeantType({ parts }: Diagnostic): boolean {
  return parts.slice(2).includes("type");
}

/** The type of an event, in the example of the file that describes another one. */
function isTypeOfExample(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  const place = placeOf(finding);
  if (!place || pointerOf(place, project) !== "/type") return false;
  return place.span.source.path.endsWith(`/${cause.parts[0]}`);
}
