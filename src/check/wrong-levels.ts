import type { Code, Diagnostic } from "../base/diagnostics.js";
import { placeOf, type Place } from "../base/show-diagnostic.js";
import { isObject, lookUp, type Json } from "../data/data.js";
import type { Project } from "../load/project.js";
import {
  holderOf,
  isFault,
  isNextLine,
  isSameFile,
  isWithin,
  otherCodes,
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
  // Without the key that was above them, those of an object are among others, one after another.
  {
    causes: ["config-unknown-key", "config-wrong-type"],
    isCause: isBesideLost,
    hides: ["config-unknown-key", "config-wrong-type"],
    follows: (finding, cause, project) =>
      finding.code === cause.code &&
      isBesideLost(finding) &&
      (isNextKey(finding, cause) || isLaterValue(finding, cause, project)),
    isNoted: true,
  },
  {
    causes: ["config-unknown-key"],
    hides: ["duplicate-key"],
    follows: isNextLine,
  },
  // A line that begins where none does: how those around it belong together is a guess.
  {
    causes: ["yaml-syntax"],
    isCause: beginsNowhere,
    hides: otherCodes("yaml-syntax", "duplicate-key"),
    follows: isAroundLine,
  },
  {
    causes: ["yaml-syntax"],
    isCause: beginsNowhere,
    hides: ["yaml-syntax"],
    follows: isBelowInBlock,
  },
  // The key that is no longer where it was ends the object that it was in.
  { causes: ["duplicate-key"], hides: ["yaml-syntax"], follows: isNextLine },
  // Without the key that was above them, all keys of an object are those of the one before it.
  { causes: ["duplicate-key"], hides: ["duplicate-key"], follows: isNextKey },
  // A bracket too many ends the object that the keys below it are in.
  {
    causes: ["yaml-syntax"],
    isCause: (cause) => isFault(cause, "stray-bracket"),
    hides: ["duplicate-key"],
    follows: (finding, cause) => isSameFile(finding, cause) && !isNextLine(cause, finding),
  },
];

/** Whether a setting may be where it is since the key that was to hold it is lost: it means no other, or is to be an object. */
function isBesideLost({ code, parts }: Diagnostic): boolean {
  return code === "config-wrong-type"
    ? parts[1]?.startsWith("a map") === true
    : parts.slice(2).every((near) => near === "");
}

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

/** Whether between the keys of two findings there is only what belongs to the first. */
function isNextKey(finding: Diagnostic, cause: Diagnostic): boolean {
  const [first, next] = [placeOf(cause), placeOf(finding)];
  if (!first || !next || !isSameFile(finding, cause) || first.line >= next.line) return false;
  return first.column === next.column && next.line <= endOfValue(cause, first);
}

/** Whether two findings are of values of the same object, the cause of the first. */
function isLaterValue(...[finding, cause, project]: Parameters<Follows>): boolean {
  const [later, first] = [pointerIn(finding, project), pointerIn(cause, project)];
  return (
    finding.code === "config-wrong-type" &&
    isSameFile(finding, cause) &&
    later !== null &&
    first !== null &&
    holderOf(later) === holderOf(first) &&
    placeOf(cause)!.span.start < placeOf(finding)!.span.start
  );
}

const endsOfValues = new WeakMap<Diagnostic, number>();

/** The number of the first line after a key that is not indented further than it; thousands of others are compared with it. */
function endOfValue(cause: Diagnostic, { line, column, span }: Place): number {
  const known = endsOfValues.get(cause);
  if (known !== undefined) return known;
  const { text } = span.source;
  let end = line;
  let at = text.indexOf("\n", span.start);
  do {
    end += 1;
    if (at === -1) break;
    const start = at + 1;
    at = text.indexOf("\n", start);
    const stop = Math.min(start + column, at === -1 ? text.length : at);
    if (/\S/.test(text.slice(start, stop))) break;
  } while (at !== -1);
  endsOfValues.set(cause, end);
  return end;
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

/** Whether a line of YAML begins to the right or left of all that it could be a part of. */
export function beginsNowhere(cause: Diagnostic): boolean {
  return isFault(cause, "nowhere");
}

/** What stands around a line that begins nowhere: the text of its block. */
export function textAround(cause: Diagnostic): string {
  const block = blockAround(cause);
  const lines = placeOf(cause)?.span.source.text.split("\n") ?? [];
  return block === null ? "" : lines.slice(block.first - 1, block.last).join("\n");
}

/**
 * Whether something stands in the block that a line is in which begins nowhere: from the line above that begins further to the left than
 * it and what stands right above it, up to the next that does.
 */
function isAroundLine(finding: Diagnostic, cause: Diagnostic): boolean {
  const place = placeOf(finding);
  if (!place || !isSameFile(finding, cause)) return false;
  const block = blockAround(cause);
  return block !== null && block.first <= place.line && place.line <= block.last;
}

function isBelowInBlock(finding: Diagnostic, cause: Diagnostic): boolean {
  const [at, first] = [placeOf(finding), placeOf(cause)];
  return !!at && !!first && at.line > first.line && isAroundLine(finding, cause);
}

interface Block {
  readonly first: number;
  readonly last: number;
}

const blocks = new WeakMap<Diagnostic, Block | null>();

function blockAround(cause: Diagnostic): Block | null {
  let known = blocks.get(cause);
  if (known === undefined) blocks.set(cause, (known = findBlock(cause)));
  return known;
}

function findBlock(cause: Diagnostic): Block | null {
  const place = placeOf(cause);
  if (!place) return null;
  const lines = place.span.source.text.split("\n");
  const indents = lines.map((line) => (/^\s*(?:#|$)/.test(line) ? Infinity : line.search(/\S/)));
  const at = place.line - 1;
  const above = indents.slice(0, at).findLast((indent) => indent !== Infinity) ?? 0;
  const width = Math.min(indents[at]!, above);
  const outer = indents.slice(0, at).findLastIndex((indent) => indent < width);
  const level = outer === -1 ? -1 : indents[outer]!;
  const end = indents.findIndex((indent, index) => index > at && indent <= level);
  return { first: Math.max(0, outer) + 1, last: end === -1 ? lines.length : end };
}
