import { lineStarts } from "../base/source.js";
import type { Code, Diagnostic } from "../base/diagnostics.js";
import { placeOf } from "../base/show-diagnostic.js";
import { isObject, lookUp, type Json } from "../data/data.js";
import type { Project } from "../load/project.js";
import {
  holderOf,
  isSameFile,
  isWithin,
  pathOf,
  pointerIn,
  type Follows,
  type Rule,
} from "./rule.js";

/** A key of a data file that is indented too far, or not far enough: it is found at one level, and missed at another. */

const unknownKeys: readonly Code[] = [
  "openapi-unknown-key",
  "unknown-keyword",
  "config-unknown-key",
];

export const wrongLevels: readonly Rule[] = [
  {
    causes: unknownKeys,
    hides: ["openapi-missing", "config-missing-key", "required-unknown"],
    follows: isAboveOrBelow,
  },
  {
    causes: ["config-wrong-type", "wrong-kind", "openapi-value", "openapi-key"],
    isCause: (cause, { files }) => files.has(pathOf(cause)),
    hides: [...unknownKeys, "openapi-key", "path-malformed"],
    follows: isBelowNothing,
  },
  // A setting of the whole that is taken for a name of the author's own: an API called "events".
  {
    causes: ["config-unknown-key"],
    isCause: (cause, project) => misplacedOf(cause, project) !== null,
    hides: ["config-missing-key", "config-unknown-key"],
    follows: isOfMisplaced,
  },
  // The key that is no longer where it was ends the object that it was in.
  { causes: ["duplicate-key"], hides: ["yaml-syntax"], follows: isNextLine },
  // Without the key that was above them, all keys of an object are those of the one before it.
  { causes: ["duplicate-key"], hides: ["duplicate-key"], follows: isNextKey },
  // A bracket too many ends the object that the keys below it are in.
  {
    causes: ["yaml-syntax"],
    isCause: ({ parts: [what = ""] }) => what.endsWith(" closes nothing"),
    hides: ["duplicate-key"],
    follows: (finding, cause) => isSameFile(finding, cause) && !isNextLine(cause, finding),
  },
];

/** A setting of the whole within another one, which has none of this name. */
const misplacedRe =
  /^\/(?!changelogs\/pages|pages\/outputs)\w+\/(?:apis|changelogs|events|labels|markdown|notices|outputs|pages|shortcodes|tables)(?=\/|$)/;

/** What only APIs have, of the settings that are called like one of the whole. */
const keysOfApis: readonly string[] = ["title", "purpose", "openapi", "suffix", "version", "first"];

/** The pointer of what is called like a setting of the whole, but is in another one, around a finding; `null` where nothing is. */
export function misplacedOf(finding: Diagnostic, project: Project): string | null {
  const [pointer] = misplacedRe.exec(pointerIn(finding, project) ?? "") ?? [];
  if (pointer === undefined) return null;
  return pointer.startsWith("/apis/") && isApi(lookUp(project.configFile.value, pointer))
    ? null
    : pointer;
}

/** Whether an API is called so. */
function isApi(value: Json | undefined): boolean {
  if (value === undefined || !isObject(value)) return false;
  const own = keysOfApis.filter((key) => Object.hasOwn(value, key));
  return own.includes("openapi") || own.length > 2;
}

function isOfMisplaced(...[finding, cause, project]: Parameters<Follows>): boolean {
  const pointer = pointerIn(finding, project);
  if (!isSameFile(finding, cause) || pointer === null) return false;
  const isBefore =
    finding.code === "config-missing-key" ||
    placeOf(cause)!.span.start < placeOf(finding)!.span.start;
  return isBefore && isWithin(pointer, misplacedOf(cause, project)!);
}

function isNextLine(finding: Diagnostic, cause: Diagnostic): boolean {
  return isSameFile(finding, cause) && placeOf(finding)?.line === placeOf(cause)!.line + 1;
}

/** Whether between the keys of two findings there is only what belongs to the first. */
function isNextKey(finding: Diagnostic, cause: Diagnostic): boolean {
  const [first, next] = [placeOf(cause), placeOf(finding)];
  if (!first || !next || !isSameFile(finding, cause) || first.line >= next.line) return false;
  if (first.column !== next.column) return false;
  const { source } = first.span;
  const starts = lineStarts(source);
  for (let line = first.line; line < next.line - 1; line++) {
    const end = Math.min(starts[line]! + first.column, starts[line + 1]!);
    if (/\S/.test(source.text.slice(starts[line], end))) return false;
  }
  return true;
}

/** Whether a key is missing in an object that the object with an unknown one of this name is in, or that is in it. */
function isAboveOrBelow(...[finding, cause, project]: Parameters<Follows>): boolean {
  if (!isSameFile(finding, cause) || finding.parts[0] !== cause.parts[0]) return false;
  const unknown = pointerIn(cause, project);
  const lacking = pointerIn(finding, project)?.replace(/\/required\/\d+$/, "");
  if (unknown === null || lacking === undefined) return false;
  const holder = holderOf(unknown);
  return isWithin(holder, lacking) || isWithin(lacking, holder);
}

/** Whether an unknown key stands below one of the same object that has no value: right there, or where it means nothing else. */
function isBelowNothing(...[finding, cause, project]: Parameters<Follows>): boolean {
  if (!isSameFile(finding, cause)) return false;
  if (isNearOther(finding) && !isNextLine(finding, cause)) return false;
  const [empty, unknown] = [pointerIn(cause, project), pointerIn(finding, project)];
  if (empty === null || unknown === null || holderOf(empty) !== holderOf(unknown)) return false;
  if (placeOf(finding)!.span.start < placeOf(cause)!.span.start) return false;
  return lookUp(project.files.get(pathOf(cause))!.value, empty) === null;
}

function isNearOther({ code, parts }: Diagnostic): boolean {
  return unknownKeys.includes(code) && parts.slice(2).some((near) => near !== "");
}
