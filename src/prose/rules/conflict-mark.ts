import type { ProseRule, Slip } from "../rule.js";

export const conflictMark: ProseRule = {
  code: "conflict-mark",
  needs: ["<<<<<<< ", ">>>>>>> "],
  mayOccur: /^(?:<{7}|>{7}) /m,
  find: ({ source }) => conflictMarks(source.text),
};

/** `<<<<<<< main`, `=======`, `>>>>>>> branch`: what git leaves where it could not merge. */
const markRe = /^(?:(?:<{7}|>{7}|\|{7}) .*|={7}\r?)$/gm;
/** A first mark that was left alone; a sentence may begin with such characters. */
const loneRe = /^<{7} \S+\s*$/;

/** The places in a text, whatever it is written in, where git could not merge. */
export function* conflictMarks(text: string): Iterable<Slip> {
  const marks = [...text.matchAll(markRe)];
  let middle = 0;
  let close = 0;
  for (let index = 0; index < marks.length; index++) {
    const match = marks[index]!;
    if (!match[0].startsWith("<")) continue;
    middle = nextMark(marks, "=", Math.max(middle, index));
    close = nextMark(marks, ">", Math.max(close, index));
    const isWhole = middle < close && close < marks.length;
    if (!isWhole && !loneRe.test(match[0])) continue;
    const last = marks[close] ?? match;
    // What is within is a part of it.
    if (close < marks.length) index = close;
    const end = match.index + match[0].length;
    const covers = [match.index, last.index] as const;
    yield { start: match.index, end, parts: [match[0]], covers };
  }
}

/** The index of the first mark from one on that begins with a character; past the last one where there is none. */
function nextMark(marks: readonly RegExpExecArray[], first: string, from: number): number {
  let index = from;
  while (index < marks.length && !marks[index]![0].startsWith(first)) index++;
  return index;
}
