import type { Code } from "../base/diagnostics.js";
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

/** What a project calls its own: what texts may refer to besides what they define. */
export interface KnownNames {
  readonly labels: readonly string[];
  readonly variables: Pick<ReadonlySet<string>, "has" | "keys">;
  /** Whether variables are replaced: those of pages are, not those of descriptions. */
  readonly hasVariables: boolean;
}

/** A text as the rules see it. */
export interface Prose {
  readonly names: KnownNames;
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
  /** Texts in single backquotes, with a role or as a link too. */
  readonly phrases: readonly Range[];
  /** What is read as one paragraph. */
  readonly paragraphs: readonly Range[];
  /** Items of lists: the paragraph that they begin with. */
  readonly itemTexts: readonly Range[];
  /** Items of lists that begin with a term, whose meaning begins with a list: the offsets of that list, and of the term. */
  readonly itemTerms: readonly { readonly term: Range; readonly list: Range }[];
  /** What is indented, and so read as a quotation. */
  readonly quotes: readonly Range[];
  /** Literal blocks, and the language of those that name it. */
  readonly codes: readonly (Range & { readonly language: string | undefined })[];
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
  /** What it explains of the text, where that is not what is shown. What else is wrong on its line is reported as well. */
  readonly explains?: readonly [start: number, end: number];
  /** Where whole lines are a part of it, code for one, and all that is found there follows: offsets in the first and the last of them. */
  readonly covers?: readonly [start: number, end: number];
  /** Lines whose text is read as it is meant, though not their indentation and blank lines: offsets in the first and the last. */
  readonly blocks?: readonly [start: number, end: number];
}

export interface ProseRule {
  readonly code: Code;
  /** Of these, one is in every text that it finds something in: they are looked for before `mayOccur` is tried. */
  readonly needs?: readonly string[];
  /** A quick test of a whole text, or without names of one that holds others. Most texts are looked at no further. */
  readonly mayOccur: { readonly test: (text: string, names?: KnownNames) => boolean };
  /** It explains nothing of what else is found on its line, and nothing explains it. */
  readonly isApart?: true;
  readonly find: (prose: Prose) => Iterable<Slip>;
}
