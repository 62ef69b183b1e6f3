import type { ProseLine, ProseRule } from "../rule.js";

/** ```` ```json ````, `~~~json`, `:::note`; the info string of a fence without one is empty. */
const fenceRe = /^\s*(?<marks>`{3,}|~{3,}|:{3,})[ \t]*(?<info>[\w{[][^`]*)?$/;

/** Code between rows of backquotes; it is shown as text, or not at all. */
export const markdownFence: ProseRule = {
  code: "markdown-fence",
  needs: ["```", "~~~", ":::"],
  mayOccur: /^[ \t]*(?:(?:`{3,}|~{3,}|:{3,})[ \t]*[\w{[]|(?:```|~~~)[ \t]*$)/m,
  *find({ lines }) {
    const ends: Ends = new Map();
    for (let index = 0; index < lines.length; index++) {
      const fence = fenceAt(lines, index, ends);
      if (!fence) continue;
      const { text, offset } = lines[index]!;
      const last = lines[fence.last]!;
      const end = offset + text.trimEnd().length;
      const start = end - text.trim().length;
      // What stands below colons is read as code that they announce.
      const below = text.trim().startsWith(":") ? lines.slice(fence.last + 1) : [];
      const covered = below.find((line) => line.text.trim() !== "") ?? last;
      yield { start, end, parts: [text.trim(), fence.info], covers: [start, covered.offset] };
      index = fence.last;
    }
  },
};

/** The fence that begins in a line; one without an end goes up to the first blank line. */
function fenceAt(
  lines: readonly ProseLine[],
  index: number,
  ends: Ends,
): { readonly info: string; readonly last: number } | null {
  const { text, kind } = lines[index]!;
  const groups = kind === "text" ? fenceRe.exec(text)?.groups : undefined;
  if (!groups) return null;
  const { marks = "", info = "" } = groups;
  const end = endOf(marks, lines, index, ends);
  // Without an info string a row may be an underline, an overline or a transition.
  if (info === "" && (marks[0] === ":" || marks.length > 3 || isTitle(lines, index, end)))
    return null;
  if (info === "" && marks[0] === "~" && (end === -1 || lines[index - 1]?.text.trim())) return null;
  return { info: info.trim(), last: end !== -1 ? end : blankAfter(index, lines) };
}

/** The next end of a fence by its marks, which were looked for from above: no line is looked at twice for the same. */
type Ends = Map<string, number>;

function endOf(marks: string, lines: readonly ProseLine[], index: number, ends: Ends): number {
  const known = ends.get(marks) ?? 0;
  if (known === -1 || known > index) return known;
  let at = index + 1;
  while (at < lines.length && !isEnd(lines[at]!.text.trim(), marks)) at++;
  const end = at < lines.length ? at : -1;
  ends.set(marks, end);
  return end;
}

function isEnd(text: string, marks: string): boolean {
  return text.startsWith(marks) && /^(.)\1*$/.test(text);
}

/** The first blank line below, or the last line of all. */
function blankAfter(index: number, lines: readonly ProseLine[]): number {
  let at = index + 1;
  while (at < lines.length && lines[at]!.text.trim() !== "") at++;
  return Math.min(at, lines.length - 1);
}

/** Whether a row of backquotes stands below a title, or around one. */
function isTitle(lines: readonly ProseLine[], index: number, end: number): boolean {
  const above = lines[index - 1]?.text ?? "";
  if (above.trim() !== "") return above.length <= 3;
  return end === index + 2 && lines[index + 1]!.text.trim().length <= 3;
}
