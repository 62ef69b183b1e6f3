import type { Place } from "../base/show-diagnostic.js";
import type { Span } from "../base/source.js";

/** An acceptance in a comment: `specpress: accept CODE because REASON`. */
export interface Comment {
  /** What stands behind `accept`. */
  readonly words: string;
  readonly span: Span;
  readonly covers: (place: Place) => boolean;
}

/** What a comment that accepts something holds. */
export const acceptRe = /\bspecpress:[ \t]*accept\b[ \t]*(?<words>.*)/;
