import type { Code, Diagnostic } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import type { Project } from "../load/project.js";
import {
  fileOfRef,
  holderOf,
  isNear,
  isSameFile,
  isWithin,
  pathOf,
  pointerIn,
  showsFile,
  type Follows,
  type Rule,
} from "./rule.js";

/** A key of a data file that is misspelt: what it means seems to be missing where it stands, and where it is looked for. */

const unknownKeys: readonly Code[] = ["openapi-unknown-key", "unknown-keyword"];

/** What lacks in an object without one of these keys. */
const lacks: readonly (readonly [keys: readonly string[], codes: readonly Code[]])[] = [
  [["operationId"], ["operation-without-id"]],
  [["responses"], ["no-responses"]],
  [["items", "$ref"], ["no-items"]],
  [["type", "$ref", "oneOf", "anyOf", "allOf", "enum", "properties", "items"], ["no-type"]],
  [["title"], ["untitled-object"]],
  [["required"], ["path-parameter-optional"]],
  [["name", "in", "$ref"], ["nameless-parameter"]],
  [
    ["properties", "items", "$ref", "allOf"],
    ["made-example", "required-unknown"],
  ],
  [
    ["example", "examples", "x-example", "default"],
    ["no-example", "made-example"],
  ],
];

export const misspeltKeys: readonly Rule[] = [
  // Of what has no type, or one that there is not, no example can be made.
  { causes: ["no-type"], hides: ["no-example"], follows: isSameValue },
  { causes: ["unknown-type"], hides: ["no-example"], follows: isOfType },
  // A word that is no boolean without quotes: what it is instead.
  { causes: ["yaml-word"], hides: ["wrong-kind", "openapi-value"], follows: isSameValue },
  {
    causes: ["moved-unknown-id"],
    hides: ["id-gone"],
    follows: ({ parts: [target, id] }, cause, project) =>
      cause.parts[1] === target && (pointerIn(cause, project) ?? "").endsWith(`/${id}`),
  },
  {
    causes: unknownKeys,
    hides: ["openapi-missing"],
    follows: (finding, cause, project) =>
      (means(cause, finding.parts[0]) || isShortFor(cause.parts[0]!, finding.parts[0]!)) &&
      isInObject(finding, cause, project),
  },
  ...lacks.map(([keys, hides]): Rule => ({
    causes: unknownKeys,
    isCause: meansOneOf(keys),
    hides,
    follows: isInObject,
  })),
  {
    causes: unknownKeys,
    isCause: meansOneOf(["parameters", "name", "in", "$ref"]),
    hides: ["path-parameter-missing"],
    follows: isOfPath,
  },
  {
    causes: unknownKeys,
    isCause: meansOneOf(["$ref"]),
    hides: ["unused-definition", "unused-file"],
  },
  {
    causes: unknownKeys,
    isCause: meansOneOf(["securityDefinitions"]),
    hides: ["undefined-security"],
    follows: isSameFile,
  },
  {
    causes: unknownKeys,
    isCause: meansOneOf(["parameters", "definitions", "responses"]),
    hides: ["ref-fragment-not-found", "unused-definition"],
    follows: isInObject,
  },
  {
    causes: unknownKeys,
    isCause: meansOneOf(["type", "enum", "const", "required", "properties", "oneOf", "anyOf"]),
    hides: ["example-wrong-value", "example-not-allowed", "example-unknown-key", "no-example"],
    follows: isBesideExample,
  },
  {
    causes: unknownKeys,
    isCause: hasMeaning,
    hides: [
      "event-without-type",
      "event-type-from-file",
      "state-key-undescribed",
      "field-not-shown",
    ],
    follows: isSameFile,
  },
  // What is below it is there, under another name than a $ref has.
  {
    causes: unknownKeys,
    isCause: hasMeaning,
    hides: ["ref-fragment-not-found"],
    follows: (finding, cause, project) => {
      const [, step, ...near] = finding.parts;
      const file = fileOfRef(finding, project) ?? pathOf(finding);
      return file === pathOf(cause) && near.includes(cause.parts[0]!) && means(cause, step);
    },
  },
  {
    causes: ["unknown-keyword"],
    isCause: meansOneOf(["$schema"]),
    hides: ["unknown-keyword"],
    follows: isSameFile,
  },
  {
    causes: unknownKeys,
    isCause: (cause, project) => hasMeaning(cause) && holderIn(cause, project) === "",
    hides: ["undefined-variable"],
    follows: ({ parts: [variable = "", ...near] }, cause) =>
      [variable, ...near].every((name, index) => showsFile(name, pathOf(cause)) === (index === 0)),
  },
  // Properties that are misspelt, in a schema or in its example.
  {
    causes: ["required-unknown"],
    hides: ["made-example"],
    follows: (finding, cause) => {
      const [name, near] = cause.parts;
      const isOfName = finding.parts.some((part) => part.includes(`"${name}"`));
      return isOfName && (near !== undefined || isSameFile(finding, cause));
    },
  },
  {
    causes: ["required-unknown"],
    // Two names without a comma between them are one.
    isCause: ({ parts: [name = "", ...near] }) => near.length > 0 || /\s/.test(name),
    hides: ["example-unknown-key", "example-missing-key"],
    follows: ({ parts: [key] }, { parts: [name] }) => key === name || key === `"${name}"`,
  },
  {
    causes: ["example-unknown-key"],
    hides: ["example-missing-key"],
    follows: (finding, cause) =>
      isSameFile(finding, cause) &&
      cause.parts.slice(2).some((near) => finding.parts[0]?.includes(`"${near}"`)),
  },
  {
    causes: ["field-not-shown"],
    hides: ["event-without-type", "event-type-from-file", "state-key-undescribed"],
    follows: (finding, cause) =>
      isSameFile(finding, cause) && nearest(cause.parts[0]!, ["type", "state_key"]).length > 0,
  },
  // Names of a document's own that are misspelt.
  { causes: ["undefined-security"], hides: ["unused-definition"], follows: isNear(0, 1) },
  { causes: ["path-parameter-missing"], hides: ["path-parameter-unknown"], follows: isNear(0, 2) },
];

/** Whether an unknown key is nearly one that is known there. */
function hasMeaning({ parts }: Diagnostic): boolean {
  return parts.slice(2).some((near) => near !== "");
}

function means({ parts }: Diagnostic, key: string | undefined): boolean {
  return key !== undefined && parts.slice(2).includes(key);
}

/** `desc` for `description`. */
function isShortFor(key: string, full: string): boolean {
  return key.length > 2 && full.startsWith(key);
}

function meansOneOf(keys: readonly string[]): (cause: Diagnostic) => boolean {
  return (cause) =>
    keys.some((key) => means(cause, key) || nearest(cause.parts[0]!, [key]).length > 0);
}

function isSameValue(...[finding, cause, project]: Parameters<Follows>): boolean {
  const pointer = pointerIn(finding, project);
  return isSameFile(finding, cause) && pointer !== null && pointer === pointerIn(cause, project);
}

/** Whether a finding concerns the value whose type, or one of whose types, is wrong. */
function isOfType(...[finding, cause, project]: Parameters<Follows>): boolean {
  const pointer = pointerIn(finding, project);
  const type = pointerIn(cause, project)?.replace(/\/\d+$/, "");
  return isSameFile(finding, cause) && pointer !== null && `${pointer}/type` === type;
}

function holderIn(cause: Diagnostic, project: Project): string | null {
  const pointer = pointerIn(cause, project);
  return pointer === null ? null : holderOf(pointer);
}

/** Whether a finding concerns the object that an unknown key is in, or what is in it. */
function isInObject(...[finding, cause, project]: Parameters<Follows>): boolean {
  if (!isSameFile(finding, cause)) return false;
  const holder = holderIn(cause, project);
  const pointer = pointerIn(finding, project);
  if (holder === null) return false;
  // What concerns a whole file has no pointer.
  return pointer === null ? holder === "" : isWithin(pointer, holder);
}

/** Whether a finding concerns the path of OpenAPI that an unknown key is in. */
export function isOfPath(...[finding, cause, project]: Parameters<Follows>): boolean {
  const path = /^\/paths\/[^/]*/;
  const [of] = path.exec(pointerIn(finding, project) ?? "") ?? [];
  return isSameFile(finding, cause) && of === path.exec(pointerIn(cause, project) ?? "")?.[0];
}

/** Whether an example stands beside the schema that an unknown key is in, or in the file of an event's examples. */
export function isBesideExample(...[finding, cause, project]: Parameters<Follows>): boolean {
  if (!isSameFile(finding, cause)) {
    const name = pathOf(cause).replace(/^.*\//, "");
    return pathOf(finding)
      .replace(/^.*\//, "")
      .startsWith(name.replace(/\.(?:ya?ml|json)$/, ""));
  }
  const [around] = (pointerIn(cause, project) ?? "").split("/schema/", 1);
  return isWithin(pointerIn(finding, project) ?? "-", around!);
}
