import type { Inline, Reference, SubstitutionReference, SystemMessage, Target } from "../nodes.js";
import { foldName, normalizeName } from "../names.js";
import { spaceAt } from "./characters.js";
import { textNodes } from "./inline-text.js";
import { isUnmarked, problematic } from "./problematic.js";
import { foundNode, type Construct, type EndFinder, type Found, type Scanner } from "./scanner.js";

/** What stands between a start-string and an end-string: `*emphasis*` and its kin. */
interface Enclosed {
  /** What the author would call it. */
  readonly name: string;
  readonly open: string;
  readonly end: EndFinder;
  readonly make: (scanner: Scanner, at: Place) => Made;
}

/** The whole construct, its text, and the end-string. */
interface Place {
  readonly start: number;
  readonly textStart: number;
  readonly textEnd: number;
  readonly end: number;
}

interface Made {
  readonly node: Inline;
  readonly naming?: readonly SystemMessage[];
}

/** Read such a construct at an offset, given that it may begin there. */
function enclosed({ name, open, end, make }: Enclosed): Construct {
  return (scanner, start) => {
    const textStart = start + open.length;
    if (!scanner.text.startsWith(open, start) || !scanner.opens(start)) return null;
    if (spaceAt(scanner.text, textStart)) return null;
    if (scanner.quoted(start, textStart)) return scanner.skip(start, textStart);
    const found = scanner.nextEnd(end, textStart);
    if (!found || found.at === textStart) return unclosed(scanner, start, textStart, name);
    const place = { start, textStart, textEnd: found.at, end: found.end };
    const { node, naming } = make(scanner, place);
    const made = foundNode(start, found.end, node);
    return naming ? { ...made, naming } : made;
  };
}

/** A start-string without its end. */
export function unclosed(scanner: Scanner, start: number, end: number, name: string): Found {
  const span = scanner.source.span(start, end);
  const open = scanner.source.written(start, end);
  const message = scanner.cx.message("unclosed-inline-markup", span, [name, open]);
  if (isUnmarked(message.code, scanner.cx)) return scanner.skip(start, end);
  return {
    start,
    end,
    nodes: [problematic(open, span, message, scanner.cx)],
    messages: [message],
  };
}

/** Finds an end-string that is always the same; `afterEscape` if one may follow an escaped character's backslash. */
function endString(close: string, afterBackslash = false): EndFinder {
  return (scanner, from) => {
    const { text } = scanner;
    for (let at = text.indexOf(close, from); at !== -1; at = text.indexOf(close, at + 1)) {
      const gap = afterBackslash ? spaceAt(text, at - 1) : scanner.gapBefore(at);
      const end = at + close.length;
      if (!gap && scanner.closes(end)) return { at, end };
    }
    return null;
  };
}

/** `|`, `|_` or `|__`, the longest that something may follow. */
const substitutionEnd: EndFinder = (scanner, from) => {
  const { text } = scanner;
  for (let at = text.indexOf("|", from); at !== -1; at = text.indexOf("|", at + 1)) {
    if (scanner.gapBefore(at)) continue;
    const marks = /^_{0,2}/.exec(text.slice(at + 1, at + 3))![0].length;
    for (let end = at + 1 + marks; end > at; end--) if (scanner.closes(end)) return { at, end };
  }
  return null;
};

/** A node around plain text. */
function around(type: "emphasis" | "strong"): Enclosed["make"] {
  return ({ source }, { start, textStart, textEnd, end }) => {
    const children = source.textNodes(textStart, textEnd);
    const node: Inline = { type, span: source.span(start, end), children };
    return { node };
  };
}

export const strong = enclosed({
  name: "strong text",
  open: "**",
  end: endString("**"),
  make: around("strong"),
});

const singleStar = enclosed({
  name: "emphasis",
  open: "*",
  end: endString("*"),
  make: around("emphasis"),
});

export const emphasis: Construct = (scanner, at) =>
  scanner.text[at + 1] === "*" ? null : singleStar(scanner, at);

/** Backslashes in a literal are text. */
export const literal = enclosed({
  name: "literal",
  open: "``",
  end: endString("``", true),
  make: ({ source }, { start, textStart, textEnd, end }) => {
    const text = source.written(textStart, textEnd);
    const children = textNodes(text, source.span(textStart, textEnd));
    const node: Inline = { type: "literal", span: source.span(start, end), children };
    return { node };
  },
});

export const inlineTarget = enclosed({
  name: "inline target",
  open: "_`",
  end: endString("`"),
  make: ({ source, cx }, { start, textStart, textEnd, end }) => {
    const node: Target = {
      type: "target",
      span: source.span(start, end),
      names: [normalizeName(source.shown(textStart, textEnd))],
      children: source.textNodes(textStart, textEnd),
    };
    return { node, naming: cx.names.noteExplicit(node) };
  },
});

const barred = enclosed({
  name: "substitution reference",
  open: "|",
  end: substitutionEnd,
  make: (scanner, place) => ({ node: substitution(scanner, place) }),
});

export const substitutionReference: Construct = (scanner, at) =>
  scanner.text[at + 1] === "|" ? null : barred(scanner, at);

/** `|name|` alone, or within the reference that `|name|_` is. */
function substitution({ source }: Scanner, place: Place): Inline {
  const { start, textStart, textEnd, end } = place;
  const name = source.shown(textStart, textEnd);
  const inner: SubstitutionReference = {
    type: "substitution_reference",
    span: source.span(start, end),
    refname: foldName(name),
    children: source.textNodes(textStart, textEnd),
  };
  const marks = end - textEnd - 1;
  if (marks === 0) return inner;
  const outer: Reference = { type: "reference", span: source.span(start, end), children: [inner] };
  return marks === 2 ? { ...outer, anonymous: 1 } : { ...outer, refname: normalizeName(name) };
}
