import type { Place } from "../base/show-diagnostic.js";
import type { Span } from "../base/source.js";

/** The place of a finding, as those ask for it who may accept it. What takes time is worked out once, and only if asked. */
export interface Spot {
  readonly place: Place;
  /** In data files: what stands there. */
  readonly pointer: () => string | null;
  /** In data files: the line in which the text that holds the place begins, its key included. */
  readonly firstLine: () => number | null;
}

/** An acceptance in a comment: `specpress: accept CODE because REASON`. */
export interface Comment {
  /** What stands behind `accept`. */
  readonly words: string;
  readonly span: Span;
  readonly covers: (spot: Spot) => boolean;
}

/** What a comment that accepts something holds. */
export const acceptRe = /\bspecpress:[ \t]*accept\b[ \t]*(?<words>.*)/;
