import { hasContent, linesOf, type TextEdit } from "./yaml-stop.js";

const closing = { "[": "]", "{": "}" } as const;
const parts = /"(?:\\.|[^"\\\n])*"|[[\]{}]/g;

interface Opened {
  readonly bracket: "[" | "{";
  readonly start: number;
  readonly line: number;
  readonly indent: number;
}

/** A bracket that is not closed, or one that closes nothing, and what mends it. */
export interface BracketFault {
  readonly kind: "open" | "stray";
  readonly start: number;
  readonly mend: TextEdit;
}

/** Where the first entry of JSON begins that lacks only the bracket before it; `null` elsewhere. */
export function startWithoutBracket(text: string): number | null {
  const [lead] = /^\s*(?="(?:\\.|[^"\\\n])*"\s*:)/.exec(text) ?? [];
  if (lead === undefined || !/^\}\s*(?![^])/m.test(text)) return null;
  let depth = 0;
  for (const { 0: part } of text.matchAll(parts))
    if (part === "{" || part === "[") depth++;
    else if (part === "}" || part === "]") depth--;
  return depth === -1 ? lead.length : null;
}

/**
 * Where a text in JSON has a bracket too many or too few, told by how far its lines are indented: what is opened in a line
 * holds those that are indented further, and is closed in the next that is not. `null` where that tells nothing.
 *
 *     "a": {            <- holds "b", and is closed below "c"
 *       "b": { "x": 1,  <- not closed, since "c" is not indented further
 *       "c": 2
 *     }
 */
export function bracketFault(text: string): BracketFault | null {
  if (!/^\s*[{[]/.test(text) || text.includes("{{")) return null;
  const open: Opened[] = [];
  const lines = linesOf(text);
  let end = 0;
  let closed: { readonly start: number; readonly indent: number } | null = null;
  for (const [index, line] of lines.entries()) {
    if (!hasContent(line)) continue;
    const indent = line.text.search(/\S/);
    const isClosing = /^[\]}]/.test(line.text.slice(indent));
    if (closed && (isClosing ? indent >= closed.indent : indent > closed.indent))
      return stray(closed.start);
    closed = null;
    const held = open.at(-1);
    if (held && (isClosing ? held.indent > indent : held.indent >= indent))
      return notClosed(text, held, end);
    for (const { 0: part, index: at } of line.text.matchAll(parts)) {
      const start = line.start + at;
      if (part === "[" || part === "{") open.push({ bracket: part, start, line: index, indent });
      else if (part === "]" || part === "}") {
        const opened = open.at(-1);
        if (!opened) return stray(start);
        if (closing[opened.bracket] !== part) return null;
        open.pop();
        const isOwn = opened.line === index || (isClosing && opened.indent === indent);
        // Many close at the end of a line what others close in one of its own.
        if (!isOwn) closed ??= { start, indent: opened.indent };
      }
    }
    end = line.start + line.text.trimEnd().length;
  }
  const left = open.at(-1);
  return left ? notClosed(text, left, end) : null;
}

function stray(start: number): BracketFault {
  return { kind: "stray", start, mend: { start, end: start + 1, text: "" } };
}

/** `end`: where the last line ends that it may hold. */
function notClosed(text: string, { bracket, start }: Opened, end: number): BracketFault {
  const at = text[end - 1] === "," ? end - 1 : end;
  return { kind: "open", start, mend: { start: at, end: at, text: closing[bracket] } };
}
