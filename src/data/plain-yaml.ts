import type { Json } from "./json.js";
import type { Nodes } from "./nodes.js";
import {
  blockText,
  doubleQuoted,
  plainInBrackets,
  plainLine,
  plainRest,
  plainValue,
  quotedValue,
  singleQuoted,
  unclear,
} from "./plain-scalars.js";

/**
 * YAML as nearly all files have it: maps and lists by indentation, scalars, brackets as in JSON, comments. To read it
 * takes much less than a reader for all of YAML does. What is not as plain, and whatever may be wrong, is left to that one.
 */

export interface PlainYaml {
  readonly value: Json;
  readonly nodes: Nodes;
}

/** The value of a text and its nodes, which begin and end without blanks around them; `null` where the text is not plain. */
export function readPlainYaml(text: string): PlainYaml | null {
  if (text.length > longest || (beyondAscii.test(text) && unusual.test(text))) return null;
  const reader = new PlainReader(text);
  try {
    const value = reader.document();
    return { value, nodes: { marks: reader.marks, values: reader.values, isWhole: true } };
  } catch (error) {
    if (error === refusal) return null;
    throw error;
  }
}

/** The patterns run out of stack in a scalar of some millions of characters. */
const longest = 1_000_000;
/** Most texts have none, and this is found out sooner. */
const beyondAscii = /[^\n -~]/;
/** Control characters, white space that YAML does not know, halves of characters. */
const unusual = /(?![\n ])[\p{Cc}\p{Z}\p{Cs}\ufeff\ufffe\uffff]/u;

/** Deeper nesting is unusual. */
const deepest = 40;

/** Thrown where the text is not plain. */
const refusal = new Error("not plain");

function refuse(): never {
  throw refusal;
}

/** What may separate documents. */
const separator = /^(?:---|\.\.\.)/;
const blanks = /[ \n]*/y;
const blanksInLine = / */y;
/** `|` or `>` and their line. */
const blockHeader = /[|>](-?)(?: *| +#[^\n]*)\n/y;
/** Empty lines and the indentation of the first that is not. */
const blockIndent = /\n*( +)(?=[^ \n])/y;
/** The lines of a block scalar by their indentation. */
const blockLines = new Map<number, { readonly lines: RegExp; readonly indent: RegExp }>();

const feed = 0x0a;
const space = 0x20;
const doubleQuote = 0x22;
const hash = 0x23;
const singleQuote = 0x27;
const comma = 0x2c;
const dash = 0x2d;
const colon = 0x3a;
const folded = 0x3e;
const openList = 0x5b;
const closeList = 0x5d;
const openMap = 0x7b;
const literal = 0x7c;
const closeMap = 0x7d;

class PlainReader {
  readonly marks: number[] = [];
  readonly values: Json[] = [];
  private readonly text: string;
  private at = 0;
  /** Where the token at hand begins, once `next` has found it. */
  private token = -1;
  /** Its column; -1 at the end of the text. */
  private column = 0;
  /** Whether it is the first of its line. */
  private isFirst = true;
  /** Where the text before it ends: behind the last scalar, bracket or comment. */
  private ended = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): Json {
    this.next();
    if (this.column === 0 && this.text.startsWith("---", this.at)) {
      this.at += 3;
      this.next();
    }
    if (!this.isFirst || this.column === -1) refuse();
    const value = this.node(this.column - 1, true);
    this.next();
    if (this.column !== -1 || typeof value !== "object" || value === null) refuse();
    return value;
  }

  /** Go to the next token, past blanks and comments. */
  private next(): void {
    if (this.at === this.token) return;
    const { text, at: from } = this;
    let to = endOf(blanks, text, from);
    this.ended = from;
    while (text.charCodeAt(to) === hash) {
      const end = text.indexOf("\n", to);
      const comment = text.slice(to, end === -1 ? undefined : end).trimEnd();
      this.ended = to + comment.length;
      to = endOf(blanks, text, this.ended);
    }
    const line = text.lastIndexOf("\n", to - 1) + 1;
    this.isFirst = line > from || from === 0 || to === text.length;
    this.column = to === text.length ? -1 : to - line;
    this.at = this.token = to;
  }

  /** The value behind a colon: on its line, or further in below it. A list may stand as far out as the key. */
  private valueIn(indent: number): Json {
    this.next();
    if (!this.isFirst) return this.node(indent, false);
    if (this.column > indent) return this.node(indent, true);
    if (this.column === indent && this.isDash()) return this.list();
    if (this.column === -1) refuse(); // where that ends is another question
    return this.note(this.at, this.at, null);
  }

  /** What stands at hand, within what is indented by `indent`; a map or list by indentation only if it may. */
  private node(indent: number, mayOpen: boolean): Json {
    const start = this.at;
    const char = this.text.charCodeAt(start);
    if (char === openMap) return this.mapInBrackets();
    if (char === openList) return this.listInBrackets();
    if (char === literal || char === folded) return this.block(indent);
    if (mayOpen && this.isDash()) return this.list();
    const first = this.scalar(plainLine);
    const end = this.at;
    if (this.passColon()) {
      if (!mayOpen) refuse();
      return this.map(start, first, end);
    }
    if (char !== doubleQuote && char !== singleQuote) return this.plain(start, first, indent);
    return this.note(start, end, first);
  }

  /** A scalar or its first line. */
  private scalar(plain: RegExp): Json {
    const start = this.at;
    const char = this.text.charCodeAt(start);
    const isQuoted = char === doubleQuote || char === singleQuote;
    const pattern = !isQuoted ? plain : char === doubleQuote ? doubleQuoted : singleQuoted;
    this.at = endOf(pattern, this.text, start);
    if (this.at === start) refuse();
    const written = this.text.slice(start, this.at);
    const value = isQuoted ? quotedValue(written) : plainValue(written);
    return value === unclear ? refuse() : value;
  }

  /** A plain scalar whose first line was read, with the lines that follow further in. */
  private plain(start: number, first: Json, indent: number): Json {
    let end = this.at;
    let text: string | undefined;
    for (this.next(); this.isFirst && this.column > indent; this.next()) {
      if (this.ended !== end) refuse(); // a comment within
      text ??= this.text.slice(start, end);
      text += this.text.slice(end, this.at).replace(/ /g, "").slice(1) || " ";
      this.at = endOf(plainRest, this.text, this.token);
      if (this.at === this.token) refuse();
      text += this.text.slice(this.token, this.at);
      end = this.at;
      if (this.passColon()) refuse();
    }
    return this.note(start, end, text ?? first);
  }

  private block(indent: number): Json {
    const { text, at: start } = this;
    const isFolded = text.charCodeAt(start) === folded;
    const isStripped = text.charCodeAt(start + 1) === dash;
    const body = endOf(blockHeader, text, start);
    const first = endOf(blockIndent, text, body);
    if (body === start || first === body) refuse();
    const depth = first - text.lastIndexOf("\n", first) - 1;
    if (depth <= indent || depth > deepest * 4) refuse();
    const patterns = linesAt(depth);
    const lines = text.slice(body, endOf(patterns.lines, text, body));
    this.at = body + lines.trimEnd().length;
    const value = blockText(lines.replace(patterns.indent, ""), isFolded, isStripped);
    return this.note(start, this.at, value);
  }

  /** A map by indentation whose first key was read, with its colon. */
  private map(start: number, first: Json, end: number): Json {
    const indent = this.column;
    this.open(start);
    const map: { [key: string]: Json } = {};
    let [key, keyStart, keyEnd] = [first, start, end];
    for (;;) {
      if (indent === 0 && separator.test(this.text.slice(keyStart, keyStart + 3))) refuse();
      this.note(keyStart, keyEnd, key);
      this.put(map, key, this.valueIn(indent));
      this.next();
      if (!this.isFirst || this.column > indent) refuse();
      if (this.column < indent) break;
      keyStart = this.at;
      key = this.scalar(plainLine);
      keyEnd = this.at;
      if (!this.passColon()) refuse();
    }
    return this.close(this.ended, map);
  }

  private list(): Json {
    const indent = this.column;
    this.open(this.at);
    const items: Json[] = [];
    do {
      this.at++;
      this.next();
      if (this.isFirst && this.column <= indent) refuse();
      items.push(this.node(indent, true));
      this.next();
      if (!this.isFirst) refuse();
    } while (this.column === indent && this.isDash());
    return this.close(this.ended, items);
  }

  private mapInBrackets(): Json {
    this.open(this.at++);
    const map: { [key: string]: Json } = {};
    while (!this.passClosing(closeMap)) {
      const key = this.scalarInBrackets();
      if (!this.passColonInBrackets()) refuse();
      this.put(map, key, this.nodeInBrackets());
      this.passComma(closeMap);
    }
    return this.close(this.at, map);
  }

  private listInBrackets(): Json {
    this.open(this.at++);
    const items: Json[] = [];
    while (!this.passClosing(closeList)) {
      items.push(this.itemInBrackets());
      this.passComma(closeList);
    }
    return this.close(this.at, items);
  }

  /** An item of a list: `a: b` is a map of its own. It has no mark of its own, as js-yaml gives it none. */
  private itemInBrackets(): Json {
    const item = this.nodeInBrackets();
    if ((typeof item === "object" && item !== null) || !this.passColonInBrackets()) return item;
    const map: { [key: string]: Json } = {};
    this.put(map, item, this.nodeInBrackets());
    return map;
  }

  private nodeInBrackets(): Json {
    const char = this.text.charCodeAt(this.at);
    if (char === openMap) return this.mapInBrackets();
    if (char === openList) return this.listInBrackets();
    return this.scalarInBrackets();
  }

  private scalarInBrackets(): Json {
    const start = this.at;
    const value = this.scalar(plainInBrackets);
    return this.note(start, this.at, value);
  }

  /** Past the colon of a key and to its value; the colon stands on the line of the key. */
  private passColonInBrackets(): boolean {
    this.at = endOf(blanksInLine, this.text, this.at);
    if (this.text.charCodeAt(this.at) !== colon) return false;
    this.at++;
    this.skip();
    return true;
  }

  private passClosing(bracket: number): boolean {
    this.skip();
    if (this.text.charCodeAt(this.at) !== bracket) return false;
    this.at++;
    return true;
  }

  private passComma(bracket: number): void {
    this.skip();
    const char = this.text.charCodeAt(this.at);
    if (char === comma) this.at++;
    else if (char !== bracket) refuse();
  }

  /** Past blanks and comments, where lines do not matter. */
  private skip(): void {
    this.at = endOf(blanks, this.text, this.at);
    while (this.text.charCodeAt(this.at) === hash) {
      const end = this.text.indexOf("\n", this.at);
      this.at = endOf(blanks, this.text, end === -1 ? this.text.length : end);
    }
  }

  /** Past the colon of a key, if one follows. */
  private passColon(): boolean {
    const { text } = this;
    let at = this.at;
    while (text.charCodeAt(at) === space) at++;
    if (text.charCodeAt(at) !== colon || !isBlankAt(text, at + 1)) return false;
    this.at = at + 1;
    return true;
  }

  private isDash(): boolean {
    return this.text.charCodeAt(this.at) === dash && isBlankAt(this.text, this.at + 1);
  }

  /** A map or list begins. */
  private open(start: number): void {
    if (++this.depth > deepest) refuse();
    this.marks.push(start);
  }

  private close(end: number, value: Json): Json {
    this.depth--;
    this.marks.push(~end);
    this.values.push(value);
    return value;
  }

  private note(start: number, end: number, value: Json): Json {
    this.marks.push(start, ~end);
    this.values.push(value);
    return value;
  }

  private put(map: { [key: string]: Json }, key: Json, value: Json): void {
    const name = String(key);
    if (Object.hasOwn(map, name) || name === "__proto__" || name === "<<") refuse();
    map[name] = value;
  }
}

/** The patterns for the lines of a block scalar that is indented so far. */
function linesAt(depth: number): { readonly lines: RegExp; readonly indent: RegExp } {
  const known = blockLines.get(depth);
  if (known) return known;
  const made = {
    lines: new RegExp(`(?: {${depth}}[^\\n]*(?:\\n|$)| *\\n)*`, "y"),
    indent: new RegExp(`^ {1,${depth}}`, "gm"),
  };
  blockLines.set(depth, made);
  return made;
}

/** Where a pattern's match at a place ends; that place where it does not match. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** True of a blank, and of the end of the text. */
function isBlankAt(text: string, at: number): boolean {
  const char = text.charCodeAt(at);
  return char === space || char === feed || at >= text.length;
}
