import { posix } from "node:path";
import { variablesIn } from "../assemble/assemble.js";
import type { Diagnostic } from "../base/diagnostics.js";
import { placeOf } from "../base/show-diagnostic.js";
import { nearest } from "../base/text.js";
import { eventVariable } from "../base/variables.js";
import type { Project } from "../load/project.js";
import {
  brokenLinks,
  fileNamedIn,
  fileOfRef,
  isNear,
  isSameFile,
  pathOf,
  showsFile,
  unusedCodes,
  mayBeIn,
  type Rule,
} from "./rule.js";
import { allTexts } from "./lost-parts.js";

/** Files that are not there, may not be read, or hold something else: what names and shows them, what they name. */
export const missingFiles: readonly Rule[] = [
  // The bytes of a file: what is made of them is not what its author wrote.
  {
    causes: ["invalid-utf8", "nul-character", "not-in-encoding"],
    hides: ["yaml-syntax", "bad-changelog-config"],
    follows: isSameFile,
  },
  {
    causes: ["nul-character"],
    hides: [
      "title-underline-too-short",
      "fragment-full-stop",
      "example-not-allowed",
      "example-wrong-type",
      "example-wrong-value",
      "wrong-kind",
      "not-shown",
      "unknown-keyword",
      "openapi-value",
      "schema-keyword",
      "page-without-title",
    ],
    follows: (finding, cause) =>
      isSameFile(finding, cause) && Math.abs(lineOf(finding) - lineOf(cause)) <= 1,
  },
  // A file in another encoding, of which nothing is read.
  {
    causes: ["nul-character"],
    isCause: ({ parts }) => parts.length > 0,
    hides: ["page-without-title"],
    follows: isSameFile,
  },
  { causes: ["nul-character"], hides: ["last-line-open"], follows: isSameFile },
  {
    causes: ["nul-character"],
    isCause: ({ parts }) => parts.length > 0,
    hides: [...unusedCodes, ...brokenLinks],
  },
  // An example that cannot be read is there all the same.
  {
    causes: [
      "nul-character",
      "yaml-syntax",
      "duplicate-key",
      "data-too-deep",
      "invalid-utf8",
      "empty-file",
    ],
    hides: ["event-without-example"],
    follows: ({ parts: [name] }, cause) => {
      const file = posix.basename(pathOf(cause)).replace(/\.(?:ya?ml|json)$/, "");
      return file === name || file.split("$", 1)[0] === name;
    },
  },
  { causes: ["empty-text"], hides: ["page-without-title"], follows: isSameFile },
  // A name that is misspelt: the file that was meant seems to be read by nothing.
  {
    causes: ["file-unreadable"],
    hides: ["unread-file"],
    follows: ({ parts: [path = ""] }, cause) =>
      cause.parts.slice(3).some((name) => posix.basename(path) === posix.basename(name)),
  },
  // A name that no program can use.
  {
    causes: ["unreadable-file"],
    hides: ["unread-file"],
    follows: ({ parts: [path] }, cause) => path === cause.parts[0],
  },
  // A file or a folder that is there, but may not be read.
  {
    causes: ["unreadable-file"],
    hides: [
      "target-file-missing",
      "ref-not-found",
      "config-path",
      "file-unreadable",
      "missing-image",
      "no-proposals",
    ],
    follows: (finding, cause, project) =>
      names(finding, cause.parts[0]!, project) || isBelow(finding.parts[0] ?? "", cause.parts[0]!),
  },
  {
    causes: ["unreadable-file"],
    hides: ["undefined-variable", "event-without-example"],
    follows: ({ parts: [name = ""] }, cause, { config }) =>
      showsFile(name, cause.parts[0]!) ||
      cause.parts[0]!.endsWith(`/${name}`) ||
      foldersOf(config).some((folder) => isBelow(`${folder}/`, cause.parts[0]!)),
  },
  { causes: ["unreadable-file"], hides: [...unusedCodes, ...brokenLinks] },
  // Links that lead out.
  {
    causes: ["link-refused"],
    hides: [
      "ref-not-found",
      "config-path",
      "target-file-refused",
      "no-changelog-config",
      "no-proposals",
    ],
    follows: (finding, cause, project) => names(finding, cause.parts[0]!, project),
  },
  {
    causes: ["link-refused"],
    hides: ["undefined-variable", "event-without-example"],
    follows: ({ parts: [name = ""] }, cause) =>
      showsFile(name, cause.parts[0]!) || cause.parts[0]!.endsWith(`/${name}`),
  },
  { causes: ["link-refused"], isCause: isOfPages, hides: [...unusedCodes, ...brokenLinks] },
  {
    causes: ["link-refused"],
    hides: ["unused-file"],
    follows: (finding, cause) =>
      posix.basename(finding.parts[1] ?? "").startsWith(posix.basename(cause.parts[0]!)),
  },
  // A definition that is not there, or is none.
  {
    causes: ["ref-not-found", "ref-remote"],
    hides: ["undefined-variable"],
    follows: ({ parts: [variable = ""] }, cause) => {
      const file = fileNamedIn(pathOf(cause), cause.parts[0]!);
      return file !== null && showsFile(variable, file);
    },
  },
  {
    causes: ["config-path"],
    hides: ["ref-not-found"],
    follows: (finding, cause) => fileNamedIn(pathOf(finding), finding.parts[0]!) === cause.parts[0],
  },
  {
    causes: ["wrong-kind", "schema-keyword"],
    hides: ["undefined-variable", "unknown-schema"],
    follows: ({ parts: [name = ""] }, cause, project) => {
      const file = fileOfRef(cause, project) ?? pathOf(cause);
      return file === name || showsFile(name, file);
    },
  },
  {
    causes: ["wrong-kind"],
    hides: ["csv-content-missing"],
    follows: (finding) => pathOf(finding).startsWith("{{"),
  },
  // A variable that nothing has: what it would have shown.
  {
    causes: ["undefined-variable"],
    hides: ["unused-file"],
    follows: (finding, cause) => showsFile(cause.parts[0]!, finding.parts[1] ?? ""),
  },
  {
    causes: ["undefined-variable"],
    isCause: (cause, { config }) =>
      cause.parts.slice(1).some((near) => Object.hasOwn(config.events?.groups ?? {}, near)),
    hides: ["unused-file"],
    follows: (finding) => finding.parts[0] === "event schema",
  },
  // What is shown beside a definition, an event or a target that is gone or is called otherwise.
  {
    causes: ["undefined-variable"],
    hides: ["unread-file"],
    follows: (finding, cause) => cause.parts[0]!.endsWith(`_${wordOf(finding.parts[0] ?? "")}`),
  },
  {
    causes: ["setting-without-match"],
    hides: ["unused-file"],
    follows: ({ parts: [kind, path = ""] }, cause) =>
      kind === "example" && posix.basename(path).split("$", 1)[0] === cause.parts[0],
  },
  {
    causes: ["event-name-mismatch"],
    hides: ["undefined-variable", "example-without-event", "setting-without-match"],
    follows: (finding, { parts: [, type = ""] }) =>
      finding.code === "undefined-variable"
        ? finding.parts[0] === eventVariable(type)
        : finding.parts[0] === type,
  },
  {
    causes: ["empty-event-group"],
    hides: ["unknown-target", "dead-link", "dead-fragment"],
    follows: ({ parts: [href = ""] }, cause, { config, files }) => {
      const [start = ""] = (cause.parts[1] ?? "").split("*", 1);
      const named = href.slice(href.indexOf("#") + 1).replace(/\W+/g, "-");
      return [...files.keys()].some(
        (path) =>
          path.startsWith(`${config.events?.schemas}/${start}`) &&
          path.replace(/\W+/g, "-").endsWith(`-${named}`),
      );
    },
  },
  {
    causes: ["empty-event-group"],
    hides: ["unused-file"],
    follows: ({ parts: [kind, path = ""] }, cause) =>
      kind === "event schema" && isMeantBy(cause.parts[1] ?? "", posix.basename(path)),
  },
  {
    causes: ["api-without-page"],
    hides: ["unused-file", "unused-text"],
    follows: (finding, { parts: [name = ""] }, { config }) => {
      const api = config.apis[name];
      if (!api) return false;
      return finding.code === "unused-text"
        ? isTextOfApi(finding, name, api.suffix)
        : pathOf(finding).startsWith(`${api.openapi}/`);
    },
  },
  { causes: ["unused-file"], hides: ["left-out"], follows: isSameFile },
  {
    causes: ["empty-file"],
    hides: [
      "wrong-kind",
      "schema-keyword",
      "openapi-missing",
      "no-type",
      "csv-content-missing",
      "undefined-variable",
      "unknown-schema",
      "event-without-type",
      "event-type-from-file",
      "state-key-undescribed",
      "event-without-example",
      "no-example",
      "example-wrong-type",
      "config-wrong-type",
    ],
    follows: (finding, cause, project) => {
      const path = pathOf(cause);
      return (
        pathOf(finding) === path ||
        fileOfRef(finding, project) === path ||
        finding.parts[0] === path ||
        showsFile(finding.parts[0] ?? "", path) ||
        path.endsWith(`/${finding.parts[0]}`) ||
        (finding.code === "csv-content-missing" && pathOf(finding).startsWith("{{"))
      );
    },
  },
  // Names of APIs and targets that are not those of their changelog, or of each other.
  {
    causes: ["unknown-changelog"],
    hides: ["undefined-variable"],
    follows: ({ parts: [variable] }, cause) =>
      variable === `${cause.parts[0]!.replaceAll("-", "_")}_changelog`,
  },
  { causes: ["unknown-changelog"], hides: ["api-without-page"], follows: isNear(0, 1) },
  {
    causes: ["unknown-changelog"],
    hides: ["unread-file"],
    follows: ({ parts: [path = ""] }, { parts: [name = ""] }) =>
      posix.basename(path).split(".", 1)[0] === name,
  },
  {
    causes: ["api-without-page"],
    hides: ["dead-page-link", "dead-fragment"],
    follows: (finding, cause) => (finding.parts[0] ?? "").includes(`${cause.parts[0]}/`),
  },
  {
    causes: ["bad-changelog-config", "unknown-changelog-setting"],
    isCause: saysWhatFragmentsAre,
    hides: ["unknown-fragment", "stray-fragment"],
    follows: (finding, cause) => pathOf(finding).startsWith(`${posix.dirname(pathOf(cause))}/`),
  },
  // Templates that fail print nothing.
  {
    causes: ["bad-template"],
    hides: ["title-not-allowed", "csv-content-missing", "unused-template"],
  },
  {
    causes: ["bad-template"],
    hides: brokenLinks.filter((code) => code !== "dead-page-link"),
    follows: mayBePrinted,
  },
  // A value whose line cannot be read, so that a template does not have it.
  {
    causes: ["yaml-syntax"],
    hides: ["bad-template"],
    follows: ({ parts: [, , , name] }, cause, { files }) => {
      const { source } = files.get(pathOf(cause)) ?? {};
      return name !== undefined && isKeyIn(source?.text ?? "", name);
    },
  },
];

/** Whether a fault of a changelog's settings stands where these say which files are fragments, or they are not read at all. */
function saysWhatFragmentsAre(cause: Diagnostic, { changelogs }: Project): boolean {
  const { source, start } = placeOf(cause)!.span;
  const read = [...changelogs.values()].find(({ config }) => config?.path === source.path);
  if (!read?.settings) return true;
  const line = source.text.slice(source.text.lastIndexOf("\n", start - 1) + 1).split("\n", 1)[0]!;
  // One that can only mean another is read as that.
  if (cause.code === "unknown-changelog-setting")
    return cause.parts.length > 2 && cause.parts.slice(1).some((near) => ofFragments.test(near));
  return ofFragments.test(
    /[\w-]+/.exec(line.replace(/^\s*\[+\s*tool\s*\.\s*towncrier\s*\.?/, ""))?.[0] ?? "type",
  );
}

const ofFragments = /^(?:directory|package|package_dir|path|section|type|fragment|ignore)$/;

/** Whether a text in YAML or JSON has a key. */
function isKeyIn(text: string, key: string): boolean {
  return [...text.matchAll(/([\w-]+)["']?\s*:/g)].some(([, name]) => name === key);
}

/** Whether a link may lead to what a template prints: on a page that shows it, as far as that is known, with words of the texts or its own. */
function mayBePrinted(finding: Diagnostic, cause: Diagnostic, project: Project): boolean {
  const [template = ""] = cause.parts;
  const { config, pages, texts } = project;
  const shortcodes = [...(config.shortcodes ?? [])].filter(
    ([, { texts: given }]) => given.get("template") === template,
  );
  if (shortcodes.length > 0 && pages) {
    const page = pages.pages.find(({ file, path }) =>
      finding.code === "dead-fragment" && finding.parts[1] !== "this page"
        ? path === finding.parts[1]
        : texts.get(file)?.path === pathOf(finding),
    );
    const text = page && texts.get(page.file)?.text;
    if (text !== undefined) {
      const called = new Set([...text.matchAll(/\{\{[%<]\s*([^\s%>]+)/g)].map(([, name]) => name));
      if (!shortcodes.some(([name]) => called.has(name))) return false;
    }
  }
  const printed = placeOf(cause)?.span.source.text.toLowerCase() ?? "";
  const all = allTexts(project);
  return mayBeIn(finding, all === null ? null : `${all}\n${printed}`);
}

function lineOf(finding: Diagnostic): number {
  return placeOf(finding)?.line ?? -10;
}

/** Whether a finding names a file: as it is, or from where it stands. */
function names(finding: Diagnostic, path: string, project: Project): boolean {
  const named = finding.parts[0] ?? "";
  if (named === path || path.endsWith(`/${named}`)) return true;
  if (fileNamedIn(pathOf(finding), named) === path || fileOfRef(finding, project) === path)
    return true;
  return finding.code === "no-changelog-config" && path.includes(`/${named}/`);
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** The folders of what variables show. */
function foldersOf({ apis, events }: Project["config"]): readonly string[] {
  const ofEvents = events ? [events.schemas, events.examples ?? ""] : [];
  return [...Object.values(apis).map(({ openapi }) => openapi), ...ofEvents];
}

/** Whether an unused text shows something of an API, or is called like it, or lies in a folder that is. */
function isTextOfApi(finding: Diagnostic, name: string, suffix: string): boolean {
  const word = wordOf(name.split("@", 1)[0]!).toLowerCase();
  const path = (finding.parts[0] ?? "").toLowerCase();
  if (path.split("/").some((part) => `${wordOf(part)}_`.startsWith(`${word}_`))) return true;
  const text = placeOf(finding)?.span.source.text ?? "";
  return variablesIn(text).some(
    (variable) =>
      variable.endsWith(`_${suffix}_http_api`) ||
      variable.startsWith(`definition_${suffix}_`) ||
      variable === `${word}_changelog`,
  );
}

/** A file's name as variables have it. */
function wordOf(path: string): string {
  return posix
    .basename(path)
    .replace(/\.\w+$/, "")
    .replace(/\W/g, "_");
}

/** Whether a pattern that no event fits begins nearly as the name of one does. */
function isMeantBy(pattern: string, name: string): boolean {
  const start = pattern.split("*", 1)[0]!;
  return nearest(start, [name.slice(0, start.length)]).length > 0;
}

/** Texts and targets: what they show is not known. */

function isOfPages({ parts: [path = ""] }: Diagnostic, { config }: Project): boolean {
  return path.startsWith(`${config.specification}/`);
}
