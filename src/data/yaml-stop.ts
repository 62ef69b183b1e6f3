/** A fault with its place as offsets into the text. */
export interface YamlFault {
  readonly start: number;
  readonly end: number;
  /** What is wrong, as the end of a sentence. */
  readonly what: string;
  readonly hint: string;
  /** Of what sort it is, where others tell from that what follows from it. */
  readonly kind?: FaultKind;
}

/**
 * `conflict`: two versions of the same lines. `open-bracket`: one that does not end. `stray-bracket`: one too many. `nowhere`: a line that is no part of
 * anything above it. `no-key`: one that is neither a key nor a value. `comma`: one that is missing.
 */
export type FaultKind =
  | "conflict"
  | "open-bracket"
  | "stray-bracket"
  | "nowhere"
  | "no-key"
  | "comma";

/** The parts of a finding of a fault. */
export function partsOf({ what, hint, kind }: YamlFault): readonly [string, ...string[]] {
  return kind === undefined ? [what, hint] : [what, hint, kind];
}

/** Where reading stopped, and why. */
export interface Stop {
  readonly text: string;
  readonly offset: number;
  readonly reason: string;
  readonly lines: readonly TextLine[];
  /** Index of the line of the offset. */
  readonly at: number;
}

export interface TextLine {
  readonly text: string;
  readonly start: number;
}

export type Rule = (stop: Stop) => YamlFault | null;

/** The lines of a text. */
export function linesOf(text: string): TextLine[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const found = { text: line, start };
    start += line.length + 1;
    return found;
  });
}

/** Whether a line is more than a comment or a mark of a document. */
export function hasContent({ text }: TextLine): boolean {
  return text.trim() !== "" && !/^(?:#|---|%)/.test(text);
}

/** `key: value`, in a list as well. */
export const keyAndValue =
  /^(?<lead>\s*(?:- +)*(?<key>[^\s"'#[\]{},&*!|>%@`-][^:#]*|"[^"]*"|'[^']*'): +)(?<value>\S.*)$/;

/** How many spaces a line begins with. */
export function indentOf({ text }: TextLine): number {
  return /^ */.exec(text)![0].length;
}

/** A value in quotes. */
export function quoted(value: string): string {
  return value.includes('"') || value.includes("\\")
    ? `'${value.replaceAll("'", "''")}'`
    : `"${value}"`;
}

/** A fault of a whole line. */
export function wholeLine(
  { text, start }: TextLine,
  what: string,
  hint: string,
  kind?: FaultKind,
): YamlFault {
  const end = start + Math.max(1, text.length);
  return { start, end, what, hint, ...(kind && { kind }) };
}

/** The quote that begins a value or an item of a line and does not end in it. */
export function openQuoteIn(line: string): { readonly quote: string; readonly at: number } | null {
  const parts =
    /"(?:\\.|[^"\\])*"|(?<=^|[\s[{,:])'(?:''|[^'])*'|(?<=\s)#.*|(?<=^\s*|: +|- +|[[{,] *)["']/g;
  for (const { 0: part, index } of line.matchAll(parts))
    if (part === '"' || part === "'") return { quote: part, at: index };
  return null;
}

/** A piece of a text, and what is meant in its place. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
