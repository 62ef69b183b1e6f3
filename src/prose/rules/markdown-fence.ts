import type { ProseLine, ProseRule } from "../rule.js";

/** ```` ```json ````, `~~~json`, `:::note`; the info string of a fence without one is empty. */
const fenceRe = /^\s*(?<marks>`{3,}|~{3,}|:{3,})[ \t]*(?<info>[\w{[][^`]*)?$/;

/** Code between rows of backquotes; it is shown as text, or not at all. */
export const markdownFence: ProseRule = {
  code: "markdown-fence",
  mayOccur: /^[ \t]*(?:(?:`{3,}|~{3,}|:{3,})[ \t]*[\w{[]|```[ \t]*$)/m,
  *find({ lines }) {
    for (let index = 0; index < lines.length; index++) {
      const fence = fenceAt(lines, index);
      if (!fence) continue;
      const { text, offset } = lines[index]!;
      const last = lines[fence.last]!;
      const end = offset + text.trimEnd().length;
      const start = end - text.trim().length;
      yield { start, end, parts: [text.trim(), fence.info], covers: [start, last.offset] };
      index = fence.last;
    }
  },
};

/** The fence that begins in a line; one without an end goes up to the first blank line. */
function fenceAt(
  lines: readonly ProseLine[],
  index: number,
): { readonly info: string; readonly last: number } | null {
  const { text, kind } = lines[index]!;
  const groups = kind === "text" ? fenceRe.exec(text)?.groups : undefined;
  if (!groups) return null;
  const { marks = "", info = "" } = groups;
  const isEnd = (line: ProseLine) =>
    line.text.trim().startsWith(marks) && /^(.)\1*$/.test(line.text.trim());
  const end = lines.findIndex((line, at) => at > index && isEnd(line));
  // Without an info string a row may be an underline, an overline or a transition.
  if (info === "" && (marks[0] !== "`" || marks.length > 3 || isTitle(lines, index, end)))
    return null;
  const blank = lines.findIndex((line, at) => at > index && line.text.trim() === "");
  const last = end !== -1 ? end : blank !== -1 ? blank : lines.length - 1;
  return { info: info.trim(), last };
}

/** Whether a row of backquotes stands below a title, or around one. */
function isTitle(lines: readonly ProseLine[], index: number, end: number): boolean {
  const above = lines[index - 1]?.text ?? "";
  if (above.trim() !== "") return above.length <= 3;
  return end === index + 2 && lines[index + 1]!.text.trim().length <= 3;
}
