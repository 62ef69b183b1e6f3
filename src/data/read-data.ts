import { YAMLException, type LoadOptions } from "js-yaml";
import { reportTo, tellAgain, type Report } from "../base/diagnostics.js";
import { wholeFile, type Source, type Span } from "../base/source.js";
import { reportControlCharacters } from "./control-characters.js";
import { reportNoNumbers } from "./no-numbers.js";
import type { DataFile, Json } from "./json.js";
import { isForgettable, keepForgotten } from "./key-order.js";
import { keyInBrackets, loadYaml, nodesOf, rememberNodes } from "./nodes.js";
import { longKeyIn } from "./long-keys.js";
import { duplicateKeys, spanOf } from "./places.js";
import { readPlainYaml } from "./plain-yaml.js";
import { strayMark, type StrayMark } from "./stray-mark.js";
import { withoutLoneSurrogates } from "./surrogates.js";
import { yamlFault } from "./yaml-faults.js";
import { partsOf } from "./yaml-stop.js";

/** How deep objects and arrays may be nested. */
export const maxNesting = 100;

/**
 * Read a YAML or JSON file. Dates stay strings and keys keep their order. What is wrong with the text is reported; the
 * value is then what could be made of it, or `null`. Nothing is wrong with plain YAML, so js-yaml need not see it.
 */
export function readData(source: Source, report: Report): DataFile {
  const text = withoutLoneSurrogates(source, report);
  if (text === source.text) return read(source, report);
  const cleaned = { ...source, text };
  const file = read(
    cleaned,
    reportTo((finding) =>
      tellAgain({ ...finding, span: finding.span && { ...finding.span, source } }, report),
    ),
  );
  rememberNodes(source, nodesOf(cleaned));
  return { ...file, source };
}

function read(source: Source, report: Report): DataFile {
  if (isEmpty(source.text)) {
    report("empty-file", wholeFile(source));
    return { source, value: null, isUnreadable: true };
  }
  const plain = readPlainYaml(source.text);
  if (plain) {
    rememberNodes(source, plain.nodes);
    keepWhatIsForgotten(source);
    const stray = strayMark(source);
    if (stray) return { source, value: reportStray(source, stray, report), isUnreadable: true };
    return checked({ source, value: plain.value }, report);
  }
  let isTold = false;
  const tell = reportTo((finding) => {
    isTold = true;
    tellAgain(finding, report);
  });
  const value = parse(source, tell);
  if (value !== null && isBounded(value, source, tell)) return checked({ source, value }, report);
  return { source, value: null, ...(isTold ? { isUnreadable: true } : {}) };
}

/** Whether a text holds nothing but comments and the marks between documents. */
function isEmpty(text: string): boolean {
  const filling = /\s+|#.*|---|\.\.\./y;
  let end = 0;
  while (filling.test(text)) end = filling.lastIndex;
  return end === text.length;
}

function checked(file: DataFile, report: Report): DataFile {
  const { source, value } = file;
  const long = longKeyIn(value, source.text);
  if (long !== null) {
    const key = spanOf({ source, pointer: long }, "key");
    const length = String(key.end - key.start);
    report("data-too-deep", key, [String(maxNesting), length]);
    return { source, value: null, isUnreadable: true };
  }
  reportControlCharacters(file, report);
  reportNoNumbers(file, report);
  return file;
}

function parse(source: Source, report: Report): Json {
  try {
    const value = dataIn(source, {});
    const key = keyInBrackets(source);
    if (key) return reportKey(source, key, report);
    const stray = strayMark(source);
    return stray ? reportStray(source, stray, report) : value;
  } catch (error) {
    if (!(error instanceof YAMLException)) return reportTooDeep(source, report);
    if (error.reason !== "duplicated mapping key") return reportSyntax(source, error, report);
    return readDuplicates(source, error, report);
  }
}

/** The last of several equal keys counts. */
function readDuplicates(source: Source, error: YAMLException, report: Report): Json {
  try {
    const value = dataIn(source, { json: true });
    reportDuplicates(source, error, report);
    return value;
  } catch (later) {
    reportDuplicates(source, error, report);
    return later instanceof YAMLException
      ? reportSyntax(source, later, report)
      : reportTooDeep(source, report);
  }
}

function dataIn(source: Source, options: LoadOptions): Json {
  const value = loadYaml(source, options);
  keepWhatIsForgotten(source);
  return (value ?? null) as Json; // the schema makes nothing but JSON's kinds of values
}

function keepWhatIsForgotten(source: Source): void {
  if (isForgettable(source.text)) keepForgotten(source.text, nodesOf(source));
}

function reportSyntax(source: Source, error: YAMLException, report: Report): null {
  if (error.reason.includes("maxDepth"))
    return reportTooDeep(source, report, markOf(source, error));
  if (error.reason.includes("maxTotalMergeKeys")) {
    report("yaml-aliases-explode", markOf(source, error));
    return null;
  }
  const fault = yamlFault(source.text, markOf(source, error).start, error.reason);
  const { start, end } = fault;
  report("yaml-syntax", { source, start, end }, partsOf(fault));
  return null;
}

/** JSON's keys are strings. */
function reportKey(source: Source, { start, end }: Omit<Span, "source">, report: Report): null {
  const key = source.text.slice(start, end);
  const kind = key.startsWith("{") ? "a map" : "a list";
  report("yaml-syntax", { source, start, end }, [
    `the key ${key} is ${kind} by its brackets, and no name`,
    `Put the key in quotes: ${JSON.stringify(key)}:`,
  ]);
  return null;
}

function reportStray(source: Source, { start, end, string }: StrayMark, report: Report): null {
  report("yaml-syntax", { source, start, end }, [
    `"${source.text.slice(start, end)}" stands before ${string}`,
    "Remove it, or put it into the quotes.",
  ]);
  return null;
}

function reportDuplicates(source: Source, error: YAMLException, report: Report): void {
  const spans = duplicateKeys(source);
  for (const span of spans.length > 0 ? spans : [markOf(source, error)])
    report("duplicate-key", span, [source.text.slice(span.start, span.end)]);
}

function markOf(source: Source, error: YAMLException): Span {
  const start = Math.min(error.mark?.position ?? 0, source.text.length);
  return { source, start, end: start + 1 };
}

function reportTooDeep(source: Source, report: Report, span: Span = wholeFile(source)): null {
  report("data-too-deep", span, [String(maxNesting)]);
  return null;
}

/**
 * YAML aliases share one value between many places, so a small file may stand for a value without bounds, or for one that
 * contains itself. Both would keep everything that walks over it busy for ever.
 */
function isBounded(value: Json, source: Source, report: Report): boolean {
  if (fitsBounds(value, source.text)) return true;
  const alias = /\*[^\s,[\]{}]+/.exec(source.text);
  if (alias)
    report("yaml-aliases-explode", {
      source,
      start: alias.index,
      end: alias.index + alias[0].length,
    });
  else reportTooDeep(source, report);
  return false;
}

/** Whether a value is no larger than its text may be, and not too deep. */
export function fitsBounds(value: Json, text: string): boolean {
  // Without aliases there cannot be more values than characters.
  let left = 100_000 + 2 * text.length;
  const fits = (at: Json, depth: number): boolean => {
    if (typeof at !== "object" || at === null) return true;
    if (depth > maxNesting) return false;
    for (const child of Object.values(at)) if (--left < 0 || !fits(child, depth + 1)) return false;
    return true;
  };
  return fits(value, 0);
}
