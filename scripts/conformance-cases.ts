/** How a case of docutils' test suite is run here; `conformance.ts` is the command. */
import type { Report } from "../src/base/diagnostics.js";
import { writeDocument } from "../src/html/write.js";
import { textOf, type Document } from "../src/rst/nodes.js";
import { toPseudoXml } from "../src/rst/pseudo-xml.js";
import { parseRst } from "../src/rst/rst.js";
import type { Settings } from "../src/rst/context.js";
import { transform } from "../src/transform/transform.js";
import { structureOf } from "./html-structure.js";
import type { TransformName, TransformSettings } from "../src/transform/transform.js";

/** A case of the file: what goes in, and what docutils makes of it. */
export interface Case {
  readonly id: string;
  readonly category: string;
  readonly core: boolean;
  readonly kind: "parse" | "transform" | "html";
  readonly source?: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly transforms: readonly (readonly [string, number])[] | null;
  readonly input: string;
  readonly expected: string;
  /** Of HTML: who wrote it, and which part of the page it is. */
  readonly writer?: "html4css1" | "html5";
  readonly part?: string;
}

/** What we make of a case; `null` where it is not compared. */
export interface Outcome {
  readonly case: Case;
  /** `null` where the kind of case cannot be run yet. */
  readonly output: string | null;
}

const ignore: Report = () => {};

/** docutils' settings in the parser's words. */
function parserSettings({ id, settings }: Case): Partial<Settings> {
  const known: Readonly<Record<string, keyof Settings>> = {
    raw_enabled: "rawEnabled",
    file_insertion_enabled: "fileInsertionEnabled",
    pep_references: "pepReferences",
    rfc_references: "rfcReferences",
    character_level_inline_markup: "characterLevelInlineMarkup",
    trim_footnote_reference_space: "trimFootnoteReferenceSpace",
    trim_footnote_ref_space: "trimFootnoteReferenceSpace",
    line_length_limit: "lineLengthLimit",
    language_code: "languageCode",
  };
  const given = Object.fromEntries(
    Object.entries(known).flatMap(([theirs, name]) =>
      theirs in settings ? [[name, settings[theirs]]] : [],
    ),
  );
  // docutils has a reader of its own for PEPs.
  // Raised references stand close to the text.
  const raised = settings["footnote_references"] === "superscript";
  if (raised) Object.assign(given, { trimFootnoteReferenceSpace: true });
  return { ...given, headerFields: id.startsWith("test_readers/test_pep") };
}

/** Our names of docutils' transforms. */
const transformNames: Readonly<Record<string, readonly TransformName[]>> = {
  Substitutions: ["substitutions"],
  PropagateTargets: ["propagate-targets"],
  DocTitle: ["document-title"],
  DocInfo: ["docinfo"],
  SectionSubTitle: ["section-subtitle"],
  StripClassesAndElements: ["strip-classes"],
  AnonymousHyperlinks: ["anonymous-references"],
  IndirectHyperlinks: ["indirect-targets"],
  Footnotes: ["footnotes"],
  ExternalTargets: ["external-targets"],
  InternalTargets: ["internal-targets"],
  StripComments: ["strip-comments"],
  Transitions: ["transitions"],
  DanglingReferences: ["dangling-references", "unreferenced-targets"],
  SmartQuotes: ["smart-quotes"],
  Messages: ["messages"],
  FilterMessages: ["filter-messages"],
  TestMessages: ["messages-at-end"],
  Admonitions: ["admonition-titles"],
};

/** docutils' settings and list of transforms in our transforms' words. */
function transformSettings({ kind, settings, transforms }: Case): Partial<TransformSettings> {
  const names = (transforms ?? []).map(([name]) => name.split(".").at(-1)!);
  const known: Readonly<Record<string, keyof TransformSettings>> = {
    smart_quotes: "smartQuotes",
    strip_classes: "stripClasses",
    strip_elements_with_classes: "stripElementsWithClasses",
    strip_comments: "stripComments",
    toc_backlinks: "tocBacklinks",
    report_level: "reportLevel",
    line_length_limit: "lineLengthLimit",
    trim_footnote_ref_space: "trimFootnoteReferenceSpace",
    language_code: "languageCode",
  };
  return {
    // docutils' tests ask for all messages unless they say otherwise
    reportLevel: names.includes("FilterMessages") ? 2 : 1,
    ...Object.fromEntries(
      Object.entries(known).flatMap(([theirs, name]) =>
        theirs in settings ? [[name, settings[theirs]]] : [],
      ),
    ),
    doctitle: settings["doctitle_xform"] !== false,
    docinfo: settings["docinfo_xform"] !== false,
    // Where a case asks for the transform itself, it is on.
    sectsubtitle: settings["sectsubtitle_xform"] === true || kind === "transform",
    ...(transforms && { only: names.flatMap((name) => transformNames[name] ?? []) }),
  };
}

/** What docutils calls the parts of a page, as the nodes they are made of. */
function partOf(document: Document, part: string): Document {
  const head = ["title", "subtitle", "docinfo"];
  const wanted: Readonly<Record<string, (type: string) => boolean>> = {
    body: (type) => !head.includes(type),
    fragment: (type) => !head.includes(type),
    body_pre_docinfo: (type) => type === "title" || type === "subtitle",
    title: (type) => type === "title",
    html_title: (type) => type === "title",
    subtitle: (type) => type === "subtitle",
    html_subtitle: (type) => type === "subtitle",
    docinfo: (type) => type === "docinfo",
  };
  const isWanted = wanted[part] ?? (() => true);
  return { ...document, children: document.children.filter(({ type }) => isWanted(type)) };
}

/** HTML of ours and of docutils, compared by structure. */
function htmlOf(document: Document, part: string): string {
  const chosen = partOf(document, part);
  if (part === "title" || part === "subtitle") return chosen.children.map(textOf).join("");
  return writeDocument(chosen, ignore, { contents: "inside" }).body;
}

/** What a case wants, as it is compared. */
export function wantedOf(test: Case): string {
  return test.kind === "html" ? structureOf(test.expected) : test.expected;
}

function run(test: Case): string | null {
  // The older writer of docutils makes the HTML of another time.
  if (test.kind === "html" && test.writer !== "html5") return null;
  const source = { path: test.source ?? "test data", text: test.input };
  const document = parseRst(source, ignore, parserSettings(test));
  const shown = {
    detailed: test.settings["detailed"] === true,
    places: "expose_internals" in test.settings,
  };
  if (test.kind === "parse") return toPseudoXml(document, shown);
  if (test.kind === "html")
    return structureOf(htmlOf(transform(document, ignore, transformSettings(test)), test.part!));
  return toPseudoXml(transform(document, ignore, transformSettings(test)), shown);
}

/** Run a case. A fault of the program is its output. */
export function tryRun(test: Case): Outcome {
  try {
    return { case: test, output: run(test) };
  } catch (error) {
    return { case: test, output: error instanceof Error ? (error.stack ?? error.message) : "?" };
  }
}

/** Whether our output is what the case wants. */
export function isRight({ case: test, output }: Outcome): boolean {
  return output === wantedOf(test);
}
