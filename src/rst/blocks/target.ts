import { isSpace, trim } from "../../base/unicode.js";
import type { Context } from "../context.js";
import { markEscapes, shown, uriOf } from "../inlines/inline-text.js";
import { cut, spanOfLine, spanOfLines } from "../lines.js";
import type { Line, LineReader } from "../lines.js";
import { foldName, normalizeName } from "../names.js";
import type { Target } from "../nodes.js";
import { isSimpleName } from "../simple-name.js";
import { asComment } from "./comment.js";
import type { Explicit } from "./comment.js";
import { takeIndented } from "./indented.js";

/**
 * ```rst
 * .. _internal:
 * .. _external: https://example.org/
 * .. _indirect: other_
 * .. _`quoted: name`: https://example.org/
 * .. __: https://example.org/anonymous
 * ```
 */
export function target(lines: LineReader, match: RegExpExecArray, cx: Context): Explicit {
  const start = lines.at;
  const block = takeIndented(lines, { first: match[0].length, untilBlank: true, keepIndent: true });
  const named = readName(block.lines);
  if (!named) {
    lines.at = start;
    const line = spanOfLine(lines.peek()!);
    const text = asComment(lines);
    const message = cx.message("target-malformed", line);
    return { blocks: [...text.blocks, message], finished: text.finished };
  }
  const span = spanOfLines(lines.lines.slice(start, lines.at));
  const node = targetTo(named.rest, span);
  if (named.name === null) return { blocks: [anonymous(node, cx)], finished: block.finished };
  node.names = [normalizeName(unescape(named.name))];
  if (node.refuri) node.refuri = withScheme(node.refuri);
  return { blocks: [...cx.names.noteExplicit(node), node], finished: block.finished };
}

/**
 * ```rst
 * __ https://example.org/anonymous
 * ```
 */
export function anonymousTarget(lines: LineReader, match: RegExpExecArray, cx: Context): Explicit {
  const start = lines.at;
  const block = takeIndented(lines, { first: match[0].length, untilBlank: true });
  const span = spanOfLines(lines.lines.slice(start, lines.at));
  const node = anonymous(targetTo(block.lines, span), cx);
  return { blocks: [node], finished: block.finished };
}

function anonymous(node: Target, cx: Context): Target {
  node.anonymous = 1;
  cx.names.setId(node);
  return node;
}

/** The name that a target's lines begin with, up to its colon (`null` where it is anonymous), and the lines behind it. */
function readName(lines: readonly Line[]): { name: string | null; rest: readonly Line[] } | null {
  const anonymousRe = /^_ ?:(?: |$)/.exec(lines[0]!.text);
  if (anonymousRe) return { name: null, rest: from(lines, 0, anonymousRe[0].trimEnd().length) };
  if (lines[0]!.text.startsWith("_")) return null;
  const quoted = lines[0]!.text.startsWith("`");
  if (quoted && /^[ `]/.test(lines[0]!.text.slice(1))) return null;
  let name = "";
  for (const [index, line] of lines.entries()) {
    const start = index === 0 && quoted ? 1 : 0;
    const end = endOfName(line.text, start, quoted, name === "");
    if (end)
      return {
        name: name + line.text.slice(start, end.name),
        rest: from(lines, index, end.colon + 1),
      };
    name += line.text.slice(start);
  }
  return null;
}

/** Where the name ends in a line of it, and where its colon stands. */
function endOfName(text: string, start: number, quoted: boolean, first: boolean) {
  for (let at = start; at < text.length; at++) {
    if (text[at] === "\\") {
      at++;
      continue;
    }
    let end = at;
    if (quoted) {
      if (text[at] !== "`") continue;
      at++;
    } else if (text[at] === " " && text[at + 1] === ":") at++;
    if (quoted && text[at] === " ") at++;
    if (text[at] !== ":" || (at + 1 < text.length && text[at + 1] !== " ")) {
      at = end;
      continue;
    }
    if (first && end === start) continue;
    const before = text[end - 1];
    if (before !== undefined && isSpace(before.charCodeAt(0))) continue;
    if (!quoted && before === ":" && text[end - 2] !== "\\") continue;
    return { name: end, colon: at };
  }
  return null;
}

/** The lines from a column of one of them on. */
function from(lines: readonly Line[], index: number, column: number): readonly Line[] {
  return [cut(lines[index]!, column), ...lines.slice(index + 1)];
}

/** In text whose escapes are marked and whose white space is single spaces. */
const referenceRe = /^(?:`(?! )([^]+?)(?<![ \0])`_|([^ ]+)_)$/;

/** A target that leads where its lines say: nowhere else, to a URI, or to another name. */
function targetTo(lines: readonly Line[], span: Target["span"]): Target {
  const { refuri, refname } = goalOf(lines);
  const node: Target = { type: "target", span, children: [] };
  if (refname !== undefined) node.refname = refname;
  else if (refuri) node.refuri = refuri;
  return node;
}

/** Where lines lead: to a name where they read `name_`, else to the URI they spell. */
export function goalOf(
  lines: readonly Line[],
): { refname: string; name: string; refuri?: never } | { refuri: string; refname?: never } {
  const marked = markEscapes(lines.map((line) => trim(line.text)).join(" "));
  const match = marked.endsWith("_") && referenceRe.exec(foldName(marked));
  const [, quoted, bare = ""] = match || [];
  if (quoted === undefined && !isSimpleName(bare)) return { refuri: uriOf(marked) };
  const name = foldName(shown(quoted ?? bare));
  return { refname: normalizeName(name), name };
}

/** Text with its escapes resolved: an escaped space is nothing. */
function unescape(text: string): string {
  return foldName(shown(markEscapes(text)));
}

const emailRe =
  /^[-_!~*'{|}/#?^`&=+$%a-zA-Z0-9]+(?:\.[-_!~*'{|}/#?^`&=+$%a-zA-Z0-9]+)*@[-_!~*'{|}/#?^`&=+$%a-zA-Z0-9]+(?:\.[-_!~*'{|}/#?^`&=+$%a-zA-Z0-9]+)*$/;

/** An email address becomes a `mailto:` URI. */
function withScheme(uri: string): string {
  return emailRe.test(uri) ? `mailto:${uri}` : uri;
}
