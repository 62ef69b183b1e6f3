import { trimEnd } from "../../base/unicode.js";
import { foldName, normalizeName } from "../names.js";
import type { CitationReference, FootnoteReference, Reference } from "../nodes.js";
import { endOfSimpleName, isJoiner, isSimpleName, nameCharacterAt } from "../simple-name.js";
import { textNodes } from "./inline-text.js";
import { foundNode, type Construct, type Scanner } from "./scanner.js";

/** `name_` and `name__`, noticed by the first `_` behind the name. */
export const simpleReference: Construct = (scanner, at) => {
  const { text, source } = scanner;
  if (at === scanner.start || !wordBefore(text, at)) return null;
  const mark = scanner.cx.settings.characterLevelInlineMarkup ? lastMark(text, at) : at;
  const end = endOfMarks(scanner, mark);
  if (end === null) return null;
  const start = startOfName(scanner, mark);
  if (start === null) return null;
  const name = text.slice(start, mark);
  const node: Reference = {
    type: "reference",
    span: source.span(start, end),
    name: foldName(name),
    children: textNodes(name, source.span(start, mark)),
  };
  if (end - mark === 2) node.anonymous = 1;
  else node.refname = normalizeName(name);
  return foundNode(start, end, node);
};

/** The end of `_` or `__`, the longer one if something may follow it. */
function endOfMarks(scanner: Scanner, at: number): number | null {
  if (scanner.text[at + 1] === "_" && scanner.closes(at + 2)) return at + 2;
  return scanner.closes(at + 1) ? at + 1 : null;
}

/** With markup at the level of characters, every `_` may end a name: the last one of the longest name does. */
function lastMark(text: string, at: number): number {
  const end = endOfSimpleName(text, at + 1);
  if (end === at + 1) return at;
  return text[end] === "_" ? end : text.lastIndexOf("_", end - 1);
}

/** Where the longest simple name begins that ends at `end` and may stand there. */
function startOfName(scanner: Scanner, end: number): number | null {
  const { text } = scanner;
  let found: number | null = null;
  let at = end;
  while (at > scanner.start) {
    const width = wordBefore(text, at);
    if (width === 0 || at - width < scanner.start) {
      const joined = at < end && isJoiner(text[at - 1]) && wordBefore(text, at - 1) > 0;
      if (!joined) break;
      at--;
    } else {
      at -= width;
      if (scanner.opens(at)) found = at;
    }
  }
  return found;
}

/** How long the letter or digit before an offset is; 0 where there is none. */
function wordBefore(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  const width = code >= 0xdc00 && code <= 0xdfff ? 2 : 1;
  return nameCharacterAt(text, at - width) === width ? width : 0;
}

const footnoteMark =
  /\[(?:(?<number>[0-9]+)|(?<auto>#(?<label>[^\s[\]]*))|(?<symbol>\*)|(?<citation>[^\s[\]]+))\]_/y;

/** `[1]_`, `[#]_`, `[#label]_`, `[*]_` and `[citation]_`. */
export const footnoteReference: Construct = (scanner, start) => {
  if (!scanner.opens(start)) return null;
  footnoteMark.lastIndex = start;
  const match = footnoteMark.exec(scanner.text);
  const end = footnoteMark.lastIndex;
  if (!match || !scanner.closes(end)) return null;
  const { number, auto, label, citation } = match.groups!;
  const name = label || citation;
  if (name !== undefined && !isSimpleName(name)) return null;
  const { source, cx } = scanner;
  const span = source.span(start, end);
  const children = source.textNodes(start + 1, end - 2);
  const before = cx.settings.trimFootnoteReferenceSpace ? trimmed(scanner, start) : start;

  if (citation !== undefined) {
    const node: CitationReference = {
      type: "citation_reference",
      span,
      refname: normalizeName(citation),
      children,
    };
    cx.names.setId(node);
    return foundNode(start, end, node);
  }
  const node: FootnoteReference = { type: "footnote_reference", span, children: [] };
  if (number !== undefined) Object.assign(node, { children, refname: number });
  else if (auto === undefined) node.auto = "*";
  else
    Object.assign(node, {
      auto: 1,
      ...(auto === "#" ? {} : { refname: normalizeName(auto.slice(1)) }),
    });
  cx.names.setId(node);
  return foundNode(before, end, node);
};

/** Where the text before an offset ends without its white space. */
function trimmed(scanner: Scanner, at: number): number {
  return scanner.start + trimEnd(scanner.text.slice(scanner.start, at)).length;
}
