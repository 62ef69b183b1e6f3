import type { ProseRule } from "../rule.js";

/** `## Title`, `# Title #` */
const headingRe = /^(?<indent>\s*)(?<marks>#{1,6})[ \t]+(?<title>\S.*?)(?:[ \t]+#+)?[ \t]*$/;

/** Titles that begin with number signs. */
export const markdownHeading: ProseRule = {
  code: "markdown-heading",
  needs: ["#"],
  mayOccur: /^[ \t]*#{1,6}[ \t]+\S/m,
  *find({ lines }) {
    for (const { text, offset, kind } of lines) {
      const groups = kind === "text" ? headingRe.exec(text)?.groups : undefined;
      if (!groups) continue;
      const start = offset + groups["indent"]!.length;
      const marks = [start, start + groups["marks"]!.length] as const;
      const end = offset + text.trimEnd().length;
      yield { start, end, parts: [groups["title"]!], explains: marks, blocks: [start, end] };
    }
  },
};
