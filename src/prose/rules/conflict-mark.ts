import type { ProseRule } from "../rule.js";

/** `<<<<<<< main`, `=======`, `>>>>>>> branch`: what git leaves where it could not merge. */
const markRe = /^(?:<{7}|>{7}|\|{7}) .*$/gm;

export const conflictMark: ProseRule = {
  code: "conflict-mark",
  mayOccur: /^(?:<{7}|>{7}) /m,
  *find({ source: { text } }) {
    const marks = [...text.matchAll(markRe)];
    for (const [index, match] of marks.entries()) {
      if (!match[0].startsWith("<")) continue;
      const last = marks.slice(index).find(([mark]) => mark.startsWith(">")) ?? match;
      const end = match.index + match[0].length;
      const covers = [match.index, last.index] as const;
      yield { start: match.index, end, parts: [match[0]], covers };
    }
  },
};
