/**
 * - `error`: the result is wrong or incomplete. `warning`: probably not what the author meant. `note`: worth knowing.
 * - `info`: kept in the document for those who ask (docutils' level 1), never shown by a build.
 */
export type Severity = "error" | "warning" | "note" | "info";

/** What a code stands for. */
export interface Entry {
  readonly severity: Severity;
  /** One plain sentence with the author's own words in it. */
  readonly text: (...parts: string[]) => string;
  /** How to mend it, if there is one usual way. Given the same parts. */
  readonly hint?: (...parts: string[]) => string | undefined;
}
