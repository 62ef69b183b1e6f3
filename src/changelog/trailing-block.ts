import type { Syntax } from "./titles.js";

/**
 * Whether the text of a change ends with a block that what is written after it, on the same line, would become a part of: a
 * block of code, or a table. `indent` is how far its paragraphs are moved in below the first one.
 * @see https://github.com/twisted/towncrier/issues/614
 */
export function endsInBlock(text: string, syntax: Syntax, indent: number): boolean {
  const lines = text.trimEnd().split("\n");
  if (lines.length < 2) return false;
  return syntax === "rst"
    ? endsInTable(lines) || endsInLiteral(lines, indent) || endsInDoctest(lines)
    : endsInFence(lines) || endsInRow(lines);
}

// ====  ====   +---+
function endsInTable(lines: readonly string[]): boolean {
  return /^\s*(?:=+(?:[ ]+=+)*|\+(?:[-=]+\+)+)$/.test(lines.at(-1)!.trimEnd());
}

const codeDirective =
  /^\s*(?:(?:[-*+]|#\.|\d+\.)\s+)*\.\. (?:code|code-block|sourcecode|parsed-literal|math|raw)::/;

/** Whether one of the lines that the last one is indented below opens a literal block. */
function endsInLiteral(lines: readonly string[], first: number): boolean {
  let indent = indentOf(lines.at(-1)!);
  for (let at = lines.length - 2; at >= 0; at--) {
    const line = lines[at]!.trimEnd();
    // The first line stands behind the bullet.
    const own = at === 0 ? first : indentOf(line);
    if (line === "" || own >= indent) continue;
    if (codeDirective.test(line)) return true;
    if (line.endsWith("::") && lines[at + 1]!.trim() === "") return true;
    indent = own;
  }
  return false;
}

function endsInDoctest(lines: readonly string[]): boolean {
  const blank = lines.findLastIndex((line) => line.trim() === "");
  return lines[blank + 1]!.trimStart().startsWith(">>> ");
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function endsInFence(lines: readonly string[]): boolean {
  let open: string | undefined;
  let isEnd = false;
  for (const line of lines) {
    const fence = /^\s*(?<signs>`{3,}(?=[^`]*$)|~{3,})(?<info>.*)/.exec(line)?.groups;
    isEnd = false;
    if (open === undefined) open = fence?.["signs"];
    else if (fence && fence["signs"]!.startsWith(open) && fence["info"]!.trim() === "") {
      open = undefined;
      isEnd = true;
    }
  }
  return isEnd || open !== undefined;
}

// | a | b |
function endsInRow(lines: readonly string[]): boolean {
  const isRow = (line: string) => /^\s*\|.*\|\s*$/.test(line);
  return (
    isRow(lines.at(-1)!) && lines.some((line) => /^[\s|:-]*-[\s|:-]*$/.test(line) && isRow(line))
  );
}
