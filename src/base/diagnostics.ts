import type { Span } from "./source.js";

/**
 * What can be wrong with a specification: the closed table of codes, each with its severity, its sentence and, where we
 * know one, the way to mend it. A wrong code or a missing part does not compile.
 *
 * - `error`: the result is wrong or incomplete. `warning`: probably not what the author meant. `note`: worth knowing.
 * - `info`: kept in the document for those who ask (docutils' level 1), never shown by a build.
 */
export type Severity = "error" | "warning" | "note" | "info";

interface Entry {
  readonly severity: Severity;
  /** One plain sentence with the author's own words in it. */
  readonly text: (...parts: string[]) => string;
  /** How to mend it, if there is one usual way. Given the same parts. */
  readonly hint?: (...parts: string[]) => string | undefined;
}

export const codes = {
  // --- data: YAML, JSON, $ref ---

  // --- project: specpress.yaml, targets.yaml, titles, variables ---

  // --- model: endpoints, events, tables, examples, changelogs ---

  // --- rst: blocks and inline markup ---

  // --- rst: directives and roles ---

  // --- transform: names, references, footnotes ---

  // --- site ---
  "internal-error": {
    severity: "error",
    text: (what) => `Something in the program went wrong: ${what}.`,
  },
} satisfies Record<string, Entry>;

export type Code = keyof typeof codes;

/** A finding: a code of the table, where it stands and the author's words that belong into its sentence. */
export interface Diagnostic {
  readonly code: Code;
  /** `null` where there is no place, such as a wrong command-line label. */
  readonly span: Span | null;
  readonly parts: readonly string[];
  /** Second places: where the first one is used from, the other of two. */
  readonly notes?: readonly Note[];
}

export interface Note {
  readonly span: Span;
  readonly text: string;
}

/** Told of every finding; goes on. Anything that may report takes one of these. */
export type Report = (
  code: Code,
  span: Span | null,
  parts?: readonly string[],
  notes?: readonly Note[],
) => void;

/** A report that keeps what it is told, in order. */
export function collector(): { readonly report: Report; readonly diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (code, span, parts = [], notes) => {
    diagnostics.push(notes ? { code, span, parts, notes } : { code, span, parts });
  };
  return { report, diagnostics };
}

/** The table as the rest of the program reads it: with every field there may be. */
export function entryOf(code: Code): Entry {
  return codes[code];
}
