import { posix } from "node:path";
import { variablesIn } from "../assemble/assemble.js";
import { isInGroup } from "../base/event-group.js";
import type { Diagnostic } from "../base/diagnostics.js";
import { placeOf } from "../base/show-diagnostic.js";
import { brokenLinks, pathOf, showsFile, type Rule } from "./rule.js";

/** Texts and files that no page shows: what only they show, and links to what they define. */
export const notShown: readonly Rule[] = [
  {
    causes: ["unused-text"],
    hides: ["unused-file", "unused-variable"],
    follows: (finding, cause, { config }) => {
      const shown = variablesOf(cause);
      const [name = "", path = "", variable = name] = finding.parts;
      if (finding.code === "unused-variable") return shown.includes(name);
      const groups = shown.flatMap((each) => config.events?.groups[each] ?? []);
      return (
        shown.some((each) => each === variable || showsFile(each, path)) ||
        groups.some((group) => isInGroup(group, posix.basename(path)))
      );
    },
  },
  {
    causes: ["unused-text", "unused-file"],
    hides: [...brokenLinks, "indirect-target-unknown"],
    follows: ({ code, parts }, cause) => {
      if (code === "dead-page-link" || code === "api-without-page") return false;
      const name = code === "indirect-target-unknown" ? parts[1] : parts[0];
      return defines(cause, (name ?? "").replace(/^.*#/, ""));
    },
  },
];

const variables = new WeakMap<Diagnostic, readonly string[]>();

function variablesOf(cause: Diagnostic): readonly string[] {
  let known = variables.get(cause);
  if (!known) {
    known = variablesIn(placeOf(cause)?.span.source.text ?? "");
    variables.set(cause, known);
  }
  return known;
}

/** Whether a file has a title, a target or an operation that an id or a name is made of. */
function defines(cause: Diagnostic, name: string): boolean {
  const id = idOf(name);
  if (id === "") return false;
  const { whole, paths } = definedBy(cause);
  return whole.has(id) || [...paths].some((path) => id.endsWith(`-${path}`) && isOfMethod(id));
}

function isOfMethod(id: string): boolean {
  return /^(?:get|put|post|delete|patch|head|options|trace)-/.test(id);
}

interface Defined {
  readonly whole: ReadonlySet<string>;
  /** Of operations: their ids have the method and what is common to all paths before that. */
  readonly paths: ReadonlySet<string>;
}

const defined = new WeakMap<Diagnostic, Defined>();

/** `.. _name:`, the title above an underline, `## Heading`, `title: Name` */
const namesRe =
  /^[ \t]*\.\. _`?(?<target>[^`\n]+?)`?:[ \t]*$|^[ \t]*(?<title>\S[^\n]*)\n[ \t]*(?<mark>[-=~^"'`+*#])\k<mark>{2,}[ \t]*$|^#{1,6} +(?<heading>[^\n#]+)|^[ \t]*(?:title|operationId): *["']?(?<key>[^"'\n]+)/gm;
/** `/rooms/{roomId}:`, below which the methods are. */
const pathRe = /^[ \t]*["']?(?<path>\/[^\s"':]+)["']?:/gm;

function definedBy(cause: Diagnostic): Defined {
  let known = defined.get(cause);
  if (!known) {
    const { text = "" } = placeOf(cause)?.span.source ?? {};
    const names = [...text.matchAll(namesRe)].flatMap(({ groups = {} }) => [
      groups["target"] ?? groups["title"] ?? groups["heading"] ?? groups["key"] ?? "",
    ]);
    const paths = [...text.matchAll(pathRe)].map(({ groups }) => idOf(groups!["path"]!));
    const file = posix.basename(pathOf(cause)).replace(/\.(?:ya?ml|json)$/, "");
    const whole = new Set([...names, file].map(idOf));
    known = { whole, paths: new Set(paths.filter((path) => path !== "")) };
    defined.set(cause, known);
  }
  return known;
}

function idOf(name: string): string {
  return (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join("-");
}
