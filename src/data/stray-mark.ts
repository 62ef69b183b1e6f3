import type { Source } from "../base/source.js";
import { nodesOf } from "./nodes.js";

/** `{x"type": …`, `: x"string"`: what may be a stray character right before a string. */
const maybeRe = /(?:[{[,]|":)\s*[^\s"'{}[\],:][^"'{}[\],:\n]{0,40}"(?:[^"\\\n]|\\.)*"\s*[:,}\]]/;
const strayRe = /^(?<stray>[^"'{}[\],:\s][^"'{}[\],:\n]{0,40}?)\s*(?<string>"(?:[^"\\\n]|\\.)*")$/;

export interface StrayMark {
  readonly start: number;
  readonly end: number;
  /** The string that it stands before, in its quotes. */
  readonly string: string;
}

/**
 * Given a text in JSON, where something stands before a string, be that a key or a value. YAML reads both together as a name
 * with quotes in it, which nobody means.
 */
export function strayMark(source: Source): StrayMark | null {
  const { text } = source;
  if (!/^\s*[{[]/.test(text) || !maybeRe.test(text)) return null;
  const mark = markBeforeString(text, text.length);
  if (mark) return mark;
  const open: number[] = [];
  let first: StrayMark | null = null;
  for (const mark of nodesOf(source).marks) {
    if (mark >= 0) {
      open.push(mark);
      continue;
    }
    const from = open.pop()!;
    if (~mark - from > longest || (first && from > first.start)) continue;
    const shown = text.slice(from, ~mark);
    const found = strayRe.exec(shown.trim())?.groups;
    if (!found) continue;
    const start = from + shown.search(/\S/);
    first = { start, end: start + found["stray"]!.length, string: found["string"]! };
  }
  return first;
}

/** `"key": = "string"`: a mark before a string in JSON, whatever a reader makes of the two. */
const markRe =
  /(?<=(?<!\\)" *: *)(?<mark>[^\s"'{}[\],:\w&*!|>%@`#+\\-]+) *(?<string>"(?:[^"\\\n]|\\.)*")(?=\s*[,}\]\n])/;

/** The first such mark before an offset. */
export function markBeforeString(text: string, offset: number): StrayMark | null {
  if (!/^\s*[{[]/.test(text)) return null;
  const found = markRe.exec(text);
  if (!found || found.index > offset) return null;
  const { mark = "", string = "" } = found.groups ?? {};
  return { start: found.index, end: found.index + mark.length, string };
}

/** What is meant as a name or a word is short. */
const longest = 10_000;
