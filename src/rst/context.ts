import type { Code } from "../base/diagnostics.js";
import type { Source, Span } from "../base/source.js";
import type { Line, LineReader } from "./lines.js";
import type { Names } from "./names.js";
import type { Block, Inline, SystemMessage } from "./nodes.js";

/**
 * What every construct of the parser is handed. Nested text is parsed through it, so that no construct imports the
 * table it is listed in.
 */
export interface Context {
  readonly settings: Settings;
  /** Names and ids given so far in this document. */
  readonly names: Names;
  /** State that directives and roles share over the document: `default-role`, `class`, custom roles, ... */
  readonly state: ParserState;
  /** How deep the text at hand is nested; `blocks` stops at a limit with a diagnostic. */
  readonly depth: number;
  /** Section titles may stand in the text at hand: it is not nested in a body element. */
  readonly titles: boolean;
  /** The text at hand is the direct content of a sidebar. */
  readonly sidebar: boolean;

  /** Report a fault and make the node that stands for it in the tree. The level follows from the code's severity. */
  message(
    code: Code,
    span: Span,
    parts?: readonly string[],
    children?: readonly Block[],
  ): SystemMessage;
  /** Parse nested lines as body elements. Section titles in them are a fault unless `titles` is set. */
  blocks(
    lines: readonly Line[],
    options?: { readonly titles?: boolean; readonly sidebar?: boolean },
  ): Block[];
  /** The levels of section titles in this document. */
  readonly titleLevels: TitleLevels;
  /** Parse lines as inline markup. The messages belong behind the block that holds the text. */
  inlines(lines: readonly Line[]): Inlines;
}

/** Which adornment stands for which level of sections, and how deep the text at hand stands in them. */
export interface TitleLevels {
  /** Styles in the order of their levels: `=` for an underline alone, `=/=` with an overline. */
  readonly styles: string[];
  /** Level of the innermost section that is open, 0 before the first one. */
  current: number;
  /** What knows the levels of the text at hand, where their order does not say them. */
  reader?: TitleReader | undefined;
}

/** A title as it stands in a text. */
export interface WrittenTitle {
  /** The row of punctuation that says its level: the underline, or else the overline. */
  readonly adornment: Line;
  /** All its rows of punctuation. */
  readonly rows: readonly Line[];
  readonly overlined: boolean;
}

/** So many faults of one code are marked in a document; nobody reads as many. */
export const mostMarked = 1000;

/** Knows the levels of a text's titles in place of the order in which their adornments appear. */
export interface TitleReader {
  /** The level of a title, 1 for the highest. Called for each title, in their order. */
  levelOf(title: WrittenTitle): number;
  /** The level of a heading of Markdown, which says itself how deep it is, from 1 to 6. */
  levelOfHeading(level: number, title: string, span: Span): number;
  /** Whether a row of punctuation that is shorter than its title and may be text as well is a title's all the same. */
  isAdornment(row: Line): boolean;
}

export interface Inlines {
  readonly nodes: Inline[];
  readonly messages: SystemMessage[];
}

/**
 * A block construct. Given the reader at a line that is not blank, it returns the nodes it made of the lines it took (at
 * least one line), or `null` when the line is not its business; then it has taken nothing.
 */
export type BlockParser = (lines: LineReader, cx: Context) => Block[] | null;

/** What of an author's own HTML may stand on the page. What may not is reported by who is asked. */
export interface HtmlPolicy {
  /** Raw text for HTML as it may be shown. */
  readonly raw: (html: string, span: Span) => string;
  /** Whether a `meta` may stand for this header of HTTP: `refresh`, `content-language`. */
  readonly allowsHeader: (name: string, span: Span) => boolean;
}

/** What a caller of the parser may set. */
export interface Settings {
  /** Reads a file that a directive names, relative to the file it stands in, in the encoding it names (`decoderOf` knows it); says why not where it may not or cannot. */
  readonly readFile?: (
    path: string,
    from: Source,
    encoding?: string,
  ) => Source | { readonly refused: string; readonly near?: readonly string[] };
  /** `false` turns `raw` and file inclusion off for text that is not trusted. */
  readonly rawEnabled: boolean;
  readonly fileInsertionEnabled: boolean;
  /** Absent: all HTML is shown as it is. */
  readonly html?: HtmlPolicy;
  /** Makes the blocks that a line of the caller's stands for (`base/made-mark.ts`). Sections among them say that they are `made`. */
  readonly made?: (key: string, cx: Context, span: Span) => Block[];
  /** Reads the blocks of a file in Markdown that `include` names; the level of each section is set in the context before it is given. Absent: such files are refused. */
  readonly markdown?: (file: Source, cx: Context) => Iterable<Block>;
  /** What the shortcodes in texts of Markdown stand for. Absent: they are text. */
  readonly shortcodes?: Shortcodes;
  /** "2020-06-30" for the `date` directive; absent means today. */
  readonly today?: Date;
  readonly pepReferences: boolean;
  readonly rfcReferences: boolean;
  /** The text begins with headers like those of a mail (`Author: Me`), as PEPs do. */
  readonly headerFields: boolean;
  readonly characterLevelInlineMarkup: boolean;
  readonly trimFootnoteReferenceSpace: boolean;
  /** The name that a link with an address gives (`name <address>`_) wins over a title of that name, as up to docutils 0.19; else both lose it. */
  readonly linkNamesWin: boolean;
  /** Longest line accepted, in characters. */
  readonly lineLengthLimit: number;
  /** Language of the names of directives and roles (`languages.ts`); others are taken for English. */
  readonly languageCode: string;
}

export const defaultSettings: Settings = {
  rawEnabled: true,
  fileInsertionEnabled: true,
  pepReferences: false,
  rfcReferences: false,
  headerFields: false,
  characterLevelInlineMarkup: false,
  trimFootnoteReferenceSpace: false,
  linkNamesWin: false,
  lineLengthLimit: 10_000,
  languageCode: "en",
};

/** What the `role` directive makes: a role of the table with options of its own. */
export interface CustomRole {
  /** A name in the table of roles, or `null` for one that only marks its text. */
  readonly base: string | null;
  readonly classes?: readonly string[];
  /** Of a raw role: the output formats its text is meant for. */
  readonly format?: string;
  /** Of a code role: the language of its text. */
  readonly language?: string;
}

/** By label, as markdown-it has them. */
export interface LinkReferences {
  [label: string]: { href: string };
}

/** Mutable state of one parse, shared by all contexts of a document. */
export interface ParserState {
  /** Role of `text` without a name; set by `default-role`. */
  defaultRole: string | null;
  /** Roles made by the `role` directive, by normalized name. */
  readonly customRoles: Map<string, CustomRole>;
  /** Whether a text has set roles: what another one says may depend on it. */
  hasSetRoles: boolean;
  /** Language of `code` roles and directives without one; set by `highlight`. */
  title: string | undefined;
  /** By source of an included file: the source whose `include` named it, and which part of it was asked for. For cycles. */
  readonly includedFrom: Map<Source, { readonly source: Source; readonly part: string }>;
  /** What was included so far: the paths, and how much text of files that were there before. */
  included?: { readonly paths: Set<string>; repeated: number };
  /** Paths of the texts in which `too-much-included` was reported. */
  readonly overfull: Set<string>;
  /** How many sections were begun. */
  sections: number;
  /** How often each code was reported. */
  readonly reported: Map<Code, number>;
  /** Messages for which the tree has no place. */
  readonly stray: SystemMessage[];
  /** What the references of Markdown to links lead to, of all texts of the page so far. */
  linkReferences?: LinkReferences;
  /** How many texts of a file had footnotes in Markdown so far, by path. */
  textsWithNotes?: Map<string, number>;
  /** The version that the front matter of the text at hand gives, as it is written. */
  pageVersion?: string | null;
  /** What `meta`, `header` and `footer` put at the start of the document: `parseRst` sets it before all else, in this order. */
  readonly meta: Block[];
  readonly header: Block[];
  readonly footer: Block[];
}

// --- shortcodes ---
//
// Commands in texts of Markdown, `{{% name key="value" %}}`. What they are called, what they may hold and what they stand
// for, whoever calls the parser says; how they are written, `markdown/shortcodes.ts`.

export interface ShortcodeParameter {
  /** What it is called, or its number, from 0, where it has no name. */
  readonly name: string;
  readonly value: string;
  /** Of all of it. */
  readonly span: Span;
}

/** A shortcode as it is written. */
export interface ShortcodeCall {
  readonly name: string;
  /** Of its tag; of the first one where there are two. */
  readonly span: Span;
  readonly parameters: readonly ShortcodeParameter[];
}

export interface ShortcodeForm {
  /** Whether it has content, up to an end tag of its own. */
  readonly holds: boolean;
  /** What it stands for: blocks, even within a paragraph, which it parts; words of a text; or either, as it is written. */
  readonly place: "block" | "text" | "either";
  /** Whether it stands for the address of a page, in a text for a link to it. */
  readonly isAddress?: boolean;
  /** Whether it may stand in the address of a link. */
  readonly mayBeAddress?: boolean;
}

export interface Shortcodes {
  /** What is known of a name; `undefined` where no shortcode is called so. */
  readonly formOf: (name: string) => ShortcodeForm | undefined;
  /** Whether some may stand in addresses. */
  readonly hasAddresses: boolean;
  /** The address, or the part of one, that a shortcode stands for; `null`, which is reported, where there is none. */
  readonly address: (call: ShortcodeCall, cx: Context) => string | null;
  /** Names that are nearly that of one that is not known, which is reported. */
  readonly near: (name: string) => readonly string[];
  /** Called for shortcodes that stand for blocks of a text before any of these is read. */
  readonly prepare: (call: ShortcodeCall, cx: Context) => void;
  /** The blocks that a shortcode stands for. Sections may be among them where titles may stand; the level of each is set in the context before it is given. */
  readonly blocks: (call: ShortcodeCall, content: Block[], cx: Context) => Iterable<Block>;
  /** The nodes of a text that a shortcode stands for. */
  readonly inlines: (call: ShortcodeCall, content: Inline[], cx: Context) => Inline[];
}
