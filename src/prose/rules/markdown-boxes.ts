import type { ProseRule } from "../rule.js";

const boxRe = /^\s*(?<marks>!!!|\?\?\?\+?)[ \t]+(?<kind>[A-Za-z][\w-]*)(?:[ \t]+"[^"\n]*")?[ \t]*$/;

/** `!!! note` above an indented text, which is read as a term and its meaning. */
export const markdownBox: ProseRule = {
  code: "markdown-box",
  needs: ["!!! ", "??? ", "???+ "],
  mayOccur: /^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z]/m,
  *find({ lines }) {
    for (const { text, offset, kind } of lines) {
      const groups = kind === "text" ? boxRe.exec(text)?.groups : undefined;
      if (!groups) continue;
      const end = offset + text.trimEnd().length;
      const start = end - text.trim().length;
      yield {
        start,
        end,
        parts: [text.trim(), groups["kind"]!.toLowerCase()],
        blocks: [start, end],
      };
    }
  },
};

/** `$$` around a formula, on lines of their own or on one. */
export const markdownMath: ProseRule = {
  code: "markdown-math",
  needs: ["$$"],
  mayOccur: /^[ \t]*\$\$(?:[ \t]*$|.*\$\$[ \t]*$)/m,
  *find({ lines }) {
    for (let index = 0; index < lines.length; index++) {
      const { text, offset, kind } = lines[index]!;
      const line = text.trim();
      if (kind !== "text" || !line.startsWith("$$") || line.length > 300) continue;
      const isWhole = line.length > 4 && line.endsWith("$$");
      if (!isWhole && line !== "$$") continue;
      let last = index;
      if (!isWhole) {
        while (last + 1 < lines.length && lines[last + 1]!.text.trim() !== "") {
          last++;
          if (lines[last]!.text.trim().endsWith("$$")) break;
        }
        if (!lines[last]!.text.trim().endsWith("$$") || last === index) continue;
      }
      const end = offset + text.trimEnd().length;
      const start = end - line.length;
      yield { start, end, covers: [start, lines[last]!.offset] };
      index = last;
    }
  },
};
