import type { Diagnostic } from "../base/diagnostics.js";
import { isSameFile, isSameLine, isSamePlace, type Rule } from "./rule.js";

/** Markup in Markdown that is of another program, and tags that lack their other half: what follows from how it is read. */
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
  // [](){#id} is there for its id alone.
  {
    causes: ["foreign-markup"],
    isCause: ({ parts: [, kind] }) => kind === "attributes",
    hides: ["link-without-address"],
    follows: (finding, cause) =>
      isSameFile(finding, cause) &&
      finding.span?.end === cause.span?.start &&
      finding.parts[0] === "",
  },
  // What boxes hold is read as code, in which no footnote is named.
  {
    causes: ["foreign-markup"],
    isCause: ({ parts: [, kind] }) => kind === "box" || kind === "tabs",
    hides: ["unused-footnote"],
    follows: namesNote,
  },
  {
    causes: ["html-closes-nothing", "html-not-closed"],
    hides: ["raw-html-sanitised"],
    follows: isSamePlace,
  },
];

/** Whether the text below a box names a footnote that nothing else does. */
function namesNote(finding: Diagnostic, { span }: Diagnostic): boolean {
  if (!span || !finding.span || span.source.path !== finding.span.source.path) return false;
  const below = span.source.text.slice(span.end).split(/\n(?=[^\s])/, 1)[0]!;
  return below.includes(`[^${finding.parts[0]}]`);
}

/** Whether a finding is of a tag of this name: it is called so, or the first thing that was left out. */
function namesTag({ parts: [named = ""] }: Diagnostic, name: string | undefined): boolean {
  const [, found] = /^(?:<\/?)?([\w.-]+)/.exec(named) ?? [];
  return name !== undefined && found?.toLowerCase() === name.toLowerCase();
}
