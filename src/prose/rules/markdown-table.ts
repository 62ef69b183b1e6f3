import type { ProseLine, ProseRule } from "../rule.js";

/** `---`, `:-:`: what stands below the head of a column. */
const dashes = "[ \\t]*(?::-+:?|-+:|-{3,})[ \\t]*";
/** `|---|:-:|`, with or without the outer bars; with both, one dash will do: `| - | - |`. */
const delimiterRe = new RegExp(
  `^[ \\t]*(?:\\|?(?:${dashes}\\|)+(?:${dashes})?|\\|${dashes}|\\|(?:[ \\t]*:?-+:?[ \\t]*\\|)+[ \\t]*)$`,
  "m",
);

/** A row of cells with a row of dashes below it. */
export const markdownTable: ProseRule = {
  code: "markdown-table",
  needs: ["|"],
  mayOccur: delimiterRe,
  *find({ lines }) {
    for (let index = 1; index < lines.length; index++) {
      const head = lines[index - 1]!;
      if (!isDelimiter(lines[index]!) || !isRow(head)) continue;
      // Within a grid table such a row is text of a cell.
      if (/^\s*\+[-=]/.test(lines[index - 2]?.text ?? "")) continue;
      let last = index;
      while (last + 1 < lines.length && isRow(lines[last + 1]!)) last++;
      const start = head.offset + head.text.search(/\S/);
      const end = head.offset + head.text.trimEnd().length;
      yield { start, end, covers: [start, lines[last]!.offset] };
      index = last;
    }
  },
};

function isDelimiter({ text, kind }: ProseLine): boolean {
  return kind === "text" && delimiterRe.test(text);
}

function isRow({ text, kind }: ProseLine): boolean {
  return kind === "text" && text.includes("|");
}
