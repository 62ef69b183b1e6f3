import type { Diagnostic } from "../base/diagnostics.js";
import { placeOf } from "../base/show-diagnostic.js";
import type { Project } from "../load/project.js";
import { pointerOf } from "./pointer-of.js";
import {
  holderOf,
  isOfMisspeltPage,
  isOfTargets,
  isSameFile,
  isSameLine,
  mayBeIn,
  unreadOf,
  unusedCodes,
  type Unread,
  pathOf,
  pointerIn,
  type Follows,
  type Rule,
} from "./rule.js";

/** Whether one finding follows from another: a function for each way. */

/** A missing key that the unknown one may mean, of the same object. */
export function isMeantKey(finding: Diagnostic, cause: Diagnostic): boolean {
  const [key = "", where] = finding.parts;
  return cause.parts[1] === where && cause.parts.slice(2).includes(key);
}

export function isMeantFiles(finding: Diagnostic, cause: Diagnostic): boolean {
  return isSameFile(finding, cause) && cause.parts.slice(2).includes("files");
}

/** Whether a key that is not known means what a kind of exported files is made of. */
export function isMeantSource({ parts: [, key = ""] }: Diagnostic, cause: Diagnostic): boolean {
  return cause.parts.slice(2).includes(key);
}

export function isLabels(cause: Diagnostic): boolean {
  const [name = "", , ...near] = cause.parts;
  return near.includes("labels") || /^"?labels\b/.test(name);
}

/** A file in a folder that is not there. */
export function isBelowPath(finding: Diagnostic, cause: Diagnostic): boolean {
  return (finding.parts[0] ?? "").startsWith(`${cause.parts[0]}/`);
}

/** Whether a finding stands at a setting that holds a line which could not be read, or is the same. */
export function lacksWhatIsLost(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  if (!isSameFile(finding, cause)) return false;
  const lost = project.files.get(pathOf(cause))?.lost ?? [];
  const pointer = pointerIn(finding, project) ?? "";
  const [key = ""] = finding.parts;
  if (finding.code === "config-missing-key" && lost.some((each) => each.endsWith(`/${key}`)))
    return true;
  const named = { "unknown-group": "/groups", "config-unknown-label": "/labels" }[
    finding.code as string
  ];
  if (named !== undefined) return lost.some((each) => `${each}/`.startsWith(`${named}/`));
  return lost.some((each) => each === pointer || each.startsWith(`${pointer}/`));
}

/** Whether a data file is not read at all for what was found in it. */
export function isUnreadable(cause: Diagnostic, { files }: Project): boolean {
  return files.get(pathOf(cause))?.isUnreadable === true;
}

/** Whether what a finding lacks may be in a data file that cannot be read, or in what is made of it. */
export function mayBeInUnread(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  // Of settings all is read but what is lost, from which other rules see what follows.
  if (isOfSettings(cause, project)) return project.files.get(pathOf(cause))?.lost === undefined;
  const path = pathOf(cause);
  const { config, files } = project;
  if (finding.code === "unused-text" || isBelow(path, config.events?.examples)) return false;
  let unread = unreadBecause.get(cause);
  if (unread === undefined) {
    const paths = [path, ...needersOf(path, files)];
    const texts = paths.map((each) => withLabels(files.get(each)!.source.text, config.labels));
    unread = unreadOf([...texts, nameIn(path)]);
    unreadBecause.set(cause, unread);
  }
  if (cause.code === "empty-file" || unread === null)
    return unusedCodes.includes(finding.code)
      ? finding.parts[0] !== "event schema" || isOfEvents(cause, project)
      : isMadeOf(path, finding);
  return mayBeIn(finding, unread);
}

/** A text, and what the labels in it stand for: ids are made of that. */
function withLabels(text: string, labels: Project["config"]["labels"]): string {
  const values = Object.entries(labels).flatMap(([name, value]) =>
    text.includes(`%${name}%`) ? value : [],
  );
  return [text, ...values].join("\n");
}

/** Whether a link may lead to what an empty data file was to say: an operation, or a thing that is called like the file. Pages are not made of it. */
function isMadeOf(path: string, { code, parts: [href = ""] }: Diagnostic): boolean {
  if (code === "api-without-page") return true;
  if (code === "dead-page-link") return false;
  const words = href
    .slice(href.indexOf("#") + 1)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  const name = nameIn(path).toLowerCase();
  return (
    words !== null &&
    (methods.has(words[0]!) || words.some((word) => word.length > 2 && name.includes(word)))
  );
}

const methods = new Set("get put post delete patch head options trace".split(" "));

/** What is not read because of a finding: thousands of others may be looked for in it. */
const unreadBecause = new WeakMap<Diagnostic, Unread>();

function isOfSettings(cause: Diagnostic, project: Project): boolean {
  return pathOf(cause) === project.configFile.source.path || isOfTargets(cause, project);
}

function isBelow(path: string, folder: string | undefined): boolean {
  return folder !== undefined && path.startsWith(`${folder}/`);
}

/** What is found in a file that is made of one that cannot be read, through any number of `$ref`s. */
export function needs(finding: Diagnostic, cause: Diagnostic, { files }: Project): boolean {
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

export function isOfEvents(cause: Diagnostic, { config }: Project): boolean {
  return config.events !== undefined && pathOf(cause).startsWith(`${config.events.schemas}/`);
}

export function isIn(pattern: RegExp): NonNullable<Rule["isCause"]> {
  return (cause, project) => pattern.test(pointerIn(cause, project) ?? "");
}

/** Whether a finding concerns the keyword in whose value the cause stands. */
export function isOfKeyword(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  if (!isSameFile(finding, cause)) return false;
  const [keyword, within] = [pointerIn(finding, project), pointerIn(cause, project)];
  if (!keyword || !within) return isSameLine(finding, cause);
  return within === keyword || holderOf(within) === keyword;
}

/** Whether a finding concerns the object that has the keyword in whose value the cause stands, or another keyword of it. */
export function isOfHolder(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  if (!isSameFile(finding, cause)) return false;
  const [at, within] = [pointerIn(finding, project), pointerIn(cause, project)];
  if (within === null) return false;
  const keyword = /\/\d+$/.test(within) ? holderOf(within) : within;
  return (at ?? "") === holderOf(keyword) || holderOf(at ?? "") === holderOf(keyword);
}

/** What is found in the value at whose key the cause stands. */
export function isWithin(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  if (!isSameFile(finding, cause)) return false;
  const [place, holder] = [placeOf(finding), placeOf(cause)];
  const pointer = place && pointerOf(place, project);
  const within = holder && pointerOf(holder, project);
  return (
    typeof pointer === "string" && typeof within === "string" && pointer.startsWith(`${within}/`)
  );
}

/** What is found below the cause in the list of security that it stands in. */
export function isInSameSecurity(...[finding, cause, project]: Parameters<Follows>): boolean {
  const [list] = /^.*\/security\//.exec(pointerIn(cause, project) ?? "") ?? [];
  if (!isSameFile(finding, cause) || list === undefined) return false;
  const isBelow = placeOf(cause)!.span.start < placeOf(finding)!.span.start;
  return isBelow && pointerIn(finding, project)?.startsWith(list) === true;
}

/** What concerns the value that a `$ref` stands for, or what holds it. */
export function isAroundRef(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
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
export function isLinkWithLabel(
  finding: Diagnostic,
  cause: Diagnostic,
  { targets }: Project,
): boolean {
  const [href = "", , near] = finding.parts;
  const isOfPlace = finding.code === "dead-fragment" && near !== undefined;
  return (
    isSameLine(finding, cause) &&
    !isOfMisspeltPage(href, targets.targets) &&
    href.slice(isOfPlace ? href.indexOf("#") : 0).includes(`%${cause.parts[0]}%`)
  );
}

/** Whether a link leads to the page of a target, or stands in its text: it is made elsewhere than its author meant. */
export function isLinkOfTarget(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  const [name = ""] = cause.parts;
  if ((finding.parts[0] ?? "").includes(`${name.split("@", 1)[0]}/`)) return true;
  const [base] = name.split("@", 1);
  const files = project.targets.targets
    .filter((target) => target.name.split("@", 1)[0] === base)
    .flatMap((target) => target.files);
  return files.some(({ path }) => pathOf(finding) === `${project.config.specification}/${path}`);
}

/** Whether a link leads out of the folder that its page is in: which one that is, a label says that cannot be read. */
export function leadsUp({ parts: [href = ""] }: Diagnostic): boolean {
  return href.startsWith("../");
}

export function isMeantType({ parts }: Diagnostic): boolean {
  return parts.slice(2).includes("type");
}

/** The type of an event, in the example of the file that describes another one. */
export function isTypeOfExample(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  const place = placeOf(finding);
  if (!place || pointerOf(place, project) !== "/type") return false;
  const path = place.span.source.path.replace(/\.(?:ya?ml|json)$/, "");
  return path.endsWith(`/${cause.parts[0]}`);
}
