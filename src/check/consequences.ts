import { severityOf, type Code, type Diagnostic, type Note } from "../base/diagnostics.js";
import { placeOf } from "../base/show-diagnostic.js";
import { isObject, lookUp } from "../data/data.js";
import type { Project } from "../load/project.js";
import { brokenMarkup } from "./broken-markup.js";
import { misspeltKeys } from "./misspelt-keys.js";
import { missingFiles } from "./missing-files.js";
import { pointerOf } from "./pointer-of.js";
import {
  brokenLinks,
  fileNamedIn,
  fileOfRef,
  isNear,
  isSameFile,
  isSameLine,
  pathOf,
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

/** What may make a data file unreadable. */
const unreadableCodes: readonly Code[] = [
  "yaml-syntax",
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
  { causes: ["config-unknown-key"], hides: ["config-missing-key"], follows: isMeantKey },
  { causes: ["config-unknown-key"], hides: ["not-a-list-of-files"], follows: isMeantFiles },
  { causes: ["config-unknown-key"], hides: ["unknown-group"], follows: isSameFile },
  { causes: ["config-unknown-key"], isCause: isLabels, hides: ["config-unknown-label"] },
  { causes: ["config-wrong-type"], isCause: isLabels, hides: ["config-unknown-label"] },
  { causes: ["config-path"], hides: ["config-path"], follows: isBelowPath },
  { causes: ["config-unknown-label"], hides: ["undefined-label"], follows: isNear(0, 0) },
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
    hides: [...unusedCodes, ...brokenLinks],
  },
  // Files that cannot be read.
  {
    causes: unreadableCodes,
    isCause: isUnreadable,
    hides: [...unusedCodes, ...brokenLinks, "unused-definition", "unknown-schema"],
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
    hides: ["no-type", "no-example"],
    follows: isRefTo,
  },
  // A $ref that leads nowhere: what it stands for is missing where it stands.
  {
    causes: ["ref-not-found", "ref-fragment-not-found", "ref-remote", "ref-bad-fragment"],
    hides: ["no-type", "nameless-parameter", "wrong-kind", "no-example", "openapi-missing"],
    follows: isAroundRef,
  },
  { causes: ["ref-fragment-not-found"], hides: ["unused-definition"], follows: isNear(0, 2) },
  // A name that is misspelt: what it means seems unused.
  { causes: ["undefined-variable"], hides: ["unused-variable"], follows: isNear(0, 1) },
  { causes: ["undefined-variable"], hides: ["unused-file"], follows: isNear(2, 1) },
  {
    causes: ["undefined-label"],
    hides: ["dead-page-link", "dead-fragment"],
    follows: isSameLine,
  },
  {
    causes: ["undefined-label"],
    isCause: (cause, { targets }) => pathOf(cause) === targets.file.source.path,
    hides: ["dead-page-link", "dead-fragment"],
  },
  // A type that is misspelt.
  {
    causes: ["unknown-keyword", "openapi-unknown-key"],
    isCause: isMeantType,
    hides: ["no-type"],
  },
  { causes: ["event-name-mismatch"], hides: ["example-not-allowed"], follows: isTypeOfExample },
];

/** What is missing is reported once, however often it is named. */
const once: ReadonlySet<Code> = new Set([
  "undefined-variable",
  "undefined-label",
  "unknown-target",
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

/** Sorted findings without those that follow from others. */
export function causesOnly(found: readonly Diagnostic[], project: Project): readonly Diagnostic[] {
  const byCode = grouped(found, ({ code }) => code);
  const hidden = new Map<Diagnostic, Diagnostic>();
  for (const rule of rules) {
    const causes = rule.causes
      .flatMap((code) => byCode.get(code) ?? [])
      .filter((cause) => rule.isCause?.(cause, project) ?? true);
    if (causes.length === 0) continue;
    for (const finding of rule.hides.flatMap((code) => byCode.get(code) ?? [])) {
      const follows = (cause: Diagnostic) =>
        cause !== finding && (rule.follows?.(finding, cause, project) ?? true);
      const cause = causes.find(follows);
      if (cause) hidden.set(finding, cause);
    }
  }
  const left = hidden.size === 0 ? found : withoutHidden(found, hidden);
  return left.some(({ code }) => once.has(code)) ? eachOnce(left, project) : left;
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

/** What concerns a `$ref` to a file that cannot be read. */
function isRefTo(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  const place = placeOf(finding);
  const file = place && project.files.get(place.span.source.path);
  const pointer = place && pointerOf(place, project);
  if (!file || typeof pointer !== "string") return false;
  const value = lookUp(file.value, pointer);
  const ref = isObject(value) ? value["$ref"] : undefined;
  if (typeof ref !== "string") return false;
  const name = ref.split("#", 1)[0]!.replace(/^.*\//, "");
  return name !== "" && pathOf(cause).endsWith(`/${name}`);
}

/** What concerns the value that a `$ref` stands for, or what holds it. */
function isAroundRef(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  if (!isSameFile(finding, cause)) return false;
  const [place, ref] = [placeOf(finding), placeOf(cause)];
  const pointer = place && pointerOf(place, project);
  const within = ref && pointerOf(ref, project)?.replace(/\/\$ref$/, "");
  if (typeof pointer !== "string" || typeof within !== "string") return false;
  // Some findings stand at the key of what holds the value.
  return within === pointer || isSameLine(finding, cause);
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
