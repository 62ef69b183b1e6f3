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
  /** The text as it is read: with spaces in place of its tabs. */
  readonly source: Source;
  /** The text as it stands in its file; it has the same lines. */
  readonly written: string;
  readonly lines: readonly ProseLine[];
  /** The plain lines, joined: offsets in it are those of the source. */
  readonly plain: string;
  /** Texts in single backquotes without a role, which are shown as titles of works. */
  readonly titles: readonly Range[];
  /** Texts in double backquotes. */
  readonly literals: readonly Range[];
  /** What is read as one paragraph. */
  readonly paragraphs: readonly Range[];
  /** What is indented, and so read as a quotation. */
  readonly quotes: readonly Range[];
  /** Lines with an indented text below, which are read as a term and what it means. */
  readonly terms: readonly { readonly term: Range; readonly definition: Range }[];
}

/** Offsets of the source. */
export interface Range {
  readonly start: number;
  readonly end: number;
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
  readonly mayOccur: Pick<RegExp, "test">;
  /** It explains nothing of what else is found on its line, and nothing explains it. */
  readonly isApart?: true;
  readonly find: (prose: Prose) => Iterable<Slip>;
}
