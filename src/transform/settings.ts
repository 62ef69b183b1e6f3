import type { Document, Element } from "../rst/nodes.js";

/** What a caller of the transforms may set; the defaults are docutils', but for docinfo. */
export interface TransformSettings {
  /** A lone first section title becomes the document's. */
  readonly doctitle: boolean;
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
  /** Is given what names lead to before anything is resolved: ids, `null` for several, and the elements by id. */
  readonly named?: (
    names: ReadonlyMap<string, string | null>,
    elements: ReadonlyMap<string, Element>,
  ) => void;
  /** Run these transforms only, and those that directives ask for. */
  readonly only?: readonly string[];
}

export const defaultTransformSettings: TransformSettings = {
  doctitle: true,
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
