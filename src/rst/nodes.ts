import { withoutTags } from "../base/text.js";
import type { Code } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";

/**
 * The document tree. Node types, attribute names and nesting are those of docutils (its "Document Tree" page), so that
 * its documentation is ours too; only text is `text` here and `#text` there. Every node is plain data: a literal `type`,
 * its place, attributes that are absent where docutils leaves them out, children.
 */

/** What any node but a text may carry. Absent means empty. */
export interface Attributes {
  /** Permalink targets in the page. */
  ids?: string[];
  /** Normalized reference names (white space folded, lower case). */
  names?: string[];
  /** Names it had to give up because others carry them too. */
  dupnames?: string[];
  classes?: string[];
  /** Ids of the references that lead here. */
  backrefs?: string[];
  /** The term that is defined here. */
  defines?: string;
  /** It says since which version there is something, or in which it was changed. */
  change?: { readonly kind: "added" | "changed"; readonly version: string };
}

/** How a reference or target says where it leads. At most one of the first three is there once resolved. */
export interface Linking {
  refuri?: string;
  refid?: string;
  /** The address as its author wrote it, where the site leads it elsewhere. */
  written?: string;
  /** A name that is still to be resolved. */
  refname?: string;
  anonymous?: 1;
}

interface Leaf<T extends string> extends Attributes {
  type: T;
  span: Span;
}
interface Parent<T extends string, C> extends Leaf<T> {
  children: C[];
}
interface InlineParent<T extends string> extends Leaf<T> {
  children: Inline[];
}
interface BlockParent<T extends string> extends Leaf<T> {
  children: Block[];
}

export interface Text {
  type: "text";
  span: Span;
  /** The text as it is shown: escapes resolved. */
  value: string;
}

// --- inline ---

export type Emphasis = InlineParent<"emphasis">;
export type Strong = InlineParent<"strong">;
export type Literal = InlineParent<"literal">;
export type Reference = InlineParent<"reference"> &
  Linking & {
    name?: string;
    /** A term, whose definition it is to lead to. */
    term?: string;
    internal?: boolean;
    /** The link lies over its text, which is no part of it. */
    beside?: true;
    /** What a reader is told of the link before following it. */
    title?: string;
  };
export type FootnoteReference = InlineParent<"footnote_reference"> &
  Linking & { auto?: 1 | "*"; resolved?: 1 };
export type CitationReference = InlineParent<"citation_reference"> & Linking & { resolved?: 1 };
export type SubstitutionReference = InlineParent<"substitution_reference"> & { refname: string };
export type TitleReference = InlineParent<"title_reference">;
export type Abbreviation = InlineParent<"abbreviation">;
export type Acronym = InlineParent<"acronym">;
export type Superscript = InlineParent<"superscript">;
export type Subscript = InlineParent<"subscript">;
export type InlineNode = InlineParent<"inline">;
export type Problematic = InlineParent<"problematic"> & { refid?: string };
export type Generated = InlineParent<"generated">;
export type Math = InlineParent<"math">;

// --- both ---

/** `<a id>`: inline, or a block of its own. */
export type Target = InlineParent<"target"> & Linking;
export type Image = Leaf<"image"> & {
  uri: string;
  alt?: string;
  height?: string;
  width?: string;
  scale?: number;
  align?: string;
  loading?: string;
  title?: string;
  /** Its path in the project, where that is not `uri` beside the text. */
  file?: string;
  /** Width and height in pixels of the page. */
  size?: readonly [width: number, height: number];
  /** Files that are shown in its place: twice as fine, or on a dark background. */
  variants?: readonly { readonly file: string; readonly when: "double" | "dark" }[];
};
/** Text for one output format, passed on as it is. What the program `made` has ids and links that need no look. */
export type Raw = InlineParent<"raw"> & {
  format: string;
  source?: string;
  made?: true;
  /** Tags among the words of a Markdown text: they are no words. In reStructuredText raw text is read as text, as docutils does. */
  isInText?: true;
  /** Addresses in it that the site leads elsewhere, as their author wrote them, by what they are now. */
  written?: ReadonlyMap<string, string>;
};
/** A job for a transform. */
export type Pending = Leaf<"pending"> & { job: PendingJob };
/** What docutils reports within the document. `parts` are the words of the sentence of `code`. */
export type SystemMessage = Parent<"system_message", Block> & {
  level: 1 | 2 | 3 | 4;
  code: Code;
  parts: readonly string[];
};

export type Inline =
  | Text
  | Emphasis
  | Strong
  | Literal
  | Reference
  | FootnoteReference
  | CitationReference
  | SubstitutionReference
  | TitleReference
  | Abbreviation
  | Acronym
  | Superscript
  | Subscript
  | InlineNode
  | Problematic
  | Generated
  | Math
  | Target
  | Image
  | Raw
  | Pending;

// --- titles ---

export type Title = InlineParent<"title"> & { refid?: string; auto?: 1 };
export type Subtitle = InlineParent<"subtitle">;
export type Rubric = InlineParent<"rubric"> & {
  /** It is a heading, so many levels below that of its section. */
  heading?: number;
} & Labelling;

// --- body ---

export type Paragraph = InlineParent<"paragraph"> & Labelling;
/** What heads a part of a section. */
interface Labelling {
  /** How deep the part lies in its section, counted from 1; it reaches to the next label that is no deeper. */
  part?: number;
}
export type Compound = BlockParent<"compound">;
export type Container = BlockParent<"container"> & {
  /** What the reader chooses it by, of several of which one is shown. */
  label?: string;
};
export type BulletList = Parent<"bullet_list", ListItem | SystemMessage> & { bullet?: string };
export type EnumeratedList = Parent<"enumerated_list", ListItem | SystemMessage> & {
  enumtype: "arabic" | "loweralpha" | "upperalpha" | "lowerroman" | "upperroman";
  prefix: string;
  suffix: string;
  start?: number;
};
export type ListItem = BlockParent<"list_item">;
export type DefinitionList = Parent<"definition_list", DefinitionListItem>;
export type DefinitionListItem = Parent<"definition_list_item", Term | Classifier | Definition>;
export type Term = InlineParent<"term">;
export type Classifier = InlineParent<"classifier">;
export type Definition = BlockParent<"definition">;
export type FieldList = Parent<"field_list", Field>;
export type Field = Parent<"field", FieldName | FieldBody>;
export type FieldName = InlineParent<"field_name">;
export type FieldBody = BlockParent<"field_body">;
export type OptionList = Parent<"option_list", OptionListItem>;
export type OptionListItem = Parent<"option_list_item", OptionGroup | Description>;
export type OptionGroup = Parent<"option_group", Option>;
export type Option = Parent<"option", OptionString | OptionArgument>;
export type OptionString = InlineParent<"option_string">;
export type OptionArgument = InlineParent<"option_argument"> & { delimiter: string };
export type Description = BlockParent<"description">;
export type LiteralBlock = InlineParent<"literal_block"> & {
  /** Number of the first line, where the lines are numbered. */
  number_lines?: number;
  /** Lines that are to stand out, counted from 1. */
  emphasized_lines?: readonly number[];
  /** Path of the file it was read from. */
  source?: string;
};
export type DoctestBlock = InlineParent<"doctest_block">;
export type MathBlock = InlineParent<"math_block">;
export type LineBlock = Parent<"line_block", Line | LineBlock>;
export type Line = InlineParent<"line">;
export type BlockQuote = Parent<"block_quote", Block | Attribution>;
export type Attribution = InlineParent<"attribution">;
/** The named ones: `note`, `warning`, ... */
export type NamedAdmonition = { [T in AdmonitionName]: NamedAdmonitionOf<T> }[AdmonitionName];
interface NamedAdmonitionOf<T extends AdmonitionName> extends Leaf<T> {
  children: (Block | Title)[];
}
export const admonitionNames = [
  "attention",
  "caution",
  "danger",
  "error",
  "hint",
  "important",
  "note",
  "tip",
  "warning",
] as const;
export type AdmonitionName = (typeof admonitionNames)[number];
export type Admonition = Parent<"admonition", Block | Title>;
export type Comment = InlineParent<"comment">;
export type SubstitutionDefinition = InlineParent<"substitution_definition"> & {
  ltrim?: 1;
  rtrim?: 1;
};
export type Footnote = Parent<"footnote", Label | Block> & { auto?: 1 | "*" };
export type Citation = Parent<"citation", Label | Block>;
export type Label = InlineParent<"label">;
export type Figure = Parent<"figure", Reference | Image | Caption | Legend | Block> & {
  align?: string;
  width?: string;
  figwidth?: string;
};
export type Caption = InlineParent<"caption">;
export type Legend = BlockParent<"legend">;
export type Table = Parent<"table", Title | Tgroup> & {
  align?: string;
  width?: string;
  /** What it is called where it has no title. */
  label?: string;
  /** The type whose fields it shows. */
  shows?: string;
};
export type Tgroup = Parent<"tgroup", Colspec | Thead | Tbody> & { cols: number };
export type Colspec = Leaf<"colspec"> & { colwidth: number | string; stub?: 1 };
export type Thead = Parent<"thead", Row>;
export type Tbody = Parent<"tbody", Row>;
export type Row = Parent<"row", Entry> & {
  /** What its first cell heads: the row, or all rows up to the next of this kind. */
  heads?: "row" | "group";
};
export type Entry = BlockParent<"entry"> & { morerows?: number; morecols?: number };
/** `attributes` are those of the element of HTML, `content` and `name` among them; names in lower case. */
export type Meta = Leaf<"meta"> & { attributes: Readonly<Record<string, string>> };

// --- bibliographic fields ---

export type Docinfo = Parent<"docinfo", DocinfoItem>;
export const docinfoNames = [
  "author",
  "organization",
  "contact",
  "version",
  "revision",
  "status",
  "date",
  "copyright",
] as const;
export type DocinfoName = (typeof docinfoNames)[number];
export type NamedDocinfo = { [T in DocinfoName]: InlineParent<T> }[DocinfoName];
export type Authors = Parent<"authors", InlineParent<"author">>;
export type Address = InlineParent<"address">;
export type DocinfoItem = NamedDocinfo | Authors | Address | Field;

// --- structure ---

/** What is `made` by the program is whole: no text that follows goes into it. */
export type Section = Parent<"section", Title | Subtitle | Block> & {
  /** What other programs call it in links: the `operationId` of an operation. */
  alias?: string;
  made?: true;
  /** What is below its title can be folded; how it is at first. */
  folding?: "open" | "closed";
};
export type Topic = Parent<"topic", Title | Block>;
export type Sidebar = Parent<"sidebar", Title | Subtitle | Block>;
/** One that is `free` may stand anywhere, as in Markdown. */
export type Transition = Leaf<"transition"> & { free?: true };
export type Decoration = Parent<"decoration", Header | Footer>;
export type Header = BlockParent<"header">;
export type Footer = BlockParent<"footer">;

export type Block =
  | Section
  | Topic
  | Sidebar
  | Transition
  | Rubric
  | Decoration
  | Docinfo
  | Paragraph
  | Compound
  | Container
  | BulletList
  | EnumeratedList
  | DefinitionList
  | FieldList
  | OptionList
  | LiteralBlock
  | DoctestBlock
  | MathBlock
  | LineBlock
  | BlockQuote
  | NamedAdmonition
  | Admonition
  | Comment
  | SubstitutionDefinition
  | Target
  | Footnote
  | Citation
  | Figure
  | Table
  | SystemMessage
  | Pending
  | Raw
  | Image
  | Reference
  | Meta;

/** The parts that stand only inside others. */
export type Part =
  | Title
  | Subtitle
  | ListItem
  | DefinitionListItem
  | Term
  | Classifier
  | Definition
  | Field
  | FieldName
  | FieldBody
  | OptionListItem
  | OptionGroup
  | Option
  | OptionString
  | OptionArgument
  | Description
  | Line
  | Attribution
  | Label
  | Caption
  | Legend
  | Tgroup
  | Colspec
  | Thead
  | Tbody
  | Row
  | Entry
  | NamedDocinfo
  | Authors
  | Address
  | Header
  | Footer;

/** The root. What the parser has counted so far goes along, so that transforms go on where it stopped. */
export interface Document extends Attributes {
  type: "document";
  span: Span;
  /** Set by the title transform or the `title` directive: for `<title>`. */
  title?: string;
  children: (Title | Subtitle | Block)[];
  /** Messages of the parser for which the tree has no place. */
  strayMessages?: readonly SystemMessage[];
  /** How many ids of each prefix were made up so far (`id`, `footnote-reference-`, ...). */
  autoIds: Record<string, number>;
}

export type Node = Document | Block | Inline | Part;
export type NodeType = Node["type"];
export type NodeOf<T extends NodeType> = Extract<Node, { type: T }>;
/** Any node that is not a text. */
export type Element = Exclude<Node, Text>;

/** Jobs that directives leave for transforms, as docutils' pending nodes do. */
export type PendingJob =
  | {
      readonly transform: "contents";
      readonly depth?: number;
      readonly local?: true;
      readonly backlinks?: "entry" | "top" | "none";
      readonly classes?: readonly string[];
    }
  | {
      readonly transform: "sectnum";
      readonly depth?: number;
      readonly prefix?: string;
      readonly suffix?: string;
      readonly start?: number;
    }
  | { readonly transform: "class"; readonly classes: readonly string[]; readonly directive: string }
  | { readonly transform: "target-notes"; readonly classes: readonly string[] }
  | { readonly transform: "meta" }
  | {
      readonly transform: "filter";
      readonly component: string;
      readonly format: string;
      readonly nodes: readonly Block[];
    };

/** The children of a node; none for a leaf. */
export function childrenOf(node: Node): readonly Node[] {
  // Read, not asked for with `in`: on nodes of so many shapes that takes several times as long.
  return (node as { readonly children?: readonly Node[] }).children ?? noNodes;
}

const noNodes: readonly Node[] = [];

/** Call `visit` for a node and all below it, in the order of the document. `visit` returns `false` to leave out what is below. */
export function walk(node: Node, visit: (node: Node) => void | false): void {
  // A stack of our own: documents may be nested deeper than the call stack allows.
  const stack: Node[] = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (visit(next) === false) continue;
    const children = childrenOf(next);
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index]!);
  }
}

/**
 * The text a reader sees in a node, as docutils' `astext` gives it: texts in a row, blocks two line feeds apart. Tags
 * among the words of Markdown are not seen; of a node that is raw itself, the text is what is written.
 */
export function textOf(node: Node): string {
  if (node.type === "text") return node.value;
  if (node.type === "image") return node.alt ?? "";
  const separator = joinsInline(node) ? "" : "\n\n";
  return childrenOf(node).map(seenIn).join(separator);
}

/** What a reader sees of a node among others. */
export function seenIn(node: Node): string {
  return node.type === "raw" && node.isInText ? withoutTags(textOf(node)) : textOf(node);
}

const inlineParents = new Set<NodeType>([
  "paragraph", "title", "subtitle", "rubric", "term", "classifier", "field_name", "option_string", "option_argument",
  "literal_block", "doctest_block", "math_block", "line", "attribution", "comment", "substitution_definition", "label",
  "caption", "emphasis", "strong", "literal", "reference", "footnote_reference", "citation_reference",
  "substitution_reference", "title_reference", "abbreviation", "acronym", "superscript", "subscript", "inline",
  "problematic", "generated", "math", "target", "raw", "address", "author", "organization", "contact", "version",
  "revision", "status", "date", "copyright",
]); // prettier-ignore

/** True for nodes that hold text and inline markup directly. */
export function joinsInline(node: Node): boolean {
  return inlineParents.has(node.type);
}
