import type { Code } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";
import { trailingSpaces } from "../base/trailing-spaces.js";
import { shallowBrackets } from "../data/data.js";
import type { Edit } from "./edit.js";
import type { Finding } from "./finding.js";
import { boxAsAlert } from "./fix-box.js";

/** How the findings of a code are mended; nothing where that is not plain. */
type Fix = (span: Span, parts: readonly string[]) => readonly Edit[];

/** Of texts alone: in data files the text may be escaped or folded. */
const textFixes: Readonly<Partial<Record<Code, Fix>>> = {
  "lost-markup": writeMeant,
  "link-as-text": writeLink,
  "glued-list": separateList,
  "glued-title": (span) => [blankAbove(span)],
  "role-as-text": writeRole,
  "link-without-underscore": addUnderscore,
  "tab-indent": expandTabs,
  "invisible-character": removeCharacter,
  "foreign-markup": (span) => boxAsAlert(span),
};

const fixes: Readonly<Partial<Record<Code, Fix>>> = {
  "closing-bracket-column": deepen,
  "path-blank": trimPath,
  "fragment-full-stop": endSentence,
  "fragment-mark": ({ start, end }) => [{ start, end, text: "" }],
  "fragment-last-line": endLine,
  "last-line-open": endLine,
  "trailing-spaces": removeSpaces,
  ...textFixes,
};

/** All such brackets of the file: each as deep as what stands within. */
function deepen({ source }: Span): Edit[] {
  return shallowBrackets(source).map(({ span: { start }, lacks }) => ({
    start,
    end: start,
    text: " ".repeat(lacks + 1),
  }));
}

/** The blanks around a path, within its quotes. */
function trimPath({ source, start, end }: Span): Edit[] {
  const written = source.text.slice(start, end);
  const [, open, path, close] = /^(["']?)([^"'\\]*?)(["']?)$/.exec(written) ?? [];
  if (path === undefined || open !== close) return [];
  return [{ start, end, text: `${open}${path.trim()}${close}` }];
}

/** A full stop after a word or what encloses one; other punctuation stands there for a reason. */
function endSentence({ source: { text }, end }: Span): Edit[] {
  return /[\p{L}\p{N}`*)\]"'”’»]$/u.test(text.slice(0, end))
    ? [{ start: end, end, text: "." }]
    : [];
}

function endLine({ source: { text } }: Span): Edit[] {
  return [{ start: text.length, end: text.length, text: "\n" }];
}

/** At the ends of all lines of the file. */
function removeSpaces({ source }: Span): Edit[] {
  return trailingSpaces(source.text).map((range) => ({ ...range, text: "" }));
}

/** The markup that was meant, which the finding holds, in place of what was written. */
function writeMeant(span: Span, [written, meant, kind]: readonly string[]): Edit[] {
  const { source, start, end } = span;
  // What is nothing but a comment would be gone from the page; its author may have meant it as text.
  if (kind === "glued")
    return /^(?:\.\.[ \t]+(?:[\w:.+-]+::|_|\||\[|specpress:)|__ )/.test(written ?? "")
      ? separate(span, 1)
      : [];
  const isThere = meant !== undefined && source.text.slice(start, end) === written;
  return isThere ? [{ start, end, text: meant }] : [];
}

/** The link that was meant; what ends the sentence within its bracket, behind it. */
function writeLink(
  { source, start, end }: Span,
  [written = "", meant, spaced]: readonly string[],
): Edit[] {
  const at = start + /^\s*/.exec(source.text.slice(start, end))![0].length;
  // The finding ends before an address that is a link by itself.
  if (meant === undefined || !source.text.startsWith(written, at)) return [];
  const stop = spaced === undefined ? (/[.,;:]$/.exec(written)?.[0] ?? "") : "";
  return [{ start: at, end: at + written.length, text: meant + stop }];
}

/** The role that was meant, where there is one. */
function writeRole({ source, start, end }: Span, [written, , , meant]: readonly string[]): Edit[] {
  const isThere = meant && source.text.slice(start, end) === written;
  return isThere ? [{ start, end, text: meant }] : [];
}

/** Of a list that is deeper than its text, all lines would have to move. */
function separateList(span: Span, [, column]: readonly string[]): Edit[] {
  return column === undefined ? separate(span, 0) : [];
}

function blankAbove({ source: { text }, start }: Span): Edit {
  const line = text.lastIndexOf("\n", start - 1) + 1;
  return { start: line, end: line, text: "\n" };
}

/** A blank line above, and one below what is as deep as the line that the span stands in, or `more` than that. */
function separate(span: Span, more: number): Edit[] {
  const { source, start } = span;
  const { text } = source;
  const edits = [blankAbove(span)];
  const line = edits[0]!.start;
  const depth = start - line + more;
  for (let at = nextLine(text, line); at < text.length; at = nextLine(text, at)) {
    const indent = /[^ ]/.exec(text.slice(at, at + 1000))?.index ?? 0;
    if (text[at + indent] === "\n") break;
    if (indent >= depth) continue;
    if (!text.startsWith("..", at + indent)) edits.push({ start: at, end: at, text: "\n" });
    break;
  }
  return edits;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end + 1;
}

function addUnderscore({ source: { text }, end }: Span): Edit[] {
  return text[end - 1] === "`" ? [{ start: end, end, text: "_" }] : [];
}

function removeCharacter({ start, end }: Span): Edit[] {
  return end === start + 1 ? [{ start, end, text: "" }] : [];
}

/** Spaces up to the column that the tabs lead to. */
function expandTabs({ source: { text }, start }: Span): Edit[] {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(from, from + 1000))![0];
  let width = 0;
  for (const char of indent) width += char === "\t" ? 8 - (width % 8) : 1;
  return [{ start: from, end: from + indent.length, text: " ".repeat(width) }];
}

/** The codes of findings that may be fixed. */
export const fixedCodes: readonly Code[] = Object.keys(fixes) as Code[];

/** What is looked at of a finding. */
type Fixable = Pick<Finding, "code" | "parts" | "place" | "pointer">;

/**
 * What is to be changed in which file: the edits of all findings that can be mended, in the order of the text. Of those that
 * are the same one is made, and of those that overlap the first.
 */
export function editsOf(findings: readonly Fixable[]): ReadonlyMap<string, readonly Edit[]> {
  const edits = new Map<string, Edit[]>();
  for (const finding of findings) {
    const isText = finding.pointer === null || !Object.hasOwn(textFixes, finding.code);
    const made =
      isText && finding.place && fixes[finding.code]?.(finding.place.span, finding.parts);
    if (!made || made.length === 0) continue;
    const file = finding.place!.span.source.path;
    edits.set(file, [...(edits.get(file) ?? []), ...made]);
  }
  return new Map([...edits].map(([file, made]) => [file, apart(made)]));
}

function apart(edits: readonly Edit[]): readonly Edit[] {
  const kept: Edit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    const isSame = last && last.start === edit.start && last.text === edit.text;
    if (!isSame && (!last || edit.start >= last.end)) kept.push(edit);
  }
  return kept;
}

/**
 * A file with its edits; all else is as it was, byte for byte. The edits speak of the `text` as it was read: without byte
 * order mark, with plain line feeds. `null` where the file holds something else by now, or is not UTF-8.
 */
export function applyEdits(bytes: Uint8Array, text: string, edits: readonly Edit[]): string | null {
  const raw = decode(bytes);
  if (raw === null) return null;
  const offsets = offsetsIn(raw, text);
  if (!offsets) return null;
  const ends = raw.includes("\r\n") ? "\r\n" : "\n";
  let result = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    result += raw.slice(at, offsets(edit.start)) + edit.text.replaceAll("\n", ends);
    at = offsets(edit.end);
  }
  return result + raw.slice(at);
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** From offsets in the text as it was read to offsets in the file; `null` where they are not the same text. */
function offsetsIn(raw: string, text: string): ((offset: number) => number) | null {
  const start = raw.startsWith("\uFEFF") ? 1 : 0;
  if (raw.slice(start).replace(/\r\n?/g, "\n") !== text) return null;
  const pairs: number[] = []; // where a line feed of two characters was made one
  for (let at = raw.indexOf("\r\n"); at !== -1; at = raw.indexOf("\r\n", at + 2))
    pairs.push(at - start - pairs.length);
  return (offset) => start + offset + pairs.filter((at) => at < offset).length;
}
