import { YAMLException } from "js-yaml";
import type { Diagnostic } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { isObject, type DataFile, type Json } from "./json.js";
import { loadYaml, nodesOf, rememberNodes } from "./nodes.js";
import { joinPointer } from "./pointer.js";
import type { MendedFile } from "./read-mended.js";
import { fitsBounds } from "./read-data.js";
import { yamlFault } from "./yaml-faults.js";
import { partsOf } from "./yaml-stop.js";

/** As many lines may be wrong, and as often is tried which they are. */
const mostFaults = 5;
const mostCharacters = 200_000;

/**
 * A file that is no YAML without the lines where that shows, and what is indented below them; `null` where nothing can be
 * read that way. The first fault was reported when the file was read as it is.
 */
export function readAround({ source }: DataFile): MendedFile | null {
  if (source.text.length > mostCharacters) return null;
  let lines = source.text.split("\n");
  const lost: string[] = [];
  const found: Diagnostic[] = [];
  for (let left = mostFaults; left > 0; left--) {
    const fault = faultIn({ ...source, text: lines.join("\n") });
    if (!fault) return null; // it is another one
    if (left < mostFaults) found.push({ ...fault.told, span: { ...fault.told.span!, source } });
    const tries = fault.lines.map((at) => ({ at, lines: withoutBlock(lines, at) }));
    for (const { at, lines: tried } of tries) {
      const read = valueOf(source, tried);
      if (read === null) continue;
      return { file: { ...read, lost: [...lost, ...pointersOfLine(lines, at)] }, found };
    }
    const [first] = tries;
    lost.push(...pointersOfLine(lines, first!.at));
    lines = first!.lines;
  }
  return null;
}

/** What a text is no YAML for, and the lines by their indexes where that may be, the likeliest first; `null` where it is. */
function faultIn(
  source: Source,
): { readonly told: Diagnostic; readonly lines: readonly number[] } | null {
  try {
    loadYaml(source, { json: true });
    return null;
  } catch (error) {
    if (!(error instanceof YAMLException)) return null;
    const offset = Math.min(error.mark?.position ?? 0, source.text.length);
    const fault = yamlFault(source.text, offset, error.reason);
    const { start, end } = fault;
    const [cause, stop] = [lineAt(source.text, start), lineAt(source.text, offset)];
    return {
      told: { code: "yaml-syntax", span: { source, start, end }, parts: partsOf(fault) },
      lines: [...new Set([cause, stop, Math.max(0, stop - 1)])],
    };
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length - 1;
}

/** The lines of which one, with those that are indented below it, has but spaces: all others stay where they are. */
function withoutBlock(lines: readonly string[], at: number): string[] {
  const indent = indentOf(lines[at]!);
  const below = lines.findIndex(
    (line, index) => index > at && line.trim() !== "" && indentOf(line) <= indent,
  );
  const end = below < 0 ? lines.length : below;
  return lines.map((line, index) => (index >= at && index < end ? " ".repeat(line.length) : line));
}

function valueOf(source: Source, lines: readonly string[]): DataFile | null {
  const cleaned = { ...source, text: lines.join("\n") };
  try {
    const value = (loadYaml(cleaned, { json: true }) ?? null) as Json;
    if (!isObject(value) || !fitsBounds(value, source.text)) return null;
    rememberNodes(source, nodesOf(cleaned));
    return { source, value, isUnreadable: true };
  } catch {
    return null;
  }
}

/** Where a line stands by the keys that it is indented below; one with a tab may stand anywhere. */
function pointersOfLine(lines: readonly string[], at: number): readonly string[] {
  const keys: string[] = [];
  let indent = Infinity;
  for (let index = at; index >= 0 && indent > 0; index--) {
    const line = lines[index]!;
    if (line.trim() === "" || indentOf(line) >= indent) continue;
    indent = indentOf(line);
    const key = keyOf(line, index === at);
    if (key !== undefined) keys.unshift(key);
  }
  const pointer = joinPointer("", ...keys);
  return /^ *\t/.test(lines[at]!) ? [pointer, joinPointer("", keys.at(-1) ?? "")] : [pointer];
}

/** The key that a line begins with; the one that is wrong may lack its colon. */
function keyOf(line: string, isWrong: boolean): string | undefined {
  const [, key] = /^\s*(?:- +)*["']?([^\s"'#:[\]{},-][^"':]*?)["']?\s*:/.exec(line) ?? [];
  return key ?? (isWrong ? /^\s*(?:- +)*["']?([\w$.-]+)/.exec(line)?.[1] : undefined);
}

function indentOf(line: string): number {
  return line.search(/\S|$/);
}
