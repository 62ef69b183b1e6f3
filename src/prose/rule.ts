import type { proseCodes } from "../base/codes/prose.js";
import type { Source } from "../base/source.js";

/** What a line of a text is: `code` is literal text of any kind, and `text` all that is read as markup. */
export type LineKind = "text" | "code" | "comment";

export interface ProseLine {
  readonly text: string;
  /** The line with blanks in place of what markup hides from readers: code, comments, links and their addresses. */
  readonly plain: string;
  /** Of its first character, in the text of the source. */
  readonly offset: number;
  readonly kind: LineKind;
}

/** A text as the rules see it. */
export interface Prose {
  readonly source: Source;
  readonly lines: readonly ProseLine[];
  /** The plain lines, joined: offsets in it are those of the source. */
  readonly plain: string;
  /** Texts in single backquotes without a role, which are shown as titles of works. */
  readonly titles: readonly { readonly start: number; readonly end: number }[];
}

/** What a rule found, as offsets of the source. */
export interface Slip {
  readonly start: number;
  readonly end: number;
  readonly parts?: readonly string[];
  /** Where more than that is a part of it: the offsets of the first and the last line. */
  readonly covers?: readonly [start: number, end: number];
}

export interface ProseRule {
  readonly code: keyof typeof proseCodes;
  /** A quick test of a whole text. Most texts are looked at no further. */
  readonly mayOccur: RegExp;
  readonly find: (prose: Prose) => Iterable<Slip>;
}
