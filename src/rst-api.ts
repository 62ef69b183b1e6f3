/**
 * The reStructuredText engine by itself, as `specpress/rst`: text → tree → tree with its references resolved → HTML. It
 * knows nothing of specifications, reads no file and prints nothing. `src/rst/README.md` shows how it is used.
 */
import {
  entryOf,
  reportTo as reporting,
  type Code,
  type Diagnostic,
  type Report,
  type Severity,
} from "./base/diagnostics.js";
import { authored, positionAt, type Source, type Span } from "./base/source.js";
import { writeDocument, type Written } from "./html/write.js";
import type { Settings } from "./rst/context.js";
import type { Document, Node } from "./rst/nodes.js";
import { parseRst as parse } from "./rst/rst.js";
import {
  transform as resolve,
  transformInPlace as resolveInPlace,
  type TransformSettings,
} from "./transform/transform.js";

export { childrenOf, textOf, walk } from "./rst/nodes.js";
export { toPseudoXml, type PseudoXmlOptions } from "./rst/pseudo-xml.js";
export type * from "./rst/nodes.js";
export type { Code, Severity, Source, Span };

/** What is wrong with a text, and where: lines and columns are counted from 1. */
export interface Finding {
  readonly code: Code;
  /** `info` is what docutils keeps at level 1, for the curious. */
  readonly severity: Severity;
  /** One sentence with the author's own words. */
  readonly message: string;
  /** How to mend it, where there is one usual way. */
  readonly hint?: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** The piece of the text it is about. */
  readonly span: Span;
}

/** Told of everything that is found wrong. Nothing is thrown for the fault of an author. */
interface Reporting {
  readonly report?: (finding: Finding) => void;
}

/** What may be set for the parser; `path` is the name of the text in findings and for the files it includes. */
export interface ParseOptions extends Partial<Settings>, Reporting {
  readonly path?: string;
}

/**
 * Text → the tree of docutils, before any transform. Without `readFile`, `include` and other directives that name files
 * report that these cannot be read.
 */
export function parseRst(text: string, options: ParseOptions = {}): Document {
  const { path = "text.rst", report, ...settings } = options;
  return parse({ path, text }, reportTo(report), settings);
}

export interface TransformOptions extends Partial<TransformSettings>, Reporting {
  /** Change the parsed document itself and give it back: faster, where nobody needs it any more. */
  readonly inPlace?: boolean;
}

/** Resolve what a parsed document refers to: substitutions, names, footnotes, numbers, contents. The parsed one stays as it is. */
export function transform(document: Document, options: TransformOptions = {}): Document {
  const { report, inPlace = false, ...settings } = options;
  return (inPlace ? resolveInPlace : resolve)(document, reportTo(report), settings);
}

export interface HtmlOptions extends Reporting {
  /** Where the page finds an image; as the author wrote it, if absent. */
  readonly imageUri?: (image: Extract<Node, { readonly type: "image" }>) => string;
}

/** A page in parts: what a template needs. Contents are apart from the body here. */
export interface HtmlPage extends Omit<Written, "body" | "contents" | "meta" | "ids" | "links"> {
  readonly body: string;
  readonly contents: string;
  /** Elements for `<head>`. */
  readonly meta: string;
  /** Every id of the body. */
  readonly ids: ReadonlySet<string>;
  /** Every address that the body links to, and where in the text it is. */
  readonly links: readonly { readonly href: string; readonly span: Span }[];
}

/** A transformed document → the HTML of its body, the contents where their directive stands. It is safe but for what the author wrote as `raw`. */
export function toHtml(document: Document, { report, imageUri }: HtmlOptions = {}): string {
  return writeDocument(document, reportTo(report), { imageUri, contents: "inside" }).body;
}

/** The same in parts, for a page of one's own. */
export function toHtmlPage(document: Document, { report, imageUri }: HtmlOptions = {}): HtmlPage {
  return writeDocument(document, reportTo(report), { imageUri });
}

function reportTo(report: Reporting["report"]): Report {
  if (!report) return () => {};
  return reporting((finding) => {
    // Nothing in this part of the program reports a fault without its place.
    if (finding.span) report(findingOf(finding, finding.span));
  });
}

function placeOf({ source, start }: Span): Pick<Finding, "path" | "line" | "column"> {
  return { path: source.path, ...positionAt(source, start) };
}

function findingOf({ code, parts }: Diagnostic, span: Span): Finding {
  const { severity, text, hint } = entryOf(code);
  const advice = hint?.(...parts);
  return {
    code,
    severity,
    message: text(...parts),
    ...(advice === undefined ? {} : { hint: advice }),
    ...placeOf(authored(span)),
    span,
  };
}
