import { YAMLException } from "js-yaml";
import { collector, type Diagnostic } from "../base/diagnostics.js";
import type { Source, Span } from "../base/source.js";
import type { DataFile } from "./json.js";
import { mendsOf, type Mend } from "./mends.js";
import { loadYaml } from "./nodes.js";
import { placesOf } from "./places.js";
import { readData } from "./read-data.js";
import { strayMark } from "./stray-mark.js";
import { yamlFault } from "./yaml-faults.js";
import { linesOf, partsOf, type TextEdit } from "./yaml-stop.js";

/** As many places are mended. */
const mostFaults = 5;
/** As many mends of one place are tried. */
const mostTries = 24;
const mostCharacters = 200_000;

/** What a file says that is no YAML, as it can only be meant. */
export interface MendedFile {
  readonly file: DataFile;
  /** What is wrong further below, and with what it says. */
  readonly found: readonly Diagnostic[];
}

/** A text that was mended, and for each of its characters the offset in the file. */
interface Mended {
  readonly text: string;
  readonly offsets: readonly number[];
}

/**
 * A file that is no YAML with the least that makes it some: brackets and quotes that end, lines that begin where those
 * beside them do. `null` where that cannot be found. The first fault was reported when the file was read as it is.
 * `keepsValues`: without mends that may make another value of one.
 */
export function readMended({ source }: DataFile, keepsValues: boolean): MendedFile | null {
  if (source.text.length > mostCharacters || hasDuplicates(source)) return null;
  const found: Diagnostic[] = [];
  let mended: Mended = {
    text: source.text,
    offsets: Array.from({ length: source.text.length + 1 }, (_, index) => index),
  };
  for (let left = mostFaults; left > 0; left--) {
    const fault = faultIn({ ...source, text: mended.text });
    if (fault === null) return left === mostFaults ? null : asRead(source, mended, found);
    if (left < mostFaults) found.push(toldOf(fault, source, mended));
    const next = nextOf(fault, source, mended, keepsValues);
    if (next === null) return null;
    mended = next;
  }
  return null;
}

/** Whether a reader stopped at a key that is there already: what is meant by it is not known. */
function hasDuplicates(source: Source): boolean {
  try {
    loadYaml(source);
    return false;
  } catch (error) {
    return error instanceof YAMLException && error.reason === "duplicated mapping key";
  }
}

interface Fault {
  readonly start: number;
  readonly end: number;
  /** Where reading stopped. */
  readonly stop: number;
  readonly parts: readonly string[];
  /** What mends it, where that is known. */
  readonly mend?: Mend;
}

/** What a text is no YAML for; `null` where it is. */
function faultIn(source: Source): Fault | null {
  try {
    loadYaml(source, { json: true });
  } catch (error) {
    if (!(error instanceof YAMLException)) return null;
    const stop = Math.min(error.mark?.position ?? 0, source.text.length);
    const fault = yamlFault(source.text, stop, error.reason);
    const mend = fault.kind === "conflict" ? firstVersion(source.text, fault.start) : null;
    return { ...fault, stop, parts: partsOf(fault), ...(mend && { mend }) };
  }
  const stray = strayMark(source);
  if (!stray) return null;
  const { start, end, string } = stray;
  const what = `"${source.text.slice(start, end)}" stands before ${string}`;
  const mend = [{ start, end, text: "" }];
  return { start, end, stop: start, parts: [what, "Remove it, or put it into the quotes."], mend };
}

/** Of lines that git could not merge those of the first version; `null` where the marks are not whole. */
function firstVersion(text: string, start: number): Mend | null {
  const lines = linesOf(text);
  const first = lines.findIndex((line) => line.start === start);
  const markAfter = (mark: RegExp, from: number) =>
    lines.findIndex((line, index) => index > from && mark.test(line.text));
  const middle = markAfter(/^(?:={7}\s*$|\|{7} )/, first);
  const last = markAfter(/^>{7} /, middle);
  if (!lines[first]?.text.startsWith("<") || middle === -1 || last === -1) return null;
  const cut = (from: number, to: number): TextEdit => ({
    start: lines[from]!.start,
    end: lines[to + 1]?.start ?? text.length,
    text: "",
  });
  return [cut(first, first), cut(middle, last)];
}

function toldOf({ start, end, parts }: Fault, source: Source, { offsets }: Mended): Diagnostic {
  const from = offsets[start]!;
  const until = offsets[Math.min(end, offsets.length - 1)]!;
  return {
    code: "yaml-syntax",
    span: { source, start: from, end: Math.max(until, from + 1) },
    parts,
  };
}

/** The text after the first mend with which it can be read, or else the one with which it is read furthest, beyond the line of the fault. */
function nextOf(fault: Fault, source: Source, before: Mended, keepsValues: boolean): Mended | null {
  if (fault.mend) return apply(before, fault.mend);
  let best: { readonly mended: Mended; readonly stop: number } | null = null;
  const mends = mendsOf(before.text, fault.start, fault.stop, keepsValues);
  for (const mend of mends.slice(0, mostTries)) {
    const mended = apply(before, mend);
    const next = faultIn({ ...source, text: mended.text });
    if (next === null) return mended;
    const stop = mended.offsets[next.stop]!;
    if (!best || stop > best.stop) best = { mended, stop };
  }
  if (!best) return null;
  const from = before.offsets[fault.stop]!;
  return isFarBelow(source.text, from, best.stop) ? best.mended : null;
}

/** What stops a reader right after a mend is wrong for the mend. */
function isFarBelow(text: string, from: number, to: number): boolean {
  return (text.slice(from, to).match(/\n/g)?.length ?? 0) >= 2;
}

function apply({ text, offsets }: Mended, mend: Mend): Mended {
  const edits = mend.toSorted((one, other) => one.start - other.start);
  let [made, at] = ["", 0];
  const places: number[] = [];
  for (const { start, end, text: meant } of edits) {
    made += text.slice(at, start) + meant;
    for (let index = at; index < start; index++) places.push(offsets[index]!);
    for (let index = 0; index < meant.length; index++) places.push(offsets[start]!);
    at = end;
  }
  for (let index = at; index < offsets.length; index++) places.push(offsets[index]!);
  return { text: made + text.slice(at), offsets: places };
}

function asRead(
  source: Source,
  { text, offsets }: Mended,
  before: Diagnostic[],
): MendedFile | null {
  const cleaned: Source = { ...source, text };
  const { report, diagnostics } = collector();
  const read = readData(cleaned, report);
  if (read.value === null) return null;
  placesOf(source, cleaned, offsets);
  const inFile = (span: Span): Span => ({
    source,
    start: offsets[span.start]!,
    end: offsets[Math.min(span.end, offsets.length - 1)]!,
  });
  const found = diagnostics.map((each) => ({
    ...each,
    span: each.span?.source === cleaned ? inFile(each.span) : each.span,
  }));
  return { file: { ...read, source }, found: [...before, ...found] };
}
