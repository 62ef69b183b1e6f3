import { createRequire } from "node:module";
import { madeKey } from "../base/made-mark.js";
import { withoutStandIns } from "../base/verbatim.js";
import { autolink } from "./autolinks.js";
import { inlineMath, mathBlock } from "./math.js";
import type { MarkdownSettings } from "./settings.js";
import { shortcodeInText, shortcodeLine } from "./shortcodes.js";
import { strikethrough, strikethroughPairs } from "./strikethrough.js";
import type { Env, MarkdownIt, StateBlock, StateInline, Token } from "./tokens.js";

/**
 * markdown-it with the extensions of this library, and with the place of every token: the library knows the lines of
 * blocks only, so its loop over the text of a block is run here, which sees where each construct begins and ends.
 */

/** Blocks nested deeper than this are left as they stand, so that whoever walks the tree stays within the call stack. */
export const deepest = 90;

// Loaded when it is first needed: many projects have no Markdown.
const require = createRequire(import.meta.url);
const parsers = new WeakMap<MarkdownSettings, MarkdownIt>();

/** The tokens of the blocks of a text. Their own texts are read by `inlineTokens`. */
export function blockTokens(text: string, settings: MarkdownSettings, env: Env): Token[] {
  const md = parserFor(settings);
  if (oneParagraph.test(text)) return paragraphTokens(text, md, env);
  const tokens: Token[] = [];
  md.block.parse(text, md, env, tokens);
  return tokens;
}

/** Lines that begin with a letter: nothing but a paragraph begins so, nor ends one. Most descriptions are such. */
const oneParagraph = /^(?:[A-Za-z][^\n]*\n)*[A-Za-z](?:[^\n]*\S)?\n?$/;

/** The tokens that markdown-it has for a paragraph. */
function paragraphTokens(text: string, md: MarkdownIt, env: Env): Token[] {
  const state = new md.block.State("", md, env, []);
  const content = text.endsWith("\n") ? text.slice(0, -1) : text;
  const map: [number, number] = [0, content.split("\n").length];
  state.push("paragraph_open", "p", 1).map = map;
  Object.assign(state.push("inline", "", 0), { content, map, children: [] });
  state.push("paragraph_close", "p", -1);
  return state.tokens;
}

/** The tokens of the text of a block, each with its place. */
export function inlineTokens(
  content: string,
  settings: MarkdownSettings,
  env: Env,
): readonly Token[] {
  const md = parserFor(settings);
  if (content.length > longestKept || /[[{]/.test(content)) return parseInline(content, md, env);
  let known = keptTokens.get(md);
  if (!known || known.size >= mostKept) keptTokens.set(md, (known = new Map()));
  let tokens = known.get(content);
  if (!tokens) known.set(content, (tokens = parseInline(content, md, env)));
  return tokens;
}

/** The tokens of short texts without links and shortcodes, which mean the same in all documents: many descriptions are shown again and again. */
const keptTokens = new WeakMap<MarkdownIt, Map<string, readonly Token[]>>();
const longestKept = 400;
const mostKept = 10_000;

function parseInline(content: string, md: MarkdownIt, env: Env): Token[] {
  const tokens: Token[] = [];
  md.inline.parse(content, md, env, tokens);
  return tokens;
}

/** A text without its backslashes, with the characters that entities stand for: as the words behind a fence are read. */
export function unescaped(text: string, settings: MarkdownSettings): string {
  return /[\\&]/.test(text) ? parserFor(settings).utils.unescapeAll(text) : text;
}

function parserFor(settings: MarkdownSettings): MarkdownIt {
  let md = parsers.get(settings);
  if (!md) parsers.set(settings, (md = makeParser(settings)));
  return md;
}

function makeParser({ math }: MarkdownSettings): MarkdownIt {
  const Markdown = require("markdown-it") as new (options: object) => MarkdownIt;
  const plugins = [require("markdown-it-deflist"), require("markdown-it-footnote")] as ((
    md: MarkdownIt,
  ) => void)[];
  const md = new Markdown({ html: true, maxNesting: deepest + 10 });
  for (const plugin of plugins) md.use(plugin);
  const { block, inline } = md;
  inline.ruler.disable(["footnote_inline", "linkify"]);
  inline.ruler2.disable(["fragments_join"]);
  inline.ruler.at("strikethrough", strikethrough);
  inline.ruler2.at("strikethrough", strikethroughPairs);
  block.ruler.before("table", "too_deep", tooDeep);
  block.ruler.before("table", "made", made, { alt: interrupts });
  block.ruler.before("table", "shortcode", shortcodeLine, { alt: interrupts });
  if (math.block.length > 0)
    block.ruler.before("fence", "math_block", mathBlock(math.block), { alt: interrupts });
  const formulas = [
    ...math.inline.map((each) => ({ ...each, isBlock: false })),
    ...math.block.map((each) => ({ ...each, isBlock: true })),
  ];
  if (formulas.length > 0) inline.ruler.before("escape", "math", inlineMath(formulas));
  inline.ruler.before("escape", "autolink_plain", autolink);
  inline.ruler.before("escape", "shortcode", shortcodeInText);
  // Addresses that must not be followed are refused by who writes the page.
  md.validateLink = () => true;
  const { normalizeLink } = md;
  // A shortcode that stands for an address is read later.
  md.normalizeLink = (url) =>
    url.includes("\udc7b\udc7b") ? url : normalizeLink.call(md, withoutStandIns(url));
  inline.State = placedState(inline.State);
  inline.tokenize = tokenize;
  return md;
}

const interrupts = ["paragraph", "reference", "blockquote", "list"];

/** What is nested too deep, in one token. */
function tooDeep(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if (silent || state.level < deepest) return false;
  const token = state.push("too_deep", "", 0);
  token.map = [start, end];
  token.content = state.getLines(start, end, state.blkIndent, false);
  state.line = end;
  return true;
}

/** A line that stands for blocks which are made as nodes. */
function made(state: StateBlock, start: number, _end: number, silent: boolean): boolean {
  const from = state.bMarks[start]! + state.tShift[start]!;
  if (state.src.charCodeAt(from) !== 0xdfff) return false;
  const key = madeKey(state.src.slice(from, state.eMarks[start]).trimEnd());
  if (key === null) return false;
  if (silent) return true;
  const token = state.push("made", "", 0);
  token.content = key;
  token.map = [start, start + 1];
  state.line = start + 1;
  return true;
}

/** A state that notes where the text begins that has no token yet. */
interface Placed extends StateInline {
  cursor: number;
}

function placedState(State: typeof StateInline): typeof StateInline {
  return class extends State {
    cursor = 0;

    override pushPending(): Token {
      const token: Token = super.pushPending();
      token.start = this.cursor;
      token.end = this.cursor + token.content.length;
      return token;
    }

    override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
      const token: Token = super.push(type, tag, nesting);
      // The text of a link begins where the library has gone before it reports the link.
      if (nesting > 0) this.cursor = this.pos;
      return token;
    }
  };
}

/** Try the rules one after the other, as the library's own loop does, and give the tokens they make their places. */
function tokenize(this: MarkdownIt["inline"], state: StateInline): void {
  const rules = this.ruler.getRules("");
  const end = state.posMax;
  const isShallow = state.level < state.md.options.maxNesting!;
  while (state.pos < end) {
    const start = state.pos;
    const count = state.tokens.length;
    if (isShallow && rules.some((rule) => rule(state, false))) {
      if (state.pos <= start) throw new Error("a rule of Markdown took no text");
      if (state.tokens.length > count) place(state as Placed, start, count);
      continue;
    }
    state.pending += state.src[state.pos++];
  }
  if (state.pending) state.pushPending();
}

/** Places for the tokens from `index` on, which one rule made. A run of delimiters has one for each of its parts. */
function place(state: Placed, start: number, index: number): void {
  let at = start;
  for (let next = index; next < state.tokens.length; next++) {
    const token: Token = state.tokens[next]!;
    if (token.start !== undefined) continue;
    const isPart = token.type === "text";
    token.start = at;
    token.end = isPart ? at + token.content.length : state.pos;
    if (isPart) at = token.end;
    else if (token.nesting > 0) break;
  }
  if (state.pending === "") state.cursor = state.pos;
}
