import {
  hasContent,
  indentOf,
  keyAndValue,
  quoted,
  wholeLine,
  type Stop,
  type TextLine,
  type YamlFault,
} from "./yaml-stop.js";

/** Slips of whole lines: keys without a colon, items among keys, values that go on after their bracket. */

/** `a: *name` where nothing above is called so. */
export function aliasUnknown({ lines, at, reason }: Stop): YamlFault | null {
  if (!reason.startsWith("unidentified alias")) return null;
  const line = lines[at]!;
  const found = /(?<=^\s*(?:- +)*|: +|[[,{] *)\*(?<name>\w[\w.-]*)(?=\s*(?:$|#|[\]},:]))/.exec(
    line.text,
  );
  if (!found) return null;
  const start = line.start + found.index;
  const name = found.groups!["name"]!;
  return {
    start,
    end: start + found[0].length,
    what: `there is no anchor "${name}" above, which "*${name}" would stand for`,
    hint: `Define it with "&${name}", or put the value in quotes where a star is meant: "*${name}".`,
  };
}

/** `summary: [optional] the thing`. */
export function goesOnAfterBracket({ lines, at, reason }: Stop): YamlFault | null {
  if (!/bad indentation|end of the stream|implicit/.test(reason)) return null;
  for (const line of [lines[at]!, lines[at - 1]]) {
    const { lead, key, value } = (line && keyAndValue.exec(line.text.trimEnd())?.groups) ?? {};
    const rest = value === undefined ? null : behindBracket(value);
    if (!line || lead === undefined || value === undefined || rest === null) continue;
    const start = line.start + lead.length + value.length - rest.length;
    return {
      start,
      end: start + rest.length,
      what: `the value of "${key}" goes on after the bracket "${value.startsWith("[") ? "]" : "}"}" that ends it`,
      hint: `Put the value in quotes: ${key}: ${quoted(value)}`,
    };
  }
  return null;
}

/** What follows the bracket that closes the first of a value; `null` where nothing does. */
function behindBracket(value: string): string | null {
  if (!/^[[{]/.test(value)) return null;
  let depth = 0;
  for (const { 0: bracket, index } of value.matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    const rest = value.slice(index + 1).trim();
    if (depth === 0) return /^[^\s#,\]}]/.test(rest) ? rest : null;
  }
  return null;
}

/** The empty line that a text after `|` begins with has more spaces than the text. */
export function emptyLineTooDeep({ lines, at }: Stop): YamlFault | null {
  const indent = indentOf(lines[at]!);
  let above = at - 1;
  while (lines[above]?.text.trim() === "") above--;
  const deep = lines.slice(above + 1, at).find((line) => line.text.length > indent);
  if (!deep || !/[:-] +[|>][-+\d]*$/.test(lines[above]?.text.trimEnd() ?? "")) return null;
  return wholeLine(
    deep,
    "this empty line has more spaces than the text below it",
    "Remove the spaces of the empty line.",
  );
}

/** `- item` beside keys. */
export function itemAmongKeys({ lines, at, reason }: Stop): YamlFault | null {
  const line = lines[at]!;
  const above = lines.slice(0, at).findLast(hasContent);
  if (!isStopOfLine(reason) || !above || !/^\s*- /.test(line.text)) return null;
  if (/^\s*- /.test(above.text) || indentOf(above) !== indentOf(line)) return null;
  return wholeLine(
    line,
    "this line begins an item of a list, and the lines beside it are keys",
    "Put the list below a key of its own, or remove the dash.",
  );
}

/** A line that is neither a key nor an item, a comment or a part of a text. */
export function lineWithoutKey({ lines, at, reason }: Stop): YamlFault | null {
  if (!isStopOfLine(reason)) return null;
  for (let index = at; index >= Math.max(0, at - 10); index--) {
    const line = lines[index]!;
    if (isWithoutKey(lines, index)) return withoutKey(line, lines, index);
    if (index < at && /:(?:\s|$)/.test(line.text)) return null;
  }
  return null;
}

/** `@key: value`: a line that begins with a character of a meaning of its own. */
export function lineWithMark({ lines, at, reason }: Stop): YamlFault | null {
  if (!isStopOfLine(reason)) return null;
  const above = lines.slice(0, at).findLast(hasContent);
  for (const line of [lines[at]!, above]) {
    const mark = line && /^\s*(?<mark>[@`%*&!]|[|>](?=[ #]))/.exec(line.text);
    if (!line || !mark) continue;
    const start = line.start + mark[0].length - 1;
    return {
      start,
      end: start + 1,
      what: `this line begins with "${mark.groups!["mark"]}", which has a meaning of its own in YAML`,
      hint: "Remove it, or put the key or the value in quotes.",
    };
  }
  return null;
}

function isStopOfLine(reason: string): boolean {
  return /bad indentation|end of the stream or|implicit/.test(reason);
}

function isWithoutKey(lines: readonly TextLine[], index: number): boolean {
  const line = lines[index]!;
  if (!hasContent(line) || /^\s*(?:#|- |-$|["'[{}\]?&*!|>@`%])/.test(line.text)) return false;
  if (/:(?:\s|$)/.test(line.text) || /\S:\S/.test(line.text)) return false;
  return !isInText(lines, index);
}

/** Whether a line is of a text that goes over several lines. */
function isInText(lines: readonly TextLine[], index: number): boolean {
  const depth = indentOf(lines[index]!);
  for (let at = index - 1; at >= 0; at--) {
    const line = lines[at]!;
    const column = /^\s*(?:- +)*/.exec(line.text)![0].length;
    if (!hasContent(line) || column >= depth) continue;
    return /[:-] +(?:[|>][-+\d]*|["'][^"']*|\w.*)$/.test(line.text.trimEnd());
  }
  return false;
}

function withoutKey(line: TextLine, lines: readonly TextLine[], index: number): YamlFault {
  const words = line.text.trim();
  const start = line.start + indentOf(line);
  const below = lines.slice(index + 1).find(hasContent);
  const isKey =
    below !== undefined &&
    (indentOf(below) > indentOf(line) || /^\s*- /.test(below.text)) &&
    /^[\w$./{}-]+$/.test(words);
  return {
    start,
    end: start + words.length,
    what: `"${words.length > 40 ? `${words.slice(0, 40)}...` : words}" has no colon after it, so that it is no key`,
    hint: isKey
      ? `Write "${words}:".`
      : 'Write "key: value"; indent it as far as the text that it belongs to, or begin it with "# " if it is a comment.',
    kind: "no-key",
  };
}
