/**
 * - `error`: the result is wrong or incomplete. `warning`: probably not what the author meant. `note`: worth knowing.
 * - `info`: kept in the document for those who ask (docutils' level 1), never shown by a build.
 */
export type Severity = "error" | "warning" | "note" | "info";

/** What a code stands for. */
export type Entry = Shown | Silent;

interface Shown extends Sentence {
  readonly severity: Exclude<Severity, "info">;
  /** How to correct it, given the same parts; `undefined` where these say too little for more than an example. */
  readonly hint: (...parts: string[]) => string | undefined;
}

/** Never shown, so that nobody asks how to correct it. */
interface Silent extends Sentence {
  readonly severity: "info";
  readonly hint?: Shown["hint"];
}

interface Sentence {
  /** One plain sentence with the author's own words in it. */
  readonly text: (...parts: string[]) => string;
}
