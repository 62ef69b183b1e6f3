import { posix } from "node:path";
import type { Code, Diagnostic, Note } from "../base/diagnostics.js";
import type { Project } from "../load/project.js";
import { fileNamedIn, fileOfRef, pathOf } from "./rule.js";

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
  "page-title-repeated",
  "foreign-markup",
  "stray-fragment",
  "unknown-fragment",
]);

/** The text of the notes for the places where the same is missing. */
export const alsoHere = "also here";
const mostNotes = 8;

/** Findings in their order, those that are of one cause as the first of them: the others are its notes. */
export function eachOnce(found: readonly Diagnostic[], project: Project): readonly Diagnostic[] {
  if (!found.some(({ code }) => once.has(code))) return found;
  const groups = grouped<unknown>(found, (finding) =>
    once.has(finding.code) ? keyOf(finding, project) : finding,
  );
  return [...groups.values()].map(([first, ...others]) => withNotes(first!, others));
}

/** A finding with notes of the places where there are others like it. */
export function withNotes(first: Diagnostic, others: readonly Diagnostic[]): Diagnostic {
  if (others.length === 0) return first;
  const notes = others
    .slice(0, mostNotes)
    .flatMap(({ span }): Note[] => (span ? [{ span, text: alsoHere }] : []));
  return { ...first, notes: [...(first.notes ?? []), ...notes] };
}

/** Findings by what they have in common. */
export function grouped<Key>(
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

const habits: ReadonlySet<string> = new Set(["picture", "diagram", "hidden line"]);

/** What is missing. A `$ref` is relative to the folder of its file; what is no schema is so where it is referred to. */
function keyOf(finding: Diagnostic, project: Project): unknown {
  const { code, parts } = finding;
  if (code === "ref-not-found") return `${code}\n${fileNamedIn(pathOf(finding), parts[0]!)}`;
  // An author whose sections are of level 1 has many of them.
  if (code === "page-title-repeated") return `${code}\n${pathOf(finding)}`;
  // A picture has one name wherever it is, and a habit is one thing to give up; other markup is mended place by place.
  if (code === "foreign-markup" && !habits.has(parts[1]!)) return finding;
  // Each document has schemes of its own.
  if (code === "undefined-security") return `${parts[0]}\n${pathOf(finding)}`;
  // Where a folder or a type is misspelt, all its fragments are in no place.
  if (code === "stray-fragment") return [code, parts[1], posix.dirname(pathOf(finding))].join("\n");
  if (code === "unknown-fragment") {
    const type = posix.extname(pathOf(finding));
    return type === "" ? finding : [code, type, posix.dirname(pathOf(finding))].join("\n");
  }
  if (code === "sphinx-role") return parts.join("\n");
  if (code !== "wrong-kind" && code !== "schema-keyword") return [code, parts[0]].join("\n");
  const file = fileOfRef(finding, project);
  return file === null ? finding : `wrong-kind\n${file}`;
}
