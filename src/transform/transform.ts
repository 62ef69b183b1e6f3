import type { Report } from "../base/diagnostics.js";
import type { Document } from "../rst/nodes.js";

/** What a caller of the transforms may set; the defaults are docutils'. */
export interface TransformSettings {
  /** A lone first section title becomes the document's. */
  readonly doctitle: boolean;
  readonly sectsubtitle: boolean;
  /** A field list at the start becomes docinfo. */
  readonly docinfo: boolean;
  readonly sectnum: boolean;
  /** Links in titles back to the contents. */
  readonly tocBacklinks: "entry" | "top" | "none";
  readonly smartQuotes: boolean;
}

/** Resolve what a parsed document refers to: substitutions, names, footnotes, numbers, contents. Gives a new document; the parsed one stays as it is. */
export function transform(
  _document: Document,
  _report: Report,
  _settings?: Partial<TransformSettings>,
): Document {
  throw new Error("not written");
}
