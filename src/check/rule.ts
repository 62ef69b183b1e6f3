import { posix } from "node:path";
import { codes, type Code, type Diagnostic } from "../base/diagnostics.js";
import { placeOf } from "../base/show-diagnostic.js";
import { nearest } from "../base/text.js";
import { isObject, lookUp, type FaultKind } from "../data/data.js";
import type { Project } from "../load/project.js";
import { pointerOf } from "./pointer-of.js";

/** Which findings may be causes, and what follows from each. */
export interface Rule {
  readonly causes: readonly Code[];
  readonly isCause?: (cause: Diagnostic, project: Project) => boolean;
  /** Codes of what may follow. */
  readonly hides: readonly Code[];
  readonly follows?: (finding: Diagnostic, cause: Diagnostic, project: Project) => boolean;
  /** Whether what follows is noted at its cause: it may be another mistake of the same kind. */
  readonly isNoted?: boolean;
}

/** All codes but some. */
export function otherCodes(...than: readonly Code[]): readonly Code[] {
  return (Object.keys(codes) as Code[]).filter((code) => !than.includes(code));
}

/** Whether a file is no YAML for a fault of this kind. */
export function isFault({ parts: [, , kind] }: Diagnostic, wanted: FaultKind): boolean {
  return kind === wanted;
}

export type Follows = NonNullable<Rule["follows"]>;

/** What is found where a page lacks a part, or is not there. */
export const brokenLinks: readonly Code[] = [
  "unknown-target",
  "target-on-other-page",
  "dead-link",
  "dead-fragment",
  "dead-page-link",
  "api-without-page",
];

/** What is found of files and settings that nothing shows. */
export const unusedCodes: readonly Code[] = [
  "unused-file",
  "unused-variable",
  "unused-text",
  "unread-file",
];

/** Words of ids that the program makes, whatever a file says. */
const madeWords = new Set(
  "request response body header headers query path parameters properties status example content cookie form".split(
    " ",
  ),
);

/** Texts that are not read as they are meant, to look for words in; `null` where one is empty: of that nothing is known. */
export type Unread = string | null;

export function unreadOf(texts: readonly string[]): Unread {
  return texts.some((text) => text.trim() === "") ? null : texts.join("\n").toLowerCase();
}

/**
 * Whether what a finding of `brokenLinks` or `unusedCodes` names may be in texts that are not read as they are meant: they
 * have all its words.
 */
export function mayBeIn({ code, parts }: Diagnostic, all: Unread): boolean {
  if (all === null) return true;
  const words =
    namedBy(code, parts)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !/^\d+$/.test(word) && !madeWords.has(word));
  // A footnote has but a number.
  if (telling.length === 0 && words.length > 0)
    return words.some((word) => all.includes(`[${word}]`) || madeWords.has(word));
  return (
    telling.every((word) => all.includes(word)) ||
    ((code === "dead-link" || code === "dead-fragment") && isMadeOfWords(words.join(""), all))
  );
}

/** Whether an id that is spelt in one word, as `getmatrixclientv3sync` is, may be made of words of a text. */
function isMadeOfWords(id: string, text: string): boolean {
  const words = wordsIn(text);
  const name = id.replace(/^(?:get|put|post|delete|patch|head|options|trace)/, "").slice(0, 300);
  const reached = new Set([0]);
  for (let from = 0; from < name.length; from++) {
    if (!reached.has(from)) continue;
    for (let to = from + 1; to <= Math.min(name.length, from + longestWord); to++)
      if (words.has(name.slice(from, to))) reached.add(to);
  }
  return reached.has(name.length);
}

const longestWord = 40;
/** As many texts are remembered. */
const mostTexts = 20;
const wordsOfTexts = new Map<string, ReadonlySet<string>>();

/** The words of a text: thousands of ids may be looked for in it. */
function wordsIn(text: string): ReadonlySet<string> {
  let words = wordsOfTexts.get(text);
  if (!words) {
    words = new Set(text.match(/[\p{L}\p{N}]+/gu) ?? []);
    if (wordsOfTexts.size >= mostTexts) wordsOfTexts.clear();
    wordsOfTexts.set(text, words);
  }
  return words;
}

/** The words by which something is looked for: the id of a link, the name of a file or variable. */
function namedBy(code: Code, parts: Diagnostic["parts"]): string {
  const [first = "", second = ""] = parts;
  if (code === "dead-fragment") return first.slice(first.indexOf("#") + 1);
  if (code === "dead-page-link") return first.replace(/(?:\.html)?(?:#.*)?$/, "");
  if (code === "unused-file") return nameOfFile(second);
  if (code === "indirect-target-unknown") return second;
  return code === "unread-file" ? nameOfFile(first) : first;
}

export function pathOf(finding: Diagnostic): string {
  return placeOf(finding)?.span.source.path ?? "";
}

export function isSameFile(finding: Diagnostic, cause: Diagnostic): boolean {
  return pathOf(finding) === pathOf(cause);
}

export function isSameLine(finding: Diagnostic, cause: Diagnostic): boolean {
  return isSameFile(finding, cause) && placeOf(finding)?.line === placeOf(cause)?.line;
}

/** Whether a finding stands on the line below the cause. */
export function isNextLine(finding: Diagnostic, cause: Diagnostic): boolean {
  return isSameFile(finding, cause) && placeOf(finding)?.line === placeOf(cause)!.line + 1;
}

export function isSamePlace(finding: Diagnostic, cause: Diagnostic): boolean {
  return isSameFile(finding, cause) && placeOf(finding)?.span.start === placeOf(cause)?.span.start;
}

/** Whether the word of a finding is among the words that the cause may mean, which begin at `from`. */
export function isNear(word: number, from: number): Follows {
  return (finding, cause) => cause.parts.slice(from).includes(finding.parts[word] ?? "");
}

/** Whether a finding stands in the file that names the targets; a folder of pages has none. */
export function isOfTargets(finding: Diagnostic, { targets, configFile }: Project): boolean {
  return targets.file !== configFile && pathOf(finding) === targets.file.source.path;
}

/** Whether a link leads to a page that is called by a label. */
export function isLinkToLabelled(finding: Diagnostic, { targets }: Project): boolean {
  const { code, parts } = finding;
  if (code !== "dead-page-link" && code !== "dead-fragment") return false;
  const href = parts[0] ?? "";
  return (
    (href.includes("%") && !isOfMisspeltPage(href, targets.targets)) ||
    targets.targets.some(({ name, versionLabel }) => versionLabel && href.includes(`${name}/`))
  );
}

/** Whether what stands before a label in an address is nearly the name of a page. */
export function isOfMisspeltPage(href: string, targets: Project["targets"]["targets"]): boolean {
  const [, folder = ""] = /([^/]+)\/%/.exec(href) ?? [];
  const names = targets.map(({ name }) => name);
  return folder !== "" && !names.includes(folder) && nearest(folder, names).length > 0;
}

/** Whether it is a word of the targets or the settings that is misspelt, but read as what is meant: nothing follows from it. */
export function isReadAsMeant(finding: Diagnostic, project: Project): boolean {
  const { targets, config, configFile } = project;
  const meant = isOfTargets(finding, project)
    ? targets.meant
    : pathOf(finding) === configFile.source.path
      ? config.meant
      : null;
  if (meant === null || meant.size === 0) return false;
  const pointer = pointerIn(finding, project);
  return pointer !== null && meant.has(pointer);
}

/** The pointer of what a finding concerns; `null` where it is in no data. */
export function pointerIn(finding: Diagnostic, project: Project): string | null {
  const place = placeOf(finding);
  return place && pointerOf(place, project);
}

/** The pointer of the object or array that holds what a pointer leads to. */
export function holderOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf("/")));
}

/** Whether a pointer leads to a value or into it. */
export function isWithin(pointer: string, holder: string): boolean {
  return pointer === holder || pointer.startsWith(`${holder}/`);
}

/** The file that a `$ref` of the value that a finding concerns leads to, or that of its finding itself. */
export function fileOfRef(finding: Diagnostic, project: Project): string | null {
  const path = pathOf(finding);
  const file = project.files.get(path);
  const pointer = pointerIn(finding, project);
  if (!file || pointer === null) return null;
  const found = lookUp(file.value, pointer.replace(/\/\$ref$/, ""));
  const ref = isObject(found) ? found["$ref"] : undefined;
  return typeof ref === "string" ? fileNamedIn(path, ref) : null;
}

/** The file that a `$ref` in another one names. */
export function fileNamedIn(path: string, ref: string): string | null {
  const [name] = ref.split("#", 1);
  return name === "" ? null : posix.join(posix.dirname(path), name!);
}

/** Whether a template variable shows a file: it begins with its name, or that of a definition ends with it. */
export function showsFile(variable: string, path: string): boolean {
  const name = nameOfFile(path).replace(/\W/g, "_");
  return (
    `${variable}_`.startsWith(`${name}_`) ||
    (variable.startsWith("definition_") && variable.endsWith(`_${name}`))
  );
}

function nameOfFile(path: string): string {
  return posix.basename(path).replace(/\.(?:ya?ml|json|rst|md)$/, "");
}
