import type { ProseRule, Slip } from "../rule.js";

export const conflictMark: ProseRule = {
  code: "conflict-mark",
  needs: ["<<<<<<< ", ">>>>>>> "],
  mayOccur: /^(?:<{7}|>{7}) /m,
  find: ({ source }) => conflictMarks(source.text),
};

/** `<<<<<<< main`, `=======`, `>>>>>>> branch`: what git leaves where it could not merge. */
const markRe = /^(?:<{7}|>{7}|\|{7}) .*$/gm;

/** The places in a text, whatever it is written in, where git could not merge. */
export function* conflictMarks(text: string): Iterable<Slip> {
  const marks = [...text.matchAll(markRe)];
  let close = 0;
  for (let index = 0; index < marks.length; index++) {
    const match = marks[index]!;
    if (!match[0].startsWith("<")) continue;
    for (close = Math.max(close, index); close < marks.length; close++)
      if (marks[close]![0].startsWith(">")) break;
    const last = marks[close] ?? match;
    // What is within is a part of it.
    if (close < marks.length) index = close;
    const end = match.index + match[0].length;
    const covers = [match.index, last.index] as const;
    yield { start: match.index, end, parts: [match[0]], covers };
  }
}
