import type Handlebars from "handlebars";
import { TemplateError, type TemplateFault } from "./fault.js";
import { deepestBlock, tooDeepTag, unpairedTag } from "./tags.js";

/** The text of a template → its syntax tree; throws a `TemplateError` where it has none. */
export function parseTemplate(
  text: string,
  template: string,
  compiler: typeof Handlebars,
): hbs.AST.Program {
  const parser = (compiler as unknown as { readonly Parser: Parser }).Parser;
  const deep = tooDeepTag(text);
  if (deep) {
    const what = `blocks are nested more than ${deepestBlock} deep`;
    throw new TemplateError([{ template, ...deep, what }]);
  }
  let token: Token | undefined;
  parser.parseError = (message, { token: kind, loc, expected }) => {
    const { yylloc, yytext } = parser.lexer;
    const at = offsetIn(text, { line: yylloc.first_line, column: yylloc.first_column });
    const isEnd = kind === "EOF" || kind === null;
    const before = loc && offsetIn(text, { line: loc.first_line, column: loc.first_column });
    const isInTag = expected?.some((name) => /^'(?:CLOSE|ID)'$/.test(name)) === true;
    if (isEnd && isInTag) token = { at: before ?? at, text: "", isEnd };
    else token = { at: kind === null ? text.length : at, text: yytext, isEnd };
    throw new Error(message);
  };
  try {
    return compiler.parse(text);
  } catch (error) {
    const fault = token ? faultAt(token, text) : otherFault(error, text);
    throw new TemplateError([{ template, ...fault }]);
  }
}

/** The parser that Handlebars' grammar is made into, as far as faults are concerned. */
interface Parser {
  readonly lexer: {
    readonly yytext: string;
    readonly yylloc: { readonly first_line: number; readonly first_column: number };
  };
  parseError: (
    message: string,
    about: {
      /** `null` where not even a token is found. */
      readonly token: string | null;
      /** Of the token before. */
      readonly loc?: { readonly first_line: number; readonly first_column: number };
      readonly expected?: readonly string[];
    },
  ) => never;
}

interface Token {
  readonly at: number;
  readonly text: string;
  /** Whether the template ends here. */
  readonly isEnd: boolean;
}

type Fault = Omit<TemplateFault, "template">;

/** The offset of a place as Handlebars counts it: lines from 1, columns from 0. */
export function offsetIn(
  text: string,
  { line, column }: { line: number; column: number },
  starts = lineStartsIn(text),
): number {
  return Math.min(text.length, (starts[line - 1] ?? starts.at(-1)!) + column);
}

/** Where the lines of a template begin, as Handlebars counts them. */
export function lineStartsIn(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n?|\n/g), ({ 0: end, index }) => index + end.length)];
}

/** Given a token that does not fit, what its author has to correct. */
function faultAt(token: Token, text: string): Fault {
  const comment = openComment(text);
  if (comment) return comment;
  const open = openTag(token, text);
  if (!open) return blockFault(text) ?? unexpected(token);
  const tag = text.slice(open.start, open.end);
  const written = firstLine(tag);
  const close = "}".repeat(/^\{+/.exec(tag)![0].length);
  if (token.isEnd || token.text === "}" || !tag.endsWith("}}"))
    return { ...open, what: `"${written}" is not closed`, fix: `Close it with "${close}".` };
  if (!/^\}+$/.test(token.text)) return strange(token, written, text);
  if (token.text === close) return { ...placeOf(token), what: `"${written}" ends too early` };
  const isLonger = token.text.length > close.length;
  const fix = isLonger
    ? `End it in "${close}", with a space before a brace of the text.`
    : `End it in "${close}".`;
  return { ...open, what: `"${written}" ends in "${token.text}"`, fix };
}

/** A character that is no part of a name, or the token that is out of place. */
function strange(token: Token, tag: string, text: string): Fault {
  const [name = ""] = token.text.length === 1 ? nameRe.exec(text.slice(token.at))! : [];
  const at = token.at + name.length;
  const word = name === "" ? token.text : text.charAt(at);
  return {
    start: at,
    end: at + Math.max(word.length, 1),
    what: `"${word}" is not expected in "${tag}"`,
  };
}

/** What names are made of. */
const nameRe = /^[^\s!-,./;->@[-^`{-~]*/;

function placeOf({ at, text }: Token): { start: number; end: number } {
  return { start: at, end: at + Math.max(text.length, 1) };
}

function openComment(text: string): Fault | null {
  const start = text.lastIndexOf("{{!--");
  if (start < 0 || text.slice(start).search(/--~?\}\}/) >= 0) return null;
  return { start, end: start + 5, what: "a comment is not closed", fix: 'Close it with "--}}".' };
}

/** The tag around a token, from its braces to those that end it; `null` where the token is a tag itself. */
function openTag({ at, text: word, isEnd }: Token, text: string) {
  if (word.startsWith("{{") && !isEnd) return null;
  const before = text.slice(0, isEnd ? at + 2 : at);
  const start = before.lastIndexOf("{{");
  if (start < 0 || before.indexOf("}}", start) >= 0) return null;
  const first = /\{+$/.exec(text.slice(0, start + 2))!.index;
  const ends = /\}\}+|\n/g;
  ends.lastIndex = start;
  const match = ends.exec(text);
  const end = !match ? text.length : match[0] === "\n" ? match.index : ends.lastIndex;
  return { start: first, end: Math.max(end, first + 2) };
}

function blockFault(text: string): Fault | null {
  const unpaired = unpairedTag(text);
  if (!unpaired) return null;
  const { tag, open } = unpaired;
  const place = { start: tag.start, end: tag.end };
  const written = firstLine(text.slice(tag.start, tag.end));
  if (tag.kind === "opens")
    return {
      ...place,
      what: `"${written}" is not closed`,
      fix: `Close it with "{{/${tag.name}}}".`,
    };
  if (!open)
    return {
      ...place,
      what: `"${written}" closes nothing`,
      fix: "Remove it, or open its block before.",
    };
  const line = text.slice(0, open.start).split(/\r\n?|\n/).length;
  const opened = firstLine(text.slice(open.start, open.end));
  return {
    ...place,
    what: `"${written}" does not close "${opened}" of line ${line}`,
    fix: `Write "${closing(open, opened)}".`,
  };
}

function closing({ name }: { readonly name: string }, written: string): string {
  return written.startsWith("{{{{") ? `{{{{/${name}}}}}` : `{{/${name}}}`;
}

function unexpected(token: Token): Fault {
  const { text: word } = token;
  const isElse = /^\{\{~?\s*(?:else|\^)/.test(word);
  return {
    ...placeOf(token),
    what: isElse
      ? `"${word}" belongs to no block, or its block has one already`
      : `"${word}" is not expected`,
    ...(isElse ? { fix: "Remove it, or put it into the block that it belongs to." } : {}),
  };
}

/** What the parser finds when it makes nodes: a place of its own, or none. */
function otherFault(error: unknown, text: string): Fault {
  const blocks = blockFault(text);
  if (blocks) return blocks;
  const { message, lineNumber, column } = error as Handlebars.Exception;
  if (lineNumber === undefined)
    return { start: 0, end: 0, what: firstLine(message).replace(/[.:]$/, "") };
  const start = offsetIn(text, { line: lineNumber, column: column ?? 0 });
  const path = /^Invalid path: (.*?)(?: - \d+:\d+)?$/.exec(message)?.[1];
  return {
    start,
    end: start + (path?.length ?? 1),
    what: path ? `"${path}" is no path` : firstLine(message).replace(/ - \d+:\d+$/, ""),
    ...(path ? { fix: '".." can only begin a path.' } : {}),
  };
}

function firstLine(text: string): string {
  return text.split(/\r\n?|\n/, 1)[0]!;
}
