/**
 * How much of docutils' own test suite the engine gets right, byte by byte.
 *
 *     npm run conformance -- FILE [--category NAME] [--kind KIND] [--show N] [--ids-out FILE]
 *
 * FILE holds the cases as JSON, `{"cases": [...]}`. Prints passed of total per category, and of the core cases.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Report } from "../src/base/diagnostics.js";
import { writeDocument } from "../src/html/write.js";
import { textOf, type Document } from "../src/rst/nodes.js";
import { toPseudoXml } from "../src/rst/pseudo-xml.js";
import { parseRst } from "../src/rst/rst.js";
import type { Settings } from "../src/rst/context.js";
import { transform } from "../src/transform/transform.js";
import { structureOf } from "./html-structure.js";
import type { TransformName, TransformSettings } from "../src/transform/transform.js";

interface Case {
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

interface Outcome {
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

function wantedOf(test: Case): string {
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

function tryRun(test: Case): Outcome {
  try {
    return { case: test, output: run(test) };
  } catch (error) {
    return { case: test, output: error instanceof Error ? (error.stack ?? error.message) : "?" };
  }
}

function isRight({ case: test, output }: Outcome): boolean {
  return output === wantedOf(test);
}

function printTable(outcomes: readonly Outcome[]): void {
  const categories = new Map<string, { passed: number; total: number; skipped: number }>();
  for (const outcome of outcomes) {
    const row = categories.get(outcome.case.category) ?? { passed: 0, total: 0, skipped: 0 };
    categories.set(outcome.case.category, row);
    if (outcome.output === null) row.skipped++;
    else row.total++;
    if (isRight(outcome)) row.passed++;
  }
  for (const [name, { passed, total, skipped }] of [...categories].sort())
    console.log(
      `${name.padEnd(28)} ${passed} of ${total}${skipped ? ` (${skipped} skipped)` : ""}`,
    );
}

/** The lines that differ, each with the sign of a diff: a shortest one is not needed to see what is wrong. */
function difference(expected: string, got: string): string {
  const want = expected.split("\n");
  const have = got.split("\n");
  let start = 0;
  while (start < want.length && start < have.length && want[start] === have[start]) start++;
  let end = 0;
  const most = Math.min(want.length, have.length) - start;
  while (end < most && want.at(-1 - end) === have.at(-1 - end)) end++;
  return [
    ...want.slice(Math.max(0, start - 3), start).map((line) => `  ${line}`),
    ...want.slice(start, want.length - end).map((line) => `- ${line}`),
    ...have.slice(start, have.length - end).map((line) => `+ ${line}`),
    ...want.slice(want.length - end, want.length - end + 3).map((line) => `  ${line}`),
  ].join("\n");
}

function printFailure({ case: test, output }: Outcome): void {
  console.log(`\n=== ${test.id} (${test.category}, ${test.kind}${test.core ? ", core" : ""})`);
  console.log(JSON.stringify(test.settings));
  console.log(test.input);
  console.log("--- wanted, +++ got");
  console.log(difference(wantedOf(test), output ?? ""));
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      category: { type: "string" },
      show: { type: "string", default: "0" },
      kind: { type: "string" },
      "ids-out": { type: "string" },
    },
  });
  const [file] = positionals;
  if (file === undefined) {
    console.error(
      "Usage: conformance FILE [--category NAME] [--kind KIND] [--show N] [--ids-out FILE]",
    );
    process.exitCode = 2;
    return;
  }
  const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: Case[] };
  const chosen = cases.filter(
    ({ category, kind }) =>
      (values.category ?? category) === category && (values.kind ?? kind) === kind,
  );
  const outcomes = chosen.map(tryRun);
  const ran = outcomes.filter(({ output }) => output !== null);
  const wrong = ran.filter((outcome) => !isRight(outcome));
  for (const outcome of wrong.slice(0, Number(values.show))) printFailure(outcome);

  printTable(outcomes);
  console.log(`all: ${ran.length - wrong.length} of ${ran.length}`);
  const core = outcomes.filter(({ case: test }) => test.core);
  console.log(`core: ${core.filter(isRight).length} of ${core.length}`);
  if (values["ids-out"] !== undefined) {
    const ids = outcomes.filter(isRight).map(({ case: test }) => test.id);
    writeFileSync(values["ids-out"], ids.map((id) => `${id}\n`).join(""));
  }
}

main();
