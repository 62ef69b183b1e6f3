import { markBeforeString } from "./stray-mark.js";
import { bracketFault, startWithoutBracket } from "./bracket-lines.js";
import {
  hasContent,
  indentOf,
  keyAndValue,
  linesOf,
  openQuoteIn,
  type TextEdit,
  type TextLine,
} from "./yaml-stop.js";

/** Edits of different places, in order. */
export type Mend = readonly TextEdit[];

/** A line near the place where a reader stopped, and those beside it that hold something. */
interface Around {
  readonly text: string;
  readonly line: TextLine;
  /** Those above, the last one first. */
  readonly above: readonly TextLine[];
  readonly below: TextLine | undefined;
}

type Mender = (around: Around) => readonly Mend[];

/** One usual slip each; the first mend after which a text can be read is taken. */
const menders: readonly Mender[] = [
  withSpaceAfterColon,
  withStartOfQuote,
  withEndOfQuote,
  withColon,
  withIndent,
  withBrackets,
  withoutMark,
  inQuotes,
  withComma,
];

/** What they make of a value is a guess. */
const ofValues: readonly Mender[] = [withoutMark, inQuotes];

/**
 * What may be meant where a text is no YAML: mends of the line with the cause, then of that where its reader stopped and of
 * the one above. `cause`, `stop`: offsets into the text. `keepsValues`: without those that may make another value of one.
 */
export function mendsOf(
  text: string,
  cause: number,
  stop: number,
  keepsValues: boolean,
): readonly Mend[] {
  const lines = linesOf(text);
  const lineAt = (offset: number) =>
    Math.max(
      0,
      lines.findLastIndex(({ start }) => start <= offset),
    );
  const at = lineAt(stop);
  const before = lines.slice(0, at).findLastIndex(hasContent);
  const around = [...new Set([lineAt(cause), at, Math.max(0, before)])].map((index): Around => ({
    text,
    line: lines[index]!,
    above: lines.slice(0, index).filter(hasContent).toReversed(),
    below: lines.slice(index + 1).find(hasContent),
  }));
  const wanted = keepsValues ? menders.filter((each) => !ofValues.includes(each)) : menders;
  const bracket = bracketFault(text);
  return [
    ...withFirstBracket(text),
    ...(bracket?.kind === "stray"
      ? withOpening(lines[lineAt(bracket.start)]!, text[bracket.start] as "]" | "}")
      : []),
    ...(bracket ? [[bracket.mend]] : []),
    ...ofEntry(text, cause, stop),
    ...around.flatMap((each) => wanted.flatMap((mend) => mend(each))),
    ...withoutCharacter(text, cause),
    ...withLastBrackets(text),
  ];
}

/** JSON without the bracket that it begins with. */
function withFirstBracket(text: string): readonly Mend[] {
  const start = startWithoutBracket(text);
  return start === null ? [] : [[insertAt(start, "{")]];
}

/** `key:`, `- item`: what begins where the lines beside it do. */
const beginsRe = /^\s*(?:- |-$|(?:(?!\s[{[])[^:])+:(?:\s|$))/;

/** `key:` */
const opensRe = /:\s*(?:#.*)?$/;

/** Begun where a line above or the one below is, or two spaces further than a key without a value; the least change first. */
function withIndent({ line, above, below }: Around): readonly Mend[] {
  const [last] = above;
  if (!last || !beginsRe.test(line.text)) return [];
  const blank = /^[ \t]*/.exec(line.text)![0];
  const width = blank.replaceAll("\t", "  ").length;
  const held = below && opensRe.test(line.text) ? indentOf(below) : 0;
  const meant = new Set([
    ...(opensRe.test(last.text) ? [indentOf(last) + 2] : []),
    ...levelsOf(above),
    ...(below ? [indentOf(below)] : []),
  ]);
  return [...meant]
    .filter((each) => " ".repeat(each) !== blank && !(held > width && each >= held))
    .toSorted((one, other) => Math.abs(one - width) - Math.abs(other - width))
    .map((each) => [{ start: line.start, end: line.start + blank.length, text: " ".repeat(each) }]);
}

/** How far to the right the lines begin that hold the last one, the innermost first. */
function levelsOf(above: readonly TextLine[]): readonly number[] {
  const levels: number[] = [];
  for (const line of above) {
    const indent = indentOf(line);
    if (indent < (levels.at(-1) ?? Infinity)) levels.push(indent);
    if (indent === 0) break;
  }
  return levels;
}

/** `key:value` */
function withSpaceAfterColon({ line }: Around): readonly Mend[] {
  const [lead] = /^\s*(?:- +)*[\w$./-]+:(?=[^\s/:])/.exec(line.text) ?? [];
  return lead === undefined ? [] : [[insertAt(line.start + lead.length, " ")]];
}

/** `key: value"` */
function withStartOfQuote({ line }: Around): readonly Mend[] {
  const { lead, value } = keyAndValue.exec(line.text.trimEnd())?.groups ?? {};
  const quote = /^[^"'[{]+(["'])$/.exec(value ?? "")?.[1];
  return quote === undefined ? [] : [[insertAt(line.start + lead!.length, quote)]];
}

/** `key: "value`, `[a, "b]`: ended before the brackets and commas that the line ends with, or with the line. */
function withEndOfQuote({ line }: Around): readonly Mend[] {
  const opened = openQuoteIn(line.text);
  if (!opened) return [];
  const text = line.text.trimEnd();
  const before = text.length - /[\s,\]}]*$/.exec(text)![0].length;
  return [...new Set([before, text.length])].map((at) => [insertAt(line.start + at, opened.quote)]);
}

/** `[a, b`, `[a, b}`, `a: b]`: as many brackets as are opened in a line, each with the one that closes it. */
function withBrackets({ line }: Around): readonly Mend[] {
  const open: string[] = [];
  const wrong: Mend[] = [];
  for (const { 0: part, index } of line.text.matchAll(bracketsRe)) {
    const start = line.start + index;
    if (part === "[" || part === "{") open.push(closing[part]);
    else if (part === "]" || part === "}") {
      const meant = open.pop();
      if (meant === part) continue;
      if (meant !== undefined)
        wrong.push([insertAt(start, meant)], [{ start, end: start + 1, text: meant }]);
      else wrong.push(...withOpening(line, part));
      wrong.push([{ start, end: start + 1, text: "" }]);
    }
  }
  if (open.length === 0) return wrong;
  const bare = line.text.replace(/\s+#.*$/, "").trimEnd();
  const missing = open.toReversed().join("");
  const before = bare.length - /,?$/.exec(bare)![0].length;
  return [
    ...wrong,
    ...[...new Set([before, bare.length])].map((at): Mend => [insertAt(line.start + at, missing)]),
  ];
}

/** `key: a, b]`, `- key: a, other: b }`: the bracket before the value, or before the key where others follow it. */
function withOpening({ text, start }: TextLine, close: "]" | "}"): readonly Mend[] {
  const [, lead = "", key = ""] =
    /^(\s*(?:- +)*)((?:"[^"]*"|[^\s"'#[\]{},:]+): +)?/.exec(text) ?? [];
  const value = text.slice(lead.length + key.length);
  if (value.startsWith(opening[close])) return [];
  const isOfKey = close === "]" || !/^[^:,]*,/.test(value);
  return [[insertAt(start + lead.length + (isOfKey ? key.length : 0), opening[close])]];
}

const closing = { "[": "]", "{": "}" } as const;
const opening = { "]": "[", "}": "{" } as const;

/** Strings and comments, and the brackets that are in none. */
const bracketsRe = /"(?:\\.|[^"\\])*"|(?<=^|[\s[{,:])'(?:''|[^'])*'|(?<=^|\s)#[^\n]*|[[\]{}]/g;

/** The brackets that a text opens and never closes, at its end. */
function withLastBrackets(text: string): readonly Mend[] {
  const open: string[] = [];
  for (const { 0: part } of text.matchAll(bracketsRe))
    if (part === "[" || part === "{") open.push(closing[part]);
    else if (part === "]" || part === "}") open.pop();
  return open.length === 0 ? [] : [[insertAt(text.trimEnd().length, open.toReversed().join(""))]];
}

/** `key: @word` */
function withoutMark({ line }: Around): readonly Mend[] {
  const lead = /^\s*(?:- +)*(?:[^\s:]+: +)?(?=@[\w./:-]+\s*$)/.exec(line.text)?.[0];
  if (lead === undefined) return [];
  const start = line.start + lead.length;
  return [[{ start, end: start + 1, text: "" }]];
}

/** `key: a: b`, `- @a`: a value that is a string. */
function inQuotes({ line }: Around): readonly Mend[] {
  const bare = line.text.trimEnd();
  const { lead, value } =
    keyAndValue.exec(bare)?.groups ??
    /^(?<lead>\s*(?:- +)+)(?<value>\S.*)$/.exec(bare)?.groups ??
    {};
  if (lead === undefined || value === undefined) return [];
  const start = line.start + lead.length;
  const escapes = [...value.matchAll(/["\\]/g)].map(({ index }) => insertAt(start + index, "\\"));
  return [[insertAt(start, '"'), ...escapes, insertAt(start + value.length, '"')]];
}

/** A comma between this line and the one above, or one too many before what closes the brackets. */
function withComma({ line, above, text }: Around): readonly Mend[] {
  const [last] = above;
  if (!last) return [];
  const end = last.start + last.text.trimEnd().length;
  if (text[end - 1] === ",") return [[{ start: end - 1, end, text: "" }]];
  return /^\s*["\w[{]/.test(line.text) ? [[insertAt(end, ",")]] : [];
}

/** `key` or `key value` without its colon. */
function withColon({ line }: Around): readonly Mend[] {
  if (beginsRe.test(line.text)) return [];
  const word = /^\s*(?:- +)*[\w$./{}-]+(?=\s|$)/.exec(line.text)?.[0];
  return word === undefined || /- *$/.test(word) ? [] : [[insertAt(line.start + word.length, ":")]];
}

/** `"\d"`: a backslash that is meant as itself; a mark before a string; a comma before an entry. */
function ofEntry(text: string, cause: number, stop: number): readonly Mend[] {
  if (text[stop - 1] === "\\") return [[insertAt(stop - 1, "\\")]];
  const mark = markBeforeString(text, stop);
  if (mark) return [[{ start: mark.start, end: mark.end, text: "" }]];
  const before = text.slice(0, cause).trimEnd();
  const isEntry = /[\w"'\]}]$/.test(before) && /["'\w[{]/.test(text[cause] ?? "");
  return isEntry ? [[insertAt(before.length, ",")]] : [];
}

/** A comma or a bracket too many. */
function withoutCharacter(text: string, cause: number): readonly Mend[] {
  return /[,\]}]/.test(text[cause] ?? "") ? [[{ start: cause, end: cause + 1, text: "" }]] : [];
}

function insertAt(start: number, text: string): TextEdit {
  return { start, end: start, text };
}
