import type { Diagnostic } from "../base/diagnostics.js";
import { isSameFile, isSameLine, isSamePlace, type Rule } from "./rule.js";

/** Tags in Markdown that are of another program, or lack their other half: what follows from reading them as HTML. */
export const foreignHtml: readonly Rule[] = [
  {
    causes: ["jsx-attribute"],
    hides: [
      "raw-html-sanitised",
      "html-closes-nothing",
      "html-not-closed",
      "dead-page-link",
      "dead-link",
      "dead-fragment",
      "missing-image",
      "duplicate-heading-id",
    ],
    follows: isSameLine,
  },
  {
    causes: ["component-as-html"],
    hides: ["raw-html-sanitised", "html-closes-nothing", "html-not-closed"],
    follows: (finding, cause) => isSameFile(finding, cause) && namesTag(finding, cause.parts[0]),
  },
  // A tag that could not be read was told, and its end has nothing to end.
  {
    causes: ["foreign-markup"],
    isCause: ({ parts: [, kind] }) => kind === "component",
    hides: ["raw-html-sanitised", "html-closes-nothing", "component-as-html"],
    follows: (finding, cause) =>
      isSameFile(finding, cause) &&
      namesTag(finding, /^<\/?([\w.]+)/.exec(cause.parts[0] ?? "")?.[1]),
  },
  {
    causes: ["html-closes-nothing", "html-not-closed"],
    hides: ["raw-html-sanitised"],
    follows: isSamePlace,
  },
];

/** Whether a finding is of a tag of this name: it is called so, or the first thing that was left out. */
function namesTag({ parts: [named = ""] }: Diagnostic, name: string | undefined): boolean {
  const [, found] = /^(?:<\/?)?([\w.-]+)/.exec(named) ?? [];
  return name !== undefined && found?.toLowerCase() === name.toLowerCase();
}
