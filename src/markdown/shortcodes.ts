import type { Span } from "../base/source.js";
import { withoutStandIns } from "../base/verbatim.js";
import type { ShortcodeCall, Shortcodes } from "../rst/context.js";
import type { Half } from "./html-inline.js";
import type { StateBlock, StateInline, Token } from "./tokens.js";

/**
 * How shortcodes are written: `{{% name key="value" 3 %}}`, `{{< name >}}`, `{{% /name %}}`, `{{% name /%}}`; and
 * `{{%/* name *\/%}}`, which shows one.
 *
 * @see https://gohugo.io/content-management/shortcodes/
 */

export interface Tag {
  /** Begins one, or is all of it; ends one; is one without content, although it could have some. */
  readonly kind: "open" | "close" | "whole";
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly parameters: readonly TagParameter[];
}

export interface TagParameter {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** What begins like a tag, and why it is none. */
export interface BadTag {
  readonly why: string;
  /** What is wrong with it: all of it, or a part. */
  readonly start: number;
  readonly end: number;
}

/** A tag that stands for blocks, among the blocks or the nodes of a text. */
export interface ShortcodeMark {
  readonly type: "shortcode";
  readonly span: Span;
  readonly kind: Tag["kind"];
  readonly call: ShortcodeCall;
}

/** The mark of a tag. */
export function markOf(tag: Tag, spanOf: (start: number, end: number) => Span): ShortcodeMark {
  const span = spanOf(tag.start, tag.end);
  const parameters = tag.parameters.map(({ name, value, start, end }) => ({
    name: withoutStandIns(name),
    value: withoutStandIns(value),
    span: spanOf(start, end),
  }));
  return {
    type: "shortcode",
    span,
    kind: tag.kind,
    call: { name: withoutStandIns(tag.name), span, parameters },
  };
}

/** The tag of a token, where it may belong to another one of the same text. */
export function halfOf({ type, meta }: Token, known: Shortcodes | undefined): Half | null {
  if (type !== "shortcode") return null;
  const { name, kind } = meta as unknown as Tag;
  const form = known?.formOf(name);
  if (!form?.holds || form.place === "block") return null;
  return { name: `{{${name}`, isEnd: kind === "close", isWhole: kind === "whole" };
}

const nameRe = /[\p{L}_][\p{L}\p{N}_./-]*/uy;
const keyRe = /(?<name>[\p{L}_][\p{L}\p{N}_-]*)[ \t\n]*=[ \t\n]*/uy;
/** A value without quotes; a slash before the end of the tag is not its. */
const bareRe = /(?:[^\s"'`=<>%{}/]|[%>](?!\}\})|\/(?![%>]\}\}))+/y;
const spaceRe = /[ \t\n]*/y;

/** A tag as a message quotes it: a long one is not cut within a value. */
export function quotedTag(written: string): string {
  const [begin] = /^\{\{[%<]\s*\/?\s*[^\s%>]*/.exec(written) ?? [""];
  return written.length <= 100 || begin === "" ? written : `${begin} ...`;
}

/** What does not come any more in a text: ends of tags and of values. */
type Missing = Set<string>;

const missing = new WeakMap<object, Missing>();

function missingIn(state: object): Missing {
  let gone = missing.get(state);
  if (!gone) missing.set(state, (gone = new Set()));
  return gone;
}

/** Whether a tag may begin at an offset. */
export function mayBegin(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 0x7b || text.charCodeAt(at + 1) !== 0x7b) return false;
  const mark = text.charCodeAt(at + 2);
  return mark === 0x25 || mark === 0x3c;
}

/** The tag at an offset where one may begin; it ends before `max`. */
function tagAt(text: string, start: number, max: number, gone: Missing): Tag | BadTag {
  const close = text[start + 2] === "%" ? "%}}" : ">}}";
  const match = (re: RegExp, from: number): RegExpExecArray | null => {
    re.lastIndex = from;
    const found = re.exec(text);
    return found && re.lastIndex <= max ? found : null;
  };
  const afterSpace = (from: number) => from + (match(spaceRe, from)?.[0].length ?? 0);
  /** Of what is wrong from an offset on. */
  const bad = (why: string, from: number, end = from + 1): BadTag => ({
    why,
    start: from,
    end: Math.min(Math.max(end, from), max),
  });
  const endsAt = (from: number) => text.startsWith(close, from) && from + 3 <= max;

  let at = afterSpace(start + 3);
  const isClose = text[at] === "/";
  if (isClose) at = afterSpace(at + 1);
  const name = match(nameRe, at)?.[0].replace(/\/$/, "");
  if (name === undefined) return bad("it has no name", start, at);
  at = at + name.length;
  const parameters: TagParameter[] = [];
  for (;;) {
    const before = at;
    at = afterSpace(at);
    if (endsAt(at))
      return { kind: isClose ? "close" : "open", name, start, end: at + 3, parameters };
    if (text[at] === "/" && endsAt(at + 1))
      return { kind: isClose ? "close" : "whole", name, start, end: at + 4, parameters };
    if (at >= max || gone.has(close)) return bad(`it does not end with ${close}`, start, before);
    const other = close === "%}}" ? ">}}" : "%}}";
    if (text.startsWith(other, at))
      return bad(`it ends with ${other} and not with ${close}`, at, at + 3);
    if (isClose) return bad("an end has no parameters", at);
    if (at === before) return bad(`a space is missing before "${text[at]}"`, at);
    const key = match(keyRe, at);
    const from = at + (key?.[0].length ?? 0);
    const value = valueAt(text, from, max, gone, (re) => match(re, from));
    if (typeof value === "string") {
      const why =
        value !== ""
          ? value
          : key
            ? `"${key.groups!["name"]}" has no value`
            : unexpected(text, from, max, close, gone);
      return bad(why, value === "" && key ? at : from);
    }
    parameters.push({
      name: key?.groups!["name"] ?? String(parameters.length),
      value: value.value,
      start: at,
      end: value.end,
    });
    at = value.end;
  }
}

/** The tag that begins at an offset of a line; `null` where there is none that is whole. */
export function tagIn(line: string, at: number): Tag | null {
  const tag = tagAt(line, at, line.length, new Set());
  return "why" in tag ? null : tag;
}

/** Why a tag ends where nothing of it can stand. */
function unexpected(text: string, at: number, max: number, close: string, gone: Missing): string {
  if (text.slice(at, max).includes(close)) return `"${text[at]}" means nothing there`;
  if (max >= text.length) gone.add(close);
  return `it does not end with ${close}`;
}

/** A value and where it ends; or why there is none, "" where nothing like one stands there. */
function valueAt(
  text: string,
  from: number,
  max: number,
  gone: Missing,
  match: (re: RegExp) => RegExpExecArray | null,
): { readonly value: string; readonly end: number } | string {
  const quote = text[from] ?? "";
  if (quote === "'") return 'values stand between " and "';
  if (quote !== '"' && quote !== "`") {
    const bare = match(bareRe)?.[0];
    return bare === undefined ? "" : { value: bare, end: from + bare.length };
  }
  const why = `a value does not end with ${quote}`;
  if (gone.has(quote)) return why;
  let end = from + 1;
  for (;;) {
    end = text.indexOf(quote, end);
    if (end === -1) gone.add(quote);
    if (end === -1 || end >= max) return why;
    if (quote === "`" || !isEscaped(text, end)) break;
    end++;
  }
  const written = text.slice(from + 1, end);
  const value = quote === '"' ? written.replace(/\\(["\\])/g, "$1") : written;
  return { value, end: end + 1 };
}

function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (text[at - 1 - count] === "\\") count++;
  return count % 2 === 1;
}

/** `{{%/* name *\/%}}`: its end, or -1. */
function escapeEnd(text: string, at: number, max: number, gone: Missing): number {
  if (!text.startsWith("/*", at + 3)) return -1;
  const close = `*/${text[at + 2] === "%" ? "%" : ">"}}}`;
  if (gone.has(close)) return -1;
  const found = text.indexOf(close, at + 5);
  if (found === -1) gone.add(close);
  return found === -1 || found + close.length > max ? -1 : found + close.length;
}

/** Whether something like a shortcode stands in HTML, outside of its comments. */
export function hasShortcode(html: string): boolean {
  return (html.includes("{{%") || html.includes("{{<")) && !html.startsWith("<!--");
}

/** A text with its shortcodes that are written to be shown as they are shown: one level of escapes is gone. */
export function withoutEscapes(text: string): string {
  if (!text.includes("{{%/*") && !text.includes("{{</*")) return text;
  const gone: Missing = new Set();
  let shown = "";
  let from = 0;
  for (let at = text.indexOf("{{"); at !== -1; at = text.indexOf("{{", Math.max(from, at + 1))) {
    const end = mayBegin(text, at) ? escapeEnd(text, at, text.length, gone) : -1;
    if (end === -1) continue;
    shown += `${text.slice(from, at + 3)}${text.slice(at + 5, end - 5)}${text.slice(end - 3, end)}`;
    from = end;
  }
  return shown + text.slice(from);
}

/** The shortcodes that a text knows; `undefined` where commands are text. */
function knownIn({ env }: StateBlock | StateInline): Shortcodes | undefined {
  return (env as { readonly shortcodes?: Shortcodes } | undefined)?.shortcodes;
}

/** A line with nothing but tags that stand for blocks. */
export function shortcodeLine(
  state: StateBlock,
  start: number,
  _end: number,
  silent: boolean,
): boolean {
  const { src } = state;
  const max = state.eMarks[start]!;
  let at = state.bMarks[start]! + state.tShift[start]!;
  if (!mayBegin(src, at) || state.sCount[start]! - state.blkIndent >= 4) return false;
  const known = knownIn(state);
  if (!known) return false;
  const tags: Tag[] = [];
  while (at < max) {
    if (!mayBegin(src, at)) return false;
    const tag = tagAt(src, at, max, new Set());
    if ("why" in tag || !isBlock(tag, known)) return false;
    tags.push(tag);
    at = tag.end;
    while (src[at] === " " || src[at] === "\t") at++;
  }
  if (silent) return true;
  for (const tag of tags) {
    const token = state.push("shortcode", "", 0);
    token.map = [start, start + 1];
    token.meta = tag as unknown as Record<string, unknown>;
  }
  state.line = start + 1;
  return true;
}

/** Whether a tag alone on its line is no part of a paragraph. */
function isBlock({ name }: Tag, known: Shortcodes): boolean {
  const form = known.formOf(name);
  return form !== undefined && (form.place === "block" || (form.place === "either" && form.holds));
}

const inAnglesRe = /\{\{<[^}\n]{0,300}?>\}\}/y;

/** `{{<name>}}` where there are no shortcodes: text, and not a tag of HTML between braces. */
function textInAngles(state: StateInline, silent: boolean): boolean {
  inAnglesRe.lastIndex = state.pos;
  const found = inAnglesRe.exec(state.src)?.[0];
  if (found === undefined || state.pos + found.length > state.posMax) return false;
  if (!silent) state.push("text_special", "", 0).content = found;
  state.pos += found.length;
  return true;
}

/** A tag within a text, or what is wrong with one. */
export function shortcodeInText(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (!mayBegin(src, pos)) return false;
  const known = knownIn(state);
  if (!known) return textInAngles(state, silent);
  const gone = missingIn(state);
  const end = escapeEnd(src, pos, posMax, gone);
  if (end !== -1) {
    if (!silent) state.push("text_special", "", 0).content = withoutEscapes(src.slice(pos, end));
    state.pos = end;
    return true;
  }
  const tag = tagAt(src, pos, posMax, gone);
  if ("why" in tag) {
    if (!silent) {
      const token = state.push("bad_shortcode", "", 0);
      token.content = src.slice(pos, pos + 3);
      token.meta = tag as unknown as Record<string, unknown>;
    }
    state.pos = pos + 3;
    return true;
  }
  if (!silent) {
    const token = state.push("shortcode", "", 0);
    token.content = src.slice(pos, tag.end);
    token.meta = tag as unknown as Record<string, unknown>;
  }
  state.pos = tag.end;
  return true;
}
