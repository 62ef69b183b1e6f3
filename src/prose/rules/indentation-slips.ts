import type { ProseRule } from "../rule.js";

/** A block of JSON that is indented, with no "::" above it: a quotation, whose line breaks and spaces are lost. */
export const quotedCode: ProseRule = {
  code: "quoted-code",
  needs: ["{", "["],
  mayOccur: { test: hasLooseBracket },
  *find({ quotes, source: { text } }) {
    for (const { start, end } of quotes) {
      const quote = text.slice(start, end).trim();
      if (!/^(?:\{[\s\S]*\}|\[[\s\S]*\])$/.test(quote) || !/"[^"\n]*" *:/.test(quote)) continue;
      const from = start + text.slice(start, end).search(/\S/);
      yield { start: from, end: from + 1, covers: [from, end] };
    }
  },
};

/**
 * A sentence whose second line is indented: it is read as a term and its meaning. A term is short; a line that is long, ends
 * within a sentence and goes on with a small letter is none.
 */
export const splitSentence: ProseRule = {
  code: "split-sentence",
  mayOccur: { test: hasIndentedSecondLine },
  *find({ terms, source: { text } }) {
    for (const { term, definition } of terms) {
      const words = text.slice(term.start, term.end);
      const rest = text.slice(definition.start, definition.end).trimStart();
      const isSentence =
        words.length >= 50 && words.split(/\s+/).length >= 8 && /[\w,]$/.test(words);
      if (!isSentence || !/^[a-z]/.test(rest) || / : /.test(words)) continue;
      const start = definition.start + text.slice(definition.start).search(/\S/);
      const end = start + (/^\S+/.exec(rest)?.[0].length ?? 1);
      const below = text.indexOf("\n", definition.end);
      const blocks = [start, below === -1 ? definition.end : below + 1] as const;
      yield { start, end, parts: [words.split(/\s+/).slice(-3).join(" ")], blocks };
    }
  },
};

/** A text that is indented a little, below code that is indented more: it is read as more of the code, with what it announces. */
export const swallowedText: ProseRule = {
  code: "swallowed-text",
  needs: ["::"],
  mayOccur: /\n[ \t]*\n[ \t]+[A-Za-z][^\n ]* [^\n]*::[ \t]*\n[ \t]*\n/,
  *find({ codes, source: { text } }) {
    for (const { start, end } of codes) {
      const first = text.lastIndexOf("\n", start - 1) + 1;
      const depth = /^[ \t]*/.exec(text.slice(first, end))![0].length;
      for (const match of text.slice(first, end).matchAll(announcingRe)) {
        const { indent = "", words = "" } = match.groups!;
        if (indent.length >= depth) continue;
        const at = first + match.index + match[0].length - words.length;
        yield { start: at, end: at + words.length, parts: [words] };
      }
    }
  },
};

/** A sentence after a blank line that announces code. */
const announcingRe =
  /\n[ \t]*\n(?<indent>[ \t]+)(?<words>[A-Za-z][^\n ]* [^\n]*::)(?=[ \t]*\n[ \t]*\n)/g;

/** Whether a bracket alone in an indented line stands below a text that announces no code. */
function hasLooseBracket(text: string): boolean {
  for (const { index } of text.matchAll(/\n(?<=\n[ \t]*\n)[ \t]+[{[][ \t]*$/gm)) {
    const above = text.slice(0, index).trimEnd();
    const line = above.slice(above.lastIndexOf("\n") + 1);
    if (!line.endsWith("::") && !/^\s*(?:\.\. |:)/.test(line)) return true;
  }
  return false;
}

/** Whether a long line that ends within a sentence has a line below that is indented more than its own text. */
function hasIndentedSecondLine(text: string): boolean {
  if (!/[\w,]\n[ \t]+[a-z]/.test(text)) return false;
  for (const [, line = "", indent = ""] of text.matchAll(/^([^\n]{50,}[\w,])\n([ \t]+)[a-z]/gm))
    if (indent.length > textColumn(line)) return true;
  return false;
}

/** Where the text of a line begins, after the marks of the lists that it is an item of. */
function textColumn(line: string): number {
  return /^[ \t]*(?:(?:[-*+\u2022]|\(?(?:\d+|#|[a-zA-Z])[.)]|\.\.|:[^:\n]+:)[ \t]+)*/.exec(line)![0]
    .length;
}
