import type { Document, Element, Node, Reference } from "../rst/nodes.js";
import type { Holder } from "./tree.js";

/** What a caller of the transforms may set; the defaults are docutils', but for docinfo. */
export interface TransformSettings {
  /** A lone first section title becomes the document's. */
  readonly doctitle: boolean;
  /** So does that of a lone section in it, as the subtitle. Markdown has no subtitles. */
  readonly subtitle: boolean;
  readonly sectsubtitle: boolean;
  /** A field list at the start becomes docinfo. */
  readonly docinfo: boolean;
  /** `false` leaves numbers out, whatever `sectnum` asks for. */
  readonly sectnum: boolean;
  /** Links in titles back to the contents. */
  readonly tocBacklinks: "entry" | "top" | "none";
  /** Typographic quotes and dashes; `alt` for the second form of the language. */
  readonly smartQuotes: boolean | "alt";
  /** Longest text of a substitution, in characters. */
  readonly lineLengthLimit: number;
  /** No blank is put before the footnote references that `target-notes` makes. */
  readonly trimFootnoteReferenceSpace: boolean;
  readonly stripComments: boolean;
  readonly stripClasses: readonly string[];
  readonly stripElementsWithClasses: readonly string[];
  /** Lowest level of message that stays in the document; 5 for none. */
  readonly reportLevel: number;
  /** Language of the text: of bibliographic fields, quotes, titles made by us. */
  readonly languageCode: string;
  /** Gives parts of the document ids that it does not have yet, and returns them: the page is told which are taken. */
  readonly parts?: (document: Document, taken: ReadonlySet<string>) => ReadonlySet<string>;
  /** Is given the terms of the document, what is defined and what is to lead there, instead of these being resolved within it. */
  readonly terms?: (terms: DocumentTerms) => void;
  /** Run these transforms only, and those that directives ask for. */
  readonly only?: readonly string[];
}

export const defaultTransformSettings: TransformSettings = {
  doctitle: true,
  subtitle: true,
  sectsubtitle: false,
  docinfo: false,
  sectnum: true,
  tocBacklinks: "entry",
  smartQuotes: false,
  lineLengthLimit: 10_000,
  trimFootnoteReferenceSpace: false,
  stripComments: false,
  stripClasses: [],
  stripElementsWithClasses: [],
  reportLevel: 2,
  languageCode: "en",
};

/** The terms of a document. */
export interface DocumentTerms {
  readonly defined: readonly TermDefinition[];
  /** What is to lead to the definition of its `term`. */
  readonly used: readonly Reference[];
  /** Links to `#term-...` that the page does not have. */
  readonly elsewhere: readonly (Reference & { refuri?: string })[];
}

/** What defines a term, and where in its blocks something can be said of that. */
export interface TermDefinition {
  readonly node: Element;
  /** What has these blocks; `null` where there is no place for more. */
  readonly holder: Holder | null;
  /** The block that it is in; absent where all blocks belong to the term. */
  readonly block?: Node;
}
