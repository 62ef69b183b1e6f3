import {
  isArray,
  keysOf,
  numberText,
  spanOf,
  type DataFile,
  type Json,
  shallowBrackets,
} from "../data/data.js";
import { originOf, valueAt, type Cx, type Place } from "./cx.js";

/** `2020-06-01`, `2020-06-01T12:00:00Z`: a date to readers of YAML 1.1. */
const dateRe = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ][\d:.]+(?:Z|[-+]\d\d?(?::\d\d)?)?)?$/;
/** Truth and its opposite in YAML 1.1. */
const wordRe = /^(?:yes|no|on|off)$/i;
/** A file in which one of them may stand without quotes. */
const suspectRe = /[-:,[{]\s+["']?(?:\d{4}-\d\d?-\d\d?|(?:yes|no|on|off)\s*(?:$|[,\]}#]))/im;

/** Looks for values without quotes that other programs do not read as the text they are. */
export function checkScalars(cx: Cx): void {
  const { files, configFile, targets } = cx.project;
  for (const file of files.values())
    // The project's own settings are read by this program alone.
    if (
      file !== configFile &&
      file !== targets.file &&
      !file.source.path.endsWith(".json") &&
      suspectRe.test(file.source.text)
    )
      lookAt(file, cx);
}

function lookAt({ value: root }: DataFile, cx: Cx): void {
  const seen = new Set<object>();
  const queue: Json[] = [root];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (typeof at !== "object" || at === null || seen.has(at)) continue;
    seen.add(at);
    const keys = isArray(at) ? [...at.keys()] : keysOf(at);
    for (const key of keys) {
      const value = (at as { readonly [key: string | number]: Json })[key]!;
      if (typeof value === "string") lookAtText(value, { holder: at, key }, cx);
      else queue.push(value);
    }
  }
}

function lookAtText(text: string, at: Place, cx: Cx): void {
  if (text.length > 40) return;
  const isDate = dateRe.test(text);
  if ((!isDate && !wordRe.test(text)) || !isPlain(at, text, cx)) return;
  if (isDate) cx.report("yaml-date", at, [text]);
  else cx.report("yaml-word", at, [text, /^(?:yes|on)$/i.test(text) ? "true" : "false"]);
}

/** Whether a value stands in its file as it is, without quotes. */
function isPlain(at: Place, text: string, { schemas }: Cx): boolean {
  const origin = originOf(at, schemas);
  if (!origin) return false;
  const { source, start } = spanOf(origin);
  return source.text.startsWith(text, start);
}

/**
 * Tells of a number that is written as text is, where nothing says that it is to be a number: `1.10` is the number 1.1,
 * `007` is 7.
 */
export function checkNumber(at: Place & { readonly key: string | number }, cx: Cx): void {
  const value = valueAt(at);
  if (typeof value !== "number") return;
  const written = numberText(at.holder, at.key);
  if (written !== undefined && /^(?:\d+\.\d*0|0[\dxo].*)$/.test(written))
    cx.report("yaml-number", at, [written, String(value)]);
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
