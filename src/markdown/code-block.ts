import { jsonFault } from "../base/json-fault.js";
import { marksAsVariables } from "../base/made-mark.js";
import { quoted } from "../base/text.js";
import type { Span } from "../base/source.js";
import { withoutStandIns } from "../base/verbatim.js";
import { textOf, type Block } from "../rst/nodes.js";
import { attributesIn, type WrittenAttributes } from "./attributes.js";
import { unescaped } from "./parser.js";
import { reportForeignCode } from "./foreign-markup.js";
import type { BlockOf, Reader } from "./reader.js";
import type { MarkdownSettings } from "./settings.js";
import { withoutEscapes } from "./shortcodes.js";
import type { Token } from "./tokens.js";

/** Code between fences, or indented, below a block of which it may be the rest. */
export function codeBlock(reader: Reader, token: Token, before: Block | undefined): Block {
  const [from, to] = token.map!;
  const isFence = token.type === "fence";
  const span = isFence ? reader.text.spanOfLines(from, to) : reader.spanOf(token);
  const { language, attributes } = isFence
    ? infoOf(token.info, reader.settings)
    : { language: undefined };
  const classes = language === undefined ? [] : ["code", language];
  if (isFence) {
    checkFence(reader, token, from, to);
    checkForeign(reader, token, language);
  }
  // With one sign it may be the prompt of a shell.
  else if (/^ *#{2,6} +[^\n]+\n?$/.test(token.content))
    reader.tell("heading-as-code", span, [quoted(token.content.trim())]);
  if (language?.toLowerCase() === "json") checkJson(reader, token.content, from + 1);
  else if (before?.type === "paragraph" && /(?<!:)::\s*$/.test(textOf(before)))
    reader.tell("rst-literal-block", { ...before.span, start: before.span.end - 2 });
  const first = isFence ? from + 1 : from;
  const last = Math.max(first, isFence ? to - 1 : to);
  const written = withoutStandIns(token.content.replace(/\n$/, ""));
  const value = reader.cx.settings.shortcodes ? withoutEscapes(written) : written;
  const inner =
    first < reader.text.lines.length && last > first ? reader.text.spanOfLines(first, last) : span;
  const node: BlockOf<"literal_block"> = {
    type: "literal_block",
    span,
    ...(classes.length > 0 ? { classes } : {}),
    children: value === "" ? [] : [{ type: "text", span: inner, value: marksAsVariables(value) }],
  };
  if (attributes) reader.dressBlock(node, attributes, span);
  return node;
}

function checkFence(reader: Reader, { markup }: Token, from: number, to: number): void {
  const last = reader.text.lines[to - 1]?.text ?? "";
  const bare = last.replace(/^[\s>]*/, "").trimEnd();
  const mark = markup[0]!;
  const opening = reader.text.lines[from]?.text ?? "";
  // A line that begins four columns deeper than the first one is code.
  const isDeep =
    columnOf(last, last.lastIndexOf(bare)) - columnOf(opening, opening.indexOf(markup)) > 3;
  const isClosed =
    to - 1 > from && !isDeep && bare.length >= markup.length && bare === mark.repeat(bare.length);
  if (isClosed) return;
  const at = reader.text.spanOfLines(from, from + 1);
  const offset = Math.max(0, at.source.text.slice(at.start, at.end).indexOf(markup));
  const start = at.start + offset;
  const span = { ...at, start, end: Math.min(at.end, start + markup.length) };
  const above = reader.text.lines[from - 1]?.text.trim() ?? "";
  if (mark === "~" && above !== "" && /^~+$/.test((reader.text.lines[from]?.text ?? "").trim()))
    reader.tell("rst-title", span, [markup]);
  else reader.tell("fence-not-closed", span, [markup]);
}

/** Report what of a fence and its code means something to other programs. */
function checkForeign(reader: Reader, token: Token, language: string | undefined): void {
  const { text, tell } = reader;
  const [from] = token.map!;
  const { info, content: code } = token;
  const inLine = (row: number, part: string, start: number, end: number): Span => {
    const line = text.spanOfLines(row, row + 1);
    const at = line.end - part.trimEnd().length;
    return { ...line, start: at + start, end: at + end };
  };
  reportForeignCode(
    { info: info.trim(), language, code },
    tell,
    (start, end) => inLine(from, info.trim(), start, end),
    (start, end) => {
      const row = code.slice(0, start).split("\n").length - 1;
      const begin = code.lastIndexOf("\n", start - 1) + 1;
      const line = code.slice(begin).split("\n", 1)[0]!;
      return inLine(from + 1 + row, line, start - begin, end - begin);
    },
  );
}

/** The column of an offset in a line, of which each tab is four. */
function columnOf(line: string, offset: number): number {
  const before = line.slice(0, offset);
  return before.length + 3 * (before.split("\t").length - 1);
}

/** Code that is said to be JSON, whose lines begin at `from`. */
function checkJson({ text, tell }: Reader, code: string, from: number): void {
  const fault = jsonFault(code);
  if (!fault) return;
  const { at, found, comma } = fault;
  const above = code.slice(0, at).split("\n");
  const row = from + above.length - 1;
  if (!text.lines[row]) return;
  const rest = code.slice(at).split("\n", 1)[0]!;
  const span = text.spanOfLines(row, row + 1);
  const start = Math.max(span.start, span.end - rest.length);
  const end = start + Math.max(1, found.length);
  tell("code-not-json", { ...span, start, end }, [found, comma === undefined ? "" : "comma"]);
}

/** `json {.wide}` → the language and the attributes. */
function infoOf(
  info: string,
  settings: MarkdownSettings,
): {
  readonly language: string | undefined;
  readonly attributes?: WrittenAttributes;
} {
  const written = withoutStandIns(unescaped(info.trim(), settings));
  const found = /\s*\{(?<attributes>[^{}]*)\}$/.exec(written);
  const attributes = found && attributesIn(found.groups!["attributes"]!);
  const rest = attributes ? written.slice(0, found.index) : written;
  // rust,ignore and js{1,3} of other programs are Rust and JavaScript.
  const language = /^[^\s,{]+/.exec(rest)?.[0];
  return attributes ? { language, attributes } : { language };
}
