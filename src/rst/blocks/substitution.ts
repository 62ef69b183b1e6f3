import { runDirective } from "../directives.js";
import type { Trimming } from "../directives.js";
import type { Code } from "../../base/diagnostics.js";
import type { Span } from "../../base/source.js";
import { isSpace, leadingSpace, trimStart as withoutSpace } from "../../base/unicode.js";
import type { Context } from "../context.js";
import { cut, isBlank, LineReader, spanOfLine, spanOfLines } from "../lines.js";
import type { Line } from "../lines.js";
import { foldName } from "../names.js";
import { childrenOf, walk } from "../nodes.js";
import type { Block, BlockQuote, Inline, Node, SubstitutionDefinition } from "../nodes.js";
import { isSimpleName } from "../simple-name.js";
import { literalBlockOf } from "./common.js";
import { directiveCallOf } from "./directive-call.js";
import { asComment } from "./comment.js";
import type { Explicit } from "./comment.js";
import { takeIndented, trimEnd } from "./indented.js";

const directiveRe = /^(\S+?)::(?: +|$)/;

function directiveAt(line: Line): RegExpExecArray | null {
  const match = directiveRe.exec(line.text);
  return match && isSimpleName(match[1]!) ? match : null;
}

/**
 * ```rst
 * .. |name| replace:: text
 * ```
 */
export function substitutionDefinition(
  lines: LineReader,
  match: RegExpExecArray,
  cx: Context,
): Explicit {
  const start = lines.at;
  const line = spanOfLine(lines.peek()!);
  const block = takeIndented(lines, { first: match[0].length, keepIndent: true });
  const named = readName(trimEnd(block.lines));
  if (!named) {
    lines.at = start;
    const text = asComment(lines);
    const message = cx.message("substitution-malformed", line);
    return { blocks: [...text.blocks, message], finished: text.finished };
  }
  const taken = lines.lines.slice(start, lines.at);
  const quote = literalBlockOf(taken);
  const name = foldName(named.name);
  // Text that is no directive is given up after its first line; the rest should have been apart.
  const plain = named.rest.length > 1 && !directiveAt(named.rest[0]!);
  const finished = plain ? isBlank(named.rest[1]) : block.finished;
  const fault = (code: Code, parts: string[]): Explicit => ({
    blocks: [cx.message(code, line, parts, [quote])],
    finished,
  });
  if (named.rest.length === 0) return fault("substitution-empty", [named.name]);

  const trimming: Trimming = {};
  const { inlines, others } = contentsOf(named.rest, name, trimming, cx);
  const node: SubstitutionDefinition = {
    type: "substitution_definition",
    span: spanOfLines(trimEnd(taken)),
    names: [name],
    children: inlines,
    ...trimming,
  };
  const illegal = illegalIn(node);
  if (illegal) {
    const shown: Block[] =
      illegal.code === "substitution-problematic" ? [quote, quoted(inlines)] : [quote];
    const blocks = [...others, cx.message(illegal.code, illegal.node.span, [], shown)];
    return { blocks, finished };
  }
  if (inlines.length === 0) {
    const invalid = fault("substitution-invalid", [named.name]);
    return { blocks: [...others, ...invalid.blocks], finished };
  }
  return {
    blocks: [
      ...others,
      ...cx.names.noteSubstitution(node, spanOfName(line, match, named.name)),
      node,
    ],
    finished,
  };
}

/** Where the name stands; all of the first line where the name goes on in the next one. */
function spanOfName(line: Span, match: RegExpExecArray, name: string): Span {
  const start = line.start + match[0].length;
  const end = start + name.length;
  return end < line.end ? { ...line, start, end } : line;
}

/** The name up to the bar that closes it, and the lines behind it. */
function readName(lines: readonly Line[]): { name: string; rest: readonly Line[] } | null {
  let name = "";
  for (const [index, line] of lines.entries()) {
    const text = index === 0 ? line.text : withoutSpace(line.text);
    if (index > 0) name += " ";
    for (let at = 0; at < text.length; at++) {
      if (text[at] === "\\") at++;
      else if (
        text[at] === "|" &&
        at > 0 &&
        !isSpace(text.charCodeAt(at - 1)) &&
        (at + 1 === text.length || text[at + 1] === " ")
      ) {
        const first = cut(line, line.text.length - text.length + at + 1);
        const trimmed = trimStart(first);
        const rest = [trimmed, ...lines.slice(index + 1)];
        return { name: name + text.slice(0, at), rest: isBlank(trimmed) ? rest.slice(1) : rest };
      }
    }
    name += text;
  }
  return null;
}

/** What the directive behind the name makes; nothing where there is none. */
function contentsOf(lines: readonly Line[], name: string, definition: Trimming, cx: Context) {
  const inlines: Inline[] = [];
  const others: Block[] = [];
  const reader = new LineReader(lines.map((line, index) => (index === 0 ? trimStart(line) : line)));
  const match = directiveAt(reader.peek()!);
  if (match) {
    const { call } = directiveCallOf(reader, match);
    for (const block of runDirective({ ...call, substitution: name, definition }, cx))
      if (block.type === "paragraph") for (const child of block.children) inlines.push(child);
      else if (isInline(block)) inlines.push(block);
      else others.push(block);
  }
  return { inlines, others };
}

function trimStart(line: Line): Line {
  return cut(line, leadingSpace(line.text));
}

function isInline(block: Block): block is Extract<Block, Inline> {
  return (
    block.type === "image" ||
    block.type === "raw" ||
    block.type === "reference" ||
    block.type === "target"
  );
}

/** What a faulty definition would have said, with the places that are wrong. */
function quoted(inlines: Inline[]): BlockQuote {
  const { span } = inlines[0]!;
  return { type: "block_quote", span, children: [{ type: "paragraph", span, children: inlines }] };
}

/** What may not be said more than once, as a substitution may be. */
function illegalIn(definition: SubstitutionDefinition): { code: Code; node: Node } | null {
  let found: { code: Code; node: Node } | null = null;
  for (const child of childrenOf(definition))
    walk(child, (node) => {
      const code = illegalCode(node);
      if (code) found ??= { code, node };
    });
  return found;
}

function illegalCode(node: Node): Code | null {
  if (node.type === "text") return null;
  if (node.type === "problematic") return "substitution-problematic";
  if (node.type === "reference" && node.anonymous) return "substitution-anonymous-reference";
  if (node.type === "footnote_reference" && node.auto) return "substitution-auto-footnote";
  return node.ids?.length ? "substitution-target" : null;
}
