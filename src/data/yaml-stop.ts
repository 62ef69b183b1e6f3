/** A fault with its place as offsets into the text. */
export interface YamlFault {
  readonly start: number;
  readonly end: number;
  /** What is wrong, as the end of a sentence. */
  readonly what: string;
  readonly hint: string;
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
export function wholeLine({ text, start }: TextLine, what: string, hint: string): YamlFault {
  return { start, end: start + Math.max(1, text.length), what, hint };
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
