import { jsonFileFault } from "../base/json-fault.js";
import {
  isArray,
  keysOf,
  lookUp,
  shallowBrackets,
  type DataFile,
  type Json,
} from "../data/data.js";
import { spanAt, stepBelow, writtenAt, type Located } from "../data/located.js";
import type { Cx } from "./cx.js";

/** `2020-06-01`, `2020-06-01T12:00:00Z`: a date to readers of YAML 1.1. */
const dateRe = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ][\d:.]+(?:Z|[-+]\d\d?(?::\d\d)?)?)?$/;
/** Truth and its opposite in YAML 1.1. */
const wordRe = /^(?:yes|no|on|off)$/i;
/** A file in which one of them may stand without quotes. */
const suspectRe = /[-:,[{]\s+["']?(?:\d{4}-\d\d?-\d\d?|(?:yes|no|on|off)\s*(?:$|[,\]}#]))/im;

/** Looks for values without quotes that other programs do not read as the text they are. */
export function checkScalars(cx: Cx): void {
  const { files, configFile, targets, tables } = cx.project;
  const rows = new Set(tables.values());
  for (const file of files.values())
    // The project's own settings are read by this program alone, and the rows of a table are for readers.
    if (
      file !== configFile &&
      file !== targets.file &&
      !rows.has(file) &&
      !file.source.path.endsWith(".json") &&
      suspectRe.test(file.source.text)
    )
      lookAt(file, cx);
}

function lookAt(file: DataFile, cx: Cx): void {
  const seen = new Set<object>();
  const queue: [value: Json, at: Located][] = [[file.value, { file, pointer: "" }]];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [value, at] = next;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const keys = isArray(value) ? [...value.keys()] : keysOf(value);
    for (const key of keys) {
      const each = (value as { readonly [key: string | number]: Json })[key]!;
      if (typeof each === "string") lookAtText(each, at, key, cx);
      else if (typeof each === "object") queue.push([each, stepBelow(at, key)]);
    }
  }
}

function lookAtText(text: string, holder: Located, key: string | number, cx: Cx): void {
  if (text.length > 40) return;
  const isDate = dateRe.test(text);
  if (!isDate && !wordRe.test(text)) return;
  const at = stepBelow(holder, key);
  if (!isPlain(at, text)) return;
  if (isDate) cx.report("yaml-date", at, [text]);
  else cx.report("yaml-word", at, [text, /^(?:yes|on)$/i.test(text) ? "true" : "false"]);
}

/** Whether a value stands in its file as it is, without quotes. */
function isPlain(at: Located, text: string): boolean {
  const { source, start } = spanAt(at);
  return source.text.startsWith(text, start);
}

/**
 * Reports a number that is written as text is, where nothing says that it is to be a number: `1.10` is the number 1.1,
 * `007` is 7.
 */
export function checkNumber(at: Located, cx: Cx): void {
  const written = writtenAt(at);
  if (written !== undefined && /^(?:\d+\.\d*0|0[\dxo].*)$/.test(written))
    cx.report("yaml-number", at, [written, String(lookUp(at.file.value, at.pointer))]);
}

/** Looks for files called JSON that are YAML alone: they are read here, but not by others. */
export function checkJson({ project, tell }: Cx): void {
  for (const { source, isUnreadable } of project.files.values()) {
    if (isUnreadable || !source.path.endsWith(".json")) continue;
    const fault = jsonFileFault(source.text);
    if (!fault) continue;
    const { at, found, comma } = fault;
    const span = { source, start: at, end: at + Math.max(1, found.length) };
    tell("file-not-json", span, [found, comma === undefined ? "" : "comma"]);
  }
}

/** Looks for closing brackets that YAML wants deeper; one in a file stands for all, since that is how its author writes. */
export function checkBrackets({ project, tell }: Cx): void {
  for (const { source, isUnreadable } of project.files.values()) {
    if (isUnreadable || source.path.endsWith(".json")) continue;
    const [first, ...others] = shallowBrackets(source);
    if (!first) continue;
    const key = source.text.slice(first.key.start, first.key.end);
    tell("closing-bracket-column", first.span, [key, String(others.length)]);
  }
}
